"""Evaluate two expressions again with 50 digits, where floats cannot tell whether they are equal.

Floats are exact binary numbers, so the drawn values stay what they are. What cannot be had with as many
digits (a drawn function of reals, a spectral norm) leaves the question open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import mpmath
import numpy as np

from grader.maths.equality.precise_functions import COMBINED, FUNCTIONS
from grader.maths.equality.problem import Problem, defined_key
from grader.maths.evaluation.draws import Table
from grader.maths.evaluation.evaluate import Environment
from grader.maths.evaluation.ranges import natural_size
from grader.maths.expressions.expression import (
    Apply,
    Array,
    Call,
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
    Sum,
    Transpose,
    is_zero,
    walk,
)

_DIGITS = 50
_MAX_TERMS = 400
_MOST_SLOPES = 2
_NOISE = mpmath.mpf(10) ** -18
_EQUAL = mpmath.mpf(10) ** -30


class _Open(Exception):
    """A part that has no value with so many digits."""


def agree_precisely(
    first: Expression, second: Expression, problem: Problem, environment: Environment
) -> bool | None:
    """Whether two expressions are equal to 30 digits at a point; None where that cannot be told."""
    if problem.conditions:
        return None  # values that were solved for hold only as floats
    with mpmath.workdps(_DIGITS):
        try:
            run = _Evaluation(problem, environment)
            one, two = (run.value(each, dict(environment.indices)) for each in (first, second))
            slopes = bool(_slopes_in(first) + _slopes_in(second))
            return _is_same(np.asarray(one, dtype=object), np.asarray(two, dtype=object), slopes=slopes)
        except (_Open, ValueError, ZeroDivisionError, OverflowError, TypeError, IndexError):
            return None


def _slopes_in(expression: Expression) -> int:
    return sum(isinstance(part, Derivative) for part in walk(expression))


def _is_same(one: Any, two: Any, *, slopes: bool) -> bool | None:
    """Whether entries agree; of derivatives, differences leave less than `_NOISE` of what is zero."""
    if one.size != two.size:
        return None
    pairs = list(zip(one.reshape(-1), two.reshape(-1), strict=True))
    if any(isinstance(entry, mpmath.mpc) or not mpmath.isfinite(entry) for pair in pairs for entry in pair):
        return None
    scale = max(max(abs(entry) for pair in pairs for entry in pair), mpmath.mpf(10) ** -20)
    return bool(max(abs(first - second) for first, second in pairs) <= max(_EQUAL * scale, _NOISE * slopes))


def _exact(value: Any) -> Any:
    """A drawn value with all its digits."""
    if isinstance(value, np.ndarray):
        return np.vectorize(mpmath.mpf, otypes=[object])(value)
    return mpmath.mpf(value)


class _Evaluation:
    """Values at one point; defined names have the values of their definitions."""

    def __init__(
        self, problem: Problem, environment: Environment, moved: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        self.problem = problem
        self.environment = environment
        self.moved = moved
        """Values that are imposed, whatever defines them."""
        self.functions: dict[str, tuple[Apply, Expression]] = {}
        self.values: dict[str, Any] = {
            key: _exact(value)
            for key, value in environment.values.items()
            if isinstance(value, (int, float, np.ndarray))
        } | dict(moved)
        for left, right in problem.definitions:
            if defined_key(left) not in moved:
                self._define(left, right)

    def _define(self, left: Expression, right: Expression) -> None:
        if _slopes_in(right):
            raise _Open
        if isinstance(left, Name):
            self.values[left.key] = self.value(right, {})
        elif isinstance(left, Apply) and all(isinstance(each, Name) for each in left.arguments):
            self.functions[left.function] = (left, right)
        elif isinstance(left, Entry) and isinstance(left.base, Name):
            self._define_entries(left.base.key, left.indices, right)
        else:
            raise _Open

    def _define_entries(self, key: str, indices: tuple[Expression, ...], right: Expression) -> None:
        known = self.values.get(key)
        names = [each.name for each in indices if isinstance(each, Index)]
        if not isinstance(known, np.ndarray) or known.ndim != len(names) or len(set(names)) < len(indices):
            raise _Open
        self.values[key] = known.copy()
        for place in np.ndindex(*known.shape):
            scope = {name: number + 1 for name, number in zip(names, place, strict=True)}
            self.values[key][place] = self.value(right, scope)

    def at(self, moved: Mapping[str, Any]) -> _Evaluation:
        """The same where other values are imposed."""
        return _Evaluation(self.problem, self.environment, {**self.moved, **moved})

    def value(self, expression: Expression, scope: Mapping[str, int]) -> Any:
        """The value of an expression: a number, or an array of numbers."""
        visitor = _VISITORS.get(type(expression))
        if visitor is None:
            raise _Open
        return visitor(self, expression, scope)

    def whole(self, expression: Expression, scope: Mapping[str, int]) -> int:
        """A value that must be a whole number."""
        found = self.value(expression, scope)
        if found != mpmath.nint(found):
            raise _Open
        return int(found)


def _number(_: _Evaluation, expression: Number, scope: Mapping[str, int]) -> Any:
    return mpmath.mpf(expression.value.numerator) / expression.value.denominator


def _constant(_: _Evaluation, expression: Constant, scope: Mapping[str, int]) -> Any:
    if expression.name not in ("pi", "e"):
        raise _Open
    return +mpmath.pi if expression.name == "pi" else +mpmath.e


def _name(run: _Evaluation, expression: Name, scope: Mapping[str, int]) -> Any:
    if expression.key in run.values:
        return run.values[expression.key]
    if expression.key in run.environment.sizes:
        return mpmath.mpf(run.environment.sizes[expression.key])
    raise _Open


def _index(_: _Evaluation, expression: Index, scope: Mapping[str, int]) -> Any:
    return mpmath.mpf(scope[expression.name]) if expression.name in scope else _open()


def _open() -> Any:
    raise _Open


def _identity(run: _Evaluation, expression: Identity, scope: Mapping[str, int]) -> Any:
    size = expression.size
    size = size if isinstance(size, int) else run.environment.sizes.get(size or "")
    return _exact(np.eye(size)) if size else _open()


def _entry(run: _Evaluation, expression: Entry, scope: Mapping[str, int]) -> Any:
    base = run.value(expression.base, scope)
    places = [run.whole(each, scope) for each in expression.indices]
    if any(not 1 <= place <= size for place, size in zip(places, base.shape, strict=False)):
        raise _Open
    return base[tuple(place - 1 for place in places)]


def _apply(run: _Evaluation, expression: Apply, scope: Mapping[str, int]) -> Any:
    if expression.function in run.functions:
        return _defined(run, expression, scope)
    function = run.environment.values.get(expression.function)
    if not isinstance(function, Table):
        raise _Open
    return _exact(function(*(run.whole(argument, scope) for argument in expression.arguments)))


def _defined(run: _Evaluation, expression: Apply, scope: Mapping[str, int]) -> Any:
    """The value of a function that a definition tells."""
    left, right = run.functions[expression.function]
    names = [each.key for each in left.arguments if isinstance(each, Name)]
    values = [run.value(each, scope) for each in expression.arguments]
    if any(np.shape(value) for value in values) or len(names) != len(values):
        raise _Open
    before, run.values = run.values, {**run.values, **dict(zip(names, values, strict=True))}
    try:
        return run.value(right, {})
    finally:
        run.values = before


_WIDTH = mpmath.mpf(10) ** -7


def _derivative(run: _Evaluation, expression: Derivative, scope: Mapping[str, int]) -> Any:
    """The derivative by differences: with so many digits they tell thirty of it."""
    if _slopes_in(expression.of) > _MOST_SLOPES:
        raise _Open
    by = expression.by.base if isinstance(expression.by, Entry) else expression.by
    origin = run.values.get(by.key) if isinstance(by, Name) else None
    if origin is None or not isinstance(by, Name):
        raise _Open
    if isinstance(expression.by, Entry):
        places = [tuple(run.whole(each, scope) - 1 for each in expression.by.indices)]
    else:
        places = list(np.ndindex(*np.shape(origin)))
    slopes = [_slope(run, expression.of, by.key, origin, place, scope) for place in places]
    if isinstance(expression.by, Entry) or not np.shape(origin):
        return slopes[0]
    stacked = np.stack([np.asarray(slope, dtype=object) for slope in slopes], axis=-1)
    return stacked.reshape((*np.shape(slopes[0]), *origin.shape))


def _slope(
    run: _Evaluation, of: Expression, key: str, origin: Any, place: tuple[int, ...], scope: Mapping[str, int]
) -> Any:
    def value(steps: int) -> Any:
        moved = origin.copy() if isinstance(origin, np.ndarray) else origin + steps * _WIDTH
        if isinstance(origin, np.ndarray):
            moved[place] += steps * _WIDTH
        return run.at({key: moved}).value(of, scope)

    # the weights are fractions, which a float is not
    weights = ((1, mpmath.mpf(3) / 4), (2, -mpmath.mpf(3) / 20), (3, mpmath.mpf(1) / 60))
    return sum(weight * (value(steps) - value(-steps)) for steps, weight in weights) / _WIDTH


def _sum(run: _Evaluation, expression: Sum, scope: Mapping[str, int]) -> Any:
    terms = [run.value(term, scope) for term in expression.terms if not is_zero(term)]
    if len({np.shape(term) for term in terms}) > 1:
        raise _Open
    return sum(terms[1:], terms[0]) if terms else mpmath.mpf(0)


def _product(run: _Evaluation, expression: Product, scope: Mapping[str, int]) -> Any:
    result: Any = mpmath.mpf(1)
    for factor in expression.factors:
        result = _times(result, run.value(factor, scope))
    return result


def _times(first: Any, second: Any) -> Any:
    if not isinstance(first, np.ndarray) or not isinstance(second, np.ndarray):
        return first * second
    if first.ndim == 1 and second.ndim == 2:
        return np.dot(first[:, None], second)
    result = np.dot(first, second)
    if isinstance(result, np.ndarray) and first.ndim == 2 and first.shape[0] == 1 and result.size == 1:
        return result.reshape(-1)[0]
    return result


def _negation(run: _Evaluation, expression: Negation, scope: Mapping[str, int]) -> Any:
    return -run.value(expression.operand, scope)


def _quotient(run: _Evaluation, expression: Quotient, scope: Mapping[str, int]) -> Any:
    return run.value(expression.numerator, scope) / run.value(expression.denominator, scope)


def _power(run: _Evaluation, expression: Power, scope: Mapping[str, int]) -> Any:
    base, exponent = run.value(expression.base, scope), run.value(expression.exponent, scope)
    if not isinstance(base, np.ndarray):
        return base**exponent
    matrix = mpmath.matrix(base.tolist()) ** int(exponent)
    return np.array(matrix.tolist(), dtype=object)


def _transpose(run: _Evaluation, expression: Transpose, scope: Mapping[str, int]) -> Any:
    value = run.value(expression.operand, scope)
    if not isinstance(value, np.ndarray):
        return value
    if value.ndim == 1:
        return value[None, :]
    return value[0] if value.shape[0] == 1 and len(expression.shape) == 1 else value.T


def _norm(run: _Evaluation, expression: Norm, scope: Mapping[str, int]) -> Any:
    value = run.value(expression.operand, scope)
    if not isinstance(value, np.ndarray):
        return abs(value)
    flat = value.reshape(-1)
    is_vector = value.ndim == 1 or 1 in value.shape
    if expression.order == "F" or (expression.order == "2" and is_vector):
        return mpmath.sqrt(sum(entry * entry for entry in flat))
    if not is_vector:
        raise _Open
    return sum(map(abs, flat)) if expression.order == "1" else max(map(abs, flat))


def _array(run: _Evaluation, expression: Array, scope: Mapping[str, int]) -> Any:
    rows = np.array([[run.value(entry, scope) for entry in row] for row in expression.rows], dtype=object)
    return rows[0] if len(expression.shape) == 1 else rows


def _call(run: _Evaluation, expression: Call, scope: Mapping[str, int]) -> Any:
    arguments = [run.value(argument, scope) for argument in expression.arguments]
    function = FUNCTIONS.get(expression.function)
    if function is not None:
        if isinstance(arguments[0], np.ndarray):
            return np.vectorize(function, otypes=[object])(arguments[0])
        return function(arguments[0])
    combined = COMBINED.get(expression.function)
    return combined(*arguments) if combined is not None else _open()


def _reduction(run: _Evaluation, expression: Reduction, scope: Mapping[str, int]) -> Any:
    if len(expression.ranges) != 1 or expression.operator.startswith("arg"):
        raise _Open
    (each,) = expression.ranges
    environment = run.environment
    lower = 1 if each.lower is None else run.whole(each.lower, scope)
    if each.upper is None:
        upper = natural_size(expression, each.index, environment.sizes, environment.index_range)
    else:
        upper = run.whole(each.upper, scope)
    if not 0 < upper - lower + 1 <= _MAX_TERMS:
        raise _Open
    values = [run.value(expression.body, {**scope, each.index: place}) for place in range(lower, upper + 1)]
    if expression.operator == "sum":
        return sum(values[1:], values[0])
    if expression.operator == "prod":
        product = values[0]
        for value in values[1:]:
            product = _times(product, value)
        return product
    return max(values) if expression.operator == "max" else min(values)


_VISITORS: dict[type, Callable[[_Evaluation, Any, Mapping[str, int]], Any]] = {
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
    Derivative: _derivative,
    Reduction: _reduction,
}
