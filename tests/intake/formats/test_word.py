"""Word documents as Word writes them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from grader.intake.files.documents import SourceFile
from grader.intake.formats.word.formulas import plain_formulas
from grader.intake.formats.word.reader import read_word
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


@pytest.mark.parametrize(
    "mark", ["<w:strike/>", '<w:dstrike w:val="true"/>', '<w:del w:id="1" w:author="x"/>']
)
def test_struck_out_equations_are_no_answer(mark: str) -> None:
    gone = f"<m:r><w:rPr>{mark}</w:rPr><m:t>T</m:t></m:r>"
    power = f"<m:sSup><m:e>{gone}</m:e><m:sup>{gone}</m:sup></m:sSup>"
    assert read(word.equation(power) + word.run("so ") + word.equation(power + word.letters("N"))) == [
        (1, "so $N$")
    ]


def test_equation_whose_strike_is_switched_off_stays() -> None:
    kept = '<m:r><w:rPr><w:strike w:val="0"/></w:rPr><m:t>T</m:t></m:r>'
    assert read(word.equation(kept)) == [(1, "$T$")]


def shown(*paragraphs: str, **others: str) -> list[tuple[str, int, str, str]]:
    """Kind, number, label and text of every block of a document with lists and styles."""
    document = read_word(SourceFile("hw.docx", word.word_document(*paragraphs, **others)))
    return [(str(each.kind), each.number, each.label, each.text) for each in document.blocks]


_HEADINGS = word.style("H1", "heading 1", word.in_list(0)) + word.style("H2", "heading 2", word.in_list(1))
_LEVELS = (word.level(0, "decimal", "Question %1"), word.level(1, "decimal", "%1.%2"))


def test_headings_are_counted_by_their_styles() -> None:
    rows = ("H1", "H2", "H2", "H1", "H2")
    paragraphs = [word.styled(name) + word.run("T") for name in rows]
    blocks = shown(*paragraphs, numbering=word.numbering(*_LEVELS), styles=_HEADINGS)
    assert [number for _, number, _, _ in blocks] == [1, 1, 2, 2, 1]


def test_a_style_takes_its_list_from_the_one_it_is_based_on() -> None:
    styles = _HEADINGS + word.style("Mine", "My heading", based="H2")
    paragraphs = [word.styled(name) + word.run("T") for name in ("H1", "Mine", "Mine")]
    assert [each[1] for each in shown(*paragraphs, numbering=word.numbering(*_LEVELS), styles=styles)] == [
        1,
        1,
        2,
    ]


def test_list_items_show_what_word_counts() -> None:
    levels = (word.level(0, "decimal", "%1."), word.level(1, "lowerLetter", "%1.%2)"))
    paragraphs = [word.listed(depth) + word.run("x") for depth in (0, 1, 1, 0, 1)]
    labels = [label for _, _, label, _ in shown(*paragraphs, numbering=word.numbering(*levels))]
    assert labels == ["1.", "1.a)", "1.b)", "2.", "2.a)"]


def test_a_list_goes_on_after_a_paragraph_and_starts_where_it_is_told() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    more = f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{start}</w:num>'
    instances = f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    paragraphs = (
        word.listed(0) + word.run("one"),
        word.run("between"),
        word.listed(0) + word.run("two"),
        word.listed(0, number=2) + word.run("four"),
    )
    numbering = word.numbering(word.level(0, "decimal", "%1."), instances=instances)
    assert [label for _, _, label, _ in shown(*paragraphs, numbering=numbering)] == ["1.", "", "2.", "4."]


def test_bullets_show_no_number() -> None:
    blocks = shown(word.listed(0) + word.run("x"), numbering=word.numbering(word.level(0, "bullet", "•")))
    assert blocks == [("item", 0, "", "x")]


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
        (r"{max}_{i \in I}P", r"\max _{i \in I}P"),
        (r"{arg max}_{i}P", r"\arg\max _{i}P"),
        (r"max_{i}P", r"\max _{i}P"),
        (r"\max_{i}P", r"\max_{i}P"),
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
