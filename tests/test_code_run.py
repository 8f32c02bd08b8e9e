"""A sandbox that stays open for a class keeps nothing of one submission for the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code_run import code_judge
from grader.execution import sandbox
from grader.grading import NOT_RUN, Findings
from grader.model.assignment import Assignment
from grader.model.submission import CodeFile, Submission

ROOT = Path(__file__).parents[1]

RIGHT = b"def count_sequences(N, T):\n    return N ** T\n"
HOSTILE = b"""
import builtins, os, sys
builtins.pow = builtins.sum = None
sys.modules["math"] = None
os.environ["KEPT"] = "1"
import numpy
numpy.power = None
def count_sequences(N, T):
    os.kill(os.getpid(), 9)
def viterbi_step(P, delta):
    return numpy.kept
"""
CURIOUS = b"""
import os, math
def count_sequences(N, T):
    return math.prod([N] * T) if "KEPT" not in os.environ and pow(1, 1) == 1 else 0
"""


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return load_assignment(ROOT)


def _submission(source: bytes) -> Submission:
    return Submission("a student", {}, (CodeFile("solutions.py", source),) if source else ())


def _passed(findings: Findings) -> dict[str, tuple[int, int]]:
    functions = ("count_sequences", "viterbi_step")
    runs = {function: findings.judgement(function).run for function in functions}
    return {function: (run.passed, run.cases) for function, run in runs.items() if run is not None}


def test_submissions_one_after_the_other_are_judged_as_alone(
    assignment: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    opens = sandbox.open_sandbox

    def count(*arguments: object, **named: object) -> sandbox.Sandbox:
        opened.append(1)
        return opens(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox, "open_sandbox", count)
    sources = (RIGHT, HOSTILE, b"", CURIOUS, RIGHT)
    keep = code_judge(keep_open=True)
    together = [keep(_submission(source), assignment, lambda *_: None) for source in sources]
    if any(note.startswith(NOT_RUN) for note in together[0].staff_notes):
        pytest.skip("no sandbox here")
    openings = len(opened)
    alone = [code_judge()(_submission(source), assignment, lambda *_: None) for source in sources]
    assert [_passed(found) for found in together] == [_passed(found) for found in alone]
    assert _passed(together[3])["count_sequences"] == (14, 14)
    assert _passed(together[2]) == {}
    assert openings == (1 if "user" in together[0].layers else len(sources))
