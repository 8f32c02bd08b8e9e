"""An executor that calls trusted functions in this process, and the assignment's reference."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
import yaml

from grader.execution.callables import rebuild
from grader.execution.calls import (
    ArrayFunction,
    Call,
    Definition,
    LoadedCode,
    PrefixTable,
    Raised,
    Returned,
    Run,
    WrongSignature,
)
from grader.execution.executor import Recheck
from grader.model.assignment import Assignment, KnownMistake, Part
from grader.model.submission import CodeFile
from grader.reference_package import load_reference

ROOT = Path(__file__).parents[3]


def plain(value: object) -> object:
    """What the sandbox makes of a returned value."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        return value.item()
    if isinstance(value, np.ndarray):
        return plain(value.tolist()) if value.dtype == object else value.copy()
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def _copy(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, PrefixTable):
        return PrefixTable(value.width, value.depth, {key: row.copy() for key, row in value.rows.items()})
    return value


def _is_changed(before: object, after: object) -> bool:
    if isinstance(before, np.ndarray):
        return not np.array_equal(before, after, equal_nan=True)
    if isinstance(before, PrefixTable):
        return any(not np.array_equal(row, after.rows[key]) for key, row in before.rows.items())
    return False


def code_assignment() -> Assignment:
    """This repository's assignment as far as code needs it, so that no other kind of check is loaded."""
    parts = []
    for path in sorted((ROOT / "rubrics").glob("*.yaml")):
        rubric = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(rubric, dict) or not rubric.get("functions"):
            continue
        mistakes = {
            mistake: KnownMistake(mistake, entry["feedback"], {})
            for mistake, entry in rubric["mistakes"].items()
        }
        parts.append(
            Part(
                id=rubric["part"],
                title=rubric["title"],
                points=Decimal(str(rubric["points"])),
                checks=(),
                mistakes=mistakes,
                functions=tuple(rubric["functions"]),
            )
        )
    settings = yaml.safe_load((ROOT / "assignment.yaml").read_text("utf-8"))
    reference = load_reference(ROOT, [])
    return Assignment("the assignment", ROOT, tuple(parts), reference, seed=settings["seed"])


class LocalExecutor:
    """Calls the functions it is given; no protection at all."""

    layers = ("none",)

    def __init__(self, functions: Mapping[str, Callable[..., object]]) -> None:
        self.functions = functions

    def load(self, files: Sequence[CodeFile], functions: Collection[str]) -> LoadedCode:
        found = {name: Definition(name, "solutions.py") for name in functions if name in self.functions}
        return LoadedCode(definitions=found)

    def run(
        self, function: str, calls: Sequence[Call], *, order_seed: int = 0, recheck: Recheck | None = None
    ) -> list[Run]:
        return [Run(self._call(self.functions[function], call)) for call in calls]

    def _call(self, function: Callable[..., object], call: Call) -> object:
        data = [_copy(argument) for argument in call.arguments]
        live = [rebuild(item) if isinstance(item, (PrefixTable, ArrayFunction)) else item for item in data]
        for item in live:
            if isinstance(item, np.ndarray) and call.read_only:
                item.setflags(write=False)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                value = plain(function(*live, **dict(call.named)))
        except TypeError as error:
            if "argument" in str(error):
                return WrongSignature(function.__name__, str(error))
            return Raised("TypeError", str(error))
        except Exception as error:
            return Raised(type(error).__name__, str(error))
        changed = [place for place, item in enumerate(data) if _is_changed(call.arguments[place], item)]
        return Returned(value, tuple(changed))

    def renew(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture(scope="session")
def assignment() -> Assignment:
    """The code side of this repository's assignment: functions, their parts' known mistakes, the reference."""
    return code_assignment()


@pytest.fixture(scope="session")
def local_executor() -> type[LocalExecutor]:
    """The class of the executor in this process."""
    return LocalExecutor
