"""Tables of answers, one part a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.intake.submission import read_submission

PARTS = ("1.1", "2.1", "2.2.a", "2.2.b", "2.3")


@pytest.mark.parametrize(
    ("rows", "answers"),
    [
        ("| 2.1 | x |\n|---|---|\n| 2.3 | y |", {"2.1": "x", "2.3": "y"}),
        ("| Part | Answer |\n|---|---|\n| 2.2 | |\n| (a) | x |\n| (b) | y |", {"2.2.a": "x", "2.2.b": "y"}),
        ("| Part | Answer |\n|---|---|\n| 2.2 (a) | x |\n| b) | y |\n| 2.3 | z |", {"2.2.a": "x", "2.2.b": "y", "2.3": "z"}),
        ("| Part | Answer |\n|---|---|\n| 2.1 | x |\n| a | y |\n| 2.3 | z |", {"2.1": "x", "2.3": "z"}),
    ],
)  # fmt: skip
def test_rows_name_their_parts(tmp_path: Path, rows: str, answers: dict[str, str]) -> None:
    path = tmp_path / "hw.md"
    path.write_text(rows + "\n")
    found = read_submission(path, parts=PARTS).answers
    read = {part: answer.blocks[0].text for part, answer in found.items() if answer.blocks}
    assert read == answers
