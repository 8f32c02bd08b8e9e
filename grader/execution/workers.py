"""Makes, proves and ends locked workers; replaces the zygote when it is lost."""

from __future__ import annotations

import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.execution import machine, probe
from grader.execution.answers import read_answer
from grader.execution.calls import Call, SandboxError
from grader.execution.limits import Limits
from grader.execution.processes import Stop, WorkerProcess, Zygote, ZygoteLost
from grader.execution.wire import Buffer, Frame, Kind, pack, write_value

_START_SECONDS = 10.0
_ENDING_SECONDS = 0.2


@dataclass
class Workers:
    """The source of workers of one executor; nothing is started before the first is asked for."""

    limits: Limits
    packages: tuple[str, ...]
    private: tuple[str, ...] = ()
    """Paths that no worker may be able to read."""
    unsafe: bool = False
    without: Collection[str] = ()
    """Layers to leave out: for tests and measurements only."""
    layers: tuple[str, ...] = ()
    """The layers that were proven to hold."""
    _zygote: Zygote | None = None
    _lock: socket.socket | None = None
    _users: list[int] = field(default_factory=list)
    _turn: int = 0

    def spawn(self) -> WorkerProcess:
        """A new worker, locked and waiting. `SandboxError` where a layer does not hold."""
        for last in (False, True):
            zygote = self._running()
            self._turn += 1
            try:
                return self._locked(zygote.spawn(self._users[self._turn % len(self._users)]))
            except ZygoteLost:
                self.lose()
                if last:
                    raise SandboxError("the process that starts student code ended twice in a row") from None
        raise AssertionError("unreachable")

    def end(self, worker: WorkerProcess, *, is_ending: bool = False) -> int:
        """End a worker: its status if it had ended by itself, a negative number if not.

        `is_ending`: it has closed its pipes, and may take a moment to be gone.
        """
        worker.close()
        if self._zygote is None:
            return -1
        try:
            return self._zygote.reap(worker, _ENDING_SECONDS if is_ending else 0.0)
        except ZygoteLost:
            self.lose()
            return -1

    def lose(self) -> None:
        """Give up the zygote (its workers die with it); the next worker comes from a new one."""
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None

    def sweep(self) -> bool:
        """Kill what may have outlived its worker: whether it is certain that nothing is left."""
        if self._zygote is None or "user" not in self._zygote.layers:
            return False
        try:
            self._zygote.sweep(self._users)
        except ZygoteLost:
            return False
        return True

    def close(self) -> None:
        """End everything, and kill what may have outlived its worker."""
        self.sweep()
        self.lose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _running(self) -> Zygote:
        if self._zygote is not None:
            return self._zygote
        if self._lock is None:
            self._lock, self._users = machine.reserve_users()
        order = machine.order(self.packages, self._users, self.limits, self.without)
        self._zygote = Zygote(order, order["repository"])
        if not self.layers:
            try:
                self._prove(self._zygote)
            except BaseException:
                self.close()
                raise
        return self._zygote

    def _locked(self, worker: WorkerProcess) -> WorkerProcess:
        got = worker.send_and_receive(b"", self.limits, _for_seconds(_START_SECONDS))
        if isinstance(got, Frame) and got.kind == Kind.READY:
            return worker
        self.end(worker)
        reason = got.skeleton if isinstance(got, Frame) else got
        raise SandboxError(f"a layer of the sandbox that should hold does not: {reason}")

    def _prove(self, zygote: Zygote) -> None:
        probe.demand(zygote.layers, unsafe=self.unsafe)
        worker = self._locked(zygote.spawn(self._users[0]))
        try:
            worker.send_and_receive(
                load_frame(0, {"probe.py": probe.SOURCE}, functions=[probe.FUNCTION], only="probe.py"),
                self.limits,
                _for_seconds(_START_SECONDS),
            )
            call = Call((list(probe.promised_by(zygote.layers)), list(self.private)))
            got = worker.send_and_receive(
                call_frame(1, probe.FUNCTION, call), self.limits, _for_seconds(_START_SECONDS)
            )
        finally:
            self.end(worker)
        if isinstance(got, Stop):
            raise SandboxError(f"the sandbox could not be proven: its own probe gave no answer ({got})")
        probe.judge(read_answer(got, 1, call, self.limits), zygote.layers, unsafe=self.unsafe)
        self.layers = zygote.layers


def load_frame(
    number: int,
    sources: dict[str, bytes],
    *,
    functions: Sequence[str] = (),
    only: str = "",
    skip: dict[str, list[int]] | None = None,
) -> bytes:
    """The request to load these files and look for `functions`; or `only` one file, to call them."""
    skeleton: dict[str, Any] = {
        "files": [[name, len(source)] for name, source in sources.items()],
        "functions": list(functions),
        "skip": skip or {},
        "careful": not only,
        "only": only,
        "seed": number,
    }
    return pack(Kind.LOAD, number, skeleton, list(sources.values()))


def call_frame(number: int, function: str, call: Call) -> bytes:
    """The request to make this call of the function."""
    buffers: list[Buffer] = []
    positional = [write_value(value, buffers) for value in call.arguments]
    named = [[name, write_value(value, buffers)] for name, value in call.named.items()]
    return pack(Kind.CALL, number, [function, positional, named, call.read_only], buffers)


def _for_seconds(seconds: float) -> Any:
    return lambda waited: seconds - waited
