"""The equivalent decay with switches for its slips."""

from __future__ import annotations

from grader.model.programs import Program


def program(*, factor: float = 2.0, sign: float = -1.0, rate: bool = True) -> Program:
    """`factor` and `sign` of the product; `rate`: whether the learning rate is in it."""

    def equivalent_decay(lr: float, gamma: float) -> float:
        return sign * factor * gamma * (lr if rate else 1.0)

    return equivalent_decay
