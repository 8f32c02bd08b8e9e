"""The maximum is taken over the row being filled, in all that the row may hold before it is filled."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Decoded = tuple[list[int], float]

_FILLS = ("ones", "zeros", "kept", "ones-emission", "kept-emission")
"""What a row holds before: probability 1 or 0 everywhere, or the row before (where one row serves
throughout); "emission": the row before is multiplied in afterwards."""


def _variant(fill: str, *, from_start: bool, at_once: bool) -> Callable[[Floats, int, int], Decoded]:
    """`from_start`: the table begins with the start token's own row; `at_once`: rows are filled in one go."""

    def viterbi(P: Floats, bos: int, T: int) -> Decoded:
        log_P = np.log(P)
        if from_start:
            row = np.full(len(P), -np.inf)
            row[bos] = 0.0
            steps = T
        else:
            row = log_P[bos].copy()
            steps = T - 1
        table = [row]
        pointers = []
        for _ in range(steps):
            row, back = _fill_row(fill, table[-1], log_P, at_once=at_once)
            table.append(row)
            pointers.append(back)
        words = [int(np.argmax(table[-1]))]
        for back in reversed(pointers[1:] if from_start else pointers):
            words.insert(0, int(back[words[0]]))
        return words, float(np.max(table[-1]))

    return viterbi


def _fill_row(
    fill: str, before: Floats, log_P: Floats, *, at_once: bool
) -> tuple[Floats, npt.NDArray[np.int64]]:
    row = _unfilled(fill, before)
    source = row.copy() if at_once else row
    back = np.zeros(len(row), dtype=np.int64)
    for j in range(len(row)):
        scores = source + log_P[:, j]
        back[j] = int(np.argmax(scores))
        row[j] = np.max(scores) + (before[j] if fill.endswith("emission") else 0.0)
    return row, back


def _unfilled(fill: str, before: Floats) -> Floats:
    if fill.startswith("kept"):
        return before.copy()
    return np.full(len(before), -np.inf if fill == "zeros" else 0.0)


def _nothing_possible(first: int, last: int) -> Callable[[Floats, int, int], Decoded]:
    """Rows that start at zero stay there; the words are what is left of the pointers and of the last row."""

    def viterbi(P: Floats, bos: int, T: int) -> Decoded:
        N = len(P)
        return [first % N if first >= 0 else first] * (T - 1) + [last % N], -np.inf

    return viterbi


def _last_of_ties(P: Floats, bos: int, T: int) -> Decoded:
    """The same where the last of equals is taken."""
    return [len(P) - 1] * T, -np.inf


VARIANTS = (
    *(
        _variant(fill, from_start=from_start, at_once=at_once)
        for fill, from_start, at_once in product(_FILLS, (False, True), (False, True))
        # A kept row read at once is the row before: that is right.
        if not (fill == "kept" and at_once)
    ),
    _nothing_possible(-1, 0),
    _nothing_possible(-1, -1),
    _nothing_possible(0, -1),
    _last_of_ties,
)
