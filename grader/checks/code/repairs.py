"""Undo slips in what a student's function gave, so that what is left can be recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

from grader.checks.code.agreement import agrees
from grader.checks.code.cases import PROGRAM_FAILURES
from grader.checks.code.known_mistakes import Catalogue
from grader.model.programs import CaseKind, Ending, Observation, Repair

Observations = tuple[Observation, ...]


@dataclass(frozen=True)
class Repaired:
    """The observations without some slips; those are left out that a slip cannot be undone in."""

    observations: Observations
    told: Observations
    """Those of them that mistakes are told apart by."""
    mistakes: tuple[str, ...] = ()
    """The slips that have a name."""
    has_unnamed: bool = False
    """Whether one that has none was undone."""

    @property
    def is_changed(self) -> bool:
        """Whether any slip was undone."""
        return bool(self.mistakes) or self.has_unnamed


def told_apart_by(observations: Observations) -> Observations:
    """The calls that mistakes are told apart by: those of ordinary cases.

    Some mistakes do nothing there: where all of those are right, the edge cases count as well.
    """
    told = tuple(
        observation
        for observation in observations
        if observation.case.kind is CaseKind.REGULAR and observation.ending is not Ending.NOT_RUN
    )
    if not all(observation.is_right for observation in told):
        return told
    return tuple(
        observation
        for observation in observations
        if observation.case.kind in (CaseKind.REGULAR, CaseKind.EDGE)
        and observation.ending not in (Ending.NOT_RUN, Ending.TOO_LONG)
    )


def repair_once(observations: Observations, catalogue: Catalogue) -> Iterator[Repaired]:
    """The observations without one slip, for each that every ordinary call shows; named ones first."""
    for mistake, step in _named(catalogue):
        yield from _repaired(observations, [step], (mistake,), has_unnamed=False)
    for step in catalogue.unnamed.repairs:
        yield from _repaired(observations, [step], (), has_unnamed=True)


def repair_twice(observations: Observations, catalogue: Catalogue) -> Iterator[Repaired]:
    """The same for two slips, one after the other."""
    for (one, first), (other, second) in permutations(_named(catalogue), 2):
        if one != other:
            yield from _repaired(observations, [first, second], (one, other), has_unnamed=False)
    for layout in catalogue.unnamed.repairs:
        for mistake, step in _named(catalogue):
            yield from _repaired(observations, [layout, step], (mistake,), has_unnamed=True)


def _named(catalogue: Catalogue) -> list[tuple[str, Repair]]:
    return [(mistake.id, step) for mistake in catalogue.mistakes for step in mistake.repairs]


def _repaired(
    observations: Observations, steps: Sequence[Repair], mistakes: tuple[str, ...], *, has_unnamed: bool
) -> Iterator[Repaired]:
    """One or none: none where a step cannot be taken in some telling call, or changes nothing in any."""
    told = told_apart_by(observations)
    repaired: dict[int, Observation] = {}
    is_changing = [False] * len(steps)
    for observation in told:
        values = _values(observation, steps)
        if values is None:
            return
        if observation.is_right and not agrees(values[-1], observation.value):
            return  # a right value needs no repair
        repaired[id(observation)] = _with_value(observation, values[-1])
        for number, (before, after) in enumerate(pairwise(values)):
            is_changing[number] |= not agrees(after, before)
    if not all(is_changing):
        return
    for observation in observations:
        if id(observation) not in repaired:
            values = _values(observation, steps)
            if values is not None:
                repaired[id(observation)] = _with_value(observation, values[-1])
    yield Repaired(
        tuple(repaired[id(each)] for each in observations if id(each) in repaired),
        tuple(repaired[id(observation)] for observation in told),
        mistakes,
        has_unnamed,
    )


def _values(observation: Observation, steps: Sequence[Repair]) -> list[object] | None:
    """What was returned, and what each step makes of it; None where one cannot be taken."""
    values = [observation.value]
    if observation.ending is not Ending.RETURNED:
        return values * (len(steps) + 1)
    for step in steps:
        try:
            values.append(step(values[-1], observation.case.arguments))
        except PROGRAM_FAILURES:
            return None
        if values[-1] is None:
            return None
    return values


def _with_value(observation: Observation, value: object) -> Observation:
    if observation.ending is not Ending.RETURNED:
        return observation
    is_right = agrees(observation.expected, value)
    return replace(observation, value=value, is_right=is_right, passed=is_right)
