"""Letters that working uses as indices without a declaration, and sequences made of names with numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from grader.maths.equality.families import with_families
from grader.maths.equality.problem import Problem
from grader.maths.expressions.symbols import Declarations, Sort, Symbol
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Reason, Unread

_LETTERS = frozenset("ijklmnpqrstuv")
_BELOW = re.compile(
    r"_\s*(?:\{(?P<braced>[^{}]*)\}|(?P<letter>[A-Za-z]))|\[(?P<compared>[^\[\]]*[=≠<>][^\[\]]*)\]"
)
_MOST = 6
_UNKNOWN = re.compile(r"^(?:unknown index '(?P<index>[A-Za-z])'|(?P<name>[A-Za-z]) is not declared)$")


def with_letters(problem: Problem, sides: Iterable[str]) -> Problem:
    """The problem in which a letter below a name is an index, where nothing else is known of it."""
    texts = [side for side in dict.fromkeys(sides) if "_" in side or "[" in side or "delta" in side]
    below = {letter for side in texts for letter in _below(side)}
    declarations = with_families(problem.declarations)
    for side in texts:
        for _ in range(_MOST):
            read = read_expression(side, declarations)
            letter = _unknown(read) if isinstance(read, Unread) else ""
            if letter not in below or letter not in _LETTERS or letter in declarations.by_key:
                break
            declarations = _with_index(declarations, letter)
    return problem if declarations is problem.declarations else replace(problem, declarations=declarations)


def _below(side: str) -> Iterable[str]:
    """Every letter of what stands below a name, or is compared in brackets."""
    for mark in _BELOW.finditer(side):
        yield from mark["braced"] or mark["compared"] or mark["letter"]


def _unknown(read: Unread) -> str:
    found = _UNKNOWN.match(read.detail) if read.reason is Reason.UNKNOWN_SYMBOL else None
    return (found["index"] or found["name"]) if found else ""


def _with_index(declarations: Declarations, letter: str) -> Declarations:
    symbol = Symbol(letter, (letter,), Sort.INDEX)
    return replace(
        declarations,
        symbols=(*declarations.symbols, symbol),
        vocabulary=declarations.vocabulary | {letter},
    )
