"""Name the known mistakes that a function's behaviour shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations, permutations

from grader.checks.code.agreement import agrees
from grader.checks.code.cases import PROGRAM_FAILURES, Raises, value_or_failure
from grader.checks.code.known_mistakes import Catalogue
from grader.model.programs import (
    Case,
    CaseKind,
    Ending,
    MistakePrograms,
    Observation,
    Program,
    Recogniser,
    Repair,
)

Observations = tuple[Observation, ...]


def name_mistakes(observations: Observations, catalogue: Catalogue, program: Program) -> tuple[str, ...]:
    """The ids of the mistakes seen; empty where none fits.

    One mistake that accounts for everything comes before two that do together. `program` is the right one.
    """
    companions = tuple(
        mistake.id for mistake in catalogue.mistakes if _recognises(mistake.accompanies, observations)
    )
    if all(observation.is_right for observation in observations):
        return companions
    main = next(_candidates(observations, catalogue, program), ())
    return (*main, *(mistake for mistake in companions if mistake not in main))


def is_accounted_for(observations: Observations, mistakes: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Whether the named mistakes are all that is wrong: one that only accompanies others spoils no value."""
    main = (mistake for mistake in catalogue.mistakes if mistake.accompanies is None)
    return any(mistake.id in mistakes for mistake in main) or all(
        observation.is_right or observation.case.kind is not CaseKind.REGULAR for observation in observations
    )


def _candidates(
    observations: Observations, catalogue: Catalogue, right: Program
) -> Iterator[tuple[str, ...]]:
    told = tuple(
        observation
        for observation in observations
        if observation.case.kind is CaseKind.REGULAR and observation.ending is not Ending.NOT_RUN
    )
    regular_is_right = all(observation.is_right for observation in told)
    # Some mistakes do nothing on regular cases: those are told apart on the edge cases as well.
    seen = _all_but_slow(observations) if regular_is_right else told
    for mistake in catalogue.mistakes:
        if any(_behaves_like(seen, program) for program in _programs(mistake, catalogue)):
            yield (mistake.id,)
    for mistake in catalogue.mistakes:
        if any(_behaves_like(seen, right, (repair,)) for repair in mistake.repairs):
            yield (mistake.id,)
    for mistake in catalogue.mistakes:
        if _recognises(mistake.explains, observations):
            yield (mistake.id,)
    if not regular_is_right:
        yield from _pairs(seen, catalogue, right)


def _recognises(recogniser: Recogniser | None, observations: Observations) -> bool:
    """Whether a recogniser says yes. Students return anything: what it cannot look at is not its mistake."""
    try:
        return recogniser is not None and bool(recogniser(observations))
    except PROGRAM_FAILURES:
        return False


def _all_but_slow(observations: Observations) -> Observations:
    return tuple(
        observation
        for observation in observations
        if observation.case.kind in (CaseKind.REGULAR, CaseKind.EDGE)
        and observation.ending not in (Ending.NOT_RUN, Ending.TOO_LONG)
    )


def _pairs(observations: Observations, catalogue: Catalogue, right: Program) -> Iterator[tuple[str, ...]]:
    """Two mistakes at once: a slip in the output of a mistaken program, two switches, two slips."""
    slips = [mistake for mistake in catalogue.mistakes if mistake.repairs]
    for slip in slips:
        for mistake in catalogue.mistakes:
            if mistake.id == slip.id:
                continue
            if any(
                _behaves_like(observations, program, (repair,))
                for program in _programs(mistake, catalogue)
                for repair in slip.repairs
            ):
                yield _in_order(catalogue, slip.id, mistake.id)
    for one, other in combinations(catalogue.mistakes, 2):
        if any(_behaves_like(observations, program) for program in _both_changes(one, other, catalogue)):
            yield (one.id, other.id)
    for first, second in permutations(slips, 2):
        chains = [(one, other) for one in first.repairs for other in second.repairs]
        if any(_behaves_like(observations, right, chain) for chain in chains):
            yield _in_order(catalogue, first.id, second.id)


def _in_order(catalogue: Catalogue, *ids: str) -> tuple[str, ...]:
    return tuple(mistake.id for mistake in catalogue.mistakes if mistake.id in ids)


def _programs(mistake: MistakePrograms, catalogue: Catalogue) -> list[Program]:
    """The whole programs that have the mistake."""
    if catalogue.build is None:
        return [*mistake.variants]
    built = [_build(catalogue.build, tuple(change.items())) for change in mistake.changes]
    return [*mistake.variants, *built]


def _both_changes(one: MistakePrograms, other: MistakePrograms, catalogue: Catalogue) -> list[Program]:
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


def _behaves_like(observations: Observations, program: Program, repairs: tuple[Repair, ...] = ()) -> bool:
    """Whether the program's values are the student's (repaired), and some of them are wrong ones."""
    tells_apart = False
    for observation in observations:
        predicted = _predict(program, observation.case)
        if not _is_like(observation, predicted, repairs):
            return False
        if repairs:
            tells_apart |= observation.ending is Ending.RETURNED and not observation.is_right
        else:
            tells_apart |= not isinstance(predicted, Raises) and not agrees(observation.expected, predicted)
    return tells_apart


def _is_like(observation: Observation, predicted: object, repairs: tuple[Repair, ...]) -> bool:
    if isinstance(predicted, Raises):
        return observation.ending is Ending.RAISED
    if observation.ending is not Ending.RETURNED:
        return False
    value = observation.value
    for repair in repairs:
        try:
            value = repair(value, observation.case.arguments)
        except PROGRAM_FAILURES:
            return False
    return agrees(predicted, value, nan_is_nan=not repairs)


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


_predict = _Predictions()
