"""Import an assignment's ``reference/`` package; what is wrong with it is a complaint with file and line."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType, ModuleType

from grader.model.assignment import Reference

FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What an instructor's own code may raise: a complaint with its place."""


def load_reference(folder: Path, complaints: list[str]) -> Reference:
    """Import ``reference/`` of the folder, under a name of its own so that two assignments can be loaded."""
    init = folder / "reference" / "__init__.py"
    if not init.is_file():
        complaints.append(f"{init}: missing; the reference computes every expected answer")
        return Reference({}, {}, {}, {}, folder)
    name = "reference_" + hashlib.sha256(str(init.resolve()).encode()).hexdigest()[:12]
    module = sys.modules.get(name)
    if module is None:
        try:
            module = _import_package(name, init)
        except FAULTS as error:
            for loaded in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
                del sys.modules[loaded]
            complaints.append(f"{place_in(error, folder)}: the reference cannot be imported: {said(error)}")
            return Reference({}, {}, {}, {}, folder)

    def table(word: str) -> Mapping[str, object]:
        found = getattr(module, word, {})
        if not isinstance(found, Mapping):
            complaints.append(
                f"reference/__init__.py: {word} should be a dict, and is a {type(found).__name__}"
            )
            return MappingProxyType({})
        return MappingProxyType(dict(found))

    return Reference(
        answers=MappingProxyType({key: _once(answer) for key, answer in table("ANSWERS").items()}),
        worlds=table("WORLDS"),
        functions=table("FUNCTIONS"),  # type: ignore[arg-type]
        cases=table("CASES"),
        folder=folder / "reference",
        package=name,
    )


def _once(answer: object) -> Callable[[], object]:
    """What computes an answer, once; what is no function is complained of later."""
    return cache(answer) if callable(answer) else answer  # type: ignore[return-value]


def place_in(error: BaseException, folder: Path) -> str:
    """``file:line`` of the last frame in the assignment's folder, or of the syntax error in it."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno))
    root = folder.resolve()
    for file, line in reversed(frames):
        path = Path(file).resolve()
        if path.is_relative_to(root):
            return f"{path.relative_to(root).as_posix()}:{line or 1}"
    return "reference/__init__.py:1"


def said(error: BaseException) -> str:
    """What an exception says, in one line."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return re.sub(r"reference_[0-9a-f]{12}", "reference", f"{type(error).__name__}: {text}")[:300]


def _import_package(name: str, init: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, init, submodule_search_locations=[str(init.parent)])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
