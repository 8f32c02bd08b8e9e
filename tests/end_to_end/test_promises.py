"""The README's promises, each through ``./run_autograder`` or the ``grader`` command."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.reports.results_schema import validate_results_file

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "submissions_example"

pytestmark = pytest.mark.skipif(
    not list((ROOT / ".venv").glob("ready-*")), reason="./setup.sh has not been run in this checkout"
)


def autograde(*arguments: object, root: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ) if root is None else {**os.environ, "AUTOGRADER_ROOT": str(root)}
    command = [str(ROOT / "run_autograder"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=100, check=False)


def grader(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-m", "grader", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)


def results(folder: Path) -> dict[str, object]:
    path = folder / "results.json"
    assert validate_results_file(path) == []
    data: dict[str, object] = json.loads(path.read_bytes())
    return data


def parts(folder: Path) -> dict[str, dict[str, object]]:
    return results(folder)["extra_data"]["parts"]  # type: ignore[index,no-any-return]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    out = tmp_path_factory.mktemp("sample")
    return autograde(EXAMPLES / "sample_answer", "--out", out), out


def test_a_submission_gives_a_table_results_and_a_page(
    sample: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, out = sample
    assert done.returncode == 0, done.stderr
    assert len(parts(out)) == 23
    assert all(part in done.stdout for part in ("1.1", "2.2.a", "4.3"))
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<html" in page
    assert not re.search(r"""(?:src|href)=["']https?:""", page)


def test_same_bytes_in_same_report_out(
    sample: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    _, out = sample
    autograde(EXAMPLES / "sample_answer", "--out", tmp_path)
    for name in ("results.json", "report.html"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes()


def test_what_cannot_be_told_goes_to_a_person_and_is_never_wrong(tmp_path: Path) -> None:
    (tmp_path / "answers.md").write_text("## 2.1\n\n$\\frac{N}{@@@ ^^$\n")
    autograde(tmp_path / "answers.md", "--out", tmp_path / "out")
    part = parts(tmp_path / "out")["2.1"]
    assert part["review"] is True
    assert {check["verdict"] for check in part["checks"]} <= {"unreadable", "review"}  # type: ignore[attr-defined]


def test_right_and_wrong_are_told_and_the_mistake_is_named(tmp_path: Path) -> None:
    (tmp_path / "right.md").write_text("## 2.1\n\nThere are $N \\cdot N^{T-1}$ sequences.\n")
    (tmp_path / "wrong.md").write_text("## 2.1\n\nThere are $T^N$ sequences.\n")
    done = autograde(tmp_path / "right.md", tmp_path / "wrong.md", "--out", tmp_path / "out")
    assert done.returncode == 0
    folders = {folder.name: folder for folder in (tmp_path / "out").iterdir() if folder.is_dir()}
    right, wrong = (
        next(folders[name] for name in folders if name.startswith(word)) for word in ("right", "wrong")
    )
    assert parts(right)["2.1"]["score"] == 1
    assert parts(wrong)["2.1"]["score"] == 0
    assert parts(wrong)["2.1"]["mistakes"] == ["base-and-exponent-swapped"]


def test_student_code_is_run_and_a_failing_case_is_kept(tmp_path: Path) -> None:
    (tmp_path / "solutions.py").write_text(
        "def count_sequences(N, T):\n    return T ** N\n\ndef weight_norm(u, gamma):\n    raise OSError\n"
    )
    done = autograde(tmp_path / "solutions.py", "--out", tmp_path / "out")
    assert done.returncode == 0
    found = {
        check["function"]: check
        for part in parts(tmp_path / "out").values()
        for check in part["checks"]  # type: ignore[attr-defined]
        if "function" in check
    }
    assert found["count_sequences"]["verdict"] == "fail"
    assert found["count_sequences"]["passed"] < found["count_sequences"]["cases"]
    assert found["weight_norm"]["verdict"] == "fail"


@pytest.mark.parametrize("name", ["sample_answer", "full_marks", "code_only", "nearly_empty"])
def test_gradescope_mode(tmp_path: Path, name: str) -> None:
    shutil.copytree(EXAMPLES / name, tmp_path / "submission")
    done = autograde(root=tmp_path)
    assert done.returncode == 0, done.stderr
    data = results(tmp_path / "results")
    assert len(data["tests"]) == 23  # type: ignore[arg-type]
    if name == "full_marks":
        assert data["score"] == 64


def test_archives_and_single_files_are_read(tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "homework"), "gztar", EXAMPLES / "yaml_only")
    autograde(archive, "--out", tmp_path / "packed")
    autograde(EXAMPLES / "yaml_only" / "answers.yaml", "--out", tmp_path / "plain")
    assert parts(tmp_path / "packed") == parts(tmp_path / "plain")


def test_a_bad_submission_does_not_stop_the_others(tmp_path: Path) -> None:
    good = EXAMPLES / "nearly_empty"
    done = autograde(tmp_path / "nowhere", good, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "nowhere" in done.stderr + done.stdout
    assert (
        parts(next(path for path in (tmp_path / "out").iterdir() if path.name.startswith("nearly")))["2.1"][
            "score"
        ]
        == 1
    )


def test_a_class_is_graded_and_resumed(tmp_path: Path) -> None:
    for student in ("ada", "emmy"):
        shutil.copytree(EXAMPLES / "nearly_empty", tmp_path / "class" / student)
    first = grader("class", tmp_path / "class", "--out", tmp_path / "out", "--jobs", 1)
    assert first.returncode == 0, first.stderr
    assert "ada" in (tmp_path / "out" / "grades.csv").read_text()
    stamp = (tmp_path / "out" / "ada" / "results.json").stat().st_mtime_ns
    assert grader("class", tmp_path / "class", "--out", tmp_path / "out", "--jobs", 1).returncode == 0
    assert (tmp_path / "out" / "ada" / "results.json").stat().st_mtime_ns == stamp
    assert validate_results_file(tmp_path / "out" / "emmy" / "results.json") == []


def test_try_and_compare_say_why(tmp_path: Path) -> None:
    said = grader("try", "2.1", "$N^T$")
    assert said.returncode == 0
    assert "N^T" in said.stdout
    line = {"id": "a", "kind": "scalar", "student": "$2x+x$", "reference": "3x", "symbols": {"x": "real"}}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(line) + "\n")
    compared = grader("compare", tmp_path / "pairs.jsonl")
    assert json.loads(compared.stdout)["verdict"] == "equal"


def test_new_assignment_can_be_packed_and_graded(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    assert grader("new", folder).returncode == 0
    assert grader("check", folder).returncode == 0
    packed = grader("pack", "--assignment", folder, "-o", tmp_path / "a.zip")
    assert packed.returncode == 0, packed.stderr
    assert "nothing_graded.json" in packed.stdout
    full = folder / "submissions_example" / "full_marks"
    assert grader("grade", full, "--assignment", folder, "--out", tmp_path / "out").returncode == 0
    assert results(tmp_path / "out")["score"] == 5


def test_unsound_assignment_is_not_packed(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    grader("new", folder)
    (folder / "rubrics" / "1.1.yaml").write_text("part: '1.1'\n")
    done = grader("pack", "--assignment", folder, "-o", tmp_path / "a.zip")
    assert done.returncode == 2
    assert "1.1.yaml" in done.stderr
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("arguments", [["grade"], ["nonsense"], ["try", "99", "x"], ["check", "/nowhere"]])
def test_wrong_usage_is_status_two(arguments: list[str]) -> None:
    done = grader(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
