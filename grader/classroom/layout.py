"""What a class run leaves on disk: a folder for each submission, the tables, the page of the class."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from grader.classroom.importers import ClassSource, Entry
from grader.classroom.job import Outcome
from grader.classroom.store import Store
from grader.model.assignment import Assignment
from grader.reports.atomic import write_atomically
from grader.reports.gradebook import GRADEBOOKS, Cell, ClassRow, PartGrade, Person, csv_text, grades_csv


def lay_out_submission(outcome: Outcome, assignment: Assignment, out: Path) -> None:
    """Write results.json and report.html, for a submission that could not be graded too."""
    folder = out / outcome.name
    folder.mkdir(exist_ok=True)
    results, page = (outcome.results, outcome.page) if outcome.graded else _ungraded(outcome, assignment)
    _write(folder / "results.json", results)
    _write(folder / "report.html", page)


def lay_out_class(
    found: ClassSource, assignment: Assignment, out: Path, store: Store
) -> list[tuple[str, str]]:
    """Write the tables and the page of the class; the answer names what was not graded, and why."""
    from grader.reports.class_page import render_class

    rows = list(_rows(found, assignment, out, store))
    titles = {part.id: part.title for part in assignment.parts}
    _write(out / "grades.csv", grades_csv(rows, list(titles)))
    if found.word in GRADEBOOKS:
        _write(
            out / f"gradebook-{found.word}.csv", GRADEBOOKS[found.word](rows, list(titles), assignment.title)
        )
    timings: list[list[Cell]] = [["submission", "seconds"]]
    names = {row.name for row in rows}
    timings += [[name, round(seconds, 3)] for name, seconds in store.seconds() if name in names]
    _write(out / "timings.csv", csv_text(timings))
    _write(out / "report.html", render_class(rows, titles, assignment.title))
    return [(row.name, row.problem) for row in rows if row.problem]


def _clear_unfinished(folder: Path) -> None:
    """Take away the halves of files that a killed run left; this run holds the lock on the folder."""
    for path in folder.glob(".*.tmp"):
        path.unlink(missing_ok=True)


def _rows(found: ClassSource, assignment: Assignment, out: Path, store: Store) -> Iterator[ClassRow]:
    """One row a submission, read from the store one by one; files that went missing are written again."""
    _clear_unfinished(out)
    for entry in found.entries:
        _clear_unfinished(out / entry.name)
        outcome = store.get(entry.name)
        if outcome is None:
            outcome = Outcome(entry.name, problem="it was not reached")
        if not all((out / entry.name / file).is_file() for file in ("results.json", "report.html")):
            lay_out_submission(outcome, assignment, out)
        yield _row(entry, outcome, assignment)


def _row(entry: Entry, outcome: Outcome, assignment: Assignment) -> ClassRow:
    found = entry.found
    return ClassRow(
        name=entry.name,
        people=tuple(Person(student.name, student.identifier, student.email) for student in found.students),
        parts=_grades(outcome)
        if outcome.graded
        else {part.id: PartGrade(Decimal(0), part.points, review=True) for part in assignment.parts},
        late=found.late,
        submitted=found.submitted,
        submission_id=found.submission_id,
        problem=outcome.problem,
        remarks=found.remarks,
    )


def _grades(outcome: Outcome) -> dict[str, PartGrade]:
    parts = json.loads(outcome.results, parse_float=Decimal)["extra_data"]["parts"]
    answers = json.loads(outcome.answers) if outcome.answers else {}
    return {
        part_id: PartGrade(
            Decimal(part["score"]),
            Decimal(part["max_score"]),
            part["review"],
            tuple(part["mistakes"]),
            answers.get(part_id, ""),
        )
        for part_id, part in parts.items()
    }


def _ungraded(outcome: Outcome, assignment: Assignment) -> tuple[str, str]:
    """Both reports of a submission that could not be graded."""
    from grader.reports.gradescope import results_data
    from grader.reports.html import render_html
    from grader.reports.ungraded import ungraded_report

    report = ungraded_report(outcome.name, assignment, outcome.problem)
    return json.dumps(results_data(report), ensure_ascii=False, indent=1) + "\n", render_html(report)


def _write(path: Path, text: str) -> None:
    write_atomically(path, text.encode("utf-8", "replace"))
