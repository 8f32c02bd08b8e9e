"""The letter at which a function is given, ``f(z) = ...``, where nobody declared it."""

from __future__ import annotations

import re
from dataclasses import replace

from grader.maths.expressions.symbols import Declarations, Sort, Symbol
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import tokenise

_ARGUMENT = re.compile(
    r"^\s*\\?[A-Za-z]+\s*(?:\\left\s*)?\(\s*(?P<name>[a-zA-Z])\s*(?:\\right\s*)?\)\s*(?:=|$)"
)


def with_arguments(equation: str, declarations: Declarations) -> Declarations:
    """The declarations with the letter at which an equation gives a function."""
    found = _ARGUMENT.match(equation)
    if found is None or not _is_function(equation, declarations):
        return declarations
    name = found["name"]
    if name in declarations.by_key or name in declarations.sizes:
        return declarations
    return replace(
        declarations,
        symbols=(*declarations.symbols, Symbol(name, (name,), Sort.REAL)),
        vocabulary=declarations.vocabulary | {name},
    )


def _is_function(equation: str, declarations: Declarations) -> bool:
    """Whether an equation begins with the name of a function."""
    first = tokenise(normalise(equation), declarations.vocabulary)[:1]
    symbol = declarations.by_spelling.get(tuple(token.text for token in first))
    return symbol is not None and symbol.sort in (Sort.FUNCTION, Sort.ELEMENTWISE)
