"""Whatever becomes of the grading process, results.json is valid and holds every part graded before."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.gradescope import emulator
from tests.gradescope.harness import (
    ENDLESS,
    GRADING,
    ROOT,
    SUBMISSION,
    SUPERVISOR,
    after,
    entries_of,
    graded_in,
    has_ended,
    lay_out,
    left_to_staff,
    processes,
    run_and_kill,
    sabotage,
    submission,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the supervisor reads /proc")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "autograder").mkdir()
    return tmp_path / "autograder"


def test_full_marks(root: Path) -> None:
    lay_out(root)
    done = emulator.run(root, SUBMISSION)
    assert done.exit_status == 0
    assert done.problem == ""
    assert {part: test["score"] for part, test in entries_of(root).items()} == {"1.1": 2, "2.1": 3}
    assert done.results is not None
    assert done.results["score"] == 5
    assert "incomplete" not in done.results["extra_data"]  # type: ignore[operator]
    assert done.results["output"].startswith("**5 of 5 points**")  # type: ignore[attr-defined]


def test_same_submission_gives_the_same_bytes(root: Path) -> None:
    lay_out(root)
    texts = set()
    for _ in range(2):
        emulator.run(root, SUBMISSION)
        texts.add((root / "results" / "results.json").read_bytes())
    assert len(texts) == 1


@pytest.mark.parametrize("module", [GRADING, SUPERVISOR], ids=["grading-process", "supervisor"])
def test_killed_while_student_code_loops(root: Path, tmp_path: Path, module: str) -> None:
    lay_out(root)
    looping = submission(tmp_path / "submission", ENDLESS)
    done, before, grading = run_and_kill(root, looping, module, lambda: "1.1" in graded_in(root))
    tests = entries_of(root)
    assert done.exit_status != 0
    assert before == {"1.1": 2}
    assert tests["1.1"]["score"] == 2
    assert left_to_staff(tests["2.1"])
    assert "needs-review" in tests["2.1"]["tags"]  # type: ignore[operator]
    assert "1 of 2 parts were graded" in str(done.results and done.results["output"])
    assert has_ended(root, grading)


@pytest.mark.parametrize("moment", random.Random(7).sample(range(10, 800), 4))
def test_killed_at_any_moment(root: Path, moment: int) -> None:
    lay_out(root)
    done, before, grading = run_and_kill(root, SUBMISSION, GRADING, after(moment / 1000))
    tests = entries_of(root)
    assert list(tests) == ["1.1", "2.1"]
    full = {"1.1": 2, "2.1": 3}
    for part, test in tests.items():
        assert test["score"] == full[part] or left_to_staff(test)
    for part, score in before.items():
        assert tests[part]["score"] == score
        assert not left_to_staff(tests[part])
    assert done.exit_status in (0, 1)
    assert has_ended(root, grading)


def test_deadline_inside_an_endless_student_loop(root: Path, tmp_path: Path) -> None:
    lay_out(root, limit=6)
    done = emulator.run(root, submission(tmp_path / "submission", ENDLESS), timeout_seconds=6)
    tests = entries_of(root)
    assert done.problem == ""
    assert done.exit_status == 1
    assert tests["1.1"]["score"] == 2
    assert left_to_staff(tests["2.1"])
    assert "stopped" in str(done.results and done.results["output"])
    assert has_ended(root, [])


def test_program_that_takes_all_memory_is_judged(root: Path, tmp_path: Path) -> None:
    greedy = "def moving_average(x, k):\n    hoard = []\n    while True:\n        hoard.append(bytearray(1 << 26))\n"
    lay_out(root)
    done = emulator.run(root, submission(tmp_path / "submission", greedy))
    assert done.exit_status == 0
    assert entries_of(root)["1.1"]["score"] == 2
    assert entries_of(root)["2.1"]["score"] == 0


def test_out_of_memory_in_the_grading_process(root: Path) -> None:
    folder = lay_out(root, before="ulimit -v 1500000")
    sabotage(folder, "bytearray(1 << 32)", function="gradient")
    done = emulator.run(root, SUBMISSION)
    tests = entries_of(root)
    assert done.problem == ""
    assert "needs-review" in tests["1.1"]["tags"]  # type: ignore[operator]
    assert tests["2.1"]["max_score"] == 3


@pytest.mark.parametrize(
    "fault",
    [
        "import os; os.kill(os.getpid(), 9)",
        "import ctypes; ctypes.string_at(0)",
        "raise KeyboardInterrupt",
    ],
    ids=["kill", "segmentation-fault", "interrupt"],
)
def test_grading_process_that_ends_keeps_what_it_had_graded(root: Path, fault: str) -> None:
    folder = lay_out(root)
    sabotage(folder, fault)
    done = emulator.run(root, SUBMISSION)
    tests = entries_of(root)
    assert done.exit_status == 1
    assert tests["1.1"]["score"] == 2
    assert not left_to_staff(tests["1.1"])
    assert left_to_staff(tests["2.1"])
    assert has_ended(root, [])


@pytest.mark.parametrize("fault", ["raise RuntimeError('ours')", "raise MemoryError"])
def test_exception_of_ours_leaves_the_part_to_a_person(root: Path, fault: str) -> None:
    folder = lay_out(root)
    sabotage(folder, fault, function="gradient")
    emulator.run(root, SUBMISSION)
    tests = entries_of(root)
    assert "needs-review" in tests["1.1"]["tags"]  # type: ignore[operator]
    assert tests["2.1"]["score"] == 3 or left_to_staff(tests["2.1"])


def test_endless_check_of_ours_is_stopped_in_time(root: Path) -> None:
    folder = lay_out(root, limit=6)
    sabotage(folder, "import itertools; all(itertools.repeat(1))")
    done = emulator.run(root, SUBMISSION, timeout_seconds=6)
    assert done.problem == ""
    assert entries_of(root)["1.1"]["score"] == 2
    assert has_ended(root, [])


@pytest.mark.parametrize("breakage", ["rubric", "settings", "reference", "no-rubrics"])
def test_assignment_that_is_not_sound(root: Path, breakage: str) -> None:
    folder = lay_out(root)
    if breakage == "rubric":
        path = folder / "rubrics" / "2.1.yaml"
        path.write_text(path.read_text() + "\nunknown_key: 1\n")
    elif breakage == "settings":
        (folder / "assignment.yaml").write_text("title: [")
    elif breakage == "reference":
        (folder / "reference" / "__init__.py").write_text("1 / 0\n")
    else:
        shutil.rmtree(folder / "rubrics")
    done = emulator.run(root, SUBMISSION)
    tests = entries_of(root)
    assert done.exit_status == 2
    assert all(left_to_staff(test) for test in tests.values())
    assert len(tests) == (0 if breakage == "no-rubrics" else 2)
    assert "no fault of yours" in str(done.results and done.results["output"])


def test_empty_submission_says_what_to_do_and_awaits_nobody(root: Path, tmp_path: Path) -> None:
    lay_out(root)
    (tmp_path / "empty").mkdir()
    done = emulator.run(root, tmp_path / "empty")
    check_refused(root, done)


@pytest.mark.parametrize("name", ["homework.zip", "homework.tar.gz"])
def test_damaged_archive_gives_valid_results(root: Path, tmp_path: Path, name: str) -> None:
    lay_out(root)
    (tmp_path / name).write_bytes(b"PK\x03\x04 damaged")
    done = emulator.run(root, tmp_path / name)
    assert list(entries_of(root)) == ["1.1", "2.1"]
    assert done.results is not None
    assert done.results["score"] == 0
    assert len(str(done.results["output"])) > 40


def check_refused(root: Path, done: emulator.Harnessed) -> None:
    tests = entries_of(root)
    assert done.exit_status == 1
    assert list(tests) == ["1.1", "2.1"]
    assert [test["score"] for test in tests.values()] == [0, 0]
    assert not [test for test in tests.values() if left_to_staff(test) or test["tags"]]
    assert len(str(done.results and done.results["output"])) > 40


def test_no_submission_folder_at_all(root: Path) -> None:
    lay_out(root)
    done = subprocess.run(
        ["./run_autograder"],
        cwd=root,
        env={**os.environ, "AUTOGRADER_ROOT": str(root)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert list(entries_of(root)) == ["1.1", "2.1"]


def test_late_and_earlier_submissions_are_shown(root: Path) -> None:
    lay_out(root)
    metadata: emulator.Json = {
        "created_at": "2026-03-02T12:00:00.000000-05:00",
        "assignment": {"due_date": "2026-03-01T12:00:00.000000-05:00", "total_points": "5.0"},
        "previous_submissions": [{"submission_time": "2026-02-01T12:00:00.0-05:00", "score": 2.5}],
    }
    done = emulator.run(root, SUBMISSION, metadata)
    output = str(done.results and done.results["output"])
    assert "1 day" in output
    assert "2.5" in output
    assert done.results is not None
    assert done.results["score"] == 5


@pytest.fixture
def small_disk(root: Path) -> Iterator[Path]:
    """800 kB for results."""
    (root / "results").mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", str(root / "results")]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine does not let a small disk be mounted")
    yield root / "results"
    subprocess.run(["umount", str(root / "results")], check=True)


def test_disk_that_fills_up_while_grading(root: Path, small_disk: Path) -> None:
    folder = lay_out(root)
    fill = f"import os; f = os.open({str(small_disk / 'filler')!r}, 65); [os.write(f, b'x' * 512) for _ in range(4000)]"
    sabotage(folder, fill)
    emulator.run(root, SUBMISSION)
    tests = entries_of(root)
    assert shutil.disk_usage(small_disk).free == 0
    assert list(tests) == ["1.1", "2.1"]
    assert tests["1.1"]["score"] == 2


@pytest.mark.parametrize("signal_name", ["TERM", "INT"])
def test_polite_end_ends_everything(root: Path, tmp_path: Path, signal_name: str) -> None:
    lay_out(root)
    looping = submission(tmp_path / "submission", ENDLESS)
    grading: list[int] = []

    def ready() -> bool:
        if "1.1" not in graded_in(root):
            return False
        grading.extend(processes(root, GRADING))
        for process in processes(root, SUPERVISOR):
            subprocess.run(["kill", f"-{signal_name}", str(process)], check=False)
        return True

    child = subprocess.Popen(
        ["./run_autograder"], cwd=prepared(root, looping), env={**os.environ, "AUTOGRADER_ROOT": str(root)}
    )
    while not ready():
        assert child.poll() is None
    assert child.wait(10) == 1
    assert entries_of(root)["1.1"]["score"] == 2
    assert has_ended(root, grading)


def prepared(root: Path, handed_in: Path) -> Path:
    shutil.copytree(handed_in, root / "submission")
    return root


def test_last_resort_where_setup_fails(root: Path) -> None:
    shutil.copy2(ROOT / "run_autograder", root / "run_autograder")
    (root / "source").mkdir()
    (root / "source" / "setup.sh").write_text("#!/bin/sh\nexit 1\n")
    (root / "source" / "setup.sh").chmod(0o755)
    done = emulator.run(root, SUBMISSION)
    assert done.exit_status == 1
    assert score_of(root) == 0
    packed = {"score": 0, "tests": [{"number": "1.1", "score": 0}]}
    (root / "source" / "nothing_graded.json").write_text(json.dumps(packed))
    emulator.run(root, SUBMISSION)
    assert list(entries_of(root)) == ["1.1"]


def score_of(root: Path) -> object:
    return json.loads((root / "results" / "results.json").read_bytes())["score"]
