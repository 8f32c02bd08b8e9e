"""The executor that runs student code: locked workers from a zygote, one for each function."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from grader.execution.answers import FORGED, death, loaded_code, read_answer
from grader.execution.calls import (
    GIVE_UP_AFTER,
    Call,
    Death,
    Died,
    Garble,
    Garbled,
    LoadedCode,
    LoadProblem,
    LoadTrouble,
    NotRun,
    Outcome,
    OutOfMemory,
    Raised,
    Returned,
    Run,
    SandboxError,
    Skip,
    TimedOut,
    WrongSignature,
)
from grader.execution.clocks import CallClock, LoadClock
from grader.execution.executor import Recheck
from grader.execution.limits import (
    MAX_FILES,
    MAX_SOURCE_BYTES,
    MAX_TOTAL_SOURCE_BYTES,
    MEBIBYTE,
    Limits,
)
from grader.execution.processes import Stop, WorkerProcess
from grader.execution.same import is_same
from grader.execution.text import harmless_bytes
from grader.execution.wire import Frame, Kind
from grader.execution.workers import Workers, call_frame, load_frame
from grader.model.submission import CodeFile, Place

_MAX_LOADING_STOPS = 6
"""Statements that hang or kill, of one submission, that are left out before its loading is given up."""
_RECHECKED_FIRST, _RECHECKED_MOST = 3, 40
"""Failing calls made again alone; all of them, up to the most, once one is found to depend on history."""
_QUICK_SECONDS = 0.1
"""A call that takes longer is not among all of them."""
_SLOW_SECONDS = 0.5
"""A file that takes longer to load is loaded once for all its functions, and again only for failing calls."""
_MAX_FAILED_LOADS = 3
_IDLE_SHARE = 0.1
"""Of the time that passed, processor time below which a call was waiting for something, not working."""
_RECHECK_SECONDS = 60.0
"""By the wall clock, after which no further call is made again alone."""
_SAMPLE = 2
"""Calls that went well and are made again alone all the same."""


def open_sandbox(
    packages: Sequence[str] = ("numpy",),
    *,
    import_seconds: float = 10.0,
    limits: Limits | None = None,
    private: Sequence[str] = (),
    unsafe: bool = False,
    time_left: Callable[[], float] | None = None,
) -> Sandbox:
    """An executor for student code, which may import the standard library and `packages`.

    `private`: files and folders that must be out of its reach, which is proven before any code runs.
    `unsafe`: go on where too few layers can be had. `time_left`: seconds until calls are no longer begun.
    Nothing is started before the first `load`, which raises `SandboxError` where code cannot be run safely.
    """
    bounds = replace(limits or Limits(), import_seconds=import_seconds)
    names = tuple(dict.fromkeys(("numpy", *packages)))
    return Sandbox(Workers(bounds, names, tuple(private), unsafe), time_left)


@dataclass
class _Warm:
    """A worker that waits for the next call of a function, or of any function of its file."""

    function: str
    file: str
    worker: WorkerProcess
    ahead: int | None = None
    """The number of the next call, where it was sent already."""


class Sandbox:
    """The real `Executor`; made by `open_sandbox`."""

    def __init__(self, workers: Workers, time_left: Callable[[], float] | None = None) -> None:
        self._workers, self._limits = workers, workers.limits
        self._time_left = time_left
        self._number = 0
        self._sources: dict[str, bytes] = {}
        self._skip: dict[str, list[int]] = {}
        self._code = LoadedCode()
        self._slow: set[str] = set()
        self._failed: list[str] = []
        self._warm: _Warm | None = None
        self._room = self._limits.answers_kept_bytes

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that were proven to hold; empty until code was loaded."""
        return self._workers.layers

    def load(self, files: Sequence[CodeFile], functions: Collection[str]) -> LoadedCode:
        """Load these files once, statement by statement, leaving out what hangs or kills."""
        if sys.platform != "linux":
            raise SandboxError("student code is run on Linux only: start the grader in a container")
        self._discard_warm()
        self._number = 0
        self._sources, problems = _bounded(files)
        self._skip, self._slow, self._failed = {}, set(), []
        printed = b""
        while self._sources:
            report, said, stop = self._load_once(sorted(functions))
            printed += said
            if stop is None:
                self._code = loaded_code(report, problems, printed, list(self._sources))
                return self._code
            problems.append(stop)
            if len(problems) > _MAX_LOADING_STOPS:
                break
            self._leave_out(stop.place)
        self._code = LoadedCode(problems=tuple(problems), printed=harmless_bytes(printed, 16_000))
        return self._code

    def run(
        self, function: str, calls: Sequence[Call], *, order_seed: int = 0, recheck: Recheck | None = None
    ) -> list[Run]:
        """Make the calls in shuffled order in one worker; what kills it costs its own call only."""
        if function not in self._code.definitions:
            is_bound = function in self._code.not_callable
            return [Run(NotRun(Skip.NOT_CALLABLE if is_bound else Skip.MISSING))] * len(calls)
        order = list(range(len(calls)))
        random.Random(order_seed).shuffle(order)
        runs: dict[int, Run] = {}
        first: set[int] = set()
        stops = idle = 0
        self._room = self._limits.answers_kept_bytes
        for index, after in zip(order, [*order[1:], None], strict=True):
            if stops >= GIVE_UP_AFTER:
                runs[index] = Run(NotRun(Skip.GIVEN_UP))
                continue
            if not self._is_warm(function):
                first.add(index)
            if idle >= GIVE_UP_AFTER:
                runs[index] = Run(NotRun(Skip.WAITED))
                continue
            following = None if after is None else calls[after]
            started = time.monotonic()
            run = runs[index] = self._call(function, calls[index], following)
            waited = time.monotonic() - started
            if isinstance(run.outcome, (TimedOut, OutOfMemory)):
                stops += 1
            elif waited > calls[index].timeout_seconds and run.seconds < _IDLE_SHARE * waited:
                idle += 1
        if self._warm is not None and self._warm.ahead is not None:
            self._discard_warm()  # it is about to answer a call that was given up
        if recheck is not None:
            self._recheck(function, calls, runs, recheck, first)
        return [runs[index] for index in range(len(calls))]

    def renew(self) -> None:
        """End the worker that waits: the next call is made in a fresh one."""
        self._discard_warm()

    def clear(self) -> bool:
        """End what the last submission started and forget it: whether the next one may safely follow here."""
        self._discard_warm()
        self._sources, self._skip, self._slow, self._failed = {}, {}, set(), []
        self._code = LoadedCode()
        return self._workers.sweep()

    def close(self) -> None:
        """End every process and leave nothing behind."""
        self._discard_warm()
        self._workers.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _load_once(self, functions: list[str]) -> tuple[Any, bytes, LoadProblem | None]:
        """One load in a new worker: its report, what it printed, and what stopped it if anything did."""
        worker = self._workers.spawn()
        clock = LoadClock(worker, self._limits, self._sources)
        self._number += 1
        data = load_frame(self._number, self._sources, functions=functions, skip=self._skip)
        while True:
            got = worker.send_and_receive(data, self._limits, clock.left)
            data = b""
            if not (isinstance(got, Frame) and got.kind == Kind.STEP and clock.step(got.skeleton)):
                break
        printed = worker.take_printed(self._limits)
        slowest, last = clock.slowest(), clock.current
        status = self._workers.end(worker, is_ending=got is Stop.ENDED)
        if isinstance(got, Frame) and got.kind == Kind.LOADED:
            return got.skeleton, printed, None
        if got is Stop.TIME:
            return None, printed, LoadProblem(LoadTrouble.TIMED_OUT, Place(*slowest))
        return None, printed, self._fatal_stop(got, status, Place(*last))

    def _fatal_stop(self, got: Frame | Stop, status: int, place: Place) -> LoadProblem:
        if got is not Stop.ENDED:
            return LoadProblem(LoadTrouble.DIED, place, message="it printed or sent too much")
        end = death(status, self._limits)
        if isinstance(end, OutOfMemory):
            return LoadProblem(LoadTrouble.OUT_OF_MEMORY, place)
        assert isinstance(end, Died)
        trouble = LoadTrouble.LEFT if end.how is Death.EXIT else LoadTrouble.DIED
        return LoadProblem(trouble, place, message=end.detail)

    def _leave_out(self, place: Place) -> None:
        lines = self._skip.setdefault(place.file, [])
        if place.line and place.line not in lines:
            lines.append(place.line)
        else:
            self._sources = {name: data for name, data in self._sources.items() if name != place.file}

    def _call(self, function: str, call: Call, following: Call | None = None, *, fresh: bool = False) -> Run:
        """Make one call; the one that follows it may be sent already."""
        if self._time_left is not None and self._time_left() <= 0:
            return Run(NotRun(Skip.NO_TIME))
        if fresh:
            self._discard_warm()
        warm = self._warm_for(function)
        return (
            Run(NotRun(Skip.NOT_LOADED)) if warm is None else self._exchange(warm, function, call, following)
        )

    def _is_warm(self, function: str) -> bool:
        """Whether the waiting worker may make this call: one a function, unless its file is slow to load."""
        if self._warm is None or self._warm.function == function:
            return self._warm is not None
        return self._warm.file == self._code.definitions[function].file and self._warm.file in self._slow

    def _warm_for(self, function: str) -> _Warm | None:
        """The worker that has this function loaded; None where loading it fails this time."""
        if self._warm is not None and self._is_warm(function):
            return self._warm
        self._discard_warm()
        file = self._code.definitions[function].file
        if self._failed.count(file) >= _MAX_FAILED_LOADS:
            return None
        names = [name for name, found in self._code.definitions.items() if found.file == file]
        worker = self._workers.spawn()
        self._number += 1
        data = load_frame(self._number, self._sources, functions=names, only=file, skip=self._skip)
        clock = CallClock(worker, self._limits.import_seconds, self._limits)
        started = time.monotonic()
        got = worker.send_and_receive(data, self._limits, clock.left)
        if time.monotonic() - started > _SLOW_SECONDS:
            self._slow.add(file)
        found = got.skeleton if isinstance(got, Frame) and got.kind == Kind.LOADED else None
        if type(found) is list and function in found:
            worker.take_printed(self._limits)
            self._warm = _Warm(function, file, worker)
            return self._warm
        self._failed.append(file)
        self._workers.end(worker)
        return None

    def _exchange(self, warm: _Warm, function: str, call: Call, following: Call | None) -> Run:
        worker, number, requests = warm.worker, warm.ahead, b""
        if number is None:
            number, requests = self._request(function, call)
        warm.ahead = None
        if following is not None and not (call.public or following.public):
            # The worker goes on at once while its last answer is read. What a public case prints is shown to
            # the student, so that none runs while another one does.
            warm.ahead, ahead = self._request(function, following)
            requests += ahead
        clock = CallClock(worker, call.timeout_seconds, self._limits)
        limits = self._limits
        if self._room < limits.answer_bytes:
            limits = replace(limits, answer_bytes=max(self._room, limits.least_answer_bytes))
        got = worker.send_and_receive(requests, limits, clock.left)
        seconds = clock.used
        printed = worker.take_printed(self._limits)
        shown = harmless_bytes(printed, self._limits.printed_bytes_kept) if call.public else ""
        if isinstance(got, Frame):
            self._room -= got.size
            outcome = read_answer(got, number, call, self._limits)
            if outcome == FORGED:
                self._discard_warm()
            return Run(self._placed(function, outcome), shown, seconds=seconds)
        self._warm = None
        status = self._workers.end(worker, is_ending=got is Stop.ENDED)
        return Run(self._stopped(got, status, call), shown, seconds=seconds)

    def _request(self, function: str, call: Call) -> tuple[int, bytes]:
        """The number and the frame of a call not yet made."""
        self._number += 1
        return self._number, call_frame(self._number, function, call)

    def _placed(self, function: str, outcome: Outcome) -> Outcome:
        """The outcome without what could spell out an input: a place that no file has, a new signature."""
        if isinstance(outcome, WrongSignature):
            return replace(outcome, signature=self._code.definitions[function].signature)
        if not isinstance(outcome, Raised):
            return outcome
        lines = len(self._sources.get(outcome.file, b"").splitlines())
        is_known = outcome.file in self._sources and outcome.line <= lines
        return outcome if is_known else replace(outcome, file="", line=0, function="")

    def _stopped(self, stop: Stop, status: int, call: Call) -> Outcome:
        if stop is Stop.TIME:
            return TimedOut(call.timeout_seconds)
        if stop is Stop.OUTPUT:
            return Died(Death.OUTPUT, f"{self._limits.printed_bytes_killed // MEBIBYTE} MB")
        if stop is Stop.TOO_LARGE:
            return Garbled(Garble.TOO_LARGE)
        return FORGED if stop is Stop.NONSENSE else death(status, self._limits)

    def _recheck(
        self,
        function: str,
        calls: Sequence[Call],
        runs: dict[int, Run],
        recheck: Recheck,
        first: set[int],
    ) -> None:
        """Make some of the calls again alone, and note in `runs` where that came out another way."""
        can = [index for index in range(len(calls)) if not isinstance(runs[index].outcome, NotRun)]
        asked = [index for index in can if recheck(index, runs[index].outcome)]
        passed = [index for index in can if index not in asked and isinstance(runs[index].outcome, Returned)]
        # Those that came late in the shuffled order have the most history behind them.
        is_slow = self._code.definitions[function].file in self._slow
        late = [] if is_slow else [index for index in runs if index in passed][-_SAMPLE:]
        quick = [index for index in asked[_RECHECKED_FIRST:] if runs[index].seconds < _QUICK_SECONDS]
        chosen, more = asked[:_RECHECKED_FIRST] + late, [] if is_slow else quick[:_RECHECKED_MOST]
        until = time.monotonic() + _RECHECK_SECONDS
        while chosen and time.monotonic() < until:
            index = chosen.pop(0)
            if index in first and not isinstance(runs[index].outcome, TimedOut):
                runs[index] = replace(runs[index], alone=runs[index].outcome)
                continue
            runs[index] = self._compared(function, calls[index], runs[index])
            if isinstance(runs[index].alone, TimedOut):
                chosen = [i for i in chosen if not isinstance(runs[i].outcome, TimedOut)]
            if runs[index].depends_on_history:
                chosen, more = chosen + more, []

    def _compared(self, function: str, call: Call, run: Run) -> Run:
        alone = self._call(function, call, fresh=True)
        if isinstance(alone.outcome, NotRun):
            return run
        if is_same(alone.outcome, run.outcome):
            return replace(run, alone=alone.outcome)
        again = self._call(function, call, fresh=True)
        self._discard_warm()
        if not is_same(again.outcome, alone.outcome):
            return replace(run, alone=alone.outcome, is_random=True)
        if isinstance(run.outcome, TimedOut):
            # Twice in time when alone: the machine was busy, and the student had no part in it.
            return replace(alone, alone=alone.outcome)
        return replace(run, alone=alone.outcome, depends_on_history=True)

    def _discard_warm(self) -> None:
        if self._warm is not None:
            worker, self._warm = self._warm.worker, None
            self._workers.end(worker)


def _bounded(files: Sequence[CodeFile]) -> tuple[dict[str, bytes], list[LoadProblem]]:
    """The files within our bounds in alphabetical order, and a problem for each that is not."""
    kept: dict[str, bytes] = {}
    problems = []
    total = 0
    # Where there are too many, those deep in folders are the least likely to be the student's own.
    for file in sorted(files, key=lambda file: (file.name.count("/"), file.name)):
        size = len(file.source)
        if size <= MAX_SOURCE_BYTES and total + size <= MAX_TOTAL_SOURCE_BYTES and len(kept) < MAX_FILES:
            kept[file.name] = file.source
            total += size
        else:
            problems.append(LoadProblem(LoadTrouble.TOO_LARGE, Place(file.name), is_fatal=True))
    return dict(sorted(kept.items())), problems
