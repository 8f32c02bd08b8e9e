"""Both executors keep the seam's promise: every job gives exactly one outcome, and none raises."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

from grader.classroom.cluster import ClusterLost, DaskCluster
from grader.classroom.executors import LocalPool
from grader.classroom.job import Job
from grader.errors import UsageError


def _jobs(source: Path) -> list[Job]:
    return [Job(path.name, str(path), "", "d1") for path in sorted(source.iterdir())]


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_pool_gives_each_job_one_outcome(
    fake: ModuleType,
    make_class: Callable[..., Path],
    workers: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GRADED", str(tmp_path / "log"))
    source = make_class(a="score 1", b="die", c="refuse", d="score 4", e="die once")
    outcomes = list(LocalPool(workers, 60).run(fake.grade, _jobs(source)))
    assert sorted(outcome.name for outcome in outcomes) == ["a", "b", "c", "d", "e"]
    assert {outcome.name for outcome in outcomes if not outcome.graded} == {"b", "c"}


def test_pool_without_jobs_gives_nothing(fake: ModuleType) -> None:
    assert list(LocalPool(2, 60).run(fake.grade, [])) == []


def test_pool_closed_early_leaves_no_process(fake: ModuleType, make_class: Callable[..., Path]) -> None:
    import multiprocessing

    outcomes = LocalPool(2, 60).run(fake.grade, _jobs(make_class(a="score 1", b="hang", c="hang")))
    assert next(outcomes).name == "a"
    outcomes.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_workers_have_one_blas_thread_and_the_parent_keeps_its_own(
    fake: ModuleType, make_class: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    source = make_class(a="threads")
    outcomes = list(LocalPool(1, 60).run(fake.threads, _jobs(source)))
    assert outcomes[0].results == "1 1"
    assert os.environ["OMP_NUM_THREADS"] == "5"
    assert "MKL_NUM_THREADS" not in os.environ


def test_absent_scheduler_is_said() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(UsageError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9"):
        list(DaskCluster("tcp://127.0.0.1:9", connect_seconds=0.5).run(len, []))  # type: ignore[arg-type]


def test_address_that_is_none_is_said() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(UsageError, match="no Dask scheduler answers at nonsense"):
        list(DaskCluster("nonsense::", connect_seconds=0.5).run(len, []))  # type: ignore[arg-type]


def test_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"--scheduler needs Dask.*pip install 'grader\[cluster\]'"):
        list(DaskCluster("tcp://127.0.0.1:9").run(len, []))  # type: ignore[arg-type]


_CLUSTER = """
import sys
sys.path[:0] = {path!r}
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
                           host="127.0.0.1", silence_logs=50)
    print(cluster.scheduler_address, *[nanny.pid for nanny in cluster.workers.values()], flush=True)
    sys.stdin.read()
    cluster.close(timeout=5)
"""


@pytest.fixture
def cluster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, list[int], "subprocess.Popen[str]"]]:
    """A scheduler and two worker processes on this machine: its address, the workers, the whole."""
    pytest.importorskip("distributed")
    monkeypatch.setenv("GRADED", str(tmp_path / "cluster.log"))
    script = tmp_path / "cluster.py"
    script.write_text(_CLUSTER.format(path=[str(Path(__file__).parent), str(Path(__file__).parents[2])]))
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    address, *pids = process.stdout.readline().split()
    try:
        yield address, [int(pid) for pid in pids], process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.filterwarnings("ignore")
def test_cluster_gives_the_same_bytes_even_when_a_worker_dies(
    cluster: tuple[str, list[int], object],
    run: Callable[..., object],
    make_class: Callable[..., Path],
    tmp_path: Path,
) -> None:
    address, workers, _ = cluster
    answers = {f"s{number:02}": "slow" if number % 3 else f"score {number % 7}" for number in range(16)}
    source = make_class(**answers)
    killer = subprocess.Popen(
        [sys.executable, "-c", f"import os, time; time.sleep(1.5); os.kill({workers[0]}, 9)"]
    )
    ran = run(source, tmp_path / "dask", scheduler=address)
    killer.wait()
    local = run(source, tmp_path / "local")
    assert ran.status == local.status == 0
    names = sorted(
        path.relative_to(local.out) for path in local.out.rglob("*.[hjc]*") if path.name != "timings.csv"
    )
    assert len(names) == 16 * 2 + 2
    for name in names:
        assert (ran.out / name).read_bytes() == (local.out / name).read_bytes()


@pytest.mark.filterwarnings("ignore")
def test_cluster_that_goes_away_is_said_and_the_rest_is_kept(
    cluster: tuple[str, list[int], "subprocess.Popen[str]"], fake: ModuleType, make_class: Callable[..., Path]
) -> None:
    address, _, process = cluster
    source = make_class(**{f"s{number}": "slow" for number in range(20)})
    outcomes = DaskCluster(address, patience_seconds=2).run(fake.grade, _jobs(source))
    assert next(outcomes).graded
    os.killpg(process.pid, signal.SIGKILL)
    started = time.monotonic()
    with pytest.raises(ClusterLost, match=r"is gone|has no workers"):
        list(outcomes)
    assert time.monotonic() - started < 30
