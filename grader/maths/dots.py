r"""Sums with dots: ``x_1 + x_2 + \dots + x_n`` as the sum over all its terms."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from grader.maths.expression import (
    SCALAR,
    Entry,
    Expression,
    Index,
    Number,
    Power,
    Range,
    Reduction,
    children,
    transform,
)

_INDEX = "dots"


@dataclass
class _Step:
    """What changes from the term before the dots to the last one: a whole number, and what it becomes."""

    start: Number | None = None
    end: Expression | None = None
    clashes: bool = False


def sum_with_dots(previous: Expression | None, before: Expression, last: Expression) -> Expression | None:
    """The sum from the term before the dots to the last term; None where they do not differ in one place.

    One whole number of the first may become one expression in the last, wherever it stands; the term
    previous to both must be the one of the number below: ``2 + 4 + ... + 2n`` goes on in other steps.
    """
    step = _Step()
    term = _template(before, last, step)
    if step.clashes or step.start is None or step.end is None:
        return None
    if previous is None:
        if step.start.value > 1 and not isinstance(before, Entry):
            return None
    elif _put(term, number := Number(step.start.value - 1)) != _put(previous, number):
        return None
    return Reduction("sum", (Range(_INDEX, step.start, step.end),), term, before.shape)


def _put(term: Expression, number: Number) -> Expression:
    """The term with a number for its index; first and zeroth powers written out."""
    if term == Index(_INDEX):
        return number
    put = transform(term, lambda part: _put(part, number))
    if isinstance(put, Power) and put.exponent == Number(Fraction(1)):
        return put.base
    if isinstance(put, Power) and put.exponent == Number(Fraction(0)):
        return Number(Fraction(1))
    return put


def _template(first: Expression, last: Expression, step: _Step) -> Expression:
    """The first term with an index where the two differ."""
    if first == last:
        return first
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
