"""Whether two typed expressions are equal: they are compared at random points, and a witness kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from grader.maths.equality.problem import Problem, environments
from grader.maths.equality.told_ranges import with_told_ranges
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.expressions.build import describe, same_shape
from grader.maths.expressions.expression import (
    Call,
    Cases,
    Derivative,
    Expression,
    Number,
    Shape,
    free_indices,
    is_zero,
    names_in,
    walk,
)
from grader.maths.expressions.ones import settle_ones
from grader.maths.reasons import Reason
from grader.model.words import Word

DRAWS = 6
MORE_DRAWS = 30
"""How many points are tried where a formula is undefined at some, or has pieces that points may miss."""
ENOUGH = 4
ROUNDING = 1e-11
SAME = 1e-9
APART = 1e-6
"""Relative distances: nearer than `ROUNDING` is rounding, farther than `APART` a difference; between them
more digits tell, and where they cannot be had, nearer than `SAME` is rounding."""
ROUGHLY = 1e-3
"""How far a derivative may be from its value, where it is measured by differences."""
FAINT = 1e-10
"""What is left of terms that cancel: so little says nothing where values of ordinary size are put in."""
_PIECEWISE = frozenset(
    ("abs", "maximum", "minimum", "relu", "sign", "floor", "ceil", "max_entries", "min_entries")
)


class Outcome(Word):
    """The verdict on a comparison."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Verdict:
    """An outcome with what speaks for it."""

    outcome: Outcome
    reason: Reason | None = None
    """Of an undecided one."""
    detail: str = ""
    witness: str = ""
    """Of a different one: a point and both values there, for staff."""

    @property
    def is_equal(self) -> bool:
        """Whether it is equal."""
        return self.outcome is Outcome.EQUAL


EQUAL = Verdict(Outcome.EQUAL)


def undecided(reason: Reason, detail: str) -> Verdict:
    """An undecided verdict with its reason."""
    return Verdict(Outcome.UNDECIDED, reason, detail)


def different(witness: str, detail: str = "") -> Verdict:
    """A different verdict with its witness."""
    return Verdict(Outcome.DIFFERENT, None, detail, witness)


def compare_expressions(
    student: Expression,
    reference: Expression,
    problem: Problem,
    indices: tuple[Mapping[str, int], ...] = ({},),
) -> Verdict:
    """Whether two expressions have the same value at every point tried; `indices` are values of free ones."""
    loose = free_indices(student) - free_indices(reference) - set(indices[0])
    if loose:
        return undecided(Reason.UNKNOWN_SYMBOL, f"the index {sorted(loose)[0]} is free")
    student = settle_ones(student, reference.shape)
    student, reference = with_told_ranges(student, reference, problem.declarations)
    layout = _layout(student, reference)
    if layout == "clash":
        return different(f"{describe(student.shape)} and not {describe(reference.shape)}")
    count = MORE_DRAWS if has_pieces(student) or has_pieces(reference) else DRAWS
    verdict = _at_points(student, reference, problem, count, indices, layout)
    if verdict is None and count < MORE_DRAWS:
        verdict = _at_points(student, reference, problem, MORE_DRAWS, indices, layout)
    if verdict is None:
        return undecided(Reason.NOT_FINITE, "too few points at which both have a value")
    if (
        verdict.reason is Reason.LIMIT
        and verdict.detail == _FEW_DIGITS
        and _is_proved(student, reference, problem)
    ):
        return Verdict(Outcome.EQUAL, detail="proved")
    if verdict.is_equal and layout == "transposed":
        return undecided(Reason.LAYOUT, "the same entries, transposed")
    return verdict


_FEW_DIGITS = "equal only to a few digits"


def _is_proved(student: Expression, reference: Expression, problem: Problem) -> bool:
    # imported when first used: proofs are rare, and their module is about processes
    from grader.maths.equality.proof import prove_equal

    return prove_equal(student, reference, problem.declarations)


