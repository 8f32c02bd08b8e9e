"""The matrix itself stands where its norm should."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def matrix_powered(W: Floats, gamma: float, T: int) -> Floats:
    """(γ W)^T as a power of a matrix."""
    return np.linalg.matrix_power(gamma * W, T)


def entries_powered(W: Floats, gamma: float, T: int) -> Floats:
    """(γ W)^T entry by entry."""
    result: Floats = (gamma * W) ** T
    return result


VARIANTS = (matrix_powered, entries_powered)
