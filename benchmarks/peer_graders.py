"""Time a small class of programs here, with otter-grader, and with gradescope-utils and pytest, in one run.

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install otter-grader==7.0.0 ipykernel==7.4.0 gradescope-utils==0.5.0 pytest==9.2.0
    .venv/bin/python benchmarks/peer_graders.py --peers /tmp/peers/bin/python [--count 20] [--rounds 3]

Every submission is one `solutions.py` with all functions, one of them replaced by a program of
tests/programs; all graders get the same functions and the same hidden cases. Ours also isolates, runs edge
cases and names mistakes.
otter-grader is run without Docker as `otter run` does it: once for each submission, and all in one process.
Printed: seconds of each submission, and on how many functions a grader's verdict is ours.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml

sys.path.insert(0, str(Path(__file__).parent))

from class_run import PLAIN_TESTS, ROOT, SLOW, command, environment, plain_cases

Verdicts = dict[str, bool]

OTTER_TEST = """
import pickle
import numpy as np
from otter.test_files import test_case
OK_FORMAT = False
name = {name!r}
points = 1
{judging}
@test_case(points=1)
def test_cases(env):
    for arguments, wanted in pickle.load(open({cases!r}, "rb"))[{name!r}]:
        assert same(env[{name!r}](*map(live, arguments)), wanted)
"""
PYTEST_TESTS = """
import os, pickle, sys
import numpy as np, pytest
{judging}
CASES = pickle.load(open({cases!r}, "rb"))
sys.path.insert(0, os.environ["SUBMISSION"])

@pytest.mark.parametrize("name", list(CASES))
def test_function(name):
    import solutions
    for arguments, wanted in CASES[name]:
        assert same(getattr(solutions, name)(*map(live, arguments)), wanted)
"""
JUDGING = PLAIN_TESTS[PLAIN_TESTS.index("def live") : PLAIN_TESTS.index("class Tests")]
UNITTESTS = PLAIN_TESTS.replace("__import__(name)", "__import__('solutions')")
OTTER_ALL = """
import contextlib, io, os, shutil, sys
from otter.run import main
for folder in sys.argv[3:]:
    with contextlib.redirect_stdout(io.StringIO()):
        main(folder + "/solutions.py", autograder=sys.argv[1], output_dir=sys.argv[2], no_logo=True)
    os.replace(sys.argv[2] + "/results.json", sys.argv[2] + "/" + os.path.basename(folder) + ".json")
