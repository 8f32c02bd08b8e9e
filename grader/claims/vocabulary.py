"""A check's concepts, found in a stream of tokens, misspellings read through."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from grader.claims import language
from grader.claims.phrases import (
    End,
    Nested,
    Phrase,
    PhraseError,
    Slot,
    match_ends,
    phrase_words,
    read_phrases,
)
from grader.claims.slips import swapped
from grader.claims.words import word_set
from grader.model.spelling import slips

_SWAPPED_WORD = 5  # letters, from which a word with two neighbours exchanged is still the same
_LONG_WORD = 7  # letters, from which a slip of one or two letters is still the same word
_LONG_STEM = 8  # letters, from which the same holds of a beginning
_BUCKET = 3  # letters by which beginnings are looked up
_MAX_ENDS = 8  # ends of a nested concept that are followed
_NEVER_A_SLIP = word_set(
    "possible impossible increase decrease increases decreases increased decreased explore explores "
    "exploit previous practical regular certain three"
)


@dataclass(frozen=True)
class Occurrence:
    """A concept at tokens ``start`` to ``end`` (exclusive)."""

    concept: str
    start: int
    end: int
    negative: bool = False
    """Whether the phrase names a negation: none inside it turns it round."""


@dataclass(frozen=True)
class _Index:
    """Phrases by the word, or the beginning of a word, that they can start with."""

    words: Mapping[str, tuple[int, ...]]
    beginnings: Mapping[str, tuple[tuple[str, int], ...]]
    any_start: tuple[int, ...]

    def candidates(self, token: str) -> set[int]:
        """The phrases that may start with that token."""
        found = set(self.any_start)
        found.update(self.words.get(token, ()))
        for stem, number in self.beginnings.get(token[:_BUCKET], ()):
            if token.startswith(stem):
                found.add(number)
        return found


@dataclass(frozen=True)
class Vocabulary:
    """Concepts with their phrases, in an order in which each only names those before it."""

    phrases: tuple[tuple[str, Phrase], ...]
    order: tuple[str, ...]
    index: _Index
    hidden: tuple[tuple[str, Phrase], ...]
    """Of a concept, the phrases inside which it is not meant, nor begins, nor ends."""
    long_words: frozenset[str]
    stems: tuple[str, ...]
    known: frozenset[str]
    """Every word of the phrases: none of them is a misspelling."""

    @property
    def helpers(self) -> frozenset[str]:
        """Concepts that phrases of others are made of."""
        return frozenset(
            element.concept
            for _, phrase in self.phrases
            for element in phrase.elements
            if isinstance(element, Nested)
        )

    def find(self, tokens: tuple[str, ...]) -> tuple[Occurrence, ...]:
        """Every concept in the tokens, in order; of one concept the longest at each place."""
        read = tuple(self.mended(token) for token in tokens)
        matches = self._matches(read)
        nested = {concept: _nested(by_start) for concept, by_start in matches.items()}
        hiding = self._hiding(read, nested)
        found: dict[tuple[str, int, bool], Occurrence] = {}
        for concept, by_start in matches.items():
            spans = hiding[concept]
            for start, ends in by_start.items():
                if any(first <= start < last for first, last in spans):
                    continue
                kept = [each for each in ends if not _is_inside(each[0], spans)]
                if not kept:  # the nearest end may be hidden and one further on not
                    kept = [
                        each
                        for each in self._ends(concept, read, start, nested)
                        if not _is_inside(each[0], spans)
                    ][:1]
                for end, negative in kept:
                    key = (concept, start, negative)
                    if key not in found or found[key].end < end:
                        found[key] = Occurrence(concept, start, end, negative)
        return tuple(sorted(found.values(), key=lambda item: (item.start, -item.end, item.concept)))

    def _matches(self, tokens: tuple[str, ...]) -> dict[str, dict[int, list[End]]]:
        """Concept to start to ends."""
        starts: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
        for start, token in enumerate(tokens):
            for number in sorted(self.index.candidates(token)):
                concept, phrase = self.phrases[number]
                starts[concept].append((start, phrase))
        found: dict[str, dict[int, list[End]]] = {}
        nested: dict[str, Mapping[int, tuple[End, ...]]] = {}
        for concept in self.order:
            by_start: dict[int, list[End]] = defaultdict(list)
            for start, phrase in starts[concept]:
                end = next(match_ends(phrase.elements, tokens, start, nested), None)
                if end is not None and end[0] > start:
                    by_start[start].append(end)
            found[concept] = by_start
            nested[concept] = _nested(by_start)
        return found

    def _ends(
        self,
        concept: str,
        tokens: tuple[str, ...],
        start: int,
        nested: Mapping[str, Mapping[int, tuple[End, ...]]],
    ) -> Iterator[End]:
        """Where a concept that starts there may end, the first few of each phrase."""
        for number in sorted(self.index.candidates(tokens[start])):
            name, phrase = self.phrases[number]
            if name == concept:
                yield from islice(match_ends(phrase.elements, tokens, start, nested), _MAX_ENDS)

    def _hiding(
        self, tokens: tuple[str, ...], nested: Mapping[str, Mapping[int, tuple[End, ...]]]
    ) -> Mapping[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        present = {concept for concept, by_start in nested.items() if by_start}
        for concept, phrase in self.hidden:
            if concept in present:
                for start in range(len(tokens)):
                    end = next(match_ends(phrase.elements, tokens, start, nested), None)
                    if end is not None:
                        found[concept].append((start, end[0]))
        return found

    def mended(self, token: str) -> str:
        """The vocabulary's word that a long token misspells; otherwise the token."""
        if (
            len(token) < _SWAPPED_WORD
            or not token.isalpha()
            or token in self.known
            or token in _NEVER_A_SLIP
            or token in language.FILLER
        ):
            return token
        if not token.startswith(self.stems):
            exchanged = swapped(token, self._is_word)
            if exchanged != token:
                return exchanged
        if len(token) < _LONG_WORD - 1:
            return token
        if token.endswith(("ly", "ment")):
            return token
        begins = tuple(stem for stem in self.stems if token.startswith(stem))
        mended = _mended(token, self.long_words)
        if begins:
            return mended if mended.startswith(begins) else token
        return mended if mended != token else _mended_beginning(token, self.stems)

    def _is_word(self, word: str) -> bool:
        return (word in self.known and word.isalpha()) or word.startswith(self.stems)


