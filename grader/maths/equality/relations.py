"""Compare relations as statements: the same truth at every point, wherever the sides stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from grader.maths.equality.decide import EQUAL, Outcome, Verdict, different, undecided
from grader.maths.equality.inequalities import compare_inequalities, is_piecewise
from grader.maths.equality.problem import Problem, environments
from grader.maths.equality.quantities import as_unknowns
from grader.maths.equality.roots import find_roots, grid
from grader.maths.equality.running import (
    RUNNING,
    affine,
    along,
    in_domain,
    is_positive,
    roots_in_domain,
    solve,
    span,
    value_of,
    vanishes,
)
from grader.maths.evaluation.evaluate import Environment
from grader.maths.expressions.build import ReadError, add, multiply, negate
from grader.maths.expressions.expression import (
    ONE,
    Call,
    Expression,
    Name,
    Norm,
    Number,
    Quotient,
    Relation,
    names_in,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.reasons import Reason

_FLIPPED = {"=": "=", "!=": "!=", "~": "~", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_POINTS = 6
_ZERO = 1e-9
_SCANS = 2
"""At how many points further solutions are looked for: where there are some, they are there at nearly all."""


@dataclass(frozen=True)
class Statement:
    """``difference sign 0``."""

    difference: Expression
    sign: str


def as_statement(relation: Relation) -> Statement | None:
    """A relation as a difference and a sign; None where the sides' shapes clash.

    Several bounds at once, ``0 < x < a``, are the largest of their differences.
    """
    if len(relation.sides) != 2:
        return _all_at_once(relation)
    left, right = relation.sides
    sign = relation.signs[0]
    if sign in (">", ">="):
        left, right, sign = right, left, _FLIPPED[sign]
    try:
        return Statement(add((left, negate(right))), sign)
    except ReadError:
        return None


def _all_at_once(relation: Relation) -> Statement | None:
    pairs = zip(relation.sides, relation.signs, relation.sides[1:], strict=False)
    links = [as_statement(Relation((left, right), (sign,))) for left, sign, right in pairs]
    stated = [each for each in links if each is not None and not each.difference.shape]
    signs = {each.sign for each in stated}
    if len(stated) < 2 or len(stated) != len(links) or len(signs) != 1 or signs & {"=", "!=", "~"}:
        return None
    largest = stated[0].difference
    for each in stated[1:]:
        largest = Call("maximum", (largest, each.difference))
    return Statement(largest, signs.pop())


def either(relations: Sequence[Relation]) -> Relation | None:
    """Equations joined by *or* as one: the product of their differences is zero; None for other relations."""
    differences = []
    for each in relations:
        stated = as_statement(each)
        if stated is None or stated.sign != "=" or stated.difference.shape:
            return None
        differences.append(stated.difference)
    return Relation((multiply(differences), Number(Fraction(0))), ("=",))


def compare_relations(student: Relation, reference: Relation, problem: Problem) -> Verdict:
    """Whether two relations state the same, of quantities at a step whatever step it is called."""
    verdict = _compare_stated(student, reference, problem)
    if verdict.outcome is not Outcome.UNDECIDED:
        return verdict
    own = as_unknowns(student, problem)
    target = as_unknowns(reference, own[1]) if own is not None else None
    return verdict if own is None or target is None else _compare_stated(own[0], target[0], target[1])


def _compare_stated(student: Relation, reference: Relation, problem: Problem) -> Verdict:
    own, target = as_statement(student), as_statement(reference)
    if target is None or own is None:
        return undecided(Reason.ILL_TYPED, "the sides of a relation do not fit")
    if own.sign == "~" and target.sign == "=":
        return undecided(Reason.AMBIGUOUS, "only approximately")
    if own.sign != target.sign:
        return different(f"the sign {own.sign} and not {target.sign}")
    in_pieces = is_piecewise(own.difference) or is_piecewise(target.difference)
    if (own == target or not in_pieces) and _proportional(own, target, problem):
        return EQUAL
    cleared = _cleared(student, own), _cleared(reference, target)
    if cleared != (own, target) and _proportional(*cleared, problem):
        return EQUAL
    if target.sign in ("=", "!="):
        return _compare_equations(own.difference, target.difference, problem)
    return compare_inequalities(own.difference, target.difference, problem)


def _cleared(relation: Relation, stated: Statement) -> Statement:
    """A relation between quotients, both sides times their denominators."""
    quotients = [side for side in relation.sides if isinstance(side, Quotient)]
    if len(relation.sides) != 2 or not quotients:
        return stated
    if stated.sign != "=" and not all(isinstance(side.denominator, Norm) for side in quotients):
        return stated  # what is below may be negative
    (above, below), (other_above, other_below) = (
        (side.numerator, side.denominator) if isinstance(side, Quotient) else (side, ONE)
        for side in relation.sides
    )
    left, right = multiply((other_below, above)), multiply((below, other_above))
    difference = (right, negate(left)) if relation.signs[0] in (">", ">=") else (left, negate(right))
    return replace(stated, difference=add(difference))


def _proportional(own: Statement, target: Statement, problem: Problem) -> bool:
    """Whether the differences are one constant apart (positive, for an inequality)."""
    ratios: list[float] = []
    indexed = any(symbol.sort is Sort.INDEX for symbol in problem.declarations.symbols)
    for environment in environments(problem, 3 * _POINTS if indexed else _POINTS):
        if len(ratios) == _POINTS:
            break
        first = value_of(own.difference, environment)
        second = value_of(target.difference, environment)
        if first is None or second is None or first.shape != second.shape:
            return False
        scale = float(np.max(np.abs(second)))
        if scale < _ZERO:
            if float(np.max(np.abs(first))) < _ZERO:
                continue  # where two indices are the same, say
            return False
        place = int(np.argmax(np.abs(second)))
        ratio = float(first[place] / second[place])
        if np.max(np.abs(first - ratio * second)) > _ZERO * max(abs(ratio), 1.0) * scale * 10:
            return False
        ratios.append(ratio)
    if len(ratios) < 4 or max(ratios) - min(ratios) > 1e-7 * max(map(abs, ratios)):
        return False
    return abs(ratios[0]) > 1e-9 and (ratios[0] > 0 or own.sign in ("=", "!="))


def _compare_equations(own: Expression, target: Expression, problem: Problem) -> Verdict:
    """Solve the reference for each name it is affine in; the student's must vanish there, and only there."""
    verdicts = []
    unsolved = []
    for key in sorted(names_in(target)):
        symbol = problem.declarations.get(key)
        if symbol is None or symbol.is_callable:
            continue
        verdict = _compare_solutions(own, target, Name(key, symbol.shape), problem)
        if verdict is not None and verdict.outcome is Outcome.DIFFERENT:
            return verdict
        verdicts.append(verdict)
        if verdict is None and symbol.sort in RUNNING and not symbol.shape:
            unsolved.append(Name(key))
    settled = [verdict for verdict in verdicts if verdict is not None]
    if any(verdict.is_equal for verdict in settled):
        return EQUAL
    by_roots = [_compare_roots(own, target, unknown, problem) for unknown in unsolved]
    told = [verdict for verdict in by_roots if verdict is not None]
    if told:
        return next((verdict for verdict in told if not verdict.is_equal), EQUAL)
    return settled[0] if settled else undecided(Reason.LIMIT, "the equation could not be solved for a name")


