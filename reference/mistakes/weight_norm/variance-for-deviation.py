"""The vector is divided by the square of its norm."""

from __future__ import annotations

from ...weight_norm import Floats


def divided_by_square(u: Floats, gamma: float) -> Floats:
    """γ u/‖u‖²."""
    result: Floats = gamma * u / (u @ u)
    return result


VARIANTS = (divided_by_square,)
