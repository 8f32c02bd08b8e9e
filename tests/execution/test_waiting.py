"""Code that waits, or dies after waiting, costs the grader a few limits and not one for each call."""

from __future__ import annotations

import time

import pytest

from grader.execution import clocks
from grader.execution.calls import GIVE_UP_AFTER, Call, Died, LoadTrouble, NotRun, Returned, Skip
from grader.execution.sandbox import Sandbox
from grader.model.submission import CodeFile

SLEEPS = b"import time\ndef f(x):\n    time.sleep(0.2)\n    return x"
DIES = b"import os, time\ndef f(x):\n    time.sleep(0.2)\n    os._exit(3)"
DIES_AFTER_LOADING = b"import os, time\ntime.sleep(0.2)\ndef f(x):\n    os._exit(3)"


@pytest.mark.parametrize(("source", "kind"), [(SLEEPS, Returned), (DIES, Died), (DIES_AFTER_LOADING, Died)])
def test_calls_that_only_wait_are_given_up_for_a_person(box: Sandbox, source: bytes, kind: type) -> None:
    box.load([CodeFile("solutions.py", source)], ["f"])
    runs = box.run("f", [Call((1,), timeout_seconds=0.1)] * 10)

    made = [run for run in runs if isinstance(run.outcome, kind)]
    assert len(made) == GIVE_UP_AFTER
    assert [run.outcome for run in runs if run not in made] == [NotRun(Skip.WAITED)] * (10 - len(made))


def test_calls_that_work_for_long_are_all_made(box: Sandbox) -> None:
    source = b"import time\ndef f(x):\n    end = time.process_time() + 0.1\n    while time.process_time() < end: pass\n    return x"
    box.load([CodeFile("solutions.py", source)], ["f"])

    assert {run.outcome for run in box.run("f", [Call((1,), timeout_seconds=0.5)] * 5)} == {Returned(1)}


def test_files_that_wait_while_loading_share_their_patience(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "_MAX_IDLE_SECONDS", 0.3)
    files = [CodeFile(f"a{count}.py", b"import time\ntime.sleep(0.2)") for count in range(6)]
    started = time.monotonic()
    code = box.load([*files, CodeFile("solutions.py", b"def f(x): return x")], ["f"])

    assert LoadTrouble.TIMED_OUT in {problem.trouble for problem in code.problems}
    assert "f" in code.definitions
    assert time.monotonic() - started < 4.0
