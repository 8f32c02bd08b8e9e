"""`grader new` makes an assignment that `grader check` passes, and never writes over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.commands.check import check_assignment
from grader.commands.new import new_assignment
from grader.errors import UsageError


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
