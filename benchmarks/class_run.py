"""Grade classes made from the examples and the student programs; measure rate, memory and growth.

    .venv/bin/python benchmarks/class_run.py [--sizes 100,1000] [--jobs 2] [--kills 5] [--dask] [--plain 20]

Printed: submissions per second and peak memory (resident, of all processes together) for each size; with
`--kills`, whether the same run killed that often and resumed leaves the same bytes and grades nothing twice;
with `--dask`, the same for a cluster of two workers of which one is killed; with `--plain`, the time of
unittest with gradescope-utils for the same functions, one process a submission, nothing isolated.
Programs that take their whole time limit, or draw random numbers, are left out of the class.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
HOLD_TIMES = ("grades.sqlite", "timings.csv", "report.html")
"""The class's own files that say how long things took; every submission's are compared."""
SLOW = (
    "exponential-time",
    "not-pruned",
    "optimum-for-greedy",
    "infinite",
    "slow",
    "state",
    "recursion",
    "exit",
    "random",
)
WRITEUPS = ("full_marks/writeup.md", "sample_answer/answers.md", "common_mistakes/homework.tex",
            "nearly_empty/homework.md", "yaml_only/answers.yaml")  # fmt: skip

PLAIN_TESTS = """
import json, pickle, sys, unittest
import numpy as np
from gradescope_utils.autograder_utils.decorators import number, weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
sys.path.insert(0, sys.argv[2])
CASES = pickle.load(open(sys.argv[1], "rb"))

def live(argument):
    if isinstance(argument, dict):
        rows, width = argument["rows"], argument["width"]
        dead = np.full(width, -np.inf)
        return lambda prefix: rows.get(tuple(int(word) for word in prefix), dead).copy()
    return np.tanh if isinstance(argument, str) else argument

def same(found, wanted):
    if isinstance(wanted, (list, tuple)):
        return len(found) == len(wanted) and all(map(same, found, wanted))
    return np.allclose(np.asarray(found, dtype=float), wanted, rtol=1e-6, atol=1e-9)

class Tests(unittest.TestCase):
    pass

def add(place, name, cases):
    @weight(1)
    @number(str(place))
    def test(self):
        function = getattr(__import__(name), name)
        for arguments, wanted in cases:
            self.assertTrue(same(function(*map(live, arguments)), wanted))
    setattr(Tests, "test_" + name, test)

for place, (name, cases) in enumerate(CASES.items()):
    add(place, name, cases)
with open(sys.argv[3], "w") as out:
    JSONTestRunner(stream=out).run(unittest.defaultTestLoader.loadTestsFromTestCase(Tests))
