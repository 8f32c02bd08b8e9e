"""Watches the grading process on Gradescope and leaves a valid results.json whatever happens to it.

The grading process tells of each part on a pipe; after each, results.json is written anew with all parts so
far, so that a kill of anything, at any moment, loses nothing that was graded. This process alone writes the
file, the last time after every other process is gone.
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
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from grader.gradescope.partial import Json, Outline, partial_results, read_outlines, refused_results, store
from grader.gradescope.processes import adopt_orphans, end_descendants
from grader.reports.results_schema import validate_results

_MARGIN_SECONDS = 20.0
_MARGIN_SHARE = 0.1
"""We stop this much before Gradescope would: its time-out overwrites everything with zero."""
_DEFAULT_LIMIT_SECONDS = 600.0
_LIMITS_SECONDS = (1.0, 2400.0)
"""Gradescope allows 40 minutes at most."""

_MAX_LINE_BYTES = 32_000_000

ENDED = "Grading ended early for a reason that is ours."
STOPPED = "Grading took longer than this assignment's limit and was stopped."
UNSOUND = "This assignment's autograder is not set up correctly, which is no fault of yours."

FINISHED = 0
LEFT_TO_STAFF = 1
MISUSED = 2


@dataclass
class Heard:
    """What the grading process has told so far."""

    graded: dict[str, Json] = field(default_factory=dict)
    final: Json | None = None
    """The whole of results.json: all was graded."""
    refused: str | None = None
    empty: bool = False
    """Why nothing of the submission can be read, in words for the student."""
    unsound: bool = False
    """The assignment cannot be used."""


def supervise(folder: Path) -> int:
    """Grade ``$AUTOGRADER_ROOT/submission``; 0 all graded, 1 some left to staff, 2 assignment unsound."""
    root = Path(os.environ.get("AUTOGRADER_ROOT", "/autograder"))
    results = root / "results" / "results.json"
    outlines = read_outlines(folder)
    with suppress(OSError):
        results.parent.mkdir(parents=True, exist_ok=True)
        results.unlink(missing_ok=True)
    store(partial_results(outlines, {}, ENDED), results, reserve=True)
    adopt_orphans()
    budget = _budget_seconds(folder)
    heard, why = _watch(root, folder, outlines, results, budget)
    end_descendants()
    if heard.final is not None and store(heard.final, results):
        return FINISHED
    if heard.refused is not None:
        store(refused_results(outlines, heard.refused, empty=heard.empty), results)
        return LEFT_TO_STAFF
    store(partial_results(outlines, heard.graded, UNSOUND if heard.unsound else why), results)
    return MISUSED if heard.unsound else LEFT_TO_STAFF


def _budget_seconds(folder: Path) -> float:
    limit = _DEFAULT_LIMIT_SECONDS
    with suppress(OSError, ValueError):
        for line in (folder / "assignment.yaml").read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "time_limit_seconds":
                limit = float(value.split("#")[0])
    least, most = _LIMITS_SECONDS
    limit = min(most, limit) if limit >= least else _DEFAULT_LIMIT_SECONDS  # also where it is no number
    return max(limit - max(_MARGIN_SECONDS, limit * _MARGIN_SHARE), limit * 0.5)


def _watch(
    root: Path, folder: Path, outlines: tuple[Outline, ...], results: Path, budget: float
) -> tuple[Heard, str]:
    """What the grading process told until it ended or its time was up, and which of these it was."""
    deadline = time.monotonic() + budget
    reader, writer = os.pipe()
    child = _start(root, folder, writer, budget)
    os.close(writer)
    _stop_with(child)
    heard = Heard()
    pending = bytearray()
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            _kill(child)
            return heard, STOPPED
        chunk = os.read(reader, 1 << 20)
        if not chunk:
            break
        pending += chunk
        *lines, rest = pending.split(b"\n")
        pending = rest if len(rest) <= _MAX_LINE_BYTES else bytearray()
        for line in lines:
            _take(bytes(line), heard)
        if lines and heard.final is None:
            store(partial_results(outlines, heard.graded, ENDED), results, reserve=True)
    with suppress(subprocess.TimeoutExpired):
        child.wait(max(0.1, min(5.0, deadline - time.monotonic())))
    _kill(child)
    return heard, ENDED


def _start(root: Path, folder: Path, writer: int, budget: float) -> subprocess.Popen[bytes]:
    module = "grader.gradescope.grading_process"
    arguments = [str(folder), str(root), str(writer), f"{budget:.1f}", str(os.getpid())]
    return subprocess.Popen(
        [sys.executable, "-I", "-m", module, *arguments],
        pass_fds=(writer,),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
    )


def _take(line: bytes, heard: Heard) -> None:
    """Note one line of the grading process; what Gradescope would not accept counts as not graded."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return
    if not isinstance(row, dict):
        return
    if isinstance(row.get("part"), str) and validate_results({"tests": [row.get("test")]}) == []:
        heard.graded[row["part"]] = row
    if isinstance(row.get("final"), dict):
        complaints = validate_results(row["final"])
        for complaint in complaints[:20]:
            print(f"grader: results.json would not be valid: {complaint}", file=sys.stderr)
        heard.final = None if complaints else row["final"]
    if isinstance(row.get("refused"), str):
        heard.refused = row["refused"]
        heard.empty = row.get("empty") is True
    heard.unsound = heard.unsound or row.get("unsound") is True


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the grading process and all of its session; the sandbox's processes end with it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _stop_with(child: subprocess.Popen[bytes]) -> None:
    """A polite end of the supervisor ends the grading too; what is graded stands on the disk already."""

    def end(number: int, frame: FrameType | None) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        end_descendants()
        os._exit(LEFT_TO_STAFF)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
