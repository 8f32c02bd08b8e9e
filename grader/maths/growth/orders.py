"""Compare orders of growth as classes, in all variables jointly, under side conditions such as ``B <= N``.

A formula is evaluated as the logarithm of its value along directions: each variable is a power of one scale.
Two formulas are of one class where the difference of their logarithms stays put as the scale grows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from types import MappingProxyType

from grader.maths.equality.decide import EQUAL, Verdict, different, undecided
from grader.maths.expressions.expression import (
    ONE,
    Call,
    Constant,
    Expression,
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
    free_indices,
    names_in,
    walk,
)
from grader.maths.expressions.symbols import Declarations, declare
from grader.maths.growth.constants import LOGARITHMS, without_constants
from grader.maths.growth.sums import INDEX, at_index, closed_form, log_of_sum
from grader.maths.notation.letter_times import with_times_signs
from grader.maths.reading.reader import read_expression, read_relation
from grader.maths.reasons import Reason, Unread

_EXPONENTS = (0, 1, 3)
_SCALES = (10.0, 200.0)
"""Logarithms of the two scales; their ratio lets a factor ``log n`` show as ``log 20``."""
_SMALL_SCALES = (4.5, 9.5)
"""The same where something stands in an exponent: larger ones would drown the other factors, and smaller ones
let a power stand above an exponential still."""
_LOW_SCALES = (3.0, 6.0)
"""Scales far apart by ratio, at which a power and an exponential are told apart."""
_STEADY = 0.5
_CONSTANT = math.log(7.0)
_MAX_VARIABLES = 6
_EXPONENTIAL_RATIO = 4.0
_OVERFLOW = 650.0
"""Logarithms beyond this have no float that is their exponential."""


class NoGrowth(ValueError):
    """A formula whose growth cannot be told: not positive, too large, or with parts that do not grow."""


@dataclass(frozen=True)
class Growth:
    """What stands inside O(.), read, with the names that its writer defined in terms of the others."""

    text: str
    expression: Expression
    definitions: Mapping[str, Expression] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def names(self) -> frozenset[str]:
        """The variables it depends on, definitions opened."""
        found: frozenset[str] = frozenset()
        for name in names_in(self.expression):
            found |= names_in(self.definitions[name]) if name in self.definitions else {name}
        return found


@lru_cache(maxsize=64)
def declare_variables(names: tuple[str, ...]) -> Declarations:
    """Declarations in which every name is a positive whole number."""
    return declare(dict.fromkeys(names, "posint"))


def read_growth(
    text: str, variables: tuple[str, ...], definitions: Mapping[str, Expression] | None = None
) -> Growth | Unread:
    """What stands inside O(.); `definitions` are further names with what they mean in the variables."""
    own = dict(definitions or {})
    names = (*variables, *own)
    read = read_expression(with_times_signs(text, names), declare_variables(names))
    if isinstance(read, Unread):
        return read
    growth = Growth(text, read, MappingProxyType(own))
    try:
        for direction in _directions(tuple(sorted(growth.names)), ()):
            _log_at(growth, direction, _LOW_SCALES[1])
    except NoGrowth as error:
        return Unread(Reason.NOT_FINITE, str(error))
    return growth


@lru_cache(maxsize=64)
def read_conditions(texts: tuple[str, ...], variables: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Pairs (smaller, larger) of variables; ValueError for anything but ``B <= N``."""
    pairs = []
    for text in texts:
        relation = read_relation(text, declare_variables(variables))
        if not isinstance(relation, Relation) or len(relation.sides) != 2:
            raise ValueError(f"{text!r} is no condition such as 'B <= N'")
        left, right = relation.sides
        if not isinstance(left, Name) or not isinstance(right, Name) or relation.signs[0] not in _ORDERS:
            raise ValueError(f"{text!r} is no condition such as 'B <= N'")
        pairs.append((left.key, right.key) if relation.signs[0] in ("<", "<=") else (right.key, left.key))
    return tuple(pairs)


_ORDERS = ("<", "<=", ">", ">=")


def same_class(first: Growth, second: Growth, conditions: tuple[tuple[str, str], ...] = ()) -> Verdict:
    """Whether two formulas are of one order of growth wherever the conditions hold."""
    names = first.names | second.names | {name for pair in conditions for name in pair}
    if len(names) > _MAX_VARIABLES:
        return undecided(Reason.LIMIT, "too many variables")
    scales = _scales(first, second)
    first, second = _stripped(first), _stripped(second)
    try:
        for direction in _directions(tuple(sorted(names)), conditions):
            drift = _drift(first, second, direction, scales)
            if abs(drift) > _STEADY:
                return different(_witness(direction, drift))
    except NoGrowth as error:
        return undecided(Reason.NOT_FINITE, str(error))
    return EQUAL


