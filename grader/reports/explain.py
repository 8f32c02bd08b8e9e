"""For an instructor at `grader try`: how an answer was read, each verdict, the witness, the mistake."""

from __future__ import annotations

from collections.abc import Iterator

from grader.model.report import CheckReport, PartReport
from grader.reports.prose import one_line


def explanation(report: PartReport) -> Iterator[str]:
    """The lines of an explanation, plain text."""
    yield f"{report.id} {report.title}: {report.score} of {report.max_score} points" + (
        ", to a person" if report.review else ""
    )
    for check in report.checks:
        yield from _check_lines(check)
    for mistake in report.mistakes:
        yield f"mistake {mistake.id}: {mistake.feedback}"
    for reason in report.review_reasons:
        yield f"a person must look: {one_line(reason)}"


def _check_lines(check: CheckReport) -> Iterator[str]:
    yield f"  {check.id}: {check.verdict}, {check.points} of {check.max_points} ({check.evidence})"
    for reading in check.readings:
        yield f"    {reading.place} {reading.mark}: {one_line(reading.text)}"
        if reading.understood:
            yield f"      understood as {one_line(reading.understood)}"
        if reading.note:
            yield f"      {one_line(reading.note)}"
    if check.staff:
        yield f"    why: {one_line(check.staff, 1000)}"
    if check.message:
        yield f"    the student reads: {one_line(check.message, 1000)}"


def print_explanation(report: PartReport) -> None:
    """Print the explanation."""
    for line in explanation(report):
        print(line)
