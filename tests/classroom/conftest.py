"""A class on disk, the stand-in for grading, and a run of the two."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from rich.console import Console

from grader.classroom.run import run_class


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module `fake_grading`, found by worker processes too."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("fake_grading")


@dataclass(frozen=True)
class Ran:
    """What a class run said and how it ended."""

    status: int
    said: str
    out: Path
    graded: tuple[str, ...]


@pytest.fixture
def run(fake: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a class with the stand-in; `graded` names what was graded this time."""
    log = tmp_path / "graded.log"
    monkeypatch.setenv("GRADED", str(log))

    def go(source: Path, out: Path | None = None, **options: object) -> Ran:
        before = log.read_text().splitlines() if log.exists() else []
        console = Console(file=io.StringIO(), width=300)
        options.setdefault("assignment", fake.made_assignment(tmp_path))
        out = out or tmp_path / "out"
        options.setdefault("jobs", 2)
        status = run_class(source, out=out, console=console, grade=fake.grade, **options)  # type: ignore[arg-type]
        after = log.read_text().splitlines() if log.exists() else []
        assert isinstance(console.file, io.StringIO)
        return Ran(status, console.file.getvalue(), out, tuple(sorted(after[len(before) :])))

    return go


@pytest.fixture
def make_class(tmp_path: Path) -> Callable[..., Path]:
    """A folder of submissions by name: what its ``answer.md`` says."""

    def make(folder: str = "class", **answers: str) -> Path:
        root = tmp_path / folder
        for name, words in answers.items():
            (root / name).mkdir(parents=True, exist_ok=True)
            (root / name / "answer.md").write_text(words, encoding="utf-8")
        return root

    return make
