"""Frames: what goes in comes out, and bytes of a stranger are refused before they cost anything."""

from __future__ import annotations

import json
import math
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.execution.calls import Array, ArrayFunction, PrefixTable, Value
from grader.execution.same import is_same_value
from grader.execution.wire import (
    DTYPES,
    HEADER,
    BadFrame,
    Buffer,
    Incoming,
    Reader,
    TooLong,
    Unfit,
    UnfitValue,
    pack,
    unpack_skeleton,
    write_value,
)

_ARRAYS = hnp.arrays(
    st.sampled_from(sorted(DTYPES)).map(np.dtype),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | _ARRAYS
VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=20) | st.lists(inner).map(tuple), max_leaves=30
)
LAWS = settings(max_examples=150, deadline=None, derandomize=True)


def carried(value: Value) -> Value:
    """The value after a trip through a frame, as the grader reads it."""
    buffers: list[Buffer] = []
    frame = pack(6, 1, write_value(value, buffers), buffers)
    _, _, head, body = HEADER.unpack(frame[: HEADER.size])
    assert len(frame) == HEADER.size + head + body
    reader = Reader(frame[HEADER.size + head :], from_student=True)
    result = reader.read(unpack_skeleton(frame[HEADER.size : HEADER.size + head]))
    reader.finish()
    return result


@settings(LAWS, max_examples=50)
@given(VALUES)
def test_value_survives_the_trip(value: Value) -> None:
    result = carried(value)

    assert type(result) is type(value)
    assert is_same_value(result, value)


@pytest.mark.parametrize(
    "value", [10**9999, -(2**53) - 1, 2**53, 0, -1], ids=lambda value: f"{value.bit_length()}-bits"
)
def test_int_survives_exactly(value: int) -> None:
    assert carried(value) == value


def test_other_byte_order_and_order_of_axes_are_made_plain() -> None:
    array = np.arange(6, dtype=">f8").reshape(2, 3).T

    result = carried(array)

    assert isinstance(result, np.ndarray)
    assert result.dtype == np.dtype("<f8")
    np.testing.assert_array_equal(result, array)


def test_array_that_the_worker_reads_is_its_own() -> None:
    result = Reader(bytes(24), from_student=False).read(["a", "<f8", [3]])

    assert isinstance(result, np.ndarray)
    assert result.flags.writeable
    assert result.flags.owndata


UNFIT: list[tuple[object, Unfit]] = [
    (10**10001, Unfit.TOO_LARGE),
    ({1}, Unfit.TYPE),
    (np.float64(1.0), Unfit.TYPE),
    (np.array(["a"]), Unfit.TYPE),
    (np.array([1j]), Unfit.TYPE),
    (b"1", Unfit.TYPE),
]


@pytest.mark.parametrize(("value", "reason"), UNFIT, ids=[str(type(row[0])) for row in UNFIT])
def test_value_of_no_plain_type_is_refused(value: Value, reason: Unfit) -> None:
    with pytest.raises(UnfitValue) as caught:
        write_value(value, [])
    assert caught.value.reason is reason


def test_nesting_without_end_is_refused() -> None:
    nest: list[Value] = []
    nest.append(nest)
    with pytest.raises(UnfitValue) as caught:
        write_value(nest, [])
    assert caught.value.reason is Unfit.TOO_DEEP


FORGED = [
    '["a","<f8",[2]]',
    '["a","<f8",[-1]]',
    '["a","<f8",[4611686018427387904]]',
    '["a","<f8",[1073741824,1073741824]]',
    '["a","|O",[1]]',
    '["a","<f8",[1.0]]',
    '["a","<f8",["1"]]',
    '["a","<f8",[true]]',
    '["a","<f8",1]',
    '["a","<f8",[1],[1]]',
    '["a",["<f8"],[1]]',
    '["a","V8",[1]]',
    '["a","<M8[s]",[1]]',
    '["a","<f8",[1,1,1,1,1,1,1,1,1]]',
    '["F",5]',
    '["F",-5]',
    '["i","0x_1"]',
    '["i","' + "f" * 100_000 + '"]',
    '["i",5]',
    '["i",""]',
    '["f","1.0"]',
    '["z",1]',
    '["p",2,2,[]]',
    '["u","tanh",{}]',
    '{"a":1}',
    "[]",
    '["l"]',
    '["l",5]',
    '["l",[{}]]',
    "NaN",
    "[1,Infinity]",
    "9" * 100_000,
    "[" * 100_000,
    '["l",[' * 40 + "1" + "]]" * 40,
    '["l",[' + "null," * 600_000 + "null]]",
    "nul",
    '"\\u12"',
    "",
    "\xff",
]


@pytest.mark.parametrize("claim", FORGED, ids=lambda claim: claim[:30])
def test_forged_value_is_refused(claim: str) -> None:
    with pytest.raises(BadFrame):
        Reader(bytes(8), from_student=True).read(unpack_skeleton(claim.encode("latin-1")))


