"""The grader's hold on its zygote and on the workers: orders to the one, frames to and from the others."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.execution.calls import SandboxError
from grader.execution.limits import Limits
from grader.execution.wire import BadFrame, Frame, Incoming, TooLong
from grader.execution.zygote import MAX_MESSAGE
from grader.model.words import Word

_SILENCE_SECONDS = 8.0
"""A zygote that says nothing for so long is taken for dead."""
_START_SECONDS = 60.0
_SET_PIPE_SIZE, _PIPE_BYTES = 1031, 1 << 18
_BOOT = "import sys; sys.path[:] = [p for p in sys.path if p]; sys.path.insert(0, sys.argv[2])\n" + (
    "import socket; from grader.execution.zygote import main\n"
    "sys.path.pop(0); main(socket.socket(fileno=int(sys.argv[1])))"
)
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "PYTHONHASHSEED": "0",
    # A worker may start no threads: a threaded matrix product would wait for ever for those of its parent.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
_SCHEDULER_CLOCK = 2  # the kind of a process's clock that counts its processor time


class ZygoteLost(Exception):
    """The zygote died or fell silent: a new one is needed."""


class Stop(Word):
    """Why no frame came."""

    ENDED = "ended"  # the worker is gone
    TIME = "time"
    OUTPUT = "output"  # it printed too much
    TOO_LARGE = "too-large"  # it announced a frame longer than allowed
    NONSENSE = "nonsense"  # bytes that are no frame


class Zygote:
    """A running zygote. Everything raises `ZygoteLost` once it is gone."""

    def __init__(self, order: Mapping[str, Any], repository: str) -> None:
        self.mark = f"grader-sandbox-of-{os.getpid()}-{time.monotonic_ns()}"
        """On the command line of the zygote and of every process that comes from it."""
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        flags = ["-s", "-S", "-B", *(["-P"] if sys.version_info >= (3, 11) else [])]
        environment = dict(_ENVIRONMENT)
        if "LD_LIBRARY_PATH" in os.environ:
            environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *flags, "-c", _BOOT, str(theirs.fileno()), repository, self.mark],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment,
                cwd="/",
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._socket.settimeout(_START_SECONDS)
        try:
            self.layers: tuple[str, ...] = tuple(self._ask(order)["ready"])
        except ZygoteLost:
            raise SandboxError(
                f"the process that starts student code did not start: {self._last_words()}"
            ) from None
        self._socket.settimeout(_SILENCE_SECONDS)

    def _last_words(self) -> str:
        self._process.kill()
        assert self._process.stderr is not None
        said = self._process.stderr.read(100_000).decode("utf-8", "replace").strip().splitlines()
        self.close()
        return said[-1] if said else "it said nothing"

    def _ask(self, request: Mapping[str, Any], descriptors: tuple[int, ...] = ()) -> Any:
        try:
            data = json.dumps(request).encode()
            socket.send_fds(self._socket, [data], list(descriptors))
            answer = self._socket.recv(MAX_MESSAGE)
        except OSError as problem:
            raise ZygoteLost(str(problem)) from None
        if not answer:
            raise ZygoteLost("it ended")
        return json.loads(answer)

    def spawn(self, user: int) -> WorkerProcess:
        """A new locked worker, as that user where users are dropped."""
        theirs_request, request = os.pipe()
        reply, theirs_reply = os.pipe()
        log, theirs_log = os.pipe()
        theirs = (theirs_request, theirs_reply, theirs_log)
        for pipe in (request, reply):
            # Room for an array of some size at once; where the system gives less, less will do.
            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe, _SET_PIPE_SIZE, _PIPE_BYTES)
        try:
            process = self._ask({"spawn": user}, theirs)["process"]
        except ZygoteLost:
            for descriptor in (request, reply, log):
                os.close(descriptor)
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        return WorkerProcess(process, user, request, reply, log)

    def reap(self, worker: WorkerProcess, patience: float = 0.0) -> int:
        """End a worker with all of its session: its status if it had ended by itself, -2 if it was killed.

        `patience`: seconds to wait for its own end first.
        """
        worker.close()
        return int(self._ask({"reap": worker.process, "patience": patience})["status"])

    def sweep(self, users: list[int]) -> int:
        """Kill whatever still runs as one of these users; how many of them had something running."""
        return int(self._ask({"sweep": users})["swept"])

    def close(self) -> None:
        """End the zygote; its workers die with it."""
        self._socket.close()
        try:
            self._process.wait(2.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()


_LOOKS = 200
"""How often a pipe is looked at before the grader sleeps on it: some 80 microseconds in all."""


@dataclass
class WorkerProcess:
    """A worker as the grader sees it: three pipes and a process id."""

    process: int
    user: int
    request: int
    reply: int
    log: int
    printed: bytearray = field(default_factory=bytearray)
    """What it printed since `take_printed` was last called, up to a limit."""
    printed_in_all: int = 0
    is_closed: bool = False
    _poll: select.poll = field(default_factory=select.poll)
    _log_poll: select.poll = field(default_factory=select.poll)
    _has_log: bool = True
    _outgoing: memoryview = field(default_factory=lambda: memoryview(b""))
    _incoming: Incoming = field(default_factory=Incoming)

    def __post_init__(self) -> None:
        for descriptor in (self.request, self.reply, self.log):
            os.set_blocking(descriptor, False)
        self._poll.register(self.reply, select.POLLIN)
        self._poll.register(self.log, select.POLLIN)
        self._log_poll.register(self.log, select.POLLIN)

    def close(self) -> None:
        """Close our ends of its pipes."""
        if not self.is_closed:
            self.is_closed = True
            for descriptor in (self.request, self.reply, self.log):
                os.close(descriptor)

    def processor_seconds(self) -> float:
        """The processor time that it has used so far; 0.0 where that cannot be told."""
        try:
            return time.clock_gettime((~self.process << 3) | _SCHEDULER_CLOCK)
        except OSError:
            return 0.0

    def take_printed(self, limits: Limits) -> bytes:
        """What was printed since the last time."""
        if self._has_log and self._log_poll.poll(0):  # which costs less than reading in vain
            self._drain(limits)
        if not self.printed:
            return b""
        taken = bytes(self.printed)
        self.printed.clear()
        self.printed_in_all = 0
        return taken

    def send_and_receive(
        self, data: bytes, limits: Limits, seconds_left: Callable[[float], float]
    ) -> Frame | Stop:
        """Send frames, at least in part, and read one; what is left of them goes out with the next.

        `seconds_left` tells from the seconds waited how many more to wait.
        """
        self._outgoing = memoryview(bytes(self._outgoing) + data if self._outgoing else data)
        started = time.monotonic()
        left = seconds_left(0.0)
        while True:
            if self._outgoing:
                self._outgoing = self._write(self._outgoing)
            if self._incoming.got and (found := self._frame(limits)) is not None:
                return found
            waited = time.monotonic() - started
            if waited > left:
                # Also where it prints all the time, or sends byte after byte, and never answers.
                left = seconds_left(waited)
                if left <= 0:
                    return Stop.TIME
            ready = self._wait(bool(self._outgoing), left)
            if self.log in ready and not self._drain(limits):
                return Stop.OUTPUT
            if self.reply in ready and not self._incoming.read(self.reply):
                return Stop.ENDED

    def _frame(self, limits: Limits) -> Frame | Stop | None:
        """The frame, if it is complete; why there will be none, if that is clear."""
        try:
            return self._incoming.frame(limits.answer_bytes)
        except TooLong:
            return Stop.TOO_LARGE
        except BadFrame:
            return Stop.NONSENSE

    def _write(self, data: memoryview) -> memoryview:
        try:
            return data[os.write(self.request, data) :]
        except BlockingIOError:
            return data
        except BrokenPipeError:
            return data[:0]  # it is gone, or does not listen: the reply will tell

    def _wait(self, is_sending: bool, seconds: float) -> list[int]:
        """The descriptors on which something can be done, at the latest after so many seconds."""
        if is_sending:
            self._poll.register(self.request, select.POLLOUT)
        ready = self._soon() or [descriptor for descriptor, _ in self._poll.poll(seconds * 1000.0)]
        if is_sending:
            self._poll.unregister(self.request)
        return ready

    def _soon(self) -> list[int]:
        """What is ready within some microseconds, without sleeping: to be woken costs more than that."""
        for _ in range(_LOOKS):
            if found := self._poll.poll(0):
                return [descriptor for descriptor, _ in found]
            os.sched_yield()  # where the worker waits for this very core
        return []

    def _drain(self, limits: Limits) -> bool:
        """Take what it printed; False once that is too much."""
        while self._has_log:
            try:
                chunk = os.read(self.log, 1 << 16)
            except BlockingIOError:
                break
            if not chunk:
                self._has_log = False
                self._poll.unregister(self.log)
                break
            self.printed_in_all += len(chunk)
            room = limits.printed_bytes_kept - len(self.printed)
            if room > 0:
                self.printed += chunk[:room]
            if self.printed_in_all > limits.printed_bytes_killed:
                return False
        return True
