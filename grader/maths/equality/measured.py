"""Derivatives that no name stands for, measured by differences through all that depends on the name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from grader.maths.equality.problem import Problem, defined_key, names_behind, settle
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.evaluation.slopes import SLOPE_WEIGHTS
from grader.maths.expressions.expression import Derivative, Entry, Expression, Name, Relation, walk
from grader.maths.reasons import Reason

_WIDTH = 4e-3
_MOST = 64


def differentiate(problem: Problem, node: Derivative, environment: Environment) -> Any:
    """The derivative's value: a slope, a gradient shaped like the name, or a Jacobian of a vector."""
    base = node.by.base if isinstance(node.by, Entry) else node.by
    if not isinstance(base, Name):
        raise Undefined(Reason.UNKNOWN_SYMBOL, "a derivative by something that is no name")
    start = environment.values.get(base.key)
    if isinstance(start, bool) or not isinstance(start, (int, float, np.ndarray)):
        raise Undefined(Reason.UNKNOWN_SYMBOL, f"{base.key} has no value")
    origin = np.asarray(start, dtype=float)
    if origin.size > _MOST:
        raise Undefined(Reason.LIMIT, "a derivative by too many entries")
    slopes = [
        _slope(problem, node.of, environment, base.key, origin, entry)
        for entry in _entries(node.by, origin, environment)
    ]
    if not any(np.any(slope) for slope in slopes) and not _is_of_known(node, base.key, problem):
        raise Undefined(Reason.UNKNOWN_SYMBOL, "a derivative that is not declared")
    if not isinstance(node.by, Name):
        return slopes[0] if np.ndim(slopes[0]) else float(slopes[0])
    # what is differentiated comes first, what it is differentiated by last
    stacked = np.stack(slopes, axis=-1)
    shaped = stacked.reshape((*np.shape(slopes[0]), *origin.shape))
    return shaped if shaped.ndim else float(shaped)


def _is_of_known(node: Derivative, key: str, problem: Problem) -> bool:
    """Whether what is differentiated has to do with the name, so that it does not change is known."""
    return key in names_behind(Relation((node.of,), ()), problem)


def _measured(problem: Problem) -> frozenset[str]:
    """The names that are derivatives, which are not measured anew while another is."""
    return frozenset(
        defined_key(left)
        for left, right in problem.definitions
        if any(isinstance(part, Derivative) for part in walk(right))
    )


def _entries(by: Expression, origin: Any, environment: Environment) -> list[int]:
    """The places, in a flat copy, of the entries that move."""
    if not isinstance(by, Entry):
        return list(range(origin.size))
    places = []
    for size, index in zip(origin.shape, by.indices, strict=False):
        number = evaluate(index, environment)
        if not isinstance(number, (int, float)) or not 1 <= number <= size:
            raise Undefined(Reason.NOT_FINITE, "an index out of range")
        places.append(round(number) - 1)
    if len(places) != origin.ndim:
        raise Undefined(Reason.UNKNOWN_SYMBOL, "a derivative by a row")
    return [int(np.ravel_multi_index(tuple(places), origin.shape))]


def _slope(
    problem: Problem, of: Expression, environment: Environment, key: str, origin: Any, entry: int
) -> Any:
    fixed = frozenset({key, *_measured(problem)})

    def value(steps: int) -> Any:
        moved = origin.reshape(-1).copy()
        moved[entry] += steps * _WIDTH
        inside: object = moved.reshape(origin.shape) if origin.shape else float(moved[0])
        there = settle(problem, environment.override({key: inside}), fixed)
        found = evaluate(of, replace(there, indices=environment.indices))
        if isinstance(found, ScaledIdentity):
            raise Undefined(Reason.AMBIGUOUS, "an identity matrix of unknown size")
        return found

    return sum(weight * (value(steps) - value(-steps)) for steps, weight in SLOPE_WEIGHTS) / _WIDTH
