"""One function of a submission, judged on its hidden cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.checks.code import sentences
from grader.checks.code.agreement import agrees, as_items
from grader.checks.code.cases import Expected, hidden_cases, to_call
from grader.checks.code.counterexample import find_counterexample
from grader.checks.code.diagnosis import Diagnosis, Observations, diagnose
from grader.checks.code.known_mistakes import load_catalogue
from grader.checks.code.observing import is_deep_recursion, is_passed, observe
from grader.execution.calls import (
    Death,
    Died,
    Garbled,
    NotRun,
    Outcome,
    OutOfMemory,
    Raised,
    Run,
    Skip,
    TimedOut,
    WrongSignature,
)
from grader.execution.executor import Executor
from grader.model.assignment import Assignment
from grader.model.judgement import FunctionRun, Judgement, Truth
from grader.model.programs import CaseKind, Ending, Observation

EDGE_CASES_ONLY = "edge-cases-only"
"""The outcome of a function that is right but on edge cases."""

UNEXPLAINED = "unexplained"
"""The outcome of a function with wrong values that no named mistake accounts for."""

_MAX_CIRCUMSTANCES = 3

_OUTSIDE = frozenset({Skip.OURS, Skip.NO_TIME, Skip.NOT_LOADED, Skip.WAITED})
"""Why calls were not made, other than what the function gave."""

_NOT_MADE = {Skip.GIVEN_UP: sentences.GIVEN_UP, Skip.WAITED: sentences.WAITED}

_MAX_SHAPE, _MAX_SIZE = 3, 30
"""Of a wrong shape that a student is told: its axes, and the size of each."""


@dataclass(frozen=True)
class FunctionFinding:
    """The judgement of one function as a whole, and of each value it returns."""

    whole: Judgement
    outputs: tuple[Judgement, ...] = ()


def judge_function(
    function: str,
    file: str,
    assignment: Assignment,
    executor: Executor,
    *,
    order: Sequence[str],
    notes: tuple[str, ...] = (),
    hints: tuple[str, ...] = (),
) -> FunctionFinding:
    """Run a function that was loaded on its hidden cases and say what is true of it.

    `order` has the part's known mistakes in the rubric's order; `notes` go before all other messages, and
    `hints` come last where something is wrong.
    """
    reference = assignment.reference
    cases = hidden_cases(reference, function, assignment.seed)
    if not cases:
        reason = "the assignment has no cases for this function"
        return FunctionFinding(Judgement(Truth.REVIEW, leaning=Truth.RIGHT, reason=reason))
    cases, runs = _without_deep_recursion(cases, _run(function, cases, assignment, executor))
    observations = observe(cases, runs)
    passed = sum(observation.passed for observation in observations)
    messages = (*notes, *_messages(function, cases, runs, observations))
    messages = messages if passed == len(cases) else (*messages, *hints)
    record = FunctionRun(function, len(cases), passed, messages, printed=_printed(cases, runs))
    if passed == len(cases):
        return _all_right(record, observations)
    if _is_unfinished(runs, observations):
        reason = f"only {passed} of {len(cases)} cases could be run"
        if _is_ours(runs):
            record = replace(record, refused=True)
            return FunctionFinding(Judgement(Truth.REVIEW, leaning=Truth.RIGHT, reason=reason, run=record))
        # The file loads at times only, or calls sleep: no points for what did not run, a person finds out.
        waited = any(run.outcome == NotRun(Skip.WAITED) for run in runs)
        reason = f"{reason}: {'calls waited instead of working' if waited else f'{file} did not load again'}"
        return FunctionFinding(Judgement(Truth.REVIEW, leaning=Truth.WRONG, reason=reason, run=record))
    catalogue = load_catalogue(reference, function, order)
    diagnosis = diagnose(observations, catalogue) if _is_clean(runs, observations) else Diagnosis()
    is_steady = not any(run.depends_on_history or run.is_random for run in runs)
    snippet = find_counterexample(function, file, cases, runs, assignment, executor)
    return _wrong(replace(record, counterexample=snippet), observations, diagnosis, is_steady=is_steady)


def _run(function: str, cases: Expected, assignment: Assignment, executor: Executor) -> list[Run]:
    """Make all the calls, the long ones only if no other has taken too long.

    Public ones come first: what they print and raise is shown, and must hold nothing of hidden inputs.
    """
    long = [place for place, (case, _) in enumerate(cases) if case.kind is CaseKind.LONG]
    public = [place for place, (case, _) in enumerate(cases) if case.public]
    others = [place for place in range(len(cases)) if place not in (*long, *public)]
    calls = [to_call(cases[place][0], assignment.call_seconds) for place in public]
    runs: dict[int, Run] = {}
    if calls:
        executor.renew()
        runs = dict(zip(public, executor.run(function, calls), strict=True))
    runs.update(zip(others, _run_some(function, cases, others, assignment, executor), strict=True))
    if any(isinstance(run.outcome, (TimedOut, OutOfMemory)) for run in runs.values()):
        runs.update(dict.fromkeys(long, Run(NotRun(Skip.GIVEN_UP))))
    elif long:
        runs.update(zip(long, _run_some(function, cases, long, assignment, executor), strict=True))
    return [runs[place] for place in range(len(cases))]


def _without_deep_recursion(cases: Expected, runs: list[Run]) -> tuple[Expected, list[Run]]:
    """The cases but for long ones that recursion cannot reach: its depth is a setting of Python's."""
    kept = [place for place, run in enumerate(runs) if not is_deep_recursion(cases[place][0], run.outcome)]
    return tuple(cases[place] for place in kept), [runs[place] for place in kept]


