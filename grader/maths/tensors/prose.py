"""Tensors in sentences: numbers, or rows of them, by the names of their places; lists behind a copula."""

from __future__ import annotations

import re

from grader.maths.reasons import Reason
from grader.maths.tensors.written import Nested, Written, read_nested, read_written

_NTH = (
    r"(?P<n1>first|1st|première?|1ère|1er|erste[nrsm]?)|(?P<n2>second|2nd|deuxième|seconde|zweite[nrsm]?)|(?P<n3>third|3rd|troisième|dritte[nrsm]?)|"
    r"(?P<n4>fourth|4th|quatrième|vierte[nrsm]?)|(?P<n5>fifth|5th|cinquième)|(?P<n6>sixth|6th|sixième)"
)
_NO_NAMES = (
    r"and|are|the|for|get|gets|give|gives|equals?|than|with|have|has|from|sont|est|vaut|valent|donne|pour|avec|"
    r"over|sur|exp|log|sqrt|frac|mean|variance|moyenne|mittelwert|varianz|hat|ist|sind|about|which|that|plus|minus|times|by"
)
_PLACE = re.compile(
    rf"(?:\b(?:the|le|la|du|au)\s+)?\b(?:{_NTH})\b(?:\s+(?!(?:{_NO_NAMES})\b)[A-Za-zÀ-ÿ]{{3,12}}\b)?"
    rf"|(?<![A-Za-z\\])(?!(?:{_NO_NAMES})\b)[A-Za-zÀ-ÿ]{{2,12}}"
    r"(?:\s*[_#]?\s*\{?(?P<digit>\d{1,2})\}?(?![\d.,]*\d|\s*/)|"
    r"\s+(?:(?P<w1>one|un|une)|(?P<w2>two|deux)|(?P<w3>three|trois)|(?P<w4>four|quatre)|(?P<w5>five|cinq)|"
    r"(?P<w6>six))\b)",
    re.IGNORECASE,
)
_MAX_PLACES = 64


