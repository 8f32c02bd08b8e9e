r"""Terms before dots in which several numbers run: ``a_0 b_n + a_1 b_{n-1} + \dots + a_n b_0``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.maths.expressions.build import add, multiply, negate
from grader.maths.expressions.expression import (
    SCALAR,
    ZERO,
    Expression,
    Index,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Range,
    Sum,
    children,
    transform,
)


def running_together(
    terms: Sequence[Expression], last: Expression, index: str
) -> tuple[Range, Expression] | None:
    """The steps from the term before the dots to the last, and the term at a step.

    Each number that changes goes up or down by one from the term before; all must reach the last together.
    None where they do not.
    """
    if len(terms) < 2:
        return None
    aligned = [_with_powers(term, last) for term in (*terms[-2:], last)]
    steps: list[Expression] = []
    body = _merged(aligned[0], aligned[1], aligned[2], Index(index), steps)
    if body is None or not steps or any(_difference(each, steps[0]) != ZERO for each in steps):
        return None
    if isinstance(steps[0], Number) and steps[0].value <= 0:
        return None  # the last term stands before the dots already
    return Range(index, ZERO, steps[0]), body


def _difference(first: Expression, second: Expression) -> Expression | None:
    """``n - 1 - (n - 3)`` as 2; None where the two are no sums of names and numbers."""
    forms = _linear(first), _linear(second)
    if forms[0] is None or forms[1] is None:
        return None
    total = dict(forms[0])
    for key, value in forms[1].items():
        total[key] = total.get(key, Fraction(0)) - value
    constant = Number(total.pop(None, Fraction(0)))
    terms = [
        key if value == 1 else multiply((Number(value), key))
        for key, value in total.items()
        if value and key is not None
    ]
    return add([*terms, constant]) if terms else constant


def _linear(expression: Expression) -> dict[Expression | None, Fraction] | None:
    """A sum as its names with their factors, and the number that is left under None."""
    if isinstance(expression, Number):
        return {None: expression.value}
    if isinstance(expression, Name):
        return {expression: Fraction(1)}
    if isinstance(expression, Negation):
        inner = _linear(expression.operand)
        return None if inner is None else {key: -value for key, value in inner.items()}
    if isinstance(expression, Product) and len(expression.factors) == 2:
        factor, name = expression.factors
        plain = isinstance(factor, Number) and isinstance(name, Name)
        return {name: factor.value} if plain and isinstance(factor, Number) else None
    if not isinstance(expression, Sum):
        return None
    total: dict[Expression | None, Fraction] = {}
    for term in expression.terms:
        form = _linear(term)
        if form is None:
            return None
        for key, value in form.items():
            total[key] = total.get(key, Fraction(0)) + value
    return total


def _merged(
    before: Expression,
    first: Expression,
    last: Expression,
    index: Index,
    steps: list[Expression],
) -> Expression | None:
    """The first term with the index where it differs from the one before; how many steps go to `steps`."""
    if before == first == last:
        return first
    rise = None if before.shape or first.shape else _difference(first, before)
    if isinstance(rise, Number) and abs(rise.value) == 1 and last.shape == SCALAR:
        steps_up = _difference(last, first) if rise.value == 1 else _difference(first, last)
        if steps_up is None:
            return None
        steps.append(steps_up)
        return add((first, index if rise.value == 1 else negate(index)))
    parts = [children(each) for each in (before, first, last)]
    alike = type(before) is type(first) is type(last) and len({len(each) for each in parts}) == 1
    if not alike or not parts[0]:
        return None
    merged = [_merged(one, two, three, index, steps) for one, two, three in zip(*parts, strict=True)]
    if any(part is None for part in merged):
        return None
    rest = iter(merged)
    return transform(first, lambda part: next(rest) or part)


def _with_powers(term: Expression, last: Expression) -> Expression:
    """The term with the powers that the last one has: ``r`` as ``q^0 r`` beside ``q^{n} r``."""
    if not isinstance(last, Product) or term.shape:
        return term
    factors: list[Expression] = list(term.factors) if isinstance(term, Product) else [term]
    aligned: list[Expression] = []
    for wanted in last.factors:
        if isinstance(wanted, Power) and not wanted.shape:
            held: Expression | None = next((each for each in factors if _base(each) == wanted.base), None)
            exponent = (
                held.exponent if isinstance(held, Power) else Number(Fraction(0 if held is None else 1))
            )
            aligned.append(Power(wanted.base, exponent))
            if held is not None:
                factors.remove(held)
        elif factors:
            aligned.append(factors.pop(0))
    return multiply((*aligned, *factors)) if aligned else term


def _base(factor: Expression) -> Expression:
    return factor.base if isinstance(factor, Power) else factor
