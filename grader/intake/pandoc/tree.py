"""Walk pandoc's syntax tree and write it down as blocks."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.intake.labels.item_labels import read_item_label
from grader.intake.labels.numerals import numeral
from grader.intake.pandoc.counters import Counters
from grader.intake.pandoc.html_structure import HtmlLists
from grader.intake.pandoc.html_tables import html_table
from grader.intake.pandoc.inlines import Run, read_inlines, read_picture, runs_to_spans
from grader.intake.text import marks
from grader.intake.text.answer_text import read_answer_text
from grader.intake.text.formulas import Piece, PieceKind, clean_formula
from grader.intake.text.html_tags import HTML_PICTURE
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind

_MAX_DEPTH = 40
_ESCAPED = re.compile(r"\\([\\_*<>+])")
"""Signs that were escaped for Markdown and came back raw in a stretch of HTML."""
ANSWER_LABEL = "answer:"
"""Label of a heading block that an ``answer`` environment makes; what follows the colon is the part."""
END_LABEL = "answer-end"
UNREAD_LABELS = ("picture", "object")
"""Labels of a block without text that says what stands here and cannot be read."""


@dataclass
class Walk:
    """One document being written down: what is protected, where we are, and the blocks so far."""

    place_of: Callable[[int], Place]
    holds: Sequence[Piece] = ()
    counts_blocks: bool = False
    """Whether paragraphs are counted in place of lines (a Word document has none)."""
    source: Sequence[str] = ()
    """The lines of the text before anything was protected, for listings that only their indentation marks."""
    counters: Counters | None = None
    """What counts the headings, in a format that does."""
    html: HtmlLists = field(default_factory=HtmlLists)
    """The HTML lists that are open here."""
    line: int = 1
    blocks: list[Block] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return self.place_of(self.line)


def blocks_of_tree(tree: list[Any], walk: Walk) -> tuple[Block, ...]:
    """All blocks of a document, in order; `walk` says how to restore what was protected."""
    _blocks(tree, walk, depth=0)
    return tuple(walk.blocks)


def _blocks(tree: list[Any], walk: Walk, depth: int) -> None:
    if depth > _MAX_DEPTH:
        return
    for node in tree:
        _block(node, walk, depth)


def _block(node: Any, walk: Walk, depth: int) -> None:
    kind, content = node["t"], node.get("c")
    if walk.counts_blocks and kind in ("Para", "Plain", "Header", "CodeBlock"):
        walk.line += 1
    if kind in ("Para", "Plain"):
        _paragraph(content, walk, BlockKind.PARAGRAPH)
    elif kind == "Header":
        _paragraph(content[2], walk, BlockKind.HEADING, level=content[0])
    elif kind == "LineBlock":
        for line in content:
            _paragraph(line, walk, BlockKind.PARAGRAPH)
    elif kind == "CodeBlock":
        _listing(content[1], walk)
    elif kind == "RawBlock":
        _raw(content[0], content[1], walk)
    elif kind == "BlockQuote":
        _blocks(content, walk, depth + 1)
    elif kind == "Div":
        _blocks(content[1], walk, depth + 1)
    elif kind == "Figure":
        _blocks(content[2], walk, depth + 1)
        _blocks(content[1][1], walk, depth + 1)
    elif kind == "OrderedList":
        _list(content[1], walk, depth, _ordered_labels(content[0], len(content[1])))
    elif kind == "BulletList":
        _list(content, walk, depth, [""] * len(content))
    elif kind == "DefinitionList":
        _definitions(content, walk, depth)
    elif kind == "Table":
        _table(content, walk)


def _paragraph(content: list[Any], walk: Walk, kind: BlockKind, level: int = 0, label: str = "") -> None:
    runs, number = read_inlines(content, walk.holds), 0
    if walk.counters is not None:
        runs, number = walk.counters.resolve(runs)
    _emit_runs(runs, walk, kind, level, label, number if kind is BlockKind.HEADING else 0)


def _emit_runs(runs: list[Run], walk: Walk, kind: BlockKind, level: int, label: str, number: int = 0) -> None:
    """Write a paragraph down, cut where a displayed formula or an answer's edge stands in it."""
    pending: list[Run] = []
    place: Place | None = None
    count = len(walk.blocks)

    def flush() -> None:
        nonlocal pending, place, kind, label, number
        spans = runs_to_spans(pending)
        if spans or label or number:
            walk.blocks.append(Block(kind, spans, place or walk.place, level, label, number=number))
            if kind is BlockKind.ITEM:
                kind, label = BlockKind.PARAGRAPH, ""
            number = 0
        pending, place = [], None

    for run in runs:
        if run.kind == "line":
            walk.line = int(run.text)
            place = place or walk.place
        elif run.kind == "label":
            if kind is BlockKind.PARAGRAPH and walk.counts_blocks and not pending:
                kind = BlockKind.ITEM
            if kind is BlockKind.ITEM and not pending:
                label, words = read_item_label(run.text)
                pending += [Run("text", words)] if words else []
        elif run.kind in ("answer", "end"):
            flush()
            edge = ANSWER_LABEL + run.text if run.kind == "answer" else END_LABEL
            walk.blocks.append(Block(BlockKind.HEADING, (), walk.place, 0, edge))
        elif run.kind == "display":
            flush()
            walk.blocks.append(Block(BlockKind.DISPLAY, (Span(SpanKind.MATH, run.text),), walk.place))
        elif run.kind == "listing":
            flush()
            if run.text.strip():
                walk.blocks.append(Block(BlockKind.CODE, (Span(SpanKind.CODE, run.text),), walk.place))
        else:
            pending.append(run)
    flush()
    if kind is BlockKind.ITEM and label and len(walk.blocks) == count:
        walk.blocks.append(Block(kind, (), walk.place, level, label))
    _note_unread(runs, walk)


