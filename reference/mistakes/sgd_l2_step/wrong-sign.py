"""The penalty, or the whole step, goes the wrong way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CHANGES = ({"sign": -1.0},)


def uphill(theta: Floats, grad: Floats, lr: float, gamma: float) -> Floats:
    """The step is added."""
    return theta + lr * (grad + 2 * gamma * theta)


VARIANTS = (uphill,)
