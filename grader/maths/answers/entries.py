"""Answers given entry by entry: ``J_{ij} = p_i (\\delta_{ij} - p_j)``, ``(g_t)_k = \\sigma((h_t)_k)``."""

from __future__ import annotations

import re
from dataclasses import replace

from grader.maths.equality.problem import Problem
from grader.maths.equality.relations import as_statement
from grader.maths.expressions.expression import (
    ZERO,
    Entry,
    Expression,
    Index,
    Name,
    Relation,
    Shape,
    free_indices,
    walk,
)
from grader.maths.expressions.symbols import Sort, Symbol
from grader.maths.reading.reader import read_expression, read_relation
from grader.maths.reasons import Unread

_KEY = "entries of the answer"
_ENTRY = re.compile(
    r"[\s$&]*(?:(?:\\left|\\[bB]igg?l?)?\s*(?:\(|\[|\\\{).{1,120}(?:\)|\]|\\\})|\\?[A-Za-z]{1,8}|[^\W\d_])"
    r"(?:'|′|\^\{?\\prime\}?)?"
    r"\s*_\s*\{?\s*(?P<first>[a-z])\s*,?\s*(?P<second>[a-z])?\s*\}?\s*$",
    re.DOTALL,
)


def from_entries(sides: tuple[str, ...], shape: Shape, problem: Problem) -> tuple[Expression, Problem] | None:
    """The whole whose entries an equation tells, in the problem that defines it so; None where it is none."""
    found = _ENTRY.match(sides[0]) if len(sides) > 1 and shape and len(sides[0]) <= 200 else None
    if found is None:
        return None
    letters = tuple(letter for letter in (found["first"], found["second"]) if letter)
    if len(letters) != len(shape) or len(set(letters)) != len(letters):
        return None
    entry = read_expression(sides[-1], problem.declarations, free_indices=True)
    if isinstance(entry, Unread) or entry.shape or not free_indices(entry) <= set(letters):
        return None
    return _whole(entry, letters, shape, problem)


def from_lone_entry(text: str, shape: Shape, problem: Problem) -> list[tuple[Expression, Problem]]:
    """The wholes whose entry at free indices a formula may be: a matrix with either letter for the row."""
    entry = read_expression(text, problem.declarations, free_indices=True)
    if isinstance(entry, Unread) or entry.shape:
        return []
    letters = tuple(sorted(free_indices(entry)))
    if not shape or len(letters) != len(shape):
        return []
    told = _order_told(entry, shape, letters)
    if told:
        return [_whole(entry, told, shape, problem)]
    return [_whole(entry, order, shape, problem) for order in dict.fromkeys((letters, letters[::-1]))]


def _order_told(entry: Expression, shape: Shape, letters: tuple[str, ...]) -> tuple[str, ...]:
    """The letters in the order in which a matrix of that shape has them; empty where none stands there."""
    for part in walk(entry):
        if isinstance(part, Entry) and part.base.shape == shape and len(part.indices) == len(shape):
            order = tuple(index.name for index in part.indices if isinstance(index, Index))
            if sorted(order) == sorted(letters):
                return order
    return ()


def relation_of_entries(text: str, target: Relation, problem: Problem) -> tuple[Relation, Problem] | None:
    """An equation of entries at one free index, as an equation of vectors; None where it is none."""
    wanted = as_statement(target)
    if wanted is None or wanted.sign != "=" or len(wanted.difference.shape) != 1:
        return None
    stated = read_relation(text, problem.declarations, free_indices=True)
    own = None if isinstance(stated, Unread) else as_statement(stated)
    letters = free_indices(own.difference) if own is not None else frozenset()
    if own is None or own.sign != "=" or own.difference.shape or len(letters) != 1:
        return None
    whole, extended = _whole(own.difference, tuple(letters), wanted.difference.shape, problem)
    return Relation((whole, ZERO), ("=",)), extended


def _whole(
    entry: Expression, letters: tuple[str, ...], shape: Shape, problem: Problem
) -> tuple[Expression, Problem]:
    symbol = Symbol(_KEY, (_KEY,), Sort.VECTOR if len(shape) == 1 else Sort.MATRIX, shape)
    whole = Name(_KEY, shape)
    left = Entry(whole, tuple(Index(letter) for letter in letters))
    declarations = replace(problem.declarations, symbols=(*problem.declarations.symbols, symbol))
    definitions = (*problem.definitions, (left, entry))
    return whole, replace(problem, declarations=declarations, definitions=definitions)
