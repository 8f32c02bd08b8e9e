"""The bound with switches for its slips."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program

Floats = npt.NDArray[np.float64]


def program(*, rooted: bool = True, power: str = "T") -> Program:
    """`rooted`: whether the eigenvalue is; `power`: "T", "one" (none) or "times" (a product)."""

    def gradient_norm_bound(W: Floats, gamma: float, T: int) -> float:
        singular = float(np.linalg.norm(W, 2))
        factor = gamma * (singular if rooted else singular**2)
        if power == "T":
            return float(factor**T)
        return factor * T if power == "times" else factor

    return gradient_norm_bound
