"""Frames on the pipes between grader and worker: a JSON skeleton and raw little-endian buffers.

A frame is a header (kind, number of the request, length of the skeleton, length of the buffers), the
skeleton, the buffers. In a skeleton null, booleans, whole numbers, finite fractions and texts stand for
themselves; a list begins with a letter that says what it is:

    ["f", "nan"]                a float that JSON has no word for
    ["i", "-1f"]                an int of many digits, hexadecimal
    ["l", [...]] ["t", [...]]   a list, a tuple
    ["F", 100] ["I", 100]       a list of 100 floats, or of 100 small ints, in the buffers
    ["a", "<f8", [3, 2]]        an array, in the buffers
    ["p", width, depth, [...]]  a table of rows by prefix (to the worker only)
    ["u", name, {...}]          a named function of arrays (to the worker only)

The grader reads every frame as if the student had written it.
"""

from __future__ import annotations

import json
import math
import struct
from enum import IntEnum
from typing import Any

import numpy as np

from grader.execution.calls import MAX_INT_DIGITS, Array, ArrayFunction, PrefixTable, Value
from grader.model.words import Word

HEADER = struct.Struct("<BIII")
MAX_DEPTH = 25
MAX_NODES = 500_000
MAX_DIMENSIONS = 8
_MAX_SIZE = 1 << 30
_MAX_INT_BITS = math.ceil(MAX_INT_DIGITS * math.log2(10))
_SMALL_INT = 1 << 53
_PACK_FROM = 16
"""A list of so many plain floats or ints goes into the buffers: JSON is slow at them."""
DTYPES = frozenset({"|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8"})


class Kind(IntEnum):
    """What a frame is."""

    LOAD = 1  # to the worker: the files, and what to look for
    CALL = 2  # to the worker: the arguments
    READY = 3  # from the worker: locked
    STEP = 4  # from the worker: about to execute this statement of a file
    LOADED = 5  # from the worker: what the files gave
    ANSWER = 6  # from the worker: what became of the call
    BROKEN = 7  # from the worker, before any student code: a layer does not hold


class BadFrame(ValueError):
    """Bytes that are no frame, or a value that cannot be carried."""


class Unfit(Word):
    """Why a value cannot be carried."""

    TYPE = "type"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"


class UnfitValue(BadFrame):
    """A value that cannot be carried: why, its type's name, and where in the whole it stands."""

    def __init__(self, reason: Unfit, type_name: str = "", where: str = "") -> None:
        super().__init__(reason, type_name, where)
        self.reason, self.type_name, self.where = reason, type_name, where


def pack(kind: int, number: int, skeleton: object, buffers: list[bytes]) -> bytes:
    """One frame as bytes."""
    head = _ENCODER.encode(skeleton).encode("ascii")
    header = HEADER.pack(kind, number, len(head), sum(map(len, buffers)))
    return b"".join((header, head, *buffers))


def write_value(value: Value, buffers: list[bytes], depth: int = 0) -> Any:
    """The skeleton of a value of the exact types of `Value`; its arrays are appended to `buffers`."""
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is float:
        return value if math.isfinite(value) else ["f", str(value)]  # type: ignore[arg-type]
    if kind is int:
        return _write_int(value)  # type: ignore[arg-type]
    if kind is np.ndarray:
        return _write_array(value, buffers)  # type: ignore[arg-type]
    if depth >= MAX_DEPTH:
        raise UnfitValue(Unfit.TOO_DEEP)
    if kind is list or kind is tuple:
        return _write_entries(value, buffers, depth)  # type: ignore[arg-type]
    if kind is PrefixTable:
        return _write_table(value, buffers)  # type: ignore[arg-type]
    if kind is ArrayFunction:
        return ["u", value.name, {name: float(x) for name, x in value.parameters.items()}]  # type: ignore[union-attr]
    raise UnfitValue(Unfit.TYPE, kind.__name__)


def _write_int(value: int) -> Any:
    if -_SMALL_INT <= value <= _SMALL_INT:
        return value
    if value.bit_length() > _MAX_INT_BITS:
        raise UnfitValue(Unfit.TOO_LARGE, "int")
    return ["i", format(value, "x")]


def _write_array(value: Array, buffers: list[bytes]) -> Any:
    code = value.dtype.newbyteorder("<").str
    if code not in DTYPES or value.ndim > MAX_DIMENSIONS:
        raise UnfitValue(Unfit.TYPE, f"array of {value.dtype.name}")
    buffers.append(np.ascontiguousarray(value, dtype=code).tobytes())
    return ["a", code, list(value.shape)]


def _write_entries(value: list[Value] | tuple[Value, ...], buffers: list[bytes], depth: int) -> Any:
    if len(value) >= _PACK_FROM and type(value) is list:
        kinds = {type(entry) for entry in value}
        if kinds == {float}:
            buffers.append(np.array(value, dtype="<f8").tobytes())
            return ["F", len(value)]
        if kinds == {int} and all(-_SMALL_INT <= entry <= _SMALL_INT for entry in value):  # type: ignore[operator]
            buffers.append(np.array(value, dtype="<i8").tobytes())
            return ["I", len(value)]
    if len(value) > MAX_NODES:
        raise UnfitValue(Unfit.TOO_LARGE, type(value).__name__)
    return ["l" if type(value) is list else "t", [write_value(entry, buffers, depth + 1) for entry in value]]


