"""Answers that are large one by one are not kept by the dozen."""

from __future__ import annotations

from grader.execution.calls import Call, Garble, Garbled, Returned
from grader.execution.sandbox import Sandbox
from grader.model.submission import CodeFile

LARGE = b"import numpy as np\ndef f(x): return np.zeros(1_040_000 if x else 30_000)"


def test_large_answers_are_kept_up_to_a_limit(box: Sandbox) -> None:
    box.load([CodeFile("solutions.py", LARGE)], ["f"])
    runs = box.run("f", [Call((1,))] * 12)

    kept = sum(isinstance(run.outcome, Returned) for run in runs)
    assert kept == 6
    assert [run.outcome for run in runs].count(Garbled(Garble.TOO_LARGE)) == 12 - kept


def test_ordinary_answers_fit_beside_large_ones(box: Sandbox) -> None:
    box.load([CodeFile("solutions.py", LARGE)], ["f"])
    calls = [Call((1,))] * 12 + [Call((0,))] * 20
    runs = box.run("f", calls)

    assert all(isinstance(run.outcome, Returned) for run in runs[12:])