def _run_some(
    function: str, cases: Expected, places: list[int], assignment: Assignment, executor: Executor
) -> list[Run]:
    calls = [to_call(cases[place][0], assignment.call_seconds) for place in places]

    def should_repeat(index: int, outcome: Outcome) -> bool:
        is_hopeless = isinstance(outcome, (TimedOut, OutOfMemory, NotRun, WrongSignature))
        return not is_hopeless and not is_passed(cases[places[index]][1], Run(outcome))

    return executor.run(function, calls, order_seed=assignment.seed, recheck=should_repeat)


def _is_clean(runs: list[Run], observations: Observations) -> bool:
    """Whether no wrong value may be the work of earlier calls, or of chance: no mistake is told by those."""
    if any(run.is_random for run in runs):
        return False
    return not any(run.depends_on_history for run in runs) or all(
        observation.is_right or run.alone is not None
        for run, observation in zip(runs, observations, strict=True)
    )


def _is_unfinished(runs: list[Run], observations: Observations) -> bool:
    """Whether nothing is wrong but that calls were not made, for a reason outside of the function."""
    reasons = {run.outcome.reason for run in runs if isinstance(run.outcome, NotRun)}
    is_right = all(observation.passed or observation.ending is Ending.NOT_RUN for observation in observations)
    return is_right and bool(reasons) and reasons <= _OUTSIDE


def _is_ours(runs: list[Run]) -> bool:
    return any(isinstance(run.outcome, NotRun) and run.outcome.is_ours for run in runs)


def _all_right(record: FunctionRun, observations: Observations) -> FunctionFinding:
    right = Judgement(Truth.RIGHT, run=record, reason=f"passes all {record.cases} cases")
    return FunctionFinding(right, (right,) * _count_outputs(observations))


def _wrong(
    record: FunctionRun, observations: Observations, diagnosis: Diagnosis, *, is_steady: bool
) -> FunctionFinding:
    """The judgement of the whole, and of each output where some are right throughout.

    `is_steady`: whether each call gives the same whatever was called before; else no value counts.
    """
    is_explained = is_steady and diagnosis.is_all
    outcome = "" if is_explained or not diagnosis.mistakes else UNEXPLAINED
    failed = [observation for observation in observations if not observation.passed]
    edges_only = all(observation.case.kind is not CaseKind.REGULAR for observation in failed)
    whole = Judgement(
        Truth.REVIEW if diagnosis.could_be_typed_in else Truth.WRONG,
        mistakes=diagnosis.mistakes,
        outcome=EDGE_CASES_ONLY if edges_only else outcome,
        reason=_reason(record, failed, diagnosis),
        witness=record.counterexample,
        advice=" ".join(record.messages),
        run=record,
    )
    outputs = []
    for place in range(_count_outputs(observations) if is_steady else 0):
        wrong = [observation for observation in observations if not _is_output_right(observation, place)]
        if not wrong:
            outputs.append(replace(whole, truth=Truth.RIGHT, mistakes=(), outcome="", advice=""))
            continue
        edges = all(observation.case.kind is not CaseKind.REGULAR for observation in wrong)
        outputs.append(replace(whole, outcome=EDGE_CASES_ONLY if edges else outcome))
    return FunctionFinding(whole, tuple(outputs))


