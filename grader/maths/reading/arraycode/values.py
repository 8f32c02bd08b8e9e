"""Arrays as NumPy has them: shapes that broadcast, known as a whole expression, entry by entry, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from grader.maths.expressions.build import (
    add,
    agree,
    divide,
    entrywise,
    ill_typed,
    inverse,
    multiply,
    negate,
    power,
    transpose,
)
from grader.maths.expressions.expression import (
    ONE,
    Call,
    Entry,
    Expression,
    Index,
    Number,
    Range,
    Reduction,
    Shape,
    Size,
)
from grader.maths.expressions.ones import ones

Entries = Callable[[tuple[Expression, ...]], Expression]
"""An entry by its indices, one for each axis."""


@dataclass(frozen=True)
class ArrayValue:
    """An array; `whole` is None where only its entries are known, and of a column it is the vector."""

    shape: Shape
    whole: Expression | None
    entry: Entries

    @property
    def is_column(self) -> bool:
        """Whether it is a vector with an axis of one entry behind its own."""
        return len(self.shape) == 2 and self.shape[1] == 1 and self.shape[0] != 1


def of_expression(expression: Expression) -> ArrayValue:
    """An expression as an array of its own shape."""
    return ArrayValue(expression.shape, expression, lambda indices: _entry_of(expression, indices))


def _entry_of(expression: Expression, indices: tuple[Expression, ...]) -> Expression:
    if not indices:
        return expression
    if len(expression.shape) == 2 and expression.shape[0] == 1:
        return Entry(expression, (ONE, indices[-1]))
    return Entry(expression, indices)


def column(value: ArrayValue) -> ArrayValue:
    """``v[:, None]``."""
    if len(value.shape) != 1:
        raise ill_typed("a column of what is no vector")
    return ArrayValue((value.shape[0], 1), value.whole, lambda indices: value.entry(indices[:1]))


def row(value: ArrayValue) -> ArrayValue:
    """``v[None, :]``."""
    if len(value.shape) != 1:
        raise ill_typed("a row of what is no vector")
    whole = None if value.whole is None else transpose(value.whole)
    return ArrayValue((1, value.shape[0]), whole, lambda indices: value.entry(indices[1:]))


def transposed(value: ArrayValue) -> ArrayValue:
    """``A.T``; of a vector the row, as students mean it."""
    if len(value.shape) < 2:
        return row(value) if value.shape else value
    if value.is_column:
        return row(ArrayValue(value.shape[:1], value.whole, lambda indices: value.entry((*indices, ONE))))
    whole = None if value.whole is None else transpose(value.whole)
    shape = (value.shape[1], value.shape[0])
    if value.shape[0] == 1:
        return ArrayValue(shape, whole, lambda indices: value.entry((ONE, indices[0])))
    return ArrayValue(shape, whole, lambda indices: value.entry(indices[::-1]))


def by_entries(value: ArrayValue, function: Callable[[Expression], Expression], name: str) -> ArrayValue:
    """A function of numbers for each entry; `name` is what the call of the whole is."""
    if not value.shape:
        assert value.whole is not None
        return of_expression(function(value.whole))
    whole = None if value.whole is None or not name else Call(name, (value.whole,), value.whole.shape)
    return ArrayValue(value.shape, whole, lambda indices: function(value.entry(indices)))


def number(value: int) -> ArrayValue:
    """A whole number."""
    return of_expression(Number(Fraction(value)))


def applied(value: ArrayValue, function: str) -> ArrayValue:
    """A well-known function of each entry."""
    return by_entries(value, lambda entry: Call(function, (entry,)), function)


def negated(value: ArrayValue) -> ArrayValue:
    """The opposite."""
    if value.whole is not None and not value.is_column:
        return of_expression(negate(value.whole))
    return combine("*", number(-1), value)


_NUMBERS: dict[str, Callable[[Expression, Expression], Expression]] = {
    "+": lambda first, second: add((first, second)),
    "*": lambda first, second: multiply((first, second)),
    "/": divide,
    "**": power,
    "maximum": lambda first, second: Call("maximum", (first, second)),
    "minimum": lambda first, second: Call("minimum", (first, second)),
}
"""What an operator does with two entries."""


def combine(sign: str, first: ArrayValue, second: ArrayValue) -> ArrayValue:
    """``first sign second`` entry by entry, with NumPy's broadcasting."""
    of_two = _NUMBERS[sign]
    if not first.shape and not second.shape:
        assert first.whole is not None
        assert second.whole is not None
        return of_expression(of_two(first.whole, second.whole))
    shape = _broadcast(first.shape, second.shape)

    def entry(indices: tuple[Expression, ...]) -> Expression:
        return of_two(first.entry(_aligned(first, indices)), second.entry(_aligned(second, indices)))

    return ArrayValue(shape, _whole(sign, first, second, shape), entry)


def _broadcast(first: Shape, second: Shape) -> Shape:
    sizes: list[Size] = []
    for one, two in zip_longest(reversed(first), reversed(second), fillvalue=1):
        if one == 1 or two == 1:
            sizes.append(two if one == 1 else one)
        elif agree(one, two):
            sizes.append(two if one is None else one)
        else:
            raise ill_typed("arrays whose axes do not fit")
    return tuple(reversed(sizes))


