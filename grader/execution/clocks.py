"""How long to go on waiting for a worker: by its own processor time, and with patience by the wall clock."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from grader.execution.limits import Limits
from grader.execution.processes import WorkerProcess

_TICK = 0.02
_MAX_STEPS = 100_000
_MAX_IDLE_SECONDS = 60.0
"""That the files of one submission may spend together in waiting while they are loaded."""


class CallClock:
    """Bounds one request. A machine that is busy with others makes a call slow and costs it nothing."""

    def __init__(self, worker: WorkerProcess, seconds: float, limits: Limits) -> None:
        self._worker, self._seconds = worker, seconds
        self._most = seconds * limits.patience + limits.grace_seconds
        self._used_before = worker.processor_seconds()

    @property
    def used(self) -> float:
        """Processor seconds since the clock was made."""
        return max(self._worker.processor_seconds() - self._used_before, 0.0)

    def left(self, waited: float) -> float:
        """Seconds still to wait after so many; 0 to stop."""
        if waited <= 0:
            return max(self._seconds, _TICK)
        used = self.used
        if used >= self._seconds or waited >= self._most:
            return 0.0
        return min(max(self._seconds - used, _TICK), max(self._most - waited, _TICK))


class LoadClock:
    """Bounds the loading of files, each by itself, and knows which statement took the time."""

    def __init__(self, worker: WorkerProcess, limits: Limits, files: Collection[str]) -> None:
        self._worker, self._limits = worker, limits
        self._fresh = set(files)
        self._files = frozenset(files)
        self._steps = 0
        self._spent: dict[tuple[str, int], float] = {}
        self._spent_in_all: dict[tuple[str, int], float] = {}
        self.current: tuple[str, int] = ("", 0)
        self._idle_since, self._idle_before = time.monotonic(), worker.processor_seconds()
        self._begin_file()

    def _begin_file(self) -> None:
        self._spent.clear()
        self._began = self._last = time.monotonic()
        self._used_before = self._worker.processor_seconds()

    def step(self, skeleton: Any) -> bool:
        """Note that the worker says it is about to execute a statement; False for what is no honest step."""
        self._steps += 1
        if type(skeleton) is not list or len(skeleton) != 2 or self._steps > _MAX_STEPS:
            return False
        name, line = skeleton
        if name not in self._files or type(line) is not int or not 0 <= line < 1 << 24:
            return False
        self._account()
        self.current = (name, line)
        if line == 0 and name in self._fresh:
            # Each file may start its time once, so that nobody loads for ever.
            self._fresh.discard(name)
            self._begin_file()
        return True

    def left(self, waited: float) -> float:
        """Seconds still to wait; 0 to stop."""
        seconds = self._limits.import_seconds
        spent = self._worker.processor_seconds()
        used = spent - self._used_before
        idle = time.monotonic() - self._idle_since - (spent - self._idle_before)
        wall = seconds * self._limits.patience + self._limits.grace_seconds - (time.monotonic() - self._began)
        if idle > _MAX_IDLE_SECONDS:
            self._account()
            self._spent = self._spent_in_all  # the file that is loaded now may have no part in it
            return 0.0
        if used >= seconds or wall <= 0:
            return 0.0
        return min(max(seconds - used, _TICK), max(wall, _TICK))

    def slowest(self) -> tuple[str, int]:
        """File and line of the statement that has taken the most of the time that is used up."""
        self._account()
        return max(self._spent, key=lambda place: self._spent[place], default=self.current)

    def _account(self) -> None:
        now = time.monotonic()
        passed, self._last = now - self._last, now
        for spent in (self._spent, self._spent_in_all):
            spent[self.current] = spent.get(self.current, 0.0) + passed
