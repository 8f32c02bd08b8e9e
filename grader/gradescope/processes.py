"""End every process that came from this one, however it hid: orphans included (Linux)."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

_SET_DEATH_SIGNAL = 1
_SET_CHILD_SUBREAPER = 36
_PROC = Path("/proc")


def adopt_orphans() -> None:
    """From now on, descendants whose parent ends become children of this process."""
    _control(_SET_CHILD_SUBREAPER, 1)


def end_with(parent: int) -> None:
    """End at once when the parent does; at once, too, where it has already ended."""
    _control(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def descendants() -> list[int]:
    """The processes that came from this one and have not been waited for."""
    children: dict[int, list[int]] = {}
    for process, parent in _parents():
        children.setdefault(parent, []).append(process)
    found: list[int] = []
    waiting = [os.getpid()]
    while waiting:
        young = children.get(waiting.pop(), [])
        found += young
        waiting += young
    return found


def end_descendants(patience_seconds: float = 5.0) -> bool:
    """Kill them all and wait for them; False where some are still there after that time."""
    limit = time.monotonic() + patience_seconds
    while True:
        for process in descendants():
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not descendants():
            return True
        if time.monotonic() > limit:
            return False
        time.sleep(0.005)


def _parents() -> list[tuple[int, int]]:
    found = []
    with suppress(OSError):
        for folder in _PROC.iterdir():
            if folder.name.isdigit():
                with suppress(OSError, ValueError, IndexError):
                    after_name = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
                    found.append((int(folder.name), int(after_name[1])))
    return found


def _control(option: int, value: int) -> None:
    """Where the system has no such call, the processes end by the closing of their pipes."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
