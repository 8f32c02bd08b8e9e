"""What it means that an answer makes none of the claims that a check looks for."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from grader.claims.fact import Reading, Standing
from grader.claims.manner import is_hedged
from grader.model.judgement import Judgement, Truth
from grader.model.judgement import Reading as Shown

_SILENT_WORDS = 1  # content words not understood, from which silence is no longer certain
_LONG_SENTENCE = 10  # tokens


class Silence(BaseModel):
    """What it means that an answer says nothing to the check."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    truth: Truth = Truth.ABSENT
    mistake: str = ""
    certain: bool = False
    """Whether words we did not understand leave it certain."""
    explained: bool = False
    """Whether the check asks for a reason: then a person looks where one is given and not understood."""
    unless: tuple[str, ...] = ()
    """Concepts after which a person looks: the answer may say it in words we do not know."""


def silent_judgement(
    silence: Silence,
    reading: Reading,
    understood: frozenset[int],
    topics: frozenset[str],
    *,
    shown: tuple[Shown, ...],
    mistakes: frozenset[str],
) -> Judgement:
    """What silence means, unless a clause not `understood` may say something to the check after all."""
    named = (silence.mistake,) if silence.mistake in mistakes else ()
    reason = _doubt(silence, reading, understood, topics)
    if reason:
        # doubt about the whole answer does not make its silence the known mistake
        mistake = named if reason in (_NOTHING, _IN_PASSING) else ()
        return Judgement(Truth.REVIEW, mistake, leaning=Truth.WRONG, readings=shown, reason=reason)
    if silence.truth is Truth.REVIEW:
        return Judgement(Truth.REVIEW, named, leaning=Truth.WRONG, readings=shown, reason="it is not said")
    return Judgement(silence.truth, named if silence.truth is Truth.WRONG else (), readings=shown)


_NOTHING = "nothing in it is understood to say this"
_IN_PASSING = "it is mentioned, but not plainly"


def _doubt(silence: Silence, reading: Reading, understood: frozenset[int], topics: frozenset[str]) -> str:
    """Why the silence is not certain; empty where it is."""
    spoken = {fact.sentence for fact in reading.facts}
    if any(
        is_hedged(sentence.tokens) and not sentence.aside and index not in spoken
        for index, sentence in enumerate(reading.sentences)
    ):
        return "the answer is not certain of itself"
    if silence.explained and (reading.reasons or _unexplained(reading, understood)):
        return "a reason is given that is not understood"
    stated = [fact for fact in reading.facts if fact.standing is not Standing.SUPPOSED]
    touched = any(fact.concept in topics and fact.clause not in understood for fact in stated)
    foreign = any(sentence.partial and not sentence.aside for sentence in reading.sentences)
    hinted = foreign or any(
        fact.concept in silence.unless and (fact.affirmed or not silence.certain) for fact in reading.facts
    )
    if hinted or (not silence.certain and (touched or _is_much_unread(reading, understood))):
        return _IN_PASSING if touched else _NOTHING
    return ""


def _is_much_unread(reading: Reading, understood: frozenset[int]) -> bool:
    """Whether many words stand in clauses not understood, beside the reasons for what is."""
    words = [
        word
        for item in reading.residue
        if not (item.because and item.clause - 1 in understood)
        and not (item.clause in understood and len(item.words) == 1)  # its verb: an HMM permits it
        for word in item.words
    ]
    return len(words) >= _SILENT_WORDS


def _unexplained(reading: Reading, understood: frozenset[int]) -> bool:
    """Whether a sentence of some length follows the first and is understood for nothing else."""
    read = {fact.sentence for fact in reading.facts if fact.clause in understood}
    return any(
        len(sentence.tokens) >= _LONG_SENTENCE and not sentence.aside and index not in read
        for index, sentence in enumerate(reading.sentences)
        if index
    )