def _note_unread(runs: list[Run], walk: Walk) -> None:
    for label in UNREAD_LABELS:
        if any(run.kind == label for run in runs):
            walk.blocks.append(Block(BlockKind.PARAGRAPH, (), walk.place, label=label))


def _listing(text: str, walk: Walk) -> None:
    held = marks.HOLD.findall(text)
    for match in marks.MARK.finditer(text):
        if match["line"]:
            walk.line = int(match["line"])
            break
    if walk.counts_blocks:  # a listing that is itself an item of a list, in a Word document
        labels = (match["label"] for match in marks.MARK.finditer(text) if match["label"])
        walk.blocks += [Block(BlockKind.ITEM, (), walk.place, 1, label) for label in labels]
    pieces = [walk.holds[int(index)] for index in held if int(index) < len(walk.holds)]
    if len(pieces) == 1 and pieces[0].info in ("latex", "tex"):
        walk.blocks.extend(read_answer_text(pieces[0].content, walk.place))
        return
    rest = marks.MARK.sub("", text).strip()
    if pieces and not rest and all(piece.kind in (PieceKind.DISPLAY, PieceKind.INLINE) for piece in pieces):
        for piece in pieces:
            walk.blocks.append(Block(BlockKind.DISPLAY, (Span(SpanKind.MATH, piece.content),), walk.place))
        return
    numbers = [int(match["line"]) for match in marks.MARK.finditer(text) if match["line"]]
    if walk.source and numbers and not any(piece.kind is PieceKind.FENCE for piece in pieces):
        rows = walk.source[numbers[0] - 1 : numbers[-1]]
        code = textwrap.dedent("\n".join(row.expandtabs(4) for row in rows))
        walk.blocks.append(Block(BlockKind.CODE, (Span(SpanKind.CODE, code),), walk.place))
        return
    restored = marks.HOLD.sub(lambda match: _restored(match[1], walk), text)
    code = marks.without_marks("\n".join(line.rstrip() for line in marks.MARK.sub("", restored).split("\n")))
    if code.strip():
        walk.blocks.append(Block(BlockKind.CODE, (Span(SpanKind.CODE, code),), walk.place))


