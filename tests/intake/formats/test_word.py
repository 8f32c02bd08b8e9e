"""Word documents as Word writes them."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable
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


def equation_of(content: str) -> str:
    """The formula that an equation is read as."""
    (_, text), *more = read(word.equation(content))
    assert not more
    return text.strip("$")


def slots(kind: str, properties: str = "", **content: str) -> str:
    inner = "".join(
        f"<m:{slot}>{word.letters(x) if x[:1] != '<' else x}</m:{slot}>" for slot, x in content.items()
    )
    return f"<m:{kind}><m:{kind}Pr>{properties}</m:{kind}Pr>{inner}</m:{kind}>"


def sign(character: str, more: str = "") -> str:
    return f'<m:chr m:val="{character}"/>{more}'


_LIMITS = slots("limLow", e="argmax", lim="i")
_ROWS = "<m:mr><m:e><m:r><m:t>1</m:t></m:r></m:e></m:mr><m:mr><m:e><m:r><m:t>2</m:t></m:r></m:e></m:mr>"


@pytest.mark.parametrize(
    ("content", "formula"),
    [
        (slots("nary", sign("∏"), sub="t=1", sup="T", e="p"), r"\prod_{t = 1}^{T}p"),
        (slots("nary", sign("∏", '<m:subHide m:val="1"/>'), sub="<m:r/>", sup="<m:r/>", e="p"), r"\prod p"),
        (slots("nary", sub="<m:r/>", sup="<m:r/>", e="p"), r"\int p"),
        (slots("acc", sign("̂"), e="r"), r"\hat{r}"),
        (slots("acc", sign("̃"), e="r"), r"\tilde{r}"),
        (slots("bar", '<m:pos m:val="top"/>', e="x"), r"\overline{x}"),
        (slots("limUpp", e="x", lim="‾"), r"\bar{x}"),
        (slots("func", fName="log", e="x"), r"\log x"),
        (_LIMITS + word.letters("P"), r"\arg\max_{i} P"),
        (slots("limLow", e="max", lim="i∈I") + word.letters("P"), r"\max_{i \in I}P"),
        (slots("limLow", e="<m:r><m:t>m</m:t></m:r><m:r><m:t>ax</m:t></m:r>", lim="i") + word.letters("P"), r"\max_{i} P"),
        (slots("eqArr", e="a&amp;=b"), "\\begin{aligned}\na & = b\n\\end{aligned}"),
        (f"<m:m>{_ROWS}</m:m>", "\\begin{matrix}\n1 \\\\\n2\n\\end{matrix}"),
        (slots("d", '<m:begChr m:val="["/><m:endChr m:val="]"/>', e=f"<m:m>{_ROWS}</m:m>"), "\\begin{bmatrix}\n1 \\\\\n2\n\\end{bmatrix}"),
        (slots("d", '<m:begChr m:val="‖"/><m:endChr m:val="‖"/>', e="u"), r"\left\| u \right\|"),
        (slots("acc", sign("˙"), e="x"), r"\dot{x}"),
        (word.letters("2") + slots("sSub", e="delta", sub="t"), r"2\delta _{t}"),
        (word.letters("x_1^2"), "x_1^2"),
        (word.letters("𝜃̂=x̄∙√2"), r"\hat{\theta} = \bar{x} \cdot √2"),
        (word.letters("𝛻") + word.letters("L"), r"\nabla L"),
        (slots("eqArr", e="N#(1)"), "\\begin{aligned}\nN\n\\end{aligned}"),
        (slots("eqArr", e="a=b"), "\\begin{aligned}\na = b\n\\end{aligned}"),
        (slots("d", '<m:begChr m:val="{"/><m:endChr m:val=""/>', e=slots("eqArr", e="1")), "\\left\\{ \\begin{array}{r}\n1\n\\end{array} \\right."),
        (word.power("𝑁", "𝑇") + word.letters("𝛾ℎ"), r"N^{T}\gamma h"),
        (slots("borderBox", '<m:strikeH m:val="1"/>', e="T^N") + word.letters("N"), "N"),
        (slots("borderBox", '<m:strikeH m:val="0"/>', e="T") + word.letters("N"), r"\boxed{T}N"),
        (slots("groupChr", sign("⏟"), e="x"), r"\underbrace{x}"),
        ('<w:ins w:id="1"><m:r><m:t>N</m:t></m:r></w:ins><w:del w:id="2"><m:r><m:t>M</m:t></m:r></w:del>', "N"),
    ],
)  # fmt: skip
def test_what_words_equations_hold(content: str, formula: str) -> None:
    assert equation_of(content) == formula


_SPACE_14 = "http://schemas.microsoft.com/office/drawing/2010/main"


@pytest.mark.parametrize(
    "wrapped",
    [
        "{choice}{equation}{fallback}",
        "<w:r>{choice}{equation}{fallback}</w:r>",
        "{choice}<a14:m xmlns:a14='" + _SPACE_14 + "'>{equation}</a14:m>{fallback}",
        "<w:r><w:t>so </w:t>{choice}{equation}{fallback}</w:r>",
        "<w:sdt><w:sdtContent>{equation}</w:sdtContent></w:sdt>",
        "<w:ins w:id='1'>{equation}</w:ins><w:del w:id='2'><m:oMath><m:r><m:t>M</m:t></m:r></m:oMath></w:del>",
        "<w:smartTag w:element='x'>{equation}</w:smartTag>",
    ],
)
def test_equations_are_read_whatever_wraps_them(wrapped: str) -> None:
    paragraph = wrapped.format(
        equation=word.equation(word.power("N", "T")),
        choice="<mc:AlternateContent><mc:Choice Requires='a14'>",
        fallback="</mc:Choice><mc:Fallback><w:t>image</w:t></mc:Fallback></mc:AlternateContent>",
    )
    assert [text.removeprefix("so ") for _, text in read(paragraph)] == ["$N^{T}$"]


def test_equations_of_one_display_stand_apart() -> None:
    equations = [word.equation(word.letters(text)) for text in ("a=b", "c=d")]
    assert read(f"<m:oMathPara>{''.join(equations)}</m:oMathPara>") == [(1, "$a = b$"), (1, "$c = d$")]


_TOC = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
_PROMPT = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("gone", "styles"),
    [
        (word.run("x", "<w:dstrike/>"), ""),
        (word.run("x", "<w:vanish/>"), ""),
        (word.run("x", '<w:rStyle w:val="S"/>'), '<w:style w:type="character" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style>'),
        (word.run("x", '<w:rStyle w:val="S"/>'), '<w:style w:styleId="S"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:rPr><w:strike/></w:rPr></w:style>'),
        (word.styled("T") + word.run("2.1 ... 3"), word.style("T", "toc 2")),
        (_TOC.format(word.run("x")), ""),
        (_PROMPT.format(word.run("Click here to enter text.")), ""),
        (word.equation('<m:r><w:rPr><w:rStyle w:val="P"/></w:rPr><m:t>Type equation here.</m:t></m:r>'), '<w:style w:styleId="P"><w:name w:val="Placeholder Text"/></w:style>'),
        (f'<w:moveFrom w:id="1">{word.run("x")}</w:moveFrom>', ""),
        ('<w:r><w:pict><v:rect xmlns:o="urn:schemas-microsoft-com:office:office" o:hr="t"/></w:pict></w:r>', ""),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_left_out(gone: str, styles: str) -> None:
    assert [each[3] for each in shown(gone, word.run("kept"), styles=styles)] == ["kept"]


def test_deleted_rows_and_items_do_not_count() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    gone = f"<w:pPr>{word.in_list(0)}{mark}</w:pPr>{word.deleted('x')}"
    numbering = word.numbering(word.level(0, "lowerLetter", "(%1)"))
    blocks = shown(word.listed(0) + word.run("1"), gone, word.listed(0) + word.run("2"), numbering=numbering)
    assert [(label, text) for _, _, label, text in blocks] == [("(a)", "1"), ("(b)", "2")]


@pytest.mark.parametrize(
    "style",
    [
        word.style("U1", "Überschrift 1"),
        word.style("U1", "Titre 1"),
        word.style("U1", "My own", '<w:outlineLvl w:val="0"/>'),
        word.style("U1", "My own", based="B") + word.style("B", "Heading 1"),
    ],
)
def test_headings_are_known_in_every_language(style: str) -> None:
    assert [each[0] for each in shown(word.styled("U1") + word.run("2.1"), styles=style)] == ["heading"]


def test_levels_of_a_list_style_are_followed() -> None:
    linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="L"/></w:abstractNum>'
    levels = '<w:styleLink w:val="L"/>' + word.level(0, "upperRoman", "%1.")
    instances = linked + '<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>'
    numbering = word.numbering(levels, instances=instances)
    assert [each[2] for each in shown(word.listed(0) + word.run("x"), numbering=numbering)] == ["I."]


def test_footnotes_are_read_without_what_is_struck_out() -> None:
    notes = f'<w:footnote w:id="2"><w:p>{word.run("no", "<w:strike/>")}{word.run("yes")}</w:p></w:footnote>'
    blocks = shown(word.run("so") + '<w:r><w:footnoteReference w:id="2"/></w:r>', footnotes=notes)
    assert [each[3] for each in blocks] == ["so (yes)"]


def test_equations_in_footnotes_are_read_where_the_text_has_none() -> None:
    notes = f'<w:footnote w:id="2"><w:p>{word.equation(word.power("N", "T"))}</w:p></w:footnote>'
    blocks = shown(word.run("so") + '<w:r><w:footnoteReference w:id="2"/></w:r>', footnotes=notes)
    assert [each[3] for each in blocks] == ["so ($N^{T}$)"]


def test_tables_in_tables_are_read() -> None:
    def table(*cells: str) -> str:
        return f"<w:tbl><w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in cells)}</w:tr></w:tbl>"

    inner = table(f"<w:p>{word.run('a')}</w:p>", f"<w:p>{word.run('b')}</w:p>")
    outer = table(inner + "<w:p/>", f"<w:p>{word.run('c')}</w:p>")
    (block,) = read_word(SourceFile("hw.docx", word.word_document(f"</w:p>{outer}<w:p>"))).blocks
    assert block.text == "a b | c"


def repacked(data: bytes, change: Callable[[str, str], tuple[str, str]]) -> SourceFile:
    """The document with the names and contents of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name).decode()))
    return SourceFile("hw.docx", stream.getvalue())


