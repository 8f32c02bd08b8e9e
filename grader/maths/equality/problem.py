"""What a comparison is about: declarations, the equations that are given, and the points drawn from both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

import numpy as np

from grader.maths.equality.arguments import with_arguments
from grader.maths.equality.defined_functions import letter_of, with_rule
from grader.maths.equality.families import family_values
from grader.maths.evaluation.draws import draw_environments
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.evaluation.slopes import slope_of
from grader.maths.expressions.expression import (
    Apply,
    Constant,
    Derivative,
    Entry,
    Expression,
    Index,
    Name,
    Relation,
    Shape,
    Transpose,
    free_indices,
    is_zero,
    names_in,
    walk,
)
from grader.maths.expressions.symbols import DeclarationError, Declarations, Sort, Symbol, declare, key_of
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import Token, TokenKind, spell, tokenise
from grader.maths.reading.reader import read_expression, read_relation, split_chain
from grader.maths.reasons import Unread


@dataclass(frozen=True)
class Problem:
    """Declarations and given equations, read."""

    declarations: Declarations
    definitions: tuple[tuple[Expression, Expression], ...] = ()
    """Left side and right side, in order."""
    conditions: tuple[Relation, ...] = ()
    """What holds besides, and defines no name: ``u^\\top v = 0``, ``a > b``."""
    differentiates: bool = False
    """Whether a derivative that no name stands for is measured."""


def state_problem(symbols: Mapping[str, str], given: tuple[str, ...] = ()) -> Problem:
    """The problem that symbols and given equations state; raises `DeclarationError`."""
    return _state(tuple(symbols.items()), given)


@lru_cache(maxsize=512)
def _state(symbols: tuple[tuple[str, str], ...], given: tuple[str, ...]) -> Problem:
    problem = Problem(declare(dict(symbols)))
    for equation in given:
        problem = define(problem, equation)
    return problem


_LIMITING = frozenset({"<", "<=", ">", ">=", "!="})


def define(problem: Problem, equation: str) -> Problem:
    """The problem with one more equation that defines its left side; raises `DeclarationError`.

    An inequality is a condition.
    """
    if _LIMITING & set(split_chain(equation)[1]):
        stated = read_relation(equation, problem.declarations, free_indices=True)
        if isinstance(stated, Unread) or not set(stated.signs) <= _LIMITING:
            raise DeclarationError(f"given {equation!r} is no relation: {stated}")
        whole = replace(
            stated, sides=tuple(_of_all_entries(side, problem.declarations) for side in stated.sides)
        )
        if free_indices(whole):
            raise DeclarationError(f"given {equation!r} is about entries that are not all of a name")
        return replace(problem, conditions=(*problem.conditions, whole))
    declarations, bound = problem.declarations, with_arguments(equation, problem.declarations)
    if bound is declarations:
        declarations = bound = _with_left_side(equation, declarations)
    relation = read_relation(equation, bound, free_indices=True)
    if isinstance(relation, Unread) or set(relation.signs) != {"="}:
        raise DeclarationError(f"given {equation!r} is not an equation: {relation}")
    left, right = relation.sides[0], relation.sides[-1]
    key = defined_key(left)
    if not key or (key in names_in(right) and not isinstance(left, Apply)):
        stated = Relation((left, right), ("=",))
        return replace(problem, declarations=declarations, conditions=(*problem.conditions, stated))
    return replace(problem, declarations=declarations, definitions=(*problem.definitions, (left, right)))


_PRIME = re.compile(r"(?:'|′|\^\s*\{?\s*\\prime\s*\}?)\s*$")


def is_primed_name(left: Expression, written: str, right: Expression | Unread) -> bool:
    """Whether ``x' = a x`` gives x' a value as a name of its own: no transpose of a vector is a vector.

    Of a matrix it is one where the new one is made of the old one and others.
    """
    if not isinstance(left, Transpose) or not isinstance(left.operand, Name) or isinstance(right, Unread):
        return False
    if not _PRIME.search(written):
        return False
    if len(left.operand.shape) == 1:
        return right.shape == left.operand.shape and right != left.operand
    return left.operand.key in names_in(right) and len(names_in(right)) > 1


def _of_all_entries(side: Expression, declarations: Declarations) -> Expression:
    """The name itself for ``a_i``, where what is said of an entry is said of all."""

    def is_letter(index: Expression) -> bool:
        symbol = declarations.get(index.key) if isinstance(index, Name) else None
        return isinstance(index, Index) or (symbol is not None and symbol.sort is Sort.INDEX)

    return side.base if isinstance(side, Entry) and all(map(is_letter, side.indices)) else side


def define_function(problem: Problem, name: str, argument: str, text: str) -> Problem:
    """The problem with a function of one number, at vectors entry by entry; raises `DeclarationError`."""
    spelling = tuple(token.text for token in tokenise(normalise(name)))
    bound = tuple(token.text for token in tokenise(normalise(argument)))
    if not spelling or not bound:
        raise DeclarationError(f"{name!r} is not a name")
    symbol = Symbol(key_of(name), spelling, Sort.ELEMENTWISE)
    unknown = Symbol(key_of(argument), bound, Sort.REAL)
    known = problem.declarations
    words = frozenset(word for word in (*spelling, *bound) if word.isalnum())
    others = tuple(each for each in known.symbols if each.key not in (symbol.key, unknown.key))
    inside = replace(known, symbols=(*others, unknown), vocabulary=known.vocabulary | words)
    right = read_expression(text, inside)
    if isinstance(right, Unread):
        raise DeclarationError(f"{name}({argument}): {right}")
    declared = tuple(each for each in known.symbols if each.key != symbol.key)
    outside = frozenset(word for word in spelling if word.isalnum())
    declarations = replace(known, symbols=(*declared, symbol), vocabulary=known.vocabulary | outside)
    left = Apply(symbol.key, (Name(unknown.key),))
    return replace(problem, declarations=declarations, definitions=(*problem.definitions, (left, right)))


def _with_left_side(equation: str, declarations: Declarations) -> Declarations:
    """The declarations, with the left side declared after its right side where it is a new name."""
    sides, signs = split_chain(equation)
    if not signs or signs[0] != "=":
        raise DeclarationError(f"given {equation!r} is not an equation")
    left = read_expression(sides[0], declarations, free_indices=True)
    right = read_expression(sides[-1], declarations, free_indices=True)
    if not isinstance(left, (Unread, Derivative, Constant)) and not is_primed_name(left, sides[0], right):
        return declarations
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
    if problem.conditions:
        # imported when first used: few problems have conditions
        from grader.maths.equality.conditions import impose

        return impose(problem, count)
    found = []
    for environment in draw_environments(problem.declarations, count=count):
        try:
            found.append(settle(problem, environment))
        except Undefined:
            continue
    return tuple(found)


def settle(problem: Problem, environment: Environment, fixed: frozenset[str] = frozenset()) -> Environment:
    """The environment with all defined names set by their definitions, except those that are `fixed`."""
    if problem.differentiates:
        # imported when first used: few formulas hold derivatives
        from grader.maths.equality.measured import differentiate

        environment = environment.override({"derivative": partial(differentiate, problem)})
    environment = _averaged(problem, _with_families(problem, environment))
    for _ in range(2 if _out_of_order(problem) else 1):
        for left, right in problem.definitions:
            if defined_key(left) not in fixed:
                environment = _averaged(problem, _defined(environment, left, right))
                environment = _with_families(problem, environment)
    environment = _with_slopes(problem, _averaged(problem, environment))
    if any(key.startswith("d ") for key in problem.declarations.by_key):
        # imported when first used: few workings have differentials
        from grader.maths.equality.differentials import differential_values

        environment = environment.override(differential_values(problem, environment, fixed))
    return environment


def _with_families(problem: Problem, environment: Environment) -> Environment:
    values = family_values(problem.declarations, environment.values)
    return environment.override(values) if values else environment


def _averaged(problem: Problem, environment: Environment) -> Environment:
    """The environment with means and variances of expressions, as its values are."""
    if "E" not in problem.declarations.by_key:
        return environment
    # imported when first used: few problems have means
    from grader.maths.equality.expectations import averaging

    return environment.override(averaging(problem, environment))


def _with_slopes(problem: Problem, environment: Environment) -> Environment:
    """The environment with each declared ``f'`` the derivative of the f that is defined."""
    defined = {defined_key(left) for left, _ in problem.definitions}
    slopes = {}
    for key in defined:
        function, declared = environment.values.get(key), problem.declarations.get(f"{key}'")
        if (
            callable(function)
            and declared is not None
            and declared.key not in defined
            and declared.is_callable
        ):
            slopes[declared.key] = slope_of(function)
    return environment.override(slopes) if slopes else environment


