"""`grader try`: one answer to one part, graded and explained; or a file of answers, as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from grader.assignment import load_assignment
from grader.errors import UsageError
from grader.grading import NO_CODE, judge_writeup, report_part
from grader.intake.answers import read_answer
from grader.model.assignment import Assignment, Part
from grader.model.report import CheckReport, PartReport
from grader.model.submission import Submission

_MAX_LINE_CHARACTERS = 1_000_000


def try_answer(part_id: str, answer: str, folder: Path) -> int:
    """Print how `answer` was read and judged, for an instructor."""
    assignment = load_assignment(folder)
    part = _part(assignment, part_id)
    from grader.reports.explain import print_explanation

    print_explanation(grade_text(part, answer, assignment))
    return 0


def try_file(file: Path, folder: Path) -> int:
    """Grade each line of `file`; 1 if a line is no request, and it is said which."""
    assignment = load_assignment(folder)
    status = 0
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                row, good = _answer_line(line, f"{file.name}:{number}", assignment)
                print(json.dumps(row, ensure_ascii=False))
                status = status if good else 1
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error
    return status


def _answer_line(line: str, place: str, assignment: Assignment) -> tuple[dict[str, object], bool]:
    try:
        if len(line) > _MAX_LINE_CHARACTERS:
            raise ValueError(f"the line is longer than {_MAX_LINE_CHARACTERS} characters")
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("the line is no JSON object")
        part = _part(assignment, str(row.get("part", "")))
        answer = row.get("answer", "")
    except (ValueError, RecursionError, UsageError) as error:
        return {"error": f"{place}: {error}"}, False
    report = grade_text(part, answer, assignment)
    return {"id": row.get("id"), **_as_row(report)}, True


def _part(assignment: Assignment, part_id: str) -> Part:
    ids = [part.id for part in assignment.parts]
    if part_id not in ids:
        close = get_close_matches(part_id, ids, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else f"; the parts are {', '.join(ids)}"
        raise UsageError(f"no part '{part_id}'{hint}")
    return assignment.part(part_id)


def grade_text(part: Part, answer: object, assignment: Assignment) -> PartReport:
    """Grade one answer (a text, or a mapping of fields) to one part."""
    read = read_answer(part.id, answer, "answer")
    submission = Submission("answer", {part.id: read})
    return report_part(part, judge_writeup(part, submission, assignment), NO_CODE, submission)


def _as_row(report: PartReport) -> dict[str, object]:
    return {
        "part": report.id,
        "points": float(report.score),
        "max_points": float(report.max_score),
        "review": report.review,
        "mistakes": [mistake.id for mistake in report.mistakes],
        "checks": list(_check_rows(report.checks)),
    }


def _check_rows(checks: tuple[CheckReport, ...]) -> Iterator[dict[str, object]]:
    for check in checks:
        yield {
            "id": check.id,
            "verdict": str(check.verdict),
            "points": float(check.points),
            "max_points": float(check.max_points),
            "evidence": str(check.evidence),
        }
