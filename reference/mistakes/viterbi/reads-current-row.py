"""The maximum is taken over the row being filled, in all that the row may hold before it is filled."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import numpy.typing as npt

from ..own_row import FILLS

Floats = npt.NDArray[np.float64]
Decoded = tuple[list[int], float]

CHANGES = tuple(
    {"fill": (fill, from_start, at_once)}
    for fill, from_start, at_once in product(FILLS, (False, True), (False, True))
    # A kept row read at once is the row before: that is right. Ones read at once and multiplied by the row
    # before are what a slip of axes gives: nothing is read too early there.
    if not (at_once and fill in ("kept", "ones-emission"))
)


def _nothing_possible(first: int, last: int) -> Callable[[Floats, int, int], Decoded]:
    """Rows that start at zero stay there; the words are what is left of the pointers and of the last row."""

    def viterbi(P: Floats, bos: int, T: int) -> Decoded:
        N = len(P)
        return [first % N if first >= 0 else first] * (T - 1) + [last % N], -np.inf

    return viterbi


def _last_of_ties(P: Floats, bos: int, T: int) -> Decoded:
    """The same where the last of equals is taken."""
    return [len(P) - 1] * T, -np.inf


VARIANTS = (_nothing_possible(-1, 0), _nothing_possible(-1, -1), _nothing_possible(0, -1), _last_of_ties)
