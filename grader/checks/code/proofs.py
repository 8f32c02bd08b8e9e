"""Prove the code side of an assignment: its reference passes, its known mistakes are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grader.checks.code.cases import Expected, Raises, hidden_cases, value_or_failure
from grader.checks.code.diagnosis import name_mistakes
from grader.checks.code.known_mistakes import Catalogue, load_catalogue
from grader.checks.code.observing import observe
from grader.execution.calls import Outcome, Raised, Returned, Run
from grader.model.assignment import Reference
from grader.model.programs import CaseSet, Observation, Program


class Proved(NamedTuple):
    """One thing about a function, whether it holds, and what was seen where it does not."""

    subject: str
    holds: bool
    seen: str


def prove_function(reference: Reference, function: str, order: Sequence[str], seed: int) -> Iterator[Proved]:
    """The proofs of one function; `order` has its part's known mistakes in the rubric's order."""
    cases = hidden_cases(reference, function, seed)
    right = reference.functions[function]
    if not cases:
        yield Proved("has cases", False, "the reference's CASES have none: no program can be judged")
        return
    missed = sum(not observation.passed for observation in _observe(right, cases))
    yield Proved("reference passes", not missed, f"fails {missed} of its own cases")
    yield Proved(
        "cases are the same for a seed", _is_repeatable(reference, function, seed), "two draws differ"
    )
    catalogue = load_catalogue(reference, function, order)
    unknown = [mistake.id for mistake in catalogue.mistakes if mistake.id not in order]
    yield Proved("its mistakes stand in the rubric", not unknown, ", ".join(unknown))
    for mistake, variant, program in _programs(catalogue):
        observations = _observe(program, cases)
        caught = not all(observation.passed for observation in observations)
        named = name_mistakes(observations, catalogue, right)
        seen = "not caught" if not caught else f"named {', '.join(named) or 'nothing'}"
        yield Proved(f"{mistake} ({variant})", caught and named == (mistake,), seen)


def _programs(catalogue: Catalogue) -> Iterator[tuple[str, int, Program]]:
    for mistake in catalogue.mistakes:
        built = [catalogue.build(**change) for change in mistake.changes] if catalogue.build else []
        for variant, program in enumerate([*mistake.variants, *built], 1):
            yield mistake.id, variant, program


def _observe(program: Program, cases: Expected) -> tuple[Observation, ...]:
    """A trusted program on the cases, in this process."""
    return observe(cases, [Run(_outcome(value_or_failure(program, case))) for case, _ in cases])


def _outcome(value: object) -> Outcome:
    return Raised("Exception") if isinstance(value, Raises) else Returned(value)  # type: ignore[arg-type]


def _is_repeatable(reference: Reference, function: str, seed: int) -> bool:
    case_set = reference.cases[function]
    assert isinstance(case_set, CaseSet)
    return repr(case_set.hidden(seed)) == repr(case_set.hidden(seed))
