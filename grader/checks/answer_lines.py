"""An answer as one text with its places: formulas between marks, tables as lines with their headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from grader.model.judgement import Mark, Reading
from grader.model.submission import Block, BlockKind, Field, FieldValue, Place, Span, SpanKind

FORMULA_MARK = "\x02"
"""Stands before and after a formula (the same as `grader.maths.growth.mention.MATH_MARK`)."""
_MAX_CHARACTERS = 40_000
_MAX_QUOTE = 160


@dataclass(frozen=True)
class AnswerLines:
    """Text, and for each stretch of it the place it was read at."""

    text: str
    starts: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()

    def place(self, offset: int) -> Place:
        """Where the character at `offset` stands."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return self.places[index] if self.places else Place("")

    def quote(self, start: int, end: int, mark: Mark = Mark.READ) -> Reading:
        """What stands there, for people."""
        piece = self.text[start:end].replace(FORMULA_MARK, "$").replace("$$", "$").strip()
        if piece.count("$") % 2:
            piece = piece.replace("$", "")
        return Reading(piece[:_MAX_QUOTE], self.place(start), mark)


def lines_of_blocks(blocks: Iterable[Block]) -> AnswerLines:
    """The blocks one below the other."""
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    length = 0
    for block in blocks:
        for text in _block_lines(block):
            starts.append(length)
            places.append(block.place)
            texts.append(text)
            length += len(text) + 1
        if length > _MAX_CHARACTERS:
            break
    return AnswerLines("\n".join(texts)[:_MAX_CHARACTERS], tuple(starts), tuple(places))


def lines_of_field(field: Field) -> AnswerLines:
    """A field's value: a list item by item, dollars read as formula marks."""
    text = "\n".join(flat_texts(field.value)).replace("$$", "$").replace("$", FORMULA_MARK)
    return AnswerLines(text[:_MAX_CHARACTERS], (0,), (field.place,))


def flat_texts(value: FieldValue) -> tuple[str, ...]:
    """A field's texts; a list inside the list is one text, its items joined by commas."""
    if isinstance(value, str):
        return (value,)
    return tuple(item if isinstance(item, str) else ", ".join(_leaves(item)) for item in value)


def _leaves(value: FieldValue) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value:
            yield from _leaves(item)


def _block_lines(block: Block) -> Iterable[str]:
    if block.kind is BlockKind.TABLE:
        yield from table_lines(block)
    elif block.kind is BlockKind.ITEM and block.label.strip("().").isdigit():
        yield f"{block.label} {_marked(block.spans)}"
    else:
        yield _marked(block.spans)


def _marked(spans: Iterable[Span]) -> str:
    return "".join(
        f"{FORMULA_MARK}{span.text}{FORMULA_MARK}" if span.kind is SpanKind.MATH else span.text
        for span in spans
    )


_VALUE = re.compile(r"(?:\b(?:O|Theta)|Θ|\\mathcal\s*\{?O\}?)\s*(?:\\left)?\s*\(|=")


def table_lines(block: Block) -> Iterable[str]:
    """A line for each cell but those of the first row and column: row's name, column's name, the cell."""
    if not block.rows:
        return
    header = [_marked(cell) for cell in block.rows[0]]
    headed = not (len(header) == 2 and _VALUE.search(header[1]) and header[0].strip())
    if not headed:
        header = ["", ""]  # two columns of names and answers, without a head
    for row in block.rows[headed:]:
        cells = [_marked(cell) for cell in row]
        if len(cells) == 1:
            yield cells[0]
        for column, cell in enumerate(cells[1:], 1):
            name = header[column] if column < len(header) else ""
            yield f"{cells[0]} {name}: {cell}"
