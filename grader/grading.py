"""The one loop: an assignment and a submission become a report."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from grader import messages
from grader.checks import load_kind
from grader.checks.request import Params, Request
from grader.model.assignment import Assignment, Evidence, Part
from grader.model.judgement import Judgement, Truth
from grader.model.report import CheckReport, NamedMistake, PartReport, Report, Verdict
from grader.model.submission import Answer, RemarkKind, Submission
from grader.scoring import ScoredCheck, score_checks


class Findings(Protocol):
    """What the hidden cases say of a submission's functions (`grader.checks.code.CodeFindings`)."""

    @property
    def layers(self) -> tuple[str, ...]:
        """The sandbox layers that held."""
        ...

    @property
    def staff_notes(self) -> tuple[str, ...]:
        """What staff should know of the run as a whole."""
        ...

    def judgement(self, function: str, output: int | None = None) -> Judgement:
        """The finding on one function, or on one element of what it returns; ABSENT where not handed in."""
        ...


class _NoCode:
    """The findings on a submission without code."""

    layers: tuple[str, ...] = ()
    staff_notes: tuple[str, ...] = ()

    def judgement(self, function: str, output: int | None = None) -> Judgement:
        """Nothing was handed in."""
        return Judgement(Truth.ABSENT)


NO_CODE: Findings = _NoCode()


NOT_RUN = "student code was not run"
"""How the staff note begins where the sandbox refused."""

OUR_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a bug of ours may raise in a check; a RecursionError is a RuntimeError."""

OnFunction = Callable[[str, Findings], None]
"""Hears of each function that is done with, and of the findings so far."""
JudgeCode = Callable[[Submission, Assignment, OnFunction], Findings]
OnPart = Callable[[PartReport], None]
Written = Mapping[str, Judgement]
"""The findings on one part's write-up, by check."""
MapParts = Callable[[Callable[[Part], Written], tuple[Part, ...]], Iterable[Written]]
"""Applies a function to every part, as `map` does, or in another order or place."""


def grade_path(
    path: Path,
    assignment: Assignment,
    judge_code: JudgeCode,
    *,
    on_part: OnPart | None = None,
    map_parts: MapParts = map,
) -> Report:
    """Read and grade the submission at `path`; SubmissionError where there is nothing to read."""
    from grader.intake.submission import read_submission

    parts = tuple(part.id for part in assignment.parts)
    return grade(
        read_submission(path, parts=parts, handout=assignment.handout),
        assignment,
        judge_code,
        on_part=on_part,
        map_parts=map_parts,
    )


def grade(
    submission: Submission,
    assignment: Assignment,
    judge_code: JudgeCode,
    *,
    on_part: OnPart | None = None,
    map_parts: MapParts = map,
) -> Report:
    """Grade what was read; `on_part` hears of each part when its write-up is judged, and again with code.

    What it hears first of a part whose code is still to be run is marked as not graded for a reason of ours:
    should grading end there, a person looks.
    """
    tell = on_part or _tell_nobody
    written: dict[str, Written] = {}
    reports: dict[str, PartReport] = {}
    judged = map_parts(lambda part: judge_writeup(part, submission, assignment), assignment.parts)
    for part, found in zip(assignment.parts, judged, strict=True):
        written[part.id] = found
        reports[part.id] = report_part(part, written[part.id], NO_CODE, submission)
        awaits_code = bool(submission.code and part.functions)
        tell(_code_not_run(reports[part.id]) if awaits_code else reports[part.id])
    findings = NO_CODE
    if submission.code:
        done: set[str] = set()

        def on_function(function: str, so_far: Findings) -> None:
            done.add(function)
            for part in assignment.parts:
                if function in part.functions and done.issuperset(part.functions):
                    tell(report_part(part, written[part.id], so_far, submission))

        findings = judge_code(submission, assignment, on_function)
        for part in assignment.parts:
            if part.functions:
                reports[part.id] = report_part(part, written[part.id], findings, submission)
    return Report(
        submission=submission.name,
        assignment=assignment.title,
        parts=tuple(reports[part.id] for part in assignment.parts),
        remarks=submission.remarks,
        layers=findings.layers,
        staff_notes=findings.staff_notes,
    )


def _tell_nobody(report: PartReport) -> None:
    """Where nobody listens."""


def _code_not_run(report: PartReport) -> PartReport:
    reason = "grading ended before the code that was handed in was run"
    return replace(report, review=True, ours=True, review_reasons=(*report.review_reasons, reason))


def judge_writeup(part: Part, submission: Submission, assignment: Assignment) -> Written:
    """Check id to the finding on the write-up; all checks of one kind are asked together."""
    answer = submission.answers.get(part.id, Answer(part.id))
    if answer.is_empty:
        unread = part.id in submission.unread_parts
        empty = (
            Judgement(Truth.UNREADABLE, reason="the answer may stand in what we could not read")
            if unread
            else Judgement(Truth.ABSENT)
        )
        return {check.id: empty for check in part.checks if Evidence.WRITEUP in check.evidence}
    found: dict[str, Judgement] = {}
    if submission.code and _points_at_code(part, answer):
        pointer = Judgement(Truth.ABSENT, reason="the write-up only says where the code is")
        return {check.id: pointer for check in part.checks if Evidence.WRITEUP in check.evidence}
    for kind in dict.fromkeys(check.kind for check in part.checks if Evidence.WRITEUP in check.evidence):
        request = Request(
            part=part.id,
            checks={
                check.id: check.params
                for check in part.checks
                if check.kind == kind and isinstance(check.params, Params)
            },
            answer=answer,
            reference=assignment.reference,
            symbols=part.symbols,
            given=part.given,
            mistakes=frozenset(part.mistakes),
            seed=assignment.seed,
        )
        try:
            found.update(load_kind(kind).judge(request))
        except OUR_FAILURES as failure:
            found.update(dict.fromkeys(request.checks, _our_failure(kind, failure)))
    return found


