"""Read a submission without waiting for its assignment to be loaded."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from grader.intake.handout.fingerprints import load_fingerprints
from grader.intake.submission import read_submission
from grader.model.submission import Submission
from grader.part_order import part_order


def read_for(path: Path, assignment: Path) -> Submission:
    """The submission at `path` to the assignment in a folder, which must be sound."""
    parts, handout = _needed(assignment)
    return read_submission(path, parts=parts, handout=handout)


@lru_cache(maxsize=1)
def _needed(folder: Path) -> tuple[tuple[str, ...], frozenset[int]]:
    """The ids of its parts, after which their files are called, and its hand-out's fingerprints."""
    handout = yaml.safe_load((folder / "assignment.yaml").read_text(encoding="utf-8")).get("handout")
    files = {path for path in (folder / "rubrics").glob("*.yaml") if not handout or path != folder / handout}
    parts = tuple(sorted((path.stem for path in files), key=part_order))
    return parts, load_fingerprints(folder / handout) if handout else frozenset()
