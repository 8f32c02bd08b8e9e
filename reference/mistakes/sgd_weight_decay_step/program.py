"""The step with weight decay, with switches for its slips."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program

Floats = npt.NDArray[np.float64]


def program(*, sign: float = 1.0, uphill: bool = False, rate: bool = True) -> Program:
    """`sign` of the decay; `uphill`: the gradient is added; `rate`: whether the learning rate is there."""

    def sgd_weight_decay_step(theta: Floats, grad: Floats, lr: float, lam: float) -> Floats:
        step = grad * lr if rate else grad
        return theta + (step if uphill else -step) + sign * lam * theta

    return sgd_weight_decay_step
