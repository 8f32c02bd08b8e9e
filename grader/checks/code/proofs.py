"""Prove the code side of an assignment: its reference passes, its known mistakes are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from grader.checks.code.agreement import ABSOLUTE, RELATIVE, agrees
from grader.checks.code.cases import Expected, Raises, hidden_cases, value_or_failure
from grader.checks.code.diagnosis import diagnose
from grader.checks.code.known_mistakes import Catalogue, load_catalogue
from grader.checks.code.observing import observe
from grader.execution.calls import Outcome, Raised, Returned, Run
from grader.model.assignment import Reference
from grader.model.programs import CaseKind, CaseSet, Observation, Program


class Proved(NamedTuple):
    """One thing about a function, whether it holds, and what was seen where it does not."""

    subject: str
    holds: bool
    seen: str
    proof: str = "a mistake in code is caught and named"


def prove_function(reference: Reference, function: str, order: Sequence[str], seed: int) -> Iterator[Proved]:
    """The proofs of one function; `order` has its part's known mistakes in the rubric's order."""
    cases = hidden_cases(reference, function, seed)
    right = reference.functions[function]
    if not cases:
        yield Proved("has cases", False, "the reference's CASES have none: no program can be judged")
        return
    missed = sum(not observation.passed for observation in _observe(right, cases))
    yield Proved("reference passes", not missed, f"fails {missed} of its own cases")
    yield Proved("its cases", *_is_tight(cases), "a value off by ten tolerances fails")
    yield Proved(
        "cases are the same for a seed", _is_repeatable(reference, function, seed), "two draws differ"
    )
    catalogue = load_catalogue(reference, function, order)
    unknown = [mistake.id for mistake in catalogue.mistakes if mistake.id not in order]
    yield Proved("its mistakes stand in the rubric", not unknown, ", ".join(unknown))
    failing = [0] * len(cases)
    for mistake, variant, program in _programs(catalogue):
        observations = _observe(program, cases)
        failing = [count + (not each.passed) for count, each in zip(failing, observations, strict=True)]
        caught = not all(observation.passed for observation in observations)
        named = diagnose(observations, catalogue).mistakes
        seen = "not caught" if not caught else f"named {', '.join(named) or 'nothing'}"
        yield Proved(f"{mistake} ({variant})", caught and named == (mistake,), seen)

    for (case, _), count in zip(cases, failing, strict=True):
        # an edge case is there for programs that stop or crash on it, which no list of mistakes foresees
        yield Proved(
            f"case '{case.label}'" if case.label else "an ordinary case",
            count > 0 or case.kind is CaseKind.EDGE,
            "no program with a known mistake fails it",
            "a hidden case fails some known mistake",
        )


_FACTOR = 10
"""A value that is off by so many tolerances must not pass."""


def _is_tight(cases: Expected) -> tuple[bool, str]:
    """Whether each expected value with a number in it differs from itself when that is off a little."""
    for place, (_, expected) in enumerate(cases, 1):
        moved = _moved(expected)
        if moved is not None and agrees(expected, moved):
            return False, f"case {place} accepts a value off by {_FACTOR} tolerances"
    return True, ""


def _moved(value: object) -> object | None:
    """`value` with its finite floats off by ten tolerances; None where it has none."""
    if isinstance(value, (float, np.floating)):
        wide = _FACTOR * (ABSOLUTE + RELATIVE * abs(float(value)))
        return float(value) + wide if np.isfinite(value) else None
    if isinstance(value, np.ndarray):
        if value.dtype.kind != "f" or not np.isfinite(value).any():
            return None
        return value + _FACTOR * (ABSOLUTE + RELATIVE * np.abs(value))
    if isinstance(value, (list, tuple)):
        moved = [_moved(each) for each in value]
        if any(each is not None for each in moved):
            return type(value)(old if new is None else new for old, new in zip(value, moved, strict=True))
    return None


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
