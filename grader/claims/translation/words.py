"""Put prose of other languages into the English words that phrases are made of; what is English stays."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from grader.claims.translation import grammar, vocabulary
from grader.claims.words import word_set

LANGUAGES = ("german", "spanish", "italian", "portuguese")
"""In the order of the tables' columns."""

_PIECE = re.compile(r"\$[^$]{0,2000}\$|\\[a-zA-Z]+|[^\W\d_]+|.", re.DOTALL)
_AT_HOME = word_set(
    "the is are of and not it that this we can for with be to in by as on only if but so because since which "
    "have has does do there was will would may might at from or its they "
    "les des une est sont et ne pas du qui dans pour par avec sur ce cette aux ou mais car donc peut il elle "
    "tout toute tous comme cela mot mots oui"
)
"""Words by which English and French are known."""
_AMBIGUOUS = word_set(
    "o e a i y u no se so do da as os den die was war man es in an am il lo la ai na red todo assume sin per "
    "sei sea poi di ma che come prima base data cara pesos vale non si un que le all"
)
"""Words that are no sign of a language."""
_FEWEST = 2  # words that make a language, unless there are no others
_COGNATE = 5  # letters with which a word and its English may both begin
_PUNCTUATION = word_set(". , ; : ! ? ( ) [ ] \n")
_CONJUNCTIONS = word_set("and or but because since if that which so although than")
_VERBS = word_set(
    "is are can could may must will would does has holds satisfies works applies depends requires explode "
    "vanish grow diverge implies suffices fails guaranteed change apply"
)
_HOW = word_set("necessarily always guaranteed directly any more")
_ANSWERS_WITH_REASON = word_set("because since")


@dataclass(frozen=True)
class _Dictionary:
    """The entries of one language by their first word; each is the rest of its words and the English."""

    entries: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    beginnings: Mapping[str, tuple[tuple[str, str], ...]]
    """Beginnings of words by their first two letters, the longest first, with the English."""

    def lookup(self, words: list[str]) -> tuple[int, str]:
        """How many of the words the longest entry takes that they begin with, and its English; 0 for none."""
        for word in dict.fromkeys((words[0], bare(words[0]))):
            best = 0, ""
            for rest, english in self.entries.get(word, ()):
                taken = 1 + len(rest)
                if taken > best[0] and _begins(rest, words[1:]):
                    best = taken, english
            if best[0]:
                return best
            for stem, english in self.beginnings.get(word[:2], ()):
                if word.startswith(stem):
                    return 1, english
        return 0, ""


def _begins(rest: tuple[str, ...], words: list[str]) -> bool:
    return len(words) >= len(rest) and all(
        bare(word).startswith(part[:-1]) if part.endswith("*") else bare(word) == part
        for part, word in zip(rest, words, strict=False)
    )


