"""Compare inequalities as statements: the same truth at every point, and the same bounds."""

from __future__ import annotations

import math

from grader.maths.equality.decide import EQUAL, Verdict, compare_expressions, different, undecided
from grader.maths.equality.problem import Problem, environments
from grader.maths.equality.roots import grid
from grader.maths.equality.running import (
    RUNNING,
    along,
    in_domain,
    is_positive,
    roots_in_domain,
    solve,
    span,
    value_of,
    vanishes,
)
from grader.maths.expressions.expression import Call, Cases, Expression, Name, names_in, walk
from grader.maths.reasons import Reason

_POINTS = 6
_BOUNDS = 4
"""How many bounds along one name must agree."""


def compare_inequalities(own: Expression, target: Expression, problem: Problem) -> Verdict:
    """The same side of zero everywhere, and zero at the same places along an affine name."""
    seen = set()
    for environment in environments(problem, 30):
        first, second = value_of(own, environment), value_of(target, environment)
        if first is None or second is None:
            continue
        if first.size != 1 or second.size != 1:
            return undecided(Reason.ILL_TYPED, "an inequality of vectors or matrices")
        if (first[0] <= 0) != (second[0] <= 0):
            return different("one holds at a point where the other does not")
        seen.add(bool(second[0] <= 0))
    if len(seen) < 2:
        verdict = _same_always(own, target, problem)
        return verdict if verdict.is_equal else _compare_signs(own, target, problem)
    if is_piecewise(own) or is_piecewise(target):
        return _compare_signs(own, target, problem)
    return _compare_boundary(own, target, problem)


def is_piecewise(difference: Expression) -> bool:
    """Whether it may go one way at all points tried and another way elsewhere."""
    return any(
        isinstance(part, Cases) or (isinstance(part, Call) and part.function in _PIECEWISE)
        for part in walk(difference)
    )


_PIECEWISE = frozenset(("maximum", "minimum", "abs", "relu", "sign"))


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
            solution = solve(target, Name(key), environment)
            if solution is None:
                break
            here = environment.override({key: solution})
            value = value_of(own, here)
            if value is None:
                continue
            if abs(float(value[0])) > 1e-7:
                return different(f"the bounds differ where {key} = {solution:.4g}")
            checked += 1
        if checked >= 4:
            return EQUAL
    return _compare_signs(own, target, problem)


def _compare_signs(own: Expression, target: Expression, problem: Problem) -> Verdict:
    """The same signs and the same bounds as one name runs, or a vector is stretched."""
    settled = False
    for key in sorted(names_in(target)):
        symbol = problem.declarations.get(key)
        if symbol is None or symbol.sort not in RUNNING:
            continue
        unknown, bounds = Name(key, symbol.shape), 0
        for environment in environments(problem, _POINTS):
            first, second = along(own, unknown, environment), along(target, unknown, environment)
            points = grid(span(unknown, environment), positive=is_positive(unknown, problem))
            points = [point for point in points if in_domain(point, unknown, problem)]
            at_first, at_second = [first(point) for point in points], [second(point) for point in points]
            for point, one, two in zip(points, at_first, at_second, strict=True):
                if (one <= 0) != (two <= 0) and not math.isnan(one) and not math.isnan(two):
                    return different(f"only one of them holds at {key} = {point:.4g}")
            for function, other, values, others in (
                (second, first, at_second, at_first),
                (first, second, at_first, at_second),
            ):
                for root in roots_in_domain(function, points, values, unknown, problem):
                    if not vanishes(other, others, root):
                        return different(f"the bounds differ at {key} = {root.place:.4g}")
                    bounds += 1
            if bounds >= _BOUNDS:
                settled = True
                break
    return EQUAL if settled else undecided(Reason.LIMIT, "the bound could not be located")