"""


def make_class(folder: Path, count: int) -> None:
    """Submissions of every sort: two in five a write-up, two both, one code, of 5 to 20 functions."""
    expected = yaml.safe_load((ROOT / "tests/programs/expected.yaml").read_text("utf-8"))
    programs: dict[str, list[str]] = {}
    for name, wanted in expected.items():
        if not any(word in f"{name} {wanted}" for word in SLOW):
            programs.setdefault(name.split("/")[0], []).append(name)
    for place in range(count):
        chance = random.Random(place)
        student = folder / f"student_{place:04d}"
        student.mkdir(parents=True)
        if place % 5 < 4:
            writeup = ROOT / "submissions_example" / WRITEUPS[place // 5 % len(WRITEUPS)]
            text = writeup.read_text("utf-8") + ("" if writeup.suffix == ".yaml" else f"\n\n% {place}\n")
            (student / writeup.name).write_text(text, "utf-8")
        if place % 5 >= 2:
            functions = chance.sample(sorted(programs), chance.randint(5, len(programs)))
            for function in functions:
                source = ROOT / "tests/programs" / f"{chance.choice(programs[function])}.py"
                shutil.copy(source, student / f"{function}.py")


def command(source: Path, out: Path, jobs: int, scheduler: str = "") -> list[str]:
    where = ["--scheduler", scheduler] if scheduler else ["--jobs", str(jobs)]
    return [str(PYTHON), "-m", "grader", "class", str(source), "--out", str(out), *where]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


class Memory:
    """The peak of what a process and all it started hold resident, in megabytes, sampled."""

    def __init__(self, process: int) -> None:
        self.process, self.peak, self._done = process, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.wait(0.5):
            self.peak = max(self.peak, sum(map(_resident, _tree(self.process))))

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self.peak


def _tree(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096 / 2**20
    except (OSError, IndexError):
        return 0.0


def graded(source: Path, out: Path, jobs: int, scheduler: str = "") -> tuple[float, float]:
    """Seconds and megabytes of one run to its end."""
    begin = time.perf_counter()
    run = subprocess.Popen(command(source, out, jobs, scheduler), cwd=ROOT, env=environment(),
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    memory = Memory(run.pid)
    run.wait()
    return time.perf_counter() - begin, memory.stop()


def digest(out: Path) -> str:
    """Of every file of the results that holds no times."""
    total = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        inside = path.relative_to(out)
        if path.is_file() and not inside.name.startswith(".") and str(inside) not in HOLD_TIMES:
            total.update(str(inside).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def killed(source: Path, out: Path, jobs: int, kills: int, seconds: float) -> str:
    """Kill the run again and again at about even distances, then let it end: what was lost or done twice."""
    lines, times = [], {}
    again = 0
    for attempt in range(kills + 1):
        run = subprocess.Popen(
            command(source, out, jobs),
            cwd=ROOT,
            env=environment(),
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        if attempt < kills:
            time.sleep(2 + seconds / (kills + 2))
            os.killpg(run.pid, signal.SIGKILL)
        told = run.communicate()[1]
        found = re.search(r"(\d+) up to date, (\d+) to grade", told)
        lines.append("+".join(found.groups()) if found else "?")
        now = {path: path.stat().st_mtime_ns for path in out.glob("*/results.json")}
        again += sum(now[path] != when for path, when in times.items() if path in now)
        times = now
    return f"up to date + to grade: {', '.join(lines)}; results written twice: {again}"


def on_dask(source: Path, out: Path) -> str:
    script = (
        "import sys, time\nfrom distributed import LocalCluster\nif __name__ == '__main__':\n"
        " c = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, scheduler_port=0)\n"
        " print(c.scheduler_address, *[n.pid for n in c.workers.values()], flush=True)\n sys.stdin.read()\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(script)
        file.flush()
        cluster = subprocess.Popen([str(PYTHON), file.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True, env=environment())  # fmt: skip
        assert cluster.stdout is not None
        address, victim, *_ = cluster.stdout.readline().split()
        shot: list[str] = []

        def shoot() -> None:
            while len(list(out.glob("*/results.json"))) < 20:
                time.sleep(0.1)
            os.kill(int(victim), signal.SIGKILL)
            shot.append(victim)

        threading.Thread(target=shoot, daemon=True).start()
        seconds, _ = graded(source, out, 2, address)
        cluster.communicate("")
    return f"{seconds:.0f} s, {'one worker killed' if shot else 'no worker was killed'}"


def plain_cases() -> dict[str, list[tuple[tuple[object, ...], object]]]:
    """Function to its ordinary hidden cases and what is expected, as plain data; of activations only tanh."""
    sys.path.insert(0, str(ROOT))
    from grader.assignment import load_assignment
    from grader.checks.code.cases import hidden_cases
    from grader.model.programs import CaseKind, EntrywiseFunction, PrefixModel

    def data(argument: object) -> object:
        if isinstance(argument, PrefixModel):
            return {"rows": argument.rows, "width": argument.width}
        return "sigma" if isinstance(argument, EntrywiseFunction) else argument

    def unlike(argument: object) -> bool:
        return isinstance(argument, EntrywiseFunction) and argument.name != "tanh"

    assignment = load_assignment(ROOT)
    return {
        function: [
            (tuple(map(data, case.arguments)), expected)
            for case, expected in hidden_cases(assignment.reference, function, assignment.seed)
            if case.kind is CaseKind.REGULAR and not case.named and not any(map(unlike, case.arguments))
        ]
        for part in assignment.parts
        for function in part.functions
    }


def plain(source: Path, count: int) -> str:
    """Seconds a submission with unittest and JSONTestRunner, against `grader grade` of the same files."""
    tests = plain_cases()
    with_code = [folder for folder in sorted(source.iterdir()) if list(folder.glob("*.py"))][:count]
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "cases").write_bytes(pickle.dumps(tests))
        (Path(place) / "tests.py").write_text(PLAIN_TESTS, "utf-8")

        def run_plain(folder: Path) -> list[str]:
            script, cases, out = (f"{place}/{name}" for name in ("tests.py", "cases", "out"))
            return [str(PYTHON), script, cases, str(folder), out]

        def run_ours(folder: Path) -> list[str]:
            return [str(PYTHON), "-m", "grader", "grade", str(folder), "--out", f"{place}/results"]

        return f"{_each(run_plain, with_code):.2f} s; grader grade {_each(run_ours, with_code):.2f} s"


def _each(made: Callable[[Path], list[str]], folders: list[Path]) -> float:
    begin = time.perf_counter()
    for folder in folders:
        subprocess.run(made(folder), cwd=ROOT, env=environment(), capture_output=True, check=False)
    return (time.perf_counter() - begin) / max(1, len(folders))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--plain", type=int, default=0)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for size in map(int, wanted.sizes.split(",")):
            source, out = root / f"class_{size}", root / f"out_{size}"
            make_class(source, size)
            seconds, memory = graded(source, out, wanted.jobs)
            rate = f"{size / seconds:.2f} submissions/s"
            print(f"{size}: {seconds:.1f} s, {rate}, {memory:.0f} MB", flush=True)
        if wanted.plain:
            print(f"plain unittest with gradescope-utils, each: {plain(source, wanted.plain)}", flush=True)
        if wanted.kills:
            said = killed(source, root / "killed", wanted.jobs, wanted.kills, seconds)
            same = digest(out) == digest(root / "killed")
            print(f"killed {wanted.kills} times: {said}; same bytes: {same}", flush=True)
        if wanted.dask:
            said = on_dask(source, root / "dask")
            print(f"Dask: {said}; same bytes: {digest(out) == digest(root / 'dask')}", flush=True)


if __name__ == "__main__":
    main()