def _count_outputs(observations: Observations) -> int:
    """How many values the function returns in a tuple; none where it returns a single one."""
    expected = observations[0].expected
    return len(expected) if isinstance(expected, tuple) else 0


def _is_output_right(observation: Observation, place: int) -> bool:
    if observation.passed:
        return True
    if observation.ending is not Ending.RETURNED or observation.changed_input:
        return False
    expected, items = observation.expected, as_items(observation.value)
    assert isinstance(expected, tuple)
    return items is not None and len(items) == len(expected) and agrees(expected[place], items[place])


def _reason(record: FunctionRun, failed: list[Observation], diagnosis: Diagnosis) -> str:
    labels = dict.fromkeys(observation.case.label or "ordinary cases" for observation in failed)
    reason = f"passes {record.passed} of {record.cases} cases; fails: {', '.join(labels)}"
    if diagnosis.could_be_typed_in:
        return f"{reason}; its values are those of the mistake, and of a program that looks at no number"
    return reason


def _messages(function: str, cases: Expected, runs: list[Run], observations: Observations) -> tuple[str, ...]:
    """Sentences for the student, the telling ones first, each once."""
    found: list[str] = []
    for (case, expected), run, observation in zip(cases, runs, observations, strict=True):
        if observation.passed:
            continue
        # Ordinary cases are named by nothing: their inputs stay hidden.
        label = sentences.circumstance(case.label)
        found.append(_describe(function, run, expected, label, public=case.public))
    whole = []
    if any(observation.changed_input for observation in observations):
        whole.append(sentences.CHANGED_INPUT)
    if any(run.is_random for run in runs):
        whole.append(sentences.RANDOM)
    elif any(run.depends_on_history for run in runs):
        whole.append(sentences.KEEPS_STATE)
    ordinary = [text for text in dict.fromkeys(found) if text]
    return (*whole, *ordinary[:_MAX_CIRCUMSTANCES])


def _describe(function: str, run: Run, expected: object, label: str, *, public: bool) -> str:
    outcome = run.outcome
    if isinstance(outcome, Raised):
        where = f" in line {outcome.line} of {outcome.file}" if outcome.file and outcome.line else ""
        name = outcome.type_name if public else sentences.exception_name(outcome.type_name)
        name = f"{name}: {outcome.message}" if public and outcome.message else name
        return sentences.RAISED.format(type_name=name, where=where, circumstance=label)
    if isinstance(outcome, WrongSignature):
        return sentences.WRONG_SIGNATURE.format(function=function, signature=outcome.signature or "unknown")
    if isinstance(outcome, TimedOut):
        return sentences.TOOK_LONG.format(seconds=outcome.seconds, circumstance=label)
    if isinstance(outcome, OutOfMemory):
        return sentences.OUT_OF_MEMORY.format(megabytes=outcome.megabytes, circumstance=label)
    if isinstance(outcome, Died):
        # A status of its own could spell out a hidden input.
        detail = outcome.how if outcome.how is Death.EXIT and not public else outcome.detail
        return sentences.DIED.format(detail=detail or outcome.how, circumstance=label)
    if isinstance(outcome, Garbled):
        what = (
            f"a {outcome.type_name}" if public and outcome.type_name else sentences.kind_of(outcome.type_name)
        )
        return sentences.UNREADABLE.format(what=what, circumstance=label)
    if isinstance(outcome, NotRun):
        return _NOT_MADE.get(outcome.reason, "")
    if outcome.value is None:
        return sentences.NOTHING_RETURNED.format(circumstance=label)
    if outcome.mutated:
        return ""
    if isinstance(expected, np.ndarray) and isinstance(outcome.value, np.ndarray):
        found, wanted = outcome.value.shape, expected.shape
        if found != wanted and (public or _is_small(found)):
            return sentences.WRONG_SHAPE.format(found=found, wanted=wanted, circumstance=label)
    return sentences.WRONG_VALUE.format(circumstance=label)


def _is_small(shape: tuple[int, ...]) -> bool:
    """Whether a shape is an honest one: long ones could spell out a hidden input."""
    return len(shape) <= _MAX_SHAPE and all(size <= _MAX_SIZE for size in shape)


def _printed(cases: Expected, runs: list[Run]) -> str:
    """What was printed on public cases, the first that printed anything."""
    return next(
        (run.printed for (case, _), run in zip(cases, runs, strict=True) if case.public and run.printed), ""
    )
