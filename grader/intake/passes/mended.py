"""Restore the backslashes that a document's formulas lost on their way (``oldsymbol``, ``egin{aligned}``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from grader.damage import is_damaged, mend
from grader.model.submission import Block, Span, SpanKind


def mended(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a document; where it is damaged anywhere, each of its formulas is mended."""
    whole = tuple(blocks)
    if not any(is_damaged(block.text) for block in whole):
        return whole
    return tuple(
        replace(block, spans=_mended(block.spans), rows=tuple(tuple(map(_mended, row)) for row in block.rows))
        for block in whole
    )


def _mended(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(
        replace(span, text=mend(span.text, damaged=True)) if span.kind is SpanKind.MATH else span
        for span in spans
    )
