"""The rubric's phrases: what words mean a concept, found in a stream of tokens.

A phrase is words; ``explod*`` is any word that begins so, ``small/tiny`` either, ``on?`` may be missing,
``..`` up to two words and ``...`` up to five of the same clause, ``....`` up to twelve of any, ``<markov>`` any
phrase of that concept. Mathematics is written as in an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from grader.claims.language import NEGATORS
from grader.claims.plain import plain_tokens

_MAX_NESTING = 6
_SLOT = re.compile(r"\.{2,4}|<[a-z_-]+>|\S+")
_INSIDE = r"(?!(?:[;:,.]|because|since|so|but|while|whereas|hence|thus|therefore|car|donc|mais|=>) )\S+ "
_GAPS = {"..": f"(?:{_INSIDE}){{0,2}}?", "...": f"(?:{_INSIDE}){{0,5}}?", "....": r"(?:\S+ ){0,12}?"}
_LONG_WORD = 7  # letters, from which a slip of one or two letters is still the same word
_NEVER_A_SLIP = frozenset(
    "possible impossible increase decrease increases decreases increased decreased explore explores exploit"
    " previous practical regular certain".split()
)


@dataclass(frozen=True)
class Occurrence:
    """A concept at tokens ``start`` to ``end`` (exclusive)."""

    concept: str
    start: int
    end: int
    negative: bool = False
    """Whether the phrase holds a negation of its own: none inside it turns it round."""


class PhraseError(ValueError):
    """A phrase of the rubric that cannot be read."""


@dataclass(frozen=True)
class Vocabulary:
    """Concept to compiled phrases, and the long words in them (to read through misspellings)."""

    patterns: tuple[tuple[str, re.Pattern[str], bool], ...]
    """Concept, what finds its phrases, and whether these hold a negation of their own."""
    long_words: frozenset[str]
    stems: tuple[str, ...]
    known: frozenset[str] = frozenset()
    """Every word of the phrases: none of them is a misspelling."""
    hidden: Mapping[str, re.Pattern[str]] = field(default_factory=lambda: MappingProxyType({}))
    """Of a concept, the phrases inside which it is not meant, nor begins, nor ends."""

    def find(self, tokens: tuple[str, ...]) -> tuple[Occurrence, ...]:
        """Every concept in the tokens, in order; of one concept the longest at each place."""
        stream = " " + " ".join(self.mended(token) for token in tokens) + " "
        starts = {}
        offset = 1
        for index, token in enumerate(stream.split()):
            starts[offset] = index
            offset += len(token) + 1
        ends = {offset: index for offset, index in starts.items()}
        found = []
        for concept, pattern, negative in self.patterns:
            hiding = [match.span(1) for match in self.hidden[concept].finditer(stream)] if concept in self.hidden else []
            for match in pattern.finditer(stream):
                if any(first <= match.start(1) < last or first < match.end(1) <= last for first, last in hiding):
                    continue
                start = starts[match.start(1)]
                end = ends.get(match.end(1), len(tokens))
                found.append(Occurrence(concept, start, end, negative))
        return tuple(sorted(found, key=lambda item: (item.start, -item.end)))

    def mended(self, token: str) -> str:
        """The vocabulary's word that a long token misspells; otherwise the token."""
        if len(token) < _LONG_WORD - 1 or not token.isalpha() or token in self.known or token in _NEVER_A_SLIP:
            return token
        if token.startswith(self.stems) or token.endswith(("ly", "ment")):
            return token
        return _mended(token, self.long_words)


