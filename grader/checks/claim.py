"""Judge a check by what the answer claims in words: for, against, or a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from grader.checks.request import CheckKind, Params, Request
from grader.claims.fact import Fact, Reading, Standing
from grader.claims.manner import is_hedged
from grader.claims.patterns import Claim, Match, find_claims
from grader.claims.phrases import PhraseError
from grader.claims.reading import read_facts
from grader.claims.sentences import Sentence, block_sentences, field_sentences
from grader.claims.vocabulary import Vocabulary, compile_vocabulary
from grader.model.judgement import Judgement, Mark, Truth
from grader.model.judgement import Reading as Shown
from grader.model.submission import Answer

_BUILT_IN = frozenset({"yes", "no"})
_SILENT_WORDS = 4  # content words not understood, from which silence is no longer certain
_MAX_SHOWN = 6


def _as_truth_word(value: object) -> object:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


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


class ClaimParams(Params):
    """The words of a check and the claims that speak for and against it."""

    words: dict[str, list[str]] = Field(default_factory=dict)
    """Concept to phrases (see `grader.claims.phrases`); ``yes`` and ``no`` are there already."""
    aside: dict[str, list[str]] = Field(default_factory=dict)
    """Of a concept, phrases inside which it is not meant (``necessary to note``)."""
    subjects: tuple[str, ...] = ()
    """Concepts that claims are about and that compete for them."""
    targets: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Of a concept that is done to something (*apply to*), the subjects it can be done to."""
    about: str = ""
    """The subject the question is about, for claims that name none."""
    right: tuple[Claim, ...] = ()
    wrong: tuple[Claim, ...] = ()
    conditional: bool = False
    """Whether what is said under an *if* counts as said (the question itself supposes something)."""
    fields: dict[str, Annotated[str, BeforeValidator(_as_truth_word)]] = Field(default_factory=dict)
    """Names a field of ``answers.yaml`` may have for this check, and the bare word that is right there."""
    silent: Silence = Silence()

    def _target_names(self) -> tuple[str, ...]:
        return tuple(name for concept, names in self.targets.items() for name in (concept, *names))

    @model_validator(mode="after")
    def _names_exist(self) -> ClaimParams:
        known = set(self.words) | _BUILT_IN
        for claim in (*self.right, *self.wrong):
            for name in (*claim.concepts, *claim.about, *claim.than):
                if name not in known:
                    raise ValueError(f"'{name}' is no concept among the words of this check")
            if not claim.anchor:
                raise ValueError("a claim says, denies or mentions at least one concept")
        for name in (
            *self.subjects,
            *self.silent.unless,
            *filter(None, (self.about,)),
            *self._target_names(),
        ):
            if name not in known:
                raise ValueError(f"'{name}' is no concept among the words of this check")
        try:
            compile_vocabulary(self.words, self.aside)
        except PhraseError as error:
            raise ValueError(str(error)) from error
        return self


def check_claim(request: Request[ClaimParams]) -> Mapping[str, Judgement]:
    """Judge each check on the sentences of the answer, or of its own field where there is one."""
    claimed = {name for check, params in request.checks.items() for name in (check, *params.fields)}
    return {
        check: _judge(check, params, request.answer, claimed, request.mistakes)
        for check, params in request.checks.items()
    }


def _judge(
    check: str, params: ClaimParams, answer: Answer, claimed: set[str], mistakes: frozenset[str]
) -> Judgement:
    vocabulary = compile_vocabulary(params.words, params.aside)
    name = next((name for name in (check, *params.fields) if name in answer.fields), "")
    if name:
        sentences = field_sentences(answer.fields[name])
        bare = _bare_word(sentences, params.fields.get(name, ""), _only_mistake(params, mistakes))
        if bare is not None:
            return bare
    else:
        sentences = block_sentences(answer.blocks)
        for other, field in answer.fields.items():
            if other not in claimed:
                sentences += field_sentences(field)
    if not any(not sentence.aside for sentence in sentences):
        return Judgement(Truth.ABSENT)
    return _decide(params, _read(sentences, vocabulary, params), mistakes)


def _read(sentences: tuple[Sentence, ...], vocabulary: Vocabulary, params: ClaimParams) -> Reading:
    return read_facts(sentences, vocabulary, params.subjects, params.targets)


def _only_mistake(params: ClaimParams, mistakes: frozenset[str]) -> tuple[str, ...]:
    """The known mistake of a check that has no other: what a bare wrong word can only mean."""
    named = {claim.mistake for claim in params.wrong} & mistakes
    return tuple(named) if len(named) == 1 else ()


def _bare_word(sentences: tuple[Sentence, ...], expected: str, wrong: tuple[str, ...]) -> Judgement | None:
    """The finding on a field that holds *yes* or *no* alone, where the rubric says which is right."""
    words = [token for sentence in sentences for token in sentence.tokens if token.isalpha()]
    if not expected or len(words) != 1:
        return None
    said = {
        "yes": "yes",
        "oui": "yes",
        "true": "yes",
        "vrai": "yes",
        "no": "no",
        "non": "no",
        "false": "no",
        "faux": "no",
    }
    if words[0] not in said:
        return None
    right = said[words[0]] == expected
    shown = Shown(sentences[0].text, sentences[0].place, Mark.FOR if right else Mark.AGAINST)
    if right:
        return Judgement(Truth.RIGHT, readings=(shown,))
    return Judgement(Truth.WRONG, wrong, readings=(shown,))


