"""Recognise where a part begins: ids, question words and lettered labels at the start of a line.

A reference in running text ("as in 2.2.a we", "using part (b)", "2.1 million") is no heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from grader.intake.labels.numerals import roman_number
from grader.model.words import Word

_QUESTION_WORDS = (
    r"questions?|quest\.|problems?|probl[eè]mes?|prob\.|exercises?|exercices?|exo|ex\.|sub-?questions?"
    r"|sous-questions?|pb|qn|q"
)
_PART_WORDS = (
    r"parts?|parties?|tasks?|answers?|ans\.?|r[ée]ponses?|r[ée]p\.|solutions?|sol\.|items?|sections?|§"
)
_LINKS = r"(?:(?:to|for|of|[àa]|de|pour|la|the|my|number|num[ée]ro|no\.?|n[°o]\.?)\b[ \t]*|[#:\-–—°][ \t]*)*"
_PREFIX = rf"(?:(?:{_QUESTION_WORDS}|{_PART_WORDS})(?![a-pr-zà-ÿ])\.?[ \t]*{_LINKS}){{0,4}}"
_LETTER = (
    r"(?:[ \t]*[.,\-–_:]?[ \t]*(?:(?:part|partie)[ \t]*)?\([ \t]*(?P<paren>[a-z]|[ivx]{1,4})[ \t]*\)"
    r"|[.\-–_]?(?P<letter>[a-z])(?![\w'’*^/+=(\[{])(?:[ \t]*\))?"
    r"|[ \t]*[,.\-–_]?[ \t]+(?:part|partie)?[ \t]*(?P<spaced>[a-z])"
    r"(?:[ \t]*[).:](?=\s|$)|(?=[ \t]*(?:\n|$))))"
)
_ABSOLUTE = re.compile(
    rf"(?P<prefix>{_PREFIX})\*?[(\[]?(?P<question>\d{{1,2}})(?:[ \t]?\.[ \t]?|-)(?P<sub>\d{{1,2}})"
    rf"(?!\d)(?![.,]\d){_LETTER}?[)\]]?",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    rf"(?:(?P<word>{_QUESTION_WORDS})(?![a-pr-zà-ÿ])\.?[ \t]*{_LINKS})"
    r"[(\[]?(?P<question>\d{1,2})(?![.,]?\d)[)\]]?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"(?P<prefix>{_PREFIX})(?:[(\[][ \t]*(?P<paren>[a-z]|[ivx]{{1,4}}|\d{{1,2}})[ \t]*[)\]]"
    r"|(?P<bare>[a-z]|[ivx]{1,4}|\d{1,2})[ \t]*(?:(?P<close>[).:])(?=\s|$)|(?=$|\n)))",
    re.IGNORECASE,
)
_SAME_WORD = {"q": "ques", "qn": "ques", "pb": "prob", "exo": "exer", "ex": "exer"}
_COMPOUND = re.compile(
    rf"(?P<prefix>{_PREFIX})[(\[]?(?P<sub>\d{{1,2}})"
    r"(?:(?:[ \t]|[.\-–])?\((?P<paren>[a-z]|[ivx]{1,4})\)|[.\-–]?(?P<letter>[a-z])(?=[\s).:\]]|$)[)\]]?)",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"[ \t]*(?:[:.)\]*—–=>→|-]+(?=\s|$|[^\d\s])|(?=\n|$))")
_RUNNING = frozenset(
    (  # noqa: SIM905
        "is are was were we asks asked shows showed shown gives gave says said states stated implies "
        "implied tells follows and or nor because since has have had can could will would also above below "
        "with which that then it as by from to but in into on where when if so than does did uses used "
        "using yields holds times million billion thousand percent of seconds ms gb mb kb et ou est sont "
        "dit donne montre que qui donc car nous fois millions secondes"
    ).split()
)
_EXCLUDED = re.compile(
    r"(?:fig(?:ure)?s?|tables?|tab|eq(?:uation)?s?|éq(?:uation)?s?|algorithms?|algorithmes?|alg|lemmas?|lemmes?|theorems?|"
    r"th[ée]or[eè]mes?|chapters?|chapitres?|chap|versions?|python|pages?|steps?|étapes?|case|cas|model|gpt|v)"
    r"\.?[ \t]*[(\[]?$",
    re.IGNORECASE,
)


class Strength(Word):
    """How sure it is that an id begins a part and is no reference."""

    FIRM = "firm"  # a heading, bold, alone on its line, with a delimiter or a question word
    LOOSE = "loose"  # an id followed by words: believed where a part may begin
    RUNNING = "running"  # an id followed by a word that goes on a sentence: believed in bold of its own
    NONE = "none"


@dataclass(frozen=True)
class Outline:
    """The ids of an assignment as a tree: every part, and every question that holds parts."""

    parts: tuple[str, ...]
    nodes: frozenset[tuple[str, ...]]

    def children(self, node: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """The nodes right below one, in the order of the assignment."""
        found = [tuple(part.split("."))[: len(node) + 1] for part in self.parts]
        return tuple(
            dict.fromkeys(each for each in found if len(each) > len(node) and each[: len(node)] == node)
        )

    def is_part(self, node: tuple[str, ...]) -> bool:
        """Whether a node is itself a part, with no parts below."""
        return ".".join(node) in self.parts


@cache
def outline(parts: tuple[str, ...]) -> Outline:
    """The tree of ids of these parts."""
    split = [tuple(part.split(".")) for part in parts]
    return Outline(parts, frozenset(node[:depth] for node in split for depth in range(1, len(node) + 1)))


@dataclass(frozen=True)
class Label:
    """An id read at the start of a line, and where the text after it begins."""

    node: tuple[str, ...]
    end: int
    strength: Strength
    relative: bool = False
    style: str = ""
    """Of a relative label: its shape, such as ``(a)`` or ``1.``, by which a list is followed."""
    worded: bool = False
    word: str = ""
    """What a whole question is called (``exer`` for Exercise, Exercice, ex.)."""
    deeper: bool = False
    """Whether a letter followed that the assignment does not have: a division of the student's own."""


