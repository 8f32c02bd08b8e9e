"""Name the known mistakes that a function's behaviour shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from grader.checks.code.cases import PROGRAM_FAILURES
from grader.checks.code.known_mistakes import Catalogue
from grader.checks.code.predictions import (
    behaves_like,
    depends_on_numbers,
    programs_with,
    programs_with_both,
    relative_to,
)
from grader.checks.code.repairs import Observations, Repaired, repair_once, repair_twice, told_apart_by
from grader.model.programs import CaseKind, Observation, Program, Recogniser

__all__ = ["Diagnosis", "Observations", "diagnose"]


@dataclass(frozen=True)
class Diagnosis:
    """The known mistakes seen, and what is to be thought of them."""

    mistakes: tuple[str, ...] = ()
    """Their ids, in the rubric's order; empty where none fits."""
    is_all: bool = True
    """Whether they are all that is wrong."""
    could_be_typed_in: bool = False
    """Whether a program that never looks at its numbers would give the same values."""


@dataclass(frozen=True)
class _Explanation:
    """Mistakes that account for every ordinary call."""

    mistakes: tuple[str, ...]
    """Their ids; one that has no name among them is empty."""
    repaired: Repaired
    program: Program | None = None
    """The mistaken program whose values were given; None where they were a right program's but for the slips
    that are repaired, and where a mistake is recognised by other signs."""


def diagnose(observations: Observations, catalogue: Catalogue) -> Diagnosis:
    """The mistakes that account for what was seen.

    One mistake that accounts for everything comes before two that do together.
    """
    companions = [
        mistake.id for mistake in catalogue.mistakes if _recognises(mistake.accompanies, observations)
    ]
    if all(observation.is_right for observation in observations):
        return Diagnosis(tuple(companions))
    found = next(_explanations(observations, catalogue), None)
    if found is None:
        return Diagnosis(tuple(companions), is_all=not any(map(_is_ordinary_and_wrong, observations)))
    also = _seen_elsewhere(found, catalogue)
    named = {*found.mistakes, *companions, *also}
    typed_in = found.program is not None and not depends_on_numbers(found.program, found.repaired.told)
    return Diagnosis(
        tuple(mistake.id for mistake in catalogue.mistakes if mistake.id in named),
        is_all=not found.repaired.has_unnamed and "" not in found.mistakes,
        could_be_typed_in=typed_in,
    )


def _explanations(observations: Observations, catalogue: Catalogue) -> Iterator[_Explanation]:
    """Explanations, the simplest first."""
    whole = Repaired(observations, told_apart_by(observations))
    if all(observation.is_right for observation in whole.told):
        # A slip undone where there is none and a mistake that does the same would make up for each other.
        yield from _recognised(whole, catalogue)
        return
    yield from _one_mistake(whole, catalogue)
    once = list(repair_once(observations, catalogue))
    yield from _only_slips(once)
    yield from _recognised(whole, catalogue)
    for repaired in once:
        yield from _one_mistake(repaired, catalogue)
        yield from _recognised(repaired, catalogue)
    yield from _two_mistakes(whole, catalogue)
    twice = list(repair_twice(observations, catalogue))
    yield from _only_slips(twice)
    for repaired in twice:
        yield from _one_mistake(repaired, catalogue)


def _one_mistake(repaired: Repaired, catalogue: Catalogue) -> Iterator[_Explanation]:
    for mistake in (*catalogue.mistakes, catalogue.unnamed):
        for program in programs_with(mistake, catalogue):
            if behaves_like(repaired.told, program, nan_is_nan=not repaired.is_changed):
                yield _Explanation((mistake.id, *repaired.mistakes), repaired, program)


def _two_mistakes(repaired: Repaired, catalogue: Catalogue) -> Iterator[_Explanation]:
    """Two switches of the program at once."""
    if not any(_is_ordinary_and_wrong(observation) for observation in repaired.told):
        return
    for one, other in combinations((*catalogue.mistakes, catalogue.unnamed), 2):
        for program in programs_with_both(one, other, catalogue):
            if behaves_like(repaired.told, program, nan_is_nan=not repaired.is_changed):
                yield _Explanation((one.id, other.id, *repaired.mistakes), repaired, program)


def _only_slips(repaired: list[Repaired]) -> Iterator[_Explanation]:
    for each in repaired:
        if all(observation.is_right for observation in each.told):
            yield _Explanation(each.mistakes, each)


def _recognised(repaired: Repaired, catalogue: Catalogue) -> Iterator[_Explanation]:
    for mistake in catalogue.mistakes:
        if mistake.id not in repaired.mistakes and _recognises(mistake.explains, repaired.observations):
            yield _Explanation((mistake.id, *repaired.mistakes), repaired)


def _seen_elsewhere(found: _Explanation, catalogue: Catalogue) -> list[str]:
    """Mistakes that show only in cases of another kind, beside those that account for the ordinary ones."""
    relative = found.repaired.observations
    if found.program is not None:
        relative = relative_to(found.program, relative)
    if any(map(_is_ordinary_and_wrong, relative)):
        return []
    return [mistake.id for mistake in catalogue.mistakes if _recognises(mistake.explains, relative)]


def _is_ordinary_and_wrong(observation: Observation) -> bool:
    return observation.case.kind is CaseKind.REGULAR and not observation.is_right


def _recognises(recogniser: Recogniser | None, observations: Observations) -> bool:
    """Whether a recogniser says yes. Students return anything: what it cannot look at is not its mistake."""
    try:
        return recogniser is not None and bool(recogniser(observations))
    except PROGRAM_FAILURES:
        return False
