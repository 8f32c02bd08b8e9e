"""What a parser of derivations must know of names, and what names are in a tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.maths.derivations.tree import Factors, Indexed, Slope, Superscripted, Symbol, Tree
from grader.maths.notation.tokens import Token, TokenKind

WORDS = frozenset(
    {
        "Var",
        "var",
        "Variance",
        "Cov",
        "cov",
        "std",
        "Std",
        "diag",
        "Diag",
        "reg",
        "wd",
        "eigmax",
        "new",
        "old",
        "next",
        "prev",
    }
)
"""Words that the tokeniser must not take apart."""


@dataclass(frozen=True)
class Grammar:
    """What a parser must know of a world: which names take arguments, and which ones swallow them."""

    functions: frozenset[str]
    opaque: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    """All names."""
    vocabulary: frozenset[str] = field(default=WORDS)
    tight: bool = False
    """Whether ``a/2b`` means a/(2b)."""
    variable: str = ""
    """What derivatives are taken by where nothing is said."""
    labels: frozenset[tuple[str, str]] = frozenset()
    """Names with the scripts that are passed over behind them."""
    sequences: frozenset[str] = frozenset()
    """Names whose argument is an index: ``h(t)`` is ``h_t``."""
    numbers: frozenset[str] = frozenset()
    """Names of numbers."""
    counted: frozenset[str] = frozenset()
    """Names that are only those of indices and sizes: an answer may define them to be something else."""
    columns: frozenset[str] = frozenset()
    """Names of vectors, whose entries may be typed with their number: ``u1`` and ``ud``."""
    called: frozenset[str] = frozenset()
    """The functions that the answer has defined, which may have an index: ``F_t(v)``."""


def joined(factors: list[Tree], dotted: frozenset[int] = frozenset()) -> Tree:
    """One factor as it is, several as a product."""
    return factors[0] if len(factors) == 1 else Factors(tuple(factors), dotted=dotted)


def is_differential(token: Token) -> bool:
    """Whether a token may be the sign of a derivative."""
    return token.kind is TokenKind.NAME and token.text in ("partial", "d")


def name_of_token(token: Token | None) -> str:
    """The name that a token is, or nothing."""
    return token.text if token is not None and token.kind is TokenKind.NAME else ""


def name_of(tree: Tree) -> str:
    """The full name of a named tree, its index as written included; empty for anything else."""
    if isinstance(tree, Symbol):
        return tree.name
    if isinstance(tree, Indexed):
        base = name_of(tree.base)
        return f"{base}_{tree.spelling}" if base else ""
    if isinstance(tree, Superscripted):
        base = name_of(tree.base)
        return f"{base}^{tree.spelling}" if base else ""
    if isinstance(tree, Slope) and not tree.differential:
        return name_of(tree.function)
    return ""
