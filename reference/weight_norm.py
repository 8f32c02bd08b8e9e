"""Weight normalization and its gradient (parts 4.2 and 4.3)."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import numpy as np
import numpy.typing as npt

from .closed_form import monomial

Floats = npt.NDArray[np.float64]
_TRIPLE = (2, 3, 6)
"""A whole vector whose norm, 7, is whole."""


def weight_norm(u: Floats, gamma: float) -> Floats:
    """w = γ u/‖u‖, (d,). Part 4.2."""
    return gamma * u / np.linalg.norm(u)


def grad_u(u: Floats, gamma: float, grad_w: Floats) -> Floats:
    """∇_u L = (γ/‖u‖)(I − uuᵀ/‖u‖²) ∇_w L, (d,), by the chain rule through w = γ u/‖u‖. Part 4.3."""
    norm = np.linalg.norm(u)
    direction = u / norm
    result: Floats = gamma / norm * (grad_w - direction * (direction @ grad_w))
    return result


def gradient_scale() -> str:
    """The s of ∇_u L = s W⊥ ∇_w L as LaTeX, read off the exact Jacobian of w. Part 4.3."""
    return monomial([r"\gamma", r"\|u\|"], _scale)


def _scale(gamma: int, norm: int) -> Fraction:
    """s for a vector of that norm; ArithmeticError unless it is the same in every entry of the Jacobian."""
    u = [Fraction(entry) * norm / isqrt(sum(entry**2 for entry in _TRIPLE)) for entry in _TRIPLE]
    places = range(len(u))
    scales = set()
    for row in places:
        for column in places:
            projector = (1 if row == column else 0) - u[row] * u[column] / norm**2
            scales.add(_derivative(u, gamma, norm, row, column) / projector)
    if len(scales) != 1:
        raise ArithmeticError("the Jacobian of w is no multiple of the projector")
    return scales.pop()


def _derivative(u: list[Fraction], gamma: int, norm: int, row: int, column: int) -> Fraction:
    """∂w_row/∂u_column by the quotient rule, with ∂‖u‖/∂u_column = u_column/‖u‖."""
    numerator_slope = Fraction(gamma) if row == column else Fraction(0)
    norm_slope = u[column] / norm
    return (numerator_slope * norm - gamma * u[row] * norm_slope) / norm**2
