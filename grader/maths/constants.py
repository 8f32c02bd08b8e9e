r"""What a formula without symbols comes to: ``31/12`` and ``2^{10}`` exactly, ``\sqrt2/2`` as a float."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb, factorial, prod

from grader.maths.evaluate import Environment, Undefined, evaluate
from grader.maths.expression import Call, Expression, Negation, Number, Power, Product, Quotient, Sum
from grader.maths.reader import read_expression
from grader.maths.reasons import Unread
from grader.maths.symbols import declare

_MAX_BITS = 2_000
_ROUNDING = Fraction(1, 10**12)
"""Relative: how far a float that was computed may be from the number meant."""


@dataclass(frozen=True)
class Computed:
    """A value, and how far it may be off: not at all where it is rational."""

    value: Fraction
    slack: Fraction = Fraction(0)


@lru_cache(maxsize=4096)
def compute(text: str) -> Computed | None:
    r"""The value of a formula of numbers only; None for anything else, or where there is none.

    >>> compute(r"\binom{4}{2} - 1/2").value
    Fraction(11, 2)
    """
    expression = read_expression(text, declare({}))
    if isinstance(expression, Unread) or expression.shape:
        return None
    try:
        exact = _exact(expression)
        if exact is not None:
            return Computed(exact)
        value = evaluate(expression, Environment({}))
    except (Undefined, ZeroDivisionError, OverflowError):
        return None
    if not isinstance(value, (int, float)):
        return None
    return Computed(Fraction(value), abs(Fraction(value)) * _ROUNDING)


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