def read_absolute(text: str, known: Outline) -> Label | None:
    """An id that names its question (``2.2.a``, ``Question 2``), known or not."""
    match = _ABSOLUTE.match(text)
    if match:
        return _absolute(text, match, known)
    question = _QUESTION.match(text)
    if question is None:
        return None
    strength = _strength(text, question.end(), worded=True)
    word = question["word"].lower().strip(".s")
    return Label(
        (question["question"],), question.end(), strength, worded=True, word=_SAME_WORD.get(word, word[:4])
    )


def _absolute(text: str, match: re.Match[str], known: Outline) -> Label:
    node: tuple[str, ...] = (match["question"], match["sub"])
    worded = bool(match["prefix"].strip())
    end = match.end()
    letter = match["paren"] or match["letter"] or match["spaced"]
    deeper = False
    if letter and known.children(node):
        node = _with_letter(node, letter.lower(), known)
    elif letter:
        deeper = True
        end = match.end("sub")
    strength = _strength(text, end, worded)
    if deeper and match["spaced"] is None:
        strength = _strength(text, match.end(), worded)
    return Label(node, end, strength, worded=worded, deeper=deeper)


def _with_letter(node: tuple[str, ...], letter: str, known: Outline) -> tuple[str, ...]:
    direct = (*node, letter)
    children = known.children(node)
    if direct in known.nodes or (len(letter) == 1 and letter not in "ivx"):
        return direct
    index = roman_number(letter)
    return children[index - 1] if 0 < index <= len(children) else direct


