"""A failing case as a few lines of Python that a student can run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import numpy as np

from grader.model.programs import Case, EntrywiseFunction, PrefixModel

_MAX_NUMBERS = 200
_MAX_RESULT = 400
_MAX_SIZE, _MAX_ITEMS, _LAST_ITEMS = 1000, 60, 5
"""Of a result: the size of an array that is written out, the entries of a list, and those at its end."""
_DIGITS = 10
_MAX_BITS = 1000
"""Of an integer that is written out; Python itself refuses very long ones."""
_RESULT_END = 100
"""Of a result that is cut: characters of its end, where a sequence's score stands."""

_ENTRYWISE: Mapping[str, str] = {
    "identity": "lambda a: a",
    "tanh": "np.tanh",
    "relu": "lambda a: np.maximum(a, 0)",
    "logistic": "lambda a: 1 / (1 + np.exp(-a))",
    "softplus": "lambda a: np.log1p(np.exp(a))",
    "sine": "np.sin",
    "arctangent": "np.arctan",
    "square": "np.square",
}


def write_snippet(function: str, file: str, case: Case, expected: object, got: str) -> str:
    """Lines that import the function, call it as the case does, and say what is expected and what came out.

    Empty where the case is too large to be read, or holds a function that takes more than a line.
    """
    if count_numbers(case) > _MAX_NUMBERS or not all(map(_is_written_easily, case.arguments)):
        return ""
    module = PurePosixPath(file).stem or "solutions"
    lines = ["import numpy as np", f"from {module} import {function}", ""]
    arguments = [_write_argument(argument, lines) for argument in case.arguments]
    arguments += [f"{name}={_write(value)}" for name, value in case.named.items()]
    lines.append(f"print({function}({', '.join(arguments)}))")
    lines.append(f"# expected: {_short(expected)}")
    lines.append(f"# got:      {got}")
    return "\n".join(lines)


def write_result(value: object) -> str:
    """A value on one line, cut."""
    return _short(value)


def _is_written_easily(argument: object) -> bool:
    if isinstance(argument, EntrywiseFunction):
        return argument.name in _ENTRYWISE and not argument.parameters
    return True


def _write_argument(argument: object, lines: list[str]) -> str:
    if isinstance(argument, PrefixModel):
        lines += ["table = {"]
        lines += [f"    {prefix!r}: {_write_numbers(row)}," for prefix, row in argument.rows.items()]
        lines += [
            "}",
            "",
            f"def {argument.called}(prefix):",
            f"    row = table.get(tuple(prefix), [-np.inf] * {argument.width})",
            "    return np.array(row, dtype=float)",
            "",
        ]
        return argument.called
    if isinstance(argument, EntrywiseFunction):
        lines += [f"{argument.called} = {_ENTRYWISE[argument.name]}", ""]
        return argument.called
    return _write(argument)


def _write(value: object) -> str:
    if isinstance(value, np.ndarray):
        return f"np.array({_write_numbers(value)})"
    return repr(value)


def _write_numbers(array: object) -> str:
    values = np.asarray(array, dtype=np.float64).tolist()
    return repr(values).replace("-inf", "-np.inf").replace(" inf", " np.inf").replace("nan", "np.nan")


def _short(value: object) -> str:
    text = " ".join(_plain(value).split())
    if len(text) <= _MAX_RESULT:
        return text
    return f"{text[: _MAX_RESULT - _RESULT_END - 3]} … {text[-_RESULT_END:]}"


def _plain(value: object) -> str:
    if isinstance(value, np.ndarray):
        is_large = value.size > _MAX_SIZE
        return f"an array of shape {value.shape}" if is_large else _plain(value.tolist())
    if isinstance(value, tuple):
        return f"({_joined(value)}{',' if len(value) == 1 else ''})"
    if isinstance(value, list):
        return f"[{_joined(value)}]"
    if type(value) is int and value.bit_length() > _MAX_BITS:
        return f"an integer of {value.bit_length()} bits"
    # 0.1 + 0.2 is 0.3 to a student
    return repr(float(f"{value:.{_DIGITS}g}")) if type(value) is float else repr(value)


def _joined(values: Sequence[object]) -> str:
    if len(values) <= _MAX_ITEMS:
        return ", ".join(map(_plain, values))
    first, last = values[: _MAX_ITEMS - _LAST_ITEMS], values[-_LAST_ITEMS:]
    return f"{', '.join(map(_plain, first))}, …, {', '.join(map(_plain, last))}"


def count_numbers(case: Case) -> int:
    """How many numbers a case holds: what it takes to follow it by hand."""
    total = 0
    for argument in (*case.arguments, *case.named.values()):
        if isinstance(argument, PrefixModel):
            total += argument.width * len(argument.rows)
        else:
            total += int(np.size(argument)) if isinstance(argument, np.ndarray) else 1
    return total
