"""Words that stand for one of two things named before: *the former*, *the latter*, *the other one*."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.claims.vocabulary import Occurrence
from grader.claims.words import word_set

_FORMER = word_set("former")
_LATTER = word_set("latter")
_FIRST = word_set("first premier premiere premiers premieres")
_SECOND = word_set("second seconde seconds secondes dernier derniere derniers dernieres deuxieme")
_OTHER = word_set("other others autre autres")
_NOUNS = word_set(
    "one ones set sets group groups subset scheme method approach weights parameters property ensemble groupe"
)
_GO_ON = word_set(
    "is are was were does do did has have will would can could may might holds hold gets get shrinks "
    "shrink yes no not oui non est sont but mais only , . ; : ) ! -- treats shrinks scales acts applies keeps"
)


@dataclass
class Pair:
    """Two concepts in the order in which they were named last, and the one named last of all."""

    order: tuple[str, ...]
    last: str = ""
    named: list[str] = field(default_factory=list)

    def resolved(
        self, tokens: tuple[str, ...], occurrences: tuple[Occurrence, ...]
    ) -> tuple[Occurrence, ...]:
        """The occurrences of a sentence with those that only refer to one of the pair."""
        if len(self.order) != 2:
            return occurrences
        own = [item for item in occurrences if item.concept in self.order]
        found = list(occurrences)
        covered = {index for item in own for index in range(item.start, item.end)}
        self.named = []
        for index, token in enumerate(tokens):
            for item in own:
                if item.start == index:
                    self._name(item.concept)
            if index in covered:
                continue
            if token in _OTHER and _is_any_other(tokens[max(0, index - 5) : index]):
                continue
            meant = self._meant(token, tokens[index + 1] if index + 1 < len(tokens) else ".")
            if meant:
                end = index + (2 if tokens[index + 1 : index + 2] and tokens[index + 1] in _NOUNS else 1)
                found.append(Occurrence(meant, index, end))
                self.last = meant
        return tuple(sorted(found, key=lambda item: (item.start, -item.end, item.concept)))

    def _name(self, concept: str) -> None:
        if concept not in self.named:
            self.named.append(concept)
        if len(self.named) == 2:
            self.order = (self.named[0], self.named[1])
        self.last = concept

    def _meant(self, token: str, following: str) -> str:
        named = token in _FORMER | _LATTER or following in _NOUNS | _GO_ON
        if not named:
            return ""
        if token in _FORMER | _FIRST:
            return self.order[0]
        if token in _LATTER | _SECOND:
            return self.order[1]
        if token in _OTHER and self.last:
            return next(each for each in self.order if each != self.last)
        return ""


def _is_any_other(before: tuple[str, ...]) -> bool:
    """Whether it is any one of many: *from one weight to the other*, *d'un poids à l'autre*."""
    if not before:
        return False
    return ("from" in before and before[-1] == "to") or before[-1] in _MANY


_MANY = word_set("poids parametre coordonnee weight parameter coordinate variable dimension")


def pair_of(concepts: Iterable[str]) -> Pair:
    """The pair of a question, in the question's own order; of any other number of concepts, none."""
    return Pair(tuple(concepts))


def chooses_none(tokens: tuple[str, ...], occurrences: tuple[Occurrence, ...], pair: tuple[str, ...]) -> bool:
    """Whether a sentence offers all answers and chooses none: *it could be A, or B, or both*."""
    named = {item.concept for item in occurrences}
    alternatives = sum(token in ("or", "ou") for token in tokens)
    open_ended = alternatives > 1 and not _OFFERS.isdisjoint(tokens)
    return len(pair) > 1 and open_ended and named.issuperset(pair)


_OFFERS = word_set("could may might can either perhaps maybe possibly pourrait peut soit")
