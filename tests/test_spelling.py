"""Slips between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model.spelling import mended, slips

WORDS = st.text("abcd", max_size=7)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("circle", "circle", 0),
        ("cirlce", "circle", 1),
        ("cicle", "circle", 1),
        ("circlle", "circle", 1),
        ("curcle", "circle", 1),
        ("ca", "abc", 3),
    ],
)
def test_a_slip_is_a_letter_more_less_other_or_swapped(first: str, second: str, count: int) -> None:
    assert slips(first, second) == count


@given(WORDS, WORDS)
def test_slips_are_symmetric_and_none_between_equals(first: str, second: str) -> None:
    assert slips(first, second) == slips(second, first)
    assert (slips(first, second) == 0) == (first == second)


@given(WORDS, WORDS)
def test_slips_are_at_most_the_longer_word(first: str, second: str) -> None:
    assert abs(len(first) - len(second)) <= slips(first, second) <= max(len(first), len(second))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a red cirlce", "a red circle"),
        ("a blue sqaure (-9.3)", "a blue square (-9.3)"),
        ("Rectangel", "rectangle"),
        ("two circles, squared", "two circles, squared"),
        ("a bleu cat", "a bleu cat"),
        ("greedy", "greedy"),
    ],
)
def test_a_long_word_one_slip_away_is_the_word_meant(text: str, meant: str) -> None:
    assert mended(text, ["red", "blue", "green", "circle", "square", "rectangle"]) == meant
