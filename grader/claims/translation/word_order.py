"""The order of the words of other languages, where English has another.

It matters as far as it decides what a negation reaches and what stands beside what: German verbs come
forward, Romance adjectives go before their nouns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.claims.translation.glossary import Glossary, Kind
from grader.claims.words import word_set


@dataclass(frozen=True)
class Item:
    """A word in English, or a piece of the answer as it stands."""

    text: str
    kind: Kind | None = None
    """None of what is no word of the language."""
    known: bool = True
    """Whether it is understood, or nothing to understand."""
    source: str = ""
    """What was written, in small letters."""


def romance_order(clause: list[Item], glossary: Glossary) -> list[Item]:
    """Adjectives before the nouns that they follow: *pesos pequeños*."""
    found = [
        Item("if", Kind.WORDS) if glossary.name == "portuguese" and _is_if(clause, index) else item
        for index, item in enumerate(clause)
    ]
    for index in range(len(found) - 2):
        noun, gap, adjective = found[index : index + 3]
        if (
            noun.kind is Kind.NOUNS
            and gap.text.isspace()
            and adjective.kind in (Kind.ADJECTIVES, Kind.DESCRIBING)
        ):
            found[index], found[index + 2] = adjective, noun
        elif noun.text == "not" and gap.text.isspace() and adjective.kind is Kind.AUXILIARIES:
            found[index], found[index + 2] = adjective, noun  # can not, is not
    if any(item.text.startswith("depend") for item in found):
        found = [replace(item, text="on") if item.text == "of" else item for item in found]
    return [
        replace(item, text="than") if item.source in _THAN and _is_compared(found[:index]) else item
        for index, item in enumerate(found)
    ]


_THAN = word_set("que che di del dei degli della delle dello")
_COMPARED = word_set("more less better worse")
_COMPARISON = 3  # words before *than* among which something is compared


def _is_compared(before: list[Item]) -> bool:
    """Whether one of the last words compares: *more*, *larger*."""
    words = [word for item in before if item.kind for word in item.text.split()][-_COMPARISON:]
    return any(word in _COMPARED or (len(word) > 4 and word.endswith("er")) for word in words)


def _is_if(clause: list[Item], index: int) -> bool:
    """Whether *se* opens a condition; elsewhere it belongs to its verb."""
    before = [item.text for item in clause[:index] if not item.text.isspace()]
    return clause[index].source == "se" and (not before or before[-1] in ("and", "but", "that", "only"))


_OPENERS = word_set("because since that if although whether while where which who")
_PREPOSITIONS = frozenset(
    (
        "by",
        "of",
        "on",
        "with",
        "for",
        "in",
        "because of",
        "from",
        "to",
        "through",
        "relative to",
        "only",
        "not only",
        "outside",
        "than",
    )
)


def german_order(clause: list[Item], glossary: Glossary) -> list[Item]:
    """Verbs from the end to where they stand in English, with the negation before what it denies."""
    words = _whole_verb(list(_units(clause)), glossary)
    words = [word for index, word in enumerate(words) if not (index and word.text in _ADVERBS)]
    if not words:
        return clause
    if words[-1].source in _SAME:
        words = [*words[:-1], replace(words[-1], text="the same")]
    words = _verbs_forward(_not_before_verb(words))
    if any(word.text.startswith("depend") for word in words):
        words = [replace(word, text="on") if word.text == "of" else word for word in words]
    if any(word.text == "must" for word in words) and any(word.text == "not" for word in words):
        words = [
            replace(word, text="not necessarily") if word.text == "not" else word
            for word in words
            if word.text != "must"
        ]
    spaced = [each for word in words for each in (Item(" "), word)]
    return spaced if clause[0].text.isspace() else spaced[1:]


_ADVERBS = word_set("but therefore while")
"""Inside a German clause they join nothing: *die Bedingung ist aber ...*."""


_SAME = word_set("gleich dasselbe")
"""At the end of a clause they are no adverbs: *die Antwort bleibt gleich*."""


def _units(clause: list[Item]) -> Iterator[Item]:
    """The words of a clause, mathematics between two blanks as one."""
    unit: list[Item] = []
    for item in [*clause, Item(" ")]:
        if not item.text.isspace():
            if item.kind is not Kind.DROPPED or item.source in _PARTICLES:
                unit.append(item)
        elif unit:
            yield unit[0] if len(unit) == 1 else Item("".join(each.text for each in unit))
            unit = []


_PARTICLES = word_set("ab an auf aus ein voraus vor zu zusammen statt")


def _whole_verb(words: list[Item], glossary: Glossary) -> list[Item]:
    """*Setzt ... voraus* as one verb."""
    last = words[-1].source if words else ""
    if last not in _PARTICLES:
        return words
    for index, word in enumerate(words[:-1]):
        if (said := glossary.separable.get((word.source, last))) is not None:
            return [*words[:index], Item(said, Kind.VERBS), *words[index + 1 : -1]]
    return words[:-1] if words[-1].kind is Kind.DROPPED else words


def _not_before_verb(words: list[Item]) -> list[Item]:
    """*Ändert sich nicht* to *not changes*; behind an auxiliary it stands right."""
    last = -2 if words[-1].text in _HOW and len(words) > 1 else -1
    if words[last].text not in ("not", "no longer", "nothing"):
        return words
    for index in range(len(words) + last - 1, -1, -1):
        if words[index].kind is Kind.VERBS:
            return [*words[:index], *words[last:], *words[index:last]]
        if words[index].kind is Kind.AUXILIARIES:
            return words
    return words


_HOW = word_set("necessarily always automatically guaranteed certain")
"""Adverbs that a *not* before them belongs to."""


def _verbs_forward(words: list[Item]) -> list[Item]:
    """The verb that ends a clause before its *not*, or before the first preposition."""
    auxiliaries = [index for index, word in enumerate(words) if word.kind is Kind.AUXILIARIES]
    moved, rest = _ending_verb(words, auxiliaries)
    if not moved:
        return words
    carried = [word for word in moved if word.kind is Kind.AUXILIARIES]
    verb = [word for word in moved if word.kind is not Kind.AUXILIARIES]
    if rest[-1].text in _NEGATIONS:  # weil es durch r nicht geteilt wird
        rest, carried = rest[:-1], [*carried, rest[-1]]
    start = auxiliaries[0] + 1 if auxiliaries and auxiliaries[0] < len(rest) else 1
    for index in range(start, len(rest)):
        if rest[index].text in _NEGATIONS:
            return [*rest[:index], *carried, rest[index], *verb, *rest[index + 1 :]]
        if rest[index].text in _PREPOSITIONS:
            return [*rest[:index], *carried, *verb, *rest[index:]]
    objects = [index for index, word in enumerate(rest) if index > start and word.text in _DETERMINERS]
    if objects and words[-1].kind is Kind.VERBS and not auxiliaries:
        return [*rest[: objects[-1]], *carried, *verb, *rest[objects[-1] :]]  # since it | breaks | the rule
    return [*rest, *carried, *verb]


def _ending_verb(words: list[Item], auxiliaries: list[int]) -> tuple[list[Item], list[Item]]:
    """The words of the verb that ends the clause and has to come forward, and the rest."""
    last = words[-1]
    subordinate = words[0].text in _OPENERS
    if len(words) > 2 and last.kind is Kind.AUXILIARIES and words[-2].kind in _MOVING:
        return ([words[-2]] if len(auxiliaries) > 1 else [last, words[-2]]), words[:-2]
    if len(words) > 2 and last.kind is Kind.AUXILIARIES and subordinate and words[-2].kind in _SAYING:
        return [last, words[-2]], words[:-2]  # weil r bei diesen Gewichten klein ist
    if len(words) > 1 and (
        (last.kind in _MOVING and auxiliaries)
        or (last.kind in (Kind.VERBS, Kind.AUXILIARIES) and subordinate)
    ):
        return [last], words[:-1]
    return [], words


_NEGATIONS = word_set("not") | {"no longer"}
_SAYING = (Kind.ADJECTIVES, Kind.DESCRIBING)
_DETERMINERS = word_set("the a this its their no all every entire")
_MOVING = (Kind.PARTICIPLES, Kind.VERBS)
