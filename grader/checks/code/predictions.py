"""What mistaken programs give for cases: computed once, and compared with what a student's function gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from grader.checks.code.agreement import agrees
from grader.checks.code.cases import Raises, value_or_failure
from grader.checks.code.known_mistakes import Catalogue
from grader.model.programs import (
    Case,
    CaseKind,
    Ending,
    MistakePrograms,
    Observation,
    PrefixModel,
    Program,
)

_LENGTHY = (CaseKind.LONG, CaseKind.GROWTH)


def programs_with(mistake: MistakePrograms, catalogue: Catalogue) -> list[Program]:
    """The whole programs that have the mistake."""
    if catalogue.build is None:
        return [*mistake.variants]
    built = [_build(catalogue.build, tuple(change.items())) for change in mistake.changes]
    return [*mistake.variants, *built]


def programs_with_both(one: MistakePrograms, other: MistakePrograms, catalogue: Catalogue) -> list[Program]:
    """The programs that have two mistakes; none where both are of the same part of the program."""
    if catalogue.build is None:
        return []
    return [
        _build(catalogue.build, (*first.items(), *second.items()))
        for first in one.changes
        for second in other.changes
        if not set(first) & set(second)
    ]


@lru_cache(maxsize=4096)
def _build(build: Callable[..., Program], switches: tuple[tuple[str, object], ...]) -> Program:
    return build(**dict(switches))


def behaves_like(observations: Sequence[Observation], program: Program, *, nan_is_nan: bool) -> bool:
    """Whether the program's values are the student's, and some of them are wrong ones."""
    tells_apart = False
    for observation in observations:
        predicted = predict(program, observation.case)
        if not _is_like(observation, predicted, nan_is_nan):
            return False
        tells_apart |= not isinstance(predicted, Raises) and not agrees(observation.expected, predicted)
    return tells_apart


def relative_to(program: Program, observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The observations as of a student who was asked for that program.

    Left out are those where it raises, and long ones, which say nothing beside a greater mistake.
    """
    relative = []
    for observation in observations:
        predicted = predict(program, observation.case)
        if not isinstance(predicted, Raises) and observation.case.kind not in _LENGTHY:
            is_like = _is_like(observation, predicted, nan_is_nan=True)
            relative.append(replace(observation, expected=predicted, is_right=is_like, passed=is_like))
    return tuple(relative)


def depends_on_numbers(program: Program, observations: Sequence[Observation]) -> bool:
    """Whether other numbers in its arrays give other values: a program that has no arrays is taken to."""
    cases = [observation.case for observation in observations]
    others = [replace(case, arguments=tuple(map(_with_other_numbers, case.arguments))) for case in cases]
    return any(
        new.arguments == old.arguments
        if not any(isinstance(argument, (np.ndarray, PrefixModel)) for argument in old.arguments)
        else not _is_same(value_or_failure(program, new), predict(program, old))
        for new, old in zip(others, cases, strict=True)
    )


def _with_other_numbers(argument: object) -> object:
    if isinstance(argument, np.ndarray):
        return 0.5 * np.flip(argument)
    if isinstance(argument, PrefixModel):
        return replace(argument, rows={prefix: 0.5 * np.flip(row) for prefix, row in argument.rows.items()})
    return argument


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, Raises) or isinstance(other, Raises):
        return type(one) is type(other)
    return agrees(one, other, nan_is_nan=True)


def _is_like(observation: Observation, predicted: object, nan_is_nan: bool) -> bool:
    if isinstance(predicted, Raises):
        return observation.ending is Ending.RAISED
    return observation.ending is Ending.RETURNED and agrees(
        predicted, observation.value, nan_is_nan=nan_is_nan
    )


class _Predictions:
    """What each mistaken program gives for each case, kept: a class of submissions asks again and again."""

    def __init__(self) -> None:
        self._values: dict[tuple[int, int], tuple[Program, Case, object]] = {}

    def __call__(self, program: Program, case: Case) -> object:
        key = (id(program), id(case))
        if key not in self._values:
            # The objects themselves are kept too, so that their ids stay theirs.
            self._values[key] = (program, case, value_or_failure(program, case))
        return self._values[key][2]


predict = _Predictions()
"""What a program gives for a case."""
