"""Kill Gradescope runs at 50 moments and measure whole runs under half a core and 0.75 GB: prints two tables.

    .venv/bin/python benchmarks/gradescope.py [--kills 50] [--seed 1] [SUBMISSION]...

Every other kill is of the supervisor. A kill keeps the promise when results.json is valid, lists every part,
holds each part graded before the kill with its points, and no process is left. Limits are set by control
groups, version 1 or 2, where this machine lets us (root); otherwise only memory and time are reported.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from grader.gradescope import emulator  # noqa: E402
from grader.packaging import pack  # noqa: E402
from grader.reports.results_schema import validate_results_file  # noqa: E402
from tests.gradescope import harness  # noqa: E402

_GROUP = "grader-benchmark"
_MEMORY_BYTES = 768 << 20
_PROCESSOR = (50_000, 100_000)
"""Microseconds of processor in each period of so many: half a core."""
_SEED_SUBMISSION = ROOT / ".." / "shared" / "seed" / "sample_submission.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("submissions", nargs="*", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    examples = ROOT / "submissions_example"
    given = options.submissions or [examples / "full_marks", examples / "sample_answer", _SEED_SUBMISSION]
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        root = Path(folder) / "autograder"
        root.mkdir()
        _lay_out(root)
        if options.kills:
            kill(root, examples / "full_marks", options.kills, options.seed)
        limited([path for path in given if path.exists()], root)


def _lay_out(root: Path) -> None:
    """The zip's layout with this checkout's environment, so that nothing has to be installed."""
    archive = root.parent / "autograder.zip"
    pack(ROOT, archive)
    emulator.unpack(archive, root)
    (root / "source" / "setup.sh").write_text("#!/bin/sh\n")
    (root / "source" / ".venv").symlink_to(ROOT / ".venv")
    (root / "run_autograder").rename(root / "run_without_limits")
    _enter(root, "#!/bin/bash\n")


def _enter(root: Path, script: str) -> None:
    (root / "run_autograder").write_text(f"{script}exec {root / 'run_without_limits'}\n")
    (root / "run_autograder").chmod(0o755)


def kill(root: Path, submission: Path, kills: int, seed: int) -> None:
    """The table of kills: how many parts were graded before, and whether the promise was kept."""
    whole = emulator.run(root, submission)
    full = harness.graded_in(root)
    print(f"{submission.name}: {len(full)} parts, {whole.seconds:.2f} s undisturbed\n")
    print(f"{'process':16}{'graded before':>14}{'after':>7}{'kills':>7}  kept")
    draw = random.Random(seed)
    rows: Counter[tuple[str, int, int, bool]] = Counter()
    for number in range(kills):
        name, module = [("grading", harness.GRADING), ("supervisor", harness.SUPERVISOR)][number % 2]
        moment = draw.uniform(0.05, whole.seconds)
        _, before, processes = harness.run_and_kill(root, submission, module, harness.after(moment))
        after = harness.graded_in(root)
        kept = (
            validate_results_file(root / "results" / "results.json") == []
            and list(harness.entries_of(root)) == list(full)
            and all(after.get(part) == score for part, score in before.items())
            and all(full[part] == score for part, score in after.items())
            and harness.has_ended(root, processes)
        )
        rows[name, len(before), len(after), kept] += 1
    for (name, before_count, after_count, kept), count in sorted(rows.items()):
        print(f"{name:16}{before_count:14}{after_count:7}{count:7}  {'yes' if kept else 'NO'}")
    broken = sum(count for (*_, kept), count in rows.items() if not kept)
    print(f"{kills} kills, promise broken {broken} times\n")


def limited(submissions: list[Path], root: Path) -> None:
    """The table of whole runs under the limits: seconds, highest memory of all processes together."""
    group = _make_group()
    print("limits: " + (group.words if group else "none could be set here"))
    print(f"{'submission':26}{'seconds':>9}{'peak MB':>9}{'score':>9}  status")
    for submission in submissions:
        if group:
            group.reset()
            _enter(root, group.script())
        done = emulator.run(root, submission)
        peak = group.peak_bytes() / 1e6 if group else float("nan")
        score = done.results.get("score") if done.results else None
        print(f"{submission.name:26}{done.seconds:9.2f}{peak:9.0f}{score!s:>9}  {done.exit_status}")
    if group:
        starved(submissions[0], root, group)
        group.remove()


def starved(submission: Path, root: Path, group: Group) -> None:
    """Runs with far too little memory: what is left of them."""
    print(f"\n{'memory limit MiB':>16}{'graded':>8}  results.json  status")
    for mebibytes in (96, 80, 64, 48, 32, 24):
        group.limit(mebibytes << 20)
        done = emulator.run(root, submission)
        complaints = validate_results_file(root / "results" / "results.json")
        words = "not valid" if complaints or not harness.entries_of(root) else "valid"
        print(f"{mebibytes:16}{len(harness.graded_in(root)):8}  {words:12}  {done.exit_status}")


class Group:
    """A control group with half a core and 0.75 GB, in version 1 or 2."""

    def __init__(self, folders: dict[str, Path], peak: str, limit: str, words: str) -> None:
        self.folders, self.peak, self.limit_file, self.words = folders, peak, limit, words

    def script(self) -> str:
        """The beginning of a script that joins the group."""
        joins = "\n".join(f"echo $$ > {folder}/cgroup.procs" for folder in self.folders.values())
        return f"#!/bin/bash\n{joins}\n"

    def limit(self, memory_bytes: int) -> None:
        """Another limit of memory, without swap where that can be said."""
        (self.folders["memory"] / self.limit_file).write_text(str(memory_bytes))

    def reset(self) -> None:
        """Begin a new measurement: where the highest value cannot be put back, it is of all runs so far."""
        with suppress(OSError):
            (self.folders["memory"] / self.peak).write_text("0")

    def peak_bytes(self) -> int:
        """The most memory that all processes of the group had together, file cache included."""
        return int((self.folders["memory"] / self.peak).read_text())

    def remove(self) -> None:
        """Take the group away."""
        for folder in self.folders.values():
            for _ in range(50):
                with suppress(OSError):
                    folder.rmdir()
                    break
                time.sleep(0.05)


def _make_group() -> Group | None:
    top = Path("/sys/fs/cgroup")
    quota, period = _PROCESSOR
    try:
        if (top / "cgroup.controllers").exists():
            folder = top / _GROUP
            folder.mkdir(exist_ok=True)
            (folder / "cpu.max").write_text(f"{quota} {period}")
            (folder / "memory.max").write_text(str(_MEMORY_BYTES))
            return Group(
                {"memory": folder}, "memory.peak", "memory.max", "control group, version 2: 0.5 CPU, 768 MiB"
            )
        folders = {name: top / name / _GROUP for name in ("cpu", "memory")}
        for folder in folders.values():
            folder.mkdir(exist_ok=True)
        (folders["cpu"] / "cpu.cfs_period_us").write_text(str(period))
        (folders["cpu"] / "cpu.cfs_quota_us").write_text(str(quota))
        (folders["memory"] / "memory.limit_in_bytes").write_text(str(_MEMORY_BYTES))
        words = "control groups, version 1: 0.5 CPU, 768 MiB"
        return Group(folders, "memory.max_usage_in_bytes", "memory.limit_in_bytes", words)
    except OSError:
        return None


if __name__ == "__main__":
    main()
