r"""What a formula without symbols comes to: ``31/12`` and ``2^{10}`` exactly, ``\sqrt2/2`` as a float."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.expressions.rationals import exact_value
from grader.maths.expressions.symbols import declare
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Unread

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
    exact = exact_value(expression)
    if exact is not None:
        return Computed(exact)
    try:
        value = evaluate(expression, Environment({}))
    except Undefined:
        return None
    if not isinstance(value, (int, float)):
        return None
    return Computed(Fraction(value), abs(Fraction(value)) * _ROUNDING)
