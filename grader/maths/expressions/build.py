"""Put expressions together, checking shapes: what does not fit is ill-typed, a finding of its own."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.maths.expressions.expression import (
    SCALAR,
    Call,
    Constant,
    Expression,
    Identity,
    Negation,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Shape,
    Size,
    Sum,
    Transpose,
    is_zero,
)
from grader.maths.reasons import Reason


class ReadError(Exception):
    """A formula that cannot be read; the reader turns it into `Unread`, it never leaves this package."""

    def __init__(self, reason: Reason, detail: str, position: int = -1) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.position = position


def ill_typed(detail: str) -> ReadError:
    """A finding that shapes do not fit."""
    return ReadError(Reason.ILL_TYPED, detail)


def describe(shape: Shape) -> str:
    """A shape in words: ``a number``, ``a vector[d]``, ``a matrix[n,d]``."""
    if not shape:
        return "a number"
    sizes = ",".join("?" if size is None else str(size) for size in shape)
    return f"a vector[{sizes}]" if len(shape) == 1 else f"a matrix[{sizes}]"


def agree(first: Size, second: Size) -> bool:
    """Whether two sizes can be the same."""
    return first is None or second is None or first == second


def same_shape(first: Shape, second: Shape) -> bool:
    """Whether two shapes can be the same."""
    return len(first) == len(second) and all(map(agree, first, second))


def merge(first: Shape, second: Shape) -> Shape:
    """The more definite of two shapes that agree."""
    return tuple(two if one is None else one for one, two in zip(first, second, strict=True))


def product_size(first: Size, second: Size) -> Size:
    """The size that is the product of two, spelt alike in either order."""
    if first is None or second is None:
        return None
    if isinstance(first, int) and isinstance(second, int):
        return first * second
    return "*".join(sorted(f"{first}*{second}".split("*")))


def is_row(shape: Shape) -> bool:
    """Whether it is a transposed vector."""
    return len(shape) == 2 and shape[0] == 1


def add(terms: Sequence[Expression]) -> Expression:
    """A sum of terms of one shape; the literal zero fits everywhere."""
    if len(terms) == 1:
        return terms[0]
    shape: Shape | None = None
    for term in terms:
        if is_zero(term):
            continue
        if shape is None:
            shape = term.shape
        elif same_shape(shape, term.shape):
            shape = merge(shape, term.shape)
        else:
            raise ill_typed(f"{describe(shape)} added to {describe(term.shape)}")
    return Sum(tuple(terms), shape or SCALAR)


def negate(operand: Expression) -> Expression:
    """The opposite; two of them cancel, a numeral takes the sign."""
    if isinstance(operand, Negation):
        return operand.operand
    if isinstance(operand, Number):
        return Number(-operand.value)
    return Negation(operand, operand.shape)


def product_shape(first: Shape, second: Shape) -> Shape:
    """The shape of a product of two; raises where they do not fit."""
    if not first:
        return second
    if not second:
        return first
    if len(first) == 1 and len(second) == 1:
        raise ill_typed("a vector times a vector, neither transposed")
    if len(first) == 1:
        if is_row(second):
            return (first[0], second[1])
        raise ill_typed(f"{describe(first)} times {describe(second)}")
    if not agree(first[1], second[0]):
        raise ill_typed(f"{describe(first)} times {describe(second)}")
    rows: Size = first[0]
    if first == (None, None):
        rows = second[0]
    if len(second) == 1:
        return SCALAR if rows == 1 else (rows,)
    columns = second[1]
    if second == (None, None):
        columns = first[1]
    return SCALAR if rows == 1 and columns == 1 else (rows, columns)


def multiply(factors: Sequence[Expression]) -> Expression:
    """A product from left to right, nested products flattened where that changes nothing."""
    flat: list[Expression] = []
    for factor in factors:
        if isinstance(factor, Product) and (not factor.shape or not flat):
            flat.extend(factor.factors)
        else:
            flat.append(factor)
    if len(flat) == 1:
        return flat[0]
    shape: Shape = SCALAR
    try:
        for factor in flat:
            shape = product_shape(shape, factor.shape)
    except ReadError:
        flat = list(factors)
        shape = SCALAR
        for factor in flat:
            shape = product_shape(shape, factor.shape)
    return Product(tuple(flat), shape)


def dot(first: Expression, second: Expression) -> Expression:
    """A product written with a dot: of two vectors their inner product, else the ordinary one."""
    if len(first.shape) == 1 and len(second.shape) == 1:
        return inner(first, second)
    return multiply((first, second))


def inner(first: Expression, second: Expression) -> Expression:
    """The inner product of two vectors, or of two matrices of one shape."""
    if first.shape and same_shape(first.shape, second.shape):
        return Call("inner", (first, second))
    raise ill_typed(f"inner product of {describe(first.shape)} and {describe(second.shape)}")


def entrywise(function: str, first: Expression, second: Expression) -> Expression:
    """A product or quotient entry by entry; a number goes with anything."""
    if not first.shape and not second.shape:
        return multiply((first, second)) if function == "hadamard" else divide(first, second)
    if first.shape and second.shape and not same_shape(first.shape, second.shape):
        raise ill_typed(f"entry by entry: {describe(first.shape)} and {describe(second.shape)}")
    shape = merge(first.shape, second.shape) if first.shape and second.shape else first.shape or second.shape
    return Call(function, (first, second), shape)


def divide(numerator: Expression, denominator: Expression) -> Expression:
    """A quotient by a number."""
    if denominator.shape:
        raise ill_typed(f"division by {describe(denominator.shape)}")
    if (
        isinstance(numerator, Number)
        and isinstance(denominator, Number)
        and denominator.value
        and numerator.value.denominator == denominator.value.denominator == 1
    ):
        return Number(Fraction(numerator.value, denominator.value))
    return Quotient(numerator, denominator, numerator.shape)


def power(base: Expression, exponent: Expression) -> Expression:
    """A power of a number, or an integer power of a square matrix."""
    if base == Constant("e") and len(exponent.shape) == 1:
        return Call("exp", (exponent,), exponent.shape)
    if exponent.shape:
        raise ill_typed(f"{describe(exponent.shape)} as an exponent")
    if not base.shape:
        return Power(base, exponent)
    if len(base.shape) == 2 and agree(*base.shape):
        if not isinstance(exponent, Number) or (
            exponent.value.denominator == 1 and abs(exponent.value) <= 20
        ):
            return Power(base, exponent, base.shape)
        raise ReadError(Reason.UNPARSED, "a fractional or large power of a matrix")
    raise ill_typed(f"a power of {describe(base.shape)}")


def power_of_values(result: Expression, exponent: Expression) -> Expression:
    r"""The power that stands at a function's name, ``\tanh^2(h)``: of each of its values."""
    if (
        result.shape and not exponent.shape and exponent != Number(Fraction(-1))
    ):  # that is an inverse function
        return Call("entry_power", (result, exponent), result.shape)
    return power(result, exponent)


def transpose(operand: Expression) -> Expression:
    """The transpose; of a number computed from vectors it is the number."""
    shape = operand.shape
    if not shape:
        return operand
    if isinstance(operand, Transpose):
        return operand.operand
    if isinstance(operand, Identity):
        return operand
    if len(shape) == 1:
        return Transpose(operand, (1, shape[0]))
    if is_row(shape):
        return Transpose(operand, (shape[1],))
    return Transpose(operand, (shape[1], shape[0]))


def inverse(operand: Expression) -> Expression:
    """The inverse of a square matrix, the reciprocal of a number."""
    return power(operand, Number(Fraction(-1)))


def norm(operand: Expression, order: str = "2") -> Expression:
    """A norm of a vector or matrix; of a number its absolute value."""
    if not operand.shape:
        return Call("abs", (operand,))
    return Norm(operand, order)
