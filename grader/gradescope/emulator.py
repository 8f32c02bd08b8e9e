"""What Gradescope's harness does around an autograder, without Docker: for tests and `grader pack --try`.

After its documentation and the published copy of its harness (version 0.15): folders made anew, the
submission copied in, one timer around ``run_autograder``, results read back, each failure treated alike.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MAX_OUTPUT_CHARACTERS = 100_000
_CUT = "\n[...(truncated)...]\n"

Json = dict[str, object]


@dataclass(frozen=True)
class Harnessed:
    """What Gradescope would have posted, and how the run went."""

    results: Json | None
    """None: nothing to post, the page says that the autograder failed to execute correctly."""
    exit_status: int | None
    """None: stopped by the timer."""
    seconds: float
    stdout: str
    problem: str = ""


def unpack(archive: Path, root: Path) -> None:
    """Lay out ``/autograder`` as the image build does: the zip as ``source/``, the entry script beside it."""
    source = root / "source"
    with zipfile.ZipFile(archive) as packed:
        for info in packed.infolist():
            path = Path(packed.extract(info, source))
            if not info.is_dir():
                path.chmod((info.external_attr >> 16) & 0o777 or 0o644)
    shutil.copy2(source / "run_autograder", root / "run_autograder")


def build(root: Path, *, timeout_seconds: float = 900.0) -> float:
    """Run ``setup.sh`` as the image build does: the seconds it took; RuntimeError with its last words."""
    begin = time.monotonic()
    done = subprocess.run(
        ["bash", str(root / "source" / "setup.sh")],
        cwd=root / "source",
        capture_output=True,
        timeout=timeout_seconds,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError("setup.sh failed: " + done.stderr.decode(errors="replace")[-2000:])
    return time.monotonic() - begin


def run(
    root: Path, submission: Path, metadata: Json | None = None, *, timeout_seconds: float = 600.0
) -> Harnessed:
    """One submission through the harness."""
    _lay_out(root, submission, metadata or {})
    stdout_path = root / "results" / "stdout"
    begin = time.monotonic()
    with stdout_path.open("wb") as stdout:
        child = subprocess.Popen(
            ["./run_autograder"],
            cwd=root,
            stdout=stdout,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "AUTOGRADER_ROOT": str(root)},
            start_new_session=True,
        )
        try:
            status: int | None = child.wait(timeout_seconds)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)  # only the direct child, as the harness does
            child.wait()
            status = None
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)  # the container ends, and what still ran in it
    seconds = time.monotonic() - begin
    text = stdout_path.read_text(encoding="utf-8", errors="replace")
    if status is None:
        return Harnessed(_timed_out(timeout_seconds), None, seconds, text, "timeout")
    results, problem = _collect(root / "results" / "results.json")
    return Harnessed(results, status, seconds, _cut(text), problem)


def _lay_out(root: Path, submission: Path, metadata: Json) -> None:
    for name in ("submission", "results"):
        (root / name).mkdir(parents=True, exist_ok=True)
        for path in (root / name).iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    if submission.is_dir():
        shutil.copytree(submission, root / "submission", dirs_exist_ok=True)
    else:
        shutil.copy2(submission, root / "submission" / submission.name)
    (root / "submission_metadata.json").write_text(json.dumps(metadata), encoding="utf-8")


def _timed_out(seconds: float) -> Json:
    """A time-out overwrites whatever had been written."""
    return {
        "score": 0,
        "output": f"Your submission timed out. It took longer than {seconds:.0f} seconds to run.",
    }


def _collect(path: Path) -> tuple[Json | None, str]:
    try:
        text = path.read_bytes().decode("utf-8", errors="replace").replace("\x00", "\ufffd")
    except OSError:
        return None, "missing"
    try:
        data = json.loads(text)
    except ValueError:
        return {"score": 0, "error_code": "invalid_json"}, "invalid-json"
    if not isinstance(data, dict):
        return {"score": 0, "error_code": "invalid_json"}, "invalid-json"
    try:
        json.dumps(data, allow_nan=False)
    except ValueError:
        return None, "not-a-number"  # posting it raises, again and again: failed to execute correctly
    return _truncated(data), ""


def _truncated(data: Json) -> Json:
    cut = dict(data)
    if isinstance(cut.get("output"), str):
        cut["output"] = _cut(str(cut["output"]))
    tests = cut.get("tests")
    if isinstance(tests, list):
        cut["tests"] = [
            {**test, "output": _cut(str(test["output"]))}
            if isinstance(test, dict) and "output" in test
            else test
            for test in tests
        ]
    return cut


def _cut(text: str) -> str:
    if len(text) <= MAX_OUTPUT_CHARACTERS:
        return text
    half = (MAX_OUTPUT_CHARACTERS - len(_CUT)) // 2
    return text[:half] + _CUT + text[-half:]