_MOST_WORDS_OF_A_POINTER = 16
_POINTER = re.compile(
    r"\b(?:implement\w*|see|voir|code[ds]?|coded|function|fonction|implémenté\w*)\b", re.IGNORECASE
)


def _points_at_code(part: Part, answer: Answer) -> bool:
    """Whether an answer is nothing but a remark that its function has been written: ``see f in x.py``."""
    if any(Evidence.CODE not in check.evidence for check in part.checks):
        return False
    text = " ".join(block.text for block in answer.blocks).replace("\\_", "_")
    if (
        answer.fields
        or len(text.split()) > _MOST_WORDS_OF_A_POINTER
        or re.search(r"[=<>≤≥←+]|\\[lg]eq?\b", text)
    ):
        return False
    named = any(function in text for function in part.functions) or re.search(r"\b\w+\.py\b", text)
    return bool(named and _POINTER.search(text))


def _our_failure(kind: str, failure: BaseException) -> Judgement:
    """A fault of ours is no fault of the student's: a person looks, and the report says where it was."""
    return Judgement(Truth.REVIEW, reason=f"the check '{kind}' failed: {describe(failure)}")


def describe(failure: BaseException) -> str:
    """An exception of ours in one line, with the place it came from."""
    frames = traceback.extract_tb(failure.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(failure).__name__} at {where}: {failure}"[:500]


def report_part(
    part: Part, written: Mapping[str, Judgement], findings: Findings, submission: Submission
) -> PartReport:
    """One part's findings on both kinds of evidence, scored and worded."""
    by_check: dict[str, dict[Evidence, Judgement]] = {}
    for check in part.checks:
        by_check[check.id] = {}
        if check.id in written:
            by_check[check.id][Evidence.WRITEUP] = written[check.id]
        if check.function:
            by_check[check.id][Evidence.CODE] = findings.judgement(check.function, check.output)
    scored = score_checks(part, by_check)
    checks = [_report_check(part, item) for item in scored]
    shown = {item.check.function for item in scored if item.evidence is Evidence.CODE}
    for function in part.functions:
        judgement = findings.judgement(function)
        if judgement.truth is not Truth.ABSENT and function not in shown:
            checks.append(_report_function(part, function, judgement))
    reasons = _review_reasons(part, scored, submission)
    flagged = dict.fromkeys(mistake for check in checks for mistake in check.mistakes)
    return PartReport(
        id=part.id,
        title=part.title,
        score=sum((item.points for item in scored), Decimal(0)),
        max_score=part.points,
        review=bool(reasons),
        mistakes=tuple(NamedMistake(mistake, part.mistakes[mistake].feedback) for mistake in flagged),
        checks=tuple(checks),
        visibility=part.visibility,
        show_counterexample=part.show_counterexample,
        review_reasons=tuple(reasons),
    )


def _report_check(part: Part, item: ScoredCheck) -> CheckReport:
    judgement = item.judgement
    mistakes = tuple(mistake for mistake in judgement.mistakes if mistake in part.mistakes)
    implied = item.verdict is Verdict.REVIEW and judgement.truth is Truth.ABSENT
    return CheckReport(
        id=item.check.id,
        verdict=item.verdict,
        points=item.points,
        max_points=item.check.points,
        evidence=item.evidence,
        mistakes=mistakes,
        readings=judgement.readings,
        message=messages.check_message(
            item.verdict,
            judgement,
            [part.mistakes[mistake].feedback for mistake in mistakes],
            implied=implied,
        ),
        staff="; ".join(text for text in (judgement.reason, judgement.witness) if text),
        run=judgement.run,
    )


def _report_function(part: Part, function: str, judgement: Judgement) -> CheckReport:
    """A function that no check scores here: run and shown."""
    verdict = {Truth.RIGHT: Verdict.PASS, Truth.WRONG: Verdict.FAIL}.get(judgement.truth, Verdict.REVIEW)
    return CheckReport(
        id=function,
        verdict=verdict,
        points=Decimal(0),
        max_points=Decimal(0),
        evidence=Evidence.CODE,
        mistakes=tuple(mistake for mistake in judgement.mistakes if mistake in part.mistakes),
        readings=judgement.readings,
        message=messages.UNSCORED_FUNCTION,
        staff="; ".join(text for text in (judgement.reason, judgement.witness) if text),
        run=judgement.run,
    )


_UNREAD = {RemarkKind.PICTURE: "a picture", RemarkKind.OBJECT: "an embedded object"}


def _review_reasons(part: Part, scored: tuple[ScoredCheck, ...], submission: Submission) -> list[str]:
    reasons = [
        f"{item.check.id}: {messages.review_reason(item.judgement)}"
        for item in scored
        if item.verdict in (Verdict.REVIEW, Verdict.UNREADABLE)
    ]
    reasons += [f"{item.check.id}: write-up and code disagree" for item in scored if item.disagreement]
    reasons += [
        f"the answer may stand under the wrong part: {remark.detail} ({remark.place})"
        for remark in submission.remarks
        if remark.kind is RemarkKind.MISPLACED_ANSWER and remark.part == part.id
    ]
    reasons += [
        f"the answer is longer than is read: {remark.detail}, from {remark.place} on"
        for remark in submission.remarks
        if remark.kind is RemarkKind.LONG_ANSWER and remark.part == part.id
    ]
    if any(item.verdict is not Verdict.PASS for item in scored):
        reasons += [
            f"{_UNREAD[remark.kind]} in the answer was not read ({remark.place})"
            for remark in submission.remarks
            if remark.kind in _UNREAD and remark.part == part.id
        ]
    return reasons
