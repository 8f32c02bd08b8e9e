"""Where the grading of a class runs: the one seam, and the pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Protocol

from grader.classroom.job import Grade, Job, Outcome

_JOBS_PER_WORKER = 200
"""Then a fresh process takes its place, so that nothing can grow for ever."""
_MAX_TRIES = 2
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)


class Executor(Protocol):
    """Runs jobs somewhere. Every job gives exactly one outcome, in whatever order; none raises."""

    def run(self, grade: Grade, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Outcomes as they come; closing the iterator ends what still runs."""
        ...


@dataclass(frozen=True)
class LocalPool:
    """Processes of this machine, started fresh (never forked), one BLAS thread each."""

    workers: int
    seconds_per_job: float
    """A worker that takes longer is killed: the grader's own deadline lies well before."""

    def run(self, grade: Grade, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Outcomes as they come; a worker that dies costs the one job it had, after a second try."""
        waiting = deque((job, 1) for job in jobs)
        seats = [_Seat() for _ in range(max(1, min(self.workers, len(jobs))))]
        try:
            while waiting or any(seat.job for seat in seats):
                for seat in seats:
                    if seat.job is None and waiting:
                        job, attempt = waiting.popleft()
                        seat.give(job, attempt, grade)
                yield from self._collect(seats, waiting)
        finally:
            for seat in seats:
                seat.close()

    def _collect(self, seats: list[_Seat], waiting: deque[tuple[Job, int]]) -> Iterator[Outcome]:
        """Wait until something happens, then take every outcome and every death there is."""
        busy = [seat for seat in seats if seat.job is not None]
        ready = set(wait([seat.connection for seat in busy if seat.connection], timeout=1.0))
        for seat in busy:
            job, attempt = seat.job, seat.attempt
            if job is None:
                continue
            if seat.connection in ready:
                outcome = seat.take()
                if outcome is not None:
                    yield outcome
                elif attempt < _MAX_TRIES:
                    waiting.append((job, attempt + 1))
                else:
                    yield Outcome(
                        job.name, problem=f"the grading process died {attempt} times ({seat.death})"
                    )
            elif time.monotonic() - seat.started > self.seconds_per_job:
                seat.kill()
                yield Outcome(job.name, problem=f"not done after {self.seconds_per_job:g} s; ended")


class _Seat:
    """One place in the pool and the process that sits there, if any."""

    def __init__(self) -> None:
        self.process: BaseProcess | None = None
        self.connection: Connection | None = None
        self.job: Job | None = None
        self.attempt = 0
        self.started = 0.0
        self.served = 0
        self.death = ""

    def give(self, job: Job, attempt: int, grade: Grade) -> None:
        """Hand a job to the process here, started first where there is none or it has served its time."""
        if self.process is None or self.served >= _JOBS_PER_WORKER or not self.process.is_alive():
            self.close()
            self._start(grade)
        self.job, self.attempt, self.started = job, attempt, time.monotonic()
        self.served += 1
        if self.connection is not None:
            with suppress(OSError):  # it died just now: `take` finds out
                self.connection.send(job)

    def _start(self, grade: Grade) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        # Not daemonic: a grading starts processes of its own (the sandbox).
        self.process = context.Process(target=serve, args=(theirs, grade), daemon=False)
        with _single_threaded():
            self.process.start()
        theirs.close()
        self.served = 0

    def take(self) -> Outcome | None:
        """The outcome that came, or None where the process died instead."""
        self.job = None
        try:
            received: object = self.connection.recv() if self.connection else None
        except (EOFError, OSError):
            received = None
        if isinstance(received, Outcome):
            return received
        self.kill()
        return None

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.job = None
        if self.process is not None:
            self.process.kill()
            self.process.join()
            code = self.process.exitcode or 0
            self.death = f"signal {-code}" if code < 0 else f"status {code}"
        self.close()

    def close(self) -> None:
        """Let the process end by itself; kill it where it is at work or does not."""
        if self.connection is not None:
            self.connection.close()
        if self.process is not None:
            if self.job is not None:
                self.process.kill()
            self.process.join(5)
            if self.process.is_alive():
                self.process.kill()
                self.process.join()
            self.process.close()
        self.process = self.connection = self.job = None


@contextmanager
def _single_threaded() -> Iterator[None]:
    """The environment in which a process starts with one BLAS thread, put back afterwards."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def serve(connection: Connection, grade: Grade) -> None:
    """A worker's life: jobs in, outcomes out, until the other side is gone.

    Ctrl-C reaches the whole group of processes; only the parent answers to it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            job: object = connection.recv()
            if not isinstance(job, Job):
                return
            connection.send(grade(job))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return