def is_dominated(small: Growth, large: Growth, conditions: tuple[tuple[str, str], ...] = ()) -> bool:
    """Whether the first grows no faster than the second in any direction."""
    names = tuple(sorted(small.names | large.names))
    scales = _scales(small, large)
    small, large = _stripped(small), _stripped(large)
    try:
        return len(names) <= _MAX_VARIABLES and all(
            _drift(small, large, direction, scales) <= _STEADY for direction in _directions(names, conditions)
        )
    except NoGrowth:
        return False


def is_exponential(growth: Growth) -> bool:
    """Whether it grows faster than every power in some direction."""
    try:
        for direction in _directions(tuple(sorted(growth.names)), ()):
            low, high = (_log_at(growth, direction, scale) for scale in _LOW_SCALES)
            if low > 0 and high / low > _EXPONENTIAL_RATIO:
                return True
    except NoGrowth:
        return False
    return False


def add(growths: tuple[Growth, ...]) -> Growth:
    """The growth of a sum."""
    return _joined(growths, Sum(tuple(each.expression for each in growths)), " + ")


def multiply(growths: tuple[Growth, ...]) -> Growth:
    """The growth of a product."""
    return _joined(growths, Product(tuple(each.expression for each in growths)), " * ")


def _joined(growths: tuple[Growth, ...], expression: Expression, sign: str) -> Growth:
    definitions: dict[str, Expression] = {}
    for each in growths:
        definitions.update(each.definitions)
    return Growth(sign.join(each.text for each in growths), expression, MappingProxyType(definitions))


def _stripped(growth: Growth) -> Growth:
    return replace(growth, expression=without_constants(growth.expression))


def _scales(first: Growth, second: Growth) -> tuple[float, float]:
    return _SMALL_SCALES if _has_exponent(first) or _has_exponent(second) else _SCALES


def _has_exponent(growth: Growth) -> bool:
    for part in walk(growth.expression):
        if isinstance(part, Power) and names_in(part.exponent):
            return True
        if isinstance(part, Call) and part.function in ("exp", "factorial", "binomial"):
            return True
        if isinstance(part, Reduction):
            return True
    return False


@lru_cache(maxsize=256)
def _directions(
    names: tuple[str, ...], conditions: tuple[tuple[str, str], ...]
) -> tuple[Mapping[str, int], ...]:
    found = []
    for exponents in product(_EXPONENTS, repeat=min(len(names), _MAX_VARIABLES)):
        direction = dict(zip(names, exponents, strict=False))
        if all(direction.get(small, 0) <= direction.get(large, 3) for small, large in conditions):
            found.append(MappingProxyType(direction))
    return tuple(found)


def _drift(first: Growth, second: Growth, direction: Mapping[str, int], scales: tuple[float, float]) -> float:
    low, high = (_log_at(first, direction, scale) - _log_at(second, direction, scale) for scale in scales)
    return high - low


def _witness(direction: Mapping[str, int], drift: float) -> str:
    growing = " and ".join(name for name, exponent in direction.items() if exponent)
    return f"it is too {'large' if drift > 0 else 'small'} as {growing} grows"


def _log_at(growth: Growth, direction: Mapping[str, int], scale: float) -> float:
    logs = {name: (scale * exponent if exponent else _CONSTANT) for name, exponent in direction.items()}
    for name, meaning in growth.definitions.items():
        if name in names_in(growth.expression):
            logs[name] = _positive(meaning, logs)
    return _positive(growth.expression, logs)


def _positive(expression: Expression, logs: Mapping[str, float]) -> float:
    sign, log = _signed(expression, logs)
    if sign <= 0:
        raise NoGrowth("it is not positive")
    return log


_Signed = tuple[int, float]
"""The sign of a value and the logarithm of its size."""


def _signed(expression: Expression, logs: Mapping[str, float]) -> _Signed:
    if isinstance(expression, Number):
        value = expression.value
        if value == 0:
            return 0, -math.inf
        return (1 if value > 0 else -1), math.log(abs(value.numerator)) - math.log(value.denominator)
    if isinstance(expression, Name):
        if expression.key not in logs:
            raise NoGrowth(f"{expression.key} is not one of the variables")
        return 1, logs[expression.key]
    if isinstance(expression, Constant):
        known = {"pi": math.pi, "e": math.e}
        if expression.name not in known:
            raise NoGrowth(f"{expression.name} does not grow")
        return 1, math.log(known[expression.name])
    if isinstance(expression, Sum):
        return _added([_signed(term, logs) for term in expression.terms])
    if isinstance(expression, Product):
        return _multiplied([_signed(factor, logs) for factor in expression.factors])
    if isinstance(expression, Negation):
        sign, log = _signed(expression.operand, logs)
        return -sign, log
    if isinstance(expression, Quotient):
        above, below = _signed(expression.numerator, logs), _signed(expression.denominator, logs)
        if below[0] == 0:
            raise NoGrowth("a division by zero")
        return above[0] * below[0], above[1] - below[1]
    if isinstance(expression, Norm):
        return _size(_signed(expression.operand, logs))
    return _signed_compound(expression, logs)


