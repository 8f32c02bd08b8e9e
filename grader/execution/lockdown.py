"""Lock a freshly forked worker, layer by layer, before the first line of student code runs in it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import struct
import sys
from collections.abc import Collection
from dataclasses import dataclass

from grader.execution import landlock, seccomp
from grader.execution.limits import Limits

_SET_DEATH_SIGNAL, _SET_DUMPABLE, _SET_NO_NEW_PRIVILEGES = 1, 4, 38
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x20080522
_SETUID_CAPABILITY, _SETGID_CAPABILITY = 7, 6
FIXED_ENVIRONMENT = {"HOME": "/nonexistent", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"}


@dataclass(frozen=True)
class Locks:
    """What the zygote has prepared for its workers: each layer it can give them."""

    libc: ctypes.CDLL
    limits: Limits
    drops_user: bool
    ruleset: int
    """Descriptor of the Landlock ruleset; -1 without."""
    filter: seccomp.Filter | None
    folder: str
    """Where workers stand: in the standard library, which may be out of reach by its full name."""


def can_drop_user(user: int) -> bool:
    """Whether this process is root with the right to become `user`, which exists in its namespace."""
    if os.geteuid() != 0:
        return False
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            effective = next(line for line in status if line.startswith("CapEff:"))
        with open("/proc/self/uid_map", encoding="ascii") as users:
            spans = [tuple(map(int, line.split())) for line in users]
    except (OSError, StopIteration):
        return True
    capabilities = int(effective.split()[1], 16)
    wanted = 1 << _SETUID_CAPABILITY | 1 << _SETGID_CAPABILITY
    return capabilities & wanted == wanted and any(first <= user < first + count for first, _, count in spans)


def lock(locks: Locks, user: int, keep: Collection[int]) -> None:
    """Put the calling process under every layer; ``OSError`` where one that should hold does not.

    `keep`: the descriptors above 2 that stay open.
    """
    parent = os.getppid()
    os.setsid()
    os.umask(0o077)
    os.chdir(locks.folder)
    _close_all_but(keep)
    os.environ.clear()
    os.environ.update(FIXED_ENVIRONMENT)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    _prefer_for_out_of_memory()
    _limit_resources(locks.limits, owns_user=locks.drops_user)
    if locks.drops_user:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    elif os.geteuid() == 0:
        _drop_capabilities(locks.libc)
    _control(locks.libc, _SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(70)  # the zygote ended in between
    _control(locks.libc, _SET_DUMPABLE, 0)
    _control(locks.libc, _SET_NO_NEW_PRIVILEGES, 1)
    if locks.ruleset >= 0:
        landlock.restrict(locks.libc, locks.ruleset)
        os.close(locks.ruleset)
    if locks.filter is not None:
        seccomp.install(locks.filter, locks.libc)


def _close_all_but(keep: Collection[int]) -> None:
    start = 3
    for descriptor in sorted(keep):
        os.closerange(start, descriptor)
        start = descriptor + 1
    os.closerange(start, 4096)


def _limit_resources(limits: Limits, *, owns_user: bool) -> None:
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_AS: limits.address_space_bytes,
        resource.RLIMIT_STACK: limits.stack_bytes,
        resource.RLIMIT_CPU: limits.processor_seconds,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if owns_user:
        # Counts every process of the user, so it is of use only where the worker has one to itself.
        bounds[resource.RLIMIT_NPROC] = 1
    for what, most in bounds.items():
        _, ceiling = resource.getrlimit(what)
        bound = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (bound, bound))


def _prefer_for_out_of_memory() -> None:
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
        score.write("1000")


def _drop_capabilities(libc: ctypes.CDLL) -> None:
    number = _CAPSET.get(os.uname().machine)
    if number is None:
        return
    header = ctypes.create_string_buffer(struct.pack("<Ii", _CAPABILITY_VERSION_3, 0))
    libc.syscall(number, header, ctypes.create_string_buffer(bytes(24)))


def _control(libc: ctypes.CDLL, option: int, value: int) -> None:
    if libc.prctl(option, value, 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl {option}: {os.strerror(code)}")


def load_libc() -> ctypes.CDLL:
    """The C library of this process, with error numbers kept."""
    if sys.platform == "darwin":
        return ctypes.CDLL("/usr/lib/libSystem.dylib", use_errno=True)
    return ctypes.CDLL(None, use_errno=True)
