"""Every write-up of `writeups/` is read as its `expected.yaml` says (`freeze.py` writes it, a person reviews it)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import yaml

_spec = importlib.util.spec_from_file_location("intake_freeze", Path(__file__).parent / "freeze.py")
assert _spec is not None
assert _spec.loader is not None
freeze = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(freeze)

FOLDERS = sorted(path for path in freeze.WRITEUPS.iterdir() if path.is_dir() and path.name[0] != ".")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_writeup_is_read_as_expected(folder: Path) -> None:
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    assert freeze.reading_of(freeze.submission_path(folder)) == expected


def test_there_are_writeups_of_every_format() -> None:
    suffixes = {
        path.suffix for folder in FOLDERS for path in folder.rglob("*") if path.name != "expected.yaml"
    }
    assert {".md", ".tex", ".ipynb", ".docx", ".yaml", ".yml", ".gz"} <= suffixes
    assert len(FOLDERS) >= 20
