"""Whether two outcomes of one call are the same, up to rounding: for telling history from a plain error."""

from __future__ import annotations

import math

import numpy as np

from grader.execution.calls import Outcome, Raised, Returned, Value

_RELATIVE, _ABSOLUTE = 1e-9, 1e-12


def is_same(first: Outcome, second: Outcome) -> bool:
    """Same kind of outcome, same value and same arguments changed, or same exception."""
    if type(first) is not type(second):
        return False
    if isinstance(first, Returned) and isinstance(second, Returned):
        return first.mutated == second.mutated and is_same_value(first.value, second.value)
    if isinstance(first, Raised) and isinstance(second, Raised):
        return (first.type_name, first.line) == (second.type_name, second.line)
    return True


def is_same_value(first: Value, second: Value) -> bool:
    """Same types, shapes and entries; floats within rounding, NaN equal to NaN."""
    if type(first) is not type(second):
        return False
    if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
        if first.dtype != second.dtype or first.shape != second.shape:
            return False
        if first.dtype.kind != "f":
            return bool(np.array_equal(first, second))
        return bool(np.allclose(first, second, rtol=_RELATIVE, atol=_ABSOLUTE, equal_nan=True))
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return len(first) == len(second) and all(map(is_same_value, first, second))
    if isinstance(first, float) and isinstance(second, float):
        both_nan = math.isnan(first) and math.isnan(second)
        return both_nan or math.isclose(first, second, rel_tol=_RELATIVE, abs_tol=_ABSOLUTE)
    return bool(first == second)
