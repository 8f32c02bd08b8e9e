"""Frames on the pipes between grader and worker: a JSON skeleton and raw little-endian buffers.

A frame is a header (kind, number of the request, length of the skeleton, length of the buffers), the
skeleton (with spaces up to a multiple of 8 bytes, where numbers are read faster), the buffers. In a skeleton
null, booleans, whole numbers, finite fractions and texts stand for themselves; a list begins with a letter
that says what it is:

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
import os
import struct
from collections.abc import Sequence
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from grader.execution.calls import MAX_INT_DIGITS, Array, ArrayFunction, PrefixTable, Value
from grader.model.words import Word

HEADER = struct.Struct("<BIII")
_FIRST_READ = 4096
"""So many bytes are asked for at first: most frames are smaller."""
MAX_DEPTH = 25
MAX_NODES = 100_000
_MAX_MARKS = 10 * MAX_NODES
"""Commas and opening brackets in a skeleton, before anything of it is made."""
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


class TooLong(BadFrame):
    """A frame that says it is longer than any may be."""


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


Buffer = bytes | memoryview


class Frame(NamedTuple):
    """A frame as claimed; from a worker, by the student."""

    kind: int
    number: int
    skeleton: Any
    buffers: memoryview
    size: int = 0
    """Its bytes."""


class Incoming:
    """Bytes of frames as they come in, a small frame in one piece."""

    def __init__(self) -> None:
        self._data: bytes | bytearray = b""
        self._room = _FIRST_READ
        self.got = 0
        """How many bytes are there that were not yet given out."""

    def read(self, descriptor: int) -> bool:
        """Take what is there, little more than is missing; False at the end."""
        if not self.got:
            self._data = os.read(descriptor, _FIRST_READ)
            self.got = len(self._data)
            return self.got > 0
        if len(self._data) < self._room:
            begun, self._data = self._data, bytearray(self._room)
            self._data[: self.got] = begun
        size = os.readv(descriptor, [memoryview(self._data)[self.got :]])
        self.got += size
        return size > 0

    def frame(self, most: int = _MAX_SIZE) -> Frame | None:
        """The frame, once it is complete; `BadFrame` where it is none, `TooLong` above so many bytes."""
        data = self._data
        if self.got < HEADER.size:
            return None
        kind, number, head, body = HEADER.unpack_from(data)
        if head + body > most:
            raise TooLong(f"{head + body} bytes")
        begin = HEADER.size + head
        end = begin + body
        if self.got < end:
            self._room = max(end, _FIRST_READ)
            return None
        # what comes after it is the beginning of the next
        self._data = b"" if self.got == end else bytes(data[end : self.got])
        self.got, self._room = len(self._data), _FIRST_READ
        skeleton = unpack_skeleton(data[HEADER.size : begin])
        return Frame(kind, number, skeleton, memoryview(data)[begin:end], end)


def pack(kind: int, number: int, skeleton: object, buffers: Sequence[Buffer]) -> bytes:
    """One frame as bytes."""
    head = _ENCODER.encode(skeleton).encode("ascii")
    if buffers:
        head += b" " * (-(HEADER.size + len(head)) % 8)
    header = HEADER.pack(kind, number, len(head), sum(map(len, buffers)))
    return b"".join((header, head, *buffers))


def write_value(value: Value, buffers: list[Buffer], depth: int = 0) -> Any:
    """The skeleton of a value of the exact types of `Value`; its arrays are appended to `buffers`.

    What is appended may be the memory of the value itself: it is for `pack`, at once.
    """
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


def _write_array(value: Array, buffers: list[Buffer]) -> Any:
    code = value.dtype.newbyteorder("<").str
    if code not in DTYPES or value.ndim > MAX_DIMENSIONS:
        raise UnfitValue(Unfit.TYPE, f"array of {value.dtype.name}")
    buffers.append(np.ascontiguousarray(value, dtype=code).reshape(-1).view(np.uint8).data)
    return ["a", code, list(value.shape)]


def _write_entries(value: list[Value] | tuple[Value, ...], buffers: list[Buffer], depth: int) -> Any:
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


def _write_table(table: PrefixTable, buffers: list[Buffer]) -> Any:
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
            self._count(len(first))
            entries = [self.read(entry, depth + 1) for entry in first]
            return entries if letter == "l" else tuple(entries)
        if letter == "f" and first in ("nan", "inf", "-inf"):
            return float(first)
        if letter == "i" and type(first) is str:
            return _read_int(first)
        if letter in ("F", "I") and len(skeleton) == 2:
            numbers = self._array("<f8" if letter == "F" else "<i8", [first])
            self._count(numbers.size)
            packed: list[Value] = numbers.tolist()
            return packed
        if not self._from_student:
            return self._callable(skeleton)
        raise BadFrame("not a value")

    def _count(self, entries: int) -> None:
        self._nodes += entries
        if self._nodes > MAX_NODES:
            raise BadFrame("too many entries")

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
        if not count and math.prod(size or 1 for size in shape) > _MAX_SIZE:
            raise BadFrame("impossible shape")  # numpy itself refuses some of these
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


_ENCODER = json.JSONEncoder(check_circular=False, separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(parse_int=_small_int, parse_constant=_no_constant)


def unpack_skeleton(head: bytes | bytearray) -> Any:
    """The skeleton of a frame; `BadFrame` for anything that is no JSON or asks for too much."""
    # Each container takes some hundred bytes, and two of them in a frame.
    if sum(map(head.count, (b",", b"[", b"{"))) > _MAX_MARKS:
        raise BadFrame("too many entries")
    try:
        skeleton, end = _DECODER.raw_decode(head.decode("ascii"))
    except (ValueError, RecursionError) as problem:
        raise BadFrame(str(problem)[:100]) from None
    if head[end:].strip():
        raise BadFrame("more than one skeleton")
    return skeleton
