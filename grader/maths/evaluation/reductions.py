"""Sums, products, maxima and integrals: a body evaluated for each value of what it runs over."""

from __future__ import annotations

import math
from typing import Any, Protocol

from grader.maths.evaluation.integrals import integrate
from grader.maths.evaluation.numeric import Undefined, times
from grader.maths.evaluation.ranges import natural_size
from grader.maths.evaluation.series import add_up
from grader.maths.expressions.expression import Constant, Entry, Expression, Index, Negation, Reduction, walk
from grader.maths.reasons import Reason

MAX_STEPS = 30_000
"""Nodes visited in the bodies of sums and maxima, in all, for one value."""


class Run(Protocol):
    """What evaluates bodies and ends, and counts what it visits."""

    environment: Any

    def value(self, expression: Expression, scope: dict[str, int]) -> Any:
        """The value of an expression where indices have values."""

    def number(self, expression: Expression, scope: dict[str, int]) -> float:
        """The same, which must be a number."""

    def index(self, expression: Expression, scope: dict[str, int]) -> int:
        """The same, which must be a whole number."""

    def count(self, nodes: int) -> None:
        """Raise `Undefined` where too many nodes were visited."""


def reduction(run: Run, expression: Reduction, scope: dict[str, int]) -> Any:
    """The value of a sum, product, maximum, minimum or integral."""
    operator = expression.operator
    if operator == "integral":
        return _integral(run, expression, scope)
    if operator == "sum" and len(expression.ranges) == 1 and _is_endless(expression):
        return _series(run, expression, scope)
    values: list[Any] = []
    places: list[int] = []
    weight = sum(1 for _ in walk(expression.body))
    _run_over(run, expression, 0, dict(scope), values, places, weight)
    if operator == "sum":
        return sum(values[1:], values[0]) if values else 0.0
    if operator in ("prod", "prod_from_right"):
        result: Any = 1.0
        for value in values if operator == "prod" else reversed(values):
            result = times(result, value)
        return result
    if not values:
        raise Undefined(Reason.NOT_FINITE, f"{operator} over nothing")
    best = max(values) if operator in ("max", "argmax") else min(values)
    return float(places[values.index(best)]) if operator.startswith("arg") else best


def _is_endless(expression: Reduction) -> bool:
    """Whether it is a series: of the entries of a vector there are only so many."""
    span = expression.ranges[0]
    if span.upper != Constant("infinity") or span.lower is None:
        return False
    return not any(
        isinstance(part, Entry) and Index(span.index) in part.indices for part in walk(expression.body)
    )


def _series(run: Run, expression: Reduction, scope: dict[str, int]) -> float:
    """The sum of a series without end."""
    span = expression.ranges[0]
    assert span.lower is not None
    start = run.index(span.lower, scope)
    weight = sum(1 for _ in walk(expression.body))

    def term(number: int) -> float:
        run.count(weight)
        return run.number(expression.body, {**scope, span.index: start + number})

    return add_up(term)


def _integral(run: Run, expression: Reduction, scope: dict[str, int]) -> float:
    """The integral by Gauss's rule, on pieces; an infinite end is brought near by a substitution."""
    span = expression.ranges[0]
    low, high = (_end(run, each, scope) for each in (span.lower, span.upper))
    weight = sum(1 for _ in walk(expression.body))

    def value(place: float) -> float:
        run.count(weight)
        return run.number(expression.body, {**scope, span.index: place})  # type: ignore[dict-item]

    return integrate(value, low, high)


def _end(run: Run, end: Expression | None, scope: dict[str, int]) -> float:
    if end == Constant("infinity"):
        return math.inf
    if isinstance(end, Negation) and end.operand == Constant("infinity"):
        return -math.inf
    assert end is not None
    return run.number(end, scope)


def _run_over(
    run: Run,
    expression: Reduction,
    level: int,
    scope: dict[str, int],
    values: list[Any],
    places: list[int],
    weight: int,
) -> None:
    if level == len(expression.ranges):
        values.append(run.value(expression.body, scope))
        places.append(scope[expression.ranges[0].index])
        return
    each = expression.ranges[level]
    scope.pop(each.index, None)
    lower = 1 if each.lower is None else run.index(each.lower, scope)
    if each.upper is None:
        upper = natural_size(expression, each.index, run.environment.sizes, run.environment.index_range)
    elif each.upper == Constant("infinity"):
        upper = natural_size(expression, each.index, run.environment.sizes, 0)
    else:
        upper = run.index(each.upper, scope)
    if upper - lower > MAX_STEPS:
        raise Undefined(Reason.LIMIT, "a sum with too many terms")
    for number in range(lower, upper + 1):
        run.count(weight)
        scope[each.index] = number
        _run_over(run, expression, level + 1, scope, values, places, weight)
