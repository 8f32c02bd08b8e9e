"""The sandbox fails closed: too few layers, or one that does not hold, and no student code runs."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from grader.execution import machine, probe, seccomp
from grader.execution.calls import Call, Returned, SandboxError
from grader.execution.limits import Limits
from grader.execution.sandbox import Sandbox, open_sandbox
from grader.execution.syscalls import MACHINES
from grader.execution.workers import Workers
from grader.model.submission import CodeFile

HONEST = [CodeFile("solutions.py", b"def f(x): return x")]


def sandbox(without: Sequence[str] = (), *, unsafe: bool = False, private: Sequence[str] = ()) -> Sandbox:
    """A sandbox with layers left out."""
    return Sandbox(Workers(Limits(), ("numpy",), tuple(private), unsafe, without))


REFUSED = [
    ["limits", "no-new-privileges"],
    ["limits", "no-new-privileges", "landlock-7"],
    ["limits", "no-new-privileges", "seccomp"],
]
ENOUGH = [
    ["limits", "user"],
    ["limits", "landlock-1", "seccomp"],
    ["limits", "user", "landlock-4", "seccomp"],
]


@pytest.mark.parametrize("layers", REFUSED, ids="+".join)
def test_too_few_layers_are_refused(layers: list[str]) -> None:
    with pytest.raises(SandboxError, match="student code is not run here"):
        probe.demand(layers, unsafe=False)
    probe.demand(layers, unsafe=True)


@pytest.mark.parametrize("layers", ENOUGH, ids="+".join)
def test_enough_layers_are_accepted(layers: list[str]) -> None:
    probe.demand(layers, unsafe=False)


@pytest.mark.parametrize("failing", ["fork", "exec", "socket", "signal", "read", "write", "memory"])
def test_layer_that_does_not_hold_is_named(failing: str) -> None:
    layers = ["limits", "user", "landlock-7", "seccomp"]
    findings = {name: 1 for name in [*probe.promised_by(layers), "private"]} | {"uid": 61000, failing: 0}
    outcome = Returned([[name, number] for name, number in findings.items()])

    with pytest.raises(SandboxError, match=rf"does not hold .*\({failing}\)"):
        probe.judge(outcome, layers, unsafe=False)


def test_worker_that_stays_root_is_noticed() -> None:
    outcome = Returned([[name, 1] for name in ["fork", "memory", "private", "signal"]] + [["uid", 0]])

    with pytest.raises(SandboxError, match="still runs as root"):
        probe.judge(outcome, ["limits", "user"], unsafe=False)


def test_probe_that_says_nothing_is_no_proof() -> None:
    with pytest.raises(SandboxError, match="could not be proven"):
        probe.judge(Returned(None), ["limits", "user"], unsafe=False)


def test_real_sandbox_without_its_layers_runs_nothing() -> None:
    with sandbox(["user", "landlock"]) as box, pytest.raises(SandboxError, match="landlock"):
        box.load(HONEST, ["f"])


def test_unsafe_runs_and_lists_what_little_there_is() -> None:
    with sandbox(["user", "landlock", "seccomp"], unsafe=True) as box:
        box.load(HONEST, ["f"])

        assert box.run("f", [Call((1,))])[0].outcome == Returned(1)
        assert box.layers == ("limits", "no-new-privileges")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("without", [["landlock"], ["seccomp"], ["landlock", "seccomp"]], ids="+".join)
def test_another_user_is_enough_alone(without: list[str]) -> None:
    with sandbox(without) as box:
        box.load(HONEST, ["f"])

        assert box.run("f", [Call((np.ones((50, 50)),))])[0].outcome
        assert "user" in box.layers
        assert not {layer.partition("-")[0] for layer in box.layers} & set(without)


@pytest.mark.skipif(os.geteuid() != 0, reason="another user's files are out of reach anyway")
def test_private_file_that_everybody_may_read_is_noticed(tmp_path_factory: pytest.TempPathFactory) -> None:
    with (
        sandbox(["landlock"], private=["/etc/passwd"]) as box,
        pytest.raises(SandboxError, match="chmod 700"),
    ):
        box.load(HONEST, ["f"])


def test_zygote_that_is_killed_is_replaced(box: Sandbox) -> None:
    box.load(HONEST, ["f"])
    zygote = box._workers._zygote
    assert zygote is not None
    os.kill(zygote._process.pid, signal.SIGKILL)

    outcomes = [box.run("f", [Call((1,))])[0].outcome for _ in range(2)]

    assert outcomes == [Returned(1), Returned(1)]
    assert box._workers._zygote is not zygote


def test_two_graders_use_other_users() -> None:
    first_lock, first = machine.reserve_users()
    second_lock, second = machine.reserve_users()
    with first_lock, second_lock:
        assert not set(first) & set(second)


def test_closed_sandbox_opens_no_descriptor_for_good() -> None:
    before = len(os.listdir("/proc/self/fd"))
    with sandbox() as box:
        box.load(HONEST, ["f"])
        box.run("f", [Call((1,))])

    assert len(os.listdir("/proc/self/fd")) == before


def test_listed_package_may_be_imported() -> None:
    with open_sandbox(("numpy", "sympy")) as box:
        box.load(
            [CodeFile("a.py", b"def f(x):\n    import sympy.physics.units\n    return sympy.__name__")], ["f"]
        )

        assert box.run("f", [Call((1,))])[0].outcome == Returned("sympy")


def test_listed_package_that_is_not_installed_is_for_staff() -> None:
    with (
        open_sandbox(("numpy", "nosuchpackage")) as box,
        pytest.raises(SandboxError, match="'nosuchpackage'"),
    ):
        box.load(HONEST, ["f"])


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_filter_is_assembled_for_each_machine(name: str) -> None:
    program = seccomp.assemble(name)

    assert program is not None
    assert len(program.code) % 8 == 0
    assert len(program.code) // 8 < 4096
    assert len(program.process_id_at) == 3


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_denied_calls_are_distinct_and_known(name: str) -> None:
    entry = MACHINES[name]
    others = {
        entry.clone,
        entry.clone3,
        entry.openat2,
        entry.prlimit64,
        entry.prctl,
        entry.ioctl,
        *entry.signalling,
    }

    assert len(set(entry.denied)) == len(entry.denied) > 100
    assert not others & set(entry.denied)


_OWNS = b"""
import fcntl, os

