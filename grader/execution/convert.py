"""Turn what a student's function returned into plain values, inside the worker."""

from __future__ import annotations

import collections
import decimal
import fractions
import math
from typing import Any

import numpy as np

from grader.execution.calls import Value
from grader.execution.wire import MAX_DEPTH, MAX_DIMENSIONS, MAX_NODES, Unfit, UnfitValue

_ROUNDING = 1e-9
"""An imaginary part this small beside its real part is rounding, as an eigenvalue routine leaves it."""
_MAX_TEXT = 1 << 20


def plain_value(value: Any) -> Value:
    """The value in exact types; `UnfitValue` says what cannot be taken, and where it stands."""
    return _plain(value, "", 0, [0])


def _plain(value: Any, where: str, depth: int, count: list[int]) -> Value:
    kind = type(value)
    if value is None or kind is bool or kind is int or kind is float:
        return value  # type: ignore[no-any-return]
    count[0] += 1
    if depth > MAX_DEPTH:
        raise UnfitValue(Unfit.TOO_DEEP, kind.__name__, where)
    if isinstance(value, str):
        if str.__len__(value) > _MAX_TEXT:
            raise UnfitValue(Unfit.TOO_LARGE, "str", where)
        return str.__str__(value) if kind is str else str.__add__(value, "")
    if isinstance(value, (list, tuple, range, collections.deque)):
        return _plain_entries(value, where, depth, count)
    if isinstance(value, np.ndarray):
        return _plain_array(np.asarray(value), where, depth, count)
    return _plain_scalar(value, where)


def _plain_entries(value: Any, where: str, depth: int, count: list[int]) -> Value:
    count[0] += len(value)
    if count[0] > MAX_NODES:
        raise UnfitValue(Unfit.TOO_LARGE, type(value).__name__, where)
    base = next(kind for kind in (list, tuple, range, collections.deque) if isinstance(value, kind))
    entries = [
        _plain(entry, f"{where}[{index}]", depth + 1, count)
        for index, entry in enumerate(base.__iter__(value))
    ]
    return tuple(entries) if base is tuple else entries


def _plain_array(array: Any, where: str, depth: int, count: list[int]) -> Value:
    if array.ndim > MAX_DIMENSIONS:
        raise UnfitValue(Unfit.TOO_DEEP, "array", where)
    kind = array.dtype.kind
    if kind == "c":
        real, imaginary = array.real, array.imag
        if np.any(np.abs(imaginary) > _ROUNDING * np.maximum(np.abs(real), 1.0)):
            raise UnfitValue(Unfit.TYPE, "complex", where)
        array, kind = real, "f"
    if kind == "f" and array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    if kind in "bifu":
        return array if array.ndim else array.item()  # type: ignore[no-any-return]
    if kind in "OU":
        if array.size > MAX_NODES:
            raise UnfitValue(Unfit.TOO_LARGE, "array", where)
        return _plain(array.tolist(), where, depth + 1, count)
    raise UnfitValue(Unfit.TYPE, f"array of {array.dtype.name}", where)


def _plain_scalar(value: Any, where: str) -> Value:
    if isinstance(value, (np.bool_, np.integer, np.floating)):
        found = value.item()
        return found if type(found) in (bool, int, float) else float(value)
    if isinstance(value, int):
        return int.__add__(value, 0)
    if isinstance(value, float):
        return float.__add__(value, 0.0)
    if isinstance(value, (complex, np.complexfloating)):
        real, imaginary = float(value.real), float(value.imag)
        if abs(imaginary) <= _ROUNDING * max(abs(real), 1.0):
            return real
        raise UnfitValue(Unfit.TYPE, "complex", where)
    if isinstance(value, (fractions.Fraction, decimal.Decimal)):
        number = float(value)
        return int(value) if math.isfinite(number) and value == int(value) else number
    raise UnfitValue(Unfit.TYPE, type(value).__name__, where)
