"""Each example submission is graded as its `expected.yaml` says, and an example's table of answers as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code_run import code_judge
from grader.commands.try_ import grade_text
from grader.grading import grade_path
from tests.answers.judge import departure, rows
from tests.examples import EXAMPLES, departures

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", sorted(path.parent.name for path in EXAMPLES.glob("*/expected.yaml")))
def test_example_is_graded_as_expected(name: str) -> None:
    folder = EXAMPLES / name
    report = grade_path(folder, load_assignment(ROOT), code_judge())
    assert departures(report, folder) == []


NUMERICS = ROOT / "examples" / "numerics"


def test_another_assignment_grades_its_example_and_its_answers() -> None:
    assignment = load_assignment(NUMERICS)
    folder = NUMERICS / "submissions_example" / "some_mistakes"
    assert departures(grade_path(folder, assignment, code_judge()), folder) == []
    found = {
        str(row["id"]): departure(
            row, grade_text(assignment.part(str(row["part"])), row["answer"], assignment)
        )
        for row in rows(NUMERICS / "answers.jsonl")
    }
    assert {row: said for row, said in found.items() if said} == {}
