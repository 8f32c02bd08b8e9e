"""Whether two orders of growth are one class, where an exponent leaves open what it is.

``2^{\\log n}`` depends on the base of the logarithm, which nobody names; ``n^{1.58}`` may be a rounded
``n^{\\log_2 3}``. Neither is the class, nor another one, without asking.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from grader.maths.equality.decide import Verdict, undecided
from grader.maths.expressions.build import divide
from grader.maths.expressions.expression import Call, Expression, Number, Power, names_in, transform, walk
from grader.maths.growth.orders import Growth, is_dominated, same_class
from grader.maths.reasons import Reason

_BASES = (2, 10)
_LOGARITHMS = ("log", "log10")
_MOST_DECIMALS = 6


def judge_class(growth: Growth, expected: Growth, conditions: tuple[tuple[str, str], ...]) -> Verdict:
    """The verdict on the two classes; undecided where it hangs on a base or on decimals left out."""
    verdict = same_class(growth, expected, conditions)
    if _has_rounded_exponent(growth) and _has_logarithm_in_exponent(expected):
        low, high = (_with_exponents(growth, _moved_by(way)) for way in (-1, 1))
        if is_dominated(low, expected, conditions) and is_dominated(expected, high, conditions):
            return undecided(Reason.AMBIGUOUS, "an exponent that is rounded")
        return verdict
    if verdict.is_equal or verdict.reason is not None:
        return verdict
    for base in _BASES:
        other = _with_exponents(growth, _with_base(base))
        if other != growth and same_class(other, expected, conditions).is_equal:
            return undecided(Reason.AMBIGUOUS, "a logarithm without its base in an exponent")
    return verdict


def _has_rounded_exponent(growth: Growth) -> bool:
    return any(
        isinstance(part, Power) and any(map(_is_rounded, walk(part.exponent)))
        for part in walk(growth.expression)
    )


def _has_logarithm_in_exponent(growth: Growth) -> bool:
    """Whether an exponent is a number that has no last decimal."""
    return any(
        isinstance(part, Power)
        and not names_in(part.exponent)
        and any(isinstance(inner, Call) for inner in walk(part.exponent))
        for part in walk(growth.expression)
    )


def _is_rounded(part: Expression) -> bool:
    return (
        isinstance(part, Number)
        and part.value.denominator > 1
        and 10**_MOST_DECIMALS % part.value.denominator == 0
    )


def _moved_by(way: int) -> Callable[[Expression], Expression]:
    """Rounded numbers moved down or up by half a unit of their last decimal."""

    def move(part: Expression) -> Expression:
        if not _is_rounded(part):
            return transform(part, move)
        assert isinstance(part, Number)
        decimals = next(count for count in range(1, 7) if 10**count % part.value.denominator == 0)
        return Number(part.value + Fraction(way, 2 * 10**decimals))

    return move


def _with_base(base: int) -> Callable[[Expression], Expression]:
    """Logarithms to another base; of one that is divided by another nothing changes."""

    def change(part: Expression) -> Expression:
        changed = transform(part, change)
        if isinstance(changed, Call) and changed.function in _LOGARITHMS:
            plain = Call("log", changed.arguments, changed.shape)
            return divide(plain, Call("log", (Number(Fraction(base)),)))
        return changed

    return change


def _with_exponents(growth: Growth, change: Callable[[Expression], Expression]) -> Growth:
    def changed(part: Expression) -> Expression:
        if isinstance(part, Power):
            return Power(changed(part.base), change(part.exponent), part.shape)
        return transform(part, changed)

    return replace(growth, expression=changed(growth.expression))
