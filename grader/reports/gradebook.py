"""Grades as tables: one for people, one for each learning platform to take back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from grader.reports.prose import one_line, points_number

Cell = str | int | float

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")


@dataclass(frozen=True)
class PartGrade:
    """What one submission earned on one part."""

    score: Decimal
    max_score: Decimal
    review: bool = False
    mistakes: tuple[str, ...] = ()
    answer: str = ""
    """As read, where a person must look."""


@dataclass(frozen=True)
class Person:
    """One of those who handed it in, as the platform names them."""

    name: str = ""
    identifier: str = ""
    email: str = ""


@dataclass(frozen=True)
class ClassRow:
    """One submission of a class."""

    name: str
    """Of its folder in the results."""
    people: tuple[Person, ...] = ()
    parts: Mapping[str, PartGrade] = field(default_factory=lambda: MappingProxyType({}))
    late: bool = False
    submitted: str = ""
    submission_id: str = ""
    problem: str = ""
    """Why it was not graded; empty when it was."""
    remarks: tuple[str, ...] = ()

    @property
    def score(self) -> Decimal:
        """Points given now, provisional ones included."""
        return sum((part.score for part in self.parts.values()), Decimal(0))

    @property
    def max_score(self) -> Decimal:
        """The most that could be earned."""
        return sum((part.max_score for part in self.parts.values()), Decimal(0))

    @property
    def awaiting(self) -> tuple[str, ...]:
        """The parts that await a person."""
        return tuple(part_id for part_id, part in self.parts.items() if part.review)


def grades_csv(rows: Sequence[ClassRow], part_ids: Sequence[str]) -> str:
    """The table for people: totals, every part, flags and mistakes."""
    header = [
        "submission",
        "students",
        "ids",
        "emails",
        "late",
        "submitted",
        "total",
        "max",
        "awaits a person",
    ]
    table: list[list[Cell]] = [[*header, "not graded", *part_ids, "mistakes", "remarks"]]
    for row in rows:
        people = [
            "; ".join(getattr(person, what) for person in row.people)
            for what in ("name", "identifier", "email")
        ]
        table.append(
            [
                row.name,
                *people,
                "late" if row.late else "",
                row.submitted,
                points_number(row.score) if not row.problem else "",
                points_number(row.max_score),
                " ".join(row.awaiting),
                one_line(row.problem, 300),
                *(_score(row, part_id) for part_id in part_ids),
                " ".join(
                    f"{part_id}:{mistake}" for part_id, part in row.parts.items() for mistake in part.mistakes
                ),
                "; ".join(row.remarks),
            ]
        )
    return csv_text(table)


def canvas_csv(rows: Sequence[ClassRow], part_ids: Sequence[str], title: str) -> str:
    """Canvas' gradebook: matched by the user's id; nobody whom the download does not identify."""
    maximum = max((row.max_score for row in rows), default=Decimal(0))
    table: list[list[Cell]] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title],
        ["    Points Possible", "", "", "", "", points_number(maximum)],
    ]
    for row in rows:
        for person in row.people:
            if person.identifier.isdigit() and not row.problem:
                table.append([person.name, int(person.identifier), "", "", "", points_number(row.score)])
    return csv_text(table)


def moodle_csv(rows: Sequence[ClassRow], part_ids: Sequence[str], title: str) -> str:
    """Moodle's offline grading worksheet: matched by the participant's number."""
    table: list[list[Cell]] = [
        ["Identifier", "Full name", "Grade", "Maximum Grade", "Last modified (grade)", "Feedback comments"]
    ]
    for row in rows:
        for person in row.people:
            if person.identifier and not row.problem:
                parts = "; ".join(
                    f"{part_id}: {points_number(part.score)}/{points_number(part.max_score)}"
                    for part_id, part in row.parts.items()
                )
                score, maximum = points_number(row.score), points_number(row.max_score)
                table.append([f"Participant {person.identifier}", person.name, score, maximum, "-", parts])
    return csv_text(table)


def gradescope_csv(rows: Sequence[ClassRow], part_ids: Sequence[str], title: str) -> str:
    """The columns of Gradescope's own grades file, a row for each student of a group."""
    header = [
        "First Name",
        "Last Name",
        "SID",
        "Email",
        "Total Score",
        "Max Points",
        "Status",
        "Submission ID",
    ]
    table: list[list[Cell]] = [[*header, "Submission Time", *part_ids]]
    for row in rows:
        for person in row.people or (Person(),):
            first, _, last = person.name.rpartition(" ")
            table.append(
                [
                    first,
                    last,
                    person.identifier,
                    person.email,
                    points_number(row.score) if not row.problem else "",
                    points_number(row.max_score),
                    "Ungraded" if row.problem else "Graded",
                    row.submission_id,
                    row.submitted,
                    *(_score(row, part_id) for part_id in part_ids),
                ]
            )
    return csv_text(table)


GRADEBOOKS: Mapping[str, Callable[[Sequence[ClassRow], Sequence[str], str], str]] = {
    "canvas": canvas_csv,
    "gradescope": gradescope_csv,
    "moodle": moodle_csv,
}
"""By the word of the importer: what that platform takes back."""


def csv_text(table: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV: text always quoted, numbers never, no cell that a spreadsheet would run."""
    sink = io.StringIO()
    writer = csv.writer(sink, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    for row in table:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return sink.getvalue()


def safe_cell(text: str) -> str:
    """One line of text that no spreadsheet takes for a formula: an apostrophe stands before one."""
    padded = text.startswith("    Points")  # Canvas knows its second row by these spaces
    line = text if padded else one_line(text, 5000)
    bare = line.lstrip("\"' ")
    return "'" + line if bare.startswith(_FORMULA_STARTS) and bare != "-" else line


def _score(row: ClassRow, part_id: str) -> Cell:
    part = row.parts.get(part_id)
    return points_number(part.score) if part is not None and not row.problem else ""
