"""The SGD step on a penalised loss with switches for its slips."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program

Floats = npt.NDArray[np.float64]


def program(*, factor: float = 2.0, sign: float = 1.0, rate: str = "both") -> Program:
    """`factor` and `sign` of the penalty's gradient; `rate`: the learning rate scales "both" terms or one."""

    def sgd_l2_step(theta: Floats, grad: Floats, lr: float, gamma: float) -> Floats:
        penalty = sign * factor * gamma * theta
        on_grad = 1.0 if rate in ("penalty", "none") else lr
        on_penalty = 1.0 if rate in ("gradient", "none") else lr
        return theta - on_grad * grad - on_penalty * penalty

    return sgd_l2_step
