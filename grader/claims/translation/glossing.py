"""Put an answer in another language into the English of the rubrics' concepts, word for word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from grader.claims.translation.glossary import HOME, LANGUAGES, LONGEST, Glossary, Kind, load_glossary
from grader.claims.translation.word_order import Item, german_order, romance_order

_MAX_CHARACTERS = 20_000
"""Of an answer; by its beginning the language is told."""
_PIECE = re.compile(r"\$[^$]{0,2000}\$|\\[a-zA-Z]+|`[^`]{0,500}`|[^\W\d_]+|\s+|.", re.DOTALL)
_ABBREVIATED = re.compile(r"(?i)\b(?:bzw|usw|ggf|bspw|vgl|ca|d\.\s?h|z\.\s?b|p\.\s?ej|ad es)\.")
_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 5  # up to which one word tells the language
_KNOWN = 0.6  # share of a sentence's words that have to be known
_OPERATORS = "=+*/^<>|_(&"
_SCRIPTS = frozenset("_{^")
"""After these words are subscripts."""
_BREAKS = frozenset(",;:.!?()\n")


@lru_cache(maxsize=256)
def language_of(text: str) -> Glossary | None:
    """The dictionary that an answer needs; None where it is in English or French, or hard to tell.

    >>> language_of("Die Gewichte werden nicht geteilt").name
    'german'
    """
    words = [
        piece.lower()
        for piece in _PIECE.findall(_composed(text[:_MAX_CHARACTERS]))
        if _WORD.fullmatch(piece) and (not piece.isascii() if len(piece) == 1 else not piece.isupper())
    ]
    enough = 1 if len(words) <= _FEW_WORDS else 2
    likely = [
        load_glossary(name)
        for name in LANGUAGES
        if sum(word in load_glossary(name).marks for word in words) >= enough
    ]
    if not likely:
        return None
    home = sum(word in HOME for word in words)
    known = {
        glossary.name: [word for word in words if glossary.entry((word,)) is not None] for glossary in likely
    }
    best: tuple[int, Glossary] | None = None
    for glossary in likely:
        own = known[glossary.name]
        others = {word for other in likely if other is not glossary for word in known[other.name]}
        score = len(own) + sum(word not in others for word in own)
        if len(own) > home and (best is None or score > best[0]):
            best = (score, glossary)
    return best[1] if best else None


class Glossed(NamedTuple):
    """A text in English words, mathematics as it stands."""

    text: str
    known: bool
    """Whether most of its words are known."""
    complete: bool
    """Whether all of them are."""


def gloss(text: str, glossary: Glossary) -> Glossed:
    """A text put into English.

    >>> gloss("weil es nicht durch $r$ geteilt wird", load_glossary("german")).text
    'because it is not divided by $r$'
    """
    text = _ABBREVIATED.sub(lambda match: match.group().replace(".", " "), _composed(text))
    items = _items(_PIECE.findall(text), glossary)
    words = [item for item in items if _WORD.fullmatch(item.text) or item.kind]
    unknown = sum(not item.known for item in words)
    german = glossary.name == "german"
    ordered = [
        item
        for clause in _clauses(items)
        for item in (german_order(clause, glossary) if german else romance_order(clause, glossary))
    ]
    return Glossed(_joined(ordered), unknown <= (1 - _KNOWN) * len(words), not unknown)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _items(pieces: list[str], glossary: Glossary) -> list[Item]:
    found: list[Item] = []
    index = 0
    while index < len(pieces):
        entry, length = None, 1
        if _WORD.fullmatch(pieces[index]):
            # a letter of a formula, but in *n-Gramm*
            fewest = 2 if _is_symbol(pieces, index) else 1
            for count in range(LONGEST, fewest - 1, -1):
                taken = pieces[index : index + 2 * count - 1]
                words = tuple(piece.lower() for piece in taken[::2])
                if len(taken) == 2 * count - 1 and all(gap in "-  \n'’" for gap in taken[1::2]):
                    entry, length = glossary.entry(words), len(taken)
                    if entry:
                        break
        if entry and not (entry.kind is Kind.WORDS and index and pieces[index - 1] in _SCRIPTS):
            found.append(Item(entry.english, entry.kind, source=pieces[index].lower()))
            index += length
        else:
            piece = pieces[index]
            known = (
                not _WORD.fullmatch(piece)
                or len(piece) < 3
                or (index > 0 and pieces[index - 1] in _SCRIPTS)
                or _is_shared(piece, glossary)
            )
            found.append(Item(piece, None, known, source=piece.lower()))
            index += 1
    return _negations(_still(found))


def _is_shared(word: str, glossary: Glossary) -> bool:
    """Whether a word is English, a name or an abbreviation, as far as its letters tell; so is Greek."""
    name = word.isupper() if glossary.name == "german" else word[:1].isupper()
    return name or word.lower() in HOME or any("GREEK" in unicodedata.name(letter, "") for letter in word)


def _is_symbol(pieces: list[str], index: int) -> bool:
    """Whether a single letter is a letter of a formula."""
    if len(pieces[index]) > 1:
        return False
    if "".join(pieces[index + 1 : index + 2]) in ("'", "’"):
        return False  # l'effetto
    before = "".join(pieces[max(0, index - 2) : index])
    after = "".join(pieces[index + 1 : index + 3])
    if pieces[index].isupper() and before.strip() and before.strip()[-1] not in ".!?:":
        return True
    spaced = (not before or before[-1].isspace()) and after[:1].isspace()
    return not spaced or before.strip()[-1:] in _OPERATORS or after.strip()[:1] in _OPERATORS


def _still(items: list[Item]) -> list[Item]:
    """*Noch* without *weder* joins nothing: *ist noch machbar*."""
    found: list[Item] = []
    paired = False
    for item in items:
        paired = paired or item.text == "neither"
        is_adverb = item.source == "noch" and item.text == "nor" and not paired
        found.append(replace(item, text="still", kind=Kind.DROPPED) if is_adverb else item)
    return found


def _negations(items: list[Item]) -> list[Item]:
    """*No*, where the word for *not* stands alone: ``Não, ...``."""
    return [
        replace(item, text="no") if item.text == "not" and _stands_alone(items, index) else item
        for index, item in enumerate(items)
    ]


def _stands_alone(items: list[Item], index: int) -> bool:
    after = next((item for item in items[index + 1 :] if not item.text.isspace()), None)
    before = next((item for item in reversed(items[:index]) if not item.text.isspace()), None)
    ends = after is None or after.text in _BREAKS or after.text in ("because", "since", "due to")
    return ends and (before is None or before.text in _BREAKS)


def _clauses(items: list[Item]) -> Iterator[list[Item]]:
    """The items cut at stops, each stop for itself."""
    clause: list[Item] = []
    for item in items:
        if item.text in _BREAKS:
            yield clause
            yield [item]
            clause = []
        else:
            clause.append(item)
    yield clause


def _joined(items: list[Item]) -> str:
    """The text, blanks where words of another order need them."""
    text = ""
    for item in items:
        if item.kind is Kind.DROPPED:
            continue
        if item.kind and text and (text[-1].isalnum() or text[-1] in "$)'’"):
            text = text.rstrip("'’") + " "
        elif text and text[-1].isalpha() and item.text[:1].isalnum() and items:
            text += " "
        text += item.text
        if item.kind:
            text += " "
    return re.sub(r"\s+([,;:.!?)])", r"\1", re.sub(r"[ \t]+", " ", text)).strip()
