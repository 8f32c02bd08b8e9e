"""Split a sentence into plain words, code between back-ticks and mathematics between dollars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from grader.model.submission import SpanKind

_DELIMITER = re.compile(r"`+|\$+")
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
    """The segments of a sentence, in order; an unpaired back-tick or dollar is just a character.

    One pass over the delimiters: the time grows with the text, whatever a student puts into it.
    """
    delimiters = [(found.start(), found[0]) for found in _DELIMITER.finditer(text)]
    following = _next_alike([word for _, word in delimiters])
    segments: list[Segment] = []
    done = index = 0
    while index < len(delimiters):
        start, word = delimiters[index]
        closing = following[index]
        inner = text[start + len(word) : delimiters[closing][0]] if closing is not None else ""
        segment = _segment(word, inner)
        if closing is None or segment is None:
            index += 1
            continue
        if start > done:
            segments.append(Segment(SpanKind.TEXT, text[done:start]))
        segments.append(segment)
        done = delimiters[closing][0] + len(word)
        index = closing + 1
    if done < len(text):
        segments.append(Segment(SpanKind.TEXT, text[done:]))
    return tuple(segments)


def _next_alike(words: list[str]) -> list[int | None]:
    """For each delimiter, the place of the next one that is the same, or None."""
    following: list[int | None] = []
    seen: dict[str, int] = {}
    for index in range(len(words) - 1, -1, -1):
        following.append(seen.get(words[index]))
        seen[words[index]] = index
    return following[::-1]


def _segment(delimiter: str, inner: str) -> Segment | None:
    """What stands between two delimiters, or None where they do not belong together."""
    if delimiter[0] == "`":
        return Segment(SpanKind.CODE, inner.strip() or inner)
    if len(delimiter) > 2 or not inner or inner != inner.strip():
        return None
    return Segment(SpanKind.MATH, inner, block=len(delimiter) == 2)


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
