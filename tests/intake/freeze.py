"""Write down what every write-up of this folder is read as: `python tests/intake/freeze.py NAME…`, then read the diff."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from grader.intake.handout.fingerprints import load_fingerprints
from grader.intake.submission import read_submission

WRITEUPS = Path(__file__).parent / "writeups"
FINGERPRINTS = Path(__file__).parents[2] / "rubrics" / "handout.yaml"
PARTS = tuple(
    "1.1 1.2 1.3 2.1 2.2.a 2.2.b 2.2.c 2.2.d 2.2.e 2.2.f 2.3 2.4.a 2.4.b 2.4.c 2.4.d "  # noqa: SIM905
    "3.1 3.2 3.3.a 3.3.b 3.4 4.1 4.2 4.3".split()
)


def reading_of(path: Path) -> dict[str, Any]:
    """What a submission is read as, in plain values: parts with their places and texts, code, remarks."""
    submission = read_submission(path, parts=PARTS, handout=load_fingerprints(FINGERPRINTS))
    parts: dict[str, Any] = {}
    for part, answer in submission.answers.items():
        texts = [f"{block.place} {block.kind} {block.text}" for block in answer.blocks]
        fields = {name: f"{field.place} {_plain(field.value)}" for name, field in answer.fields.items()}
        if texts or fields:
            parts[part] = {**({"blocks": texts} if texts else {}), **({"fields": fields} if fields else {})}
    reading: dict[str, Any] = {"parts": parts}
    if submission.code:
        reading["code"] = {file.name: file.source.decode() for file in submission.code}
    if submission.remarks:
        reading["remarks"] = [
            f"{each.kind} {each.place} {each.part} {each.detail}" for each in submission.remarks
        ]
    if submission.unread_parts:
        reading["unread"] = sorted(submission.unread_parts)
    return reading


def _plain(value: object) -> str:
    return value if isinstance(value, str) else "[" + ", ".join(_plain(item) for item in value) + "]"


def submission_path(folder: Path) -> Path:
    """The folder itself, or the one archive in it."""
    archives = [path for path in folder.iterdir() if path.name.endswith((".zip", ".tar.gz"))]
    return archives[0] if archives else folder


if __name__ == "__main__":
    for name in sys.argv[1:] or [path.name for path in sorted(WRITEUPS.iterdir())]:
        reading = reading_of(submission_path(WRITEUPS / name))
        text = yaml.safe_dump(reading, allow_unicode=True, sort_keys=False, width=110)
        (WRITEUPS / name / "expected.yaml").write_text(text, encoding="utf-8")
