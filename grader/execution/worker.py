"""The loop of a locked worker: load the student's files, make the calls that are asked for, answer.

Nothing in this process is secret, and nothing it says is believed: a student may have replaced any of it.
"""

from __future__ import annotations

import builtins
import inspect
import io
import os
import random
import sys
import types
import warnings
from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from grader.execution.callables import CALLABLE_TYPES, rebuild
from grader.execution.calls import Garble, PrefixTable, Value
from grader.execution.convert import plain_value
from grader.execution.definitions import survey
from grader.execution.loading import PACKAGE, Files, load_files, message_of
from grader.execution.wire import (
    Buffer,
    Frame,
    Incoming,
    Kind,
    Reader,
    UnfitValue,
    pack,
    write_value,
)

REQUEST, REPLY = 3, 4
"""The descriptors that a worker is born with, besides 0, 1 and 2."""

_CHANGEABLE = (np.ndarray, list, tuple, PrefixTable)
Answer = tuple[list[Any], list[Buffer]]


def serve(others: Collection[str]) -> None:
    """Read requests and answer them until the pipe closes. `others`: packages that are not the student's."""
    _write(pack(Kind.READY, 0, None, []))
    _settle()
    functions: dict[str, Any] = {}
    incoming = Incoming()
    while True:
        kind, number, skeleton, buffers, _ = _next_frame(incoming)
        if kind == Kind.LOAD:
            report, functions = _load(skeleton, buffers, number, others)
            _flush()
            _write(pack(Kind.LOADED, number, report, []))
        else:
            answer, payload = _answer(functions.get(skeleton[0]), skeleton[1:], buffers)
            _flush()
            _write(pack(Kind.ANSWER, number, answer, payload))


def report_broken(reason: str) -> None:
    """Tell the grader that a layer does not hold; no student code has run."""
    _write(pack(Kind.BROKEN, 0, reason[:500], []))


def _settle() -> None:
    """Give the process the surroundings that a student's program expects."""
    sys.stdin = open(0, encoding="utf-8", errors="replace")  # noqa: SIM115
    sys.stdout, sys.stderr = _log_stream(1), _log_stream(2)
    sys.argv, sys.orig_argv = [""], [""]
    builtins.exit = builtins.quit = sys.exit  # type: ignore[assignment]
    # A warning about log(0) is none of the student's printing.
    warnings.simplefilter("ignore")


def _log_stream(descriptor: int) -> io.TextIOWrapper:
    raw = io.FileIO(descriptor, "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True)


def _load(
    skeleton: Any, buffers: memoryview, number: int, others: Collection[str]
) -> tuple[Any, dict[str, Any]]:
    """Load the files: the report, and the functions to be called, as they are bound now."""
    random.seed(skeleton["seed"])
    np.random.seed(skeleton["seed"])
    sources, at = {}, 0
    for name, length in skeleton["files"]:
        sources[name] = bytes(buffers[at : at + length])
        at += length

    def step(file: str, line: int) -> None:
        if skeleton["careful"]:
            _write(pack(Kind.STEP, number, [file, line], []))

    files = Files(sources, skeleton["skip"], step)
    only, wanted = skeleton["only"], skeleton["functions"]
    modules = load_files(files, [only] if only else list(sources), others)
    if not only:
        report = survey(files, modules, wanted)
        report["problems"] = [problem.skeleton() for problem in files.problems]
        return report, {}
    bound = {name: found for name, found in vars(modules[only]).items() if name in wanted} if modules else {}
    return [name for name in wanted if callable(bound.get(name))], bound


def _answer(function: Any, skeleton: Any, buffers: memoryview) -> Answer:
    """Make one call and say what became of it."""
    positional, named, read_only = skeleton
    reader = Reader(buffers, from_student=False)
    ready: list[Any] = []
    before: list[tuple[Any, Value, Any]] = []
    """Arguments that can be changed: key, value, and what the value was."""
    for key, entry in (*enumerate(positional), *named):
        start = reader.at
        value = reader.read(entry)
        ready.append(rebuild(value) if isinstance(value, CALLABLE_TYPES) else value)
        if type(value) in _CHANGEABLE:
            before.append((key, value, _original(value, entry, buffers[start : reader.at])))
            if read_only:
                _freeze(value)
    arguments = ready[: len(positional)]
    keywords = {name: ready[place] for place, (name, _) in enumerate(named, len(positional))}
    try:
        result = function(*arguments, **keywords)
    except MemoryError:
        return ["memory"], []
    except BaseException as error:
        return _describe(error, function, arguments, keywords), []
    try:
        payload: list[Buffer] = []
        written = write_value(plain_value(result), payload)
    except UnfitValue as unfit:
        return ["garbled", unfit.reason.value, unfit.type_name[:100], unfit.where[:100]], []
    except MemoryError:
        return ["memory"], []
    except BaseException as error:
        return ["garbled", Garble.FAILED.value, type(error).__name__[:100], ""], []
    changed = [key for key, value, old in before if not _is_unchanged(value, old)]
    return ["returned", written, changed], payload


def _original(value: Value, skeleton: Any, sent: memoryview) -> Any:
    """What to compare the argument with after the call: for an array the bytes as they were sent."""
    if type(value) is np.ndarray:
        return np.frombuffer(sent, dtype=skeleton[1]).reshape(skeleton[2])
    return _snapshot(value)


def _snapshot(value: Value) -> Any:
    if type(value) is PrefixTable:
        return [row.tobytes() for row in value.rows.values()]
    payload: list[Buffer] = []
    return write_value(value, payload), b"".join(payload)


def _is_unchanged(value: Value, old: Any) -> bool:
    if isinstance(value, np.ndarray):
        if value.shape != old.shape or value.dtype != old.dtype:
            return False
        # Other bytes may be the same numbers: -0.0 for 0.0, another NaN.
        same = value == old
        return bool(same.all() or np.array_equal(value, old, equal_nan=old.dtype.kind == "f"))
    try:
        return bool(_snapshot(value) == old)
    except UnfitValue:
        return False


def _freeze(value: Value) -> None:
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, (list, tuple)):
        for entry in value:
            _freeze(entry)
    elif isinstance(value, PrefixTable):
        for row in value.rows.values():
            row.flags.writeable = False


def _describe(
    error: BaseException,
    function: Callable[..., object],
    arguments: list[Any],
    keywords: dict[str, Any],
) -> list[Any]:
    """The exception as a finding: a call that cannot be made, or what was raised and where."""
    trace = error.__traceback__
    if isinstance(error, TypeError) and trace is not None and trace.tb_next is None:
        try:
            inspect.signature(function).bind(*arguments, **keywords)
        except TypeError as mismatch:
            return ["signature", message_of(mismatch)]
        except ValueError:
            pass
    file, line, name = "", 0, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if _is_students(trace):
            file, line, name = code.co_filename, trace.tb_lineno, code.co_name
        trace = trace.tb_next
    return ["raised", type(error).__name__[:200], message_of(error), file, line, name[:200]]


def _is_students(trace: types.TracebackType) -> bool:
    module = trace.tb_frame.f_globals.get("__name__", "")
    return isinstance(module, str) and module.startswith(PACKAGE)


def _flush() -> None:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        return  # the student put something else in their place


def _next_frame(incoming: Incoming) -> Frame:
    """The next frame; the process ends with its pipe."""
    while True:
        if incoming.got and (frame := incoming.frame()) is not None:
            return frame
        if not incoming.read(REQUEST):
            os._exit(0)


def _write(data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(REPLY, rest) :]
