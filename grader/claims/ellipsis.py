"""What is said without its subject or its verb beside it: labels, *A does, but B does not*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grader.claims.fact import Fact
from grader.claims.view import View
from grader.claims.words import word_set

AFTER_TURN = (("but",), ("mais",), ("and",), ("though",))
"""Conjunctions after which what stands before is taken up without its verb."""
_ELLIPTIC = word_set("not for with to in on of pour avec")
_IS_OR_NOT = word_set("is are does do has have will not")
_ALSO = word_set("do does did will would can could may might must is are")


def with_frames(facts: list[Fact], labels: Mapping[int, str]) -> tuple[Fact, ...]:
    """Where several subjects stand before colons, each only says of what its line speaks."""
    if len(set(labels.values())) < 2:
        return tuple(facts)
    return tuple(replace(fact, alone=False) if fact.clause in labels else fact for fact in facts)


def of_whom_told(facts: list[Fact], told: Mapping[int, str]) -> list[Fact]:
    """What a label says is said of the subject that stands alone behind it: *more regularized: A*.

    Where there are several, *A* alone claims nothing else.
    """
    several = len(set(told.values())) > 1
    return [
        replace(fact, subject=told[fact.clause], named=True)
        if fact.clause in told
        else replace(fact, alone=False)
        if several and fact.clause - 1 in told
        else fact
        for fact in facts
    ]


def of_another(view: View, facts: list[Fact], sentence: int, number: int) -> list[Fact]:
    """What is said of another subject by its name alone: *possible for A, but not for B*, *so does B*."""
    named = [item for item in view.occurrences if item.concept in view.subjects]
    covered = {index for item in named for index in range(item.start, item.end)}
    rest = [view.tokens[index] for index in view.clause.indices if index not in covered]
    first = view.clause.indices[0]
    concepts = {item.concept for item in named}
    if len(concepts) != 1 or not (
        (view.clause.lead in AFTER_TURN and rest[:1] == ["not"] and _ELLIPTIC.issuperset(rest))
        or (view.clause.lead == ("so",) and rest and _ALSO.issuperset(rest) and named[0].start > first)
        or (rest and named[0].start == first and _IS_OR_NOT.issuperset(rest) and _ends_sentence(view))
    ):
        return []
    turned = "not" in rest
    subject = concepts.pop()
    before = [fact for fact in facts if fact.clause == number - 1 and fact.concept not in view.subjects]
    bare = named[0].start == first  # A is not uniform, B is
    return [
        replace(
            fact,
            affirmed=not turned if bare else fact.affirmed != turned,
            subject=subject,
            other="",
            sentence=sentence,
            clause=number,
            named=True,
        )
        for fact in before
        if not bare or fact.subject not in ("", subject)
    ]


def _ends_sentence(view: View) -> bool:
    """Whether nothing but a stop follows the clause."""
    return not set(view.tokens[view.clause.indices[-1] + 1 :]) - {".", ";", "!", ")"}
