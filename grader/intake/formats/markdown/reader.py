"""Read Markdown in its dialects: formulas are protected by our scanner, pandoc reads the structure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from grader.intake.formats.markdown.dialects import NUMBERED, heading_level, plain_row
from grader.intake.pandoc.counters import Counters
from grader.intake.pandoc.process import PandocFailure, parse_document
from grader.intake.pandoc.tree import Walk, blocks_of_tree
from grader.intake.text import marks
from grader.intake.text.answer_text import read_answer_text
from grader.intake.text.formulas import Piece, PieceKind, find_pieces
from grader.intake.text.html_tags import KNOWN_TAGS
from grader.model.submission import Block, Place

_FORMAT = (
    "commonmark_x-smart-emoji-superscript-subscript-attributes-bracketed_spans-fenced_divs-footnotes"
    "-definition_lists-implicit_header_references-raw_attribute-yaml_metadata_block-tex_math_dollars"
    "-gfm_auto_identifiers-alerts-task_lists"
)
_LEVEL_NAMES = tuple(f"heading{level}" for level in range(1, 7))
_LEVELS = dict(zip(_LEVEL_NAMES[1:], _LEVEL_NAMES, strict=False))
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,60}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_RULE_LINE = re.compile(r"^[ \t]*-{3,}[ \t]*$")
_TIGHT_HEADING = re.compile(r"^(#{1,6})(?=\d|\*|Question|Q\d|Exerci|Problem|Part)")
_TAG = re.compile(r"<(?=/?([A-Za-z][\w-]*))")
_LATEX_ESCAPE = re.compile(r"\\(?=[|{},;!%&\\:><])")
_STAR = re.compile(r"(?<!\\)\*+")
_UNDERSCORE = re.compile(r"(?<=[^\W_]|[})\]|'])_+(?=[^\W_]|[{(\\\[])|(?<=[^\s\\_])_+(?=[{\d(])")
_LABEL = re.compile(
    r"^(?P<marker>[ \t>]*(?:[-*+][ \t]+)?(?P<label>\(?(?:[A-Za-z]|[ivxIVX]{1,4}|\d{1,2})[.)]))"
    r"(?P<gap>[ \t]+)(?=\S)"
)
"""An ordered item's own label: Markdown would count for itself and call the item after (b) always (c)."""
_PLUS_LINE = re.compile(r"^([ \t]*)\+(?= )")
_LINK_DEFINITION = re.compile(
    r'^ {0,3}\[[^\]^][^\]]*\]:[ \t]*(?:<[^<>\n]*>|[\w.+-]+:\S*|/\S*)(?:[ \t]+"[^"]*")?[ \t]*$'
)
_QUOTED_RELATION = re.compile(r"^([ \t]*)>(?==)")


def read_markdown(text: str, place_of: Callable[[int], Place]) -> tuple[tuple[Block, ...], str]:
    """The blocks of a Markdown text, and what went wrong (empty when nothing did).

    `place_of` maps a line of the text, from 1, to its place in the submission.
    """
    protected, holds = protect(text)
    try:
        tree = parse_document(protected.encode("utf-8", errors="replace"), _FORMAT)
    except PandocFailure as failure:
        return read_answer_text(text, place_of(1)), str(failure)
    counters = Counters(within=_LEVELS, numbered=frozenset(_LEVEL_NAMES))
    walk = Walk(place_of, holds, source=text.split("\n"), counters=counters)
    return blocks_of_tree(tree, walk), ""


def protect(text: str) -> tuple[str, list[Piece]]:
    """The text with formulas and listings replaced by marks, every line numbered; and what they hold."""
    front = _FRONT_MATTER.match(text)
    numbered = bool(front and NUMBERED.search(front[0]))
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    chunks: list[str] = []
    holds: list[Piece] = []
    position, line = 0, 1
    for piece in find_pieces(text):
        chunks.append(text[position : piece.start])
        line += text.count("\n", position, piece.start)
        if piece.kind is PieceKind.COMMENT:
            chunks.append("\n" * text.count("\n", piece.start, piece.end))
        elif piece.kind is PieceKind.FENCE:
            opening, closing = text[piece.start : piece.inner[0]], text[piece.inner[1] : piece.end]
            fence = re.match(r"[`~]+", opening)
            indent = re.match(r"[ \t>]*", closing)
            chunks.append(f"{fence[0] if fence else '```'}\n{indent[0] if indent else ''}")
            chunks.append(marks.hold_mark(len(holds)) + f"\n{closing}")
            holds.append(piece)
        else:
            mark = marks.line_mark(line) if piece.kind is PieceKind.DISPLAY else ""
            chunks.append(mark + marks.hold_mark(len(holds)))
            holds.append(_without_table_escapes(piece, text))
        line += text.count("\n", piece.start, piece.end)
        position = piece.end
    chunks.append(text[position:])
    return _mark_lines("".join(chunks), text, holds, numbered), holds


