"""What this machine offers the sandbox: where Python lies, who may read it, which users are free."""

from __future__ import annotations

import os
import socket
import stat
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy

from grader.execution.limits import Limits

FIRST_USER = 61_000
"""Users from here on have no entry anywhere; each worker runs as one of them where the grader is root."""
USERS_IN_A_BLOCK = 8
_BLOCKS = 62
_SYSTEM = ("/usr/lib", "/lib", "/lib64", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/dev/urandom")


def reserve_users() -> tuple[socket.socket | None, list[int]]:
    """A block of users that no other grader on this machine uses while the returned socket is open."""
    for block in range(_BLOCKS):
        first = FIRST_USER + block * USERS_IN_A_BLOCK
        lock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            # A name without a file: it goes with the socket, however this process ends.
            lock.bind(f"\0grader-workers-{first}")
        except OSError:
            lock.close()
            continue
        return lock, list(range(first, first + USERS_IN_A_BLOCK))
    raise OSError("every block of users for workers is taken: are sixty graders running?")


def order(
    packages: Sequence[str], users: Sequence[int], limits: Limits, without: Iterable[str] = ()
) -> dict[str, Any]:
    """The zygote's first message: what to import, from where, what to lock."""
    standard = [entry for entry in _standard_folders() if os.path.isdir(entry)]
    site = str(Path(numpy.__file__).resolve().parents[1])
    return {
        "packages": list(packages),
        "users": list(users),
        "limits": vars(limits),
        "without": sorted(without),
        "repository": str(Path(__file__).resolve().parents[2]),
        "standard": standard,
        "site": site,
        "readable": [*standard, *_package_folders(site, packages), f"{sys.base_prefix}/lib", *_SYSTEM],
        "standard_is_reachable": all(is_reachable_by_others(entry) for entry in standard),
        "packages_are_reachable": is_reachable_by_others(site),
    }


def is_reachable_by_others(path: str) -> bool:
    """Whether a user without any rights of their own may pass through every folder on the way to `path`."""
    real = Path(path).resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [real, *real.parents])


def _standard_folders() -> list[str]:
    standard = sysconfig.get_path("stdlib", vars={"base": sys.base_prefix, "installed_base": sys.base_prefix})
    real = os.path.realpath(standard)
    return [real, f"{real}/lib-dynload"]


def _package_folders(site: str, packages: Sequence[str]) -> list[str]:
    # A wheel keeps the libraries it brings along in a folder beside it. Packages other than numpy bring
    # further ones with them, under names that only their installer knows: then the whole folder is open.
    if set(packages) <= {"numpy"}:
        return [f"{site}/numpy", f"{site}/numpy.libs"]
    return [site]
