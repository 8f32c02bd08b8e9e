"""A starter assignment laid out as on Gradescope, what its processes are, and how to break it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from grader.gradescope import emulator
from grader.reports.results_schema import validate_results_file

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "grader" / "starter"
SUBMISSION = STARTER / "submissions_example" / "full_marks"
ENDLESS = "def moving_average(x, k):\n    while True:\n        pass\n"

Json = dict[str, object]


def lay_out(root: Path, *, assignment: Path = STARTER, before: str = "", limit: float = 600) -> Path:
    """``root`` as Gradescope has it, with a copy of the assignment and this Python; the assignment's folder."""
    folder = root / "source"
    shutil.copytree(assignment, folder, ignore=shutil.ignore_patterns("__pycache__"))
    settings = folder / "assignment.yaml"
    settings.write_text(
        settings.read_text().replace("time_limit_seconds: 600", f"time_limit_seconds: {limit}")
    )
    script = root / "run_autograder"
    command = f"exec {sys.executable} -I -m grader autograder --assignment {folder}"
    script.write_text(f"#!/bin/bash\n{before}\n{command}\n")
    script.chmod(0o755)
    return folder


def submission(folder: Path, program: str) -> Path:
    """The starter's right write-up with another program."""
    shutil.copytree(SUBMISSION, folder)
    (folder / "solutions.py").write_text(program)
    return folder


def sabotage(folder: Path, statement: str, *, function: str = "moving_average") -> None:
    """Put a statement at the beginning of a function of the reference."""
    for path in (folder / "reference").glob("*.py"):
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            if line.startswith(f"def {function}("):
                lines.insert(number + 1, f"    {statement}")
                path.write_text("\n".join(lines) + "\n")
                return
    raise AssertionError(function)


def processes(root: Path, module: str) -> list[int]:
    """Processes of that module which serve that root."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                environment = (folder / "environ").read_bytes().split(b"\0")
                if module in command and f"AUTOGRADER_ROOT={root}".encode() in environment:
                    found.append(int(folder.name))
    return found


GRADING = "grader.gradescope.grading_process"
SUPERVISOR = "autograder"


def left_over(root: Path, grading: list[int]) -> list[str]:
    """Command lines of processes of a run that is over, those of its sandbox included."""
    marks = [f"grader-sandbox-of-{process}-" for process in grading]
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
                if str(root) in command or any(mark in command for mark in marks):
                    found.append(command)
    return found


def has_ended(root: Path, grading: list[int], patience_seconds: float = 5.0) -> bool:
    """Whether nothing of the run is left, soon after it."""
    limit = time.monotonic() + patience_seconds
    while left_over(root, grading):
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


def entries_of(root: Path) -> dict[str, Json]:
    """The valid results.json's tests by part id; an AssertionError says what is not valid."""
    path = root / "results" / "results.json"
    assert validate_results_file(path) == []
    return {test["number"]: test for test in json.loads(path.read_bytes())["tests"]}


def graded_in(root: Path) -> dict[str, float]:
    """The scores of the parts that results.json says are graded, as it stands now."""
    try:
        data = json.loads((root / "results" / "results.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return {test["number"]: test["score"] for test in data["tests"] if not left_to_staff(test)}


def left_to_staff(test: Json) -> bool:
    """Whether the entry says that the part was not graded, for a reason that is ours."""
    return "We could not grade this part automatically" in str(test["output"])


def run_and_kill(
    root: Path, handed_in: Path, module: str, ready: Callable[[], bool]
) -> tuple[emulator.Harnessed, dict[str, float], list[int]]:
    """Kill a process of the run as soon as `ready()`; what was graded just before, and the grading processes."""
    before: dict[str, float] = {}
    grading: set[int] = set()
    over = threading.Event()

    def kill() -> None:
        while not over.is_set():
            found = processes(root, module)
            grading.update(processes(root, GRADING))
            if found and ready():
                before.update(graded_in(root))
                for process in found:
                    with suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
                return
            time.sleep(0.002)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        done = emulator.run(root, handed_in, timeout_seconds=60)
    finally:
        over.set()
        killer.join()
    return done, before, sorted(grading)


def after(seconds: float) -> Callable[[], bool]:
    """True from that many seconds on."""
    begin = time.monotonic()
    return lambda: time.monotonic() - begin >= seconds
