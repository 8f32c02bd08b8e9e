"""Read one answer string (LaTeX, Markdown, Unicode or ASCII, prose and all) into blocks, without pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from grader.intake.labels.item_labels import read_item_label
from grader.intake.text.formulas import Piece, PieceKind, find_pieces
from grader.intake.text.html_tags import KNOWN_TAGS, strip_tags
from grader.intake.text.latex_tables import with_pipe_tables
from grader.intake.text.marks import PRIVATE
from grader.intake.text.spans import joined, trimmed
from grader.intake.text.struck import closing_brace, without_struck_out
from grader.macros import DEFINING, definitions_in, expand
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*+•])"
    r"|(?P<label>\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)|(?:\d{1,2}|[a-z])\.))[ \t]+(?=\S)"
)
_HEADING = re.compile(r"[ \t]*(?P<signs>#{1,6})[ \t]+(?P<text>.*)")
_SECTION = re.compile(r"\\(?P<sub>(?:sub)*)(?P<name>section|paragraph|chapter)\*?\s*\{")
_TEX_ITEM = re.compile(r"\\item\b\s*(?:\[(?P<label>[^\]\n]*)\])?\s*")
_TEX_LIST_EDGE = re.compile(
    r"\\(?:begin|end)\{(?:enumerate|itemize|description|center|quote|proof|solution|document|figure|table|flushleft)\*?\}"
    r"(?:\[[^\]\n]*\])?"
)
_TEX_COMMENT = re.compile(r"(?m)(?<![\\\d])(?<!\d )%.*$")
_TEX_STYLE = re.compile(r"\\(?:textbf|textit|emph|underline|textsl|textsc|uline)\s*\{")
_COMMENT_ENVIRONMENT = re.compile(
    r"\\begin\{comment\}.*?(?:\\end\{comment\}|\Z)|\\iffalse\b.*?(?:\\fi\b|\Z)", re.DOTALL
)
_LINE_BREAK = re.compile(r"\\\\(?:\[[^\]\n]*\]|\*)?(?=\s|$)|\\newline\b|\\par\b")
_STRUCK = re.compile(r"~~(?=\S)(?:(?!\n\n).)*?\S~~", re.DOTALL)
_BOLD = re.compile(r"(?<![\w)\]])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?!\*)")
"""Bold type; two stars right behind a name or a bracket raise it to a power."""
_TAG = re.compile(r"</?([A-Za-z][\w]*)(?:\s[^<>]*)?/?>")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_MAX_LENGTH = 400_000  # characters


def read_answer_text(text: str, place: Place) -> tuple[Block, ...]:
    """The blocks of one answer; a formula without delimiters stays a TEXT span.

    >>> [block.text for block in read_answer_text("It is $N^T$.", Place("answers.yaml", 1))]
    ['It is $N^T$.']
    """
    text = _prepared(PRIVATE.sub("", text[:_MAX_LENGTH]))
    blocks: list[Block] = []
    paragraph: list[Span] = []
    first_line = line = 0

    def flush() -> None:
        blocks.extend(_paragraphs(tuple(paragraph), _at(place, first_line)))
        paragraph.clear()

    for start, piece, prose in _stretches(text):
        line = text.count("\n", 0, start) if "\n" in text else 0
        if not paragraph:
            first_line = line
        if piece is None:
            paragraph.append(Span(SpanKind.TEXT, prose))
        elif piece.kind in (PieceKind.DISPLAY, PieceKind.FENCE):
            flush()
            blocks.extend(_standing_alone(piece, _at(place, line)))
        else:
            paragraph.append(Span(_SPAN_KINDS[piece.kind], piece.content))
    flush()
    return tuple(blocks)


_SPAN_KINDS = {PieceKind.INLINE: SpanKind.MATH, PieceKind.CODE: SpanKind.CODE, PieceKind.BARE: SpanKind.TEXT}


def _at(place: Place, offset: int) -> Place:
    return replace(place, line=place.line + offset) if place.line and offset else place


def _prepared(text: str) -> str:
    """The text without comments and struck-out words, LaTeX's layout commands as plain layout."""
    if "~~" in text:
        text = _STRUCK.sub(lambda match: "\n" * match[0].count("\n"), text)
    if "<" in text and ">" in text and _has_tags(text):
        text = strip_tags(text)
    if "\\" not in text:
        return text
    text = _COMMENT_ENVIRONMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    if "%" in text:
        text = _TEX_COMMENT.sub("", text)
    if any(word in text for word in DEFINING):
        text = _with_own_macros(text)
    return with_pipe_tables(without_struck_out(text))


