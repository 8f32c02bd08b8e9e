"""Which number belongs to which of the sequences in a sentence, or beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from grader.maths.sequences.text import JOINERS, Sentence, Token, is_word, number_places, tokens_of
from grader.maths.sequences.vocabulary import Words

Run = tuple[Words, int, int]
"""A whole sequence with the places of its first token and of the one after its last."""

_COMPARING_TEXT = (
    "than versus vs compared unlike below above beneath under moins contre inférieur inférieure supérieur "
    "supérieure comparé comparée"
)
COMPARING = frozenset(_COMPARING_TEXT.split())
_WHEREAS = frozenset(("whereas", "while", "tandis"))
_THAN = frozenset(("que", "qu"))
_COMPARATIVES_TEXT = "plus moins pire meilleur meilleure mieux bien"
_COMPARATIVES = frozenset(_COMPARATIVES_TEXT.split())
_FOR = frozenset(("for", "pour", "to", "à"))

_Placed = Sequence[tuple[Decimal, int]]


@dataclass(frozen=True)
class Owned:
    """The number of a sequence, if it has one, and whether no other number could be meant."""

    value: Decimal | None = None
    is_sure: bool = True


def values_of_runs(tokens: Sequence[Token], runs: Sequence[Run], values: _Placed) -> list[Owned]:
    """The number of each sequence: ``-9.3 for`` it, the first after it, or the last before all of them."""
    listed = _listed_after(runs, values) or _each_before(tokens, runs, values)
    if listed:
        return [Owned(value) for value in listed]
    found: list[Owned] = []
    told_before = [_told_before(tokens, begin) or _explains(tokens, begin, end) for _, begin, end in runs]
    for place, (_, begin, end) in enumerate(runs):
        following = runs[place + 1][1] if place + 1 < len(runs) else len(tokens)
        preceding = runs[place - 1][2] if place else 0
        before = [value for value, at in values if preceding <= at < begin]
        after = [value for value, at in values if end <= at < following]
        if place + 1 < len(runs) and told_before[place + 1]:
            after = after[:-1]
        if told_before[place] and before:
            found.append(Owned(before[-1], len(before) == 1))
        elif after:
            found.append(Owned(after[0], len(after) == 1 and not (before and not place)))
        else:
            found.append(Owned(before[-1], len(before) == 1) if before and not place else Owned())
    return found


def _listed_after(runs: Sequence[Run], values: _Placed) -> list[Decimal]:
    """As many numbers after all sequences as there are: ``{a dog, a fish} with scores {-9.3, -9.4}``."""
    if len(runs) < 2:
        return []
    after = [value for value, at in values if at >= runs[-1][2]]
    between = [value for value, at in values if runs[0][2] <= at < runs[-1][1]]
    return after if len(after) == len(runs) and not between else []


def _each_before(tokens: Sequence[Token], runs: Sequence[Run], values: _Placed) -> list[Decimal]:
    """A number before each and none behind the last: ``-9.3 gives a dog, and -9.4 gives a fish``.

    Not where one stands right behind a sequence: ``-9.1 for greedy; a dog -9.3, and a fish``.
    """
    if len(runs) < 2 or any(at >= runs[-1][2] for _, at in values):
        return []
    begins = [0, *(end for _, _, end in runs[:-1])]
    before = [
        [(value, at) for value, at in values if begin <= at < run[1]]
        for begin, run in zip(begins, runs, strict=True)
    ]
    if not all(before):
        return []
    for (_, _, end), numbers in zip(runs, before[1:], strict=False):
        if not any(token.kind == "word" for token in tokens[end : numbers[0][1]]):
            return []
    return [numbers[-1][0] for numbers in before]


def _told_before(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a number and *for* stand right before a sequence."""
    place = begin - 1
    while place >= 0 and tokens[place].kind == "mark" and tokens[place].text in JOINERS:
        place -= 1
    if place < 1 or not is_word(tokens[place], _FOR):
        return False
    place -= 1
    while place >= 0 and tokens[place].kind == "mark":
        place -= 1
    return place >= 0 and tokens[place].kind == "number"


def _explains(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether a sequence alone in brackets stands right behind a number: ``-9.3 (a dog)``."""
    before, after = tokens[max(0, begin - 2) : begin], tokens[end : end + 1]
    return [token.kind for token in before] == ["number", "mark"] and [
        token.text for token in (before[1], *after)
    ] == ["(", ")"]


def values_beside(
    number: int,
    wanted: int,
    taken: set[int],
    parts: Sequence[Sentence],
    others: re.Pattern[str] | None = None,
    *,
    decimal_comma: bool,
) -> list[Owned]:
    """The numbers of the sequences of a sentence that has none, in the one after it, or before.

    As many as there are sequences, in their order (``respectively -9.3 and -9.4``), else the last for all.
    """
    near = [
        each for each in (number + 1, number + 2, number - 1) if each not in taken and 0 <= each < len(parts)
    ]
    told = [_told(parts[each], decimal_comma, others) for each in near]
    listed = next((values for values in told if len(values) == wanted), [])
    if listed:
        return [Owned(value, len(told[0]) in (0, wanted)) for value in listed]
    last = next((Owned(values[-1], is_sure=False) for values in told if values), Owned())
    return [last] * wanted


def last_value(
    parts: Sequence[Sentence], others: re.Pattern[str] | None = None, *, decimal_comma: bool
) -> Owned:
    """The last number that is not what another is compared with."""
    for part in reversed(parts):
        values = _told(part, decimal_comma, others)
        if values:
            return Owned(values[-1], is_sure=len(values) == 1)
    return Owned()


def _told(part: Sentence, decimal_comma: bool, others: re.Pattern[str] | None) -> list[Decimal]:
    """The numbers of a sentence before any word that compares, without those told of another method."""
    tokens = tokens_of(part.text)
    compared = [place for place, token in enumerate(tokens) if _compares(tokens, place, token)]
    kept = tokens[: compared[0]] if compared else tokens
    placed = number_places(kept, decimal_comma=decimal_comma)
    own = [value for value, place in placed if not (others and others.search(_clause(kept, place)))]
    return own or [value for value, _ in placed]


def _compares(tokens: Sequence[Token], place: int, token: Token) -> bool:
    if is_word(token, _THAN):  # pire que, plus faible que
        return any(is_word(each, _COMPARATIVES) for each in tokens[max(0, place - 2) : place])
    return is_word(token, COMPARING | _WHEREAS)


def _clause(tokens: Sequence[Token], place: int) -> str:
    """The words before a number, as far as a comma or bracket."""
    start = place
    while (
        start and tokens[start - 1].text not in ",;:()→" and tokens[start - 1].kind not in ("end", "number")
    ):
        start -= 1
    return " ".join(token.text for token in tokens[start:place])
