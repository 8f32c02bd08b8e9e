"""Adam with switches, one for each thing that students get wrong in it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program

Floats = npt.NDArray[np.float64]
Step = tuple[Floats, Floats, Floats]

MOMENTS = (
    "rates",  # both decay rates exchanged
    "rates-accumulated",  # exchanged where the moments are accumulated
    "rates-corrected",  # exchanged where the bias is corrected
    "order",  # returned the other way round
    "roles",  # s is the second moment throughout, r the first
    "squares-first",  # s takes the squares, r the gradients
    "squares-first-used",  # the same, and the update divides by the root of s
    "update",  # the update divides by the root of s
)
"""The ways in which the two moments are exchanged."""


def adam_program(
    *,
    place: str,
    factor: float,
    sign: float = 1.0,
    uphill: bool = False,
    correction: str = "both",
    squares: str = "same",
    moments: str = "",
    delta_place: str = "outside",
) -> Program:
    """A step of Adam with some of its parts exchanged.

    `place`: where `sign`·`factor`·c·θ goes, c being the last rate given. Into the "gradient", or into the
    corrected first "moment"; taken off after the step as "decay", or "decay-rate" scaled by the learning rate
    ("-after": of the moved weights); or as "norm", "root" or "squares", a penalty in place of its gradient.
    `uphill`: the step is added.
    `correction`: "both", "first", "second" or "none" of the moments. `squares`: the "same" gradient for both
    moments, or "raw" for the second. `moments`: one of `MOMENTS`. `delta_place`: "outside", "inside" or
    "squared" under the root.
    """

    def step(
        theta: Floats,
        grad: Floats,
        s: Floats,
        r: Floats,
        t: int,
        lr: float,
        coefficient: float,
        rho1: float = 0.9,
        rho2: float = 0.999,
        delta: float = 1e-8,
    ) -> Step:
        scale = sign * factor * coefficient
        full = grad + _added(place, scale, theta)
        square = (grad if squares == "raw" else full) ** 2
        if moments == "roles":
            s, r = r, s
        first, second = (rho2, rho1) if moments in ("rates", "rates-accumulated") else (rho1, rho2)
        into_s, into_r = (square, full) if moments.startswith("squares-first") else (full, square)
        s = first * s + (1 - first) * into_s
        r = second * r + (1 - second) * into_r
        first, second = (rho2, rho1) if moments in ("rates", "rates-corrected") else (rho1, rho2)
        s_hat = s / (1 - first**t) if correction in ("both", "first") else s
        r_hat = r / (1 - second**t) if correction in ("both", "second") else r
        if place == "moment":
            s_hat = s_hat + scale * theta
        if moments in ("update", "squares-first-used"):
            s_hat, r_hat = r_hat, s_hat
        change = lr * s_hat / _root(r_hat, delta, delta_place)
        moved = theta + change if uphill else theta - change
        moved = moved - _decay(place, scale, lr, theta, moved)
        return (moved, r, s) if moments in ("order", "roles") else (moved, s, r)

    return step


def _added(place: str, scale: float, theta: Floats) -> Floats | float:
    """What is added to the gradient."""
    if place == "gradient":
        return scale * theta
    if place == "norm":
        return scale * float(np.sum(theta**2))
    if place == "root":
        return scale * float(np.sqrt(np.sum(theta**2)))
    if place == "squares":
        result: Floats = scale * theta**2
        return result
    return 0.0


def _decay(place: str, scale: float, lr: float, theta: Floats, moved: Floats) -> Floats | float:
    """What is taken off the weights besides the step."""
    terms = {
        "decay": scale * theta,
        "decay-rate": lr * scale * theta,
        "decay-after": scale * moved,
        "decay-rate-after": lr * scale * moved,
    }
    return terms.get(place, 0.0)


def _root(r_hat: Floats, delta: float, delta_place: str) -> Floats:
    result: Floats
    if delta_place == "inside":
        result = np.sqrt(r_hat + delta)
    elif delta_place == "squared":
        result = np.sqrt(r_hat + delta**2)
    elif delta_place == "none":
        result = np.sqrt(r_hat)
    else:
        result = np.sqrt(r_hat) + delta
    return result
