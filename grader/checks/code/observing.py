"""What became of each call, as observations that mistakes are recognised by."""

from __future__ import annotations

import numpy as np

from grader.checks.code.agreement import agrees
from grader.checks.code.cases import Expected
from grader.execution.calls import (
    NotRun,
    Outcome,
    OutOfMemory,
    Raised,
    Returned,
    Run,
    TimedOut,
)
from grader.model.programs import Case, CaseKind, Ending, Observation

_MAX_ENTRIES = 20_000
"""Of a value that mistakes are recognised in."""


def observe(cases: Expected, runs: list[Run]) -> tuple[Observation, ...]:
    """One observation for each case."""
    return tuple(_observe(case, expected, run) for (case, expected), run in zip(cases, runs, strict=True))


def _observe(case: Case, expected: object, run: Run) -> Observation:
    # A function that remembers earlier calls shows its own face when it is called alone.
    outcome = run.alone if run.alone is not None and run.depends_on_history else run.outcome
    value = outcome.value if isinstance(outcome, Returned) and not is_large(outcome.value) else None
    changed = isinstance(outcome, Returned) and bool(outcome.mutated)
    refused = isinstance(outcome, Raised) and case.read_only and "read-only" in outcome.message
    return Observation(
        case=case,
        expected=expected,
        ending=ending_of(outcome),
        value=value,
        passed=is_passed(expected, run),
        is_right=isinstance(outcome, Returned) and agrees(expected, outcome.value),
        changed_input=changed or refused,
        error=outcome.type_name if isinstance(outcome, Raised) else "",
    )


def is_large(value: object) -> bool:
    """Whether a value holds more than any answer does: what it resembles is not asked."""
    left, rest = _MAX_ENTRIES, [value]
    while rest and left >= 0:
        entry = rest.pop()
        if isinstance(entry, (list, tuple)):
            left -= len(entry)
            rest += entry if left >= 0 else ()
        elif isinstance(entry, np.ndarray):
            left -= entry.size
    return left < 0


def is_passed(expected: object, run: Run) -> bool:
    """Whether the call gave the right value and left its inputs alone, each time it was made."""
    outcomes = (run.outcome,) if run.alone is None else (run.outcome, run.alone)
    return all(_is_right(expected, outcome) for outcome in outcomes)


def is_deep_recursion(case: Case, outcome: Outcome) -> bool:
    """Whether a long case was too deep for Python's own limit, which says nothing of the program."""
    raised = isinstance(outcome, Raised) and outcome.type_name == "RecursionError"
    return raised and case.kind is CaseKind.LONG


def _is_right(expected: object, outcome: Outcome) -> bool:
    return isinstance(outcome, Returned) and not outcome.mutated and agrees(expected, outcome.value)


def ending_of(outcome: Outcome) -> Ending:
    """How the call ended, as far as it matters for telling mistakes apart."""
    if isinstance(outcome, Returned):
        return Ending.RETURNED
    if isinstance(outcome, Raised):
        return Ending.RAISED
    if isinstance(outcome, (TimedOut, OutOfMemory)):
        return Ending.TOO_LONG
    if isinstance(outcome, NotRun):
        return Ending.NOT_RUN
    return Ending.LOST