def read_compound(text: str, question: str, known: Outline) -> Label | None:
    """A part named by number and letter within its question (``2.a`` or ``2a)`` in question 2 is 2.2.a)."""
    match = _COMPOUND.match(text)
    if match is None:
        return None
    node = _with_letter((question, match["sub"]), (match["paren"] or match["letter"]).lower(), known)
    if node not in known.nodes:
        return None
    worded = bool(match["prefix"].strip())
    return Label(node, match.end(), _strength(text, match.end(), worded), worded=worded)


def read_relative(text: str, alone: bool = False) -> tuple[str, int, str, bool] | None:
    """A label inside a question: its word (``a``, ``2``), end, shape, and whether a question word led it.

    A word without bracket or colon is a label only where `alone` says that it may be all of a title.
    """
    match = _RELATIVE.match(text)
    if not match:
        return None
    word = (match["paren"] or match["bare"]).lower()
    worded = bool(match["prefix"].strip())
    if match["paren"] is None and not match["close"] and not (worded or alone):
        return None
    kind = "1" if word.isdigit() else "a"
    shape = f"({kind})" if match["paren"] else f"{kind}{match['close'] or ''}"
    return word, match.end(), f"{'part ' if worded else ''}{shape}", worded


def resolve_relative(word: str, node: tuple[str, ...], known: Outline) -> tuple[str, ...] | None:
    """The node that a label such as ``b`` or ``2`` names inside a node; None where it names none."""
    direct = (*node, word)
    if direct in known.nodes:
        return direct
    children = known.children(node)
    if children and not children[0][-1].isdigit() and (index := roman_number(word)):
        return children[index - 1] if index <= len(children) else None
    return None


def is_question_word(text: str) -> bool:
    """Whether a word is what questions and their parts are called (``Problem``, ``Exercice``)."""
    return bool(re.fullmatch(rf"(?:{_QUESTION_WORDS}|{_PART_WORDS})", text.strip(), re.IGNORECASE))


def skip_delimiter(text: str, start: int) -> int:
    """Where the answer begins after an id and its colon, dash or bracket."""
    match = re.compile(r"[ \t]*(?:[:.)\]—–|]+(?:-(?=\s))?|-(?=\s)|->|→)?[ \t]*").match(text, start)
    return match.end() if match else start


def is_excluded(before: str) -> bool:
    """Whether the words before an id make it the number of a figure, an equation and the like."""
    return bool(_EXCLUDED.search(before))


def _strength(text: str, end: int, worded: bool) -> Strength:
    rest = text[end:]
    if text[end - 1 : end] in (")", "]") and not re.search(r"[(\[]", text[:end]) and rest[:1].isspace():
        return Strength.FIRM  # ``1.3) could``: the bracket sets the id off
    following = re.match(r"[ \t]*([^\W\d_]+)", rest)
    delimiter = _DELIMITER.match(rest)
    if text[end - 1 : end] in (")", "]") and re.match(r"[ \t]+[-−]?\d", rest):
        return Strength.FIRM
    if text[end - 1 : end].isalpha() and re.match(r"[ \t]+\(?\d[).]\s", rest):
        return Strength.FIRM  # a lettered id, and then a list of its own
    if re.match(r"\.?[A-Za-z](?![A-Za-z])", rest):
        return Strength.NONE
    if re.match(r"[ \t]*(?:[,;%]|[+*/^×·≤≥<>](?!\s*$)|[-−]\s*[\d.]|\d|=(?!>))", rest) and not worded:
        return Strength.NONE
    if following and following[1].lower() in _RUNNING and not (delimiter and delimiter[0].strip()):
        return Strength.RUNNING if following[1].islower() else Strength.LOOSE
    if delimiter:
        return Strength.FIRM
    if re.match(r"\S", rest) and not re.match(r"[(\[$\\]", rest):
        return Strength.NONE
    if worded:
        return Strength.FIRM if not re.match(r"[ \t]*,", rest) else Strength.LOOSE
    return Strength.LOOSE