def _with_own_macros(text: str) -> str:
    """The text without macro definitions, with the macros written out; delimiters may hide in them, too."""
    text, macros = definitions_in(text)
    if not macros:
        return text
    # each line has the bounds of one formula; what goes over a line's end has those of a paragraph
    lines = "\n".join(expand(line, macros) for line in text.split("\n"))
    return "\n\n".join(expand(paragraph, macros) for paragraph in lines.split("\n\n"))


def _has_tags(text: str) -> bool:
    return "<!--" in text or any(match[1].lower() in KNOWN_TAGS for match in _TAG.finditer(text))


def _stretches(text: str) -> Iterator[tuple[int, Piece | None, str]]:
    position = 0
    for piece in find_pieces(text):
        if text[position : piece.start]:
            yield position, None, text[position : piece.start]
        if piece.kind is not PieceKind.COMMENT:
            yield piece.start, piece, ""
        position = piece.end
    if text[position:]:
        yield position, None, text[position:]


def _standing_alone(piece: Piece, place: Place) -> tuple[Block, ...]:
    if piece.kind is PieceKind.DISPLAY:
        return (
            (Block(BlockKind.DISPLAY, (Span(SpanKind.MATH, piece.content),), place),) if piece.content else ()
        )
    if piece.info in ("latex", "tex"):
        return read_answer_text(piece.content, _at(place, 1))
    return (
        (Block(BlockKind.CODE, (Span(SpanKind.CODE, piece.content),), _at(place, 1)),)
        if piece.content
        else ()
    )


def _paragraphs(spans: tuple[Span, ...], place: Place) -> Iterator[Block]:
    """Blocks of a run of spans between displayed formulas: cut at blank lines, items, headings, tables."""
    rows = _rows(spans)
    pending: list[Span] = []
    pending_place = place
    index = 0
    while index < len(rows):
        row, here = rows[index], _at(place, index)
        table_end = _table_end(rows, index)
        starts_block = table_end or _opens_block(row)
        if starts_block or not _row_text(row).strip():
            yield from _block(BlockKind.PARAGRAPH, pending, pending_place)
            pending = []
        if table_end:
            yield _table(rows[index:table_end], here)
            index = table_end
            continue
        if starts_block:
            kind, level, label, row = _opening(row)
            following = index + 1
            while kind is BlockKind.ITEM and following < len(rows) and _continues(rows[following]):
                row = [*row, Span(SpanKind.TEXT, "\n"), *rows[following]]
                following += 1
            yield from _block(kind, row, here, level, label)
            index = following
            continue
        if _row_text(row).strip():
            if not pending:
                pending_place = here
            else:
                pending.append(Span(SpanKind.TEXT, "\n"))
            pending.extend(row)
        index += 1
    yield from _block(BlockKind.PARAGRAPH, pending, pending_place)


def _rows(spans: tuple[Span, ...]) -> list[list[Span]]:
    """The lines of a run of spans; only line ends in prose end a line."""
    rows: list[list[Span]] = [[]]
    for span in spans:
        if span.kind is not SpanKind.TEXT:
            rows[-1].append(span)
            continue
        for index, text in enumerate(_plain_layout(span.text).split("\n")):
            if index:
                rows.append([])
            if text:
                rows[-1].append(Span(SpanKind.TEXT, text))
    return rows