def _signed_compound(expression: Expression, logs: Mapping[str, float]) -> _Signed:
    if isinstance(expression, Power):
        return 1, _bounded(_value(expression.exponent, logs) * _positive(expression.base, logs))
    if isinstance(expression, Call) and expression.arguments:
        return _called(expression, logs)
    if isinstance(expression, Reduction):
        return _reduced(expression, logs)
    raise NoGrowth(f"a {type(expression).__name__.lower()} has no order of growth")


_BASES = {"log2": math.log(2), "log10": math.log(10)}


def _called(call: Call, logs: Mapping[str, float]) -> _Signed:
    arguments = [_signed(argument, logs) for argument in call.arguments]
    first = arguments[0]
    if call.function in LOGARITHMS:
        if first[0] <= 0:
            raise NoGrowth("the logarithm of something not positive")
        return _from_value(first[1] / _BASES.get(call.function, 1.0))
    if call.function == "sqrt":
        return first[0], first[1] / 2
    if call.function == "exp":
        return 1, _bounded(_value(call.arguments[0], logs))
    if call.function == "square":
        return 1, 2 * first[1]
    if call.function in ("abs", "floor", "ceil"):
        return _size(first)
    if call.function == "factorial":
        return _from_factorial(first[1])
    if call.function == "binomial":
        return _from_binomial(*(sign * _exp(log) if sign else 0.0 for sign, log in arguments))
    if call.function in ("max", "maximum"):
        return max(arguments, key=lambda each: each[0] * each[1])
    if call.function in ("min", "minimum"):
        return min(arguments, key=lambda each: each[0] * each[1])
    raise NoGrowth(f"{call.function} has no order of growth that we know")


def _from_factorial(log: float) -> _Signed:
    return 1, math.lgamma(_exp(log) + 1)


def _from_binomial(above: float, below: float) -> _Signed:
    below = min(below, above - below)
    if below < 0:
        return 0, -math.inf
    if below <= _FEW:
        return 1, math.fsum(math.log((above - place) / (place + 1)) for place in range(round(below)))
    return 1, math.lgamma(above + 1) - math.lgamma(below + 1) - math.lgamma(above - below + 1)


_FEW = 50
"""So many factors of a binomial coefficient are multiplied; more of them are told from factorials."""


def _reduced(reduction: Reduction, logs: Mapping[str, float]) -> _Signed:
    """A sum or product; of terms that do not depend on the index it is a multiple, or a power."""
    if reduction.operator not in ("sum", "prod") or len(reduction.ranges) != 1:
        raise NoGrowth("a sum whose terms differ")
    (each,) = reduction.ranges
    if each.upper is None or each.lower is None:
        raise NoGrowth("a sum without limits")
    if each.index not in free_indices(reduction.body):
        count = _positive(Sum((each.upper, Negation(each.lower), ONE)), logs)
        sign, log = _signed(reduction.body, logs)
        return sign, log + count if reduction.operator == "sum" else _bounded(log * _exp(count))
    closed = closed_form(reduction)
    if closed is not None:
        return _signed(closed, logs)
    if reduction.operator == "prod":
        raise NoGrowth("a product whose factors differ")
    body = at_index(reduction.body, each.index)

    def term(index: float) -> float:
        sign, log = _signed(body, {**logs, INDEX: math.log(index) if index > 0 else -math.inf})
        if sign < 0:
            raise NoGrowth("a sum with negative terms")
        return log if sign else -math.inf

    return 1, log_of_sum(term, _value(each.lower, logs), _value(each.upper, logs))


def _added(terms: list[_Signed]) -> _Signed:
    top = max((log for sign, log in terms if sign), default=-math.inf)
    if top == -math.inf:
        return 0, -math.inf
    total = math.fsum(sign * math.exp(log - top) for sign, log in terms if sign)
    if abs(total) < 1e-12:
        return 0, -math.inf
    return (1 if total > 0 else -1), top + math.log(abs(total))


def _multiplied(factors: list[_Signed]) -> _Signed:
    sign, log = 1, 0.0
    for each in factors:
        sign, log = sign * each[0], log + each[1]
    return sign, log


def _value(expression: Expression, logs: Mapping[str, float]) -> float:
    sign, log = _signed(expression, logs)
    return sign * _exp(log) if sign else 0.0


def _from_value(value: float) -> _Signed:
    if abs(value) < 1e-12:
        return 0, -math.inf
    return (1 if value > 0 else -1), math.log(abs(value))


def _size(value: _Signed) -> _Signed:
    return abs(value[0]), value[1]


def _bounded(log: float) -> float:
    if not -1e290 < log < 1e290:
        raise NoGrowth("it grows too fast to be told")
    return log


def _exp(log: float) -> float:
    if log > _OVERFLOW:
        raise NoGrowth("it grows too fast to be told")
    return math.exp(log)
