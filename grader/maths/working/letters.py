"""Letters that working uses as indices without a declaration, and sequences made of names with numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from grader.maths.equality.families import with_families
from grader.maths.equality.problem import Problem
from grader.maths.expressions.expression import Apply, Name, names_in
from grader.maths.expressions.symbols import Declarations, Sort, Symbol
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Reason, Unread

_LETTERS = frozenset("ijklmnpqrstuv")
_NUMBERS = frozenset("abcrstuvwxyz")
"""Letters that may stand for any number: what holds of them holds, what does not is not false."""
_BELOW = re.compile(
    r"_\s*(?:\{(?P<braced>[^{}]*)\}|(?P<letter>[A-Za-z]))|\[(?P<compared>[^\[\]]*[=≠<>][^\[\]]*)\]"
)
_MOST = 6
_UNKNOWN = re.compile(r"^(?:unknown index '(?P<index>[A-Za-z])'|(?P<name>[A-Za-z]) is not declared)$")


def with_letters(problem: Problem, sides: Iterable[str]) -> tuple[Problem, frozenset[str]]:
    """The problem in which a letter below a name is an index, where nothing else is known of it."""
    texts = list(dict.fromkeys(sides))
    strangers: set[str] = set()
    below = {letter for side in texts for letter in _below(side)}
    declarations = with_families(problem.declarations)
    for side in texts:
        for _ in range(_MOST):
            read = read_expression(side, declarations)
            letter = _unknown(read) if isinstance(read, Unread) else ""
            if not letter or letter in declarations.by_key:
                break
            if letter in below and letter in _LETTERS:
                declarations = _with(declarations, letter, Sort.INDEX)
            elif letter in _NUMBERS:
                declarations = _with(declarations, letter, Sort.REAL)
                strangers.add(letter)
            else:
                break
    extended = (
        problem if declarations is problem.declarations else replace(problem, declarations=declarations)
    )
    return extended, frozenset(strangers)


def with_understood(problem: Problem) -> Problem:
    """The problem in which a function given at a name, ``pi(theta) = ...``, may be written without it."""
    known = dict(problem.declarations.understood)
    for left, _ in problem.definitions:
        if not isinstance(left, Apply) or len(left.arguments) != 1:
            continue
        argument, function = left.arguments[0], problem.declarations.get(left.function)
        plain = isinstance(argument, Name) and problem.declarations.get(argument.key) is not None
        if plain and function is not None and function.sort is Sort.FUNCTION:
            known.setdefault(left.function, argument)
    if len(known) == len(problem.declarations.understood):
        return problem
    return replace(problem, declarations=replace(problem.declarations, understood=tuple(known.items())))


_LETTER = re.compile(r"^\s*\\?([A-Za-z])'*\s*$")
_SHIFTED = re.compile(r"^\s*(?:[A-Za-z]'*|\d+)(?:\s*[-+]\s*(?:[A-Za-z]'*|\d+))*\s*$")


def is_relabelling(sides: Sequence[str], signs: Sequence[str], problem: Problem) -> bool:
    """Whether a chain says which letter counts instead of another: ``k = i + 1``, ``u -> c u``."""
    if list(signs) == ["->"]:
        left, right = (read_expression(side, problem.declarations) for side in sides)
        return isinstance(left, Name) and not isinstance(right, Unread) and left.key in names_in(right)
    if list(signs) != ["="] or not _LETTER.match(sides[0]) or not _SHIFTED.match(sides[1]):
        return False
    letters = set(re.findall(r"[A-Za-z]", f"{sides[0]} {sides[1]}"))
    known = [problem.declarations.get(letter) for letter in letters]
    left_known = problem.declarations.get(sides[0].strip().strip("\\'"))
    if left_known is not None and left_known.sort is not Sort.INDEX:
        return False
    counts = [each is None or each.sort in _COUNTS for each in known]
    return len(letters) > 1 and all(counts)


_COUNTS = frozenset({Sort.INDEX, Sort.INT, Sort.POSINT})


def _below(side: str) -> Iterable[str]:
    """Every letter of what stands below a name, or is compared in brackets."""
    for mark in _BELOW.finditer(side):
        yield from mark["braced"] or mark["compared"] or mark["letter"]


def _unknown(read: Unread) -> str:
    found = _UNKNOWN.match(read.detail) if read.reason is Reason.UNKNOWN_SYMBOL else None
    return (found["index"] or found["name"]) if found else ""


def _with(declarations: Declarations, letter: str, sort: Sort) -> Declarations:
    symbol = Symbol(letter, (letter,), sort)
    return replace(
        declarations,
        symbols=(*declarations.symbols, symbol),
        vocabulary=declarations.vocabulary | {letter},
    )
