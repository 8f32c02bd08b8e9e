"""What a rubric looks for in an answer's facts, and how surely it is found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from grader.claims.fact import Fact, Mood, Reading, Standing
from grader.model.words import Word


def _as_tuple(value: object) -> object:
    """A single name as a list of one; YAML reads a bare yes or no as a truth value."""
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, list):
        return tuple({True: "yes", False: "no"}[item] if isinstance(item, bool) else item for item in value)
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class Within(Word):
    """How near to each other the concepts of one claim must stand."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    ANSWER = "answer"


class Claim(BaseModel):
    """One thing an answer may claim: concepts affirmed or denied, of whom, and how it is put.

    The first concept of `says` (else of `denies`) is the claim itself; the others must stand near.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    says: Names = ()
    denies: Names = ()
    mentions: Names = ()
    """Concepts that must be named nearby, affirmed or not."""
    without: Names = ()
    """Concepts that must not be named nearby."""
    about: Names = ()
    """The subjects it may be said of; where the answer names none, the check's own."""
    named: bool = False
    """Whether the subject must be named in the same clause."""
    than: Names = ()
    """The subjects it must be compared with."""
    also: tuple[Claim, ...] = ()
    """Claims that the answer must make as well, anywhere."""
    mood: Annotated[tuple[Mood, ...], BeforeValidator(_as_tuple)] = ()
    conditional: bool | None = None
    """Whether it counts when said under an *if*; the check's own setting unless given."""
    alone: bool = False
    """Whether its clause must say nothing else."""
    opening: bool = False
    """Whether it must stand in the answer's first clause."""
    within: Within = Within.SENTENCE
    sure: bool = True
    """Whether it decides the check; otherwise it only tells which way a person will probably decide."""
    yields: bool = False
    """Whether it counts only where nothing speaks for the other side."""
    mistake: str = ""

    @property
    def concepts(self) -> tuple[str, ...]:
        """All the concepts it names."""
        own = (*self.says, *self.denies, *self.mentions, *self.without)
        return (*own, *(name for claim in self.also for name in (*claim.concepts, *claim.about, *claim.than)))

    @property
    def anchor(self) -> str:
        """The concept that is claimed."""
        return (*self.says, *self.denies, *self.mentions, "")[0]


class Match(BaseModel):
    """A claim found: where, and whether it is beyond doubt."""

    model_config = ConfigDict(frozen=True)

    claim: Claim
    fact: Fact
    sure: bool = Field()


def find_claims(
    claims: Iterable[Claim], reading: Reading, *, default_subject: str = "", conditional: bool = False
) -> tuple[Match, ...]:
    """Every claim that the facts make, in the order of the answer."""
    found = []
    for claim in claims:
        for fact in reading.facts:
            if fact.concept == claim.anchor and _is_made(claim, fact, reading, default_subject):
                counts = conditional if claim.conditional is None else claim.conditional
                sure = fact.standing is Standing.ASSERTED or (
                    counts and fact.standing is Standing.CONDITIONAL
                )
                found.append(Match(claim=claim, fact=fact, sure=sure and claim.sure))
    return tuple(sorted(found, key=lambda match: (match.fact.sentence, match.fact.clause)))


def _is_made(claim: Claim, fact: Fact, reading: Reading, default_subject: str) -> bool:
    if fact.standing is Standing.SUPPOSED:
        return False
    if (claim.says or claim.denies) and fact.affirmed != bool(claim.says):
        return False
    if claim.about and (fact.subject or default_subject) not in claim.about:
        return False
    if claim.named and not fact.named:
        return False
    if claim.than and fact.other not in claim.than:
        return False
    if claim.mood and fact.mood not in claim.mood:
        return False
    if (claim.alone and not fact.alone) or (claim.opening and (fact.sentence or fact.clause)):
        return False
    near = [other for other in reading.facts if _is_near(other, fact, claim.within)]
    asserted = [other for other in near if other.standing is not Standing.SUPPOSED]
    affirmed = {other.concept for other in asserted if other.affirmed}
    denied = {other.concept for other in asserted if not other.affirmed}
    named = {other.concept for other in near}
    return (
        all(find_claims([other], reading, default_subject=default_subject) for other in claim.also)
        and affirmed.issuperset(claim.says)
        and denied.issuperset(claim.denies)
        and named.issuperset(claim.mentions)
        and not named.intersection(claim.without)
    )


def _is_near(other: Fact, fact: Fact, within: Within) -> bool:
    if within is Within.CLAUSE:
        return other.clause == fact.clause
    return within is Within.ANSWER or other.sentence == fact.sentence
