"""An executor that plays a script instead of running anything: for tests of what stands on the seam."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.execution.calls import Call, LoadedCode, NotRun, Returned, Run, Skip, Value
from grader.execution.executor import Recheck
from grader.model.submission import CodeFile

Answer = Callable[[Call], Run]


def returning(function: Callable[..., Value]) -> Answer:
    """Answer every call with what a trusted Python function of the test returns for its arguments."""

    def answer(call: Call) -> Run:
        return Run(Returned(function(*call.arguments, **dict(call.named))))

    return answer


@dataclass
class ScriptedExecutor:
    """Answers each function's calls from a script; what it was asked is kept for the test to look at."""

    script: Mapping[str, Answer | Run]
    loaded: LoadedCode = field(default_factory=LoadedCode)
    layers: tuple[str, ...] = ("scripted",)
    asked: list[tuple[str, tuple[Call, ...]]] = field(default_factory=list)
    is_closed: bool = False

    def load(self, files: Sequence[CodeFile], functions: Collection[str]) -> LoadedCode:
        """The scripted result, whatever the files are."""
        return self.loaded

    def run(
        self, function: str, calls: Sequence[Call], *, order_seed: int = 0, recheck: Recheck | None = None
    ) -> list[Run]:
        """The scripted answer for each call; a call that `recheck` picks gets the same outcome alone."""
        self.asked.append((function, tuple(calls)))
        answer = self.script.get(function)
        if answer is None:
            return [Run(NotRun(Skip.MISSING))] * len(calls)
        runs = [answer if isinstance(answer, Run) else answer(call) for call in calls]
        if recheck is None:
            return runs
        return [
            replace(run, alone=run.alone or run.outcome) if recheck(index, run.outcome) else run
            for index, run in enumerate(runs)
        ]

    def renew(self) -> None:
        """Nothing is kept anyway."""

    def close(self) -> None:
        """Remember that it was closed."""
        self.is_closed = True
