"""The emulator does with results what Gradescope does, failure by failure."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from grader.gradescope import emulator
from grader.gradescope.partial import Outline, refused_results
from grader.reports.results_schema import validate_results

RESULTS = "$AUTOGRADER_ROOT/results/results.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "homework").mkdir()
    (tmp_path / "homework" / "answers.md").write_text("x")
    return tmp_path


def run(root: Path, script: str, seconds: float = 20.0) -> emulator.Harnessed:
    path = root / "run_autograder"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return emulator.run(root, root / "homework", {"id": 1}, timeout_seconds=seconds)


@pytest.mark.parametrize(
    ("script", "results", "problem", "status"),
    [
        (f"echo '{{\"score\": 1}}' > {RESULTS}", {"score": 1}, "", 0),
        (f"echo '{{\"score\": 1}}' > {RESULTS}; exit 3", {"score": 1}, "", 3),
        ("true", None, "missing", 0),
        (f"echo 'score: 1' > {RESULTS}", {"score": 0, "error_code": "invalid_json"}, "invalid-json", 0),
        (f"echo '\"text\"' > {RESULTS}", {"score": 0, "error_code": "invalid_json"}, "invalid-json", 0),
        (f"echo '{{\"score\": NaN}}' > {RESULTS}", None, "not-a-number", 0),
        (
            f'printf \'{{"score": 1, "output": "\\377"}}\' > {RESULTS}',
            {"score": 1, "output": "\ufffd"},
            "",
            0,
        ),
    ],
    ids=["valid", "non-zero exit", "missing", "not JSON", "a string", "NaN", "not UTF-8"],
)
def test_failure_table(
    root: Path, script: str, results: emulator.Json | None, problem: str, status: int
) -> None:
    done = run(root, script)
    assert (done.results, done.problem, done.exit_status) == (results, problem, status)


def test_time_out_overwrites_what_was_written(root: Path) -> None:
    done = run(root, f"echo '{{\"score\": 5}}' > {RESULTS}; exec sleep 60", seconds=0.3)
    assert done.exit_status is None
    assert done.results is not None
    assert done.results["score"] == 0
    assert "timed out" in str(done.results["output"])


def test_folders_are_made_anew_and_the_submission_is_there(root: Path) -> None:
    (root / "results").mkdir()
    (root / "results" / "old").write_text("x")
    done = run(root, "ls results submission; cat submission_metadata.json")
    assert "old" not in done.stdout
    assert "answers.md" in done.stdout
    assert '{"id": 1}' in done.stdout


def test_long_outputs_are_cut_in_the_middle(root: Path) -> None:
    long = {
        "score": 1,
        "output": "a" * 150_000,
        "tests": [{"score": 1, "output": "b" * 150_000}, {"score": 0}],
    }
    (root / "long.json").write_text(json.dumps(long))
    done = run(root, f"cp {root / 'long.json'} {RESULTS}; head -c 200000 /dev/zero | tr '\\0' x")
    assert done.results is not None
    texts = [done.results["output"], done.results["tests"][0]["output"], done.stdout]  # type: ignore[index]
    for text in texts:
        assert len(str(text)) <= emulator.MAX_OUTPUT_CHARACTERS
        assert "[...(truncated)...]" in str(text)


def test_zip_is_laid_out_with_its_scripts_runnable(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("run_autograder", "setup.sh"):
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o100755 << 16
            archive.writestr(info, "#!/bin/sh\nexit 4\n")
    emulator.unpack(tmp_path / "a.zip", tmp_path / "autograder")
    assert (tmp_path / "autograder" / "run_autograder").stat().st_mode & 0o111
    with pytest.raises(RuntimeError, match=r"setup\.sh failed"):
        emulator.build(tmp_path / "autograder")


@pytest.mark.parametrize(("empty", "tags"), [(True, []), (False, ["needs-review"])])
def test_refused_submission_lists_every_part_and_awaits_a_person_unless_empty(
    empty: bool, tags: list[str]
) -> None:
    results = refused_results(
        (Outline("1.1", "One", 2.0), Outline("1.2", "Two", 3.5)), "Hand in a file", empty=empty
    )
    assert validate_results(results) == []
    assert str(results["output"]).startswith("Hand in a file")
    tests = results["tests"]
    assert isinstance(tests, list)
    assert [(test["number"], test["score"], test["max_score"], test["tags"]) for test in tests] == [
        ("1.1", 0, 2.0, tags),
        ("1.2", 0, 3.5, tags),
    ]
