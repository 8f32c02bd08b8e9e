"""Read no more of an answer than anybody writes; what is cut off is said, and a person looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from grader.model.submission import Answer, Block, FieldValue, Place, Remark, RemarkKind, Span

MAX_CHARACTERS = 10_000
"""Of one part: ten times the longest answer that was seen; half of it is still more than a full page."""


def within_bounds(answer: Answer) -> tuple[Answer, tuple[Remark, ...]]:
    """The answer as far as it is read, and remarks on what is not."""
    length = sum(_length(block) for block in answer.blocks)
    blocks, cut = answer.blocks, None
    if length > MAX_CHARACTERS:
        blocks, cut = _beginning(answer.blocks)
    long = {name: given for name, given in answer.fields.items() if _size(given.value) > MAX_CHARACTERS}
    if cut is None and not long:
        return answer, ()
    remarks = [_remark(answer.part, cut, length)] if cut else []
    remarks += [_remark(answer.part, given.place, _size(given.value)) for given in long.values()]
    fields = {
        name: replace(given, value="") if name in long else given for name, given in answer.fields.items()
    }
    return replace(answer, blocks=blocks, fields=MappingProxyType(fields)), tuple(remarks)


def _remark(part: str, place: Place, length: int) -> Remark:
    detail = f"{length} characters, at most {MAX_CHARACTERS} are read"
    return Remark(RemarkKind.LONG_ANSWER, place, detail, part)


def _beginning(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], Place | None]:
    """The blocks that stand within the limit, the last one cut, and where the rest begins."""
    kept: list[Block] = []
    room = MAX_CHARACTERS
    for block in blocks:
        length = _length(block)
        if length > room:
            if block.spans:
                kept.append(replace(block, spans=tuple(_first(block.spans, room))))
            return tuple(kept), block.place
        room -= length
        kept.append(block)
    return tuple(kept), None


def _first(spans: Iterable[Span], room: int) -> Iterator[Span]:
    for span in spans:
        if len(span.text) > room:
            if room:
                yield replace(span, text=span.text[:room])
            return
        room -= len(span.text)
        yield span


def _length(block: Block) -> int:
    cells = (span for row in block.rows for cell in row for span in cell)
    return sum(len(span.text) for span in (*block.spans, *cells))


def _size(value: FieldValue) -> int:
    """The characters of a field, and one for each of its entries."""
    return len(value) if isinstance(value, str) else sum(1 + _size(entry) for entry in value)
