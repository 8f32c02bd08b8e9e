"""Sort a table of answers, one part a row, whether its id stands in one column or in two."""

from __future__ import annotations

import re
from dataclasses import replace

from grader.intake.labels.headings import is_question_word, read_absolute
from grader.intake.parts.sections import Node, Sorter, keep, open_section
from grader.intake.text import marks
from grader.intake.text.spans import trimmed
from grader.model.submission import Block, BlockKind, Place, Span

_Row = tuple[tuple[Span, ...], ...]
_PIECE = re.compile(r"(?:part\b\s*)?[(\[]?([a-z]|\d{1,2})[)\].:]?", re.IGNORECASE)

_LETTER = re.compile(r"[(\[]?([a-z])[)\].:]?", re.IGNORECASE)


def take_table(block: Block, sorter: Sorter) -> None:
    """A table of answers is sorted row by row; any other stays whole."""
    ids = _ids(block.rows, sorter)
    if sum(each is not None for each in ids) < 2:
        keep(block, sorter)
        return
    header = block.rows[0] if ids[0] is None else ()
    columns = 1
    for offset, (row, found) in enumerate(zip(block.rows, ids, strict=True)):
        if found is not None:
            node, columns = found
            open_section(sorter, node, _row_place(block, offset), "abs")
        elif not offset or any(row[:columns]):
            continue  # the header, and what names no part
        _keep_row(block, offset, row[columns:], header[columns:], sorter)


def _keep_row(block: Block, offset: int, row: _Row, header: _Row, sorter: Sorter) -> None:
    """What a row answers: a paragraph, or under its header where it fills several cells."""
    place = _row_place(block, offset)
    cells = [trimmed(cell) for cell in row if cell]
    if len(cells) == 1:
        keep(Block(BlockKind.PARAGRAPH, cells[0], place), sorter)
    elif cells:
        keep(replace(block, rows=(header, row) if header else (row,), place=place), sorter)


def _row_place(block: Block, offset: int) -> Place:
    """The place of a row: in Markdown one line each, with a rule under the header."""
    if not offset or not block.place.line or block.place.file.endswith((".tex", ".docx")):
        return block.place
    return replace(block.place, line=block.place.line + offset + 1)


def _ids(rows: tuple[_Row, ...], sorter: Sorter) -> list[tuple[Node, int] | None]:
    """The part of each row and how many cells name it; the second may give the letter below the first."""
    found: list[tuple[Node, int] | None] = []
    above: Node = ()
    question: Node = ()
    are_numbered = any(map(is_question_word, re.findall(r"[^\W\d_]+", _text(rows[0][:1])))) if rows else False
    for row in rows:
        node = _absolute(_text(row[:1]), sorter)
        if node:
            question = node[:-1] if sorter.known.is_part(node) else node
        elif alone := _LETTER.fullmatch(_text(row[:1])):
            below = (*question, alone[1].lower())
            node = below if question and sorter.known.is_part(below) else ()
        letter = _PIECE.fullmatch(_text(row[1:2])) if len(row) > 2 else None
        if letter and letter[1].isdigit() and _text(row[:1]).isdigit() and not are_numbered:
            letter = None  # two columns of numbers are values, unless the header says otherwise
        if node and not sorter.known.is_part(node):
            above = node
        elif node or _text(row[:1]):
            above = ()
        inner = (*above, letter[1].lower()) if letter and above else ()
        if inner and sorter.known.is_part(inner) and any(row[2:]):
            found.append((inner, 2))
        elif node and sorter.known.is_part(node) and any(row[1:]):
            found.append((node, 1))
        else:
            found.append(None)
    return found


def _text(cells: _Row) -> str:
    """The text of a cell that holds text alone."""
    if not cells or len(cells[0]) != 1:
        return ""
    return marks.without_strong(cells[0][0].text).strip()


def _absolute(text: str, sorter: Sorter) -> Node:
    """The known node that a cell names and nothing else."""
    label = read_absolute(f"Question {text}" if text.isdigit() else text, sorter.known)
    if label is None or label.deeper:
        return ()
    if text.isdigit() or not text[label.end :].strip(" :.)"):
        return label.node if label.node in sorter.known.nodes else ()
    return ()
