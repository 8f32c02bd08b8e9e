"""What counts as the expected value, and what does not."""

from __future__ import annotations

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.checks.code.agreement import agrees

DIFFERENT = [
    ("a NaN", 1.0, nan),
    ("NaN for NaN", nan, nan),
    ("an infinity for a number", 1.0, inf),
    ("a number for an infinity", -inf, -1e308),
    ("the other infinity", -inf, inf),
    ("out of tolerance", 1.0, 1.00001),
    ("a bool for an id", 1, True),
    ("a bool for a number", 1.0, True),
    ("a text for a number", 1.0, "1.0"),
    ("half an id", 1, 1.5),
    ("None", 1.0, None),
    ("an array of one for a number", 1.0, np.array([1.0])),
    ("a number for an array of one", np.array([1.0]), 1.0),
    ("one entry more", [1, 2], [1, 2, 3]),
    ("no entry", [1, 2], []),
    ("an empty array", np.zeros(3), np.zeros((0, 3))),
    ("an empty array that would broadcast", np.zeros((2, 3)), np.zeros((0, 3))),
    ("a shape that would broadcast", np.zeros((2, 3)), np.zeros(3)),
    ("a column", np.zeros(3), np.zeros((3, 1))),
    ("an array of NaN", np.zeros(3), np.full(3, nan)),
    ("an infinity in an array", np.zeros(2), np.array([0.0, inf])),
    ("a ragged list", np.zeros((2, 2)), [[0.0, 0.0], [0.0]]),
    ("texts in a list", np.zeros(2), ["0", "0"]),
    ("a bool array", np.zeros(2), np.array([False, False])),
    ("an int no float holds", 1.0, 10**400),
    ("a huge count that is rounded", 7**90, float(7**90)),
    ("a pair turned round", ([1, 2], -0.5), (-0.5, [1, 2])),
]

ALIKE = [
    ("an int for a float", 2.0, 2),
    ("a whole float for an id", 2, 2.0),
    ("ids in an array", [1, 2], np.array([1, 2])),
    ("ids as floats in an array", [1, 2], np.array([1.0, 2.0])),
    ("ids in a tuple", [1, 2], (1, 2)),
    ("a list for an array", np.zeros((2, 2)), [[0, 0.0], (0.0, 0)]),
    ("arrays in a list", np.zeros((2, 2)), [np.zeros(2), np.zeros(2)]),
    ("a pair in a list", ([1, 2], -0.5), [(1, 2), -0.5]),
    ("two rows for two arrays", (np.zeros(2), np.ones(2)), np.array([[0.0, 0.0], [1.0, 1.0]])),
    ("a pair for each hypothesis", [((0,), -1.0)], [[np.array([0]), -1.0]]),
    ("minus infinity", -inf, -inf),
    ("minus infinity in an array", np.array([-inf, 0.0]), [-inf, 0]),
    ("within relative tolerance", 1e6, 1e6 + 0.5),
    ("within absolute tolerance", 0.0, 1e-10),
    ("an empty list for an empty array", np.zeros(0), []),
    ("minus zero", 0.0, -0.0),
    ("a count of many digits", 7**90, 7**90),
    ("an empty beam", [], []),
]


@pytest.mark.parametrize(
    ("expected", "actual"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT]
)
def test_different(expected: object, actual: object) -> None:
    assert not agrees(expected, actual)


@pytest.mark.parametrize(("expected", "actual"), [row[1:] for row in ALIKE], ids=[row[0] for row in ALIKE])
def test_alike(expected: object, actual: object) -> None:
    assert agrees(expected, actual)


def test_nan_is_nan_where_a_mistaken_program_gives_it_too() -> None:
    assert agrees((nan, np.array([nan, 1.0])), (nan, [nan, 1.0]), nan_is_nan=True)


_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3)),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(value=_VALUES)
def test_any_value_gives_a_verdict(value: object) -> None:
    expectations = (1, 0.5, np.zeros((2, 2)), [1, 2], ([1], -0.5), [((1,), -0.5)])
    assert all(isinstance(agrees(expected, value), bool) for expected in expectations)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(numbers=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5))
def test_a_value_agrees_with_itself_in_every_container(numbers: list[float]) -> None:
    array = np.array(numbers)
    assert all(agrees(array, same) for same in (array, numbers, tuple(numbers)))
    assert all(agrees(numbers, same) for same in (array, numbers, tuple(numbers)))