def _decide(params: ClaimParams, reading: Reading, mistakes: frozenset[str]) -> Judgement:
    speaks_for = _claims(params.right, reading, params)
    against = _claims(params.wrong, reading, params)
    speaks_for, against = _without_yielding(speaks_for, against), _without_yielding(against, speaks_for)
    named = _mistakes(against, mistakes)
    shown = _shown(reading, speaks_for, against)
    sure_for = [match for match in speaks_for if match.sure]
    sure_against = [match for match in against if match.sure]
    if sure_for and not against:
        return Judgement(Truth.RIGHT, readings=shown)
    if sure_against and not speaks_for:
        return Judgement(Truth.WRONG, named, readings=shown)
    if not speaks_for and not against:
        return _silent(params, reading, shown, mistakes)
    leaning = _leaning(sure_for or speaks_for, sure_against or against, bool(sure_for), bool(sure_against))
    reason = (
        "the answer speaks both ways" if speaks_for and against else "the answer is not certain to say this"
    )
    return Judgement(
        Truth.REVIEW,
        named if leaning is Truth.WRONG else (),
        leaning=leaning,
        readings=shown,
        reason=reason,
    )


def _claims(claims: tuple[Claim, ...], reading: Reading, params: ClaimParams) -> tuple[Match, ...]:
    return find_claims(claims, reading, default_subject=params.about, conditional=params.conditional)


def _without_yielding(own: tuple[Match, ...], other: tuple[Match, ...]) -> tuple[Match, ...]:
    if not any(match.sure and not match.claim.yields for match in other):
        return own
    return tuple(match for match in own if not match.claim.yields)


def _leaning(
    speaks_for: list[Match] | tuple[Match, ...],
    against: list[Match] | tuple[Match, ...],
    sure_for: bool,
    sure_against: bool,
) -> Truth:
    """Which way a person will probably decide: the sure before the unsure, the last said before the rest."""
    if sure_for != sure_against:
        return Truth.RIGHT if sure_for else Truth.WRONG
    if bool(speaks_for) != bool(against):
        return Truth.RIGHT if speaks_for else Truth.WRONG
    last_for, last_against = speaks_for[-1].fact, against[-1].fact
    later = (last_for.sentence, last_for.clause) > (last_against.sentence, last_against.clause)
    return Truth.RIGHT if later else Truth.WRONG


def _mistakes(against: tuple[Match, ...], known: frozenset[str]) -> tuple[str, ...]:
    sure = [match for match in against if match.sure] or list(against)
    return tuple(dict.fromkeys(match.claim.mistake for match in sure if match.claim.mistake in known))


def _silent(
    params: ClaimParams, reading: Reading, shown: tuple[Shown, ...], mistakes: frozenset[str]
) -> Judgement:
    silence = params.silent
    named = (silence.mistake,) if silence.mistake in mistakes else ()
    topics = {claim.anchor for claim in params.right if claim.sure and not claim.mentions}
    topics -= {*params.subjects, *_BUILT_IN}
    touched = [
        fact for fact in reading.facts if fact.concept in topics and fact.standing is not Standing.SUPPOSED
    ]
    hinted = [fact for fact in reading.facts if fact.concept in silence.unless and fact.affirmed]
    unread = sum(len(words) for _, words in reading.residue)
    spoken = {fact.sentence for fact in reading.facts}
    if any(
        is_hedged(sentence.tokens) and not sentence.aside and index not in spoken
        for index, sentence in enumerate(reading.sentences)
    ):
        return Judgement(
            Truth.REVIEW, leaning=Truth.WRONG, readings=shown, reason="the answer is not certain of itself"
        )
    if silence.explained and (reading.reasons or _unexplained(reading)):
        return Judgement(
            Truth.REVIEW,
            leaning=Truth.WRONG,
            readings=shown,
            reason="a reason is given that is not understood",
        )
    if hinted or (not silence.certain and (touched or unread >= _SILENT_WORDS)):
        reason = (
            "nothing in it is understood to say this" if not touched else "it is mentioned, but not plainly"
        )
        return Judgement(Truth.REVIEW, named, leaning=Truth.WRONG, readings=shown, reason=reason)
    if silence.truth is Truth.REVIEW:
        return Judgement(Truth.REVIEW, named, leaning=Truth.WRONG, readings=shown, reason="it is not said")
    return Judgement(silence.truth, named if silence.truth is Truth.WRONG else (), readings=shown)


def _unexplained(reading: Reading) -> bool:
    """Whether a sentence of some length follows the first."""
    return any(
        len(sentence.tokens) >= _LONG_SENTENCE and not sentence.aside for sentence in reading.sentences[1:]
    )


_LONG_SENTENCE = 10  # tokens


def _shown(reading: Reading, speaks_for: tuple[Match, ...], against: tuple[Match, ...]) -> tuple[Shown, ...]:
    """The sentences that speak for and against; where none does, those that were read."""
    marks: dict[int, tuple[Mark, Fact | None]] = {}
    for matches, mark in ((speaks_for, Mark.FOR), (against, Mark.AGAINST)):
        for match in matches:
            marks.setdefault(match.fact.sentence, (mark, match.fact))
    if not marks:
        marks = {
            index: (Mark.READ, None) for index, sentence in enumerate(reading.sentences) if not sentence.aside
        }
    return tuple(
        Shown(
            reading.sentences[index].text,
            reading.sentences[index].place,
            mark,
            note=_describe(fact) if fact else "",
        )
        for index, (mark, fact) in sorted(marks.items())[:_MAX_SHOWN]
    )


def _describe(fact: Fact) -> str:
    said = ("" if fact.affirmed else "not ") + fact.concept
    return f"{said} ({fact.subject})" if fact.subject else said


CLAIM = CheckKind("claim", ClaimParams, check_claim)
