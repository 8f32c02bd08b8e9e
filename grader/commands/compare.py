"""`grader compare`: JSON lines in, JSON lines out, in order."""

from __future__ import annotations

import sys
from pathlib import Path

from grader.errors import UsageError


def compare_file(file: Path) -> int:
    """Compare every row of `file`; a row that is no valid request is answered as undecided."""
    from grader.maths.compare import compare_lines

    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            for answer in compare_lines(lines):
                print(answer)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error
    sys.stdout.flush()
    return 0
