"""Compare relations as statements: the same truth at every point, wherever the sides stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.maths.equality.decide import EQUAL, Outcome, Verdict, compare_expressions, different, undecided
from grader.maths.equality.problem import Problem, environments
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.expressions.build import ReadError, add, negate
from grader.maths.expressions.expression import Expression, Name, Relation, names_in
from grader.maths.expressions.symbols import Sort
from grader.maths.reasons import Reason

_FLIPPED = {"=": "=", "!=": "!=", "~": "~", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_POINTS = 8
_ZERO = 1e-9
_SCAN = 81
_SCANS = 3
"""At how many points further solutions are looked for: where there are some, they are there at nearly all."""


@dataclass(frozen=True)
class Statement:
    """``difference sign 0``."""

    difference: Expression
    sign: str


def as_statement(relation: Relation) -> Statement | None:
    """A relation of two sides as a difference; None where the sides' shapes clash."""
    if len(relation.sides) != 2:
        return None
    left, right = relation.sides
    sign = relation.signs[0]
    if sign in (">", ">="):
        left, right, sign = right, left, _FLIPPED[sign]
    try:
        return Statement(add((left, negate(right))), sign)
    except ReadError:
        return None


def compare_relations(student: Relation, reference: Relation, problem: Problem) -> Verdict:
    """Whether two relations state the same."""
    own, target = as_statement(student), as_statement(reference)
    if target is None or own is None:
        return undecided(Reason.ILL_TYPED, "the sides of a relation do not fit")
    if own.sign == "~" and target.sign == "=":
        return undecided(Reason.AMBIGUOUS, "only approximately")
    if own.sign != target.sign:
        return different(f"the sign {own.sign} and not {target.sign}")
    if _proportional(own, target, problem):
        return EQUAL
    if target.sign in ("=", "!="):
        return _compare_equations(own.difference, target.difference, problem)
    return _compare_inequalities(own.difference, target.difference, problem)


def _proportional(own: Statement, target: Statement, problem: Problem) -> bool:
    """Whether the differences are one constant apart (positive, for an inequality)."""
    ratios = []
    for environment in environments(problem, _POINTS):
        first = _value(own.difference, environment)
        second = _value(target.difference, environment)
        if first is None or second is None or first.shape != second.shape:
            return False
        scale = float(np.max(np.abs(second)))
        if scale < _ZERO:
            return False
        place = int(np.argmax(np.abs(second)))
        ratio = float(first[place] / second[place])
        if np.max(np.abs(first - ratio * second)) > _ZERO * max(abs(ratio), 1.0) * scale * 10:
            return False
        ratios.append(ratio)
    if len(ratios) < 4 or max(ratios) - min(ratios) > 1e-7 * max(map(abs, ratios)):
        return False
    return abs(ratios[0]) > 1e-9 and (ratios[0] > 0 or own.sign in ("=", "!="))


def _value(expression: Expression, environment: Environment) -> Any:
    try:
        value = evaluate(expression, environment)
    except Undefined:
        return None
    if isinstance(value, ScaledIdentity):
        value = value.coefficient
    return np.asarray(value, dtype=float).reshape(-1)


def _compare_equations(own: Expression, target: Expression, problem: Problem) -> Verdict:
    """Solve the reference for each name it is affine in; the student's must vanish there, and only there."""
    verdicts = []
    for key in sorted(names_in(target)):
        symbol = problem.declarations.get(key)
        if symbol is None or symbol.is_callable:
            continue
        verdict = _compare_solutions(own, target, Name(key, symbol.shape), problem)
        if verdict is not None and verdict.outcome is Outcome.DIFFERENT:
            return verdict
        verdicts.append(verdict)
    settled = [verdict for verdict in verdicts if verdict is not None]
    if any(verdict.is_equal for verdict in settled):
        return EQUAL
    return settled[0] if settled else undecided(Reason.LIMIT, "the equation could not be solved for a name")


def _compare_solutions(
    own: Expression, target: Expression, unknown: Name, problem: Problem
) -> Verdict | None:
    """None where the reference cannot be solved for this unknown."""
    agreed = unsolved = 0
    affine = True
    for environment in environments(problem, 2 * _POINTS):
        solution = _solve(target, unknown, environment)
        if solution is None:
            unsolved += 1
            if unsolved > _POINTS:
                return None
            continue
        if not _in_domain(solution, unknown, problem):
            continue
        solved = environment.override({unknown.key: solution})
        at_solution, scale = _value(own, solved), _value(own, environment)
        if at_solution is None or scale is None:
            continue
        size = max(float(np.max(np.abs(scale))), 1e-6)
        if np.max(np.abs(at_solution)) > 1e-7 * max(size, 1.0):
            return different(
                f"it does not hold where {unknown.key} = {_shown(solution)} solves the reference"
            )
        if np.max(np.abs(scale)) < _ZERO:
            return different("it also holds where the reference does not")
        other = (
            _other_solution(own, target, unknown, environment, solution, problem) if agreed < _SCANS else ""
        )
        if other == "unclear":
            affine = False
        elif other:
            return different(f"it also holds at {unknown.key} = {other}, where the reference does not")
        agreed += 1
        if agreed >= _POINTS:
            break
    if agreed < 4:
        return undecided(Reason.NOT_FINITE, "too few points at which both have a value")
    return EQUAL if affine else undecided(Reason.LIMIT, "other solutions could not be excluded")