def compile_vocabulary(
    words: Mapping[str, Iterable[str]], aside: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> Vocabulary:
    """Compile the rubric's words; PhraseError names the phrase that cannot be read.

    `aside` lists, for a concept, phrases inside which it is not meant (``necessary to note``).
    """
    return _compiled(_frozen(words), _frozen(aside))


_Items = tuple[tuple[str, tuple[str, ...]], ...]


def _frozen(words: Mapping[str, Iterable[str]]) -> _Items:
    return tuple((concept, tuple(phrases)) for concept, phrases in words.items())


@lru_cache(maxsize=256)
def _compiled(items: _Items, aside: _Items) -> Vocabulary:
    words = dict(items)
    long_words: set[str] = set()
    stems: set[str] = set()
    known: set[str] = set()
    for _, phrases in (*items, *aside):
        for phrase in phrases:
            for word in re.findall(r"[a-z]+\*?", " ".join(_words(phrase))):
                known.add(word)
                if word.endswith("*"):
                    stems.add(word[:-1])
                elif len(word) >= _LONG_WORD:
                    long_words.add(word)
    for concept, _ in aside:
        if concept not in words:
            raise PhraseError(f"'{concept}', set aside, is no concept of this check")
    return Vocabulary(
        tuple(_patterns(items, words)),
        frozenset(long_words),
        tuple(sorted(stem for stem in stems if len(stem) > 3)),
        frozenset(known),
        {concept: _pattern(phrases, words) for concept, phrases in aside},
    )


def _pattern(phrases: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """What finds any of the phrases in a stream of tokens; group 1 is the phrase found."""
    sources = sorted((_source(phrase, words, 0) for phrase in phrases), key=len, reverse=True)
    return re.compile(r"(?<= )(?=((?:" + "|".join(sources) + r")))" if sources else r"(?!)()")


def _patterns(items: _Items, words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, re.Pattern[str], bool]]:
    for concept, phrases in items:
        for negative in (False, True):
            kind = [phrase for phrase in phrases if _holds_negation(phrase, words, 0) is negative]
            if kind:
                yield concept, _pattern(kind, words), negative


def _holds_negation(phrase: str, words: Mapping[str, tuple[str, ...]], depth: int) -> bool:
    if NEGATORS.intersection(plain_tokens(" ".join(_words(phrase)).replace("/", " ").replace("*", ""))):
        return True
    nested = re.findall(r"<([a-z_-]+)>", phrase)
    return depth < _MAX_NESTING and any(
        _holds_negation(each, words, depth + 1) for name in nested for each in words.get(name, ())
    )


def _words(phrase: str) -> list[str]:
    return [slot for slot in _SLOT.findall(phrase) if not slot.startswith("<") and slot not in _GAPS]


def _source(phrase: str, words: Mapping[str, tuple[str, ...]], depth: int) -> str:
    """The regular expression of a phrase over tokens that each end in a space."""
    if depth > _MAX_NESTING:
        raise PhraseError(f"concepts refer to each other: '{phrase}'")
    source = ""
    for slot in _SLOT.findall(phrase):
        if slot in _GAPS:
            source += _GAPS[slot]
        elif slot.startswith("<") and slot.endswith(">") and len(slot) > 2:
            concept = slot[1:-1]
            if concept not in words:
                raise PhraseError(f"'{phrase}' names '{concept}', which is no concept of this check")
            inner = sorted((_source(each, words, depth + 1) for each in words[concept]), key=len, reverse=True)
            source += "(?:" + "|".join(inner) + ")"
        else:
            source += _slot_source(slot)
    if not source:
        raise PhraseError("a phrase is empty")
    return source


def _slot_source(slot: str) -> str:
    optional = slot.endswith("?") and len(slot) > 1
    slot = slot[:-1] if optional else slot
    choices = [slot] if "/" not in slot or slot == "/" else slot.split("/")
    sources = []
    for choice in choices:
        if choice.endswith("*") and choice[:-1].isalpha():
            sources.append(re.escape(choice[:-1]) + r"[a-z]* ")
        else:
            tokens = plain_tokens(choice)
            if not tokens:
                continue
            sources.append("".join(re.escape(token) + " " for token in tokens))
    if not sources:
        return ""  # an article: the stream has none
    return "(?:" + "|".join(sources) + ")" + ("?" if optional else "")


@lru_cache(maxsize=4096)
def _mended(token: str, words: frozenset[str]) -> str:
    best, near = token, 3
    for word in sorted(words):
        allowed = 1 if min(len(word), len(token)) < 9 else 2
        inflected = word.startswith(token) or token.startswith(word)
        if not inflected and abs(len(word) - len(token)) <= allowed and word[:2] == token[:2]:
            distance = _distance(token, word)
            if distance <= allowed and distance < near:
                best, near = word, distance
    return best


def _distance(first: str, second: str) -> int:
    """Letters inserted, left out or exchanged between two words."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(second, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (one != other))
    return row[-1]
