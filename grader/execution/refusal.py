"""The executor that runs nothing, for a machine on which student code cannot be run safely."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from grader.execution.calls import Call, LoadedCode, LoadProblem, LoadTrouble, NotRun, Run, Skip
from grader.execution.executor import Recheck
from grader.execution.sources import decode_source, definitions_in
from grader.model.submission import CodeFile, Place


@dataclass(frozen=True)
class Refusal:
    """Tells which functions were handed in, by the look of the source; every one of them is for a person."""

    reason: str
    """Why nothing is run, for staff."""
    layers: tuple[str, ...] = ()

    def load(self, files: Sequence[CodeFile], functions: Collection[str]) -> LoadedCode:
        """The wanted functions that stand in the source; no file was loaded, for a reason that is ours."""
        unreached: dict[str, Place] = {}
        for file in sorted(files, key=lambda file: file.name):
            text, _ = decode_source(file.source[: 1 << 20])
            for name, line, _ in definitions_in(text):
                if name in functions:
                    unreached.setdefault(name, Place(file.name, line))
        problems = tuple(
            LoadProblem(LoadTrouble.OURS, Place(file.name), message=self.reason, is_fatal=True)
            for file in files
        )
        return LoadedCode(unreached=unreached, problems=problems)

    def run(
        self, function: str, calls: Sequence[Call], *, order_seed: int = 0, recheck: Recheck | None = None
    ) -> list[Run]:
        """No call is made."""
        return [Run(NotRun(Skip.OURS, self.reason))] * len(calls)

    def renew(self) -> None:
        """Nothing was kept."""

    def close(self) -> None:
        """Nothing was opened."""