@pytest.mark.parametrize(
    "change",
    [
        lambda name, text: (name, re.sub(r"(</?|xmlns:)w([:=])", r"\1ns0\2", text).replace(" w:", " ns0:")),
        lambda name, text: (name, re.sub(r"schemas.openxmlformats.org/(office|word)(\w+)/2006", r"purl.oclc.org/ooxml/\1\2", text)),
        lambda name, text: (name.replace("word/document.xml", "word/document2.xml"), text.replace("/document.xml", "/document2.xml")),
        lambda name, text: (name, text.encode("utf-8").decode("utf-8-sig")),
    ],
    ids=["prefixes", "strict", "online", "plain"],
)  # fmt: skip
def test_documents_of_other_programs_are_read(change: Callable[[str, str], tuple[str, str]]) -> None:
    data = word.word_document(word.run("2.1 ") + word.equation(word.power("N", "T")))
    document = read_word(repacked(data, change))
    assert [block.text for block in document.blocks] == ["2.1 $N^{T}$"]


def test_marks_of_ours_in_a_students_text_are_dropped() -> None:
    assert read(word.run("a\ue10b\ue102b\ue103c")) == [(1, "abc")]


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>', "entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>', "entities"),
        ("<a>" * 400 + "</a>" * 400, "too deeply"),
        ("<a>" * 400_000, "damaged"),
        (" " * (9 << 20), "8 MB"),
    ],
)
def test_hostile_documents_are_refused_in_words(document: str, problem: str) -> None:
    read_document = read_word(repacked(word.word_document(), lambda name, text: (name, document)))
    assert read_document.unread
    assert problem in read_document.remarks[0].detail
