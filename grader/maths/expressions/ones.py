"""Vectors of ones whose size is not written: what they are multiplied with and added to settles it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from grader.maths.expressions.build import agree, merge, product_shape, same_shape
from grader.maths.expressions.expression import (
    Call,
    Expression,
    Identity,
    Negation,
    Number,
    Product,
    Quotient,
    Shape,
    Size,
    Sum,
    Transpose,
    transform,
    walk,
)

ONES = "ones"
_ALIKE = frozenset(("inner", "hadamard", "quotient"))


def ones(*shape: Size) -> Call:
    """A vector or matrix of ones; of an unknown size where that is None."""
    return Call(ONES, (), shape)


def has_open_ones(expression: Expression) -> bool:
    """Whether the size of some ones in it is not known."""
    return any(
        isinstance(part, Call) and part.function == ONES and None in part.shape for part in walk(expression)
    )


def settle_ones(expression: Expression, shape: Shape, only: Size = None) -> Expression:
    """The expression, of that `shape`, with the sizes of its ones; `only` is the one size that there is."""
    if has_open_ones(expression):
        expression = _fitted(expression, shape if same_shape(shape, expression.shape) else expression.shape)
    if only is not None and has_open_ones(expression):
        expression = _filled(expression, only)
    return expression


def _filled(expression: Expression, only: Size) -> Expression:
    if isinstance(expression, Call) and expression.function == ONES:
        return ones(*(only if size is None else size for size in expression.shape))
    return transform(expression, lambda part: _filled(part, only))


def _fitted(expression: Expression, shape: Shape) -> Expression:
    if not has_open_ones(expression):
        return expression
    if same_shape(shape, expression.shape):
        shape = merge(expression.shape, shape)
    if isinstance(expression, Call) and expression.function == ONES:
        return ones(*shape)
    if isinstance(expression, Sum):
        for term in expression.terms:
            shape = merge(shape, term.shape) if same_shape(shape, term.shape) else shape
        if any(isinstance(part, Identity) for term in expression.terms for part in (term, *_operands(term))):
            shape = _square(shape)
        return Sum(tuple(_fitted(term, shape) for term in expression.terms), shape)
    if isinstance(expression, Negation):
        return Negation(_fitted(expression.operand, shape), shape)
    if isinstance(expression, Quotient):
        return Quotient(_fitted(expression.numerator, shape), _fitted(expression.denominator, ()), shape)
    if isinstance(expression, Transpose):
        inner = (
            (shape[1],) if len(expression.operand.shape) == 1 and len(shape) == 2 else tuple(reversed(shape))
        )
        return Transpose(_fitted(expression.operand, inner), shape)
    if isinstance(expression, Product):
        return _fitted_product(expression, shape)
    if isinstance(expression, Call) and expression.function in _ALIKE:
        common = shape if expression.function != "inner" else ()
        for argument in expression.arguments:
            common = merge(common, argument.shape) if same_shape(common, argument.shape) else argument.shape
        return Call(expression.function, tuple(_fitted(each, common) for each in expression.arguments), shape)
    return transform(expression, lambda part: _fitted(part, part.shape))


def _operands(term: Expression) -> tuple[Expression, ...]:
    return (
        term.factors if isinstance(term, Product) else (term.operand,) if isinstance(term, Negation) else ()
    )


def _square(shape: Shape) -> Shape:
    if len(shape) != 2:
        return shape
    side = shape[1] if shape[0] is None else shape[0]
    return (side, side)


def _fitted_product(product: Product, shape: Shape) -> Expression:
    """The factors with the sizes at which they touch; one of unknown size is square."""
    places = [place for place, factor in enumerate(product.factors) if factor.shape]
    sides = [list(_sides(product.factors[place].shape)) for place in places]
    groups = _groups([product.factors[place].shape for place in places])
    for _ in range(2):
        if shape and groups:
            wanted, first, last = _sides(shape), sides[groups[-1][0]], sides[groups[-1][-1]]
            first[0] = wanted[0] if first[0] is None else first[0]
            last[1] = wanted[1] if last[1] is None else last[1]
        for group in groups:
            for left, right in pairwise(sides[place] for place in group):
                if agree(left[1], right[0]):
                    left[1] = right[0] = right[0] if left[1] is None else left[1]
        for place, each in zip(places, sides, strict=True):
            if product.factors[place].shape == (None, None):
                each[:] = _square((each[0], each[1]))
    factors = list(product.factors)
    for place, each in zip(places, sides, strict=True):
        factor = factors[place]
        factors[place] = _fitted(factor, (each[0],) if len(factor.shape) == 1 else (each[0], each[1]))
    return Product(tuple(_fitted(each, ()) if not each.shape else each for each in factors), product.shape)


def _groups(shapes: list[Shape]) -> list[list[int]]:
    """The factors that touch; after those whose product is a number another group begins."""
    groups: list[list[int]] = [[]]
    shape: Shape = ()
    for place, each in enumerate(shapes):
        shape = product_shape(shape, each)
        groups[-1].append(place)
        if not shape:
            groups.append([])
    return [group for group in groups if group]


def _sides(shape: Shape) -> tuple[Size, Size]:
    return (shape[0], 1) if len(shape) == 1 else (shape[0], shape[1])


ONE_WRITTEN = Number(Fraction(1))
"""The numeral that people also write for a vector of ones."""
