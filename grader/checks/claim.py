"""Judge a check by what the answer claims in words: for, against, or a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from grader.checks.claim_silence import Silence, silent_judgement
from grader.checks.request import CheckKind, Params, Request
from grader.claims.fact import Fact, Reading
from grader.claims.patterns import Claim, Match, find_claims
from grader.claims.phrases import PhraseError
from grader.claims.reading import read_facts
from grader.claims.sentences import Sentence, block_sentences, field_sentences
from grader.claims.vocabulary import compile_vocabulary
from grader.model.judgement import Judgement, Mark, Truth
from grader.model.judgement import Reading as Shown
from grader.model.submission import Answer

_BUILT_IN = frozenset({"yes", "no"})
_MAX_SHOWN = 6


def _as_truth_word(value: object) -> object:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


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
    pair: tuple[str, ...] = ()
    """The two concepts that *the former* and *the latter* mean, in the question's order."""
    premise: tuple[str, ...] = ()
    """Concepts of what the question itself supposes: an *if* that names one is no condition."""
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
            *self.pair,
            *self.premise,
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


@dataclass(frozen=True)
class _Read:
    """What one check reads in an answer, and the claims for and against it."""

    reading: Reading
    speaks_for: tuple[Match, ...]
    against: tuple[Match, ...]
    shared: bool
    """Whether it is the answer that the other checks read too, not a field of its own."""

    @property
    def claimed(self) -> frozenset[int]:
        """The clauses that make a claim."""
        return frozenset(match.fact.clause for match in (*self.speaks_for, *self.against))


def check_claim(request: Request[ClaimParams]) -> Mapping[str, Judgement]:
    """Judge each check on the sentences of the answer, or of its own field where there is one."""
    claimed = {name for check, params in request.checks.items() for name in (check, *params.fields)}
    found = {
        check: _read(check, params, request.answer, claimed, request.mistakes)
        for check, params in request.checks.items()
    }
    readings = [item for item in found.values() if isinstance(item, _Read) and item.shared]
    understood = frozenset(clause for item in readings for clause in item.claimed)
    return {
        check: item
        if isinstance(item, Judgement)
        else _decide(
            request.checks[check], item, understood if item.shared else item.claimed, request.mistakes
        )
        for check, item in found.items()
    }


def _read(
    check: str, params: ClaimParams, answer: Answer, claimed: set[str], mistakes: frozenset[str]
) -> _Read | Judgement:
    """The claims in what the check reads; a judgement already where that is empty or one bare word."""
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
    vocabulary = compile_vocabulary(params.words, params.aside)
    idle = frozenset(params.subjects) | (vocabulary.helpers - _topics(params))
    reading = read_facts(
        sentences,
        vocabulary,
        params.subjects,
        params.targets,
        idle,
        frozenset(params.premise),
        params.pair,
        supposing=not params.conditional,
    )
    speaks_for, against = _claims(params.right, reading, params), _claims(params.wrong, reading, params)
    return _Read(
        reading,
        _without_yielding(speaks_for, against),
        _without_yielding(against, speaks_for),
        shared=not name,
    )


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


def _decide(
    params: ClaimParams, read: _Read, understood: frozenset[int], mistakes: frozenset[str]
) -> Judgement:
    reading, speaks_for, against = read.reading, read.speaks_for, read.against
    named = _mistakes(against, mistakes)
    shown = _shown(reading, speaks_for, against)
    sure_for = [match for match in speaks_for if match.sure]
    sure_against = [match for match in against if match.sure]
    if sure_for and not against:
        return Judgement(Truth.RIGHT, readings=shown)
    if sure_against and not speaks_for:
        if all(reading.sentences[match.fact.sentence].partial for match in sure_against):
            return Judgement(
                Truth.REVIEW, named, leaning=Truth.WRONG, readings=shown, reason="not all its words are known"
            )
        weak = all(match.claim.yields for match in sure_against)
        if (
            weak
            and params.silent.explained
            and any(
                item.because and len(item.words) > 1 and item.clause not in understood
                for item in reading.residue
            )
        ):
            return Judgement(
                Truth.REVIEW,
                named,
                leaning=Truth.WRONG,
                readings=shown,
                reason="a reason is given that is not understood",
            )
        return Judgement(Truth.WRONG, named, readings=shown)
    if not speaks_for and not against:
        return silent_judgement(
            params.silent, reading, understood, _topics(params), shown=shown, mistakes=mistakes
        )
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


def _topics(params: ClaimParams) -> frozenset[str]:
    """What the check is about: said without a known claim, it may be one in words we do not know."""
    topics = {name for claim in (*params.right, *params.wrong) if not claim.alone for name in claim.concepts}
    return frozenset(topics) - {*params.subjects, *_BUILT_IN}


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
