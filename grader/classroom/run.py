"""Grade a whole class: what changed or is missing is graded, everything else is laid out again."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.cluster import ClusterLost, DaskCluster
from grader.classroom.executors import Executor, LocalPool
from grader.classroom.importers import ClassSource, Entry, read_class
from grader.classroom.job import Grade, Job, Outcome
from grader.classroom.layout import lay_out_class, lay_out_submission
from grader.classroom.store import Store, content_key, open_store
from grader.classroom.worker import grade_job
from grader.errors import UsageError
from grader.model.assignment import Assignment

if TYPE_CHECKING:
    from rich.console import Console

_STAGING = ".staging"
_LOCK = ".lock"
_MARGIN_SECONDS = 30.0


@dataclass(frozen=True)
class _Plan:
    """What is to be graded now, and the key under which each outcome is kept."""

    keys: dict[str, str]
    jobs: tuple[Job, ...]


def run_class(
    source: Path,
    assignment: Assignment,
    out: Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    unsafe: bool = False,
    console: Console | None = None,
    grade: Grade = grade_job,
) -> int:
    """Grade the class in `source` into `out`: 0 all graded, 1 some not, and it says which."""
    from rich.console import Console

    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs {jobs}: there must be at least one process")
    console = console or Console(stderr=True)
    executor: Executor = (
        DaskCluster(scheduler)
        if scheduler
        else LocalPool(jobs or _cores(), assignment.time_limit_seconds + _MARGIN_SECONDS)
    )
    try:
        with _own_folder(out) as staging, open_store(out) as store:
            found = read_class(source, staging, leave_out=out)
            return _run(found, assignment, out, store, executor, grade, unsafe=unsafe, console=console)
    except (OSError, sqlite3.Error) as problem:
        _say(console, f"Stopped: {_reason(problem)}. What was graded so far is kept in {out}; run again.")
        return 1


def _cores() -> int:
    """The cores this process may use, which can be fewer than the machine has."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _run(
    found: ClassSource,
    assignment: Assignment,
    out: Path,
    store: Store,
    executor: Executor,
    grade: Grade,
    *,
    unsafe: bool,
    console: Console,
) -> int:
    for remark in found.remarks:
        _say(console, remark)
    plan = _plan(found, assignment, out, store, unsafe=unsafe)
    done = len(found.entries) - len(plan.jobs)
    _say(
        console,
        f"{found.word}: {len(found.entries)} submissions, {done} up to date, {len(plan.jobs)} to grade",
    )
    stopped = _grade_all(plan, assignment, out, store, executor, grade, console)
    entries = found.entries if not stopped else tuple(e for e in found.entries if store.holds(e.name))
    failed = lay_out_class(ClassSource(found.word, entries, found.remarks), assignment, out, store)
    for name, problem in failed:
        _say(console, f"Not graded: {name}: {problem.splitlines()[-1] if problem else problem}")
    if stopped:
        _say(console, f"{stopped} What was graded so far is kept in {out}; run again to go on.")
    else:
        _say_slowest(store, entries, console)
        _say(console, f"Written: {out / 'grades.csv'}, {out / 'report.html'}")
    return 1 if failed or stopped else 0


def _plan(found: ClassSource, assignment: Assignment, out: Path, store: Store, *, unsafe: bool) -> _Plan:
    """Compare each submission's key with the one it was graded under; damaged ones are noted at once."""
    known = store.keys()
    keys: dict[str, str] = {}
    jobs = []
    folder = str(assignment.folder.resolve())
    for entry in found.entries:
        key = content_key(entry.found.path, entry.name, assignment.digest + ("unsafe" if unsafe else ""))
        keys[entry.name] = key
        if entry.problem:
            damaged = Outcome(entry.name, problem=entry.problem)
            store.put(damaged, key)
            lay_out_submission(damaged, assignment, out)
        elif known.get(entry.name) != key:
            path = str(entry.found.path.resolve())
            jobs.append(Job(entry.name, path, folder, assignment.digest, unsafe=unsafe))
    return _Plan(keys, tuple(jobs))


def _grade_all(
    plan: _Plan,
    assignment: Assignment,
    out: Path,
    store: Store,
    executor: Executor,
    grade: Grade,
    console: Console,
) -> str:
    """Grade every job, keeping each outcome at once; the answer says why it stopped early, if it did."""
    try:
        with (
            _progress(len(plan.jobs), console) as advance,
            closing(_outcomes(executor, grade, plan)) as outcomes,
        ):
            for outcome in outcomes:
                store.put(outcome, plan.keys[outcome.name])
                lay_out_submission(outcome, assignment, out)
                advance()
    except KeyboardInterrupt:
        return "Stopped."
    except ClusterLost as problem:
        return f"Stopped: {problem}."
    return ""


def _outcomes(executor: Executor, grade: Grade, plan: _Plan) -> Generator[Outcome, None, None]:
    if plan.jobs:
        yield from executor.run(grade, plan.jobs)


@contextmanager
def _progress(total: int, console: Console) -> Iterator[Callable[[], None]]:
    """A bar with the count, the rate and the time left; silent where there is nothing to do."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console, disable=not total, refresh_per_second=4) as progress:
        task = progress.add_task("", total=total, rate="")

        def advance() -> None:
            progress.advance(task)
            speed = progress.tasks[0].finished_speed or progress.tasks[0].speed
            progress.update(task, rate=f"{speed:.1f}/s" if speed else "")

        yield advance


@contextmanager
def _own_folder(out: Path) -> Iterator[Path]:
    """Make the folder of results, hold it against a second run, and give an empty place for copies."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as problem:
        raise UsageError(f"{out}: is not a folder") from problem
    with _locked(out / _LOCK, out):
        staging = out / _STAGING
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _locked(path: Path, out: Path) -> Iterator[None]:
    import fcntl

    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise UsageError(f"{out}: another run is at work there") from problem
        yield


def _reason(problem: OSError | sqlite3.Error) -> str:
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.filename or ''} {problem.strerror}".strip()
    return str(problem)


def _say(console: Console, sentence: str) -> None:
    from grader.reports.prose import one_line

    console.print(one_line(sentence, 1000), markup=False, highlight=False)


def _say_slowest(store: Store, entries: Sequence[Entry], console: Console) -> None:
    """The slowest few, for who wants to know why it took so long."""
    names = {entry.name for entry in entries}
    slowest = [(name, seconds) for name, seconds in store.seconds() if name in names and seconds >= 10][:5]
    for name, seconds in slowest:
        _say(console, f"Slow: {name}: {seconds:.1f} s")
