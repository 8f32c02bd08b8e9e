"""Judge working line by line in random worlds, and look in it for the relations that a rubric wants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from grader.checks.derivation_contradictions import NO_RELATION, contradicts
from grader.checks.derivation_milestones import (
    CONTRADICTED,
    claimed_mistakes,
    is_restated,
    mistake_after,
    named_mistakes,
    noted_mistakes,
    reach_item,
    reached,
    spoiling_mistakes,
)
from grader.checks.derivation_subjects import is_elsewhere, speaks_of, wanted_names
from grader.checks.derivation_working import (
    DerivationParams,
    Working,
    advice_of,
    bare_result,
    field_of,
    read_working,
    wanted_of,
    with_standing,
    witness_of,
)
from grader.checks.request import CheckKind, Request
from grader.maths.derivations.judge import Judged
from grader.maths.derivations.relations import Verdict, judge_relation, relation
from grader.maths.derivations.roles import Role
from grader.maths.derivations.tree import parts
from grader.model.judgement import Judgement, Mark, Reading, Truth
from grader.model.submission import Answer, BlockKind

_ENOUGH_PROSE = 12
"""Words without mathematics that may be a proof told in words."""
_COMPOSED = 3
"""A formula of more tokens than this is no mere name."""
_SPOKEN = re.compile(
    r"\b(?:alpha|beta|gamma|delta|eta|theta|lambda|sigma|mu|nabla|twice|squared?|"
    r"two (?:times|gamma|eta|theta)|square root|power|product|times the|times (?:two|gamma|theta|eta)|"
    r"divided by|multiplied by|at most|bounded by|"
    r"sub-?multiplicativ\w*|chain rule|quotient rule|linear\w*|transposed?|induct\w*|hypothes\w*|"
    r"substitut\w*|racine|carré|dérivée|produit|puissance|linéar\w*|deux fois|fois|récurrence|remplac\w*)\b",
    re.IGNORECASE,
)
"""Words in which mathematics is told; without any of them, words are only talk."""
_REPLACED = "something else stands in its place"
_UNEXPLAINED = "not found, though all that it is made of is there and no line is false"


def check_derivation(request: Request[DerivationParams]) -> Mapping[str, Judgement]:
    """One judgement for each check; every line is shown with its mark."""
    if request.answer.is_empty:
        return dict.fromkeys(request.checks, Judgement(Truth.ABSENT))
    found: dict[str, Judgement] = {}
    workings: dict[str, Working] = {}
    bare = bare_result(request)
    for check_id, params in request.checks.items():
        fields = field_of(request.answer, params)
        if bare is not None and not fields:
            if not params.symbol:
                # the result alone: what leads to it is not there, whatever follows from that
                found[check_id] = Judgement(Truth.ABSENT)
                continue
            fields = bare
        if not request.answer.blocks and not fields:
            found[check_id] = Judgement(Truth.ABSENT)
            continue
        if fields:
            working = read_working(request, params, fields)
            found[check_id] = _judge(working, params, request)
            continue
        if params.world not in workings:
            workings[params.world] = read_working(request, params, ())
        found[check_id] = _judge(with_standing(workings[params.world], params), params, request)
    for check_id, params in request.checks.items():
        found[check_id] = _implied(found[check_id], params, found)
    return _explained(found, request)


def _explained(found: Mapping[str, Judgement], request: Request[DerivationParams]) -> Mapping[str, Judgement]:
    """What was not found, for no reason in itself, is missing where a mistake in another check says why."""
    costly = {name for params in request.checks.values() for name in (*params.mistakes, params.absent)}
    if not any(costly & set(judgement.mistakes) for judgement in found.values()):
        return found
    return {
        check_id: replace(each, truth=Truth.WRONG) if each.reason == _UNEXPLAINED else each
        for check_id, each in found.items()
    }


def _judge(working: Working, params: DerivationParams, request: Request[DerivationParams]) -> Judgement:
    notes = tuple(dict.fromkeys(noted_mistakes(working, params, request.mistakes)))
    best = reached(working, params)
    base = Judgement(
        Truth.WRONG, readings=working.readings, witness=witness_of(working), advice=advice_of(working)
    )
    if best is not None and best.truth is Truth.RIGHT:
        own = [
            mistake
            for mistake, relations in params.mistakes.items()
            if mistake in request.mistakes and set(relations) & set(best.items)
        ]
        notes = (*notes, *own)
        if spoiling := spoiling_mistakes(working, params, request.mistakes):
            reason = "reached, but from what a known mistake says"
            return replace(base, mistakes=(*spoiling, *notes), reason=reason, advice="")
        later, places = mistake_after(working, params, request.mistakes - set(own), best)
        if best.last in places:
            reason = "a known mistake stands in the line that reaches it"
            return replace(base, mistakes=(later, *notes), reason=reason, advice="")
        if later and best.items != (params.reach[0],) and _ends_with(working, params, places):
            reason = "what leads to it is reached, but a wrong version of it is what follows"
            return replace(base, mistakes=(later, *notes), reason=reason, advice="")
        if later:
            reason = "reached, and a wrong version of it stands after it"
            return replace(base, truth=Truth.REVIEW, mistakes=(later, *notes), reason=reason)
        line = replace(working, judged=working.judged[best.last : best.last + 1])
        if best.items != (params.reach[0],) and contradicts(line, params.reach[0], Verdict.ILL_TYPED):
            named = named_mistakes(working, params, request.mistakes)
            reason = "reached, in a line that goes on to what is no value of it"
            return replace(base, mistakes=(*named, *notes), reason=reason, advice="")
        if claimed := claimed_mistakes(working, params, request.mistakes - set(own)):
            reason = "reached, but a wrong version of it is what was to be shown"
            return replace(base, truth=Truth.REVIEW, mistakes=(*claimed, *notes), reason=reason)
        return replace(base, truth=Truth.RIGHT, mistakes=notes, reason=best.reason, advice="")
    named = named_mistakes(working, params, request.mistakes)
    meant = [way for item in params.perhaps if (way := reach_item(working, params, item)) is not None]
    if meant and not named:
        reason = "perhaps meant as what was wanted, with another letter"
        base = replace(base, readings=_undecided(working, {way.last for way in meant}), witness="", advice="")
        return replace(base, truth=Truth.REVIEW, leaning=Truth.RIGHT, mistakes=notes, reason=reason)
    is_refuted = best is not None and best.truth is Truth.WRONG
    if not (named or is_refuted) and any(
        all(reach_item(working, params, item) is not None for item in way) for way in params.nearly
    ):
        reason = "its last step is perhaps said in words only"
        return replace(base, truth=Truth.REVIEW, leaning=Truth.RIGHT, mistakes=notes, reason=reason)
    if best is not None and best.reason == CONTRADICTED and _is_replaced(working, params):
        return replace(base, mistakes=(*named, *notes), reason=_REPLACED)
    if best is not None and is_refuted:
        return replace(
            base, mistakes=tuple(dict.fromkeys((*best.mistakes, *named, *notes))), reason=best.reason
        )
    if named:
        return replace(
            base, mistakes=(*named, *notes), reason="a known mistake stands in its place", advice=""
        )
    if best is not None and best.leaning is Truth.WRONG and not _SPOKEN.search(working.prose):
        return replace(base, mistakes=notes, reason=f"{best.reason}, and only talk")
    if best is not None:
        return replace(base, truth=Truth.REVIEW, leaning=best.leaning, mistakes=notes, reason=best.reason)
    return _not_reached(working, params, request, base, notes)


def _ends_with(working: Working, params: DerivationParams, places: frozenset[int]) -> bool:
    """Whether a line gives another value to what is wanted first, which is not reached again behind it."""
    item = params.reach[0]
    if not isinstance(item, str) or item.startswith(NO_RELATION):
        return False
    left = wanted_of(working.court.build, working.court.seed, item).left
    own = [place for place in places if left in working.judged[place].trees]
    behind = [each for each in working.candidates if own and working.judged.index(each.judged) > min(own)]
    best = reached(replace(working, candidates=tuple(behind)), params)
    return bool(own) and (best is None or best.truth is Truth.WRONG)


def _undecided(working: Working, numbers: Set[int]) -> tuple[Reading, ...]:
    """The lines as shown, some neither true nor false: a letter may mean another one."""
    return tuple(
        replace(reading, mark=Mark.UNDECIDED) if number in numbers else reading
        for number, reading in enumerate(working.readings)
    )


def _not_reached(
    working: Working,
    params: DerivationParams,
    request: Request[DerivationParams],
    base: Judgement,
    notes: tuple[str, ...],
) -> Judgement:
    leaning = Truth.RIGHT if params.lean == "right" else Truth.WRONG
    if any(re.search(pattern, working.prose, re.IGNORECASE) for pattern in params.told):
        return replace(
            base, truth=Truth.REVIEW, leaning=Truth.RIGHT, mistakes=notes, reason="said in words only"
        )
    spoken = [pattern for pattern in params.words if re.search(pattern, working.prose, re.IGNORECASE)]
    if spoken and _is_replaced(working, params):
        return replace(base, mistakes=notes, reason=_REPLACED)
    if spoken:
        return replace(
            base, truth=Truth.REVIEW, leaning=leaning, mistakes=notes, reason="perhaps said in words only"
        )
    if params.elsewhere and is_elsewhere(working, params):
        return replace(base, mistakes=notes, reason="another line is changed")
    understood = any(each.links and each.understood for each in working.judged)
    wanted = wanted_names(working.court, params)
    unread = [
        each
        for each in working.judged
        if not each.understood and (not understood or _may_carry(each, wanted))
    ]
    if unread and understood and _is_replaced(working, params):
        return replace(base, mistakes=notes, reason=_REPLACED)
    if unread:
        reasons = "; ".join(problem for each in unread for problem in _problems(each))
        return replace(
            base,
            truth=Truth.REVIEW if understood else Truth.UNREADABLE,
            leaning=leaning,
            mistakes=notes,
            reason=f"not found, but not all was understood: {reasons}"[:400],
        )
    if working.prose.strip() and _stands_alone(working, params):
        reason = "what is wanted stands there without a sign, perhaps joined in words"
        return replace(base, truth=Truth.REVIEW, leaning=leaning, mistakes=notes, reason=reason)
    if _has_drawing_or_code(request.answer):
        return replace(
            base, truth=Truth.REVIEW, mistakes=notes, reason="not found, but a listing may hold it"
        )
    links = sum(len(each.links) for each in working.judged)
    spoken_of = re.compile(params.spoken, re.IGNORECASE) if params.spoken else _SPOKEN
    told = len(working.prose.split()) >= _ENOUGH_PROSE * (links + 1) and spoken_of.search(working.prose)
    if links < 2 and told:
        return replace(base, truth=Truth.REVIEW, mistakes=notes, reason="words without formulas")
    if contradicts(working, params.reach[0], Verdict.ILL_TYPED):
        return replace(base, mistakes=notes, reason=CONTRADICTED)
    absent = (params.absent,) if params.absent in request.mistakes else ()
    if not absent and not _has_false_line(working, request) and speaks_of(working, params):
        return replace(
            base, truth=Truth.REVIEW, leaning=Truth.WRONG, mistakes=notes, reason=_UNEXPLAINED, advice=""
        )
    return replace(base, mistakes=(*absent, *notes), reason="not found; all that was written was understood")


def _is_replaced(working: Working, params: DerivationParams) -> bool:
    """Whether something stands there that the rubric knows to be said in the place of what is wanted."""
    return any(_stands_instead(working, params, text) for text in params.instead)


def _stands_instead(working: Working, params: DerivationParams, text: str) -> bool:
    """Whether a relation stands there that is known to be said in the place of what is wanted.

    What is true is only that where it is said side for side: right working may well imply it.
    """
    if reach_item(working, params, text) is None:
        return False
    wanted = wanted_of(working.court.build, working.court.seed, text)
    is_true = judge_relation(wanted, working.court.worlds).verdict is Verdict.HOLDS
    return not is_true or any(is_restated(working, each, text) for each in working.candidates)


def _has_false_line(working: Working, request: Request[DerivationParams]) -> bool:
    """Whether a line is false, and not by a slip of notation that the rubric forgives."""
    forgiven = {mending for params in request.checks.values() for mending in params.mendings.values()}
    return any(
        link.finding.verdict in (Verdict.FALSE, Verdict.ILL_TYPED) and link.mending not in forgiven
        for judged in working.judged
        if judged.statement.role is not Role.SUPPOSED
        for link in judged.links
    )


def _stands_alone(working: Working, params: DerivationParams) -> bool:
    """Whether a composed side of what is wanted first is a formula that stands by itself."""
    item = params.reach[0]
    if not isinstance(item, str) or item.startswith(NO_RELATION):
        return False
    court = working.court
    sides = (wanted := wanted_of(court.build, court.seed, item)).left, wanted.right
    lone = [
        each for each in working.judged if not each.links and len(each.statement.sides[0].tokens) > _COMPOSED
    ]
    return any(
        each.trees[0] is not None
        and judge_relation(relation(each.trees[0], "=", side, each.definitions), court.worlds).verdict
        is Verdict.HOLDS
        for each in lone
        for side in sides
        if len(tuple(parts(side))) > 1
    )


def _has_drawing_or_code(answer: Answer) -> bool:
    return any(block.kind is BlockKind.CODE for block in answer.blocks)


def _problems(judged: Judged) -> Iterator[str]:
    for link in judged.links:
        if link.finding.verdict is Verdict.UNDECIDED:
            yield link.finding.reason


def _may_carry(judged: Judged, wanted: Sequence[frozenset[str]]) -> bool:
    """Whether a line that was not understood speaks of what is wanted at all."""
    names = {token.text for side in judged.statement.sides for token in side.tokens if token.text.isalpha()}
    return any(len(each & names) * 2 >= len(each) for each in wanted)


def _implied(judgement: Judgement, params: DerivationParams, found: Mapping[str, Judgement]) -> Judgement:
    """Not written out, but used by what was reached: a person confirms."""
    if (
        judgement.truth not in (Truth.REVIEW, Truth.WRONG, Truth.UNREADABLE)
        or judgement.leaning is Truth.RIGHT
    ):
        return judgement
    if judgement.truth is Truth.WRONG and (judgement.mistakes or judgement.reason == _REPLACED):
        return judgement
    if not params.implied_by or any(
        each not in found or found[each].truth is not Truth.RIGHT for each in params.implied_by
    ):
        return judgement
    if judgement.reason == CONTRADICTED:
        # what follows from it is right, so perhaps it was only written in an unusual way
        return replace(judgement, truth=Truth.REVIEW, leaning=Truth.WRONG)
    reason = f"not written out, but implied by {' and '.join(params.implied_by)}"
    return replace(judgement, truth=Truth.REVIEW, leaning=Truth.RIGHT, reason=reason)


DERIVATION = CheckKind("derivation", DerivationParams, check_derivation)
