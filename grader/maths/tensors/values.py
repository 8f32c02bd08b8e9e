"""What stands between two labels of statistics: lists of numbers, or single ones."""

from __future__ import annotations

import re

from grader.maths.tensors.written import Nested, Written, read_written

_SUFFIX = re.compile(
    r"^[\s:=≈]*(?:is|est|of|de)?\s*(?P<value>[^,;]*?)\s*[(]?\s*(?:for|in|of|pour|dans|du|de)?\s*(?:the|le|"
    r"la)?\s*$",
    re.IGNORECASE,
)

_NUMBER = r"-?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:/\d+)?"
_SPACED = re.compile(rf"{_NUMBER}(?:\s+{_NUMBER})+\.?")
"""Numbers that nothing but blanks separate."""
_SLASHED = re.compile(rf"{_NUMBER}(?:\s+/\s+{_NUMBER})+\.?")


def value_before_index(gap: str, comma: bool) -> Written | None:
    """A number followed by *for*, whose index comes after it: ``2.5 for channel 1``."""
    gap = re.sub(r"(?<=\d),(?=\d)", ".", gap) if comma else gap
    match = _SUFFIX.match(re.sub(r"^\s*\)?\s*(?:and|et|und|,|;)?\s*", "", gap))
    if match is None or not re.search(
        r"(?:\b(?:for|in|of|pour|dans|du|de)\s*(?:the|le|la)?|\()\s*$", gap, re.IGNORECASE
    ):
        return None
    return read_written(match["value"], decimal_comma=comma)


def ends_sentence_part(gap: str) -> bool:
    """Whether a mark stands between a number and the preposition before the next index: ``2, in the ...``."""
    return bool(re.search(r"\d[)\]}\s]*[,;.]\s+[^\d,;.]*$", gap))


def last_of_chains(gap: str, arrays: list[tuple[int, int, Nested]]) -> list[Nested]:
    """The lists between two labels, of those joined by an equals sign the last."""
    ends = [start for start, _, _ in arrays[1:]] + [len(gap)]
    return [
        value
        for (_, end, value), following in zip(arrays, ends, strict=False)
        if following == len(gap) or not re.search(r"=|≈|\\approx", gap[end:following])
    ]


def rows_between(gap: str, comma: bool) -> Nested | None:
    """Rows that semicolons separate, of numbers that blanks or commas do: ``2 2; 2.67 3.33``."""
    mark = next((sign for sign in ("|", " / ") if sign in gap), ";")
    pieces = [piece.strip() for piece in gap.strip(" \t:=≈.,;)").split(mark) if piece.strip()]
    separators = r"\s+" if comma else r"\s*,\s*|\s+"
    rows = [
        tuple(read_written(each, decimal_comma=comma) for each in re.split(separators, piece))
        for piece in pieces
    ]
    if len(rows) < 2 or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return None
    known = tuple(tuple(each for each in row if each is not None) for row in rows)
    return known if all(map(len, known)) and list(map(len, known)) == list(map(len, rows)) else None


_SUM_ALONE = re.compile(
    r"[^=/]*(?:\\sum|[∑Σ]|\b(?:sum(?:s|med|me)?|totals?|somme|summe|suma|somma)\b)[^=/]*=?[^=/\d]*-?\d+(?:[.,]\d+)?[^=/\d]*$",
    re.IGNORECASE,
)
"""A sum that nothing is divided in yet: a step, and no statistic."""


def numbers_between(gap: str, comma: bool) -> list[Written]:
    """The numbers that commas, semicolons or *and* separate; of `15/6 = 2.5` the last."""
    separators = r";|\||\band\b|\bet\b|\bund\b|,(?!\d)" if comma else r";|\||\band\b|\bet\b|\bund\b|,"
    values = []
    for piece in re.split(separators, gap):
        if _SUM_ALONE.match(piece):
            continue
        cleaned = re.sub(
            r"^(?:[\s:=≈\-–—→>|)}]|\.(?!\d))*(?:(?:is|est|are|was|value|per|channel)\b[\s:=]*)*(?=[\d(.\-=])",
            "",
            piece.strip(),
        )
        cleaned = re.sub(r"^-\s+", "", cleaned)
        if _SLASHED.fullmatch(cleaned) and (cleaned.count("/") > 1 or "." in cleaned.rstrip(".")):
            cleaned = cleaned.replace(" / ", " ")
        if _SPACED.fullmatch(cleaned):
            spaced = [read_written(each, decimal_comma=comma) for each in cleaned.rstrip(".").split()]
            values += [each for each in spaced if each is not None]
            continue
        value = read_written(cleaned, decimal_comma=comma)
        if value is None:
            start = re.match(
                r"\(?\s*(-?(?:\d+(?:[.,]\d+)?|\.\d+)(?:\s*/\s*\d+)?(?:\s*(?:=|"
                r"≈)\s*-?\d+(?:[.,]\d+)?(?:\s*/\s*\d+)?)*)\s*\)?(?=[\s.)|}]|$)",
                cleaned,
            )
            value = read_written(start[1], decimal_comma=comma) if start else None
        if value is None and piece.strip():
            tail = re.search(
                r"[=:]\s*(-?\d+(?:[.,]\d+)?(?:\s*/\s*\d+)?(?:\s*(?:=|≈)\s*-?\d+(?:[.,]\d+)?)*)\s*[.)|]*\s*$",
                piece,
            )
            value = read_written(tail[1], decimal_comma=comma) if tail else None
        if value is not None:
            values.append(value)
    return values
