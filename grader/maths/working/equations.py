"""Whether one equation follows from another: its solutions are sought, and tried in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.maths.equality.conditions import holds_at, in_domain
from grader.maths.equality.problem import Problem, defined_key, environments, names_behind, settle
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.expressions.expression import (
    Derivative,
    Expression,
    Name,
    Relation,
    is_zero,
    names_in,
    walk,
)
from grader.maths.expressions.symbols import Sort

_POINTS = 4
_MOST_POINTS = 8
_ENOUGH = 3
_STARTS = 5
_STEPS = 30
_TOLERANCE = 1e-7
_MAX_UNKNOWNS = 60
_MOST_EVALUATIONS = 2_000
_MEASURED = 6
"""What an evaluation counts where a derivative is measured."""
_FAR = 1e3
_SMALL_STEP = 1e-6
_FLAT = 1e-12

_SMALL = 0.05
_SCALABLE = frozenset({Sort.REAL, Sort.POSREAL, Sort.PROB, Sort.VECTOR, Sort.MATRIX})

Vector = NDArray[np.float64]


def follows(premise: Relation, conclusions: Sequence[Relation], problem: Problem) -> str | None:
    """Empty where one of the conclusions holds at every solution found, else a witness; None: none found."""
    spent = [0]
    for unknown in dict.fromkeys(key for each in conclusions for key in _unknowns(premise, each)):
        tried = 0
        for number, environment in enumerate(environments(problem, _MOST_POINTS)):
            if number >= _POINTS and tried >= _ENOUGH:
                break
            if (number >= _POINTS and not tried) or spent[0] > _MOST_EVALUATIONS:
                break  # it cannot be solved for this one
            for solved in _solutions(premise, unknown, environment, problem, spent):
                gaps = [gap for each in conclusions if (gap := _gap(each, solved)) is not None]
                if not gaps:
                    continue
                gap = min(gaps)
                tried += 1
                if gap > _TOLERANCE:
                    return f"at a solution of the line before, the sides differ by {gap:.3g} (relative)"
        if tried >= _ENOUGH:
            return ""
    return None


def is_at_most(smaller: Expression, larger: Expression, problem: Problem) -> str | None:
    """Empty where one number is at most another everywhere, else a witness; None if they are no numbers."""
    tried = 0
    points = environments(problem, 6 * _POINTS)
    for environment in (*points, *_scaled(Relation((smaller, larger), ("<=",)), points[:_ENOUGH], problem)):
        try:
            low, high = evaluate(smaller, environment), evaluate(larger, environment)
        except Undefined:
            continue
        if not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
            return None
        tried += 1
        if low > high + _TOLERANCE * max(1.0, abs(low), abs(high)):
            return f"{low:.6g} is larger than {high:.6g}"
    return "" if tried >= 3 else None


def _scaled(stated: Relation, points: Sequence[Environment], problem: Problem) -> Iterator[Environment]:
    """Points at which one name is small, where a bound may fail that holds at large."""
    known = {defined_key(left) for left, _ in problem.definitions}
    for key in sorted(names_behind(stated, problem) - known):
        symbol = problem.declarations.get(key)
        if symbol is None or symbol.sort not in _SCALABLE:
            continue
        for point in points:
            value = point.values.get(key)
            if not isinstance(value, (float, np.ndarray)):
                continue
            try:
                moved = settle(problem, point.override({key: value * _SMALL}), frozenset({key}))
            except Undefined:
                continue
            if all(set(each.signs) != {"="} and holds_at(each, moved) for each in problem.conditions):
                yield moved


def _unknowns(premise: Relation, conclusion: Relation) -> Iterator[str]:
    """Quantities that the premise may be solved for: one that a side is, first."""
    shared = names_in(premise) & names_in(conclusion)
    alone = [side.key for side in (*conclusion.sides, *premise.sides) if isinstance(side, Name)]
    named = [part for part in walk(premise) if isinstance(part, Name)]
    # what is shaped like the sides can be solved for, most likely
    shapes = {side.shape for side in premise.sides if not is_zero(side)}
    listed = [
        part.key for part in sorted(named, key=lambda part: (part.shape not in shapes, len(part.shape)))
    ]
    yield from dict.fromkeys(key for key in (*alone, *listed) if key in shared)


def _gap(stated: Relation, environment: Environment) -> float | None:
    """How far apart the sides are, relative to their size."""
    found = _difference(stated, environment)
    if found is None:
        return None
    difference, scale = found
    return float(np.max(np.abs(difference))) / scale


def _difference(stated: Relation, environment: Environment) -> tuple[Vector, float] | None:
    values: list[Any] = []
    for side in (stated.sides[0], stated.sides[-1]):
        try:
            value: Any = 0.0 if is_zero(side) else evaluate(side, environment)
        except Undefined:
            return None
        values.append(value)
    if any(isinstance(value, ScaledIdentity) for value in values):
        return None
    left, right = (np.asarray(value, dtype=float) for value in values)
    if left.shape != right.shape and 0 not in (left.ndim, right.ndim):
        return None
    scale = max(1.0, float(np.max(np.abs(left))), float(np.max(np.abs(right))))
    return np.atleast_1d(left - right).reshape(-1), scale


def _solutions(
    premise: Relation, unknown: str, environment: Environment, problem: Problem, spent: list[int]
) -> Iterator[Environment]:
    """Environments in which the premise holds, found from several starts by Newton's method."""
    value = environment.values.get(unknown)
    if not isinstance(value, (int, float, np.ndarray)):
        return
    shape = np.shape(value)
    size = int(np.prod(shape)) if shape else 1
    if size > _MAX_UNKNOWNS:
        return
    generator = np.random.default_rng(size)

    def at(point: Vector) -> Environment:
        inside: object = point.reshape(shape) if shape else float(point[0])
        moved = environment.override({unknown: inside})
        return settle(problem, moved, frozenset({unknown})) if problem.definitions else moved

    measured = any(isinstance(part, Derivative) for part in walk(premise))
    cost = _MEASURED if measured else 1
    start = np.atleast_1d(np.asarray(value, dtype=float)).reshape(-1)
    for number in range(_STARTS):
        if spent[0] > _MOST_EVALUATIONS:
            return
        scale = (0.0, 1.0, -1.0, 4.0, -4.0)[number % 5]
        point = start if scale == 0.0 else scale * (np.abs(start) + generator.standard_normal(size))
        try:
            solved, steps = _newton(premise, point, at)
            spent[0] += (steps + 1) * (size + 1) * cost
        except Undefined:
            continue
        # far away, what tends to zero looks like a solution
        if solved is None or float(np.max(np.abs(solved))) > _FAR:
            continue
        found = at(solved)
        if in_domain(problem, found, (unknown,)):
            yield found
        if 0 < steps <= 2:
            return  # it is linear, and has no other


def _newton(premise: Relation, point: Vector, at: Any) -> tuple[Vector | None, int]:
    """A solution, and after how many steps; where the last step is no small one, there is none."""
    for number in range(_STEPS):
        found = _difference(premise, at(point))
        if found is None:
            return None, number
        residual, scale = found
        columns = []
        for axis in range(point.size):
            width = 1e-6 * max(1.0, abs(float(point[axis])))
            moved = point.copy()
            moved[axis] += width
            near = _difference(premise, at(moved))
            if near is None:
                return None, number
            columns.append((near[0] - residual) / width)
        slopes = np.array(columns).T
        step = np.linalg.lstsq(slopes, -residual, rcond=1e-9)[0]
        if not np.all(np.isfinite(step)) or float(np.max(np.abs(slopes))) < _FLAT:
            return None, number
        small = float(np.max(np.abs(step))) < _SMALL_STEP * max(1.0, float(np.max(np.abs(point))))
        # what only tends to zero has a small residual, but no root nearby
        if small and float(np.max(np.abs(residual))) < 1e-9 * scale:
            return point + step, number
        point = point + step
    return None, _STEPS
