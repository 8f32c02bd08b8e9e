"""Names with numbers below, ``x_0``, ``x_1``, ``x_2``: together a sequence, and ``x_{t-1}`` says which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from grader.maths.evaluation.evaluate import Undefined
from grader.maths.expressions.symbols import Declarations, Sort, Symbol
from grader.maths.reasons import Reason

_FAMILY = "member"
"""The type of the argument of a sequence whose values are names of their own."""
_SORTS = frozenset({Sort.REAL, Sort.POSREAL, Sort.PROB, Sort.VECTOR, Sort.MATRIX, Sort.INT, Sort.POSINT})


@dataclass(frozen=True)
class Family:
    """The values of the names of one sequence, by their numbers."""

    members: Mapping[int, Any]

    def __call__(self, *arguments: Any) -> Any:
        number = arguments[0]
        if isinstance(number, (int, float)) and number == round(number) and round(number) in self.members:
            return self.members[round(number)]
        raise Undefined(Reason.NOT_FINITE, "a member of the sequence that is not declared")


def with_families(declarations: Declarations) -> Declarations:
    """The declarations with a sequence for all names that differ only in the number below."""
    found = [
        Symbol(base, (base,), Sort.TABLE, shape, (_FAMILY,))
        for base, shape in _families(declarations)
        if (base,) not in declarations.by_spelling and base not in declarations.sizes
    ]
    if not found:
        return declarations
    words = frozenset(each.key for each in found)
    return replace(
        declarations,
        symbols=(*declarations.symbols, *found),
        vocabulary=declarations.vocabulary | words,
    )


def _families(declarations: Declarations) -> Iterator[tuple[str, Any]]:
    members: dict[str, list[Symbol]] = {}
    for symbol in declarations.symbols:
        if symbol.sort in _SORTS and _number(symbol) is not None:
            members.setdefault(symbol.spelling[0], []).append(symbol)
    for base, symbols in members.items():
        if len({each.shape for each in symbols}) == 1:
            yield base, symbols[0].shape


def _number(symbol: Symbol) -> int | None:
    spelling = symbol.spelling
    if len(spelling) == 3 and spelling[1] == "_" and spelling[2].isdigit():
        return int(spelling[2])
    return None


def family_values(declarations: Declarations, values: Mapping[str, object]) -> Mapping[str, object]:
    """The sequences of such names, with the values that the names have."""
    return {
        symbol.key: Family(
            {
                number: values[member.key]
                for member in declarations.symbols
                if member.spelling[0] == symbol.key
                and (number := _number(member)) is not None
                and member.key in values
            }
        )
        for symbol in declarations.symbols
        if symbol.arguments == (_FAMILY,)
    }
