"""One factor, or T times one, in place of its T-th power."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CHANGES = ({"power": "one"}, {"power": "times"})


def gamma_alone_powered(W: Floats, gamma: float, T: int) -> float:
    """‖W‖ γ^T."""
    return float(np.linalg.norm(W, 2) * gamma**T)


def norm_alone_powered(W: Floats, gamma: float, T: int) -> float:
    """γ ‖W‖^T."""
    return float(gamma * np.linalg.norm(W, 2) ** T)


VARIANTS = (gamma_alone_powered, norm_alone_powered)
