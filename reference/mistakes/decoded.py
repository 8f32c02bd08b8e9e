"""Take apart and put together what decoders return, and undo slips in it."""

from __future__ import annotations

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


def entries(value: object) -> list[object] | None:
    """The entries of a list, a tuple or an array."""
    if isinstance(value, np.ndarray):
        return list(value.tolist()) if value.ndim else None
    return list(value) if isinstance(value, (list, tuple)) else None


def logarithm(number: object) -> float:
    """log of a probability; ValueError for what is none, and for 0, which nothing that is asked for has."""
    if not isinstance(number, (int, float)) or isinstance(number, bool) or not 0 < number <= 1:
        raise ValueError(number)
    return log(number)