def has_pieces(expression: Expression) -> bool:
    """Whether it is another formula on one side of some point than on the other."""
    return any(
        isinstance(part, Cases) or (isinstance(part, Call) and part.function in _PIECEWISE)
        for part in walk(expression)
    )


def _layout(student: Expression, reference: Expression) -> str:
    """``same``, ``transposed`` or ``clash``, by shape."""
    first, second = student.shape, reference.shape
    if same_shape(first, second) or (is_zero(student) and second) or (is_zero(reference) and first):
        return "same"
    if same_shape(_flipped(first), second) or same_shape(first, _flipped(second)):
        return "transposed"
    if {len(first), len(second)} == {1, 2} and _is_column(first, second):
        return "same"
    return "clash"


def _is_column(first: Shape, second: Shape) -> bool:
    vector, matrix = (first, second) if len(first) == 1 else (second, first)
    return matrix[1] == 1 and same_shape(vector, matrix[:1])


def _flipped(shape: Shape) -> Shape:
    if len(shape) == 1:
        return (1, shape[0])
    return tuple(reversed(shape))


def _at_points(
    student: Expression,
    reference: Expression,
    problem: Problem,
    count: int,
    indices: tuple[Mapping[str, int], ...],
    layout: str,
) -> Verdict | None:
    """The verdict at up to `count` points; None where too few of them have values on both sides."""
    good = grey = faint = 0
    slopes = _has_slopes(student) or _has_slopes(reference)
    named = bool(names_in(student) or names_in(reference))
    trouble: Undefined | None = None
    expected = _reference_values(reference, problem, count, _frozen(indices))
    points = _points(problem, count, indices)
    for (environment, _), wanted in zip(points, expected, strict=True):
        if isinstance(wanted, Undefined):
            trouble = trouble or wanted
            continue
        try:
            found = evaluate(student, environment)
        except Undefined as error:
            if error.reason is not Reason.NOT_FINITE:
                return undecided(error.reason, error.detail)
            trouble = trouble or error
            continue
        distance = _distance(found, wanted, layout)
        if distance is not None and distance > APART and named and _is_faint(found, wanted):
            good += 1
            faint += 1
            continue
        precisely = None
        if distance is not None and distance > ROUNDING and (slopes or distance <= APART):
            precisely = _agree_precisely(student, reference, problem, environment)
        apart = distance is None or (distance > (ROUGHLY if slopes else APART) and not precisely)
        if apart or (precisely is False and not _has_long_decimals(student)):
            return different(_witness(student, reference, environment, found, wanted))
        grey += not precisely and distance is not None and distance > SAME
        good += 1
    if good < ENOUGH:
        if trouble is not None and trouble.reason is not Reason.NOT_FINITE:
            return undecided(trouble.reason, trouble.detail)
        return None
    if grey:
        return undecided(Reason.LIMIT, _FEW_DIGITS)
    return EQUAL


def _is_faint(found: Any, wanted: Any) -> bool:
    """Whether both are zero up to what terms leave that cancel."""
    return all(
        not isinstance(value, ScaledIdentity)
        and float(np.max(np.abs(np.asarray(value, dtype=float)), initial=0.0)) <= FAINT
        for value in (found, wanted)
    )


def _has_slopes(expression: Expression) -> bool:
    """Whether a derivative stands in it, whose value is measured by differences."""
    return any(isinstance(part, Derivative) for part in walk(expression))


_LONG = 10_000


def _has_long_decimals(expression: Expression) -> bool:
    """Whether a number in it may be one rounded to many digits, such as 3.14159."""
    return any(
        isinstance(part, Number) and part.value.denominator >= _LONG and 10**12 % part.value.denominator == 0
        for part in walk(expression)
    )


def _agree_precisely(
    student: Expression, reference: Expression, problem: Problem, environment: Environment
) -> bool | None:
    # imported when first used: few comparisons need more digits than a float's
    from grader.maths.equality.precise import agree_precisely

    return agree_precisely(student, reference, problem, environment)


