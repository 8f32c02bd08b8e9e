"""A block's lines as the student broke them, with formulas in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.intake.text import marks
from grader.intake.text.spans import joined, trimmed
from grader.model.submission import Block, Place, Span, SpanKind

_WIDE = str.maketrans("（）［］：．、", "()[]:.,")
_DRESSED_ID = re.compile(
    r"(?:\\(?P<dress>textbf|mathbf|boldsymbol|bm|text|mathrm|underline|boxed|fbox|mathsf)\{)?"
    r"(?P<id>(?:[A-Za-z]+[~ ]?)?\d{1,2}\.\d{1,2}(?:\.?[a-z]|[ ~]?\([a-z]\))?[.:)]?)\}?[.:]?"
)


@dataclass(frozen=True)
class Line:
    """One line of a paragraph."""

    spans: tuple[Span, ...]
    place: Place

    @property
    def text(self) -> str:
        """The line as a string, for a look at how it ends."""
        return marks.without_strong("".join(span.text for span in self.spans))

    @property
    def lead(self) -> tuple[str, bool]:
        """The text before the first formula without marks of bold type, and whether it begins in bold."""
        if not self.spans or self.spans[0].kind is not SpanKind.TEXT:
            return "", False
        raw = _without_emphasis(self.spans[0].text).lstrip()
        return marks.without_strong(raw).lstrip(), raw.startswith(marks.STRONG_OPEN)

    @property
    def bold_lead(self) -> str:
        """The bold words that the line begins with, up to where the bold type ends."""
        if not self.spans or self.spans[0].kind is not SpanKind.TEXT:
            return ""
        raw = _without_emphasis(self.spans[0].text).lstrip()
        if not raw.startswith(marks.STRONG_OPEN):
            return ""
        return re.split(rf"{marks.STRONG_CLOSE}|\*\*", raw[1:])[0].strip()

    def after(self, end: int) -> Line:
        """What is left of the line after so many characters of its lead."""
        text, _ = self.lead
        return replace(self, spans=trimmed((Span(SpanKind.TEXT, text[end:]), *self.spans[1:])))

    def find(self, pattern: re.Pattern[str]) -> tuple[Line, Line] | None:
        """The line before and after the first match in its text; None where there is none."""
        for index, span in enumerate(self.spans):
            if span.kind is not SpanKind.TEXT:
                continue
            match = pattern.search(span.text)
            if match:
                head = (*self.spans[:index], Span(SpanKind.TEXT, span.text[: match.start()]))
                tail = (Span(SpanKind.TEXT, span.text[match.end() :]), *self.spans[index + 1 :])
                return replace(self, spans=trimmed(head)), replace(self, spans=trimmed(tail))
        return None


def _with_plain_id(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of a line; an id set as a listing or a formula (``\\textbf{2.1}``) in front is bold text."""
    first, rest = spans[0], spans[1:]
    if first.kind is SpanKind.TEXT:
        return (Span(SpanKind.TEXT, first.text.translate(_WIDE)), *rest)
    found = _DRESSED_ID.fullmatch(first.text)
    if found is None or not (found["dress"] if first.kind is SpanKind.MATH else not rest):
        return spans  # a number of its own
    head = f"{marks.STRONG_OPEN}{found['id']}{marks.STRONG_CLOSE}"
    if rest and rest[0].kind is SpanKind.TEXT:
        head, rest = head + rest[0].text, rest[1:]
    return (Span(SpanKind.TEXT, head), *rest)


def _without_emphasis(text: str) -> str:
    """Text without stars that a broken emphasis left in front of an id."""
    return re.sub(r"^[\s>•·#]*\*{2,}(?=\s*[\w(])", marks.STRONG_OPEN, text) if "**" in text[:8] else text


def lines_of_block(block: Block) -> list[Line]:
    """The lines of a block, each with its place as far as it is known."""
    rows: list[list[Span]] = [[]]
    for span in block.spans:
        if span.kind is not SpanKind.TEXT:
            rows[-1].append(span)
            continue
        for index, text in enumerate(span.text.split("\n")):
            if index:
                rows.append([])
            if text:
                rows[-1].append(Span(SpanKind.TEXT, text))
    places = (
        replace(block.place, line=block.place.line + index) if block.place.line else block.place
        for index in range(len(rows))
    )
    return [Line(_with_plain_id(tuple(row)), place) for row, place in zip(rows, places, strict=False) if row]


def block_of_lines(block: Block, lines: Sequence[Line]) -> Block:
    """A block of the same kind that holds these lines."""
    broken = (
        span
        for index, line in enumerate(lines)
        for span in (*([Span(SpanKind.TEXT, "\n")] if index else []), *line.spans)
    )
    place = lines[0].place if lines else block.place
    return replace(block, spans=trimmed(joined(broken)), place=place)