def _plain_layout(text: str) -> str:
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    if "\\" not in text:
        return text
    if "\\begin" not in text:
        text = _LINE_BREAK.sub("\n", text)
    text = _TEX_LIST_EDGE.sub("", text)
    while match := _TEX_STYLE.search(text):
        end = closing_brace(text, match.end() - 1)
        text = text[: match.start()] + text[match.end() : end - 1] + text[end:]
    return text


def _row_text(row: list[Span]) -> str:
    return "".join(span.text for span in row)


def _lead(row: list[Span]) -> str:
    return row[0].text if row and row[0].kind is SpanKind.TEXT else ""


def _opens_block(row: list[Span]) -> bool:
    lead = _lead(row)
    return bool(lead) and bool(
        _ITEM.match(lead)
        or _HEADING.match(lead)
        or _SECTION.match(lead.lstrip())
        or _TEX_ITEM.match(lead.lstrip())
    )


def _continues(row: list[Span]) -> bool:
    return bool(_row_text(row).strip()) and not _opens_block(row)


def _opening(row: list[Span]) -> tuple[BlockKind, int, str, list[Span]]:
    lead = _lead(row)
    if heading := _HEADING.match(lead):
        return BlockKind.HEADING, len(heading["signs"]), "", [Span(SpanKind.TEXT, heading["text"]), *row[1:]]
    bare = lead.lstrip()
    if section := _SECTION.match(bare):
        end = closing_brace(bare, section.end() - 1)
        title = bare[section.end() : end - 1] + bare[end:]
        return BlockKind.HEADING, 1 + len(section["sub"]) // 3, "", [Span(SpanKind.TEXT, title), *row[1:]]
    if tex_item := _TEX_ITEM.match(bare):
        label, words = read_item_label(tex_item["label"] or "")
        return BlockKind.ITEM, 1, label, [Span(SpanKind.TEXT, words + bare[tex_item.end() :]), *row[1:]]
    item = _ITEM.match(lead)
    assert item is not None
    level = 1 + len(item["indent"].expandtabs(4)) // 2
    return BlockKind.ITEM, level, item["label"] or "", [Span(SpanKind.TEXT, lead[item.end() :]), *row[1:]]


def _block(
    kind: BlockKind, spans: list[Span], place: Place, level: int = 0, label: str = ""
) -> Iterator[Block]:
    cleaned = trimmed(joined(spans))
    if cleaned or label:
        yield Block(kind, cleaned, place, level, label)


def _table_end(rows: list[list[Span]], index: int) -> int:
    """Where a pipe table that begins at a row ends; 0 where none begins."""
    if index + 1 >= len(rows) or "|" not in _row_text(rows[index]):
        return 0
    if not _TABLE_RULE.fullmatch(_row_text(rows[index + 1])) or "-" not in _row_text(rows[index + 1]):
        return 0
    end = index + 2
    while end < len(rows) and "|" in _row_text(rows[end]):
        end += 1
    return end


def _table(rows: list[list[Span]], place: Place) -> Block:
    return Block(BlockKind.TABLE, (), place, rows=tuple(_cells(row) for row in (rows[0], *rows[2:])))


def _cells(row: list[Span]) -> tuple[tuple[Span, ...], ...]:
    cells: list[list[Span]] = [[]]
    for span in row:
        parts = span.text.split("|") if span.kind is SpanKind.TEXT else [span.text]
        for index, text in enumerate(parts):
            if index:
                cells.append([])
            if text:
                cells[-1].append(Span(span.kind, text))
    texts = [trimmed(cell) for cell in cells]
    if texts and not texts[0]:
        texts = texts[1:]
    if texts and not texts[-1]:
        texts = texts[:-1]
    return tuple(texts)
