"""Take apart and put together what decoders return, and undo slips in it."""

from __future__ import annotations

from collections.abc import Callable
from math import log

import numpy as np

Decoded = tuple[list[object], object]


def split(value: object) -> Decoded | None:
    """``(words, number)`` of a decoder's result in whatever container; None for anything else."""
    items = entries(value)
    if items is None or len(items) != 2:
        return None
    words = entries(items[0])
    return None if words is None else (words, items[1])


def split_all(value: object) -> list[Decoded] | None:
    """The same for each of a list of hypotheses."""
    items = entries(value)
    if items is None:
        return None
    hypotheses = [split(item) for item in items]
    return None if any(hypothesis is None for hypothesis in hypotheses) else hypotheses  # type: ignore[return-value]


def single(value: object) -> Decoded | None:
    """One hypothesis that stands in no list; None for anything else."""
    decoded = split(value)
    return decoded if decoded is not None and _is_number(decoded[1]) else None


def change_each(value: object, change: Callable[[list[object], float], object]) -> object:
    """Each of a list of hypotheses changed, or the one that stands in no list; None for anything else."""
    one = single(value)
    if one is not None:
        return change(one[0], one[1])  # type: ignore[arg-type]
    hypotheses = split_all(value)
    if hypotheses is None or not all(_is_number(number) for _, number in hypotheses):
        return None
    return [change(words, number) for words, number in hypotheses]  # type: ignore[arg-type]


def exchange(value: object, arguments: tuple[object, ...]) -> object:
    """``(number, words)`` put right; None for anything else."""
    items = entries(value)
    if items is None or len(items) != 2 or not _is_number(items[0]) or entries(items[1]) is None:
        return None
    return items[1], items[0]


def exchange_each(value: object, arguments: tuple[object, ...]) -> object:
    """The same for each of a list of hypotheses, or for the one that stands in no list."""
    one = exchange(value, arguments)
    if one is not None:
        return one
    exchanged = [exchange(item, arguments) for item in entries(value) or [None]]
    return None if any(item is None for item in exchanged) else exchanged


def pair_up(value: object, arguments: tuple[object, ...]) -> object:
    """A list of sequences and a list of their numbers, in either order, as hypotheses; None for others."""
    lists = entries(value)
    if lists is None or len(lists) != 2:
        return None
    first, second = entries(lists[0]), entries(lists[1])
    if first is None or second is None or len(first) != len(second):
        return None
    sequences, numbers = (second, first) if all(map(_is_number, first)) else (first, second)
    if not all(map(_is_number, numbers)) or any(entries(words) is None for words in sequences):
        return None
    return list(zip(sequences, numbers, strict=True))


def entries(value: object) -> list[object] | None:
    """The entries of a list, a tuple or an array."""
    if isinstance(value, np.ndarray):
        return list(value.tolist()) if value.ndim else None
    return list(value) if isinstance(value, (list, tuple)) else None


def logarithm(number: object) -> float:
    """log of a probability; ValueError for what is none, and for 0, which nothing that is asked for has."""
    if not _is_number(number) or not 0 < number <= 1:  # type: ignore[operator]
        raise ValueError(number)
    return log(number)  # type: ignore[arg-type]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
