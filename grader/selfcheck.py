"""Proves an assignment sound before a student sees it; what it proves is listed in `PROOFS`.

Every proof yields findings: a subject, whether it holds, and for staff what was seen where it does not.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.checks.request import Params
from grader.code_run import code_judge
from grader.grading import NO_CODE, grade, grade_path, judge_writeup, report_part
from grader.intake.answers import read_answer
from grader.model.assignment import Assignment, Evidence, KnownMistake, Part
from grader.model.report import PartReport, Report, Verdict
from grader.model.submission import Submission
from grader.reference_package import FAULTS, place_in, said

FULL_MARKS = Path("submissions_example") / "full_marks"
"""The submission of an assignment that must earn every point, from write-up and code alike."""

BROKEN_CHECK = "the check '"
"""How staff are told of a check that failed for a fault in its rubric or reference."""

_TIER_MEGABYTES = 768
"""The memory of Gradescope's smallest container, in MB."""

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
    """All the proofs, in order; the assignment's own code may fail in any, and it is said where."""
    for proof in PROOFS:
        try:
            yield from proof(assignment)
        except FAULTS as fault:
            yield _broken(fault, assignment)


def _broken(fault: BaseException, assignment: Assignment, what: str = "") -> Finding:
    place = place_in(fault, assignment.folder)
    return Finding("the assignment's own code runs", what or place, False, f"{place}: {said(fault)}")


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
    memory = _peak_megabytes()
    seconds = time.monotonic() - begin
    for part in whole.parts:
        yield _full("full marks", part)
    again = grade_path(folder, assignment, code_judge())
    yield Finding("the same bytes again", str(FULL_MARKS), _bytes(whole) == _bytes(again), "results differ")
    limit = assignment.time_limit_seconds * _TIME_SHARE
    yield Finding("time", str(FULL_MARKS), seconds <= limit, f"{seconds:.1f} s of {limit:.0f} s")
    yield Finding(
        "memory", str(FULL_MARKS), memory <= _TIER_MEGABYTES, f"{memory:.0f} MB of {_TIER_MEGABYTES} MB"
    )
    yield from _writing_alone(assignment, folder)
    yield from _code_alone(assignment, folder)


def _peak_megabytes() -> float:
    """The most memory that this process or one it started has held, in MB."""
    import resource

    own, children = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(own, children) / (1024**2 if sys.platform == "darwin" else 1024)


def _writing_alone(assignment: Assignment, folder: Path) -> Iterator[Finding]:
    """What is written earns all without the program, as a write-up and as the texts of answers.yaml."""
    from grader.intake.submission import read_submission

    parts = tuple(part.id for part in assignment.parts)
    written = read_submission(folder, parts=parts, handout=assignment.handout)
    texts = {
        part: "\n\n".join(block.text for block in answer.blocks)
        for part, answer in written.answers.items()
        if answer.blocks
    }
    as_yaml = {part: read_answer(part, text, "answers.yaml") for part, text in texts.items()}
    for proof, answers in (
        ("full marks from the write-up", written.answers),
        ("full marks from answers.yaml", {**written.answers, **as_yaml}),
    ):
        submission = Submission("written", answers)
        for part in assignment.parts:
            if not any(Evidence.WRITEUP in check.evidence for check in part.checks):
                continue
            report = report_part(part, judge_writeup(part, submission, assignment), NO_CODE, submission)
            lost = [
                f"{result.id} {result.verdict}: {result.staff or result.message}"
                for check, result in zip(part.checks, report.checks, strict=False)
                if Evidence.WRITEUP in check.evidence and result.points < check.points
            ]
            yield Finding(
                proof, part.id, not lost and not report.mistakes, "; ".join(lost) or "a mistake is named"
            )


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
        f"{check.id} {check.verdict}: {check.staff or check.message}"
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
    on = {check.id: check for check in report.checks}
    shown = any(mistake.id in check.mistakes for check in report.checks)
    wrong = [
        f"{check} earns {on[check].points} for {credit}"
        for check, credit in mistake.credit.items()
        # an example may leave out what it could have spoiled as well
        if on[check].points != credit and not (shown and on[check].verdict is Verdict.MISSING)
    ]
    broken = [check.staff for check in report.checks if check.staff.startswith(BROKEN_CHECK)]
    if broken:
        wrong = broken[:1]
    elif named != [mistake.id]:
        wrong.append(f"named: {', '.join(named) or 'nothing'}")
    subject = f"{part.id} {mistake.id}"
    return Finding("a written mistake is caught and named", subject, not wrong, "; ".join(wrong))


