"""The count as a power with switches for its base and exponent."""

from __future__ import annotations

from grader.model.programs import Program


def program(*, swapped: bool = False, fewer_words: bool = False, longer: int = 0) -> Program:
    """`swapped`: base for exponent; `fewer_words`: the start token is none; `longer`: more exponent."""

    def count_sequences(N: int, T: int) -> int:
        base, exponent = (T, N) if swapped else (N, T)
        return int((base - fewer_words) ** (exponent + longer))

    return count_sequences
