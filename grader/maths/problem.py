"""What a comparison is about: declarations, the equations that are given, and the points drawn from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from grader.maths.draws import draw_environments
from grader.maths.evaluate import Environment, Undefined, evaluate
from grader.maths.expression import (
    Apply,
    Entry,
    Expression,
    Index,
    Name,
    Shape,
    free_indices,
    is_zero,
    walk,
)
from grader.maths.normalise import normalise
from grader.maths.numeric import ScaledIdentity
from grader.maths.reader import read_expression, read_relation, split_chain
from grader.maths.reasons import Unread
from grader.maths.symbols import DeclarationError, Declarations, Sort, Symbol, declare, key_of
from grader.maths.tokens import Token, TokenKind, spell, tokenise


@dataclass(frozen=True)
class Problem:
    """Declarations and given equations, read."""

    declarations: Declarations
    definitions: tuple[tuple[Expression, Expression], ...] = ()
    """Left side and right side, in order."""


def state_problem(symbols: Mapping[str, str], given: tuple[str, ...] = ()) -> Problem:
    """The problem that symbols and given equations state; raises `DeclarationError`."""
    return _state(tuple(symbols.items()), given)


@lru_cache(maxsize=512)
def _state(symbols: tuple[tuple[str, str], ...], given: tuple[str, ...]) -> Problem:
    problem = Problem(declare(dict(symbols)))
    for equation in given:
        problem = define(problem, equation)
    return problem


def define(problem: Problem, equation: str) -> Problem:
    """The problem with one more equation that defines its left side; raises `DeclarationError`."""
    declarations = _with_left_side(equation, problem.declarations)
    relation = read_relation(equation, declarations, free_indices=True)
    if isinstance(relation, Unread) or set(relation.signs) != {"="}:
        raise DeclarationError(f"given {equation!r} is not an equation: {relation}")
    return Problem(declarations, (*problem.definitions, (relation.sides[0], relation.sides[-1])))


def _with_left_side(equation: str, declarations: Declarations) -> Declarations:
    """The declarations, with the left side declared after its right side where it is a new name."""
    sides, signs = split_chain(equation)
    if not signs or signs[0] != "=":
        raise DeclarationError(f"given {equation!r} is not an equation")
    left = read_expression(sides[0], declarations, free_indices=True)
    if not isinstance(left, Unread):
        return declarations
    right = read_expression(sides[-1], declarations, free_indices=True)
    if isinstance(right, Unread):
        raise DeclarationError(f"given {equation!r}: {right}")
    entry = _entry_of(sides[0], right)
    if entry is not None:
        spelling, shape = entry
        symbol = Symbol(spell_words(spelling), spelling, Sort.VECTOR, shape)
        return replace(
            declarations,
            symbols=(*declarations.symbols, symbol),
            vocabulary=declarations.vocabulary | frozenset(word for word in spelling if word.isalnum()),
        )
    sort = {0: Sort.REAL, 1: Sort.VECTOR, 2: Sort.MATRIX}[len(right.shape)]
    spelling = tuple(token.text for token in tokenise(normalise(sides[0])))
    symbol = Symbol(key_of(sides[0]), spelling, sort, right.shape)
    words = frozenset(word for word in spelling if word.isalnum())
    return replace(
        declarations, symbols=(*declarations.symbols, symbol), vocabulary=declarations.vocabulary | words
    )


def spell_words(spelling: tuple[str, ...]) -> str:
    """The key of a name that is spelt so."""
    return spell(Token(TokenKind.NAME, text) for text in spelling)


def _entry_of(left: str, right: Expression) -> tuple[tuple[str, ...], Shape] | None:
    """Name and shape of a vector that ``p_i = ...`` defines entry by entry; None where it is none."""
    spelling = tuple(token.text for token in tokenise(normalise(left)))
    if len(spelling) != 3 or spelling[1] != "_" or spelling[2] not in free_indices(right):
        return None
    for part in walk(right):
        if isinstance(part, Entry) and part.indices == (Index(spelling[2]),):
            return spelling[:1], part.base.shape[:1]
    return None


@lru_cache(maxsize=256)
def environments(problem: Problem, count: int) -> tuple[Environment, ...]:
    """Random environments in which the given equations hold; where they have no value, none."""
    found = []
    for environment in draw_environments(problem.declarations, count=count):
        try:
            for left, right in problem.definitions:
                environment = _defined(environment, left, right)
        except Undefined:
            continue
        found.append(environment)
    return tuple(found)


def _defined(environment: Environment, left: Expression, right: Expression) -> Environment:
    if isinstance(left, Name):
        return environment.override({left.key: _filled(environment, left, right)})
    if isinstance(left, Entry) and isinstance(left.base, Name):
        return environment.override({left.base.key: _entrywise(environment, left, right)})
    if isinstance(left, Apply):
        return environment.override({left.function: _function(environment, left, right)})
    return environment


def _filled(environment: Environment, left: Name, right: Expression) -> Any:
    dimensions = [
        size if isinstance(size, int) else environment.sizes.get(str(size), 0) for size in left.shape
    ]
    if is_zero(right):
        return np.zeros(dimensions) if dimensions else 0.0
    value = evaluate(right, environment)
    if isinstance(value, ScaledIdentity):
        return value.coefficient * np.eye(dimensions[0])
    if isinstance(value, np.ndarray) and left.shape and value.size == np.prod(dimensions):
        return value.reshape(dimensions)
    return value


def _entrywise(environment: Environment, left: Entry, right: Expression) -> Any:
    assert isinstance(left.base, Name)
    before = environment.values.get(left.base.key)
    assert isinstance(before, np.ndarray)
    filled = np.array(before)
    names = [_index_name(index) for index in left.indices]
    for place in np.ndindex(*filled.shape):
        numbers = {name: position + 1 for name, position in zip(names, place, strict=False) if name}
        inner = replace(
            environment, indices={**environment.indices, **numbers}, values={**environment.values, **numbers}
        )
        filled[place] = evaluate(right, inner)
    return filled


def _index_name(index: Expression) -> str:
    if isinstance(index, Index):
        return index.name
    return index.key if isinstance(index, Name) else ""


def _function(environment: Environment, left: Apply, right: Expression) -> Any:
    names = [_index_name(argument) for argument in left.arguments]

    def function(*arguments: Any) -> Any:
        bound = dict(zip(names, arguments, strict=False))
        whole = {name: round(value) for name, value in bound.items() if isinstance(value, (int, float))}
        inner = replace(
            environment, values={**environment.values, **bound}, indices={**environment.indices, **whole}
        )
        return evaluate(right, inner)

    return function
