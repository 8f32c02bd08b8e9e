"""Each complete write-up of `submissions/` is graded as its `expected.yaml` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code_run import code_judge
from grader.grading import grade_path
from tests.examples import departures

ROOT = Path(__file__).parent.parent
SUBMISSIONS = Path(__file__).parent / "submissions"


@pytest.mark.parametrize("name", sorted(path.parent.name for path in SUBMISSIONS.glob("*/expected.yaml")))
def test_write_up_is_graded_as_expected(name: str) -> None:
    folder = SUBMISSIONS / name
    report = grade_path(folder, load_assignment(ROOT), code_judge())
    assert departures(report, folder) == []
