"""The typed expression tree: what a formula says once its declarations have settled how to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

Size: TypeAlias = str | int | None
"""One dimension: a size letter, a number, or None where it is not known (an identity's)."""

Shape = tuple[Size, ...]
"""() is a scalar, (d,) a vector, (n, d) a matrix; a transposed vector is (1, d)."""

SCALAR: Shape = ()


@dataclass(frozen=True)
class Number:
    """A numeral, exact."""

    value: Fraction

    @cached_property
    def as_float(self) -> float:
        """Its nearest float."""
        return float(self.value)

    @property
    def shape(self) -> Shape:
        return SCALAR


@dataclass(frozen=True)
class Constant:
    """A number with a name: ``pi``, ``e``, ``infinity``."""

    name: str

    @property
    def shape(self) -> Shape:
        return SCALAR


@dataclass(frozen=True)
class Name:
    """A declared quantity, by its key (`grader.maths.expressions.symbols`)."""

    key: str
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Identity:
    """The identity matrix; its size is None until its surroundings settle it."""

    size: Size = None

    @property
    def shape(self) -> Shape:
        return (self.size, self.size)


@dataclass(frozen=True)
class Index:
    """An index: bound by a `Reduction`, or free where the reader was asked to allow it."""

    name: str

    @property
    def shape(self) -> Shape:
        return SCALAR


@dataclass(frozen=True)
class Entry:
    """``P_{ij}`` of a matrix (two indices), ``x_i`` of a vector; one index of a matrix is a row."""

    base: Expression
    indices: tuple[Expression, ...]
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Apply:
    """A declared function applied to its arguments, however written: ``delta_t(j)`` has arguments (t, j)."""

    function: str
    arguments: tuple[Expression, ...]
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Call:
    """A function everybody knows: ``exp``, ``log``, ``sqrt``, ``trace``, ``det``, ``inner``, ..."""

    function: str
    arguments: tuple[Expression, ...]
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Sum:
    """Terms added; a subtraction is the addition of a `Negation`."""

    terms: tuple[Expression, ...]
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Product:
    """Factors multiplied from left to right; the scalar ones commute, the others do not."""

    factors: tuple[Expression, ...]
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Negation:
    """The opposite."""

    operand: Expression
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Quotient:
    """A numerator of any shape over a scalar."""

    numerator: Expression
    denominator: Expression
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Power:
    """A scalar to a scalar, or a square matrix to an integer (an inverse is the power -1)."""

    base: Expression
    exponent: Expression
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Transpose:
    """The transpose of a vector or matrix."""

    operand: Expression
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Norm:
    """A norm; `order` is ``2`` (Euclidean, or spectral of a matrix), ``1``, ``inf`` or ``F``."""

    operand: Expression
    order: str = "2"

    @property
    def shape(self) -> Shape:
        return SCALAR


@dataclass(frozen=True)
class Range:
    """What an index runs over, ends included; both None means all that its uses allow."""

    index: str
    lower: Expression | None = None
    upper: Expression | None = None


@dataclass(frozen=True)
class Reduction:
    """``sum``, ``prod``, ``max``, ``min``, ``argmax`` or ``argmin`` of a body over ranges."""

    operator: str
    ranges: tuple[Range, ...]
    body: Expression
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Array:
    """A literal vector (one row of entries, shape (d,)) or matrix, its entries row by row."""

    rows: tuple[tuple[Expression, ...], ...]
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Cases:
    """Values under conditions; a condition of None is *otherwise*."""

    branches: tuple[tuple[Expression, Relation | None], ...]
    shape: Shape = SCALAR


@dataclass(frozen=True)
class Relation:
    """A chain of sides joined by signs, one fewer: ``=``, ``<=``, ``>=``, ``<``, ``>``, ``!=``, ``~``."""

    sides: tuple[Expression, ...]
    signs: tuple[str, ...]

    @property
    def shape(self) -> Shape:
        return SCALAR


@dataclass(frozen=True)
class Derivative:
    r"""``\partial a / \partial b`` that no declaration names; shape (size of a, size of b)."""

    of: Expression
    by: Expression
    shape: Shape = SCALAR


Expression: TypeAlias = (
    Number
    | Constant
    | Name
    | Identity
    | Index
    | Entry
    | Apply
    | Call
    | Sum
    | Product
    | Negation
    | Quotient
    | Power
    | Transpose
    | Norm
    | Reduction
    | Array
    | Cases
    | Relation
    | Derivative
)

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))


