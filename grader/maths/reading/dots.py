r"""Sums, products and lists with dots: ``x_1 + x_2 + \dots + x_n`` as the sum over all its terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.maths.expressions.build import add, multiply
from grader.maths.expressions.expression import (
    SCALAR,
    Entry,
    Expression,
    Index,
    Name,
    Negation,
    Number,
    Power,
    Quotient,
    Range,
    Reduction,
    Sum,
    children,
    names_in,
    transform,
)
from grader.maths.expressions.rationals import exact_value
from grader.maths.reading.dots_together import running_together

_INDEX = "dots"
_FIRST_STEPS = range(-3, 40)
"""Steps at which written numbers are looked for among the last term's values."""
_COMBINED = {"sum": add, "prod": multiply}


@dataclass
class _Step:
    """What changes from the term before the dots to the last one: a whole number, and what it becomes."""

    start: Number | None = None
    end: Expression | None = None
    clashes: bool = False


def with_dots(operator: str, terms: Sequence[Expression], last: Expression) -> Expression | None:
    """The sum, product, maximum or minimum of the written terms, those that dots stand for, and the last.

    None where the terms do not tell how they go on. One whole number of the term before the dots may become
    one expression in the last, wherever it stands; or all are numbers, values of the last at whole numbers.
    Of a sum and a product the terms that do not belong to the series stay as they are.
    """
    if any(term.shape for term in (*terms, last)) and operator != "sum":
        return None
    series = (
        _of_numbers(terms, last)
        or _rising(terms, last)
        or _falling(terms, last)
        or running_together(terms, last, _INDEX)
    )
    if series is None:
        return None
    (each, body), written = series, terms[:-1]
    if operator in _COMBINED:
        return _COMBINED[operator]([*written, Reduction(operator, (each,), body, last.shape)])
    if not isinstance(each.lower, Number) or each.upper is None:
        return None
    lower = Number(each.lower.value - len(written))
    return Reduction(operator, (Range(each.index, lower, each.upper),), body, last.shape)


_Series = tuple[Range, Expression]


def _rising(terms: Sequence[Expression], last: Expression) -> _Series | None:
    """From the term before the dots up to the last; the one before must be the step before."""
    step = _Step()
    body = _template(terms[-1], last, step)
    if step.clashes or step.start is None or step.end is None:
        return None
    begins = step.start.value <= 1 or (len(terms) == 1 and isinstance(terms[-1], Entry))
    before = Number(step.start.value - 1)
    if not begins and (len(terms) == 1 or _put(body, before) != _put(terms[-2], before)):
        return None
    return Range(_INDEX, step.start, step.end), body


def _falling(terms: Sequence[Expression], last: Expression) -> _Series | None:
    """From the term before the dots down to the last: ``T (T-1) ... 1``."""
    step = _Step()
    body = _template(last, terms[-1], step)
    if step.clashes or step.start is None or step.end is None:
        return None
    above = _plain(Sum((step.end, Number(Fraction(1)))))
    if len(terms) > 1 and _put(body, above) != _put(terms[-2], above):
        return None
    return Range(_INDEX, step.start, step.end), body


def _of_numbers(terms: Sequence[Expression], last: Expression) -> _Series | None:
    """``1 + 4 + 9 + ... + n^2``: two numbers or more that are the last term's values at successive steps."""
    values = [exact_value(term) for term in terms]
    names = names_in(last)
    if len(values) < 2 or None in values or len(names) != 1:
        return None
    name = Name(next(iter(names)))
    for start in _FIRST_STEPS:
        steps = range(start, start + len(values))
        if [_value_at(last, name, step) for step in steps] == values:
            return Range(_INDEX, Number(Fraction(steps[-1])), name), _with(last, name, Index(_INDEX))
    return None


def _value_at(term: Expression, name: Name, step: int) -> Fraction | None:
    return exact_value(_with(term, name, Number(Fraction(step))))


def _with(term: Expression, name: Name, other: Expression) -> Expression:
    return other if term == name else transform(term, lambda part: _with(part, name, other))


def _put(term: Expression, place: Expression) -> Expression:
    """The term at a place: first and zeroth powers and quotients of numbers written out."""
    if term == Index(_INDEX):
        return place
    put = transform(term, lambda part: _put(part, place))
    if isinstance(put, Power) and put.exponent == Number(Fraction(1)):
        return put.base
    if isinstance(put, Power) and put.exponent == Number(Fraction(0)):
        return Number(Fraction(1))
    return _plain(put)


def _plain(expression: Expression) -> Expression:
    """A number where it is one, and ``T`` for ``T - 1 + 1``."""
    value = None if names_in(expression) else exact_value(expression)
    if value is not None:
        return Number(value)
    if not isinstance(expression, Sum):
        return expression
    total, rest = Fraction(0), []
    for term in _flat(expression):
        number = exact_value(term)
        if number is None:
            rest.append(term)
        else:
            total += number
    if total:
        rest.append(Number(total) if total > 0 else Negation(Number(-total)))
    return rest[0] if len(rest) == 1 else Sum(tuple(rest), expression.shape)


def _flat(expression: Sum) -> list[Expression]:
    return [part for term in expression.terms for part in (_flat(term) if isinstance(term, Sum) else [term])]


def _template(first: Expression, last: Expression, step: _Step) -> Expression:
    """The first term with an index where the two differ."""
    if first == last:
        return first
    if isinstance(first, Number) and isinstance(last, Quotient) and not last.shape:
        above = _template(Number(Fraction(first.value.numerator)), last.numerator, step)
        below = _template(Number(Fraction(first.value.denominator)), last.denominator, step)
        return Quotient(above, below, last.shape)
    if isinstance(first, Number) and last.shape == SCALAR:
        whole = first.value.denominator == 1 and not isinstance(last, Number)
        if not whole or (step.start is not None and (step.start, step.end) != (first, last)):
            step.clashes = True
        step.start, step.end = first, last
        return Index(_INDEX)
    if isinstance(last, Power) and last.base == first and not last.shape:
        return _template(Power(first, Number(Fraction(1))), last, step)
    mine, others = children(first), children(last)
    if type(first) is not type(last) or len(mine) != len(others) or not mine or first.shape != last.shape:
        step.clashes = True
        return first
    if isinstance(first, Entry) and isinstance(last, Entry) and first.base != last.base:
        step.clashes = True
        return first
    pairs = iter(others)
    result = transform(first, lambda part: _template(part, next(pairs), step))
    if transform(result, lambda part: part) != result:
        step.clashes = True
    return result
