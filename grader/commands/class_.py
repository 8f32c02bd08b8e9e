"""`grader class`: a whole class, over all cores or a Dask cluster."""

from __future__ import annotations

from pathlib import Path

from grader.assignment import load_assignment
from grader.classroom.run import run_class


def grade_class(
    source: Path,
    out: Path,
    folder: Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    unsafe: bool = False,
) -> int:
    """Grade the class in `source` into `out`; 1 if any submission could not be graded, and it says which."""
    assignment = load_assignment(folder, with_digest=True)
    return run_class(source, assignment, out, jobs=jobs, scheduler=scheduler, unsafe=unsafe)
