"""The vector is not divided by its norm."""

from __future__ import annotations

from ...weight_norm import Floats


def scaled(u: Floats, gamma: float) -> Floats:
    """γ u."""
    return gamma * u


VARIANTS = (scaled,)