def _is_inside(end: int, spans: list[tuple[int, int]]) -> bool:
    return any(first < end <= last for first, last in spans)


def _nested(by_start: Mapping[int, list[End]]) -> Mapping[int, tuple[End, ...]]:
    return {start: tuple(islice(sorted(set(ends)), _MAX_ENDS)) for start, ends in by_start.items()}


_Items = tuple[tuple[str, tuple[str, ...]], ...]


def compile_vocabulary(
    words: Mapping[str, Iterable[str]], aside: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> Vocabulary:
    """Read the rubric's words; PhraseError names the phrase that cannot be read.

    `aside` lists, for a concept, phrases inside which it is not meant (``necessary to note``).
    """
    return _compiled(_frozen(words), _frozen(aside))


def _frozen(words: Mapping[str, Iterable[str]]) -> _Items:
    return tuple((concept, tuple(phrases)) for concept, phrases in words.items())


@lru_cache(maxsize=64)
def _compiled(items: _Items, aside: _Items) -> Vocabulary:
    words = dict(items)
    for concept, _ in aside:
        if concept not in words:
            raise PhraseError(f"'{concept}', set aside, is no concept of this check")
    phrases = tuple((concept, phrase) for concept, texts in items for phrase in read_phrases(words, texts))
    hidden = tuple((concept, phrase) for concept, texts in aside for phrase in read_phrases(words, texts))
    known = {word for _, phrase in (*phrases, *hidden) for word in phrase_words(phrase)}
    return Vocabulary(
        phrases,
        _order(phrases, tuple(words)),
        _index(phrases),
        hidden,
        frozenset(
            word
            for _, phrase in phrases
            for word in phrase_words(phrase)
            if len(word) >= _LONG_WORD and word.isalpha()
        ),
        tuple(sorted(word[:-1] for word in known if word.endswith("*") and len(word) > 4)),
        frozenset(known),
    )


def _order(phrases: tuple[tuple[str, Phrase], ...], concepts: tuple[str, ...]) -> tuple[str, ...]:
    """The concepts, those first that others name; `read_phrases` has refused circles."""
    named: dict[str, set[str]] = {concept: set() for concept in concepts}
    for concept, phrase in phrases:
        named[concept].update(element.concept for element in phrase.elements if isinstance(element, Nested))
    ordered: list[str] = []
    while len(ordered) < len(concepts):
        ordered += [each for each in concepts if each not in ordered and named[each] <= set(ordered)]
    return tuple(ordered)


def _index(phrases: tuple[tuple[str, Phrase], ...]) -> _Index:
    words: dict[str, list[int]] = defaultdict(list)
    beginnings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    any_start = []
    for number, (_, phrase) in enumerate(phrases):
        first = phrase.elements[0]
        if not isinstance(first, Slot) or first.optional:
            any_start.append(number)
            continue
        for option in first.options:
            word = option[0]
            if word.endswith("*") and len(word) > _BUCKET:
                beginnings[word[:_BUCKET]].append((word[:-1], number))
            elif (word.endswith("*") and len(word) > 1) or word.startswith("#"):
                any_start.append(number)
            else:
                words[word].append(number)
    return _Index(
        {word: tuple(numbers) for word, numbers in words.items()},
        {stem: tuple(pairs) for stem, pairs in beginnings.items()},
        tuple(any_start),
    )


@lru_cache(maxsize=4096)
def _mended(token: str, words: frozenset[str]) -> str:
    best, near = token, 3
    for word in sorted(words):
        allowed = 1 if min(len(word), len(token)) < 9 else 2
        inflected = word.startswith(token) or token.startswith(word)
        if not inflected and abs(len(word) - len(token)) <= allowed and word[:2] == token[:2]:
            distance = min(slips(token, word), slips(_squeezed(token), _squeezed(word)) + 1)
            if distance <= allowed and distance < near:
                best, near = word, distance
    return best


_SOUNDS = str.maketrans("ckqz", "ssss")


def _squeezed(word: str) -> str:
    """A word as it sounds, roughly: doubled letters once, letters that sound alike the same."""
    return re.sub(r"(.)\1+", r"\1", word.translate(_SOUNDS))


@lru_cache(maxsize=4096)
def _mended_beginning(token: str, stems: tuple[str, ...]) -> str:
    """The beginning that a token's own beginning misspells (``exponencial`` for ``exponential*``)."""
    for stem in stems:
        if len(stem) >= _LONG_STEM and token[:2] == stem[:2]:
            allowed = 1 if len(stem) < _LONG_STEM + 2 else 2
            lengths = range(len(stem) - allowed, len(stem) + allowed + 1)
            if any(slips(token[:length], stem) <= allowed for length in lengths):
                return stem
    return token
