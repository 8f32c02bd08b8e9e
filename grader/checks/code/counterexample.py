"""Find the smallest failing case of a function, for a student to follow by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import monotonic

from grader.checks.code import sentences
from grader.checks.code.cases import Expected, simpler_cases, small_cases, to_call, with_expected
from grader.checks.code.observing import is_deep_recursion, is_passed
from grader.checks.code.snippets import count_numbers, write_result, write_snippet
from grader.execution.calls import Garbled, NotRun, Outcome, OutOfMemory, Raised, Returned, Run, TimedOut
from grader.execution.executor import Executor
from grader.model.assignment import Assignment
from grader.model.programs import Case, CaseKind

_MAX_SMALL_CASES = 60
"""Calls spent on the cases that were made to be small."""

_MAX_STARTS, _MAX_SIMPLER_CASES = 3, 50
"""Failing cases that are made simpler, where no small one fails or it has many numbers; calls for each."""

_MAX_SECONDS, _PATIENCE = 3.0, 5.0
"""Of processor time for all of these, and times that by the wall clock: a function that is slow, but not too
slow, might take minutes."""

_FEW_NUMBERS, _MANY_NUMBERS = 10, 400
"""A case of few numbers can be followed by hand as it is; one of very many takes too long to make simpler."""

_LENGTHY = (CaseKind.LONG, CaseKind.GROWTH)


@dataclass(frozen=True)
class _Failure:
    """A case, what it should have given, and what became of it."""

    case: Case
    expected: object
    outcome: Outcome


@dataclass
class _Search:
    """Calls of one function beyond the hidden cases, and the time that they have taken."""

    function: str
    assignment: Assignment
    executor: Executor
    seconds: float = 0.0

    def failures(self, cases: Expected) -> list[_Failure]:
        """Make the calls: those that fail."""
        calls = [to_call(case, self.assignment.call_seconds) for case, _ in cases]
        started = monotonic()
        runs = self.executor.run(self.function, calls) if calls else []
        self.seconds += max(sum(run.seconds for run in runs), (monotonic() - started) / _PATIENCE)
        return _failures(cases, runs)

    def alone(self, failure: _Failure) -> Outcome:
        """The same where nothing was called before: what is shown must hold nothing kept of hidden inputs."""
        if not isinstance(failure.outcome, (Returned, Raised, Garbled)):
            return failure.outcome
        self.executor.renew()
        call = to_call(failure.case, self.assignment.call_seconds)
        return self.executor.run(self.function, [call])[0].outcome

    @property
    def is_over(self) -> bool:
        """Whether the function is too slow for more of it."""
        return self.seconds > _MAX_SECONDS


def find_counterexample(
    function: str, file: str, cases: Expected, runs: Sequence[Run], assignment: Assignment, executor: Executor
) -> str:
    """The smallest failing case found, as a snippet: a small one, one made simpler, or a hidden one."""
    failed = _failures(cases, runs)
    found = []
    search = _Search(function, assignment, executor)
    executor.renew()
    if sum(isinstance(run.outcome, (TimedOut, OutOfMemory)) for run in runs) <= 1:
        found = _smaller(search, failed)
    for failure in (*found, *failed):
        if write_snippet(function, file, failure.case, failure.expected, ""):
            got = _got(search.alone(failure))
            return write_snippet(function, file, failure.case, failure.expected, got)
    return ""


def _failures(cases: Expected, runs: Sequence[Run]) -> list[_Failure]:
    return [
        _Failure(case, expected, run.alone or run.outcome)
        for (case, expected), run in zip(cases, runs, strict=True)
        if not (
            is_passed(expected, run)
            or isinstance(run.outcome, NotRun)
            or is_deep_recursion(case, run.outcome)
        )
    ]


def _smaller(search: _Search, failed: list[_Failure]) -> list[_Failure]:
    """Failures smaller than the hidden ones, the smallest first."""
    kinds = {failure.case.kind for failure in failed}
    small = small_cases(search.assignment.reference, search.function)
    found = _first(_chosen(small, is_long=CaseKind.LONG in kinds), search)
    for start in [*(failure.case for failure in found), *_starts(failed)][:_MAX_STARTS]:
        is_simple = bool(found) and _size(found[0])[0] <= _FEW_NUMBERS
        if is_simple or search.is_over or any(map(_is_slow, found)):
            break
        found = sorted((*found, *_simpler(search, start)), key=_size)
    return found


def _starts(failed: list[_Failure]) -> list[Case]:
    """Failing cases to make simpler, ordinary ones first: a larger one has more small ones in it."""
    short = [failure for failure in failed if failure.case.kind not in _LENGTHY]
    fit = [failure for failure in sorted(short, key=_size) if _size(failure)[0] <= _MANY_NUMBERS]
    ordinary = [failure for failure in fit if failure.case.kind is CaseKind.REGULAR]
    return [failure.case for failure in (*ordinary[::-1], *fit)]


def _simpler(search: _Search, case: Case) -> list[_Failure]:
    """The failures among cases that are simpler than this one."""
    reference = search.assignment.reference
    strategy = simpler_cases(reference, search.function, case)
    if strategy is None:
        return []
    # Hypothesis takes a moment to load, and most mistakes show in the small cases.
    from grader.checks.code.shrinking import Enough, shrink

    found: list[_Failure] = []

    def fails(case: Case) -> bool:
        again = search.failures(with_expected(reference.functions[search.function], (case,)))
        found.extend(again)
        if search.is_over or any(map(_is_slow, again)):
            raise Enough
        return bool(again)

    shrink(strategy, fails, most=_MAX_SIMPLER_CASES, seed=search.assignment.seed)
    return found


def _is_slow(failure: _Failure) -> bool:
    return isinstance(failure.outcome, (TimedOut, OutOfMemory))


def _size(failure: _Failure) -> tuple[int, int]:
    return count_numbers(failure.case), len(repr(failure.case))


def _chosen(small: Expected, *, is_long: bool) -> Expected:
    """As many of the small cases as may be tried, evenly; long ones last, and only where one fails."""
    short = [each for each in small if each[0].kind not in _LENGTHY]
    step = len(short) // _MAX_SMALL_CASES + 1
    return (*short[::step], *(each for each in small if is_long and each[0].kind in _LENGTHY))


def _first(cases: Expected, search: _Search) -> list[_Failure]:
    for start, end in pairwise((0, 6, 20, len(cases))):
        found = search.failures(cases[start:end])
        if found:
            return found[:1]
    return []


def _got(outcome: Outcome) -> str:
    if isinstance(outcome, Returned):
        changed = " (and an input was changed)" if outcome.mutated else ""
        return write_result(outcome.value) + changed
    if isinstance(outcome, Raised):
        return sentences.exception_name(outcome.type_name)
    if isinstance(outcome, TimedOut):
        return f"no answer within {outcome.seconds:g} s"
    if isinstance(outcome, Garbled):
        return f"{sentences.kind_of(outcome.type_name)} that cannot be read ({outcome.reason})"
    return type(outcome).__name__
