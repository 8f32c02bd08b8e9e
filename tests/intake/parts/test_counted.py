"""Documents without ids: their counted headings and lists are believed where they fit, and only there."""

from __future__ import annotations

import pytest

from grader.intake.files.documents import SourceFile
from grader.intake.formats.latex.reader import read_latex
from grader.intake.parts.counted import sort_document
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind

PARTS = ("1.1", "1.2", "2.1", "2.2.a", "2.2.b", "3.1")


def found(*blocks: Block) -> dict[str, str]:
    """The parts that are told apart, with the text that stands in them."""
    sections = sort_document(blocks, PARTS).sections
    return {
        ".".join(each.node): " / ".join(block.text for block in each.blocks)
        for each in sections
        if each.known and ".".join(each.node) in PARTS
    }


_line = 0


def block(kind: BlockKind, text: str, **more: object) -> Block:
    global _line
    _line += 1
    return Block(kind, (Span(SpanKind.TEXT, text),) if text else (), Place("hw", _line), **more)  # type: ignore[arg-type]


def title(level: int, number: int, text: str = "Title") -> Block:
    return block(BlockKind.HEADING, text, level=level, number=number)


def item(level: int, label: str, text: str = "text") -> Block:
    return block(BlockKind.ITEM, text, level=level, label=label)


def text(words: str) -> Block:
    return block(BlockKind.PARAGRAPH, words)


def test_counted_headings_name_parts_by_their_place() -> None:
    assert found(
        title(1, 1), title(2, 1), title(2, 2), text("x"), title(1, 2), title(2, 2), title(3, 1), title(3, 2)
    ) == {"1.1": "Title", "1.2": "Title / x", "2.2.a": "Title", "2.2.b": "Title"}


def test_lists_of_lists_name_parts_by_their_place() -> None:
    blocks = (
        item(1, "1."),
        item(2, "(a)", "one"),
        item(2, "(b)"),
        item(1, "2."),
        item(2, "b)"),
        item(3, "ii."),
    )
    assert found(*blocks) == {"1.1": "one", "1.2": "text", "2.2.b": "text"}


def test_lists_in_counted_sections() -> None:
    assert found(title(1, 1), item(1, "1."), item(1, "2."), title(1, 3), item(1, "1.")) == {
        "1.1": "text",
        "1.2": "text",
        "3.1": "text",
    }


@pytest.mark.parametrize(
    "titles", [("1", "1", "2"), ("1.", "1.", "2."), ("1 Networks", "1 Proof", "2 Bound")]
)
def test_numbers_written_in_titles(titles: tuple[str, str, str]) -> None:
    question, first, second = titles
    blocks = (title(1, 0, question), title(2, 0, first), text("x"), title(2, 0, second), text("y"))
    assert {part: words[-1] for part, words in found(*blocks).items()} == {"1.1": "x", "1.2": "y"}


def test_written_ids_win_over_counted_headings() -> None:
    blocks = (title(1, 1, "Introduction"), title(1, 2, "2.1"), text("x"), title(2, 1, "My step"), text("y"))
    assert found(*blocks) == {"2.1": "x / My step / y"}


def test_counted_headings_below_a_written_question() -> None:
    assert found(title(1, 0, "Question 2"), title(2, 1), text("x")) == {"2.1": "Title / x"}


@pytest.mark.parametrize(
    "blocks",
    [
        (title(1, 1), title(2, 1), title(2, 2), title(2, 3)),  # question 1 has two parts only
        (title(1, 1), title(2, 1), title(2, 1)),  # the same number twice
        (title(1, 1, "Introduction"), title(1, 2), title(2, 1), title(1, 3), title(2, 1), title(1, 4)),
        (item(1, "1."), item(2, "(a)"), item(2, "(b)"), item(2, "(c)")),
    ],
)
def test_numbers_that_do_not_fit_are_not_believed(blocks: tuple[Block, ...]) -> None:
    assert found(*blocks) == {}


def test_a_section_after_the_last_question_is_tolerated() -> None:
    blocks = [each for question in (1, 2, 3) for each in (title(1, question), title(2, 1), text("x"))]
    assert set(found(*blocks, title(1, 4, "References"), text("A book."))) == {"1.1", "2.1", "3.1"}


def numbers(*rows: str) -> list[int]:
    """The numbers that LaTeX shows for the headings of a document."""
    body = "\n".join(rows)
    file = SourceFile(
        "hw.tex", f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}".encode()
    )
    blocks = read_latex(file, {"hw.tex": file}).blocks
    return [each.number for each in blocks if each.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((r"\section{A}", r"\section*{B}", r"\section{C}"), [1, 0, 2]),
        (
            (r"\section{A}", r"\subsection{B}", r"\subsection{C}", r"\section{D}", r"\subsection{E}"),
            [1, 1, 2, 2, 1],
        ),
        ((r"\setcounter{section}{2}", r"\section{A}"), [3]),
        ((r"\section{A}", r"\addtocounter{section}{1}", r"\section{B}"), [1, 3]),
        ((r"\section{A}", r"\stepcounter{section}", r"\section[Short]{B}"), [1, 3]),
        ((r"\newcommand{\Q}[1]{\section{#1}}", r"\Q{A}", r"\Q{B}"), [1, 2]),
        ((r"\setcounter{secnumdepth}{1}", r"\section{A}", r"\subsection{B}"), [1, 0]),
        ((r"\section{A}", r"\paragraph{B}", "x"), [1, 0]),
        ((r"\section*{A}", r"\subsection{B}", r"\section*{C}", r"\subsection{D}"), [0, 1, 0, 1]),
        ((r"\chapter{A}", r"\section{B}", r"\chapter{C}", r"\section{D}"), [1, 1, 2, 1]),
    ],
)
def test_headings_count_as_latex_shows_them(rows: tuple[str, ...], expected: list[int]) -> None:
    assert numbers(*rows) == expected
