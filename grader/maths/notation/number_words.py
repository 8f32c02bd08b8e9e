"""Numbers in words, English and French: ``two thirds``, ``minus eight point two``, ``trois quarts``."""

from __future__ import annotations

import re
from itertools import pairwise

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_FRENCH_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FRENCH_TENS = "vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix"
_VALUES = {
    **{word: value for words in (_UNITS, _FRENCH_UNITS) for value, word in enumerate(words.split())},
    **{word: 10 * value for words in (_TENS, _FRENCH_TENS) for value, word in enumerate(words.split(), 2)},
    "une": 1,
    "a": 1,
    "an": 1,
    "quatre-vingts": 80,
}
_SCALES = {"hundred": 100, "cent": 100, "cents": 100, "thousand": 1000, "mille": 1000, "million": 10**6}
_ORDINALS = (
    "half third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_FRENCH_ORDINALS = (
    "demi tiers quart cinquième sixième septième huitième neuvième dixième onzième douzième treizième "
    "quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième"
)
_PARTS = {
    **{word: value for words in (_ORDINALS, _FRENCH_ORDINALS) for value, word in enumerate(words.split(), 2)},
    "halve": 2,
    "demie": 2,
    "quarter": 4,
    "hundredth": 100,
    "thousandth": 1000,
    "centième": 100,
    "millième": 1000,
}
_SIGNS = frozenset(("minus", "negative", "moins"))
_POINTS = frozenset(("point", "virgule"))
_JOINS = frozenset(("and", "et"))
_ROUGH = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|over|than|environ|presque|près)\b", re.IGNORECASE
)
"""Words beside which a number in words is no more than a size."""
_ONLY = _SIGNS | _JOINS | (_VALUES.keys() - {"a", "an"}) | {"plus"}
"""The words of a text that is a number or a list of numbers and nothing else."""
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*")
_PART = re.compile(r"(?i:quatre-vingts?(?:-dix)?|soixante-dix|dix-(?:sept|huit|neuf))(?![A-Za-zÀ-ÿ])|[^-]+")
_BLANK = re.compile(r"[\s-]*")


def in_digits(text: str) -> str:
    """The text with its numbers in words as digits; *one*, *a* and their like alone are left.

    >>> in_digits("It is minus eight point two, not two thirds")
    'It is -8.2, not (2/3)'
    """
    if _ROUGH.search(text):
        return text
    out, position = [], 0
    words = [(part, start) for found in _WORD.finditer(text) for part, start in _split(found)]
    place = 0
    lone = {word.lower() for word, _ in words} <= _ONLY
    while place < len(words):
        count, written = _number_at([word.lower() for word, _ in words[place : place + 24]], lone=lone)
        end = words[place + count - 1][1] + len(words[place + count - 1][0]) if count else 0
        if not count or not _are_joined(text, words[place : place + count]):
            place += 1
            continue
        out += [text[position : words[place][1]], written]
        position, place = end, place + count
    return "".join([*out, text[position:]])


_SPOKEN_SIGN = re.compile(
    r"(?<!\bau )(?<!\bdu )\b(?:minus|negative?|moins|menos|meno)\s+(?=[$\x02(]*\.?\d)", re.IGNORECASE
)
_SPOKEN = "|".join(
    sorted(
        {*_VALUES, *_SCALES, *_POINTS, *_JOINS, *_PARTS, *(f"{part}s" for part in _PARTS)},
        key=len,
        reverse=True,
    )
)
_SPOKEN_NUMBER = re.compile(
    rf"\b(?:minus|negative|moins)(?:[\s-]+(?:{_SPOKEN})\b)+",
    re.IGNORECASE,
)


def signs_in_digits(text: str) -> str:
    """The text with *minus* before a number as the sign, and the numbers in words behind it as digits.

    >>> signs_in_digits("the total is minus 9.1, and minus nine point three")
    'the total is -9.1, and -9.3'
    """
    if not _HAS_SIGN.search(text):
        return text
    return _SPOKEN_SIGN.sub("-", _SPOKEN_NUMBER.sub(lambda found: in_digits(found.group()), text))


_HAS_SIGN = re.compile(r"minus|negativ|moins|meno", re.IGNORECASE)


def _split(found: re.Match[str]) -> list[tuple[str, int]]:
    """A word, or the parts of one with hyphens that is none itself: ``eighty-one``."""
    word = found.group()
    if word.lower() in _VALUES or word.lower().rstrip("s") in _PARTS:
        return [(word, found.start())]
    return [(part.group(), found.start() + part.start()) for part in _PART.finditer(word)]


def _are_joined(text: str, words: list[tuple[str, int]]) -> bool:
    return all(
        _BLANK.fullmatch(text[start + len(word) : following])
        for (word, start), (_, following) in pairwise(words)
    )


def _number_at(words: list[str], *, lone: bool) -> tuple[int, str]:
    """How many of the words make a number, and the number in digits; none with 0.

    `lone` says whether *one* counts alone.
    """
    sign = 1 if words[0] in _SIGNS or words[0] == "plus" else 0
    count, whole = _whole(words[sign:])
    if not count:
        return 0, ""
    place = sign + count
    minus = "-" if words[0] in _SIGNS else ""
    if place + 1 < len(words) and words[place] in _POINTS:
        decimals = _digits(words[place + 1 :])
        if decimals:
            return place + 1 + len(decimals), f"{minus}{whole}.{decimals}"
    joined = place < len(words) and words[place] in _JOINS
    above_count, above = _whole(words[place + 1 :]) if joined else (0, 0)
    if above_count and (below := _part(words, place + 1 + above_count)):
        return place + 2 + above_count, f"{minus}({whole}+{above}/{below})"
    below = _part(words, place)
    if below:
        return place + 1, f"{minus}({whole}/{below})"
    if words[0] in ("a", "an") or (whole == 1 and count == 1 and not sign and not lone):
        return 0, ""
    return place, f"{minus}{whole}"


def _part(words: list[str], place: int) -> int:
    word = words[place] if place < len(words) else ""
    return _PARTS.get(word) or _PARTS.get(word.rstrip("s")) or 0


def _digits(words: list[str]) -> str:
    found = ""
    for word in words:
        value = _VALUES.get(word)
        if value is None or value > 9 or word in ("a", "an"):
            break
        found += str(value)
    return found


def _whole(words: list[str]) -> tuple[int, int]:
    """How many of the words make a whole number, and it: ``one thousand and twenty-four``."""
    total = current = count = used = 0
    for place, word in enumerate(words):
        if word in _JOINS and used:
            continue
        if word in _VALUES and not (used and word in ("a", "an")):
            value = _VALUES[word]
            if used and current % 100 and not (current % 10 == 0 and current % 100 > 10 and value < 20):
                break
            current += value
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0
        else:
            break
        count, used = place + 1, used + 1
    return count, total + current
