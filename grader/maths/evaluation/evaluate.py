"""Evaluate a typed expression numerically, in an environment of values and callables.

`evaluate(expression, environment)` gives a float, an array, or raises `Undefined` with a reason.
Values: scalars as float or int; vectors (d,), matrices (n, d) as float64 arrays. Callables get their
arguments as such values: ``delta_t(j)`` calls ``values["delta"](t, j)``; an elementwise function gets
arrays or floats; a functional gets one argument, a thunk ``thunk(overrides) -> value`` that evaluates
the expression with other values for some names. A `Derivative` that no name covers is given to
``values["derivative"](node, environment)`` where the environment has one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from grader.maths.evaluation.numeric import (
    ELEMENTWISE,
    ScaledIdentity,
    Undefined,
    combine,
    finite,
    norm_of,
    plus,
    power_of,
    times,
)
from grader.maths.evaluation.ranges import count_of
from grader.maths.evaluation.reductions import MAX_STEPS, reduction
from grader.maths.evaluation.slopes import slope_in, slope_of
from grader.maths.expressions.expression import (
    Apply,
    Array,
    Call,
    Cases,
    Constant,
    Derivative,
    Entry,
    Expression,
    Identity,
    Index,
    Name,
    Negation,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Reduction,
    Relation,
    Sum,
    Transpose,
    is_zero,
)
from grader.maths.expressions.ones import ONES
from grader.maths.reasons import Reason

Value: TypeAlias = float | NDArray[np.float64] | ScaledIdentity


@dataclass(frozen=True)
class Environment:
    """Values by symbol key, sizes by letter, values of free indices, and how far an unbounded index runs."""

    values: Mapping[str, object]
    sizes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    indices: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    index_range: int = 4

    def override(self, values: Mapping[str, object]) -> Environment:
        """The same with other values for some names."""
        return Environment({**self.values, **values}, self.sizes, self.indices, self.index_range)


def evaluate(expression: Expression, environment: Environment) -> Value:
    """The value, finite: a float, a float64 array, or a multiple of the identity; raises `Undefined`."""
    with np.errstate(all="ignore"):
        try:
            value: Value = finite(_Evaluation(environment).value(expression, dict(environment.indices)))
        except np.linalg.LinAlgError as error:
            raise Undefined(Reason.NOT_FINITE, str(error)[:80]) from None
        return value


@dataclass
class _Evaluation:
    environment: Environment
    steps: int = 0

    def value(self, expression: Expression, scope: dict[str, int]) -> Any:
        return _VISITORS[type(expression)](self, expression, scope)

    def number(self, expression: Expression, scope: dict[str, int]) -> float:
        found = self.value(expression, scope)
        if isinstance(found, (np.ndarray, ScaledIdentity)):
            raise Undefined(Reason.ILL_TYPED, "a vector or matrix where a number should stand")
        return float(found)

    def index(self, expression: Expression, scope: dict[str, int]) -> int:
        found = self.number(expression, scope)
        if not math.isfinite(found) or found != round(found):
            raise Undefined(Reason.NOT_FINITE, "an index that is no whole number")
        if abs(found) > 10**6:
            raise Undefined(Reason.LIMIT, "an index that is too large")
        return round(found)

    def count(self, nodes: int) -> None:
        self.steps += nodes
        if self.steps > MAX_STEPS:
            raise Undefined(Reason.LIMIT, "a sum with too many terms")


def _number(_: _Evaluation, expression: Number, scope: dict[str, int]) -> Any:
    return expression.as_float


def _constant(_: _Evaluation, expression: Constant, scope: dict[str, int]) -> Any:
    if expression.name == "infinity":
        raise Undefined(Reason.NOT_FINITE, "infinity")
    return math.pi if expression.name == "pi" else math.e


def _name(run: _Evaluation, expression: Name, scope: dict[str, int]) -> Any:
    environment = run.environment
    value = environment.values.get(expression.key)
    if value is None:
        value = environment.sizes.get(expression.key)
    if value is None or callable(value):
        raise Undefined(Reason.UNKNOWN_SYMBOL, f"{expression.key} has no value")
    return value


def _identity(run: _Evaluation, expression: Identity, scope: dict[str, int]) -> Any:
    if isinstance(expression.size, int):
        return np.eye(expression.size)
    size = run.environment.sizes.get(expression.size or "")
    return np.eye(size) if size else ScaledIdentity(1.0)


def _index(_: _Evaluation, expression: Index, scope: dict[str, int]) -> Any:
    if expression.name not in scope:
        raise Undefined(Reason.UNKNOWN_SYMBOL, f"the index {expression.name} is free")
    return scope[expression.name]


def _entry(run: _Evaluation, expression: Entry, scope: dict[str, int]) -> Any:
    base = run.value(expression.base, scope)
    indices = [run.index(each, scope) for each in expression.indices]
    if isinstance(base, ScaledIdentity):
        return base.coefficient if len(set(indices)) == 1 else 0.0
    for size, index in zip(base.shape, indices, strict=False):
        if not 1 <= index <= size:
            raise Undefined(Reason.NOT_FINITE, "an index out of range")
    found = base[tuple(index - 1 for index in indices)]
    return found if isinstance(found, np.ndarray) else float(found)


def _apply(run: _Evaluation, expression: Apply, scope: dict[str, int]) -> Any:
    function = run.environment.values.get(expression.function)
    if function is None and expression.function.endswith("'"):
        function = slope_of(run.environment.values.get(expression.function[:-1]))
    if not callable(function):
        raise Undefined(Reason.UNKNOWN_SYMBOL, f"{expression.function} has no value")
    if getattr(function, "is_functional", False):
        return function(_thunk(run.environment, expression.arguments[0], scope))
    arguments = [run.value(argument, scope) for argument in expression.arguments]
    if any(isinstance(argument, ScaledIdentity) for argument in arguments):
        raise Undefined(Reason.AMBIGUOUS, "an identity matrix of unknown size")
    return finite(function(*arguments))


def _thunk(
    environment: Environment, expression: Expression, scope: dict[str, int]
) -> Callable[[Mapping[str, object]], Any]:
    def thunk(overrides: Mapping[str, object]) -> Any:
        return _Evaluation(environment.override(overrides)).value(expression, dict(scope))

    return thunk


def _call(run: _Evaluation, expression: Call, scope: dict[str, int]) -> Any:
    if expression.function == ONES:
        return np.ones(
            [count_of(size, run.environment.sizes, run.environment.values) for size in expression.shape]
        )
    arguments = [run.value(argument, scope) for argument in expression.arguments]
    if expression.function == "column":
        index = round(arguments[1])
        if not 1 <= index <= arguments[0].shape[1]:
            raise Undefined(Reason.NOT_FINITE, "an index out of range")
        return arguments[0][:, index - 1]
    function = ELEMENTWISE.get(expression.function)
    if function is None:
        return finite(combine(expression.function, arguments))
    argument = arguments[0]
    if isinstance(argument, ScaledIdentity):
        raise Undefined(Reason.AMBIGUOUS, "an identity matrix of unknown size")
    if isinstance(argument, np.ndarray):
        return np.vectorize(function, otypes=[float])(argument)
    return function(float(argument))


def _sum(run: _Evaluation, expression: Sum, scope: dict[str, int]) -> Any:
    total: Any = None
    for term in expression.terms:
        if is_zero(term):
            continue
        value = run.value(term, scope)
        total = value if total is None else plus(total, value)
    return 0.0 if total is None else total


def _product(run: _Evaluation, expression: Product, scope: dict[str, int]) -> Any:
    result: Any = 1.0
    for factor in expression.factors:
        result = times(result, run.value(factor, scope))
    return result


def _negation(run: _Evaluation, expression: Negation, scope: dict[str, int]) -> Any:
    return -run.value(expression.operand, scope)


def _quotient(run: _Evaluation, expression: Quotient, scope: dict[str, int]) -> Any:
    below = run.number(expression.denominator, scope)
    if below == 0 or not math.isfinite(below):
        raise Undefined(Reason.NOT_FINITE, "division by zero")
    return run.value(expression.numerator, scope) / below


def _power(run: _Evaluation, expression: Power, scope: dict[str, int]) -> Any:
    base = run.value(expression.base, scope)
    return power_of(base, run.number(expression.exponent, scope))


def _transpose(run: _Evaluation, expression: Transpose, scope: dict[str, int]) -> Any:
    value = run.value(expression.operand, scope)
    if isinstance(value, ScaledIdentity):
        return value
    if not isinstance(value, np.ndarray):
        return value
    if value.ndim == 1:
        return value[None, :]
    return value[0] if value.shape[0] == 1 and len(expression.shape) == 1 else value.T


def _norm(run: _Evaluation, expression: Norm, scope: dict[str, int]) -> Any:
    return norm_of(run.value(expression.operand, scope), expression.order)


def _array(run: _Evaluation, expression: Array, scope: dict[str, int]) -> Any:
    rows = np.array([[run.number(entry, scope) for entry in row] for row in expression.rows])
    return rows[0] if len(expression.shape) == 1 else rows


def _cases(run: _Evaluation, expression: Cases, scope: dict[str, int]) -> Any:
    for value, condition in expression.branches:
        if condition is None or holds(run, condition, scope):
            return run.value(value, scope)
    raise Undefined(Reason.NOT_FINITE, "no case applies")


def holds(run: _Evaluation, relation: Relation, scope: dict[str, int]) -> bool:
    """Whether a relation of numbers holds, up to rounding."""
    numbers = [run.number(side, scope) for side in relation.sides]
    for first, second, sign in zip(numbers, numbers[1:], relation.signs, strict=False):
        same = abs(first - second) <= 1e-12 * max(abs(first), abs(second), 1.0)
        truth = {
            "=": same,
            "!=": not same,
            "<": first < second and not same,
            "<=": first < second or same,
            ">": first > second and not same,
            ">=": first > second or same,
        }.get(sign)
        if truth is None:
            raise Undefined(Reason.UNPARSED, f"a condition with {sign}")
        if not truth:
            return False
    return True


def _relation(run: _Evaluation, expression: Relation, scope: dict[str, int]) -> Any:
    return float(holds(run, expression, scope))


def _derivative(run: _Evaluation, expression: Derivative, scope: dict[str, int]) -> Any:
    supplied = run.environment.values.get("derivative")
    if not callable(supplied):
        slope = slope_in(expression, expression.by, run.environment.values)
        if slope is None:
            raise Undefined(Reason.UNKNOWN_SYMBOL, "a derivative that is not declared")
        return finite(slope(run.value(expression.by, scope)))
    return supplied(expression, replace(run.environment, indices=dict(scope)))


_VISITORS: dict[type, Callable[[_Evaluation, Any, dict[str, int]], Any]] = {
    Number: _number,
    Constant: _constant,
    Name: _name,
    Identity: _identity,
    Index: _index,
    Entry: _entry,
    Apply: _apply,
    Call: _call,
    Sum: _sum,
    Product: _product,
    Negation: _negation,
    Quotient: _quotient,
    Power: _power,
    Transpose: _transpose,
    Norm: _norm,
    Array: _array,
    Cases: _cases,
    Relation: _relation,
    Derivative: _derivative,
    Reduction: reduction,
}

__all__ = ["Environment", "Undefined", "Value", "evaluate"]
