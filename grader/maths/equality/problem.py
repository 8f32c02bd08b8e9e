"""What a comparison is about: declarations, the equations that are given, and the points drawn from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

import numpy as np

from grader.maths.equality.arguments import with_arguments
from grader.maths.equality.families import family_values
from grader.maths.evaluation.draws import Elementwise, draw_environments
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
    Number,
    Relation,
    Shape,
    free_indices,
    is_zero,
    names_in,
    walk,
)
from grader.maths.expressions.symbols import DeclarationError, Declarations, Sort, Symbol, declare, key_of
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import Token, TokenKind, spell, tokenise
from grader.maths.reading.reader import read_expression, read_relation, split_chain
from grader.maths.reasons import Reason, Unread


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
    if not isinstance(left, (Unread, Derivative, Constant)):
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


_MOST_VALUES = 400
_FIRST, _LAST = 0, 12
"""Steps at which a recurrence has its random values: at or before the one, at or after the other."""


@dataclass(frozen=True)
class _Defined:
    """A function that equations define, one for each pattern of arguments; some may use it at other steps."""

    key: str
    drawn: Any
    """Its values where no equation says any."""
    rules: Mapping[tuple[Fraction | None, ...], tuple[Apply, Expression, Environment]]
    entrywise: bool = False
    memory: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def __call__(self, *arguments: Any) -> Any:
        if self.entrywise and isinstance(arguments[0], np.ndarray):
            return np.vectorize(self, otypes=[float])(arguments[0])
        # the most special rule first
        for fixed in sorted(self.rules, key=lambda each: each.count(None)):
            if all(value is None or value == each for value, each in zip(fixed, arguments, strict=False)):
                return self._value(self.rules[fixed], arguments)
        return self.drawn(*arguments)

    def _value(self, rule: tuple[Apply, Expression, Environment], arguments: tuple[Any, ...]) -> Any:
        left, right, environment = rule
        whole = [round(each) for each in arguments if isinstance(each, (int, float)) and each == round(each)]
        recurs = self.key in names_in(right) and all(isinstance(each, (int, float)) for each in arguments)
        if recurs and whole and (min(whole) <= _FIRST or max(whole) >= _LAST):
            return self.drawn(*arguments)
        if recurs and not whole:
            raise Undefined(Reason.NOT_FINITE, f"{self.key} at a step that is no whole number")
        if recurs and arguments in self.memory:
            if self.memory[arguments] is None:
                raise Undefined(Reason.NOT_FINITE, f"{self.key} is defined by itself")
            return self.memory[arguments]
        if len(self.memory) > _MOST_VALUES:
            raise Undefined(Reason.LIMIT, f"{self.key} at too many places")
        names = [_index_name(argument) for argument in left.arguments]
        bound = {name: each for name, each in zip(names, arguments, strict=False) if name}
        numbers = {name: round(value) for name, value in bound.items() if isinstance(value, (int, float))}
        inner = replace(
            environment,
            values={**environment.values, **bound, self.key: self},
            indices={**environment.indices, **numbers},
        )
        if not recurs:
            return evaluate(right, inner)
        self.memory[arguments] = None  # being found
        try:
            self.memory[arguments] = evaluate(right, inner)
        finally:
            if self.memory[arguments] is None:
                del self.memory[arguments]
        return self.memory[arguments]


def _function(environment: Environment, left: Apply, right: Expression) -> _Defined:
    """The function of the environment, with one more equation that defines it."""
    before = environment.values.get(left.function)
    fixed = tuple(each.value if isinstance(each, Number) else None for each in left.arguments)
    rule = (left, right, environment)
    if isinstance(before, _Defined):
        return _Defined(left.function, before.drawn, {**before.rules, fixed: rule}, before.entrywise)
    return _Defined(left.function, before, {fixed: rule}, isinstance(before, Elementwise))


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
