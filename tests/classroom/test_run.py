"""A class run: everything graded once, nothing lost, the same bytes however it ran."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from grader.classroom import run as run_module
from grader.classroom.store import FILE_NAME
from grader.errors import UsageError
from grader.reports.gradescope import validate_results_file

Run = Callable[..., object]


def _tree(out: Path) -> dict[str, bytes]:
    """All files but the store, the lock and the times."""
    skipped = (FILE_NAME, ".lock", "timings.csv")
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith(skipped)
    }


def _rows(out: Path) -> list[dict[str, str]]:
    with (out / "grades.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_class_is_graded_into_files_tables_and_a_page(run: Run, make_class: Callable[..., Path]) -> None:
    ran = run(make_class(alice="score 6", bob="score 3", carol="score 0"))
    assert ran.status == 0
    assert ran.graded == ("alice", "bob", "carol")
    for name in ran.graded:
        assert validate_results_file(ran.out / name / "results.json") == []
        assert "<h1>" + name in (ran.out / name / "report.html").read_text()
    assert [(row["submission"], row["total"], row["1.1"], row["2.a"]) for row in _rows(ran.out)] == [
        ("alice", "6", "4", "2"),
        ("bob", "3", "3", "0"),
        ("carol", "0", "0", "0"),
    ]
    assert _rows(ran.out)[1]["mistakes"] == "1.1:off-by-one"
    assert "off-by-one" in (ran.out / "report.html").read_text()
    assert not (ran.out / ".staging").exists()


def test_second_run_grades_nothing_and_changes_nothing(run: Run, make_class: Callable[..., Path]) -> None:
    source = make_class(alice="score 6", bob="score 3")
    first = run(source)
    before = _tree(first.out)
    second = run(source)
    assert second.graded == ()
    assert "2 up to date, 0 to grade" in second.said
    assert _tree(second.out) == before


def test_only_what_changed_or_is_new_is_graded_again(run: Run, make_class: Callable[..., Path]) -> None:
    run(make_class(alice="score 6", bob="score 3"))
    ran = run(make_class(bob="score 4", carol="score 1"))
    assert ran.graded == ("bob", "carol")
    assert [row["total"] for row in _rows(ran.out)] == ["6", "4", "1"]


def test_changed_rubric_grades_all_again(
    run: Run, make_class: Callable[..., Path], fake: ModuleType, tmp_path: Path
) -> None:
    source = make_class(alice="score 6", bob="score 3")
    run(source)
    changed = replace(fake.made_assignment(tmp_path), digest="d2")
    assert run(source, assignment=changed).graded == ("alice", "bob")


def test_lost_files_are_written_again_without_grading(run: Run, make_class: Callable[..., Path]) -> None:
    source = make_class(alice="score 6", bob="score 3")
    first = run(source)
    before = _tree(first.out)
    (first.out / "alice" / "results.json").unlink()
    (first.out / "grades.csv").unlink()
    second = run(source)
    assert second.graded == ()
    assert _tree(second.out) == before


def test_submission_that_left_the_class_leaves_the_tables(run: Run, make_class: Callable[..., Path]) -> None:
    source = make_class(alice="score 6", bob="score 3")
    run(source)
    (source / "bob" / "answer.md").unlink()
    (source / "bob").rmdir()
    assert [row["submission"] for row in _rows(run(source).out)] == ["alice"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_bytes_do_not_depend_on_the_number_of_processes(
    run: Run, make_class: Callable[..., Path], tmp_path: Path, jobs: int
) -> None:
    answers = {f"student{number:02}": f"score {number % 7}" for number in range(12)}
    source = make_class(**answers)
    reference = _tree(run(source, tmp_path / "one").out)
    assert _tree(run(source, tmp_path / f"jobs{jobs}", jobs=jobs).out) == reference


def test_crash_costs_one_submission_and_is_said(run: Run, make_class: Callable[..., Path]) -> None:
    ran = run(make_class(alice="score 6", bob="die", carol="score 2", dave="refuse"))
    assert ran.status == 1
    assert "Not graded: bob: the grading process died 2 times (status 9)" in ran.said
    rows = {row["submission"]: row for row in _rows(ran.out)}
    assert [rows[name]["total"] for name in ("alice", "bob", "carol")] == ["6", "", "2"]
    assert rows["bob"]["awaits a person"] == "1.1 2.a"
    assert rows["dave"]["not graded"] == "'=nothing to read"
    results = json.loads((ran.out / "bob" / "results.json").read_text())
    assert validate_results_file(ran.out / "bob" / "results.json") == []
    assert [test["tags"] for test in results["tests"]] == [["needs-review"]] * 2


def test_failed_submission_is_tried_again_next_time(run: Run, make_class: Callable[..., Path]) -> None:
    source = make_class(alice="score 6", bob="refuse")
    assert run(source).status == 1
    assert run(source).graded == ("bob",)


def test_worker_killed_once_grades_at_the_second_try(run: Run, make_class: Callable[..., Path]) -> None:
    ran = run(make_class(alice="score 6", bob="die once"))
    assert ran.status == 0
    assert ran.graded == ("alice", "bob", "bob")


def test_endless_submission_is_ended(
    run: Run,
    make_class: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    fake: ModuleType,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(run_module, "_MARGIN_SECONDS", 0)
    short = replace(fake.made_assignment(tmp_path), time_limit_seconds=1.5)
    ran = run(make_class(alice="score 6", bob="hang"), assignment=short)
    assert ran.status == 1
    assert "Not graded: bob: not done after 1.5 s; ended" in ran.said


def test_ctrl_c_keeps_what_is_graded_and_the_next_run_goes_on(
    run: Run, make_class: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_class(**{f"s{number}": "score 3" for number in range(8)})
    genuine = run_module.lay_out_submission
    laid_out: list[str] = []

    def interrupted(outcome: object, *rest: object) -> None:
        genuine(outcome, *rest)  # type: ignore[arg-type]
        laid_out.append(outcome.name)  # type: ignore[attr-defined]
        if len(laid_out) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(run_module, "lay_out_submission", interrupted)
    ran = run(source, jobs=1)
    assert ran.status == 1
    assert "Stopped. What was graded so far is kept" in ran.said
    assert [row["submission"] for row in _rows(ran.out)] == sorted(laid_out)
    monkeypatch.undo()


_KILLED = """
import sys
sys.path[:0] = {path!r}
import fake_grading
from pathlib import Path
from grader.classroom.run import run_class
if __name__ == "__main__":
    root = Path({root!r})
    run_class(root / "class", fake_grading.made_assignment(root), root / "out", jobs=2, grade=fake_grading.grade)