def _in_domain(value: Any, unknown: Name, problem: Problem) -> bool:
    symbol = problem.declarations.get(unknown.key)
    if symbol is None or unknown.shape:
        return True
    if symbol.sort is Sort.POSREAL:
        return bool(value > 1e-6)
    return bool(0 < value < 1) if symbol.sort is Sort.PROB else True


def _shown(value: Any) -> str:
    return np.array2string(np.asarray(value), precision=4)


def _solve(target: Expression, unknown: Name, environment: Environment) -> Any:
    """The nearest value of the unknown at which an affine difference vanishes; None where none does."""
    now = environment.values.get(unknown.key)
    if now is None:
        return None
    system = _affine(target, unknown, environment)
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


def _affine(expression: Expression, unknown: Name, environment: Environment) -> Any:
    """The matrix and offset of a difference that is affine in the unknown; None where it is not."""
    now = np.asarray(environment.values[unknown.key], dtype=float)
    count = int(now.size)
    if count > 64:
        return None

    def at(entries: Any) -> Any:
        value = entries.reshape(now.shape) if now.shape else float(entries[0])
        return _value(expression, environment.override({unknown.key: value}))

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
    return matrix, offset - matrix @ base


def _other_solution(
    own: Expression,
    target: Expression,
    unknown: Name,
    environment: Environment,
    solution: Any,
    problem: Problem,
) -> str:
    """Another value at which only the student's difference vanishes, ``unclear`` where untold, else ''."""
    if _affine(own, unknown, environment) is not None:
        own_solution = _solve(own, unknown, environment)
        if own_solution is None:
            return "other values"
        value = _value(target, environment.override({unknown.key: own_solution}))
        if value is None:
            return "unclear"
        return "" if np.max(np.abs(value)) < 1e-7 * max(1.0, _size_of(own_solution)) else _shown(own_solution)
    if unknown.shape:
        return "unclear"
    return _scan(own, unknown, environment, float(solution), problem)


def _size_of(value: Any) -> float:
    return float(np.max(np.abs(np.asarray(value, dtype=float))))


def _scan(own: Expression, unknown: Name, environment: Environment, solution: float, problem: Problem) -> str:
    """Look for further roots of a scalar unknown on a grid on both sides of zero."""
    span = 4 * max(abs(solution), 0.5)
    grid = np.linspace(-span, span, _SCAN) + 0.0137
    values = []
    for point in grid:
        value = _value(own, environment.override({unknown.key: float(point)}))
        values.append(math.nan if value is None or value.size != 1 else float(value[0]))
    for left, right, low, high in zip(grid, grid[1:], values, values[1:], strict=False):
        if math.isnan(low) or math.isnan(high) or low * high > 0 or left < solution < right:
            continue
        root = _bisect(own, unknown, environment, float(left), float(right), low)
        if root is None or not _in_domain(root, unknown, problem):
            continue
        if abs(root - solution) > 1e-6 * max(1.0, abs(solution)):
            return f"{root:.4g}"
    return ""


def _bisect(
    own: Expression, unknown: Name, environment: Environment, left: float, right: float, low: float
) -> float | None:
    start = abs(low)
    for _ in range(60):
        middle = (left + right) / 2
        value = _value(own, environment.override({unknown.key: middle}))
        if value is None:
            return None
        if float(value[0]) * low > 0:
            left = middle
        else:
            right = middle
    end = _value(own, environment.override({unknown.key: (left + right) / 2}))
    # a pole changes sign too, and grows where a root shrinks
    return None if end is None or abs(float(end[0])) > max(start, 1e-6) else (left + right) / 2


def _compare_inequalities(own: Expression, target: Expression, problem: Problem) -> Verdict:
    """The same side of zero everywhere, and zero at the same places along an affine name."""
    seen = set()
    for environment in environments(problem, 30):
        first, second = _value(own, environment), _value(target, environment)
        if first is None or second is None:
            continue
        if first.size != 1 or second.size != 1:
            return undecided(Reason.ILL_TYPED, "an inequality of vectors or matrices")
        if (first[0] <= 0) != (second[0] <= 0):
            return different("one holds at a point where the other does not")
        seen.add(bool(second[0] <= 0))
    if len(seen) < 2:
        return _same_always(own, target, problem)
    return _compare_boundary(own, target, problem)


def _same_always(own: Expression, target: Expression, problem: Problem) -> Verdict:
    """Inequalities that held (or failed) at every point tried: only the same difference counts."""
    verdict = compare_expressions(own, target, problem)
    return (
        verdict if verdict.is_equal else undecided(Reason.LIMIT, "no point was found that tells them apart")
    )


def _compare_boundary(own: Expression, target: Expression, problem: Problem) -> Verdict:
    for key in sorted(names_in(target)):
        symbol = problem.declarations.get(key)
        if symbol is None or symbol.is_callable or symbol.shape:
            continue
        checked = 0
        for environment in environments(problem, _POINTS):
            solution = _solve(target, Name(key), environment)
            if solution is None:
                break
            here = environment.override({key: solution})
            value = _value(own, here)
            if value is None:
                continue
            if abs(float(value[0])) > 1e-7:
                return different(f"the bounds differ where {key} = {_shown(solution)}")
            checked += 1
        if checked >= 4:
            return EQUAL
    return undecided(Reason.LIMIT, "the bound could not be located")
