"""An assignment with problems is refused with every problem at once: file, line, and the nearest valid word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from grader import assignment as loading
from grader.assignment import load_assignment
from grader.checks.request import CheckKind, Params, Request
from grader.errors import AssignmentError
from grader.model.judgement import Judgement

SETTINGS = "title: A small assignment\n"
RUBRIC = """\
part: "1.1"
title: A sum
points: 2
functions: [double]
checks:
  sum:
    points: 2
    kind: symbolic
    expected: the_sum
mistakes:
  off-by-one:
    credit: {sum: 1}
    feedback: Count again.
"""
REFERENCE = """\
ANSWERS = {"the_sum": lambda: "1 + 1"}
FUNCTIONS = {"double": lambda x: 2 * x}
"""


class _Params(Params):
    expected: str
    tolerance: float = 0.0

    def reference_names(self) -> tuple[str, ...]:
        return (self.expected,)


def _judge(request: Request[_Params]) -> Mapping[str, Judgement]:
    raise AssertionError("loading judges nothing")


@pytest.fixture(autouse=True)
def small_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "load_kind", lambda word: CheckKind(word, _Params, _judge))


def _write(folder: Path, rubric: str = RUBRIC, settings: str = SETTINGS, reference: str = REFERENCE) -> Path:
    (folder / "rubrics").mkdir()
    (folder / "reference").mkdir()
    (folder / "assignment.yaml").write_text(settings)
    (folder / "rubrics" / "1.1.yaml").write_text(rubric)
    (folder / "reference" / "__init__.py").write_text(reference)
    return folder


def _complaints(folder: Path) -> list[str]:
    with pytest.raises(AssignmentError) as caught:
        load_assignment(folder)
    return caught.value.complaints


def test_sound_assignment_is_loaded(tmp_path: Path) -> None:
    assignment = load_assignment(_write(tmp_path))
    (part,) = assignment.parts
    assert (part.id, part.points, part.checks[0].kind) == ("1.1", 2, "symbolic")
    assert part.mistakes["off-by-one"].credit == {"sum": 1}
    assert assignment.reference.answers["the_sum"]() == "1 + 1"


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("kind: symbolic", "kind: symbolc", "rubrics/1.1.yaml:8: sum: unknown kind 'symbolc'; did you mean 'symbolic'?"),
        ("expected: the_sum", "expcted: the_sum", "rubrics/1.1.yaml:9: checks.sum.expcted: unknown key 'expcted'; did you mean 'expected'?"),
        ("expected: the_sum", "expected: the_smu", "rubrics/1.1.yaml:6: 1.1: the reference has no answer 'the_smu'; did you mean 'the_sum'?"),
        ("title: A sum", "titel: A sum", "rubrics/1.1.yaml:2: titel: unknown key 'titel'; did you mean 'title'?"),
        ("points: 2\nfunctions", "points: 3\nfunctions", "rubrics/1.1.yaml:3: 1.1: the checks add up to 2, the part says 3"),
        ("credit: {sum: 1}", "credit: {sun: 1}", "rubrics/1.1.yaml:12: 1.1: no check 'sun'; did you mean 'sum'?"),
        ("credit: {sum: 1}", "credit: {sum: 3}", "rubrics/1.1.yaml:12: 1.1: credit 3 is more than the check has, or less than nothing"),
        ("functions: [double]", "functions: [duoble]", "rubrics/1.1.yaml:4: 1.1: the reference has no function 'duoble'; did you mean 'double'?"),
        ("feedback: Count again.", "feedback: ''", "rubrics/1.1.yaml:13: mistakes.off-by-one.feedback: String should have at least 1 character (found '')"),
        ("kind: symbolic", "kind: symbolic\n    evidence: [cod]", "rubrics/1.1.yaml:9: checks.sum.evidence.0: 'cod' is not one of writeup, code; did you mean 'code'?"),
        ("kind: symbolic", "kind: symbolic\n    evidence: [code]", "rubrics/1.1.yaml:9: 1.1: evidence names code, but no function says which"),
        ("title: A sum", "title: A sum\ntitle: Twice", "rubrics/1.1.yaml:3: 'title' stands here twice"),
        ('part: "1.1"', 'part: "1.2"', "rubrics/1.1.yaml:1: 1.2: the file of part 1.2 should be called 1.2.yaml"),
        ("title: A sum", "title: [A sum", "rubrics/1.1.yaml:3: not valid YAML"),
    ],
)  # fmt: skip
def test_problem_is_named_with_its_line(tmp_path: Path, before: str, after: str, complaint: str) -> None:
    assert before in RUBRIC
    complaints = _complaints(_write(tmp_path, RUBRIC.replace(before, after, 1)))
    assert any(found.startswith(complaint) for found in complaints), complaints


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    rubric = (
        RUBRIC.replace("title", "titel")
        .replace("feedback", "fedback")
        .replace("points: 2\nf", "points: -2\nf")
    )
    complaints = _complaints(_write(tmp_path, rubric))
    assert len(complaints) >= 4
    assert all(complaint.startswith("rubrics/1.1.yaml:") for complaint in complaints)


def test_folder_without_anything_is_told_what_an_assignment_is(tmp_path: Path) -> None:
    complaints = " ".join(_complaints(tmp_path))
    assert (
        "assignment.yaml: missing; an assignment is a folder with assignment.yaml, rubrics/, reference/"
        in complaints
    )
    assert "no rubric files" in complaints


def test_unknown_setting_is_named(tmp_path: Path) -> None:
    complaints = _complaints(_write(tmp_path, settings="title: A\nsede: 3\n"))
    assert complaints == ["assignment.yaml:2: sede: unknown key 'sede'; did you mean 'seed'?"]


def test_two_assignments_keep_their_own_references(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    first = load_assignment(_write(tmp_path / "a"), with_digest=True)
    other = REFERENCE.replace("1 + 1", "2")
    second = load_assignment(_write(tmp_path / "b", reference=other), with_digest=True)
    assert first.reference.answers["the_sum"]() == "1 + 1"
    assert second.reference.answers["the_sum"]() == "2"
    assert first.digest != second.digest
