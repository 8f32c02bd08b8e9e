"""Assignments in a line or sentence of pseudo-code, with the loops that the sentence itself names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.pseudocode.lines import CodeLine
from grader.pseudocode.references import Ref, last_ref_start, read_refs

_ASSIGNED = re.compile(r"<-|(?<![<>=!:])=(?![=>])|\b(?:is|est)\b(?=\s+(?:1|0)\b)")
_OPERATOR = re.compile(r"\b(?P<word>argmax|max|maximum|sum|logsumexp|somme|largest|highest)\b")
_SPOKEN_LOOP = re.compile(
    r"\b(?:for|pour|at|à|during|repeat for)\s+(?:(?:each|every|all|any|chaque|tout|toute|tous|les|the|time|"
    r"timestep|step|position|étape|index|pas|words?|mots?|states?)\s+)*(?P<name>[a-z])\b\s*"
    r"(?:(?:=|in|from|allant de|going from|de|:)\s*(?P<range>[a-z0-9][a-z0-9+-]*\s*"
    r"(?:,?\s*\.\.+\s*,?|to|up to|down to|downto|à|jusqu'à|,|:)\s*-?[a-z0-9][a-z0-9+-]*))?"
)
_GIVEN_OUT = re.compile(
    r"\b(?:output|emit|print|choose|pick|take|select|predict)s?\s+(?:(?:the|word|best)\s+)*(?=argmax)"
)
_APPENDED = re.compile(r"\b(?P<name>[a-z]\w*)\.(?:append|push|insert|add)[\[(]\s*(?:0\s*,\s*)?")
APPENDED = "+"
"""The index of what is put at a list's end, or at its beginning."""
_OPTIONS = frozenset(("axis", "dim", "key", "default", "keepdims", "dtype"))
_LEADS_ON = re.compile(r"(?:^|[,;:(]|\b(?:and|et|then|puis|ensuite|finally|enfin|now))\s*$")
_JOINED = re.compile(r"\b(?:and|et)\s+(?:\w+\s+){0,4}$")


@dataclass(frozen=True)
class Loop:
    """A loop: its variable and the text of its range."""

    variable: str
    range: str
    line: CodeLine


@dataclass(frozen=True)
class Assignment:
    """An assignment, what it reads, and the loops around it, outermost first."""

    target: Ref
    value: str
    operators: frozenset[str]
    """Of ``max``, ``argmax`` and ``sum``."""
    bound: str
    """What the operator ranges over, if that is written."""
    reads: tuple[Ref, ...]
    loops: tuple[Loop, ...]
    line: CodeLine


@dataclass(frozen=True)
class _Sign:
    """An assignment's place in a text: its target's and its value's beginning."""

    target: int
    value: int
    ref: Ref


def begins_sentence(text: str) -> bool:
    """Whether a loop's head goes on without a colon to an assignment (*for t = 2 to T compute d = ...*)."""
    head = _SPOKEN_LOOP.match(text)
    if head is None:
        return False
    signs = _signs(text, [head])
    return bool(signs) and not re.search(r":(?!\d|t\b|n\b)|\bdo\b", text[head.end() : signs[0].target])


def assignments_in(text: str, around: tuple[Loop, ...], line: CodeLine) -> list[Assignment]:
    """The assignments of a text in order; `around` are the loops that hold all of it."""
    spoken = list(_SPOKEN_LOOP.finditer(text))
    signs = _signs(text, spoken)
    found = []
    for number, sign in enumerate(signs):
        end = signs[number + 1].target if number + 1 < len(signs) else len(text)
        end = min((loop.start() for loop in spoken if sign.value <= loop.start() < end), default=end)
        value = text[sign.value : end]
        operators = frozenset(_operator(each["word"]) for each in _OPERATOR.finditer(value))
        loops = (*around, *(_loop(each, line) for each in _governing(number, signs, spoken, text)))
        found.append(Assignment(sign.ref, value, operators, _bound(value), read_refs(value), loops, line))
    return found


def _signs(text: str, spoken: list[re.Match[str]]) -> list[_Sign]:
    """Where the assignments stand, those of a loop's variable left out."""
    found: list[_Sign] = []
    for match in _ASSIGNED.finditer(text):
        if any(loop.start() <= match.start() < loop.end() for loop in spoken):
            continue
        if text[: match.start()].count("[") != text[: match.start()].count("]"):
            continue
        target = last_ref_start(text[: match.start()])
        if target < 0 and not found and (refs := read_refs(text[: match.start()])):
            # delta[t], for all j <- ...; [delta[t][j], a[t][j]] <- ...
            several = refs[-2:] if text[: match.start()].rstrip().endswith(("]", ")")) else ()
            alike = len({len(ref.indices) for ref in several}) == 1
            found.append(_Sign(0, match.end(), several[0] if alike else refs[-1]))
        elif (
            target >= 0
            and (not found or target > found[-1].value)
            and text[target : match.start()].strip() not in _OPTIONS
        ):
            found.append(_Sign(target, match.end(), read_refs(text[target : match.start()])[0]))
    for match in _GIVEN_OUT.finditer(text):
        if not any(sign.value <= match.end() <= sign.value + 1 for sign in found):
            found.append(_Sign(match.start(), match.end(), Ref("output", ())))
    for match in _APPENDED.finditer(text):
        found.append(_Sign(match.start(), match.end(), Ref(match["name"], (APPENDED,))))
    return sorted(found, key=lambda sign: sign.target)


def _governing(
    number: int, signs: list[_Sign], spoken: list[re.Match[str]], text: str
) -> list[re.Match[str]]:
    """The spoken loops that hold an assignment: one before it that leads on, or one right behind it."""
    place = signs[number].target
    before = [loop for loop in spoken if loop.end() <= place]
    leading = [loop for loop in before if _leads(loop, signs, spoken, text)]
    following = [loop for loop in spoken if loop.start() > place]
    trailing = following[0] if following and not _leads(following[0], signs, spoken, text) else None
    if trailing is not None and all(
        _JOINED.search(text[: sign.target]) for sign in signs[number + 1 :] if sign.target < trailing.start()
    ):
        return [*leading[-1:], trailing]
    return leading[-1:] if leading and leading[-1]["range"] else leading[-2:]


def _leads(loop: re.Match[str], signs: list[_Sign], spoken: list[re.Match[str]], text: str) -> bool:
    """Whether a loop holds what follows it rather than what stands before."""
    limit = min((other.start() for other in spoken if other.start() > loop.start()), default=len(text))
    follows = any(loop.end() <= sign.target < limit for sign in signs)
    precedes = any(sign.target < loop.start() for sign in signs)
    return not precedes or (follows and _LEADS_ON.search(text[: loop.start()]) is not None)


def _loop(spoken: re.Match[str], line: CodeLine) -> Loop:
    return Loop(spoken["name"], spoken["range"] or spoken.group(), line)


def _operator(word: str) -> str:
    if word == "argmax":
        return "argmax"
    return "sum" if word in ("sum", "logsumexp", "somme") else "max"


def _bound(value: str) -> str:
    found = re.search(r"\b(?:argmax|max|sum)\s*\[\s*([a-z]\w*)", value)
    if found is None:
        found = re.search(r"\b(?:over|for|sur|all|pour)\s+(?:all |each |every |tout )?([a-z]\w*)\b", value)
    return found.group(1) if found else ""
