"""Split a sentence into plain words, code between back-ticks and mathematics between dollars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from grader.model.submission import SpanKind

_CODE_OR_MATH = re.compile(
    r"(?P<ticks>`+)(?P<code>(?:(?!(?P=ticks)).){1,4000}?)(?P=ticks)"
    r"|(?P<dollars>\$\$?)(?P<math>(?!\s)[^$]{1,8000}?(?<!\s))(?P=dollars)",
    re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_FINEST = Decimal("0.000001")


@dataclass(frozen=True)
class Segment:
    """A run of a sentence that is set in one way; `block` where it was displayed between double dollars."""

    kind: SpanKind
    text: str
    block: bool = False


def split_prose(text: str) -> tuple[Segment, ...]:
    """The segments of a sentence, in order; an unpaired back-tick or dollar is just a character."""
    segments: list[Segment] = []
    end = 0
    for found in _CODE_OR_MATH.finditer(text):
        if found.start() > end:
            segments.append(Segment(SpanKind.TEXT, text[end : found.start()]))
        if found["code"] is not None:
            segments.append(Segment(SpanKind.CODE, found["code"].strip() or found["code"]))
        else:
            segments.append(Segment(SpanKind.MATH, found["math"], block=found["dollars"] == "$$"))
        end = found.end()
    if end < len(text):
        segments.append(Segment(SpanKind.TEXT, text[end:]))
    return tuple(segments)


def harmless(text: str) -> str:
    """The text with ``\\n`` line ends only, and without characters that no report may hold.

    Control characters, lone surrogates (they cannot be encoded) and marks that turn the direction of
    writing (they make a line look like another one) become U+FFFD or vanish.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DIRECTION.sub("", _CONTROL.sub("\ufffd", text))


def one_line(text: str, limit: int = 400) -> str:
    """The text on one line of at most `limit` characters, the cut marked by an ellipsis."""
    line = " ".join(harmless(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def points_text(points: Decimal) -> str:
    """Points for people: ``0.75``, ``2``, never ``2.00`` or ``1E+1``."""
    rounded = points.quantize(_FINEST, ROUND_HALF_EVEN).normalize()
    return f"{rounded if rounded else Decimal(0):f}"


def points_number(points: Decimal) -> float | int:
    """Points for JSON: the number that prints as `points_text` does, without binary artefacts."""
    text = points_text(points)
    return float(text) if "." in text else int(text)
