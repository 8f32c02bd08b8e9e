"""The rubric's phrases, read: words, alternatives, gaps, and other concepts.

A phrase is words; ``explod*`` is any word that begins so, ``small/tiny`` either, ``on?`` may be missing,
``..`` up to two words and ``...`` up to five of the same clause, ``....`` up to twelve of any,
``<other>`` any phrase of that concept, ``#<0.1`` and ``#>1`` any number below and above.
Mathematics is written as in an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Union

from grader.claims.language import NEGATORS, NOT_ONLY
from grader.claims.plain import plain_tokens
from grader.claims.words import word_set

_MAX_NESTING = 6
_SLOT = re.compile(r"\.{2,4}|<[a-z_-]+>|\S+")
_LIMIT = re.compile(r"#[<>]-?\d+(?:\.\d+)?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_NESTED = re.compile(r"<[a-z_-]+>")
_GAPS = {"..": (2, True), "...": (5, True), "....": (12, False)}
_CLAUSE_ENDS = word_set(
    "; : , . because since so but while whereas hence thus therefore as car donc mais => ->"
)
"""What a gap inside one clause never covers."""


class PhraseError(ValueError):
    """A phrase of the rubric that cannot be read."""


@dataclass(frozen=True)
class Slot:
    """One of several short sequences of words; a last ``*`` stands for the rest of a word."""

    options: tuple[tuple[str, ...], ...]
    optional: bool = False


@dataclass(frozen=True)
class Gap:
    """Any words, at most so many; if `inside`, none that ends a clause."""

    most: int
    inside: bool


@dataclass(frozen=True)
class Nested:
    """Any phrase of another concept."""

    concept: str


Element = Union[Slot, Gap, Nested]  # noqa: UP007


@dataclass(frozen=True)
class Phrase:
    """A phrase of a concept."""

    elements: tuple[Element, ...]


End = tuple[int, bool]
"""Where a phrase ends in the tokens, and whether it is negative: it names a negation among its words."""


def read_phrases(words: Mapping[str, tuple[str, ...]], phrases: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The phrases, read; PhraseError where one is empty or names a concept that is none of `words`."""
    for phrase in phrases:
        _refuse_circles(phrase, words, 0)
    return tuple(Phrase(_elements(phrase, words)) for phrase in phrases)


def _elements(phrase: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Element, ...]:
    found: list[Element] = []
    for slot in _SLOT.findall(phrase):
        if slot in _GAPS:
            most, inside = _GAPS[slot]
            found.append(Gap(most, inside))
        elif _is_nested(slot):
            if slot[1:-1] not in words:
                raise PhraseError(f"'{phrase}' names '{slot[1:-1]}', which is no concept of this check")
            found.append(Nested(slot[1:-1]))
        else:
            read = _slot(slot)
            if read.options:  # an article leaves none
                found.append(read)
    while found and isinstance(found[-1], Gap):
        found.pop()
    if not found or all(isinstance(element, Gap) for element in found):
        raise PhraseError(f"'{phrase}' holds no word")
    return tuple(found)


@lru_cache(maxsize=8192)
def _slot(slot: str) -> Slot:
    optional = slot.endswith("?") and len(slot) > 1
    slot = slot[:-1] if optional else slot
    choices = [slot] if slot == "/" else [choice for choice in slot.split("/") if choice] or [slot]
    options: list[tuple[str, ...]] = []
    for choice in choices:
        if (choice.endswith("*") and choice[:-1].isalpha()) or _LIMIT.fullmatch(choice):
            options.append((choice,))
        elif tokens := plain_tokens(choice):
            options.append(tokens)
    return Slot(tuple(options), optional)


def _is_nested(slot: str) -> bool:
    return slot.startswith("<") and _NESTED.fullmatch(slot) is not None


def _refuse_circles(phrase: str, words: Mapping[str, tuple[str, ...]], depth: int) -> None:
    if depth > _MAX_NESTING:
        raise PhraseError(f"concepts refer to each other: '{phrase}'")
    for slot in _SLOT.findall(phrase):
        if _is_nested(slot):
            for each in words.get(slot[1:-1], ()):
                _refuse_circles(each, words, depth + 1)


def phrase_words(phrase: Phrase) -> Iterator[str]:
    """The words of a phrase, those that stand for a beginning with their star."""
    for element in phrase.elements:
        if isinstance(element, Slot):
            for option in element.options:
                yield from option


def match_ends(
    elements: tuple[Element, ...],
    tokens: tuple[str, ...],
    start: int,
    nested: Mapping[str, Mapping[int, tuple[End, ...]]],
    negative: bool = False,
) -> Iterator[End]:
    """Where the elements end that begin at `start`, nearest first; `nested` has each concept's ends."""
    if not elements:
        yield start, negative
        return
    first, rest = elements[0], elements[1:]
    if isinstance(first, Gap):
        for length in range(first.most + 1):
            yield from match_ends(rest, tokens, start + length, nested, negative)
            if start + length >= len(tokens) or (first.inside and _is_end(tokens, start + length)):
                return
    elif isinstance(first, Nested):
        for end, inner in nested[first.concept].get(start, ()):
            yield from match_ends(rest, tokens, end, nested, negative or inner)
    else:
        for option in first.options:
            if _is_option(option, tokens, start):
                own = negative or not NEGATORS.isdisjoint(option)
                yield from match_ends(rest, tokens, start + len(option), nested, own)
        if first.optional:
            yield from match_ends(rest, tokens, start, nested, negative)


def _is_end(tokens: tuple[str, ...], index: int) -> bool:
    """Whether a gap inside one clause stops there: all of them, *not only* the last."""
    return tokens[index] in _CLAUSE_ENDS or (
        tokens[index] == "not" and tokens[index + 1 : index + 2] != () and tokens[index + 1] in NOT_ONLY
    )


def _is_option(option: tuple[str, ...], tokens: tuple[str, ...], start: int) -> bool:
    if start + len(option) > len(tokens):
        return False
    for place, word in enumerate(option, start):
        # most places fail at their first letter
        if (
            tokens[place] != word
            and not (word[-1] == "*" and len(word) > 1 and tokens[place].startswith(word[:-1]))
            and not (word[0] == "#" and _is_within(tokens[place], word))
        ):
            return False
    return True


def _is_within(token: str, limit: str) -> bool:
    """Whether a token is a number on the right side of a limit such as ``#<0.1``."""
    if not _NUMBER.fullmatch(token):
        return False
    number, bound = Decimal(token.replace(",", ".")), Decimal(limit[2:])
    return number < bound if limit[1] == "<" else number > bound
