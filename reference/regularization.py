"""SGD and Adam with a penalty or with weight decay (question 3)."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from .closed_form import monomial

Floats = npt.NDArray[np.float64]


def sgd_weight_decay_step(theta: Floats, grad: Floats, lr: float, lam: float) -> Floats:
    """The hand-out's weight decay, θ − lr·grad + lam·θ (mind the sign); shapes alike. Part 3.1."""
    return theta - lr * grad + lam * theta


def sgd_l2_step(theta: Floats, grad: Floats, lr: float, gamma: float) -> Floats:
    """One SGD step on L + γ‖θ‖², whose gradient is grad + 2γθ; shapes alike. Part 3.1."""
    return theta - lr * (grad + 2 * gamma * theta)


def equivalent_decay(lr: float, gamma: float) -> float:
    """The `lam` with which weight decay takes the very step of the penalty. Part 3.1."""
    return -2 * lr * gamma


def adam_l2_step(
    theta: Floats,
    grad: Floats,
    s: Floats,
    r: Floats,
    t: int,
    lr: float,
    gamma: float,
    rho1: float = 0.9,
    rho2: float = 0.999,
    delta: float = 1e-8,
) -> tuple[Floats, Floats, Floats]:
    """(θ, s, r) after step `t` (from 1) of Adam on L + γ‖θ‖²; all of θ's shape. Part 3.2.

    Algorithm 8.7 of the Deep Learning book (Goodfellow, Bengio, Courville), section 8.5.3, with the penalty's
    gradient 2γθ added where the gradient is computed.
    """
    penalised = grad + 2 * gamma * theta
    s = rho1 * s + (1 - rho1) * penalised
    r = rho2 * r + (1 - rho2) * penalised**2
    s_hat = s / (1 - rho1**t)
    r_hat = r / (1 - rho2**t)
    return theta - lr * s_hat / (np.sqrt(r_hat) + delta), s, r


def adam_weight_decay_step(
    theta: Floats,
    grad: Floats,
    s: Floats,
    r: Floats,
    t: int,
    lr: float,
    lam: float,
    rho1: float = 0.9,
    rho2: float = 0.999,
    delta: float = 1e-8,
) -> tuple[Floats, Floats, Floats]:
    """(θ, s, r) after step `t` (from 1) of Adam with decoupled decay; all of θ's shape. Part 3.3.b.

    Algorithm 8.7 of the Deep Learning book, section 8.5.3, its update being −(lr·ŝ/(√r̂ + δ) + lam·θ).
    """
    s = rho1 * s + (1 - rho1) * grad
    r = rho2 * r + (1 - rho2) * grad**2
    s_hat = s / (1 - rho1**t)
    r_hat = r / (1 - rho2**t)
    return theta - (lr * s_hat / (np.sqrt(r_hat) + delta) + lam * theta), s, r


def decay_coefficient() -> str:
    """λ as LaTeX: solved for by setting the two SGD steps equal, with exact numbers. Part 3.1."""
    return monomial([r"\eta", r"\gamma"], _solve_decay)


def _solve_decay(lr: int, gamma: int) -> Fraction:
    """The λ that makes both steps one; ArithmeticError if it depends on the weight or on the gradient."""
    solutions = set()
    for theta, grad in (
        (Fraction(3, 2), Fraction(1, 5)),
        (Fraction(-2, 7), Fraction(4)),
        (Fraction(5), Fraction(0)),
    ):
        # Both steps are straight lines in theta and grad; the decayed step is one in lam, with slope theta.
        target = _exact_l2_step(theta, grad, lr, gamma)
        solutions.add((target - (theta - lr * grad)) / theta)
    if len(solutions) != 1:
        raise ArithmeticError("no single decay makes the two steps one")
    return solutions.pop()


def _exact_l2_step(theta: Fraction, grad: Fraction, lr: int, gamma: int) -> Fraction:
    # The derivative of a parabola is its symmetric difference, exactly, whatever the width.
    width = Fraction(1, 3)
    slope = (gamma * (theta + width) ** 2 - gamma * (theta - width) ** 2) / (2 * width)
    return theta - lr * (grad + slope)