def is_zero(expression: Expression) -> bool:
    """Whether it is the literal zero, which stands for a zero of any shape."""
    return isinstance(expression, Number) and expression.value == 0


def children(expression: Expression) -> tuple[Expression, ...]:
    """The direct sub-expressions, in reading order."""
    if isinstance(expression, (Sum,)):
        return expression.terms
    if isinstance(expression, Product):
        return expression.factors
    if isinstance(expression, (Negation, Transpose, Norm)):
        return (expression.operand,)
    if isinstance(expression, Quotient):
        return (expression.numerator, expression.denominator)
    if isinstance(expression, Power):
        return (expression.base, expression.exponent)
    if isinstance(expression, (Apply, Call)):
        return expression.arguments
    if isinstance(expression, Entry):
        return (expression.base, *expression.indices)
    if isinstance(expression, Derivative):
        return (expression.of, expression.by)
    if isinstance(expression, Relation):
        return expression.sides
    if isinstance(expression, Array):
        return tuple(entry for row in expression.rows for entry in row)
    if isinstance(expression, Reduction):
        bounds = (bound for each in expression.ranges for bound in (each.lower, each.upper))
        return (*(bound for bound in bounds if bound is not None), expression.body)
    if isinstance(expression, Cases):
        return tuple(part for branch in expression.branches for part in branch if part is not None)
    return ()


def transform(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The same expression with `change` applied to each direct sub-expression; shapes stay as they are."""
    if isinstance(expression, Sum):
        return replace(expression, terms=tuple(map(change, expression.terms)))
    if isinstance(expression, Product):
        return replace(expression, factors=tuple(map(change, expression.factors)))
    if isinstance(expression, (Negation, Transpose, Norm)):
        return replace(expression, operand=change(expression.operand))
    if isinstance(expression, Quotient):
        return replace(
            expression,
            numerator=change(expression.numerator),
            denominator=change(expression.denominator),
        )
    if isinstance(expression, Power):
        return replace(expression, base=change(expression.base), exponent=change(expression.exponent))
    if isinstance(expression, (Apply, Call)):
        return replace(expression, arguments=tuple(map(change, expression.arguments)))
    if isinstance(expression, Entry):
        return replace(
            expression, base=change(expression.base), indices=tuple(map(change, expression.indices))
        )
    return _transform_compound(expression, change)


def _transform_compound(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    if isinstance(expression, Derivative):
        return replace(expression, of=change(expression.of), by=change(expression.by))
    if isinstance(expression, Relation):
        return replace(expression, sides=tuple(map(change, expression.sides)))
    if isinstance(expression, Array):
        return replace(expression, rows=tuple(tuple(map(change, row)) for row in expression.rows))
    if isinstance(expression, Reduction):
        ranges = tuple(
            Range(each.index, each.lower and change(each.lower), each.upper and change(each.upper))
            for each in expression.ranges
        )
        return replace(expression, ranges=ranges, body=change(expression.body))
    if isinstance(expression, Cases):
        branches = []
        for value, condition in expression.branches:
            changed = None if condition is None else change(condition)
            branches.append((change(value), changed if isinstance(changed, Relation) else condition))
        return replace(expression, branches=tuple(branches))
    return expression


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all its sub-expressions, from the root down."""
    pending = [expression]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(children(current)))


def names_in(expression: Expression) -> frozenset[str]:
    """The keys of all declared quantities and functions it uses."""
    keys: set[str] = set()
    for part in walk(expression):
        if isinstance(part, Name):
            keys.add(part.key)
        elif isinstance(part, Apply):
            keys.add(part.function)
    return frozenset(keys)


def free_indices(expression: Expression) -> frozenset[str]:
    """Indices that no reduction around them binds."""
    if isinstance(expression, Index):
        return frozenset({expression.name})
    found: frozenset[str] = frozenset()
    for part in children(expression):
        found |= free_indices(part)
    if isinstance(expression, Reduction):
        found -= {each.index for each in expression.ranges}
    return found