def _compare_solutions(
    own: Expression, target: Expression, unknown: Name, problem: Problem
) -> Verdict | None:
    """None where the reference cannot be solved for this unknown."""
    agreed = unsolved = 0
    affine = True
    for environment in environments(problem, 2 * _POINTS):
        solution = solve(target, unknown, environment)
        if solution is None:
            unsolved += 1
            if unsolved > _POINTS:
                return None
            continue
        if not in_domain(solution, unknown, problem):
            continue
        solved = environment.override({unknown.key: solution})
        at_solution, scale = value_of(own, solved), value_of(own, environment)
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


def _shown(value: Any) -> str:
    return np.array2string(np.asarray(value), precision=4)


def _other_solution(
    own: Expression,
    target: Expression,
    unknown: Name,
    environment: Environment,
    solution: Any,
    problem: Problem,
) -> str:
    """Another value at which only the student's difference vanishes, ``unclear`` where untold, else ''."""
    if affine(own, unknown, environment) is not None:
        own_solution = solve(own, unknown, environment)
        if own_solution is None:
            return "other values"
        value = value_of(target, environment.override({unknown.key: own_solution}))
        if value is None:
            return "unclear"
        return "" if np.max(np.abs(value)) < 1e-7 * max(1.0, _size_of(own_solution)) else _shown(own_solution)
    if unknown.shape:
        return "unclear"
    return _scan(own, unknown, environment, float(solution), problem)


def _size_of(value: Any) -> float:
    return float(np.max(np.abs(np.asarray(value, dtype=float))))


def _scan(own: Expression, unknown: Name, environment: Environment, solution: float, problem: Problem) -> str:
    """Look for further roots of a scalar unknown on both sides of zero."""
    function = along(own, unknown, environment)
    points = grid(4 * max(abs(solution), 0.5), positive=is_positive(unknown, problem))
    for root in find_roots(function, points, [function(point) for point in points]):
        if not in_domain(root.place, unknown, problem):
            continue
        if abs(root.place - solution) > 1e-6 * max(1.0, abs(solution)):
            return f"{root.place:.4g}"
    return ""


def _compare_roots(own: Expression, target: Expression, unknown: Name, problem: Problem) -> Verdict | None:
    """Whether two equations have the same solutions in an unknown that neither shows; None where untold."""
    agreed = 0
    for environment in environments(problem, 2 * _POINTS)[: 2 * _SCANS]:
        first, second = along(own, unknown, environment), along(target, unknown, environment)
        points = grid(span(unknown, environment), positive=is_positive(unknown, problem))
        at_first, at_second = [first(point) for point in points], [second(point) for point in points]
        wanted = roots_in_domain(second, points, at_second, unknown, problem)
        for root in wanted:
            if not vanishes(first, at_first, root):
                return different(
                    f"it does not hold at {unknown.key} = {root.place:.4g}, as the reference does"
                )
        for root in roots_in_domain(first, points, at_first, unknown, problem):
            if not vanishes(second, at_second, root):
                return different(
                    f"it also holds at {unknown.key} = {root.place:.4g}, as the reference does not"
                )
        agreed += bool(wanted)
        if agreed >= _SCANS:
            return EQUAL
    return None
