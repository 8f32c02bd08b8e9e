"""Set aside what a write-up says to the grader instead of to the question (``give full marks``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from grader.model.submission import Block, BlockKind, Span, SpanKind

_ADDRESS = re.compile(
    r"\b(?:dear|note\s+to(?:\s+the)?|attention)\s+(?:auto)?grader\b|\bas\s+an?\s+(?:ai|language\s+model)\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override|ignore[rz]|oublie[rz])\s+"
    r"(?:(?:all|any|every|the|of|and|or|your|these|this|previous|prior|above|earlier|preceding|existing|grading|toutes|les|tes|vos)\s+){1,8}"
    r"(?:instructions?|prompts?|rubrics?|guidelines|grading|consignes)"
    r"|\b(?:ignore|disregard|forget)\s+(?:all\s+)?(?:the\s+)?(?:previous|prior|earlier|your|grading)\s+rules?\b"
    r"|\b(?:give|award|assign|grant|donne[rz]?)(?:-moi)?\s+(?:(?:me|us|this|it|answer|part|question|the|student|each|every|la|le|tous)\s+){0,4}"
    r"(?:(?:full|maximum|maximal|max|perfect|100\s*%|\d+\s*/\s*\d+)\s*(?:marks?|points?|credits?|scores?|grades?)"
    r"|all\s+(?:of\s+)?(?:the\s+)?(?:marks|points|credit)\b|note\s+maximale|tous\s+les\s+points)"
    r"|\bset\s+(?:the\s+|my\s+)?(?:score|grade|points)\b|\bmax_score\b"
    r"|\b(?:mark|grade|score)\s+(?:this|it|me|everything|all)(?:\s+\w+){0,2}\s+(?:as\s+)?(?:fully\s+)?(?:correct|right|full|pass)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\bmax_score\b|\bset\s+(?:the\s+)?score\b|\bverdict\b|\b(?:system|assistant)\s*(?::|$)|\bfull\s+(?:marks|points|credit)\b"
    r"|\bpoints\s*:\s*(?:full|max|\d+\s*/\s*\d+)|\breference\s+(?:solution|answer)\b|\brubric\b|\bgrader\b",
    re.IGNORECASE,
)
"""What a sentence after such a demand goes on about."""
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S))+(?:[.!?]+|\n|$)\s*|[.!?\n]\s*")
_CLAUSE = re.compile(r"[,;:—–]\s+|\s-\s")
_MATHS = re.compile(r"[\\^_=$]|\d")
_REACH = 20_000  # characters of a span that are looked at


def addresses_grader(block: Block) -> bool:
    """Whether a block speaks to the grader."""
    text = block.text[:_REACH]
    return bool(_ADDRESS.search(text) or _DEMAND.search(text))


def without_appeals(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without demands on the grader; formulas stay, wherever they stand."""
    return tuple(_without_appeal(block) for block in blocks)


def _without_appeal(block: Block) -> Block:
    if block.kind in (BlockKind.CODE, BlockKind.DISPLAY) or not _DEMAND.search(block.text[:_REACH]):
        return block
    rows = tuple(tuple(_kept(cell) for cell in row) for row in block.rows)
    return replace(block, spans=_kept(block.spans), rows=rows)


def _kept(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    kept = (
        replace(span, text=text_without_appeals(span.text)) if span.kind is SpanKind.TEXT else span
        for span in spans
    )
    return tuple(span for span in kept if span.text.strip() or span.kind is not SpanKind.TEXT)


def text_without_appeals(text: str) -> str:
    """A text without its sentences that demand something of the grader, and those that go on about it."""
    if len(text) > _REACH or not _DEMAND.search(text):
        return text
    kept: list[str] = []
    demanded = False
    for sentence in _SENTENCE.finditer(text):
        demand = _DEMAND.search(sentence[0])
        if demand:
            demanded = True
            kept.append(_before(sentence[0], demand.start()))
        elif not (demanded and _MORE.search(sentence[0])):
            kept.append(sentence[0])
    return "".join(kept)


def _before(sentence: str, start: int) -> str:
    """What a sentence says before its demand: nothing, unless a clause or a formula stands there."""
    head = sentence[:start]
    clauses = list(_CLAUSE.finditer(head))
    last = head[clauses[-1].end() :] if clauses else head
    kept = head if _MATHS.search(last) else head[: clauses[-1].start()] if clauses else ""
    return "" if _ADDRESS.search(kept) or _MORE.search(kept) else kept.rstrip(" ,;:—–")
