"""Spans of a paragraph brought into the form that every reader gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grader.model.submission import Span, SpanKind


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans with neighbours of plain text as one."""
    whole: list[Span] = []
    texts: list[str] = []
    for span in (*spans, None):
        if span is not None and span.kind is SpanKind.TEXT:
            texts.append(span.text)
            continue
        if texts:
            whole.append(Span(SpanKind.TEXT, "".join(texts)))
            texts = []
        if span is not None:
            whole.append(span)
    return whole


def trimmed(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans without blanks at the ends, without runs of blanks, and without empty ones."""
    cleaned = [
        Span(span.kind, re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", span.text)))
        if span.kind is SpanKind.TEXT
        else span
        for span in spans
    ]
    if cleaned and cleaned[0].kind is SpanKind.TEXT:
        cleaned[0] = Span(SpanKind.TEXT, cleaned[0].text.lstrip())
    if cleaned and cleaned[-1].kind is SpanKind.TEXT:
        cleaned[-1] = Span(SpanKind.TEXT, cleaned[-1].text.rstrip())
    return tuple(span for span in cleaned if span.text)