@pytest.mark.parametrize("claim", ['["F",200000]', '["l",[["I",60000],["F",60000]]]'])
def test_packed_numbers_count_as_entries(claim: str) -> None:
    with pytest.raises(BadFrame, match="too many entries"):
        Reader(bytes(1_600_000), from_student=True).read(unpack_skeleton(claim.encode()))


def test_bytes_left_over_are_refused() -> None:
    reader = Reader(bytes(8), from_student=True)
    reader.read(1)
    with pytest.raises(BadFrame):
        reader.finish()


@LAWS
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-9, 9)
        | st.text(max_size=3)
        | st.sampled_from("altFIfip")
        | st.floats(),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=12,
    ),
    st.binary(max_size=32),
)
def test_any_skeleton_is_a_value_or_refused(skeleton: object, buffers: bytes) -> None:
    try:
        head = json.dumps(skeleton).encode()
        value = Reader(buffers, from_student=True).read(unpack_skeleton(head))
    except BadFrame:
        return
    assert value is None or type(value) in (bool, int, float, str, list, tuple, np.ndarray)


@LAWS
@given(st.binary(max_size=200))
def test_any_bytes_are_a_skeleton_or_refused(data: bytes) -> None:
    try:
        found = unpack_skeleton(data)
    except BadFrame:
        return
    assert found is None or type(found) in (bool, int, float, str, list, dict)


def test_table_crosses_with_every_row() -> None:
    rows: dict[tuple[int, ...], Array] = {
        (): np.array([1.0, 2.0]),
        (0,): np.array([3.0, -math.inf]),
        (1, 0): np.zeros(2),
    }
    buffers: list[Buffer] = []
    skeleton = unpack_skeleton(json.dumps(write_value(PrefixTable(2, 3, rows), buffers)).encode())

    table = Reader(b"".join(buffers), from_student=False).read(skeleton)

    assert isinstance(table, PrefixTable)
    assert (table.width, table.depth) == (2, 3)
    assert {prefix: row.tolist() for prefix, row in table.rows.items()} == {
        p: row.tolist() for p, row in rows.items()
    }


def test_array_function_crosses_with_its_parameters() -> None:
    skeleton = unpack_skeleton(json.dumps(write_value(ArrayFunction("tanh", {"slope": 2}), [])).encode())

    assert Reader(b"", from_student=False).read(skeleton) == ArrayFunction("tanh", {"slope": 2.0})


def _frames() -> list[bytes]:
    small = pack(6, 1, ["returned", 3, []], [])
    large: list[Buffer] = []
    return [small, pack(6, 2, write_value(np.arange(3000.0), large), large), small]


@pytest.mark.parametrize("piece", [1, 12, 13, 14, 4096, 100_000], ids=lambda piece: f"{piece}-bytes")
def test_frames_come_out_whole_however_they_come_in(piece: int) -> None:
    reading, writing = os.pipe()
    incoming, found = Incoming(), []
    stream = b"".join(_frames())
    for start in range(0, len(stream), piece):
        sent = os.write(writing, stream[start : start + piece])
        while sent > 0:
            before = incoming.got
            assert incoming.read(reading)
            sent -= incoming.got - before
            while (frame := incoming.frame()) is not None:
                found.append(frame)
    os.close(writing)

    assert not incoming.read(reading)
    assert incoming.got == 0
    assert [(frame.number, len(frame.buffers)) for frame in found] == [(1, 0), (2, 24_000), (1, 0)]
    assert np.array_equal(np.frombuffer(found[1].buffers), np.arange(3000.0))
    os.close(reading)


def test_frame_that_is_announced_too_long_is_refused_unread() -> None:
    reading, writing = os.pipe()
    incoming = Incoming()
    os.write(writing, HEADER.pack(6, 1, 1 << 31, 1 << 31))

    assert incoming.read(reading)
    with pytest.raises(TooLong):
        incoming.frame(1000)
    os.close(reading)
    os.close(writing)


def test_second_skeleton_is_refused() -> None:
    assert unpack_skeleton(b"[1]  ") == [1]
    with pytest.raises(BadFrame):
        unpack_skeleton(b"[1] 2")


@pytest.mark.parametrize("shape", [[1 << 30, 1 << 30, 0], [0, 1 << 30, 1 << 30], [1 << 20, 0, 1 << 20]])
def test_empty_array_of_a_size_that_numpy_refuses(shape: list[int]) -> None:
    with pytest.raises(BadFrame):
        Reader(b"", from_student=True).read(["a", "<f8", shape])


@pytest.mark.parametrize("entry", [b"{}", b"[]", b"0", b'{"a":0}', b"[[[[]]]]"])
def test_skeleton_of_millions_of_entries_is_refused_unmade(entry: bytes) -> None:
    head = b"[" + b",".join([entry] * 1_000_001) + b"]"

    with pytest.raises(BadFrame, match="too many entries"):
        unpack_skeleton(head)