def prove_coded_mistakes(assignment: Assignment) -> Iterator[Finding]:
    """Each known mistake's program is caught by the hidden cases and named, and each case earns its place."""
    from grader.checks.code.proofs import prove_function

    for part in assignment.parts:
        for function in part.functions:
            order = tuple(part.mistakes)
            try:
                for subject, holds, seen, proof in prove_function(
                    assignment.reference, function, order, assignment.seed
                ):
                    yield Finding(proof, f"{function} {subject}", holds, seen)
            except FAULTS as fault:
                yield _broken(fault, assignment, function)


def prove_formulas_are_judged_closely(assignment: Assignment) -> Iterator[Finding]:
    """An expected formula times 1.001, and a tensor with one number off by ten tolerances, are not right."""
    for part in assignment.parts:
        for check in part.checks:
            names = check.params.reference_names() if isinstance(check.params, Params) else ()
            if Evidence.WRITEUP not in check.evidence or not names or check.kind not in _MOVED:
                continue
            moved = _MOVED[check.kind](assignment.reference.answers[names[0]]())
            if moved is None:
                continue
            if check.kind == "tensor":
                moved = {check.id: moved}
            answer = read_answer(part.id, moved, "answers.yaml")
            submission = Submission("moved", {part.id: answer})
            report = report_part(part, judge_writeup(part, submission, assignment), NO_CODE, submission)
            points = next(each.points for each in report.checks if each.id == check.id)
            yield Finding(
                "a value off by ten tolerances fails",
                f"{part.id} {check.id}",
                points < check.points,
                f"{str(moved)[:80]} earns all",
            )


def _moved_formula(expected: object) -> object | None:
    """A formula times 1.001; None for a statement with a sign in it, which has no multiple."""
    text = str(expected)
    return None if "=" in text or "\\leftarrow" in text else rf"1.001 \left({text}\right)"


_OFF = 0.05
"""Ten times the half unit in the second decimal, to which tensors are read."""


def _moved_tensor(expected: object) -> object | None:
    """Nested numbers as floats, the first of them off."""
    if isinstance(expected, (list, tuple)):
        first, *rest = expected
        return [_moved_tensor(first), *(_as_floats(each) for each in rest)]
    return round(float(expected), 4) + _OFF  # type: ignore[arg-type]


def _as_floats(numbers: object) -> object:
    if isinstance(numbers, (list, tuple)):
        return [_as_floats(each) for each in numbers]
    return round(float(numbers), 4)  # type: ignore[arg-type]


_MOVED: Mapping[str, Callable[[object], object | None]] = {
    "symbolic": _moved_formula,
    "tensor": _moved_tensor,
}


def prove_every_mistake_is_shown(assignment: Assignment) -> Iterator[Finding]:
    """No known mistake without an example or a program: nothing would prove that it is recognised."""
    mistakes = assignment.reference.folder / "mistakes"
    for part in assignment.parts:
        for mistake in part.mistakes.values():
            programs = [name for name in part.functions if (mistakes / name / f"{mistake.id}.py").is_file()]
            written = any(
                Evidence.WRITEUP in check.evidence and _mentions(check.params, mistake.id)
                for check in part.checks
            )
            yield Finding(
                "every known mistake has an example or a program",
                f"{part.id} {mistake.id}",
                mistake.example is not None or (bool(programs) and not written),
                "write `example:` in the rubric, an answer with this mistake and no other"
                if written or not part.functions
                else "write `example:` in the rubric, or a program in reference/mistakes",
            )


def _mentions(params: object, mistake: str) -> bool:
    """Whether a check's own parameters say how the mistake is recognised in writing."""
    return f"'{mistake}'" in repr(params.model_dump()) if isinstance(params, Params) else False


PROOFS: tuple[Proof, ...] = (
    prove_empty_earns_nothing,
    prove_full_marks,
    prove_written_mistakes,
    prove_coded_mistakes,
    prove_formulas_are_judged_closely,
    prove_every_mistake_is_shown,
)
