"""Write the formulas of Word's equation editor as a person would have written them in LaTeX."""

from __future__ import annotations

import re
from dataclasses import replace

from grader.intake.text.formulas import PieceKind, find_pieces
from grader.model.submission import Block, BlockKind, Span, SpanKind

CARET = "⌃"
"""Stands for a caret that was typed into an equation; pandoc would take it for a hat."""
_SLOT = r"\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
"""What stands between braces, themselves three deep."""
_GREEK = (
    "alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|psi|omega|nabla|partial"
    "|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega"
)
_OPEN = r"\{\s*(?:\\(?:text|mathrm)\{)?\s*"
_REWRITTEN = (
    (re.compile(r"\\left\.\s*\\parallel"), r"\\left\\| "),
    (re.compile(r"\\right\.\s*\\parallel"), r"\\right\\| "),
    (re.compile(r"\\parallel(?![A-Za-z])\s*"), r"\\| "),
    (re.compile(r"\\lbrack(?![A-Za-z])\s*"), "["),
    (re.compile(r"\s*\\rbrack(?![A-Za-z])"), "]"),
    (re.compile(r"\\widehat(?![A-Za-z])"), r"\\hat"),
    (re.compile(r"\\widetilde(?![A-Za-z])"), r"\\tilde"),
    (re.compile(r"\\overset\{\s*[‾¯ˉ̅̄―─-]\s*\}"), r"\\bar"),
    (re.compile(r"\\overset\{\s*(?:\\sim|~|˜|̃)\s*\}"), r"\\tilde"),
    (re.compile(r"\\overset\{\s*(?:\\hat\{\}|\^|ˆ|̂)\s*\}"), r"\\hat"),
    (re.compile(r"\\overset\{\s*[˙̇·.]\s*\}"), r"\\dot"),
    (re.compile(rf"\\overset{_SLOT}\{{\\underbrace\{{\}}\}}"), r"\\underbrace{\1}"),
    (re.compile(CARET), "^"),
    (re.compile(r"\\_ ?"), "_"),
    (re.compile(r"(\\[A-Za-z]+|[A-Za-z])\s*\\(hat|bar|tilde|dot)\{\}"), r"\\\2{\1}"),
    (re.compile(r"\\mathit\{∇\}"), r"\\nabla "),
    (re.compile(r"\\sqrt\{\}\s*"), "√"),
    (re.compile(r"\\bullet(?![A-Za-z])"), r"\\cdot"),
    (re.compile(r"\\intercal(?![A-Za-z])"), r"\\top"),
    (re.compile(r"\\Longrightarrow(?![A-Za-z])"), r"\\implies"),
    (re.compile(r"[\^_]\{\s*\}"), ""),
    (re.compile(r"\\#[ \t]*(?:\([ \t]*[\w.]{0,6}[ \t]*\)[ \t]*)?(?=\\\\|\\end|\n|$)"), ""),
    (re.compile(rf"\\underset{_SLOT}{_OPEN}arg(?:\s|\\[ ,;]|\\)*(max|min)\s*\}}+"), r"\\arg\\\2_{\1} "),
    (re.compile(rf"\\underset{_SLOT}{_OPEN}(max|min|sup|inf|lim)\s*\}}+"), r"\\\2_{\1} "),
    (re.compile(r"\{\s*(arg)\s*(max|min)\s*\}(?=\s*_)"), r"\\\1\\\2 "),
    (re.compile(r"\{\s*(max|min|sup|inf|lim)\s*\}(?=\s*_)|(?<![A-Za-z\\{])(max|min)(?=_)"), r"\\\1\2 "),
    (
        re.compile(r"(?<![_^}A-Za-z])\{\s*(exp|log|ln|det|tanh|sin|cos|max|min|diag|sign)\s*\}(?![_^])"),
        r"\\\1 ",
    ),
    (re.compile(rf"\{{\s*({_GREEK})\s*\}}(?=\s*[_^(])"), r"\\\1 "),
    (re.compile(rf"\{{\s*({_GREEK})\s*\}}"), r"{\\\1}"),
    (re.compile(r"\\right\.\\(?=\s|$)"), r"\\right."),
)
"""Forms that pandoc gives Word's signs: norms as parallel bars, brackets by name, words over limits."""


_COLUMN = re.compile(
    r"(?P<left>\\left\s*(?:\\[A-Za-z]+|\\?\S)\s*)?\\begin\{array\}\{[rlc]\}(?P<lines>(?:(?!\\begin|&).)*?)\\end\{array\}",
    re.DOTALL,
)
"""Lines under each other, as Word's equation arrays come; between brackets they are a vector or cases."""


def plain_formulas(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with every formula rewritten, and those typed as LaTeX found."""
    return tuple(_plain_block(block) for block in blocks)


def _plain_block(block: Block) -> Block:
    spans = _spans(block.spans)
    rows = tuple(tuple(_spans(cell) for cell in row) for row in block.rows)
    typed = block.kind is BlockKind.PARAGRAPH and block.text.startswith(("$$", "\\["))
    alone = typed and [span.kind for span in spans] == [SpanKind.MATH]
    return replace(block, kind=BlockKind.DISPLAY if alone else block.kind, spans=spans, rows=rows)


def _spans(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(each for span in spans for each in _typed(_plain(span)))


def _typed(span: Span) -> list[Span]:
    """A run of text with the formulas that were typed into it between dollars as LaTeX."""
    if span.kind is not SpanKind.TEXT or not re.search(r"[$]|\\[(\[]", span.text):
        return [span]
    spans: list[Span] = []
    position = 0
    for piece in find_pieces(span.text):
        if piece.kind in (PieceKind.INLINE, PieceKind.DISPLAY):
            spans += [
                Span(SpanKind.TEXT, span.text[position : piece.start]),
                Span(SpanKind.MATH, piece.content),
            ]
            position = piece.end
    return [each for each in (*spans, Span(SpanKind.TEXT, span.text[position:])) if each.text]


def _plain(span: Span) -> Span:
    if span.kind is not SpanKind.MATH:
        return span
    tex = span.text
    for pattern, written in _REWRITTEN:
        tex = pattern.sub(written, tex)
    return Span(span.kind, _COLUMN.sub(_lines, tex).strip())


def _lines(column: re.Match[str]) -> str:
    return column[0] if column["left"] else rf"\begin{{aligned}}{column['lines']}\end{{aligned}}"
