"""The process that workers are forked from: numpy loaded once, nothing secret in it, nothing of a student's.

It is started by exec, never forked from the grader, and takes orders over one socket: JSON, with descriptors
beside it. It alone signals and waits for workers, so that no process id can be another's.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import importlib
import json
import os
import platform
import signal
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MAX_MESSAGE = 1 << 16
_EXIT_BROKEN = 70
_NUMPY_PARTS = ("linalg", "random", "fft", "polynomial", "ma", "lib.stride_tricks")
_STANDARD_PARTS = """
bisect cmath collections copy csv dataclasses datetime decimal enum fractions functools heapq itertools json
math numbers operator random re statistics string textwrap time traceback typing
"""


@dataclass(frozen=True)
class Nursery:
    """What every worker is made with."""

    locks: Any
    others: tuple[str, ...]
    """Top-level packages that are not the student's."""
    kept_open: tuple[int, ...]


def main(control: socket.socket) -> None:
    """Prepare as the first message says, then fork and reap as the others say, until the socket closes."""
    nursery, layers = _get_ready(json.loads(control.recv(MAX_MESSAGE)))
    control.send(json.dumps({"ready": layers}).encode())
    children: set[int] = set()
    while True:
        try:
            message, descriptors, _, _ = socket.recv_fds(control, MAX_MESSAGE, 3)
        except OSError:
            message, descriptors = b"", []
        if not message:
            for process in list(children):
                _reap(process, children)
            return
        control.send(json.dumps(_obey(json.loads(message), descriptors, nursery, children)).encode())


def _get_ready(order: Any) -> tuple[Nursery, list[str]]:
    """Everything that workers share, and the layers that they will have."""
    others = _import_packages(order)
    sys.path.insert(0, order["repository"])
    # Loaded here, or every child would do it.
    importlib.import_module("grader.execution.worker")
    sys.path[:] = order["standard"]
    locks, layers = _prepare(order)
    kept_open: tuple[int, ...] = ()
    if not order["standard_is_reachable"] or not order["packages_are_reachable"]:
        from grader.execution import unreachable

        unreachable.install(order["standard"], order["site"])
        kept_open = tuple(unreachable.DESCRIPTORS)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    return Nursery(locks, others, kept_open), layers


def _obey(request: Any, descriptors: Sequence[int], nursery: Nursery, children: set[int]) -> dict[str, int]:
    if "spawn" in request:
        process = os.fork()
        if process == 0:
            _become_worker(descriptors, request["spawn"], nursery)
        children.add(process)
        for descriptor in descriptors:
            os.close(descriptor)
        return {"process": process}
    if "reap" in request:
        return {"status": _reap(request["reap"], children, request["patience"])}
    return {"swept": _sweep(request["sweep"])}


def _import_packages(order: Any) -> tuple[str, ...]:
    """Import what students may import; the names of all top-level packages that came with it."""
    before = set(sys.modules)
    sys.path.append(order["site"])
    for name in _STANDARD_PARTS.split():
        importlib.import_module(name)
    for package in order["packages"]:
        importlib.import_module(package)
    for part in _NUMPY_PARTS:
        with contextlib.suppress(ImportError):
            importlib.import_module(f"numpy.{part}")
    sys.path.remove(order["site"])
    names = {name.partition(".")[0] for name in set(sys.modules) - before}
    outside = names - sys.stdlib_module_names - {"__main__"}
    from importlib.machinery import PathFinder

    class Packages:
        """Finds further parts of the packages that students may import, and no other package."""

        @staticmethod
        def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> object:
            """The spec of a listed package; parts of packages are found by Python itself."""
            if path is not None or name not in outside:
                return None
            return PathFinder.find_spec(name, [order["site"]])

    sys.meta_path.append(Packages)  # type: ignore[arg-type]
    return tuple(sorted(outside))


def _prepare(order: Any) -> tuple[Any, list[str]]:
    """The locks for workers, and the names of the layers that they should have."""
    from grader.execution import landlock, lockdown, seccomp
    from grader.execution.limits import Limits

    libc = lockdown.load_libc()
    off = order["without"]
    drops_user = "user" not in off and lockdown.can_drop_user(order["users"][0])
    abi = 0 if "landlock" in off else landlock.version(libc)
    ruleset = -1
    if abi > 0:
        made = landlock.create_ruleset(libc, abi, order["readable"], ["/dev/null"])
        # Above the numbers that a worker's pipes are to have.
        ruleset = fcntl.fcntl(made, fcntl.F_DUPFD_CLOEXEC, 10)
        os.close(made)
    program = None if "seccomp" in off else seccomp.assemble(platform.machine())
    layers = ["limits", "no-new-privileges"]
    layers += ["user"] * drops_user + [f"landlock-{abi}"] * (abi > 0) + ["seccomp"] * (program is not None)
    limits = Limits(**order["limits"])
    folder = order["standard"][0] if not order["standard_is_reachable"] else "/"
    return lockdown.Locks(libc, limits, drops_user, ruleset, program, folder), layers


def _become_worker(descriptors: Sequence[int], user: int, nursery: Nursery) -> None:
    """Lock this forked process and serve; never returns."""
    from grader.execution import lockdown, worker

    status = _EXIT_BROKEN
    try:
        request, reply, log = descriptors
        # First out of the way of the numbers that they are to have.
        moved = [os.dup2(old, 100 + index) for index, old in enumerate((request, reply, log))]
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (moved[2], 1), (moved[2], 2), (moved[0], 3), (moved[1], 4)):
            os.dup2(source, target)
        keep = {worker.REQUEST, worker.REPLY, nursery.locks.ruleset, *nursery.kept_open} - {-1}
        if nursery.kept_open:
            from grader.execution import unreachable

            unreachable.reopen()
        try:
            lockdown.lock(nursery.locks, user, keep)
        except OSError as problem:
            worker.report_broken(str(problem))
            os._exit(_EXIT_BROKEN)
        worker.serve(nursery.others)
        status = 0
    finally:  # without a word: the log is the student's, and our paths are none of theirs
        os._exit(status)


def _reap(process: int, children: set[int], patience: float = 0.0) -> int:
    """Kill the worker and all of its session, and wait: its status if it ended by itself, -2 if killed."""
    if process not in children:
        return -1
    children.discard(process)
    # Its status as it ended by itself is what we want to know: look before the kill, and if its pipes are
    # closed already it is only a matter of time.
    found, status = os.waitpid(process, os.WNOHANG)
    until = time.monotonic() + patience
    while not found and time.monotonic() < until:
        time.sleep(0.001)
        found, status = os.waitpid(process, os.WNOHANG)
    with contextlib.suppress(OSError):
        os.killpg(process, signal.SIGKILL)
    if not found:
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        return -2
    return status


def _sweep(users: Sequence[int]) -> int:
    """Kill everything that runs as one of these users: how many users had something left."""
    left = 0
    for user in users:
        helper = os.fork()
        if helper == 0:
            try:
                os.setgroups([])
                os.setresgid(user, user, user)
                os.setresuid(user, user, user)
                os.kill(-1, signal.SIGKILL)
                os._exit(1)
            except ProcessLookupError:
                os._exit(0)  # nobody else was there
            finally:
                os._exit(2)
        _, status = os.waitpid(helper, 0)
        left += status != 0
    return left