def f(process):
    refused = []
    read, write = os.pipe()
    for command, argument in ((8, process), (10, 9), (1024, fcntl.F_RDLCK), (1026, 1)):
        try:
            fcntl.fcntl(read, command, argument)
        except OSError as error:
            refused.append(error.errno)
    return refused
"""


@pytest.mark.parametrize("without", [["landlock"], ["landlock", "user"]], ids="+".join)
def test_kernel_sends_no_signal_for_a_worker(without: list[str]) -> None:
    # Landlock keeps such a signal within the worker only from Linux 6.12 on.
    with sandbox(without, unsafe=True) as box:
        box.load([CodeFile("a.py", _OWNS)], ["f"])
        if "seccomp" not in box.layers:
            pytest.skip("no filter here")
        (run,) = box.run("f", [Call((os.getpid(),))])

    assert run.outcome == Returned([errno.EPERM] * 4)


def test_unknown_machine_has_no_filter() -> None:
    assert seccomp.assemble("riscv64") is None


def test_folder_that_others_may_not_enter_is_seen(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    assert not machine.is_reachable_by_others(str(closed))
    assert machine.is_reachable_by_others("/usr")


_DOOMED = """
import sys
from grader.execution.calls import Call
from grader.execution.sandbox import open_sandbox
from grader.model.submission import CodeFile
box = open_sandbox()
box.load([CodeFile("a.py", b"def f(x):\\n    while True: pass")], ["f"])
print(box._workers._zygote.mark, flush=True)
box.run("f", [Call((1,), timeout_seconds=100.0)])
"""


def test_everything_ends_with_a_grader_that_is_killed() -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    grader = subprocess.Popen(
        [sys.executable, "-c", _DOOMED], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert grader.stdout is not None
    with grader.stdout:
        mark = grader.stdout.readline().strip()
    assert mark
    grader.kill()
    grader.wait()

    until = time.monotonic() + 5.0
    while _is_marked(mark) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _is_marked(mark)


def _is_marked(mark: str) -> bool:
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if mark.encode() in entry.read_bytes():
                return True
    return False
