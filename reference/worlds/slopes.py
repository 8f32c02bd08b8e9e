"""Activation functions that are analytic and have a bounded slope, for worlds with an unknown sigma."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def _logistic(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def _softplus(x: Any) -> Any:
    return np.log1p(np.exp(x))


ACTIVATIONS: tuple[tuple[Callable[[Any], Any], float], ...] = (
    (np.tanh, 1.0),
    (_logistic, 0.25),
    (lambda x: np.sin(1.5 * x), 1.5),
    (lambda x: _softplus(2.0 * x), 2.0),
    (lambda x: 3.0 * np.arctan(x), 3.0),
)
"""Functions of numbers with the largest absolute value of their slope."""


STEADY_SLOPE = 1.5
"""The largest slope of `steady`."""


def steady(x: Any) -> Any:
    """A strictly growing function without saturation: equations through it have one solution."""
    return 0.5 * x + np.arctan(x)
