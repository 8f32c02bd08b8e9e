"""`grader new`: a small, complete assignment to start from, which `grader check` passes."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.errors import UsageError

_STARTER = Path(__file__).parent.parent / "starter"


def new_assignment(folder: Path) -> int:
    """Copy the starter to `folder`, which must not exist yet (or be empty)."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: exists already; name a new folder")
    if not folder.absolute().parent.is_dir():
        raise UsageError(f"{folder.absolute().parent}: no such folder")
    shutil.copytree(_STARTER, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    print(f"{folder}: an assignment with two parts. Next:")
    print(f"  grader check {folder}")
    print(f"  grader grade {folder / 'submissions_example' / 'full_marks'} --assignment {folder}")
    print("Then change rubrics/ and reference/ to your own; docs/writing-a-rubric.md says how.")
    return 0
