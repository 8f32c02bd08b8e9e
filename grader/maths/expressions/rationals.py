"""The exact value of an expression of whole numbers and their quotients."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import comb, factorial, prod

from grader.maths.expressions.expression import (
    Call,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
)

_MAX_BITS = 2_000


def exact_value(expression: Expression) -> Fraction | None:
    """The value of a rational expression; None where a part has a name, is irrational, or too large."""
    try:
        return _exact(expression)
    except (ZeroDivisionError, OverflowError):
        return None


def _exact(expression: Expression) -> Fraction | None:
    """The value of a rational formula; None where a part is, or may be, irrational."""
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Negation):
        value = _exact(expression.operand)
        return None if value is None else -value
    if isinstance(expression, Sum):
        terms = _all_exact(expression.terms)
        return None if terms is None else sum(terms, Fraction(0))
    if isinstance(expression, Product):
        factors = _all_exact(expression.factors)
        return None if factors is None else _bounded(prod(factors, start=Fraction(1)))
    if isinstance(expression, Quotient):
        parts = _all_exact((expression.numerator, expression.denominator))
        return None if parts is None else parts[0] / parts[1]
    if isinstance(expression, Power):
        return _power(expression)
    if isinstance(expression, Call) and expression.function in ("factorial", "binomial"):
        return _counted(expression)
    return None


def _all_exact(expressions: Iterable[Expression]) -> list[Fraction] | None:
    values = [_exact(expression) for expression in expressions]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _power(power: Power) -> Fraction | None:
    parts = _all_exact((power.base, power.exponent))
    if parts is None or parts[1].denominator != 1:
        return None
    base, exponent = parts[0], int(parts[1])
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(exponent) > _MAX_BITS:
        raise OverflowError("a power that is too large")
    return base**exponent


def _counted(call: Call) -> Fraction | None:
    arguments = _all_exact(call.arguments)
    if arguments is None or any(each.denominator != 1 or not 0 <= each <= 170 for each in arguments):
        return None
    whole = [int(each) for each in arguments]
    return Fraction(factorial(whole[0]) if call.function == "factorial" else comb(whole[0], whole[1]))


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MAX_BITS:
        raise OverflowError("a number that is too large")
    return value
