"""Word documents as Word writes them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from grader.intake.documents import SourceFile
from grader.intake.word import read_word
from grader.intake.word_formulas import plain_formulas
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind

_spec = importlib.util.spec_from_file_location("word_document", Path(__file__).parent / "word_document.py")
assert _spec is not None
assert _spec.loader is not None
word = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(word)


def read(*paragraphs: str) -> list[tuple[int, str]]:
    document = read_word(SourceFile("hw.docx", word.word_document(*paragraphs)))
    assert not document.remarks
    return [
        (block.place.line, block.text.replace("\ue107", "").replace("\ue108", ""))
        for block in document.blocks
    ]


def test_runs_cut_anywhere_are_one_text() -> None:
    assert read(word.run("2"), word.run("2.") + word.run("1 ", "<w:b/>") + word.run("N")) == [
        (1, "2"),
        (2, "2.1 N"),
    ]


def test_equations_are_formulas() -> None:
    paragraph = word.run("so ") + word.equation(word.power("N", "T"))
    assert read(paragraph, word.displayed(word.letters("x=γ"))) == [(1, "so $N^{T}$"), (2, r"$x = \gamma$")]


def test_deleted_and_struck_out_text_is_no_answer() -> None:
    assert read(word.deleted("T^N ") + word.run("N^T ") + word.run("no", "<w:strike/>")) == [(1, "N^T")]


def test_text_boxes_follow_the_paragraph_that_holds_them() -> None:
    assert read(word.run("a") + word.text_box(word.run("b")), word.run("c")) == [(1, "a"), (2, "b"), (3, "c")]


def test_latex_typed_between_dollars_is_a_formula() -> None:
    document = read_word(SourceFile("hw.docx", word.word_document(word.run(r"so $\frac{a}{b}$ it is"))))
    kinds = [(span.kind, span.text) for span in document.blocks[0].spans]
    assert kinds == [(SpanKind.TEXT, "so "), (SpanKind.MATH, r"\frac{a}{b}"), (SpanKind.TEXT, " it is")]


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        (r"\left. \parallel u \right.\parallel", r"\left\|  u \right\|"),
        (r"\parallel u \parallel", r"\| u \|"),
        (r"\lbrack 1,2\rbrack", "[1,2]"),
        (r"\sum_{i}^{}x", r"\sum_{i}x"),
        (r"\widehat{r}", r"\hat{r}"),
    ],
)
def test_words_own_signs_are_written_plainly(given: str, plain: str) -> None:
    block = Block(BlockKind.DISPLAY, (Span(SpanKind.MATH, given),), Place("hw.docx"))
    assert plain_formulas((block,))[0].spans[0].text == plain


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_damaged_documents_are_said(data: bytes) -> None:
    document = read_word(SourceFile("hw.docx", data))
    assert document.unread
    assert "not a Word document" in document.remarks[0].detail
