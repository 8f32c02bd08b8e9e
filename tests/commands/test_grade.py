"""Bad submissions get a clear message and exit status 1, and never stop the others."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from grader.commands.grade import grade_paths
from grader.commands.new import new_assignment
from grader.errors import AssignmentError, UsageError
from grader.reports.results_schema import validate_results, validate_results_file

GOOD = "## 1.1\n\n$X^\\top (X w - y)$\n"


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assignments") / "small"
    new_assignment(folder)
    return folder


def _zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _missing(folder: Path) -> Path:
    return folder / "nowhere"


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def _damaged_zip(folder: Path) -> Path:
    path = _zip(folder / "damaged.zip", **{"answers.md": GOOD.encode() * 50})
    path.write_bytes(path.read_bytes()[:-40])
    return path


def _climbing_zip(folder: Path) -> Path:
    return _zip(folder / "climbing.zip", **{"../outside.md": GOOD.encode()})


def _linking_tar(folder: Path) -> Path:
    path = folder / "linking.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        link = tarfile.TarInfo("answers.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


def _bomb(folder: Path) -> Path:
    path = folder / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("answers.md", "w", force_zip64=True) as member,
    ):
        for _ in range(120):
            member.write(b" " * 1_000_000)
    return path


@pytest.mark.parametrize(
    "make",
    [_missing, _empty, _damaged_zip, _climbing_zip, _linking_tar, _bomb],
    ids=lambda make: make.__name__,
)
def test_nothing_to_read_is_said_and_the_others_go_on(
    make: object, assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = make(tmp_path)  # type: ignore[operator]
    good = tmp_path / "good.md"
    good.write_text(GOOD)
    assert grade_paths([bad, good], tmp_path / "out", assignment) == 1
    said = capsys.readouterr().err
    assert bad.name in said
    assert "Traceback" not in said
    results = json.loads((tmp_path / "out" / "good" / "results.json").read_text())
    assert results["extra_data"]["parts"]["1.1"]["score"] == 2
    assert not (tmp_path.parent / "outside.md").exists()


def test_only_a_pdf_sends_every_part_to_a_person(
    assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "homework.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    assert grade_paths([tmp_path / "homework.pdf"], tmp_path / "out", assignment) == 0
    results = json.loads((tmp_path / "out" / "results.json").read_text())
    assert results["extra_data"]["parts"]["1.1"]["review"] is True
    assert "PDF" in capsys.readouterr().out


def test_write_up_without_any_part_is_told_which_headings_count(
    assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "essay.md").write_text("Some thoughts of mine, without any heading.\n")
    assert grade_paths([tmp_path / "essay.md"], tmp_path / "out", assignment) == 0
    assert "Question 1.1" in " ".join(capsys.readouterr().out.split())


def test_huge_file_is_named(assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "submission"
    folder.mkdir()
    (folder / "answers.md").write_text(GOOD)
    with (folder / "data.md").open("wb") as file:
        file.truncate(50_000_000)
    assert grade_paths([folder], tmp_path / "out", assignment) == 0
    assert "data.md" in capsys.readouterr().out
    results = json.loads((tmp_path / "out" / "results.json").read_text())
    assert results["extra_data"]["parts"]["1.1"]["score"] == 2


@pytest.mark.parametrize(
    ("name", "megabytes"), [("hw.md", 25), ("hw.py", 3), ("hw.yaml", 2), ("hw.zip", 101)]
)
def test_single_file_that_is_too_large_awaits_a_person_in_both_reports(
    assignment: Path, tmp_path: Path, name: str, megabytes: int
) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(megabytes * 2**20)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.html").write_text("of an earlier run")
    assert grade_paths([tmp_path / name], tmp_path / "out", assignment) == 1
    results = json.loads((tmp_path / "out" / "results.json").read_text())
    assert validate_results(results) == []
    assert "MB" in results["output"]
    assert all(part["review"] for part in results["extra_data"]["parts"].values())
    assert "earlier" not in (tmp_path / "out" / "report.html").read_text()


def test_results_are_valid_and_the_same_twice(assignment: Path, tmp_path: Path) -> None:
    submission = assignment / "submissions_example" / "full_marks"
    for name in "ab":
        assert grade_paths([submission], tmp_path / name, assignment) == 0
    first = (tmp_path / "a" / "results.json").read_bytes()
    assert first == (tmp_path / "b" / "results.json").read_bytes()
    assert validate_results(json.loads(first)) == []
    assert json.loads(first)["score"] == 5
    page = (tmp_path / "a" / "report.html").read_text()
    assert "<math" in page
    assert "<script" not in page
    assert "://" not in page.replace("http://www.w3.org", "")


def test_a_terminal_that_is_closed_loses_no_results(assignment: Path, tmp_path: Path) -> None:
    submission = tmp_path / "hw.md"
    submission.write_text(GOOD)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "grader", "grade", submission, "--out", tmp_path / "out"]
    subprocess.run([*command, "--assignment", assignment], stdout=writing, check=False, timeout=60)
    os.close(writing)
    assert validate_results_file(tmp_path / "out" / "results.json") == []


def test_rubric_with_a_typo_is_refused(assignment: Path, tmp_path: Path) -> None:
    folder = tmp_path / "typo"
    new_assignment(folder)
    rubric = folder / "rubrics" / "1.1.yaml"
    rubric.write_text(rubric.read_text().replace("form: matrix", "from: matrix"))
    with pytest.raises(AssignmentError, match="unknown key 'from'; did you mean 'form'"):
        grade_paths([tmp_path], tmp_path / "out", folder)


def test_existing_folder_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        new_assignment(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_notebook_in_an_archive_is_read(assignment: Path, tmp_path: Path) -> None:
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": [GOOD]},
            {
                "cell_type": "code",
                "id": "b",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": "import numpy as np\ndef moving_average(x, k):\n    return np.convolve(x, np.ones(k), 'valid') / k",
            },
        ],
    }
    path = tmp_path / "hw.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        content = json.dumps(notebook).encode()
        member = tarfile.TarInfo("hw/answers.ipynb")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    assert grade_paths([path], tmp_path / "out", assignment) == 0
    assert json.loads((tmp_path / "out" / "results.json").read_text())["score"] == 5
