"""Read the little HTML that write-ups hold: line breaks, indices, struck-out text, tables."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.model.submission import Block, BlockKind, Place, Span

if TYPE_CHECKING:
    from grader.intake.formulas import Piece
    from grader.intake.inlines import Run

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>")
HTML_PICTURE = re.compile(
    r"<(?:img|embed|iframe|object)\b[^<>]{0,2000}?\b(?:src|data)\s*=\s*[\"']?(?P<address>[^\s\"'<>]{1,12000})",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRUCK = re.compile(r"<(del|s|strike)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</table|\Z)", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=<t[dh]\b|</tr|\Z)", re.DOTALL | re.IGNORECASE)
_BREAKING = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
KNOWN_TAGS = frozenset(
    (  # noqa: SIM905
        "a abbr article aside b big blockquote body br caption center cite code col colgroup dd del "
        "details div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i iframe "
        "img input ins kbd label li link main mark meta nav object ol p pre q s samp script section small "
        "span strike strong style sub summary sup svg table tbody td tfoot th thead title tr tt u ul var "
        "video"
    ).split()
)
"""Names that are tags; anything else between angles (``<BOS>``) is the student's text."""
_MAX_ROWS = 400


def inline_html(tag: str) -> list[Run]:
    """What one tag inside a paragraph means."""
    from grader.intake.inlines import Run, read_picture

    match = _TAG.match(tag)
    if match is None:
        return []
    name, closing = match[1].lower(), tag.startswith("</")
    if picture := HTML_PICTURE.match(tag):
        return read_picture(picture["address"])
    if name == "br":
        return [Run("text", "\n")]
    if name in ("sub", "sup"):
        return [Run("text", "}" if closing else "_{" if name == "sub" else "^{")]
    if name in ("del", "s", "strike"):
        return [Run("struck", "-1" if closing else "1")]
    return []


def strip_tags(text: str) -> str:
    """A stretch of HTML as plain text: struck-out text and comments dropped, indices as in LaTeX."""
    text = _HIDDEN.sub("", _STRUCK.sub("", _COMMENT.sub("", text)))
    return html.unescape(_TAG.sub(_plain_tag, text)).strip()


def _plain_tag(match: re.Match[str]) -> str:
    name, closing = match[1].lower(), match[0].startswith("</")
    if name in ("sub", "sup"):
        return "}" if closing else "_{" if name == "sub" else "^{"
    return "\n" if name in _BREAKING else ""


def html_blocks(text: str, holds: Sequence[Piece], place: Place) -> Block | None:
    """The table that a stretch of HTML is; None where it is none."""
    from grader.intake.inlines import read_inlines, runs_to_spans

    if "<table" not in text.lower():
        return None
    rows: list[tuple[tuple[Span, ...], ...]] = []
    for row in list(_ROW.finditer(text))[:_MAX_ROWS]:
        cells = [strip_tags(cell[1]) for cell in _CELL.finditer(row[1])]
        rows.append(tuple(runs_to_spans(read_inlines([{"t": "Str", "c": cell}], holds)) for cell in cells))
    return Block(BlockKind.TABLE, (), place, rows=tuple(rows)) if rows else None
