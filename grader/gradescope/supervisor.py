"""Watches the grading process on Gradescope and leaves a valid results.json whatever happens to it.

The grading process tells of each part on a pipe; after each, results.json is written anew with all parts so
far, so that a kill of anything, at any moment, loses nothing that was graded. When the process ends well it
has written the final file itself, after every student process is gone.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from grader.gradescope.partial import Json, Outline, partial_results, read_outlines, store

_MARGIN_SECONDS = 20.0
_MARGIN_SHARE = 0.1
"""We stop this much before Gradescope would: its time-out overwrites everything with zero."""

_MAX_LINE_BYTES = 4_000_000

ENDED = "Grading ended early for a reason that is ours."
STOPPED = "Grading took longer than this assignment's limit and was stopped."


def supervise(folder: Path) -> int:
    """Grade ``$AUTOGRADER_ROOT/submission``; 0 when all was graded, 1 when something is left to staff."""
    root = Path(os.environ.get("AUTOGRADER_ROOT", "/autograder"))
    results = root / "results" / "results.json"
    outlines = read_outlines(folder)
    with suppress(OSError):
        results.parent.mkdir(parents=True, exist_ok=True)
        results.unlink(missing_ok=True)
    store(partial_results(outlines, {}, ENDED), results, reserve=True)
    budget = _budget_seconds(folder)
    graded, why = _watch(root, folder, outlines, results, time.monotonic() + budget, budget)
    if why is None:
        return 0
    store(partial_results(outlines, graded, why), results)
    return 1


def _budget_seconds(folder: Path) -> float:
    limit = 600.0
    with suppress(OSError, ValueError):
        for line in (folder / "assignment.yaml").read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "time_limit_seconds":
                limit = float(value.split("#")[0])
    return max(limit - max(_MARGIN_SECONDS, limit * _MARGIN_SHARE), limit * 0.5)


def _watch(
    root: Path, folder: Path, outlines: tuple[Outline, ...], results: Path, deadline: float, budget: float
) -> tuple[dict[str, Json], str | None]:
    """Parts graded, and why the grading process did not finish (None: it did, and wrote the final file)."""
    reader, writer = os.pipe()
    child = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-m",
            "grader.gradescope.grading_process",
            str(folder),
            str(root),
            str(writer),
            f"{budget:.0f}",
        ],
        pass_fds=(writer,),
        start_new_session=True,
    )
    os.close(writer)
    _stop_with(child)
    graded: dict[str, Json] = {}
    pending = b""
    finished = False
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            _kill(child)
            return graded, STOPPED
        chunk = os.read(reader, 1 << 16)
        if not chunk:
            break
        pending += chunk
        *lines, pending = pending.split(b"\n")
        if len(pending) > _MAX_LINE_BYTES:
            pending = b""
        for line in lines:
            finished = _take(line, graded) or finished
        if lines and not finished:
            store(partial_results(outlines, graded, ENDED), results)
    with suppress(subprocess.TimeoutExpired):
        child.wait(max(0.1, deadline - time.monotonic()))
    _kill(child)
    return graded, None if finished and results.is_file() else ENDED


def _take(line: bytes, graded: dict[str, Json]) -> bool:
    """Note one line of the grading process; True for its last word."""
    try:
        row = json.loads(line)
    except ValueError:
        return False
    if not isinstance(row, dict):
        return False
    if row.get("finished") is True:
        return True
    if isinstance(row.get("part"), str):
        graded[row["part"]] = row
    return False


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the grading process and all of its session; the sandbox's processes end with it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _stop_with(child: subprocess.Popen[bytes]) -> None:
    """A polite end of the supervisor ends the grading too; what is graded stands on the disk already."""

    def end(number: int, frame: FrameType | None) -> None:
        _kill(child)
        sys.exit(1)

    signal.signal(signal.SIGTERM, end)
