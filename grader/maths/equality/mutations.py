"""One-slip changes of an expected formula, to say in general words what kind of slip an answer looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from grader.maths.equality.decide import compare_expressions
from grader.maths.equality.problem import Problem
from grader.maths.equality.recurrence import Recurrence, compare_recurrences
from grader.maths.expressions.build import ReadError, add, divide, inverse, multiply, negate, power, transpose
from grader.maths.expressions.expression import (
    ONE,
    ZERO,
    Apply,
    Call,
    Entry,
    Expression,
    Index,
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
    children,
    transform,
)

MAX_MUTANTS = 120

SLIPS = {
    "sign": "A sign looks reversed.",
    "factor": "A constant factor looks wrong: check the factors again.",
    "dropped-factor": "One factor seems to be missing.",
    "dropped-term": "One term seems to be missing.",
    "swapped-power": "Base and exponent look exchanged.",
    "exponent-shift": "An exponent looks off by one.",
    "shift": "Something looks off by one.",
    "dropped-power": "A power or a root seems to be missing.",
    "inverted": "A quotient looks upside down.",
    "transpose": "A transpose seems to be missing or too many: check the shapes.",
    "order": "The order of a matrix product looks exchanged.",
    "index-order": "Two indices look exchanged.",
    "index-shift": "An index looks shifted by one.",
    "operator": "Another operation (maximum, sum, product) is asked for here.",
    "norm": "Look again at the norm.",
}
"""General words for each slip; they never give the answer away."""

Mutant = tuple[str, Expression]
Build = tuple[str, Callable[[], Expression]]


def mutants(expression: Expression) -> Iterator[Mutant]:
    """Expressions one slip away, each with the slip's name in `SLIPS`; ill-typed ones are left out."""
    yield from _whole(expression)
    yield from _inside(expression)


def _whole(expression: Expression) -> Iterator[Mutant]:
    yield "sign", negate(expression)
    for factor in (Fraction(2), Fraction(1, 2)):
        yield "factor", multiply((Number(factor), expression))
    if not expression.shape:
        yield "inverted", divide(ONE, expression)
        yield "shift", add((expression, ONE))
        yield "shift", add((expression, Number(Fraction(-1))))
        yield "dropped-power", power(expression, Number(Fraction(2)))
        yield "dropped-power", Call("sqrt", (expression,))


def _inside(expression: Expression) -> Iterator[Mutant]:
    yield from _here(expression)
    parts = children(expression)
    for place, part in enumerate(parts):
        for slip, changed in _inside(part):
            if changed.shape == part.shape:
                yield slip, _with_child(expression, place, changed)


def _with_child(expression: Expression, place: int, changed: Expression) -> Expression:
    position = -1

    def change(part: Expression) -> Expression:
        nonlocal position
        position += 1
        return changed if position == place else part

    return transform(expression, change)


def _here(expression: Expression) -> Iterator[Mutant]:
    """The slips at this very node, well typed ones only."""
    for slip, build in _candidates(expression):
        try:
            changed = build()
        except ReadError:
            continue
        if changed.shape == expression.shape and changed != expression:
            yield slip, changed


