"""Students' words stay words in Markdown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.reports.markdown import code_span, escape_markdown, fence, prose_markdown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words, fine.", "plain words, fine."),
        ("**bold**", r"\*\*bold\*\*"),
        ("<img src=x>", r"&lt;img src=x\>"),
        ("[a](http://b)", r"\[a\](http\://b)"),
        ("![a](b)", r"\!\[a\](b)"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("1. item", "&#49;. item"),
        ("a@b.c", r"a\@b.c"),
        ("a\nb", "a b"),
        ("x & y", "x &amp; y"),
        ("www.evil.example", r"www\.evil.example"),
    ],
)
def test_escaped_text_has_no_markup(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.text(alphabet="`a\n ~", max_size=40))
def test_fence_is_longer_than_any_run_of_back_ticks(text: str) -> None:
    first, *body, last = fence(text).split("\n")
    assert first == last + "text"
    assert not any(re.match(rf"\s*`{{{len(last)},}}", line) for line in body)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.text(alphabet="`ab ", min_size=1, max_size=30))
def test_code_span_is_closed_by_its_own_end_only(text: str) -> None:
    span = code_span(text)
    ticks = len(span) - len(span.lstrip("`")) if span else 0
    assert [run for run in re.findall("`+", span) if len(run) == ticks] == ["`" * ticks] * (2 if span else 0)


def test_prose_keeps_code_and_formulas_as_code() -> None:
    assert prose_markdown("Use `a*b` and $x_1^2$, *now*.") == r"Use `a*b` and `x_1^2`, \*now\*."
