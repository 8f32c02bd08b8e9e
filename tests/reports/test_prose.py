"""Points, sentences and names as every writer shows them."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model.submission import SpanKind
from grader.reports.prose import harmless, one_line, points_number, points_text, split_prose


@pytest.mark.parametrize(
    ("points", "text", "number"),
    [
        ("0", "0", 0),
        ("0.750", "0.75", 0.75),
        ("2.00", "2", 2),
        ("1E+1", "10", 10),
        ("-0", "0", 0),
        ("0.1", "0.1", 0.1),
        ("64", "64", 64),
    ],
)
def test_points_print_without_trailing_zeros(points: str, text: str, number: float) -> None:
    assert points_text(Decimal(points)) == text
    assert points_number(Decimal(points)) == number


def test_points_of_a_third_end_after_six_decimals() -> None:
    assert points_text(Decimal(1) / 3) == "0.333333"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("plain", ["text:plain"]),
        ("use `x-1` here", ["text:use ", "code:x-1", "text: here"]),
        ("so $a < b$.", ["text:so ", "math:a < b", "text:."]),
        ("$$a$$", ["math:a"]),
        ("costs 5$ and 6 $ more", ["text:costs 5$ and 6 $ more"]),
        ("a ` b", ["text:a ` b"]),
        ("``a`b``", ["code:a`b"]),
    ],
)
def test_sentence_is_split_at_code_and_mathematics(text: str, kinds: list[str]) -> None:
    assert [f"{segment.kind}:{segment.text}" for segment in split_prose(text)] == kinds


def test_displayed_mathematics_is_known_as_such() -> None:
    assert [segment.block for segment in split_prose("$a$ $$b$$") if segment.kind is SpanKind.MATH] == [
        False,
        True,
    ]


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_harmless_text_can_be_encoded_and_has_no_control_characters(text: str) -> None:
    clean = harmless(text)
    clean.encode("utf-8")
    assert not {character for character in clean if ord(character) < 32} - {"\n", "\t"}
    assert harmless(clean) == clean


def test_one_line_cuts_with_an_ellipsis() -> None:
    assert one_line("a\n b\tc") == "a b c"
    assert one_line("x" * 20, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    "text", ["`" * 50_000, "$" * 50_000, "`a" * 25_000, "``a " * 12_000, "$ a" * 20_000, "$a$$" * 9000]
)
def test_flood_of_delimiters_takes_no_time(text: str) -> None:
    started = time.process_time()
    assert sum(len(segment.text) for segment in split_prose(text)) <= len(text)
    assert time.process_time() - started < 2
