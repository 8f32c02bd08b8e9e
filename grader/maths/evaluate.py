"""Evaluate a typed expression numerically, in an environment of values and callables.

`evaluate(expression, environment)` gives a float, an array, or raises `Undefined` with a reason.
Values: scalars as float or int; vectors (d,), matrices (n, d) as float64 arrays. Callables get their
arguments as such values: ``delta_t(j)`` calls ``values["delta"](t, j)``; an elementwise function gets
arrays or floats; a functional gets one argument, a thunk ``thunk(overrides) -> value`` that evaluates
the expression with other values for some names. A `Derivative` that no name covers is looked up under
its spelling (``D[h_t,h_{t-1}]``), then given to ``values["derivative"](node, environment)`` if there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from grader.maths.expression import Expression
from grader.maths.reasons import Reason


class Undefined(Exception):
    """An expression that has no value here: not finite, an unknown name, shapes that clash, a limit."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Environment:
    """Values by symbol key, sizes by letter, values of free indices, and how far an unbounded index runs."""

    values: Mapping[str, object]
    sizes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    indices: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    index_range: int = 4


def evaluate(expression: Expression, environment: Environment) -> object:
    """The value of an expression: float or float64 array, finite; raises `Undefined`."""
    raise Undefined(Reason.LIMIT, "evaluation under construction")
