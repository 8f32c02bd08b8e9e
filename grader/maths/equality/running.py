"""A difference of two sides as one of its names runs, all else as it was drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.maths.equality.decide import has_pieces
from grader.maths.equality.problem import Problem
from grader.maths.equality.roots import Root, find_roots
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.expressions.expression import Expression, Name
from grader.maths.expressions.symbols import Sort

RUNNING = frozenset((Sort.REAL, Sort.POSREAL, Sort.PROB, Sort.VECTOR, Sort.MATRIX))
"""What may take any value near its own."""


def value_of(expression: Expression, environment: Environment) -> Any:
    """The entries of its value in a row; None where it has none."""
    try:
        value = evaluate(expression, environment)
    except Undefined:
        return None
    if isinstance(value, ScaledIdentity):
        value = value.coefficient
    return np.asarray(value, dtype=float).reshape(-1)


def in_domain(value: Any, unknown: Name, problem: Problem) -> bool:
    """Whether a name may have this value."""
    symbol = problem.declarations.get(unknown.key)
    if symbol is None or unknown.shape:
        return True
    if symbol.sort is Sort.POSREAL:
        return bool(value > 1e-6)
    return bool(0 < value < 1) if symbol.sort is Sort.PROB else True


def along(expression: Expression, unknown: Name, environment: Environment) -> Callable[[float], float]:
    """The expression as a function of one number, or of the factor that stretches a vector or matrix."""
    now = environment.values[unknown.key]

    def function(place: float) -> float:
        moved = place * now if unknown.shape else place  # type: ignore[operator]
        value = value_of(expression, environment.override({unknown.key: moved}))
        return math.nan if value is None or value.size != 1 else float(value[0])

    return function


def is_positive(unknown: Name, problem: Problem) -> bool:
    """Whether it runs over positive numbers only, as the factor that stretches a vector does."""
    symbol = problem.declarations.get(unknown.key)
    return bool(unknown.shape) or (symbol is not None and symbol.sort in (Sort.POSREAL, Sort.PROB))


def span(unknown: Name, environment: Environment) -> float:
    """How far from zero it runs: beyond the sizes of all that was drawn."""
    scales = [abs(value) for value in environment.values.values() if isinstance(value, (int, float))]
    return 4.0 if unknown.shape else 2.5 * min(max([1.0, *scales]), 10.0)


def roots_in_domain(
    function: Callable[[float], float],
    points: Sequence[float],
    values: Sequence[float],
    unknown: Name,
    problem: Problem,
) -> list[Root]:
    """The roots between points that the name may take."""
    found = find_roots(function, points, values)
    return [root for root in found if in_domain(root.place, unknown, problem)]


def vanishes(function: Callable[[float], float], values: Sequence[float], root: Root) -> bool:
    """Whether another function vanishes at a root, beside its values elsewhere, or has no value there."""
    scale = max((abs(value) for value in values if not math.isnan(value)), default=1.0)
    value = function(root.place)
    return math.isnan(value) or abs(value) <= (1e-5 if root.touched else 1e-7) * max(scale, 1e-6)


def solve(target: Expression, unknown: Name, environment: Environment) -> Any:
    """The nearest value of the unknown at which an affine difference vanishes; None where none does."""
    now = environment.values.get(unknown.key)
    if now is None:
        return None
    system = affine(target, unknown, environment)
    if system is None:
        return None
    matrix, offset = system
    start = np.asarray(now, dtype=float)
    gap = -offset - matrix @ start.reshape(-1)
    step, *_ = np.linalg.lstsq(matrix, gap, rcond=None)
    if np.max(np.abs(matrix @ step - gap)) > 1e-7 * max(1.0, float(np.max(np.abs(offset)))):
        return None
    if not np.any(matrix):
        return None
    solution = start.reshape(-1) + step
    return solution.reshape(start.shape) if start.shape else float(solution[0])


def affine(expression: Expression, unknown: Name, environment: Environment) -> Any:
    """The matrix and offset of a difference that is affine in the unknown; None where it is not."""
    now = np.asarray(environment.values[unknown.key], dtype=float)
    count = int(now.size)
    if count > 64:
        return None

    def at(entries: Any) -> Any:
        value = entries.reshape(now.shape) if now.shape else float(entries[0])
        return value_of(expression, environment.override({unknown.key: value}))

    base = now.reshape(-1) + 0.37
    offset = at(base)
    if offset is None:
        return None
    columns = []
    for place in range(count):
        step = np.zeros(count)
        step[place] = 1.0
        near, far = at(base + step), at(base + 2 * step)
        if near is None or far is None:
            return None
        if np.max(np.abs(far - 2 * near + offset)) > 1e-8 * max(1.0, float(np.max(np.abs(near)))):
            return None
        columns.append(near - offset)
    matrix = np.array(columns).T
    both = at(base + np.linspace(0.5, 1.5, count))
    if both is None:
        return None
    predicted = offset + matrix @ np.linspace(0.5, 1.5, count)
    if np.max(np.abs(both - predicted)) > 1e-8 * max(1.0, float(np.max(np.abs(both)))):
        return None
    if has_pieces(expression):  # which may look affine on one side
        mirrored = -base - 0.3
        beyond = at(mirrored)
        if beyond is not None:
            predicted = offset + matrix @ (mirrored - base)
            if np.max(np.abs(beyond - predicted)) > 1e-8 * max(1.0, float(np.max(np.abs(beyond)))):
                return None
    return matrix, offset - matrix @ base
