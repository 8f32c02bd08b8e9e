"""Recognise ids whose pieces stand apart (``Problem 2, part 2(a)``, ``II.2.a``), or name several at once."""

from __future__ import annotations

import re

from grader.intake.labels.headings import Label, Outline, Strength, is_question_word, read_absolute
from grader.intake.labels.numerals import roman_number

_FRAME = re.compile(r"[^\w\s()\[\]$\\]*[ \t]*")
"""Signs that dress a title (``--- 2.2a ---``, ``=== 2.1 ===``)."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+|->|\S")
_DIVISIONS = frozenset(
    "part parts partie subpart sub subquestion subproblem item letter lettre teil point no number".split()  # noqa: SIM905
)
_SIGNS = frozenset("._-–—>»›()[]")
_WORDED_SIGNS = _SIGNS | frozenset(":/#°→") | {"->"}
_END = re.compile(r"[ \t]*(?:[:.)\]—–-]+(?=\s|$)|$)")
_LINK = re.compile(r"[ \t]*(?:[-–—,&+/]|\b(?:and|to|through|et|à|und|bis)\b)[ \t]*", re.IGNORECASE)
_LETTER = re.compile(r"[(\[]?[ \t]*([a-z])[ \t]*[)\]]?(?![\w'’^])", re.IGNORECASE)
_MAX_TOKENS = 16
_MAX_TOGETHER = 12


def read_spread(text: str, known: Outline) -> Label | None:
    """An id of two or three pieces with words or signs between them, whatever dresses it; None for none.

    It must be all that stands before the line's end or a delimiter; a known part or group of parts.
    """
    frame = _FRAME.match(text)
    start = frame.end() if frame else 0
    found = _Pieces(known)
    for count, token in enumerate(_TOKEN.finditer(text, start)):
        if count > _MAX_TOKENS or not found.take(token):
            break
    if len(found.node) < 2 or found.node not in known.nodes:
        return None
    end = found.end + len(text[found.end :]) - len(text[found.end :].lstrip(")]"))
    rest = text[end:]
    dressed = bool(start and text[:start].strip()) and not re.search(r"[\w(\[]", rest)
    if not (dressed or _END.match(rest)):
        return None
    return Label(
        node=found.node,
        end=len(text) if dressed else end,
        strength=Strength.FIRM,
        worded=found.worded or dressed,
    )


class _Pieces:
    """The pieces of an id while its tokens are taken, one by one."""

    def __init__(self, known: Outline) -> None:
        self._known = known
        self._apart = True
        self._comma = False
        self.node: tuple[str, ...] = ()
        self.end = 0
        self.worded = False

    def take(self, token: re.Match[str]) -> bool:
        """Whether a token goes on with the id."""
        word = token[0]
        if self._is_piece(token):
            if self._comma or not (self._apart or word.isalpha()):
                return False
            self.node = (
                *self.node,
                str(roman_number(word.lower()) or word.lower()) if not self.node else word.lower(),
            )
            self.end, self._apart = token.end(), False
            return True
        if word == ",":
            self._comma = True
            return bool(self.node)
        if word.isalpha():
            self._comma = False
            self._apart = True
            self.worded = self.worded or not self.node
            return is_question_word(word) if not self.node else word.lower() in _DIVISIONS
        self._apart = True
        return word in (_WORDED_SIGNS if self.worded else _SIGNS)

    def _is_piece(self, token: re.Match[str]) -> bool:
        word = token[0]
        if not self.node:
            following = token.string[token.end() : token.end() + 2]
            is_roman = (
                word.isupper() and bool(roman_number(word.lower())) and bool(re.match(r"[.-]\d", following))
            )
            return is_roman or (word.isdigit() and len(word) < 3)
        if len(self.node) == 1:
            return word.isdigit() and len(word) < 3
        return (
            len(self.node) == 2
            and len(word) == 1
            and word.isalpha()
            and bool(self._known.children(self.node))
        )


def read_together(text: str, known: Outline) -> Label | None:
    """What several parts answered as one have in common (``2.2(a)-(c)`` is 2.2, ``2.1 and 2.3`` is 2)."""
    first = read_absolute(text, known)
    if first is None or len(first.node) < 2 or first.node not in known.nodes:
        return None
    common, end = first.node, first.end
    for _ in range(_MAX_TOGETHER):
        link = _LINK.match(text, end)
        if link is None:
            break
        letter = _LETTER.match(text, link.end())
        other = read_absolute(text[link.end() :], known)
        if letter and len(first.node) > 2 and (*first.node[:-1], letter[1].lower()) in known.nodes:
            node, end = (*first.node[:-1], letter[1].lower()), letter.end()
        elif other is not None and other.node in known.nodes:
            node, end = other.node, link.end() + other.end
        else:
            break
        common = _shared(common, node)
    if common == first.node or not common or not _END.match(text[end:]):
        return None
    return Label(common, end, Strength.FIRM, worded=first.worded)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return one[:count]
