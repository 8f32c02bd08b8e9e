"""Draws at which conditions hold that define no name: equations are solved, inequalities sift."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.maths.equality.problem import Problem, defined_key, environments, names_behind, settle
from grader.maths.evaluation.draws import draw_environments
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.expressions.expression import ONE, ZERO, Name, Relation, is_zero, names_in
from grader.maths.expressions.symbols import Sort

DRAWS = 6
_MORE = 6
"""How many draws are tried for each that is wanted."""
_MOST_EVALUATIONS = 2_500
_GIVE_UP = 4
"""After so many draws without a solution none is expected."""
_STEPS = 12
_SOLVED = 1e-10
_SMALL_STEP = 1e-6
_FAR = 100.0
_FLAT = 1e-12
_EDGE = 1e-4
"""So near the end of its domain no name lies but where a solution tends to the end."""
_MAX_UNKNOWNS = 40
_MAX_CHOICES = 6
_COUNTS = frozenset({Sort.INDEX, Sort.INT, Sort.POSINT})
_REAL = frozenset({Sort.REAL, Sort.POSREAL, Sort.PROB, Sort.VECTOR, Sort.MATRIX})

Vector = NDArray[np.float64]


@dataclass
class _Budget:
    """How often the equations may still be evaluated."""

    left: int


def impose(problem: Problem, count: int) -> tuple[Environment, ...]:
    """Up to `count` environments at which definitions and conditions hold; fewer where they are rare."""
    counts = [each for each in problem.conditions if _is_of_counts(each, problem)]
    stated = [each for each in problem.conditions if each not in counts]
    equations = [each for each in stated if set(each.signs) == {"="}]
    others = [*counts, *(each for each in stated if set(each.signs) != {"="})]
    found: list[Environment] = []
    choices = list(_choices(problem, equations))
    budget = _Budget(_MOST_EVALUATIONS)
    for number, draw in enumerate(draw_environments(problem.declarations, count=_MORE * count)):
        if equations and ((number >= _GIVE_UP and not found) or budget.left <= 0):
            break
        draw = _counted(draw, counts)
        environment = _solved(problem, draw, equations, choices, budget)
        if environment is not None and not equations:
            environment = _moved(problem, draw, environment, others)
        if environment is not None and all(holds_at(each, environment) for each in others):
            found.append(environment)
        if len(found) == count:
            break
    return tuple(found)


def _is_of_counts(stated: Relation, problem: Problem) -> bool:
    """Whether it says of a whole number which one it is: ``i = j``, ``n = 1``."""
    symbols = [problem.declarations.get(key) for key in names_in(stated)]
    known = {defined_key(left) for left, _ in problem.definitions}
    whole = all(each is not None and each.sort in _COUNTS and each.key not in known for each in symbols)
    return stated.signs == ("=",) and bool(symbols) and whole and isinstance(stated.sides[0], Name)


def _counted(draw: Environment, counts: list[Relation]) -> Environment:
    """A draw in which whole numbers are the ones they are said to be, where that can be."""
    for each in counts:
        name, other = each.sides
        try:
            value = evaluate(other, draw)
        except Undefined:
            continue
        if isinstance(name, Name) and isinstance(value, (int, float)):
            draw = draw.override({name.key: type(draw.values.get(name.key, 1))(value)})  # type: ignore[call-arg]
    return draw


_MOVES: tuple[Callable[[Any], Any], ...] = (
    abs,
    lambda value: -value,
    *(partial(operator.mul, factor) for factor in (0.3, 0.1, 0.02, 3.0, 10.0)),
)
"""What is done to a name whose value an inequality does not allow."""
_MOST_MOVES = 4


def _moved(
    problem: Problem, draw: Environment, start: Environment, conditions: list[Relation]
) -> Environment | None:
    """The environment, with the values of some names turned or scaled so that inequalities hold."""
    best, failing = start, [each for each in conditions if not holds_at(each, start)]
    for _ in range(_MOST_MOVES):
        if not failing:
            return best
        for key in sorted(set().union(*(names_behind(each, problem) for each in failing))):
            symbol, value = problem.declarations.get(key), draw.values.get(key)
            if symbol is None or symbol.sort not in _REAL or not isinstance(value, (int, float, np.ndarray)):
                continue
            for move in _MOVES:
                changed = draw.override({key: move(value)})
                try:
                    there = settle(problem, changed)
                except Undefined:
                    continue
                left = [each for each in conditions if not holds_at(each, there)]
                if len(left) < len(failing) and in_domain(problem, there, (key,)):
                    draw, best, failing = changed, there, left
                    break
    return best if not failing else None


def holds_at(stated: Relation, environment: Environment) -> bool:
    """Whether an inequality of numbers holds there; what has no value does not."""
    try:
        values: list[Any] = [evaluate(side, environment) for side in stated.sides]
    except Undefined:
        return False
    if any(isinstance(value, ScaledIdentity) for value in values):
        return False
    if len({np.shape(value) for value in values} - {()}) > 1:
        return False
    return all(
        sign in _SIGNS and bool(np.all(_SIGNS[sign](low, high)))
        for low, high, sign in zip(values, values[1:], stated.signs, strict=False)
    )


_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "!=": operator.ne,
    "=": operator.eq,
}


def in_domain(problem: Problem, environment: Environment, keys: tuple[str, ...]) -> bool:
    """Whether names still have values of the sorts they are declared as."""
    for key in keys:
        symbol, value = problem.declarations.get(key), environment.values.get(key)
        if symbol is None or not isinstance(value, (int, float)):
            continue
        if symbol.sort is Sort.POSREAL and value <= _EDGE:
            return False
        if symbol.sort is Sort.PROB and not _EDGE < value < 1 - _EDGE:
            return False
    return True


def with_domains(problem: Problem) -> Problem:
    """The problem at points where what is given a value is of the sort that it is declared as."""
    given = [
        (left, symbol.sort)
        for left, _ in problem.definitions
        if isinstance(left, Name)
        and (symbol := problem.declarations.get(left.key)) is not None
        and symbol.sort in (Sort.PROB, Sort.POSREAL)
    ]
    points = environments(problem, DRAWS)
    beyond = [
        (left, sort)
        for left, sort in given
        if not all(in_domain(problem, point, (left.key,)) for point in points)
    ]
    if not beyond:
        return problem
    bounds = [Relation((ZERO, left), ("<",)) for left, _ in beyond]
    bounds += [Relation((left, ONE), ("<",)) for left, sort in beyond if sort is Sort.PROB]
    within = replace(problem, conditions=(*problem.conditions, *bounds))
    return within if len(environments(within, DRAWS)) == len(points) else problem


def _choices(problem: Problem, equations: list[Relation]) -> Iterator[tuple[str, ...]]:
    """Which names to solve for: each of those that the equations depend on, the smallest first, then all."""
    if not equations:
        return
    defined = {defined_key(left): right for left, right in problem.definitions}
    pending = [key for each in equations for key in names_in(each)]
    free: dict[str, int] = {}
    seen: set[str] = set()
    while pending:
        key = pending.pop()
        if key in seen:
            continue
        seen.add(key)
        symbol = problem.declarations.get(key)
        if key in defined:
            pending += names_in(defined[key])
        elif symbol is not None and symbol.sort in _REAL:
            free[key] = len(symbol.shape)
    ordered = sorted(free, key=lambda key: (free[key], key))
    if len(equations) == 1:
        yield from ((key,) for key in ordered[:_MAX_CHOICES])
    if ordered:
        yield tuple(ordered)


def _solved(
    problem: Problem,
    draw: Environment,
    equations: list[Relation],
    choices: list[tuple[str, ...]],
    budget: _Budget,
) -> Environment | None:
    if not equations:
        try:
            return settle(problem, draw)
        except Undefined:
            return None
    for keys in choices:
        environment = _newton(problem, draw, equations, keys, budget)
        if (
            environment is not None
            and in_domain(problem, environment, keys)
            and not any(_vanishes(environment.values[key]) for key in keys)
        ):
            # the next draw is likely to be solved by the same names
            choices.remove(keys)
            choices.insert(0, keys)
            return environment
    return None


def _vanishes(value: object) -> bool:
    """Whether it is zero, where every equation may well hold that is homogeneous."""
    return float(np.max(np.abs(np.asarray(value, dtype=float)), initial=0.0)) < 1e-6


def _newton(
    problem: Problem, draw: Environment, equations: list[Relation], keys: tuple[str, ...], budget: _Budget
) -> Environment | None:
    """The nearest solution over some names, by steps of least length."""
    shapes = [np.shape(draw.values[key]) for key in keys]  # type: ignore[call-overload]
    point = np.concatenate([np.ravel(np.asarray(draw.values[key], dtype=float)) for key in keys])
    if point.size > _MAX_UNKNOWNS:
        return None

    def at(place: Vector) -> Environment:
        values: dict[str, object] = {}
        start = 0
        for key, shape in zip(keys, shapes, strict=True):
            size = int(np.prod(shape)) if shape else 1
            part = place[start : start + size]
            values[key] = part.reshape(shape) if shape else float(part[0])
            start += size
        return settle(problem, draw.override(values))

    try:
        residual = _residual(equations, at(point))
        for _ in range(_STEPS):
            budget.left -= point.size + 1
            if residual is None or budget.left <= 0:
                return None
            columns = []
            for place in range(point.size):
                moved = point.copy()
                moved[place] += 1e-6
                near = _residual(equations, at(moved))
                if near is None:
                    return None
                columns.append((near - residual) / 1e-6)
            slopes = np.array(columns).T
            step = np.linalg.lstsq(slopes, -residual, rcond=1e-9)[0]
            length = float(np.max(np.abs(step)))
            if float(np.max(np.abs(residual))) < _SOLVED and length < _SMALL_STEP:
                return at(point + step)
            if not length < _FAR or float(np.max(np.abs(slopes))) < _FLAT:
                return None
            point = point + step
            residual = _residual(equations, at(point))
    except (Undefined, np.linalg.LinAlgError):
        return None
    return None


def _residual(equations: list[Relation], environment: Environment) -> Vector | None:
    parts: list[Any] = []
    for stated in equations:
        values = [
            0.0 if is_zero(side) else evaluate(side, environment)
            for side in (stated.sides[0], stated.sides[-1])
        ]
        arrays = [value for value in values if isinstance(value, np.ndarray)]
        sized = [
            value.sized(arrays[0]) if isinstance(value, ScaledIdentity) and arrays else value
            for value in values
        ]
        if any(isinstance(value, ScaledIdentity) for value in sized):
            return None
        left, right = (np.asarray(value, dtype=float) for value in sized)
        if left.size != right.size and 1 not in (left.size, right.size):
            return None
        parts.append(np.ravel(left - right if left.shape == right.shape else left.ravel() - right.ravel()))
    residual = np.concatenate(parts)
    return residual if np.all(np.isfinite(residual)) else None
