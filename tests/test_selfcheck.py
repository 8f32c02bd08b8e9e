"""`grader check` proves this assignment and the example; what is broken is said with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.commands.check import check_assignment
from grader.commands.new import new_assignment
from grader.errors import AssignmentError
from grader.selfcheck import prove

ROOT = Path(__file__).parents[1]
RUBRIC, LEAST, SMOOTHING = "rubrics/1.1.yaml", "reference/least_squares.py", "reference/smoothing.py"
INIT, PROGRAM = "reference/__init__.py", "reference/mistakes/moving_average/one-window-short.py"
RETURN = 'return r"X^\\top (X w - y)"'


@pytest.mark.parametrize(
    "folder",
    [ROOT, ROOT / "examples" / "statistics", ROOT / "examples" / "numerics"],
    ids=["own", "statistics", "numerics"],
)
def test_assignment_proves_itself(folder: Path) -> None:
    assert [finding for finding in prove(load_assignment(folder)) if not finding.holds] == []


@pytest.fixture
def homework(tmp_path: Path) -> Path:
    folder = tmp_path / "homework"
    new_assignment(folder)
    return folder


def _break(folder: Path, file: str, before: str, after: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


UNSOUND = [
    (
        LEAST,
        "step = 1e-6",
        "step = 1 / 0",
        "reference/least_squares.py:12: 1.1: the answer 'gradient' cannot be computed: ZeroDivisionError",
    ),
    (
        LEAST,
        "import numpy",
        "import nunpy",
        "reference/least_squares.py:5: the reference cannot be imported: ModuleNotFoundError: No module named 'nunpy'",
    ),
    (
        SMOOTHING,
        "CASES = CaseSet",
        "CASES = CaseSet()  # ",
        "reference/smoothing.py:29: the reference cannot be imported: TypeError",
    ),
    (
        RUBRIC,
        "expected: gradient",
        "expected: gradeint",
        "rubrics/1.1.yaml:6: 1.1: the reference has no answer 'gradeint'; did you mean 'gradient'?",
    ),
    (
        RUBRIC,
        "      factor-two:",
        "      factor-tow:",
        "rubrics/1.1.yaml:15: 1.1: no known mistake 'factor-tow'; did you mean 'factor-two'?",
    ),
    (
        INIT,
        "least_squares.gradient}",
        '"X"}',
        "reference/__init__.py: ANSWERS['gradient'] should be a function",
    ),
    (RUBRIC, "points: 2", "points: two", "rubrics/1.1.yaml:3: points: should be a number (found 'two')"),
    (RUBRIC, 'part: "1.1"', "part: 1.1", "rubrics/1.1.yaml:1: part: should be text, between quotation marks"),
    (
        INIT,
        "smoothing.moving_average}",
        "3}",
        "reference/__init__.py: FUNCTIONS['moving_average'] should be a function",
    ),
    (
        INIT,
        "WORLDS: dict[str, object] = {}",
        "WORLDS = []",
        "reference/__init__.py: WORLDS should be a dict, and is a list",
    ),
    (RUBRIC, "checks:", "checks: [", "rubrics/1.1.yaml:"),
]


@pytest.mark.parametrize(("file", "before", "after", "complaint"), UNSOUND)
def test_fault_is_told_with_its_line(
    homework: Path, file: str, before: str, after: str, complaint: str
) -> None:
    _break(homework, file, before, after)
    with pytest.raises(AssignmentError) as caught:
        load_assignment(homework)
    assert any(each.startswith(complaint) for each in caught.value.complaints), caught.value.complaints


UNPROVED = [
    (LEAST, RETURN, 'return r"X^^ (("', "full marks: 1.1: gradient review: the check 'symbolic' failed"),
    (LEAST, RETURN, 'return r"X^\\top (X w + y)"', "full marks: 1.1: gradient fail"),
    (
        RUBRIC,
        'target-forgotten: "X^\\\\top X w"',
        'target-forgotten: "Z q"',
        "the mistake's formula 'Z q' is not read: unknown-symbol: Z is not declared",
    ),
    (
        RUBRIC,
        'example: "2 X',
        'example: "3 X',
        "rubrics/1.1.yaml:22: not proved: a written mistake is caught and named: 1.1 factor-two",
    ),
    (
        RUBRIC,
        '    example: "2 X^T (X w - y)"\n',
        "",
        "rubrics/1.1.yaml:22: not proved: every known mistake has an example or a program",
    ),
    (PROGRAM, "import numpy", "import nunpy", "one-window-short.py:3: ModuleNotFoundError"),
    (PROGRAM, "- k)", "- k + 1)", "moving_average one-window-short (1): not caught"),
    (SMOOTHING, "np.random.default_rng(seed)", "missing", "reference/smoothing.py:16: NameError"),
    (SMOOTHING, "np.mean(x[i : i + k])", "missing", "reference/smoothing.py:12: NameError"),
    (
        SMOOTHING,
        "random = np.random.default_rng(seed)",
        "random = np.random.default_rng()",
        "moving_average cases are the same for a seed",
    ),
    (
        SMOOTHING,
        "return (*regular, ",
        "return (Case((np.empty(0), 1)), *regular, ",
        "a hidden case fails some known mistake: moving_average an ordinary case",
    ),
    (INIT, '"moving_average": smoothing.CASES', "", "has cases: the reference's CASES have none"),
]


@pytest.mark.parametrize(("file", "before", "after", "complaint"), UNPROVED)
def test_what_does_not_hold_is_told(
    homework: Path, file: str, before: str, after: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _break(homework, file, before, after)
    assert check_assignment(homework) == 2
    assert complaint in capsys.readouterr().err


def test_missing_example_of_full_marks_is_told(homework: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(homework / "submissions_example")
    assert check_assignment(homework) == 2
    assert "no such folder: write the submission that earns all" in capsys.readouterr().err


def test_one_fault_of_a_rubric_is_told_once(homework: Path) -> None:
    _break(homework, RUBRIC, '"vector[n]"', '"vektor[n]"')
    with pytest.raises(AssignmentError) as caught:
        check_assignment(homework)
    assert str(caught.value).count("unknown type") == 1
