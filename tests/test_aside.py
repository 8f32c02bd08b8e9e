"""Work done in a copy of this process gives what it gives here, whatever becomes of the copy."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from grader import aside as subject
from grader.aside import aside, awaiting, map_on_two_cores
from grader.assignment import load_assignment
from grader.early_reading import _needed, read_for

ROOT = Path(__file__).parents[1]
_HERE = os.getpid()


def _in_copy() -> bool:
    return os.getpid() != _HERE


def _killed() -> str:
    if _in_copy():
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def _raising() -> str:
    if _in_copy():
        raise MemoryError
    return "done here"


def _unsendable() -> Callable[[], bool]:
    return lambda: _in_copy()


def _cut_short() -> str:
    if _in_copy():
        os._exit(0)
    return "done here"


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "_cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # the test runner has threads of its own


def test_copy_does_the_work() -> None:
    assert aside(_in_copy)() is True


def test_copy_waits_for_what_it_is_given() -> None:
    double = awaiting(lambda: None, lambda given: (given * 2, _in_copy()))
    assert double("x" * 200_000)() == ("x" * 400_000, True)


def test_copy_that_fails_before_it_is_asked_leaves_the_work_to_us() -> None:
    work = awaiting(_killed, lambda given: (given, _in_copy()))
    assert work("x" * 200_000)() == ("x" * 200_000, False)


def test_more_than_a_pipe_holds_comes_back_whole() -> None:
    assert aside(lambda: "x" * 3_000_000)() == "x" * 3_000_000


def test_submission_comes_back_from_the_copy() -> None:
    path = ROOT / "submissions_example/nearly_empty"
    read, in_copy = aside(lambda: (read_for(path, ROOT), _in_copy()))()
    assert in_copy
    assert read == read_for(path, ROOT)


def test_early_reading_knows_what_the_loaded_assignment_says() -> None:
    assignment = load_assignment(ROOT)
    assert _needed(ROOT) == (tuple(part.id for part in assignment.parts), assignment.handout)


@pytest.mark.parametrize("work", [_killed, _raising, _cut_short], ids=lambda work: work.__name__)
def test_copy_that_fails_leaves_the_work_to_us(work: Callable[[], str]) -> None:
    assert aside(work)() == "done here"


def test_result_that_cannot_be_sent_is_made_here() -> None:
    assert aside(_unsendable)()() is False


def test_error_of_the_work_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        aside(lambda: 1 // 0)()


def test_nothing_is_copied_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "_cores", lambda: 1)
    assert aside(_in_copy)() is False


def test_nothing_is_copied_beside_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert aside(_in_copy)() is False


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_mapped_on_two_cores_is_in_order(count: int) -> None:
    assert map_on_two_cores(lambda item: (item, _in_copy()), range(count)) == [
        (item, item % 2 == 1) for item in range(count)
    ]