def _write_table(table: PrefixTable, buffers: list[bytes]) -> Any:
    by_length: dict[int, list[tuple[int, ...]]] = {}
    for prefix in table.rows:
        by_length.setdefault(len(prefix), []).append(prefix)
    counts = []
    for length, prefixes in sorted(by_length.items()):
        counts.append([length, len(prefixes)])
        buffers.append(np.array(prefixes, dtype="<i4").reshape(len(prefixes), length).tobytes())
        rows = np.array([table.rows[prefix] for prefix in prefixes], dtype="<f8")
        buffers.append(rows.reshape(len(prefixes), table.width).tobytes())
    return ["p", table.width, table.depth, counts]


class Reader:
    """Reads the values of one frame; its buffers are used up in order."""

    def __init__(self, buffers: bytes | bytearray | memoryview, *, from_student: bool) -> None:
        self._buffers = buffers
        self._at = 0
        self._nodes = 0
        self._from_student = from_student

    def read(self, skeleton: Any, depth: int = 0) -> Value:
        """The value of a skeleton, every claim in it checked."""
        kind = type(skeleton)
        if skeleton is None or kind is bool or kind is str or kind is float or kind is int:
            return skeleton  # type: ignore[no-any-return]
        if kind is not list or len(skeleton) < 2 or depth > MAX_DEPTH:
            raise BadFrame("not a value")
        letter, first = skeleton[0], skeleton[1]
        if letter == "a" and len(skeleton) == 3:
            return self._array(first, skeleton[2])
        if letter in ("l", "t") and len(skeleton) == 2 and type(first) is list:
            self._nodes += len(first)
            if self._nodes > MAX_NODES:
                raise BadFrame("too many entries")
            entries = [self.read(entry, depth + 1) for entry in first]
            return entries if letter == "l" else tuple(entries)
        if letter == "f" and first in ("nan", "inf", "-inf"):
            return float(first)
        if letter == "i" and type(first) is str:
            return _read_int(first)
        if letter in ("F", "I") and len(skeleton) == 2:
            packed: list[Value] = self._array("<f8" if letter == "F" else "<i8", [first]).tolist()
            return packed
        if not self._from_student:
            return self._callable(skeleton)
        raise BadFrame("not a value")

    @property
    def at(self) -> int:
        """How much of the buffers is used up."""
        return self._at

    def finish(self) -> None:
        """Check that nothing is left over."""
        if self._at != len(self._buffers):
            raise BadFrame("buffers left over")

    def _array(self, code: Any, shape: Any) -> Array:
        if (
            type(code) is not str
            or code not in DTYPES
            or type(shape) is not list
            or len(shape) > MAX_DIMENSIONS
        ):
            raise BadFrame("not an array")
        if any(type(size) is not int or not 0 <= size <= _MAX_SIZE for size in shape):
            raise BadFrame("impossible shape")
        dtype = np.dtype(code)
        count = math.prod(shape)
        end = self._at + count * dtype.itemsize
        if end > len(self._buffers):
            raise BadFrame("array longer than its buffer")
        array = np.frombuffer(self._buffers, dtype=dtype, count=count, offset=self._at).reshape(shape)
        self._at = end
        # In the worker the frame is kept as it came, to tell whether the student changed an input.
        return array if self._from_student else array.copy()

    def _callable(self, skeleton: list[Any]) -> Value:
        if skeleton[0] == "u":
            return ArrayFunction(skeleton[1], skeleton[2])
        _, width, depth, counts = skeleton
        rows: dict[tuple[int, ...], Any] = {}
        for length, count in counts:
            prefixes = self._array("<i4", [count, length]).tolist()
            table = self._array("<f8", [count, width])
            rows.update((tuple(prefix), table[index]) for index, prefix in enumerate(prefixes))
        return PrefixTable(width, depth, rows)


def _read_int(digits: str) -> int:
    if len(digits) > _MAX_INT_BITS // 4 + 3 or not set(digits) <= set("-0123456789abcdef"):
        raise BadFrame("not a whole number")
    try:
        return int(digits, 16)
    except ValueError:
        raise BadFrame("not a whole number") from None


def _small_int(digits: str) -> int:
    if len(digits) > 17:
        raise BadFrame("a number of too many digits")
    return int(digits)


def _no_constant(word: str) -> None:
    raise BadFrame(f"{word} is no number of JSON")


_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(parse_int=_small_int, parse_constant=_no_constant)


def unpack_skeleton(head: bytes) -> Any:
    """The skeleton of a frame; `BadFrame` for anything that is no JSON or asks for too much."""
    try:
        return _DECODER.decode(head.decode("ascii"))
    except (ValueError, RecursionError) as problem:
        raise BadFrame(str(problem)[:100]) from None
