"""A single answer string as blocks: every dialect, prose and formulas mixed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.intake.text.answer_text import read_answer_text
from grader.model.submission import Block, BlockKind, Place, SpanKind

PLACE = Place("answers.yaml", 3)


def read(text: str) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in read_answer_text(text, PLACE)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("N^T", [("paragraph", "N^T")]),
        ("It is $N^T$.", [("paragraph", "It is $N^T$.")]),
        ("$ N^T $", [("paragraph", "$N^T$")]),
        (r"\newcommand{\n}{N}\def\m#1{#1^T} It is $\m\n$.", [("paragraph", "It is $N ^T$.")]),
        (r"\newcommand{\be}{\begin{equation}}\def\ee{\end{equation}} \be x\ee", [("display", "$x$")]),
        ("a**2 / b**2 is **bold**", [("paragraph", "a**2 / b**2 is bold")]),
        (r"\( N^T \) sequences", [("paragraph", "$N^T$ sequences")]),
        (r"so \[ x = 1 \] holds", [("paragraph", "so"), ("display", "$x = 1$"), ("paragraph", "holds")]),
        ("so $$ x = 1 $$", [("paragraph", "so"), ("display", "$x = 1$")]),
        (r"\begin{equation*} x = 1 \label{e} \end{equation*}", [("display", "$x = 1$")]),
        (
            r"\begin{align} a &= b \tag{1} \end{align}",
            [("display", "$\\begin{aligned}\na &= b\n\\end{aligned}$")],
        ),
        (r"\begin{bmatrix} 1 & 2 \end{bmatrix}", [("display", r"$\begin{bmatrix} 1 & 2 \end{bmatrix}$")]),
        (r"W = \begin{bmatrix} 1 \end{bmatrix} u", [("paragraph", r"W = \begin{bmatrix} 1 \end{bmatrix} u")]),
        (r"\gamma / \|u\|", [("paragraph", r"\gamma / \|u\|")]),
        ("```\nfor t\n  x\n```", [("code", "for t\n  x")]),
        ("```math\nx = 1\n```", [("display", "$x = 1$")]),
        ("run `f(x)` twice", [("paragraph", "run f(x) twice")]),
        ("- one\n- two $x$", [("item", "one"), ("item", "two $x$")]),
        ("one\n\ntwo\nthree", [("paragraph", "one"), ("paragraph", "two\nthree")]),
        ("| a | b |\n|---|---|\n| $x$ | 2 |", [("table", "a | b\n$x$ | 2")]),
        ("**bold** and *x*y*", [("paragraph", "bold and *x*y*")]),
        ("N**T, 2*b*c", [("paragraph", "N**T, 2*b*c")]),
        ("~~T^N~~ N^T", [("paragraph", "N^T")]),
        (r"\sout{T^N} N^T", [("paragraph", "N^T")]),
        ("<del>T^N</del> N<sup>T</sup>", [("paragraph", "N^{T}")]),
        ("N^T <!-- T^N -->", [("paragraph", "N^T")]),
        ("N^T % T^N\nmore \\gamma", [("paragraph", "N^T\nmore \\gamma")]),
        ("50% of $x$", [("paragraph", "50% of $x$")]),
        ("T < N > 1 and <BOS>", [("paragraph", "T < N > 1 and <BOS>")]),
        ("it costs $5 and $6", [("paragraph", "it costs $5 and $6")]),
        ("$x$ costs 5$ and $y$", [("paragraph", "$x$ costs 5$ and $y$")]),
        ("a lone $ sign", [("paragraph", "a lone $ sign")]),
        ("\\textbf{So} \\emph{yes}", [("paragraph", "So yes")]),
        ("\\begin{itemize}\n\\item one\n\\item[(b)] two\n\\end{itemize}", [("item", "one"), ("item", "two")]),
        ("\\item[Time] $NB$\n\\item[Space:] $B$", [("item", "Time: $NB$"), ("item", "Space: $B$")]),
        ("\\item[\\textbf{In practice}] yes\n\\item[iii] no", [("item", "In practice: yes"), ("item", "no")]),
        ("", []),
        ("  \n\t\n", []),
    ],
)
def test_answer_text_as_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert read(text) == blocks


def test_labels_levels_and_places() -> None:
    found = read_answer_text("start\n\n(a) one\n  (b) two\n\n$$\nx\n$$\n\n```\ncode\n```", PLACE)
    assert [(block.label, block.level, block.place.line) for block in found] == [
        ("", 0, 3),
        ("(a)", 1, 5),
        ("(b)", 2, 6),
        ("", 0, 8),
        ("", 0, 13),
    ]


def test_displays_hold_one_formula_and_listings_one_code() -> None:
    found = read_answer_text("$$x$$\n\n```\ny\n```", PLACE)
    assert [(block.kind, block.spans[0].kind, len(block.spans)) for block in found] == [
        (BlockKind.DISPLAY, SpanKind.MATH, 1),
        (BlockKind.CODE, SpanKind.CODE, 1),
    ]


@pytest.mark.parametrize(
    ("tex", "left"),
    [
        (r"$\cancel{T^N} N^T$", "$N^T$"),
        (r"$\frac{\cancel{a} b}{\cancel{a}}$", r"$\frac{{a} b}{{a}}$"),
        (r"$x + \cancel{y} - \cancel{y}$", r"$x + {y} - {y}$"),
        (r"$\st{x} y$", "$y$"),
    ],
)
def test_struck_out_terms_go_and_cancelled_terms_stay(tex: str, left: str) -> None:
    assert read(tex) == [("paragraph", left)]


def test_reading_an_answer_takes_under_a_millisecond() -> None:
    text = r"By the chain rule $\nabla_u L = J^\top \nabla_w L$, so \( s = \gamma / \|u\| \) and $$ s > 0 $$ holds."
    best = min(_seconds(text) for _ in range(20))
    assert best < 0.001


def _seconds(text: str) -> float:
    start = time.process_time()
    read_answer_text(text, PLACE)
    return time.process_time() - start


_TOKENS = st.lists(
    st.sampled_from(
        [
            "$",
            "$$",
            "\\(",
            "\\)",
            "\\[",
            "\\]",
            "`",
            "```\n",
            "\n",
            "\n\n",
            "|",
            "-",
            " ",
            "x",
            "^",
            "{",
            "}",
            "%",
        ]
    )
    | st.sampled_from(
        ["\\begin{align}", "\\end{align}", "<!--", "-->", "~~", "**", "(a) ", "# ", "\\sout{", "<del>", "é"]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(_TOKENS)
def test_any_text_gives_blocks_and_keeps_its_letters(tokens: list[str]) -> None:
    text = "".join(tokens)
    blocks: tuple[Block, ...] = read_answer_text(text, PLACE)
    assert all(block.spans or block.rows or block.label for block in blocks)
    if not set(tokens) & {"~~", "\\sout{", "<del>", "<!--", "%"}:
        assert sum(block.text.count("x") for block in blocks) >= text.count("x")
