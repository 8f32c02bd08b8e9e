"""`grader new` makes an assignment that `grader check` passes, and never writes over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.commands.check import check_assignment
from grader.commands.new import new_assignment
from grader.errors import AssignmentError, UsageError


def test_new_assignment_proves_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_assignment(tmp_path / "homework") == 0
    assert check_assignment(tmp_path / "homework") == 0
    assert "Everything holds." in capsys.readouterr().out


def test_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        new_assignment(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "homework").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        new_assignment(tmp_path / "homework")


def test_folder_inside_one_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        new_assignment(tmp_path / "nowhere" / "homework")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("matrix[n,d]", "matrx[n,d]", "rubrics/1.1.yaml:4: 1.1: symbol X: unknown type 'matrx[n,d]'; did you mean 'matrix'?"),
        ("form: matrix", "form: matix", "rubrics/1.1.yaml:9: checks.gradient.form: 'matix' is not one of scalar, matrix, recurrence, relation; did you mean 'matrix'?"),
        ('title: "The', 'title: The: "', "rubrics/1.1.yaml:2: not valid YAML: mapping values are not allowed in this context; put a text with a colon between quotation marks"),
        ("checks:\n", "checks:\n\t", "rubrics/1.1.yaml:6: not valid YAML: found character that cannot start any token; indent with spaces, not with a tab"),
        ('"X^\\\\top (y', '"X^\\top \\(y', "rubrics/1.1.yaml:14: not valid YAML: found unknown escape character; write a backslash twice"),
    ],
)  # fmt: skip
def test_slip_in_a_rubric_is_said_with_its_line_and_remedy(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    new_assignment(tmp_path / "homework")
    rubric = tmp_path / "homework" / "rubrics" / "1.1.yaml"
    text = rubric.read_text()
    assert before in text
    rubric.write_text(text.replace(before, after, 1))
    with pytest.raises(AssignmentError) as caught:
        check_assignment(tmp_path / "homework")
    assert caught.value.complaints[0].startswith(said)