"""


def test_killed_runs_continue_where_they_were(
    run: Run, make_class: Callable[..., Path], tmp_path: Path
) -> None:
    """Three kills in the middle; then the bytes are those of a run at one go, and nothing is graded twice."""
    answers = {f"s{number:02}": "slow" if number % 2 else f"score {number % 7}" for number in range(14)}
    source = make_class(**answers)
    script = tmp_path / "killed.py"
    here = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    script.write_text(_KILLED.format(path=here, root=str(tmp_path)))
    for seconds in (0.9, 1.2, 1.1):
        process = subprocess.Popen(
            [sys.executable, str(script)], stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    ran = run(source)
    assert ran.status == 0
    assert _tree(ran.out) == _tree(run(source, tmp_path / "at-one-go").out)


def test_full_disk_is_said_and_nothing_graded_is_lost(
    run: Run, make_class: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_class(alice="score 6", bob="score 3", carol="score 1")
    genuine = run_module.lay_out_submission
    written: list[str] = []

    def filling(outcome: object, *rest: object) -> None:
        if written:
            raise OSError(28, "No space left on device", "out")
        genuine(outcome, *rest)  # type: ignore[arg-type]
        written.append(outcome.name)  # type: ignore[attr-defined]

    with monkeypatch.context() as patched:
        patched.setattr(run_module, "lay_out_submission", filling)
        ran = run(source, jobs=1)
    assert ran.status == 1
    assert "No space left on device" in ran.said
    assert len(run(source).graded) == 3 - 2  # two were in the store; the files of the second come back
    assert validate_results_file(ran.out / "bob" / "results.json") == []


def test_garbage_in_place_of_the_store_is_put_aside(
    run: Run, make_class: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / FILE_NAME).write_bytes(b"this is not a database" * 100)
    ran = run(make_class(alice="score 6"))
    assert ran.status == 0
    assert (out / f"{FILE_NAME}.damaged-1").read_bytes().startswith(b"this is not")


def test_second_run_in_the_same_folder_at_once_is_refused(
    run: Run, make_class: Callable[..., Path], tmp_path: Path
) -> None:
    import fcntl

    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UsageError, match="another run is at work there"):
            run(make_class(alice="score 6"))


@pytest.mark.parametrize(
    ("name", "complaint"), [("absent", "no such file or folder"), ("empty", "no submission in it")]
)
def test_source_without_a_class_is_wrong_usage(run: Run, tmp_path: Path, name: str, complaint: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=complaint):
        run(tmp_path / name)


def test_no_process_at_all_is_wrong_usage(run: Run, make_class: Callable[..., Path]) -> None:
    with pytest.raises(UsageError, match="--jobs 0: there must be at least one process"):
        run(make_class(alice="score 6"), jobs=0)


def test_results_inside_the_source_are_no_submission(run: Run, make_class: Callable[..., Path]) -> None:
    source = make_class(alice="score 6")
    run(source, source / "results")
    assert run(source, source / "results").graded == ()


def test_zip_of_a_class_gives_the_same_bytes_as_its_folder(
    run: Run, make_class: Callable[..., Path], tmp_path: Path
) -> None:
    source = make_class(alice="score 6", bob="score 3")
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for path in sorted(source.rglob("*.md")):
            archive.write(path, path.relative_to(tmp_path))
    assert _tree(run(tmp_path / "class.zip", tmp_path / "a").out) == _tree(run(source, tmp_path / "b").out)


def test_file_damaged_in_the_zip_costs_one_submission(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("class/alice/answer.md", "score 6")
        archive.writestr("class/bob/answer.md", "score 5 and more")
    content = (tmp_path / "class.zip").read_bytes()
    (tmp_path / "class.zip").write_bytes(content.replace(b"score 5 and more", b"score 9 and more"))
    ran = run(tmp_path / "class.zip")
    assert ran.status == 1
    assert ran.graded == ("alice",)
    assert "Not graded: bob: damaged in the download: answer.md: Bad CRC-32" in ran.said


def test_strange_names_are_harmless_everywhere(run: Run, make_class: Callable[..., Path]) -> None:
    names = ["=1+2", "a\nb", "-rm", "<script>alert(1)</script>", "dots..", "Zoë Müller", "CON", "grades.csv"]
    ran = run(make_class(**{name.replace("/", "∕"): "score 3" for name in names}))
    assert ran.status == 0
    folders = {path.name for path in ran.out.iterdir() if path.is_dir()}
    assert len(folders) == len(names)
    assert "Zoë Müller" in folders
    assert not any(name.startswith(("-", ".", "=")) or "\n" in name or "<" in name for name in folders)
    assert "<script>alert" not in (ran.out / "report.html").read_text()
    for row in _rows(ran.out):
        assert not any((cell or "").startswith(("=", "-", "+", "@")) for cell in row.values())


def test_page_of_the_class_allows_its_own_script_only(run: Run, make_class: Callable[..., Path]) -> None:
    import base64
    import hashlib
    import re

    page = (run(make_class(alice="score 6", bob="score 1")).out / "report.html").read_text()
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    policy = re.search(r'Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert f"script-src 'sha256-{digest}'" in policy[1].replace("&#39;", "'").replace("&#43;", "+")
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page


def test_like_answers_stand_together(run: Run, make_class: Callable[..., Path]) -> None:
    page = (run(make_class(alice="score 1", bob="score  1", carol="SCORE 1")).out / "report.html").read_text()
    assert "3 alike" in page


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    yield
    import multiprocessing

    assert multiprocessing.active_children() == []