@lru_cache(maxsize=256)
def _out_of_order(problem: Problem) -> bool:
    """Whether a right side uses a name that is defined only after it."""
    later = [defined_key(left) for left, _ in problem.definitions]
    return any(
        names_in(right) & set(later[number + 1 :]) for number, (_, right) in enumerate(problem.definitions)
    )


def defined_key(left: Expression) -> str:
    """The name that a definition's left side defines; empty where it is none."""
    if isinstance(left, Name):
        return left.key
    if isinstance(left, Entry) and isinstance(left.base, Name):
        return left.base.key
    return left.function if isinstance(left, Apply) else ""


def _defined(environment: Environment, left: Expression, right: Expression) -> Environment:
    if isinstance(left, Name):
        return environment.override({left.key: _filled(environment, left, right)})
    if isinstance(left, Entry) and isinstance(left.base, Name):
        return environment.override({left.base.key: _entrywise(environment, left, right)})
    if isinstance(left, Apply):
        return environment.override({left.function: with_rule(environment, left, right)})
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
    names = [letter_of(index)[0] for index in left.indices]
    for place in np.ndindex(*filled.shape):
        numbers = {name: position + 1 for name, position in zip(names, place, strict=False) if name}
        inner = replace(
            environment, indices={**environment.indices, **numbers}, values={**environment.values, **numbers}
        )
        filled[place] = evaluate(right, inner)
    return filled


def names_behind(stated: Relation, problem: Problem) -> frozenset[str]:
    """The names of a relation, and those by which they are defined."""
    known = {defined_key(left): right for left, right in problem.definitions}
    pending, found = list(names_in(stated)), set()
    while pending:
        key = pending.pop()
        if key not in found:
            found.add(key)
            pending += names_in(known[key]) if key in known else ()
    return frozenset(found)


def supposing(problem: Problem, stated: Relation) -> Problem:
    """The problem where a relation holds: as a definition where it is one, which is sure to be met."""
    given = {defined_key(left) for left, _ in problem.definitions}
    if stated.signs == ("=",):
        for left, right in (stated.sides, stated.sides[::-1]):
            # a function is not what an equation of its value at a name makes it
            key = "" if isinstance(left, Apply) and names_in(left) - {left.function} else defined_key(left)
            if key and key not in given and key not in names_in(right):
                return replace(problem, definitions=(*problem.definitions, (left, right)))
    return replace(problem, conditions=(*problem.conditions, stated))