def _candidates(expression: Expression) -> Iterator[Build]:
    if isinstance(expression, Product):
        yield from _of_product(expression)
    elif isinstance(expression, Sum):
        yield from _of_sum(expression)
    elif isinstance(expression, Quotient):
        yield "dropped-factor", lambda: expression.numerator
        yield "inverted", lambda: divide(expression.denominator, expression.numerator)
        yield (
            "dropped-power",
            lambda: divide(expression.numerator, power(expression.denominator, Number(Fraction(2)))),
        )
    elif isinstance(expression, Power):
        yield from _of_power(expression)
    elif isinstance(expression, Negation):
        yield "sign", lambda: expression.operand
    elif isinstance(expression, Transpose):
        yield "transpose", lambda: expression.operand
    elif isinstance(expression, Norm):
        yield "norm", lambda: power(expression, Number(Fraction(2)))
        yield "norm", lambda: ONE
    elif isinstance(expression, Number):
        yield "factor", lambda: Number(expression.value + 1)
        yield "factor", lambda: Number(expression.value - 1)
    elif isinstance(expression, (Entry, Apply)):
        yield from _of_indices(expression)
    elif isinstance(expression, Reduction):
        for operator in ("max", "sum", "min", "prod"):
            if operator != expression.operator:
                changed = replace(expression, operator=operator)
                yield "operator", partial(_same, changed)
    elif isinstance(expression, Call) and expression.function in ("sqrt", "log", "exp"):
        yield "dropped-power", lambda: expression.arguments[0]
    if len(expression.shape) == 2 and expression.shape[0] == expression.shape[1]:
        yield "transpose", lambda: transpose(expression)


def _same(expression: Expression) -> Expression:
    return expression


def _of_product(expression: Product) -> Iterator[Build]:
    factors = expression.factors
    for place in range(len(factors)):
        yield "dropped-factor", partial(multiply, (*factors[:place], *factors[place + 1 :]))
    for place in range(len(factors) - 1):
        if factors[place].shape and factors[place + 1].shape:
            swapped = (*factors[:place], factors[place + 1], factors[place], *factors[place + 2 :])
            yield "order", partial(multiply, swapped)
    if not any(factor.shape for factor in factors):
        yield "operator", lambda: add(factors)


def _of_sum(expression: Sum) -> Iterator[Build]:
    terms = expression.terms
    for place in range(len(terms)):
        yield "dropped-term", partial(add, (*terms[:place], *terms[place + 1 :]) or (ZERO,))
        yield "sign", partial(add, (*terms[:place], negate(terms[place]), *terms[place + 1 :]))


def _of_power(expression: Power) -> Iterator[Build]:
    base, exponent = expression.base, expression.exponent
    if not base.shape:
        yield "swapped-power", lambda: power(exponent, base)
        yield "operator", lambda: multiply((base, exponent))
        yield "shift", lambda: power(add((base, Number(Fraction(-1)))), exponent)
    else:
        yield "inverted", lambda: inverse(expression)
    yield "exponent-shift", lambda: power(base, add((exponent, ONE)))
    yield "exponent-shift", lambda: power(base, add((exponent, Number(Fraction(-1)))))
    yield "dropped-power", lambda: base


def _of_indices(expression: Entry | Apply) -> Iterator[Build]:
    indices = expression.indices if isinstance(expression, Entry) else expression.arguments
    changed: list[tuple[str, tuple[Expression, ...]]] = []
    if len(indices) == 2:
        changed.append(("index-order", (indices[1], indices[0])))
    for place, index in enumerate(indices):
        for step in (-1, 1):
            if not index.shape and (isinstance(expression, Apply) or isinstance(index, (Index, Sum))):
                moved = add((index, Number(Fraction(step))))
                changed.append(("index-shift", (*indices[:place], moved, *indices[place + 1 :])))
    for slip, new in changed:
        if isinstance(expression, Entry):
            yield slip, partial(replace, expression, indices=new)
        else:
            yield slip, partial(replace, expression, arguments=new)


def name_slip(student: Expression, target: Expression | Recurrence, problem: Problem) -> str:
    """The name of a single slip that turns the expected formula into the student's; empty where none does."""
    reference = target.body if isinstance(target, Recurrence) else target
    if isinstance(reference, Relation):
        return ""
    for number, (slip, changed) in enumerate(mutants(reference)):
        if number >= MAX_MUTANTS:
            break
        if isinstance(target, Recurrence):
            verdict = compare_recurrences(student, replace(target, body=changed), problem)
        else:
            verdict = compare_expressions(student, changed, problem)
        if verdict.is_equal:
            return slip
    return ""