def _aligned(value: ArrayValue, indices: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """The indices that an operand uses: those of its own last axes; an axis of one entry has one place."""
    own = indices[len(indices) - len(value.shape) :]
    return tuple(ONE if size == 1 else index for index, size in zip(own, value.shape, strict=True))


def _whole(sign: str, first: ArrayValue, second: ArrayValue, shape: Shape) -> Expression | None:
    one, two = first.whole, second.whole
    if one is None or two is None:
        return None
    if first.shape == second.shape or not first.shape or not second.shape:
        return _alike(sign, one, two, shape)
    if sign == "*":
        return _stretched(first, second)
    return None


def _alike(sign: str, one: Expression, two: Expression, shape: Shape) -> Expression | None:
    """Two of one shape, or a number with an array."""
    if sign == "+":
        return add([each if each.shape else multiply((each, ones(*shape))) for each in (one, two)])
    if sign == "*":
        return entrywise("hadamard", one, two) if one.shape and two.shape else multiply((one, two))
    if sign == "/":
        return entrywise("quotient", one, two) if two.shape else divide(one, two)
    if sign == "**" and not two.shape:
        if len(one.shape) == 2 and two == Number(Fraction(-1)):
            return inverse(one)  # nobody writes the reciprocals of a matrix's entries so
        return Call("entry_power", (one, two), one.shape)
    if sign in ("maximum", "minimum") and Number(Fraction(0)) in (one, two) and sign == "maximum":
        operand = two if one == Number(Fraction(0)) else one
        return Call("relu", (operand,), operand.shape)
    return None


def _stretched(first: ArrayValue, second: ArrayValue) -> Expression | None:
    """A product in which one is stretched: a column with a row, a matrix with either."""
    one, two = first.whole, second.whole
    assert one is not None
    assert two is not None
    if first.is_column and second.shape[0] == 1 and len(second.shape) == 2:
        return multiply((one, two))
    if second.is_column and first.shape[0] == 1 and len(first.shape) == 2:
        return multiply((two, one))
    for matrix, other in ((first, second), (second, first)):
        if len(matrix.shape) != 2 or 1 in matrix.shape or matrix.whole is None or other.whole is None:
            continue
        if other.is_column:
            return multiply((_diagonal(other.whole), matrix.whole))
        vector = transpose(other.whole) if len(other.shape) == 2 else other.whole
        return multiply((matrix.whole, _diagonal(vector)))
    if len(first.shape) == len(second.shape) == 1:
        return None
    return multiply((one, two)) if first.is_column or second.shape[:1] == (1,) else None


def _diagonal(vector: Expression) -> Expression:
    return Call("diag", (vector,), (vector.shape[0], vector.shape[0]))


def matrix_product(first: ArrayValue, second: ArrayValue, fresh: Callable[[], str]) -> ArrayValue:
    """``first @ second``."""
    one, two = first.whole, second.whole
    if not first.shape or not second.shape:
        raise ill_typed("a matrix product of what is no vector or matrix")
    if one is None or two is None:
        return _summed_product(first, second, fresh)
    if len(first.shape) == len(second.shape) == 1:
        return of_expression(Call("inner", (one, two)) if agree(one.shape[0], two.shape[0]) else _misfit())
    if len(first.shape) == 1 and second.shape[0] != 1:
        return of_expression(multiply((transpose(two), one)))
    return of_expression(multiply((one, two)))


def _summed_product(first: ArrayValue, second: ArrayValue, fresh: Callable[[], str]) -> ArrayValue:
    """A matrix product by its entries, where no whole is known."""
    running = Index(fresh())
    rows = len(first.shape) - 1

    def entry(indices: tuple[Expression, ...]) -> Expression:
        left, right = indices[:rows], indices[rows:]
        body = multiply((first.entry((*left, running)), second.entry((running, *right))))
        return Reduction("sum", (Range(running.name),), body)

    shape = (*first.shape[:-1], *second.shape[1:])
    return ArrayValue(shape, None, entry) if shape else of_expression(entry(()))


def _misfit() -> Expression:
    raise ill_typed("an inner product of vectors of different sizes")


def reduce(operator: str, value: ArrayValue, axis: int | None, fresh: Callable[[], str]) -> ArrayValue:
    """``sum``, ``prod``, ``max``, ``min``, ``argmax`` or ``argmin`` along an axis, or of all the entries."""
    if not value.shape:
        return value
    rank = len(value.shape)
    if axis is None and rank == 2 and operator == "sum" and value.whole is not None and 1 not in value.shape:
        return of_expression(Call("sum_entries", (value.whole,)))
    if axis is None or rank == 1:
        if value.whole is not None and len(value.whole.shape) == 1:
            return of_expression(Call(f"{operator}_entries", (value.whole,)))
        indices = tuple(Index(fresh()) for _ in value.shape)
        ranges = tuple(Range(index.name) for index in indices)
        return of_expression(Reduction(operator, ranges, value.entry(indices)))
    axis %= rank
    running = Index(fresh())

    def entry(indices: tuple[Expression, ...]) -> Expression:
        inside = (running, indices[0]) if axis == 0 else (indices[0], running)
        return Reduction(operator, (Range(running.name),), value.entry(inside))

    whole = None
    if operator == "sum" and value.whole is not None and 1 not in value.shape:
        summed = transpose(value.whole) if axis == 0 else value.whole
        whole = multiply((summed, ones(value.shape[axis])))
    return ArrayValue((value.shape[1 - axis],), whole, entry)


def as_expressions(values: Sequence[ArrayValue], place: str) -> list[Expression]:
    """The sides of an equation as wholes, or where one has none, their entries at the index `place`."""
    if all(value.whole is not None for value in values):
        return [value.whole for value in values if value.whole is not None]
    if len(values) < 2 or any(len(value.shape) != 1 for value in values):
        raise ill_typed("an array that no formula is")
    return [value.entry((Index(place),)) for value in values]
