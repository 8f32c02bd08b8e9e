"""One step of the recurrence with switches for its slips."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program

Floats = npt.NDArray[np.float64]


def program(
    *, transpose: bool = False, delta: str = "row", reduce: str = "max", axis: str = "previous"
) -> Program:
    """A step with some of its parts exchanged.

    `delta`: "row" (δ(i)), "column" (δ(j)) or "none"; `reduce`: "max" or "sum"; `axis`: over the
    "previous" word or over the "next" one.
    """

    def viterbi_step(P: Floats, delta_prev: Floats) -> Floats:
        matrix = P.T if transpose else P
        if delta == "row":
            matrix = matrix * delta_prev[:, np.newaxis]
        elif delta == "column":
            matrix = matrix * delta_prev[np.newaxis, :]
        along = 0 if axis == "previous" else 1
        result: Floats = matrix.sum(axis=along) if reduce == "sum" else matrix.max(axis=along)
        return result

    return viterbi_step
