"""An answer that only says where its function stands leaves the part to the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.grading import judge_writeup
from grader.model.assignment import Assignment
from grader.model.judgement import Truth
from grader.model.submission import Answer, Block, BlockKind, CodeFile, Place, Span, SpanKind, Submission

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return load_assignment(ROOT)


def _truths(assignment: Assignment, part: str, text: str, *, code: bool = True) -> set[Truth]:
    block = Block(BlockKind.PARAGRAPH, (Span(SpanKind.TEXT, text),), Place("a.md"))
    files = (CodeFile("steps.py", b"def adam_l2_step(): pass\n"),) if code else ()
    submission = Submission("a student", {part: Answer(part, (block,))}, files)
    return {each.truth for each in judge_writeup(assignment.part(part), submission, assignment).values()}


@pytest.mark.parametrize(
    "text",
    [
        "See the function adam_l2_step in my file.",
        "Coded in steps.py",
        "Voir adam\\_l2\\_step (steps.py).",
    ],
)
def test_a_pointer_to_code_is_no_answer(text: str, assignment: Assignment) -> None:
    assert _truths(assignment, "3.2", text) == {Truth.ABSENT}


def test_a_pointer_without_code_is_an_answer(assignment: Assignment) -> None:
    assert Truth.ABSENT not in _truths(assignment, "3.2", "Coded in steps.py", code=False)


def test_a_pointer_with_a_formula_is_an_answer(assignment: Assignment) -> None:
    text = "Coded in steps.py: g = grad + gamma * theta, the gradient line."
    assert Truth.ABSENT not in _truths(assignment, "3.2", text)


def test_a_part_that_code_cannot_answer_is_judged_as_written(assignment: Assignment) -> None:
    assert Truth.ABSENT not in _truths(assignment, "4.2", "Coded in steps.py")
