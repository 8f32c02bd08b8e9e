"""The seam behind which student code runs: a protocol, the real sandbox and a scripted fake fulfil it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from grader.execution.calls import Call, LoadedCode, Outcome, Run
from grader.model.submission import CodeFile

Recheck = Callable[[int, Outcome], bool]
"""Index of the call and its outcome -> whether to run it again alone (a failing case should be)."""


class Executor(Protocol):
    """Runs functions of one submission after another; never raises for anything a student wrote.

    Raises `SandboxError` where the sandbox itself is at fault.
    """

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of protection that were proven to hold."""
        ...

    def load(self, files: Sequence[CodeFile], functions: Collection[str]) -> LoadedCode:
        """Load these files (in place of any before) and tell which of the wanted functions they define."""
        ...

    def run(
        self, function: str, calls: Sequence[Call], *, order_seed: int = 0, recheck: Recheck | None = None
    ) -> list[Run]:
        """Make these calls, in an order shuffled by the seed; one `Run` for each call, in the calls' order.

        A call for which `recheck` says so, and a sample of the others, is made again alone in a fresh worker;
        without it each is made once.
        """
        ...

    def renew(self) -> None:
        """Have the next call made where nothing is left of those before it."""
        ...

    def close(self) -> None:
        """End every process and leave nothing behind."""
        ...
