"""Formulas become MathML that can do nothing, or stay source."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.reports.mathml import latex_to_mathml

SHOWN = [
    (r"\frac{a}{b}", "<mfrac>"),
    (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "<mtable"),
    (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "<mtable>"),
    (r"a < b", "&lt;"),
    (r"\text{a < b}", "&lt;"),
    (r"\boldsymbol{W}^\top", "\U0001d47e"),
    (r"\mathbf{x}", "\U0001d431"),
    (r"\|u\|", "‖"),
    (r"\max_{i} P_{ij}", "max"),
    (r"\sum_{i=1}^{n} x_i \label{eq}", "∑"),
]

SOURCE_ONLY = [
    "",
    " ",
    "{",
    r"\begin{",
    "x^",
    r"\left(",
    "x^1^2",
    r"a}}{",
    "x" * 3001,
    "{" * 41 + "x" + "}" * 41,
    r"\sqrt[" * 60,
    r"\text{a & b}",
    r"\text{&lol;}",
    "\x00",
]


@pytest.mark.parametrize(("latex", "part"), SHOWN)
def test_formula_is_laid_out(latex: str, part: str) -> None:
    element = latex_to_mathml(latex)
    assert element is not None
    assert element.startswith('<math display="inline">')
    assert part in element


@pytest.mark.parametrize("latex", SOURCE_ONLY)
def test_formula_that_cannot_be_laid_out_is_none(latex: str) -> None:
    assert latex_to_mathml(latex) is None


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(http://x)}{y}",
        r"\class{a}{y}",
        r"\text{</mtext></math><img src=x onerror=alert(1)>}",
        r"\color{red\" onclick=\"alert(1)}{y}",
        r"\hspace{1em\" onload=\"alert(1)}",
    ],
)
def test_no_markup_of_the_student_reaches_the_page(latex: str) -> None:
    element = latex_to_mathml(latex) or ""
    for word in ("<script", "<img", "href=", "style=", "class=", "onerror=alert(1)>", "onclick=", "onload="):
        assert word not in element


@settings(deadline=None, max_examples=150, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                *"\\{}[]^_&%$#~<>'a1+()|",
                r"\frac",
                r"\left",
                r"\right",
                r"\begin{matrix}",
                r"\end{matrix}",
                r"\text",
                r"\\",
                r"\sqrt",
                r"\sum",
                r"\mathbb",
                r"\limits",
                r"\over",
                r"\binom",
                r"\genfrac",
            ]
        ),
        max_size=14,
    )
)
def test_any_string_gives_mathematics_or_none(pieces: list[str]) -> None:
    element = latex_to_mathml("".join(pieces))
    assert element is None or element.startswith("<math")


def test_long_formula_is_quick() -> None:
    started = time.process_time()
    latex_to_mathml("+".join(f"x_{{{i}}}" for i in range(300)))
    assert time.process_time() - started < 2