def bare(word: str) -> str:
    """A word without its accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter)
    ).replace("ß", "ss")


@lru_cache(maxsize=1)
def _dictionaries() -> Mapping[str, _Dictionary]:
    tables = (re.sub(r"\n +", " ", table) for table in (grammar.TABLE, vocabulary.TABLE))
    lines = [line for table in tables for line in table.splitlines() if ":" in line]
    found = {}
    for column, language in enumerate(LANGUAGES):
        entries: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        beginnings: dict[str, dict[str, str]] = defaultdict(dict)
        for spelt in (_as_written, bare, _umlauts_spelt_out):  # an accent that is written counts first
            for line in lines:
                english, columns = line.split(":", 1)
                for entry in filter(None, (each.strip() for each in columns.split("|")[column].split(","))):
                    first, *rest = entry.lower().split()
                    first = spelt(first)
                    if first.endswith("*") and not rest:
                        beginnings[first[:2]].setdefault(first[:-1], english)
                    else:
                        parts = tuple(bare(part) for part in rest)
                        if parts not in [other for other, _ in entries[first]]:
                            entries[first].append((parts, english))
        found[language] = _Dictionary(
            {word: tuple(each) for word, each in entries.items()},
            {
                start: tuple(sorted(each.items(), key=lambda pair: -len(pair[0])))
                for start, each in beginnings.items()
            },
        )
    return found


def _as_written(word: str) -> str:
    return word


def _umlauts_spelt_out(word: str) -> str:
    return bare(word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))


def language_of(text: str) -> str:
    """The language of a text, where it is one of `LANGUAGES`; otherwise empty."""
    words = {
        piece.lower()
        for piece in _PIECE.findall(unicodedata.normalize("NFC", text))
        if piece.isalpha() and (len(piece) > 1 or piece.lower() in "éè")
    }
    at_home = len(words & _AT_HOME)
    scores = {
        language: sum(
            word not in _AMBIGUOUS | _AT_HOME and _is_foreign(word, dictionary.lookup([word])[1])
            for word in words
        )
        for language, dictionary in _dictionaries().items()
    }
    best = max(LANGUAGES, key=lambda language: scores[language])
    hits = scores[best]
    known = len(words - _AMBIGUOUS)
    return best if hits > at_home and (hits >= _FEWEST or hits == known) else ""


def _is_foreign(word: str, english: str) -> bool:
    """Whether a word with that English is not nearly the same in English."""
    return bool(english) and bare(word)[:_COGNATE] != english[:_COGNATE]


def in_english(text: str, language: str) -> str:
    """The text with the words of that language put into English, where the dictionary has them.

    >>> in_english("Sie ist notwendig, aber nicht hinreichend", "german")
    'Sie is necessary, but not sufficient'
    >>> in_english("La condición no es suficiente", "spanish")
    'La condition not is sufficient'
    """
    if not language:
        return text
    dictionary = _dictionaries()[language]
    pieces = _PIECE.findall(unicodedata.normalize("NFC", text))
    read: list[str] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if not piece[0].isalpha() or _is_symbol(pieces, index):
            read.append(piece)
            index += 1
            continue
        places = _words_from(pieces, index)
        taken, english = dictionary.lookup([pieces[place].lower() for place in places])
        own = _particle(pieces, index, language)
        if own:
            read.append(own)
            index += 1
        elif taken:
            read.append(english)
            index = places[taken - 1] + 1
        else:
            read.append(piece)
            index += 1
    return "".join(_verb_after_not(read) if language == "german" else read)


_LONGEST = 4  # words of an entry


def _words_from(pieces: list[str], index: int) -> list[int]:
    """The places of the words that follow each other from there on, blanks and hyphens between them."""
    found = [index]
    while len(found) < _LONGEST and pieces[found[-1] + 1 : found[-1] + 2] in ([" "], ["-"], ["\n"]):
        place = found[-1] + 2
        if place >= len(pieces) or not pieces[place].isalpha():
            break
        found.append(place)
    return found


def _is_symbol(pieces: list[str], index: int) -> bool:
    """Whether a word is mathematics: a capital letter alone, a name before a bracket, an index."""
    piece = pieces[index]
    before, after = pieces[index - 1 : index] if index else [], pieces[index + 1 : index + 2]
    if before and (
        before[0] in ("_", "^", "\\") or pieces[max(0, index - 2) : index] in (["_", "{"], ["^", "{"])
    ):
        return True
    if after and after[0] in ("_", "^", "("):
        return True
    starts = not before or before[0] in _PUNCTUATION or pieces[max(0, index - 2) : index - 1] == ["."]
    return len(piece) == 1 and (piece.isupper() and not (starts and after == [" "]))


def _particle(pieces: list[str], index: int, language: str) -> str:
    """The English of a word that stands for two: *no* and *not*, *if* and a reflexive, *nor* and *still*."""
    word = pieces[index].lower()
    following = next((piece for piece in pieces[index + 1 :] if piece.strip()), ".")
    if (language, word) in (("spanish", "no"), ("portuguese", "não"), ("portuguese", "nao")):
        rest = [pieces[place].lower() for place in _words_from(pieces, index)][1:]
        reason = _dictionaries()[language].lookup(rest)[1] if rest else ""
        return "not" if following.isalpha() and reason not in _ANSWERS_WITH_REASON else "no"
    if language == "italian" and word == "non":
        return "not"
    if (language, word) == ("portuguese", "se"):
        before = next((piece for piece in reversed(pieces[:index]) if piece.strip()), ".").lower()
        return "if" if before in (*_PUNCTUATION, "e", "mas", "que") else "the"
    if (language, word) == ("german", "noch"):
        return "nor" if "weder" in (piece.lower() for piece in pieces[:index]) else ""
    return ""


def _verb_after_not(pieces: list[str]) -> list[str]:
    """German clauses that end in *not*, with it before their verb: *it holds not* as *it not holds*."""
    read: list[str] = []
    clause: list[str] = []
    for piece in [*pieces, "."]:
        if piece in _PUNCTUATION or piece in _CONJUNCTIONS:
            read += [*_turned(clause), piece]
            clause = []
        else:
            clause.append(piece)
    return read[:-1]


def _turned(clause: list[str]) -> list[str]:
    places = [index for index, piece in enumerate(clause) if piece.strip()]
    last = [clause[index] for index in places[-2:]]
    if "not" not in last or (last[-1] != "not" and last[-1] not in _HOW):
        return clause
    cut = places[-1] if last[-1] == "not" else places[-2]
    verb = next((index for index in places if clause[index] in _VERBS and index < cut), None)
    if verb is None:
        return clause
    return [*clause[:verb], *clause[cut:], " ", *clause[verb:cut]]
