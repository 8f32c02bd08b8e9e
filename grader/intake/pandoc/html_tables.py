"""Read a table that a write-up holds as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.intake.pandoc.inlines import read_inlines, runs_to_spans
from grader.intake.text.formulas import Piece
from grader.intake.text.html_tags import strip_tags
from grader.model.submission import Block, BlockKind, Place, Span

_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</table|\Z)", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=<t[dh]\b|</tr|\Z)", re.DOTALL | re.IGNORECASE)
_MAX_ROWS = 400


def html_table(text: str, holds: Sequence[Piece], place: Place) -> Block | None:
    """The table that a stretch of HTML is; None where it is none."""
    if "<table" not in text.lower():
        return None
    rows: list[tuple[tuple[Span, ...], ...]] = []
    for row in list(_ROW.finditer(text))[:_MAX_ROWS]:
        cells = [strip_tags(cell[1]) for cell in _CELL.finditer(row[1])]
        rows.append(tuple(runs_to_spans(read_inlines([{"t": "Str", "c": cell}], holds)) for cell in cells))
    return Block(BlockKind.TABLE, (), place, rows=tuple(rows)) if rows else None
