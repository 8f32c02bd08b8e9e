"""Viterbi's table where the maximum is taken over the row being filled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]

FILLS = ("ones", "zeros", "kept", "ones-emission", "kept-emission")
"""What a row holds before: probability 1 or 0 everywhere, or the row before (where one row serves
throughout); "emission": the row before is multiplied in afterwards."""


def fill_rows(
    first: Floats, P: Floats, bos: int, steps: int, fill: tuple[str, bool, bool]
) -> tuple[list[Floats], list[Ids]]:
    """The logarithms of the rows and the pointers between them.

    `fill`: one of `FILLS`, whether the table begins with the start token's own row (which is not given back),
    and whether rows are filled in one go.
    """
    how, from_start, at_once = fill
    log_P = np.log(P)
    row = first.copy()
    if from_start:
        row = np.full(len(P), -np.inf)
        row[bos] = 0.0
    rows, pointers = [row], []
    for _ in range(steps if from_start else steps - 1):
        row, back = _fill_row(how, rows[-1], log_P, at_once=at_once)
        rows.append(row)
        pointers.append(back)
    return (rows[1:], pointers[1:]) if from_start else (rows, pointers)


def _fill_row(fill: str, before: Floats, log_P: Floats, *, at_once: bool) -> tuple[Floats, Ids]:
    row = before.copy()
    if not fill.startswith("kept"):
        row = np.full(len(before), -np.inf if fill == "zeros" else 0.0)
    source = row.copy() if at_once else row
    back = np.zeros(len(row), dtype=np.int64)
    for j in range(len(row)):
        scores = source + log_P[:, j]
        back[j] = int(np.argmax(scores))
        row[j] = np.max(scores) + (before[j] if fill.endswith("emission") else 0.0)
    return row, back
