"""The facts of an answer: what is claimed, affirmed or denied, how surely, and of whom."""

from __future__ import annotations

from dataclasses import dataclass

from grader.claims.sentences import Sentence
from grader.model.words import Word


class Mood(Word):
    """How a claim is put."""

    PLAIN = "plain"  # explodes
    POSSIBLE = "possible"  # may explode
    CERTAIN = "certain"  # will explode, always explodes
    NOT_ALWAYS = "not-always"  # does not necessarily explode


class Standing(Word):
    """Whether a claim is made at all."""

    ASSERTED = "asserted"
    CONDITIONAL = "conditional"  # said of the case that an if-clause describes
    SUPPOSED = "supposed"  # the if-clause itself, or what follows from a case contrary to fact
    UNSURE = "unsure"  # hedged, or the reach of a negation is not certain


@dataclass(frozen=True)
class Fact:
    """One mention of a concept."""

    concept: str
    affirmed: bool
    mood: Mood
    standing: Standing
    subject: str
    """The competing subject it is said of; empty where the answer names none."""
    other: str
    """The subject it is compared with, or done to; empty where there is none."""
    sentence: int
    clause: int
    alone: bool
    """Whether its clause says nothing else."""
    named: bool = False
    """Whether its own clause names the subject."""


@dataclass(frozen=True)
class Unread:
    """A clause in which nothing was recognised: its content words."""

    sentence: int
    clause: int
    words: tuple[str, ...]
    because: bool
    """Whether it gives a reason for what stands before it in its sentence."""


@dataclass(frozen=True)
class Reading:
    """An answer's sentences, its facts, and the clauses that carry none."""

    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    residue: tuple[Unread, ...]
    reasons: int = 0
    """How many clauses give a reason (*because*, *since*, *car*)."""
