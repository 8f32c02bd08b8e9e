"""Text of unknown origin becomes harmless and stays readable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.execution.text import harmless, harmless_bytes

CASES = [
    ("plain", "plain"),
    ("tab\tand\nline", "tab\tand\nline"),
    ("caf\u00e9 \u03bb \u2264 \u4e2d \U0001f600", "caf\u00e9 \u03bb \u2264 \u4e2d \U0001f600"),
    ("e\u0301", "e\u0301"),
    ("a" + "\u0301" * 50, "a" + "\u0301" * 3),
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x1b]0;title\x07x", "x"),
    ("\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\", "link"),
    ("bell\x07", "bell\\u0007"),
    ("lone\x1b", "lone\\u001b"),
    ("\u202eabc", "\\u202eabc"),
    ("a\u200bb", "a\\u200bb"),
    ("\ufeffa", "\\ufeffa"),
    ("\ud800", "\\ud800"),
    ("\U000e0041", "\\U000e0041"),
    ("soft\u00adhyphen", "soft\\u00adhyphen"),
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("\u2028", "\\u2028"),
    ("x\x85y", "x\\u0085y"),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[ascii(row[0]) for row in CASES])
def test_text_is_made_harmless(text: str, expected: str) -> None:
    assert harmless(text, 1000) == expected


def test_long_text_is_cut_and_it_is_said() -> None:
    assert harmless("x" * 10_000_000, 5) == "xxxxx [… cut]"
    assert harmless("x" * 6, 5) == "xxxxx [… cut]"
    assert harmless("x" * 5, 5) == "xxxxx"


def test_one_line_stays_one_line() -> None:
    assert harmless("a\n\n  b\tc", 100, one_line=True) == "a b c"


def test_bytes_that_are_no_text_are_spelt_out() -> None:
    assert harmless_bytes(b"ok \xff\xfe \xc3\xa9", 100) == "ok \\xff\\xfe \u00e9"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(st.characters(), max_size=80))
def test_nothing_hidden_survives_and_nothing_changes_twice(text: str) -> None:
    result = harmless(text, 200)

    assert all(
        c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        for c in result
    )
    assert harmless(result, 10_000) == result
    result.encode("utf-8")
