"""How many sequences a vocabulary allows (part 2.1), counted and in closed form."""

from __future__ import annotations

from itertools import pairwise, product

_LARGEST_COUNTED = 5
"""Vocabulary sizes and lengths up to which the closed form is held against a count."""


def count_sequences(N: int, T: int) -> int:
    """Number of sequences of T words after the start token, each one of N words: an exact int."""
    return int(int(N) ** int(T))


def enumerate_sequences(N: int, T: int) -> int:
    """The same number by writing every sequence down; only for small N and T."""
    return sum(1 for _ in product(range(N), repeat=T))


def sequence_count() -> str:
    """The closed form as LaTeX, after it has been proved.

    The count starts at 1 for no word and grows by the factor N with every word, which determines it:
    it is N multiplied with itself T times. Raises ArithmeticError if counting says otherwise.
    """
    for size in range(1, _LARGEST_COUNTED + 1):
        counts = [enumerate_sequences(size, length) for length in range(_LARGEST_COUNTED + 1)]
        grows_by_size = all(after == size * before for before, after in pairwise(counts))
        if counts[0] != 1 or not grows_by_size:
            raise ArithmeticError(f"counting {size} words gives {counts}")
    return "N^{T}"