def _without_table_escapes(piece: Piece, text: str) -> Piece:
    """A formula in a table as it stood before ``|`` was escaped for the table (``\\\\|`` is a norm's bar)."""
    row = text[text.rfind("\n", 0, piece.start) + 1 : piece.start].lstrip()
    return replace(piece, content=piece.content.replace("\\\\|", "\\|")) if row.startswith("|") else piece


def _mark_lines(protected: str, text: str, holds: list[Piece], numbered: bool) -> str:
    line = 1
    marked: list[str] = []
    fenced = False
    for row in protected.split("\n"):
        indexes = [int(index) for index in marks.HOLD.findall(row)]
        if row.lstrip(" >\t-*+0123456789.)").startswith(("```", "~~~")):
            fenced = not fenced
            marked.append(row)
        elif fenced:
            marked.append(row + marks.line_mark(line) if indexes else row)
        else:
            level = heading_level(row) if numbered else 0
            row = _marked_row(plain_row(row), line, bool(marked and marked[-1].strip()))
            marked.append(row + marks.counter_mark("step", _LEVEL_NAMES[level - 1]) if level else row)
        line += 1 + sum(_extra_lines(holds[index], text) for index in indexes)
    return "\n".join(marked)


def _extra_lines(piece: Piece, text: str) -> int:
    """Lines of the source that a mark on one line stands for, but for that line."""
    if piece.kind is PieceKind.FENCE:
        return max(0, text.count("\n", *piece.inner) - 1)
    return text.count("\n", piece.start, piece.end)


def _marked_row(row: str, line: int, follows_text: bool) -> str:
    if _RULE_LINE.match(row):
        return "***" if follows_text else row
    if _LINK_DEFINITION.match(row) or not re.search(r"\w|[\ue100-\ue1ff]", row):
        return row
    row = _escaped(_TIGHT_HEADING.sub(r"\1 ", row))
    row = _LABEL.sub(lambda match: f"{match['marker']}{match['gap']}{marks.label_mark(match['label'])}", row)
    if follows_text:
        row = _PLUS_LINE.sub(r"\1\\+", row)
    mark = " " + marks.line_mark(line)
    stripped = row.rstrip()
    if stripped.endswith("|") and "|" in stripped[:-1]:
        return stripped[:-1].rstrip() + mark + " |"
    return stripped + mark


def _escaped(row: str) -> str:
    """A line in which only what a person would call Markdown is Markdown: no product becomes emphasis."""
    table_row = row.lstrip().startswith("|")
    row = _LATEX_ESCAPE.sub(lambda match: "\\" if table_row and row[match.end()] == "|" else r"\\", row)
    row = _TAG.sub(lambda match: "<" if match[1].lower() in KNOWN_TAGS else r"\<", row)
    row = _QUOTED_RELATION.sub(r"\1\\>", row)
    row = _UNDERSCORE.sub(lambda match: match[0].replace("_", r"\_"), row)
    return _STAR.sub(lambda match: _star(row, match), row)


def _star(row: str, match: re.Match[str]) -> str:
    """A run of stars, escaped where it stands between two factors and not around a word."""
    before = row[match.start() - 1 : match.start()]
    after = row[match.end() : match.end() + 1]
    if not before.strip() or not after.strip():
        alone = (
            not before.strip() and not after.strip() and match.start() > 0 and row[: match.start()].strip()
        )
        return match[0].replace("*", r"\*") if alone else match[0]
    if before in "([{\"'“‘—–-/,;:" or after in ")]}\"'”’.,;:!?—–-/":
        return match[0] if before not in "^_" else match[0].replace("*", r"\*")
    if len(match[0]) >= 2 and not (before.isalnum() and after.isalnum()):
        return match[0]
    return match[0].replace("*", r"\*")
