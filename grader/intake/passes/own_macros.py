"""Expand the macros that a Markdown document or a notebook defines for its own formulas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from grader.macros import DEFINING, Macro, definitions_in, expand
from grader.model.submission import Block, Span, SpanKind


def expanded(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a document without the definitions in them, its formulas with their macros expanded."""
    whole = tuple(blocks)
    if not any(_defines(span) for block in whole for span in block.spans):
        return whole
    macros: dict[str, Macro] = {}
    plain: list[Block] = []
    for block in whole:
        spans = [(span, _without_definitions(span, macros)) for span in block.spans]
        kept = tuple(after for before, after in spans if after is before or after.text.strip())
        plain.append(replace(block, spans=kept))
    return tuple(
        replace(block, spans=_expanded(block.spans, macros), rows=_rows(block, macros))
        for block, before in zip(plain, whole, strict=True)
        if block.spans or not before.spans
    )


def _defines(span: Span) -> bool:
    return span.kind is not SpanKind.CODE and any(word in span.text for word in DEFINING)


def _without_definitions(span: Span, macros: dict[str, Macro]) -> Span:
    if not _defines(span):
        return span
    text, found = definitions_in(span.text)
    macros.update(found)
    return replace(span, text=text)


def _expanded(spans: tuple[Span, ...], macros: dict[str, Macro]) -> tuple[Span, ...]:
    return tuple(
        replace(span, text=expand(span.text, macros)) if span.kind is SpanKind.MATH else span
        for span in spans
    )


def _rows(block: Block, macros: dict[str, Macro]) -> tuple[tuple[tuple[Span, ...], ...], ...]:
    return tuple(tuple(_expanded(cell, macros) for cell in row) for row in block.rows)