def named_in_prose(text: str, *, decimal_comma: bool) -> Nested | None:
    """``2.5 for channel 1 and 2.58 for channel 2``; ``the first sample has 2 and 3, the second 4 and 5``.

    None where the places are not 1, 2, ... (or 0, 1, ...) in some order, or a number stands elsewhere.
    """
    places = list(_PLACE.finditer(text))
    if not 2 <= len(places) <= _MAX_PLACES:
        return None
    edges = [0, *(edge for place in places for edge in place.span()), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    numbered = [bool(re.search(r"\d", gap)) for gap in gaps]
    if all(numbered[1:]) and not numbered[0]:
        gaps = gaps[1:]
    elif all(numbered[:-1]) and not numbered[-1]:
        gaps = gaps[:-1]
    else:
        return None
    found: dict[int, Nested] = {}
    for place, gap in zip(places, gaps, strict=True):
        value = _between(gap, decimal_comma)
        number = _number(place)
        if value is None or number in found:
            return None
        found[number] = value
    first = min(found)
    if first > 1 or sorted(found) != list(range(first, first + len(found))):
        return None
    return tuple(found[number] for number in sorted(found))


def _number(place: re.Match[str]) -> int:
    if place["digit"]:
        return int(place["digit"])
    return next(number for number in range(1, 7) if place[f"n{number}"] or place[f"w{number}"])


def _between(gap: str, decimal_comma: bool) -> Nested | None:
    """The number or list in what stands between two names of places."""
    gap = re.sub(r"[-=]>|→|\\(?:to|rightarrow)(?![A-Za-z])", " ", gap)
    inner = re.sub(r"^[^\d\-+.(\[]*(?=[\d\-+.(\[])", "", gap.strip())
    inner = re.sub(r"[\s,;.:(]*(?:(?<![A-Za-zÀ-ÿ])[A-Za-zÀ-ÿ']+[\s,;.:(]*)*$", "", inner)
    inner = re.sub(r"^[(]\s*(?=[^()]*$)|(?<=\d)\s*\)(?=$)(?<![(])", "", inner) if _unpaired(inner) else inner
    found = read_nested(f"[{_joined(inner)}]", decimal_comma=decimal_comma)
    if found is None or isinstance(found, Written):
        return None
    return found[0] if len(found) == 1 else found


def _unpaired(text: str) -> bool:
    return text.count("(") != text.count(")")


def _joined(text: str) -> str:
    """With *and* as the mark that separates the others."""
    return re.sub(r"\s*,?\s+(?:and|et|und|resp\.?|respectively|&)\s+", "; " if ";" in text else ", ", text)


_COPULA = re.compile(r"=|:|\b(?:are|is|sont|est|namely|soit)\b")


_ITEM_END = re.compile(r"[,;\n|](?!\d)|,(?=\d[^,]*[=:])|\b(?:and|et|und)\b")
_NAMED = re.compile(r"[\s{'\"]*(?P<name>[^\d=:{}]{1,40}?)['\"]?\s*(?:=|:|\bis\b|\best\b)\s*(?P<value>[^=:]+)")


def _named_one_by_one(text: str, *, decimal_comma: bool) -> Nested | Reason | None:
    """``a = 1, b = 2`` in its order; a reason where the names stand in the reverse of theirs."""
    items = [_NAMED.fullmatch(piece) for piece in _ITEM_END.split(text.strip(" .}")) if piece.strip()]
    found = [item for item in items if item is not None]
    values = [read_written(item["value"].strip(" .}"), decimal_comma=decimal_comma) for item in found]
    numbers = [value for value in values if value is not None]
    if len(numbers) != len(items) or len(numbers) < 2:
        return None
    names = [item["name"] for item in found]
    is_turned = sorted(names) != names == sorted(names, reverse=True)
    return Reason.AMBIGUOUS if is_turned and all(len(name) < 6 for name in names) else tuple(numbers)


_HEADING = re.compile(r"^[^\d=:([]*:\s*(?=[\d(.+-])")
_SLASHED = re.compile(r"(?<![\d/] )(?<![\d/])-?\d+(?:\.\d+)?(?:\s+/\s+-?\d+(?:\.\d+)?){2,}(?!\s*/)")
"""Three numbers or more that slashes between blanks separate."""


_NUMBERED = re.compile(
    r"\{\s*(?:0\s*:[^:{}]+,\s*)?1\s*:[^:{}]+,\s*2\s*:[^{}]+\}|\{\s*0\s*:[^:{}]+,\s*1\s*:[^{}]+\}"
)
"""``{1: 2.5, 2: 2.58}``: a dictionary by places."""


def listed_in_prose(text: str, *, decimal_comma: bool) -> Nested | None:
    """``The means are 2.5 and 2.58``: what stands after the last copula; or ``a = 1, b = 2``; as a list.

    None where lines before hold numbers too: it is more than a sentence.
    """
    text = text.strip().strip("|")
    if _NUMBERED.fullmatch(text):
        text = re.sub(r"\d+\s*:", "", text.strip("{}"))
    named = _named_one_by_one(text, decimal_comma=decimal_comma)
    if named is not None:
        return None if isinstance(named, Reason) else named
    text = _SLASHED.sub(lambda found: found.group().replace("/", ","), text.replace("|", ","))
    chains = read_nested(f"[{_joined(_HEADING.sub('', text).rstrip(' .'))}]", decimal_comma=decimal_comma)
    if chains is not None and not isinstance(chains, Written) and len(chains) > 1:
        return chains
    tail = _COPULA.split(text)[-1].strip().rstrip(".")
    tail = re.sub(r"\((?:[A-Za-zÀ-ÿ]+\s?)+\d?\)", " ", tail)
    tail = _joined(re.sub(r"(?<=\d)\s+(?:for|of|in|pour|für)\s+[A-Za-zÀ-ÿ ]{3,40}$", "", tail))
    tail = re.sub(r"^[^\d\-−+.(\[\\]*(?=[\d\-−+.(\[])", "", tail)
    found = read_nested(f"[{tail}]", decimal_comma=decimal_comma)
    if found is None or isinstance(found, Written) or len(found) < 2:
        return None
    before = text.rsplit("\n", 1)[0] if "\n" in text else ""
    return None if re.search(r"\d[^:=\n]*$", before, re.MULTILINE) else found
