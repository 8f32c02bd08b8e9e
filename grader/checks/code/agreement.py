"""Whether a student's value is the expected one: type, shape, kind, finite, tolerance, in that order."""

from __future__ import annotations

from math import inf, isfinite

import numpy as np
import numpy.typing as npt

RELATIVE = 1e-6
ABSOLUTE = 1e-9

_NUMBER_KINDS = "iuf"
_MAX_DEPTH = 32


def agrees(expected: object, actual: object, *, nan_is_nan: bool = False) -> bool:
    """Whether `actual` is as good as `expected`, whose Python type says what is asked for.

    An int asks for exactly that whole number (a whole float will do), a float for a number within
    tolerance, an array for numbers of that very shape, a list or tuple for as many values, each agreeing.
    A list, a tuple and an array are taken alike. NaN agrees with nothing, an infinity with itself only.
    `nan_is_nan` is for comparing a student's value with what a mistaken program gives.

    >>> agrees([3, 1], np.array([3.0, 1.0])), agrees(-0.5, float("nan"))
    (True, False)
    """
    if isinstance(expected, (bool, np.bool_)):
        return isinstance(actual, bool) and actual == expected
    if isinstance(expected, (int, np.integer)):
        return _is_whole(actual) and actual == int(expected)
    if isinstance(expected, (float, np.floating)):
        return _is_number(actual) and _is_close(float(expected), actual, nan_is_nan)
    if isinstance(expected, np.ndarray):
        return _array_agrees(expected, actual, nan_is_nan)
    if isinstance(expected, (list, tuple)):
        items = as_items(actual)
        return (
            items is not None
            and len(items) == len(expected)
            and all(
                agrees(one, other, nan_is_nan=nan_is_nan) for one, other in zip(expected, items, strict=True)
            )
        )
    return expected is None and actual is None


def as_items(value: object) -> list[object] | None:
    """The entries of a list, a tuple or an array; None for anything else.

    >>> as_items(np.array([1.0, 2.0]))
    [1.0, 2.0]
    """
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, np.ndarray) and value.ndim > 0:
        return list(value.tolist()) if value.ndim == 1 else list(value)
    return None


def as_array(value: object) -> npt.NDArray[np.float64] | None:
    """Numbers nested to any depth as a float array; None where they are no numbers or not rectangular."""
    if isinstance(value, np.ndarray):
        return value.astype(np.float64) if value.dtype.kind in _NUMBER_KINDS else None
    if not _holds_only_numbers(value, _MAX_DEPTH):
        return None
    try:
        return np.array(value, dtype=np.float64)
    except (ValueError, TypeError, OverflowError):  # ragged, or an int that no float can hold
        return None


def _holds_only_numbers(value: object, depth: int) -> bool:
    if isinstance(value, (list, tuple)):
        return depth > 0 and all(_holds_only_numbers(item, depth - 1) for item in value)
    if isinstance(value, np.ndarray):
        return value.dtype.kind in _NUMBER_KINDS
    return _is_number(value)


def _array_agrees(expected: npt.NDArray[np.float64], actual: object, nan_is_nan: bool) -> bool:
    array = as_array(actual)
    if array is None or array.shape != expected.shape:
        return False
    finite = np.isfinite(expected)
    # An infinity is right only where it is expected, and NaN compares as false everywhere.
    if not np.array_equal(array[~finite], expected[~finite], equal_nan=nan_is_nan):
        return False
    wanted, found = expected[finite], array[finite]
    return bool(np.all(np.abs(found - wanted) <= ABSOLUTE + RELATIVE * np.abs(wanted)))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return _is_number(value) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))


def _is_close(expected: float, actual: object, nan_is_nan: bool) -> bool:
    assert isinstance(actual, (int, float))
    if isinstance(actual, int) and abs(actual) > 1e300:
        return False
    if not isfinite(expected) or not isfinite(actual):
        both_nan = expected != expected and actual != actual
        return (expected == actual and abs(expected) == inf) or (nan_is_nan and both_nan)
    return abs(actual - expected) <= ABSOLUTE + RELATIVE * abs(expected)
