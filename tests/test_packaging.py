"""The zip is the same to the byte, and is what Gradescope needs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from grader.errors import AssignmentError
from grader.packaging import pack

ROOT = Path(__file__).parent.parent


def test_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (pack(ROOT, tmp_path / name).path.read_bytes() for name in ("a.zip", "b.zip"))
    assert first == second


def test_scripts_stand_at_the_root_and_can_be_run(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(pack(ROOT, tmp_path / "a.zip").path)
    for name in ("setup.sh", "run_autograder"):
        info = archive.getinfo(name)
        assert info.external_attr >> 16 & 0o111
        assert archive.read(name).startswith(b"#!")
        assert b"\r" not in archive.read(name)


def test_only_what_is_needed_is_packed(tmp_path: Path) -> None:
    names = zipfile.ZipFile(pack(ROOT, tmp_path / "a.zip").path).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {
        "assignment.yaml",
        "grader",
        "nothing_graded.json",
        "reference",
        "requirements.lock",
        "requirements-dev.lock",
        "rubrics",
        "run_autograder",
        "setup.sh",
    }
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_carriage_returns_are_taken_out(tmp_path: Path) -> None:
    for name in ("rubrics", "reference"):
        (tmp_path / name).mkdir()
    (tmp_path / "assignment.yaml").write_bytes(b"title: x\r\n")
    archive = zipfile.ZipFile(pack(tmp_path, tmp_path / "a.zip").path)
    assert archive.read("assignment.yaml") == b"title: x\n"


def test_incomplete_checkout_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.packaging._ENGINE", tmp_path / "grader")
    with pytest.raises(AssignmentError, match=r"setup\.sh: missing"):
        pack(ROOT, tmp_path / "a.zip")