def _points(
    problem: Problem, count: int, indices: tuple[Mapping[str, int], ...]
) -> list[tuple[Environment, int]]:

    found = []
    for number, environment in enumerate(environments(problem, count)):
        chosen = indices[number % len(indices)]
        found.append((replace(environment, indices=dict(chosen)) if chosen else environment, number))
    return found


def _frozen(indices: tuple[Mapping[str, int], ...]) -> tuple[tuple[tuple[str, int], ...], ...]:
    return tuple(tuple(each.items()) for each in indices)


@lru_cache(maxsize=2048)
def _reference_values(
    reference: Expression, problem: Problem, count: int, indices: tuple[tuple[tuple[str, int], ...], ...]
) -> tuple[Any, ...]:
    values: list[Any] = []
    for environment, _ in _points(problem, count, tuple(dict(each) for each in indices)):
        try:
            values.append(evaluate(reference, environment))
        except Undefined as error:
            values.append(Undefined(error.reason, error.detail))
    return tuple(values)


def _distance(found: Any, wanted: Any, layout: str) -> float | None:
    """The relative distance of two values; None where their shapes clash after all."""
    found, wanted = _sized(found, wanted), _sized(wanted, found)
    if isinstance(found, ScaledIdentity) and isinstance(wanted, ScaledIdentity):
        return _relative(found.coefficient, wanted.coefficient)
    one, two = np.asarray(found, dtype=float), np.asarray(wanted, dtype=float)
    if one.ndim == 0 and two.ndim == 0:
        return _relative(float(one), float(two))
    if one.ndim == 0 or two.ndim == 0:
        one, two = np.broadcast_arrays(one, two)
    elif layout == "transposed":
        one = one.T if one.ndim == 2 else one
        if one.size != two.size:
            return None
        one = one.reshape(two.shape)
    elif one.size != two.size:
        return None
    gap = float(np.max(np.abs(one.reshape(-1) - two.reshape(-1)), initial=0.0))
    scale = float(max(np.max(np.abs(one), initial=0.0), np.max(np.abs(two), initial=0.0)))
    return 0.0 if gap <= 1e-14 else gap / max(scale, 1e-9)


def _sized(value: Any, like: Any) -> Any:
    if isinstance(value, ScaledIdentity) and isinstance(like, np.ndarray):
        try:
            return value.sized(like)
        except Undefined:
            return value.coefficient * np.eye(2)
    if isinstance(value, ScaledIdentity) and not isinstance(like, ScaledIdentity):
        return value.coefficient * np.eye(2)
    return value


def _relative(found: float, wanted: float) -> float:
    gap = abs(found - wanted)
    if gap == 0:
        return 0.0
    if (
        gap >= 0.5
        and found == round(found)
        and wanted == round(wanted)
        and max(abs(found), abs(wanted)) < 1e12
    ):
        return 1.0
    scale = max(abs(found), abs(wanted))
    return 0.0 if gap <= 1e-14 and scale > 1e-6 else gap / max(scale, 1e-300)


def _witness(
    student: Expression, reference: Expression, environment: Environment, found: Any, wanted: Any
) -> str:
    keys = sorted(names_in(student) | names_in(reference))
    values = {**environment.sizes, **environment.values}
    shown = [f"{key} = {_shown(values[key])}" for key in keys if _is_shown(values.get(key))]
    shown += [f"{name} = {value}" for name, value in environment.indices.items() if not name.startswith("#")]
    where = ", ".join(shown[:12])
    return (
        f"at {where}: {_shown(found)} instead of {_shown(wanted)}"
        if where
        else (f"{_shown(found)} instead of {_shown(wanted)}")
    )


def _is_shown(value: object) -> bool:
    return value is not None and not callable(value)


def _shown(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return np.array2string(value, precision=3, separator=", ", threshold=12).replace("\n", "")
    if isinstance(value, ScaledIdentity):
        return f"{value.coefficient:.6g} I"
    return f"{value:.6g}" if isinstance(value, (int, float)) else str(value)
