"""Read a submission (a folder, a file or an archive) into answers by part, code and remarks."""

from __future__ import annotations

from pathlib import Path

from grader.model.submission import Submission


def read_submission(
    path: Path, *, parts: tuple[str, ...], handout: frozenset[int] = frozenset()
) -> Submission:
    """All that `path` says about `parts`; SubmissionError only where there is nothing to read at all."""
    raise NotImplementedError
