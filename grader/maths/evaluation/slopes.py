"""Derivatives of functions of one number, measured by differences where no formula is known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from grader.maths.expressions.expression import Apply, Derivative, Expression

SLOPE_WEIGHTS = ((1, 3 / 4), (2, -3 / 20), (3, 1 / 60))
"""Of the differences one, two and three steps apart: exact for polynomials up to degree six."""
_SLOPE_WIDTH = 4e-3


def slope_of(function: Any) -> Any:
    """The derivative of a function of one number, entry by entry; None of what is no function."""
    known = getattr(function, "slope", None)
    if known is not None or not callable(function):
        return known
    return partial(_measured_slope, function)


def _measured_slope(function: Any, argument: Any) -> Any:
    return (
        sum(
            weight * (function(argument + steps * _SLOPE_WIDTH) - function(argument - steps * _SLOPE_WIDTH))
            for steps, weight in SLOPE_WEIGHTS
        )
        / _SLOPE_WIDTH
    )


def slope_in(node: Expression, by: Expression, values: Mapping[str, object]) -> Any:
    """``f(x)`` by ``x`` as a function of its argument, also of a derivative by it; None of anything else."""
    if isinstance(node, Derivative) and node.by == by:
        return slope_of(slope_in(node.of, by, values))
    if isinstance(node, Apply) and node.arguments == (by,):
        return slope_of(values.get(node.function))
    return None