"""


def make_class(folder: Path, count: int) -> None:
    """Whole programs of the full-marks example, one function each time as a student wrote it."""
    expected = yaml.safe_load((ROOT / "tests/programs/expected.yaml").read_text("utf-8"))
    names = [
        name for name, wanted in expected.items() if not any(word in f"{name} {wanted}" for word in SLOW)
    ]
    whole = (ROOT / "submissions_example/full_marks/solutions.py").read_text("utf-8")
    for place, name in enumerate(random.Random(1).sample(names, count)):
        student = folder / f"student_{place:03d}"
        student.mkdir(parents=True)
        program = (ROOT / "tests/programs" / f"{name}.py").read_text("utf-8")
        own = "\n".join(line for line in program.splitlines() if not line.startswith("from __future__"))
        (student / "solutions.py").write_text(f"{whole}\n\n{own}\n", "utf-8")


class Graders:
    """All that is run, on one class, each into a folder of its own."""

    def __init__(self, place: Path, peers: str, count: int) -> None:
        self.place, self.peers = place, peers
        self.source = place / "class"
        make_class(self.source, count)
        self.folders = sorted(self.source.iterdir())
        self.cases = place / "cases"
        tests = plain_cases()
        self.functions = list(tests)
        self.cases.write_bytes(pickle.dumps(tests))
        named = {"judging": JUDGING, "cases": str(self.cases)}
        (place / "unit.py").write_text(UNITTESTS, "utf-8")
        (place / "test_all.py").write_text(PYTEST_TESTS.format(**named), "utf-8")
        (place / "otter_all.py").write_text(OTTER_ALL, "utf-8")
        self._pack_otter(named)

    def _pack_otter(self, named: dict[str, str]) -> None:
        folder = self.place / "otter"
        (folder / "tests").mkdir(parents=True)
        for name in self.functions:
            (folder / "tests" / f"{name}.py").write_text(OTTER_TEST.format(name=name, **named), "utf-8")
        otter = str(Path(self.peers).parent / "otter")
        subprocess.run([otter, "generate", "-o", "otter.zip", "--no-environment"], cwd=folder, check=True,
                       capture_output=True, env=self._environment())  # fmt: skip
        self.otter, self.archive = otter, folder / "otter.zip"

    def _environment(self) -> dict[str, str]:
        first = str(Path(self.peers).parent)
        return os.environ | {"PATH": f"{first}:{os.environ['PATH']}", "OMP_NUM_THREADS": "1"}

    def _run(self, words: list[str], **added: str) -> None:
        subprocess.run(
            words, cwd=self.place, env=self._environment() | added, capture_output=True, check=False
        )

    def ours(self, jobs: int) -> Verdicts:
        out = self.place / f"ours_{jobs}"
        shutil.rmtree(out, ignore_errors=True)
        subprocess.run(
            command(self.source, out, jobs), cwd=ROOT, env=environment(), capture_output=True, check=True
        )
        verdicts: Verdicts = {}
        for path in out.glob("*/results.json"):
            for part in json.loads(path.read_text("utf-8"))["extra_data"]["parts"].values():
                for check in part["checks"]:
                    if check.get("function"):
                        verdicts[f"{path.parent.name}/{check['function']}"] = check["verdict"] == "pass"
        return verdicts

    def otter_each(self) -> Verdicts:
        for folder in self.folders:
            out = self.place / "otter_each" / folder.name
            out.mkdir(parents=True, exist_ok=True)
            file = str(folder / "solutions.py")
            self._run([self.otter, "run", "--no-logo", "-a", str(self.archive), "-o", str(out), file])
        return _passed(self.place.glob("otter_each/*/results.json"), lambda path: path.parent.name)

    def otter_together(self) -> Verdicts:
        out = self.place / "otter_together"
        out.mkdir(exist_ok=True)
        names = [str(folder) for folder in self.folders]
        self._run([self.peers, "otter_all.py", str(self.archive), str(out), *names])
        return _passed(out.glob("*.json"), lambda path: path.stem)

    def gradescope_utils(self) -> Verdicts:
        (self.place / "unit").mkdir(exist_ok=True)
        for folder in self.folders:
            out = f"unit/{folder.name}.json"
            self._run([self.peers, "unit.py", str(self.cases), str(folder), out])
        return _passed((self.place / "unit").glob("*.json"), lambda path: path.stem)

    def pytest(self) -> Verdicts:
        verdicts: Verdicts = {}
        for folder in self.folders:
            words = [
                self.peers,
                "-m",
                "pytest",
                "-q",
                "-rA",
                "--tb=no",
                "-p",
                "no:cacheprovider",
                "test_all.py",
            ]
            seen = self._environment() | {"SUBMISSION": str(folder)}
            done = subprocess.run(
                words, cwd=self.place, env=seen, capture_output=True, text=True, check=False
            )
            for name in self.functions:
                verdicts[f"{folder.name}/{name}"] = (
                    f"PASSED test_all.py::test_function[{name}]" in done.stdout
                )
        return verdicts


def _passed(paths: object, name_of: Callable[[Path], str]) -> Verdicts:
    """Of files in Gradescope's format, whose tests are named after their functions."""
    verdicts: Verdicts = {}
    for path in paths:  # type: ignore[attr-defined]
        for test in json.loads(path.read_text("utf-8"))["tests"]:
            if "score" not in test:
                continue
            function = re.sub(r"^(test_|[\d.]+\) test_)|\s.*", "", test["name"])
            verdicts[f"{name_of(path)}/{function}"] = test["score"] == test["max_score"]
    return verdicts


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", required=True, help="the Python of the other graders' environment")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        graders = Graders(Path(place), wanted.peers, wanted.count)
        runs: dict[str, Callable[[], Verdicts]] = {
            "grader class --jobs 1": lambda: graders.ours(1),
            "grader class --jobs 2": lambda: graders.ours(2),
            "otter run, one by one": graders.otter_each,
            "otter, all in one process": graders.otter_together,
            "gradescope-utils, one by one": graders.gradescope_utils,
            "pytest, one by one": graders.pytest,
        }
        seconds: dict[str, list[float]] = {name: [] for name in runs}
        verdicts: dict[str, Verdicts] = {}
        for _ in range(wanted.rounds):
            for name, run in runs.items():
                begin = time.perf_counter()
                verdicts[name] = run()
                seconds[name].append((time.perf_counter() - begin) / wanted.count)
        ours = verdicts["grader class --jobs 1"]
        size = f"{wanted.count} submissions of {len(graders.functions)} functions"
        print(f"{size}; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        print(f"{'seconds a submission':32}{'median':>8}{'fastest':>9}   verdicts as ours")
        for name, times in seconds.items():
            same = sum(ours.get(key) == passed for key, passed in verdicts[name].items())
            shown = f"{same} of {len(verdicts[name])}"
            print(f"{name:32}{median(times):8.2f}{min(times):9.2f}   {shown}", flush=True)


if __name__ == "__main__":
    main()
