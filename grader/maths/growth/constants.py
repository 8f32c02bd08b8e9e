"""Leave out constant factors, on which no order of growth depends: ``5 n + n lg n`` is ``n + n log n``."""

from __future__ import annotations

from collections.abc import Iterable

from grader.maths.expressions.expression import (
    ONE,
    Call,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    names_in,
)

LOGARITHMS = ("log", "log2", "log10", "ln", "lg")
"""Of whatever base: another base is a constant factor."""


def without_constants(expression: Expression) -> Expression:
    """The same order of growth with positive constant factors and the bases of logarithms left out.

    What is subtracted from keeps its constants, and so do exponents, for there they count.
    """
    if isinstance(expression, Number):
        return ONE if expression.value > 0 else expression
    if isinstance(expression, Sum):
        return (
            Sum(tuple(map(without_constants, expression.terms))) if _all_add(expression.terms) else expression
        )
    if isinstance(expression, Product):
        return Product(tuple(map(without_constants, expression.factors)))
    if isinstance(expression, Quotient):
        return Quotient(without_constants(expression.numerator), without_constants(expression.denominator))
    if isinstance(expression, Power) and not names_in(expression.exponent):
        return Power(without_constants(expression.base), expression.exponent)
    if isinstance(expression, Call) and expression.function in LOGARITHMS and len(expression.arguments) == 1:
        return Call("log", expression.arguments)
    return expression


def _all_add(terms: Iterable[Expression]) -> bool:
    return all(_is_positive(term) for term in terms)


def _is_positive(term: Expression) -> bool:
    """Whether it has no sign of its own: numerals, names, and what is made of such."""
    if isinstance(term, Number):
        return term.value > 0
    if isinstance(term, Product):
        return all(map(_is_positive, term.factors))
    if isinstance(term, Quotient):
        return _is_positive(term.numerator) and _is_positive(term.denominator)
    if isinstance(term, Sum):
        return _all_add(term.terms)
    if isinstance(term, Power):
        return _is_positive(term.base)
    return not isinstance(term, Negation)
