"""Which of the wanted functions the loaded files define, and where. Runs in the worker."""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Mapping, Sequence
from typing import Any

from grader.execution.loading import Files
from grader.execution.sources import definitions_in

_MAX_SIGNATURE = 300


def survey(files: Files, modules: Mapping[str, types.ModuleType], wanted: Sequence[str]) -> dict[str, Any]:
    """Each wanted name with where it is defined, bound to something else, unreached or nested, as JSON."""
    report: dict[str, Any] = {"definitions": [], "not_callable": [], "unreached": [], "nested": []}
    for name in wanted:
        owners = [file for file, module in modules.items() if _owns(module, name, modules)]
        callables = [file for file in owners if callable(modules[file].__dict__[name])]
        if callables:
            found = modules[callables[0]].__dict__[name]
            line = getattr(getattr(found, "__code__", None), "co_firstlineno", 0)
            line = line if type(line) is int else 0
            report["definitions"].append([name, callables[0], line, signature_of(found), callables[1:]])
        elif owners:
            report["not_callable"].append([name, owners[0], 0])
    missing = set(wanted) - {entry[0] for key in ("definitions", "not_callable") for entry in report[key]}
    for file in modules:
        _look_at_source(files, file, missing, report)
    return report


def signature_of(function: object) -> str:
    """The signature as text such as ``(a, b=1)``; empty where there is none to be had."""
    try:
        return str(inspect.signature(function))[:_MAX_SIGNATURE]  # type: ignore[arg-type]
    except BaseException:
        return ""


def _owns(module: types.ModuleType, name: str, modules: Mapping[str, types.ModuleType]) -> bool:
    """Whether the module binds the name to something that it did not import from another student file."""
    if name not in module.__dict__:
        return False
    found = module.__dict__[name]
    origin = getattr(found, "__module__", None)
    return not any(
        other is not module and other.__name__ == origin and other.__dict__.get(name) is found
        for other in modules.values()
    )


def _look_at_source(files: Files, file: str, missing: set[str], report: dict[str, Any]) -> None:
    text = files.texts.get(file, "")
    known = {entry[0] for key in ("unreached", "nested") for entry in report[key]}
    top_level = _top_level_lines(text)
    for name, line, at_margin in definitions_in(text):
        if name not in missing or name in known:
            continue
        if top_level is None:
            key = "unreached" if at_margin else "nested"
        else:
            key = "unreached" if line in top_level else "nested"
        report[key].append([name, file, line])
        known.add(name)


def _top_level_lines(text: str) -> set[int] | None:
    try:
        return {statement.lineno for statement in ast.parse(text).body}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
