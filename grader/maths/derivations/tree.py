"""The tree of a formula in a derivation, as written; what a name is, the world decides on evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Union, cast


@dataclass(frozen=True)
class Numeral:
    """A number."""

    value: float


@dataclass(frozen=True)
class Symbol:
    """A name without indices: ``W``, ``gamma``, ``hat(y)``."""

    name: str


@dataclass(frozen=True)
class Indexed:
    """A name with a subscript; `spelling` is the subscript as text, `indices` its trees where it has any."""

    base: Tree
    spelling: str
    indices: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class Superscripted:
    """A name with a superscript that is no power, such as ``W^perp`` or ``x^{(j)}``."""

    base: Tree
    spelling: str


@dataclass(frozen=True)
class Slope:
    """The derivative of a function by its own argument: ``sigma'`` (entrywise) or ``D sigma`` (a matrix)."""

    function: Tree
    differential: bool = False


@dataclass(frozen=True)
class Application:
    """A function applied to arguments."""

    function: Tree
    arguments: tuple[Tree, ...]


@dataclass(frozen=True)
class Terms:
    """A sum; each term with its sign, and where the dots of ``a_1 + ... + a_n`` stand."""

    terms: tuple[tuple[int, Tree], ...]


@dataclass(frozen=True)
class Factors:
    """A product from left to right, `Dots` included; `dotted` are the places of factors behind a dot."""

    factors: tuple[Tree, ...]
    entrywise: bool = False
    dotted: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Dots:
    """An ellipsis."""


@dataclass(frozen=True)
class Ratio:
    """A quotient."""

    numerator: Tree
    denominator: Tree


@dataclass(frozen=True)
class Raised:
    """A power or, where the exponent is ``T`` or ``top``, perhaps a transpose."""

    base: Tree
    exponent: Tree


@dataclass(frozen=True)
class Transposed:
    """A transpose beyond doubt."""

    operand: Tree


@dataclass(frozen=True)
class Bars:
    """``|x|`` (order empty) or a norm: ``2``, ``F``, ``1`` or ``inf``."""

    operand: Tree
    order: str = "2"


@dataclass(frozen=True)
class Rate:
    """A derivative: `operand` by `by` (None: the world's default); `nabla` tells how it was written."""

    operand: Tree
    by: Tree | None
    nabla: bool = False


@dataclass(frozen=True)
class Folded:
    """``sum`` or ``prod`` over an index from `lower` to `upper` (None: all of its range)."""

    operator: str
    index: str
    lower: Tree | None
    upper: Tree | None
    body: Tree


@dataclass(frozen=True)
class Limit:
    """The limit of `body` as `index` grows."""

    index: str
    body: Tree


Tree = Union[  # noqa: UP007 (one name a line)
    Numeral,
    Symbol,
    Indexed,
    Superscripted,
    Slope,
    Application,
    Terms,
    Factors,
    Dots,
    Ratio,
    Raised,
    Transposed,
    Bars,
    Rate,
    Folded,
    Limit,
]


def parts(tree: Tree) -> tuple[Tree, ...]:
    """The direct sub-trees."""
    if isinstance(tree, Indexed):
        return (tree.base, *tree.indices)
    if isinstance(tree, Superscripted):
        return (tree.base,)
    if isinstance(tree, Slope):
        return (tree.function,)
    if isinstance(tree, Application):
        return (tree.function, *tree.arguments)
    if isinstance(tree, Terms):
        return tuple(term for _, term in tree.terms)
    if isinstance(tree, Factors):
        return tree.factors
    if isinstance(tree, Ratio):
        return (tree.numerator, tree.denominator)
    if isinstance(tree, Raised):
        return (tree.base, tree.exponent)
    if isinstance(tree, (Transposed, Bars)):
        return (tree.operand,)
    if isinstance(tree, Rate):
        return (tree.operand,) if tree.by is None else (tree.operand, tree.by)
    if isinstance(tree, Folded):
        return tuple(part for part in (tree.lower, tree.upper, tree.body) if part is not None)
    if isinstance(tree, Limit):
        return (tree.body,)
    return ()


def every_part(tree: Tree) -> Iterator[Tree]:
    """The tree and all its sub-trees."""
    pending = [tree]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(parts(current))


def contains(tree: Tree, wanted: Tree) -> bool:
    """Whether a sub-tree stands in a tree, letter for letter."""
    return any(each == wanted for each in every_part(tree))


def is_zero(tree: Tree) -> bool:
    """Whether it is a literal zero or a multiple of one, which stands for a zero of any shape."""
    if isinstance(tree, Indexed):
        return is_zero(tree.base)
    if isinstance(tree, Factors):
        return any(is_zero(factor) for factor in tree.factors)
    return isinstance(tree, Numeral) and tree.value == 0


def substitute(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with `change` applied to its names, from the leaves up."""

    def inner(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(inner(each) for each in value)
        return substitute(cast("Tree", value), change) if is_dataclass(value) else value

    fields_of = {each.name: inner(getattr(tree, each.name)) for each in fields(tree)}
    rebuilt = replace(cast("Symbol", tree), **cast("dict[str, str]", fields_of))
    return change(rebuilt)
