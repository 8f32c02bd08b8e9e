"""Proves an assignment sound before a student sees it; what it proves is listed in `PROOFS`.

Every proof yields findings: a subject, whether it holds, and for staff what was seen where it does not.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.code_run import code_judge
from grader.grading import NO_CODE, grade, grade_path, judge_writeup, report_part
from grader.intake.answers import read_answer
from grader.model.assignment import Assignment, Evidence, KnownMistake, Part
from grader.model.report import PartReport, Report
from grader.model.submission import Submission

FULL_MARKS = Path("submissions_example") / "full_marks"
"""The submission of an assignment that must earn every point, from write-up and code alike."""

_TIME_SHARE = 0.25
"""A full submission may take this much of the Gradescope limit, so that a slow machine still makes it."""


@dataclass(frozen=True)
class Finding:
    """One thing proved, or not."""

    proof: str
    subject: str
    holds: bool
    seen: str = ""


Proof = Callable[[Assignment], Iterator[Finding]]


def prove(assignment: Assignment) -> Iterator[Finding]:
    """All the proofs, in order."""
    for proof in PROOFS:
        yield from proof(assignment)


def prove_empty_earns_nothing(assignment: Assignment) -> Iterator[Finding]:
    """A submission without any answer earns no point and sends nothing to a person."""
    report = grade(Submission("empty", {}), assignment, code_judge())
    for part in report.parts:
        yield Finding(
            "an empty submission earns nothing",
            part.id,
            part.score == 0 and not part.review,
            f"{part.score} points, review {part.review}",
        )


def prove_full_marks(assignment: Assignment) -> Iterator[Finding]:
    """The example of full marks earns them, as a whole, from its write-up alone and from its code alone."""
    folder = assignment.folder / FULL_MARKS
    if not folder.is_dir():
        yield Finding(
            "full marks", str(FULL_MARKS), False, "no such folder: write the submission that earns all"
        )
        return
    begin = time.monotonic()
    whole = grade_path(folder, assignment, code_judge())
    seconds = time.monotonic() - begin
    for part in whole.parts:
        yield _full("full marks", part)
    again = grade_path(folder, assignment, code_judge())
    yield Finding("the same bytes again", str(FULL_MARKS), _bytes(whole) == _bytes(again), "results differ")
    limit = assignment.time_limit_seconds * _TIME_SHARE
    yield Finding("time", str(FULL_MARKS), seconds <= limit, f"{seconds:.1f} s of {limit:.0f} s")
    yield from _code_alone(assignment, folder)


def _code_alone(assignment: Assignment, folder: Path) -> Iterator[Finding]:
    from grader.intake.submission import read_submission

    parts = tuple(part.id for part in assignment.parts)
    code = read_submission(folder, parts=parts, handout=assignment.handout).code
    if not code:
        return
    report = grade(Submission("code", {}, code), assignment, code_judge())
    for part, scored in zip(assignment.parts, report.parts, strict=True):
        for check, result in zip(part.checks, scored.checks, strict=False):
            if Evidence.CODE in check.evidence:
                yield Finding(
                    "full marks from code",
                    f"{part.id} {check.id}",
                    result.points == check.points,
                    f"{result.points} of {check.points}: {result.message}",
                )
        handed = {entry.run.function for entry in scored.checks if entry.run is not None}
        for function in part.functions:
            yield Finding(
                "the example's code has it", f"{part.id} {function}", function in handed, "not handed in"
            )


def _full(proof: str, part: PartReport) -> Finding:
    lost = [
        f"{check.id} {check.verdict}: {check.message}"
        for check in part.checks
        if check.points < check.max_points
    ]
    named = [mistake.id for mistake in part.mistakes]
    seen = "; ".join([*lost, *(f"named {mistake}" for mistake in named)])
    return Finding(proof, part.id, part.score == part.max_score and not named, seen)


def _bytes(report: Report) -> str:
    from grader.reports.gradescope import results_data

    return json.dumps(results_data(report), sort_keys=True)


def prove_written_mistakes(assignment: Assignment) -> Iterator[Finding]:
    """Each known mistake's example is caught, named, and left the credit its rubric says."""
    for part in assignment.parts:
        for mistake in part.mistakes.values():
            if mistake.example is not None:
                yield _written_mistake(part, mistake, assignment)


def _written_mistake(part: Part, mistake: KnownMistake, assignment: Assignment) -> Finding:
    answer = read_answer(part.id, mistake.example, f"rubrics/{part.id}.yaml")
    submission = Submission("example", {part.id: answer})
    report = report_part(part, judge_writeup(part, submission, assignment), NO_CODE, submission)
    named = [found.id for found in report.mistakes]
    points = {check.id: check.points for check in report.checks}
    wrong = [
        f"{check} earns {points.get(check)} for {credit}"
        for check, credit in mistake.credit.items()
        if points.get(check) != credit
    ]
    if named != [mistake.id]:
        wrong.append(f"named: {', '.join(named) or 'nothing'}")
    return Finding(
        "a written mistake is caught and named", f"{part.id} {mistake.id}", not wrong, "; ".join(wrong)
    )


def prove_coded_mistakes(assignment: Assignment) -> Iterator[Finding]:
    """Each known mistake's program is caught by the hidden cases and named, and each case earns its place."""
    from grader.checks.code.proofs import prove_function

    for part in assignment.parts:
        for function in part.functions:
            order = tuple(part.mistakes)
            for subject, holds, seen in prove_function(
                assignment.reference, function, order, assignment.seed
            ):
                yield Finding("a mistake in code is caught and named", f"{function} {subject}", holds, seen)


def prove_every_mistake_is_shown(assignment: Assignment) -> Iterator[Finding]:
    """No known mistake without an example or a program: nothing would prove that it is recognised."""
    mistakes = assignment.reference.folder / "mistakes"
    for part in assignment.parts:
        for mistake in part.mistakes.values():
            programs = [name for name in part.functions if (mistakes / name / f"{mistake.id}.py").is_file()]
            yield Finding(
                "every known mistake has an example or a program",
                f"{part.id} {mistake.id}",
                mistake.example is not None or bool(programs),
                "write `example:` in the rubric, or a program in reference/mistakes",
            )


PROOFS: tuple[Proof, ...] = (
    prove_empty_earns_nothing,
    prove_full_marks,
    prove_written_mistakes,
    prove_coded_mistakes,
    prove_every_mistake_is_shown,
)
