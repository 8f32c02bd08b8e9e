"""Compare `grader try --file` with the table: python -m tests.answers.judge [FILE.jsonl ...]."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.assignment import load_assignment
from grader.commands.try_ import grade_text
from grader.model.report import PartReport

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent

Row = dict[str, object]


def rows(*files: Path) -> Iterator[Row]:
    """The rows of the tables; null in points, mistakes or review means that either is fine."""
    for file in files or sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def departure(row: Row, report: PartReport) -> str:
    """In what a report departs from the row; empty where it does not."""
    found = []
    named = sorted(mistake.id for mistake in report.mistakes)
    if row["points"] is not None and float(report.score) != row["points"]:
        found.append(f"points {report.score} for {row['points']}")
    if row["mistakes"] is not None and named != row["mistakes"]:
        found.append(f"mistakes {named} for {row['mistakes']}")
    if row["review"] is not None and report.review != row["review"]:
        found.append(f"review {report.review}: {'; '.join(report.review_reasons)[:200]}")
    return ", ".join(found)


def main(arguments: list[str]) -> int:
    """Print every departure and the counts."""
    assignment = load_assignment(ROOT)
    total = wrong = silent = 0
    for row in rows(*(Path(name) for name in arguments)):
        report = grade_text(assignment.part(str(row["part"])), row["answer"], assignment)
        total += 1
        found = departure(row, report)
        if found:
            wrong += 1
            silent += "points" in found and not report.review
            checks = " ".join(f"{check.id}={check.verdict}:{check.points}" for check in report.checks)
            print(f"{row['id']}: {found}\n    {str(row['answer'])[:160]!r}\n    {checks}")
    print(f"{total} rows, {wrong} depart, {silent} of them silently wrong in points")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
