"""The same run on Dask workers, which may come, go and die."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent import futures
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from grader.classroom.job import Grade, Job, Outcome
from grader.errors import UsageError

_TRIES = 3
_PATIENCE_SECONDS = 60.0
"""How long a cluster may be without any worker before the run is given up."""
_AHEAD = 4
"""Jobs handed out ahead of each thread of the cluster: enough to keep it busy, few enough to stay small."""

# One exception each from Python 3.11 on.
_TIMED_OUT = (TimeoutError, asyncio.TimeoutError, futures.TimeoutError)
_CANCELLED = (asyncio.CancelledError, futures.CancelledError)


class ClusterLost(Exception):
    """The scheduler is gone, or has had no worker for a while; what was graded is kept."""


@dataclass(frozen=True)
class DaskCluster:
    """Workers of a Dask scheduler. They need this grader installed and must see the same files."""

    address: str
    connect_seconds: float = 15.0
    patience_seconds: float = _PATIENCE_SECONDS

    def run(self, grade: Grade, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Outcomes as they come; UsageError where nobody answers, ClusterLost where it goes away."""
        distributed = _dask()
        client = self._connect(distributed)
        try:
            yield from self._outcomes(distributed, client, grade, jobs)
        except (OSError, *_TIMED_OUT, *_CANCELLED) as problem:
            raise ClusterLost(f"the scheduler at {self.address} is gone") from problem
        finally:
            with suppress(OSError, *_TIMED_OUT, *_CANCELLED):
                client.close(timeout=5)

    def _connect(self, distributed: Any) -> Any:
        try:
            return distributed.Client(self.address, timeout=self.connect_seconds, set_as_default=False)
        except (OSError, ValueError, *_TIMED_OUT) as problem:
            raise UsageError(f"no Dask scheduler answers at {self.address} ({problem})") from problem

    def _outcomes(
        self, distributed: Any, client: Any, grade: Grade, jobs: Sequence[Job]
    ) -> Iterator[Outcome]:
        waiting = iter(jobs)
        running: dict[Any, Job] = {}
        last_seen = time.monotonic()
        while True:
            threads = _threads(client)
            last_seen = time.monotonic() if threads else last_seen
            for job in _next(waiting, max(1, _AHEAD * threads) - len(running)):
                running[client.submit(grade, job, pure=False, retries=_TRIES)] = job
            if not running:
                return
            try:
                with client.as_current():
                    done = distributed.wait(list(running), timeout=2.0, return_when="FIRST_COMPLETED").done
            except _TIMED_OUT:
                done = set()
            for future in sorted(done, key=lambda future: running[future].name):
                yield _outcome(future, running.pop(future))
            if client.status != "running":
                raise ClusterLost(f"the scheduler at {self.address} is gone")
            if not threads and time.monotonic() - last_seen > self.patience_seconds:
                raise ClusterLost(f"the scheduler at {self.address} has no workers")


def _dask() -> ModuleType:
    """The library, which is an extra: only who has a cluster needs it."""
    try:
        import distributed
    except ImportError as problem:
        raise UsageError(
            "--scheduler needs Dask, which is not installed here: pip install 'grader[cluster]'"
        ) from problem
    return distributed


def _threads(client: Any) -> int:
    """How many threads all the workers there are now have together; 0 where nobody answers."""
    try:
        workers = client.scheduler_info(n_workers=-1)["workers"]
    except (OSError, *_TIMED_OUT):
        return 0
    return sum(int(worker["nthreads"]) for worker in workers.values())


def _next(waiting: Iterator[Job], count: int) -> Iterator[Job]:
    for _ in range(max(0, count)):
        try:
            yield next(waiting)
        except StopIteration:
            return


def _outcome(future: Any, job: Job) -> Outcome:
    """What a finished task says; a worker that died under it too often is a failure of this job alone."""
    problem: object = future.exception(timeout=30) if future.status != "finished" else None
    received: object = None if future.status != "finished" else future.result(timeout=60)
    future.release()
    if isinstance(received, Outcome):
        return received
    return Outcome(
        job.name, problem=f"the cluster could not grade it: {type(problem).__name__}: {problem}"[:500]
    )
