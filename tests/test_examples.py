"""Each example submission is graded as its `expected.yaml` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code_run import code_judge
from grader.grading import grade_path
from tests.examples import EXAMPLES, departures

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", sorted(path.parent.name for path in EXAMPLES.glob("*/expected.yaml")))
def test_example_is_graded_as_expected(name: str) -> None:
    folder = EXAMPLES / name
    report = grade_path(folder, load_assignment(ROOT), code_judge())
    assert departures(report, folder) == []
