"""Read the inline part of pandoc's syntax tree as runs of text, mathematics and code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from grader.intake.text import marks
from grader.intake.text.formulas import Piece, PieceKind, clean_formula, formula_of_display
from grader.intake.text.html_tags import HTML_PICTURE, TAG
from grader.intake.text.pictures import formula_of_picture
from grader.intake.text.spans import trimmed
from grader.model.submission import Span, SpanKind

_MAX_DEPTH = 60
_CONTAINERS = frozenset({"Emph", "Underline", "SmallCaps"})


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph: text, math, display, code, listing; or a mark: line, label, answer, end."""

    kind: str
    text: str


def read_inlines(nodes: Iterable[Any], holds: Sequence[Piece]) -> list[Run]:
    """The runs of a paragraph, what was protected restored, struck-out text left out."""
    return _without_struck_html([run for node in nodes for run in _inline(node, holds, 0)])


def _inline(node: Any, holds: Sequence[Piece], depth: int) -> list[Run]:
    if depth > _MAX_DEPTH:
        return []
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return _marked_text(content, holds)
    if kind == "Space":
        return [Run("text", " ")]
    if kind in ("SoftBreak", "LineBreak"):
        return [Run("text", "\n")]
    if kind in _CONTAINERS:
        return _inlines(content, holds, depth)
    if kind == "Strong":
        return [
            Run("text", marks.STRONG_OPEN),
            *_inlines(content, holds, depth),
            Run("text", marks.STRONG_CLOSE),
        ]
    if kind == "Quoted":
        sign = "'" if content[0]["t"] == "SingleQuote" else '"'
        return [Run("text", sign), *_inlines(content[1], holds, depth), Run("text", sign)]
    if kind in ("Superscript", "Subscript"):
        return _script("^" if kind == "Superscript" else "_", _inlines(content, holds, depth))
    if kind == "Code":
        return [Run("code", marks.without_marks(content[1]))]
    if kind == "Math":
        return _mathematics(content[0]["t"], content[1])
    if kind == "RawInline":
        return _raw(content[0], content[1])
    if kind in ("Span", "Link", "Cite"):
        return _inlines(content[1], holds, depth)
    if kind == "Note":
        inner = [
            run
            for block in content
            if block["t"] in ("Para", "Plain")
            for run in _inlines(block["c"], holds, depth)
        ]
        return [Run("text", " ("), *inner, Run("text", ")")]
    if kind == "Image":
        return read_picture(content[2][0], _words(content[1]) or content[2][1])
    return []  # Strikeout: no answer


def read_picture(address: str, words: str = "") -> list[Run]:
    """A picture as a formula, where it was drawn from LaTeX, or as something that nobody has read."""
    formula = clean_formula(formula_of_picture(address, words))
    return [Run("math", formula)] if formula else [Run("picture", "")]


def _words(nodes: list[Any]) -> str:
    return "".join(
        node["c"] if node["t"] == "Str" else " " for node in nodes if node["t"] in ("Str", "Space")
    )


def _inlines(nodes: list[Any], holds: Sequence[Piece], depth: int) -> list[Run]:
    return [run for node in nodes for run in _inline(node, holds, depth + 1)]


def _marked_text(text: str, holds: Sequence[Piece]) -> list[Run]:
    if not marks.PRIVATE.search(text):
        return [Run("text", text)]
    runs: list[Run] = []
    position = 0
    for match in marks.MARK.finditer(text):
        runs.append(Run("text", text[position : match.start()]))
        runs.append(_marked(match, holds))
        position = match.end()
    runs.append(Run("text", text[position:]))
    return [run for run in runs if run.text or run.kind not in ("text",)]


def _marked(match: re.Match[str], holds: Sequence[Piece]) -> Run:
    if match["hold"]:
        index = int(match["hold"])
        return _held(holds[index]) if index < len(holds) else Run("text", "")
    kind = match.lastgroup or "text"
    return Run(kind, match[kind])


def _held(piece: Piece) -> Run:
    if piece.kind is PieceKind.BARE:
        return Run("text", piece.content)
    if piece.kind is PieceKind.INLINE:
        return Run("math", piece.content)
    if piece.kind is PieceKind.DISPLAY:
        return Run("display", piece.content)
    return Run("listing" if piece.kind is PieceKind.FENCE else "code", piece.content)


def _mathematics(math_type: str, tex: str) -> list[Run]:
    lines = [Run("line", match["line"]) for match in marks.MARK.finditer(tex) if match["line"]][:1]
    display = math_type == "DisplayMath"
    formula = (formula_of_display if display else clean_formula)(marks.without_marks(tex))
    return [*lines, Run("display" if display else "math", formula)] if formula else lines


def _raw(raw_format: str, text: str) -> list[Run]:
    if raw_format == "html":
        return _inline_html(text)
    if raw_format in ("tex", "latex"):
        return [Run("text", marks.without_marks(text))]
    return []


def _inline_html(tag: str) -> list[Run]:
    """What one tag inside a paragraph means."""
    match = TAG.match(tag)
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


def _script(sign: str, runs: list[Run]) -> list[Run]:
    inner = "".join(run.text for run in runs if run.kind in ("text", "math"))
    return [Run("text", f"{sign}{inner}" if len(inner) == 1 else f"{sign}{{{inner}}}")] if inner else []


def _without_struck_html(runs: list[Run]) -> list[Run]:
    """Runs without what stands between struck-out tags (each tag comes as a run of its own)."""
    kept: list[Run] = []
    depth = 0
    for run in runs:
        if run.kind == "struck":
            depth = max(0, depth + int(run.text))
        elif depth == 0 or run.kind in ("line", "label", "answer", "end"):
            kept.append(run)
    return kept


def runs_to_spans(runs: Iterable[Run]) -> tuple[Span, ...]:
    """Spans of a paragraph: neighbouring text joined, its ends trimmed, marks of place left out."""
    pieces: list[tuple[SpanKind, list[str]]] = []
    for run in runs:
        if run.kind not in ("text", "math", "display", "code") or not run.text:
            continue
        kind = SpanKind.MATH if run.kind == "display" else SpanKind(run.kind)
        if pieces and kind is SpanKind.TEXT and pieces[-1][0] is kind:
            pieces[-1][1].append(run.text)
        else:
            pieces.append((kind, [run.text]))
    return trimmed([Span(kind, "".join(texts)) for kind, texts in pieces])
