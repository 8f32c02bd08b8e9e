"""Every single answer of the tables is graded as its row says; a bug report becomes one more row."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.commands.try_ import grade_text
from grader.model.assignment import Assignment
from tests.answers.judge import FOLDER, ROOT, departure, rows


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return load_assignment(ROOT)


@pytest.mark.parametrize("table", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_row_is_graded_as_it_says(table: Path, assignment: Assignment) -> None:
    departures = []
    for row in rows(table):
        report = grade_text(assignment.part(str(row["part"])), row["answer"], assignment)
        found = departure(row, report)
        if found:
            departures.append(f"{row['id']} {str(row['answer'])[:80]!r}: {found}")
    assert departures == []