def _restored(index: str, walk: Walk) -> str:
    if int(index) >= len(walk.holds):
        return ""
    piece = walk.holds[int(index)]
    if piece.kind in (PieceKind.FENCE, PieceKind.CODE, PieceKind.BARE):
        return piece.content
    return f"$${piece.content}$$" if piece.kind is PieceKind.DISPLAY else f"${piece.content}$"


def _raw(raw_format: str, text: str, walk: Walk) -> None:
    if raw_format in ("tex", "latex"):
        formula = clean_formula(marks.without_marks(text))
        if formula:
            walk.blocks.append(Block(BlockKind.DISPLAY, (Span(SpanKind.MATH, formula),), walk.place))
    elif raw_format == "html":
        text = _ESCAPED.sub(r"\1", text)
        if table := html_table(text, walk.holds, walk.place):
            walk.blocks.append(table)
            return
        for picture in HTML_PICTURE.finditer(text):
            runs = read_picture(picture["address"])
            _emit_runs(runs, walk, BlockKind.PARAGRAPH, 0, "")
        for piece in walk.html.pieces(text):
            runs = read_inlines([{"t": "Str", "c": piece.text}], walk.holds)
            _emit_runs(runs, walk, piece.kind, piece.level, piece.label)


def _list(items: list[Any], walk: Walk, depth: int, labels: list[str]) -> None:
    level = depth // 2 + 1 if depth else 1
    for item, label in zip(items, labels, strict=False):
        first, rest = item[:1], item[1:]
        if first and first[0]["t"] in ("Para", "Plain"):
            walk.line += walk.counts_blocks
            _paragraph(first[0]["c"], walk, BlockKind.ITEM, level, label)
        else:
            if label:
                walk.blocks.append(Block(BlockKind.ITEM, (), walk.place, level, label))
            rest = item
        _blocks(rest, walk, depth + 2)


def _definitions(content: list[Any], walk: Walk, depth: int) -> None:
    for term, definitions in content:
        _paragraph(term, walk, BlockKind.ITEM, level=depth // 2 + 1)
        for definition in definitions:
            _blocks(definition, walk, depth + 2)


def _ordered_labels(attributes: list[Any], count: int) -> list[str]:
    start, style, delimiter = attributes[0], attributes[1]["t"], attributes[2]["t"]
    return [_delimited(numeral(start + index, style), delimiter) for index in range(count)]


def _delimited(number: str, delimiter: str) -> str:
    if delimiter == "TwoParens":
        return f"({number})"
    return f"{number})" if delimiter == "OneParen" else f"{number}."


def _table(content: list[Any], walk: Walk) -> None:
    head, bodies, foot = content[3], content[4], content[5]
    raw_rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    rows: list[tuple[tuple[Span, ...], ...]] = []
    place: Place | None = None
    seen: list[Run] = []
    for row in raw_rows:
        cells: list[tuple[Span, ...]] = []
        for cell in row[1]:
            runs = [run for node in cell[4] for run in _cell_runs(node, walk)]
            for run in runs:
                if run.kind == "line":
                    walk.line = int(run.text)
                    place = place or walk.place
            cells.append(runs_to_spans(runs))
            seen += runs
        if any(cells):
            rows.append(tuple(cells))
    if rows:
        walk.blocks.append(Block(BlockKind.TABLE, (), place or walk.place, rows=tuple(rows)))
    _note_unread(seen, walk)


def _cell_runs(node: Any, walk: Walk) -> list[Run]:
    kind, content = node["t"], node.get("c")
    if kind in ("Para", "Plain"):
        return [*read_inlines(content, walk.holds), Run("text", "\n")]
    if kind == "CodeBlock":
        return [Run("code", marks.without_marks(content[1]))]
    inner = Walk(walk.place_of, walk.holds)
    _block(node, inner, depth=_MAX_DEPTH - 5)
    runs: list[Run] = []
    for block in inner.blocks:
        runs += [Run(block.label, "")] if block.label in UNREAD_LABELS else []
        cells = (span for row in block.rows for cell in row for span in (*cell, Span(SpanKind.TEXT, " ")))
        runs += [Run(str(span.kind), span.text) for span in (*block.spans, *cells)]
    return runs
