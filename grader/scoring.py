"""Judgements and the rubric's credits become points; pure, and the only place that knows points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from grader.model.assignment import Check, Evidence, Part
from grader.model.judgement import Judgement, Truth
from grader.model.report import Verdict

Findings = Mapping[str, Mapping[Evidence, Judgement]]
"""Check id to what each kind of evidence says of it."""

EDGE_CASES_ONLY = "edge-cases-only"
"""The outcome of code that is right on everything but edge cases: half, unless the rubric says otherwise."""

UNEXPLAINED = "unexplained"
"""The outcome of code with wrong values that no named mistake accounts for: nothing."""

_ABSENT = Judgement(Truth.ABSENT)


@dataclass(frozen=True)
class ScoredCheck:
    """One check with its points, and which evidence they rest on."""

    check: Check
    judgement: Judgement
    evidence: Evidence
    verdict: Verdict
    points: Decimal
    disagreement: bool = False
    """Whether the other evidence says otherwise: then a person looks at the part."""


def score_checks(part: Part, findings: Findings) -> tuple[ScoredCheck, ...]:
    """Every check of the part, scored by the first evidence in the rubric's order that is there.

    A check that a right answer elsewhere implies, and that has no answer of its own, is provisionally earned.
    """
    scored = [_score_check(part, check, findings.get(check.id, {})) for check in part.checks]
    implied = {
        check_id for item in scored if item.judgement.truth is Truth.RIGHT for check_id in item.check.implies
    }
    return tuple(
        ScoredCheck(item.check, item.judgement, item.evidence, Verdict.REVIEW, item.check.points)
        if item.check.id in implied and item.verdict is Verdict.MISSING
        else item
        for item in scored
    )


def _score_check(part: Part, check: Check, by_evidence: Mapping[Evidence, Judgement]) -> ScoredCheck:
    present = [
        (evidence, by_evidence[evidence])
        for evidence in check.evidence
        if evidence in by_evidence and by_evidence[evidence].truth is not Truth.ABSENT
    ]
    if not present:
        return ScoredCheck(check, _ABSENT, check.evidence[0], Verdict.MISSING, Decimal(0))
    evidence, judgement = present[0]
    points = points_of(part, check, evidence, judgement)
    verdict = _verdict(check, evidence, judgement, points)
    told = {_told(found) for _, found in present} & {Truth.RIGHT, Truth.WRONG}
    return ScoredCheck(check, judgement, evidence, verdict, points, disagreement=len(told) > 1)


def _told(judgement: Judgement) -> Truth:
    """What a judgement says, be it for a person to confirm: that all is right, or what is wrong."""
    leans = judgement.leaning is Truth.RIGHT or bool(judgement.mistakes)
    return judgement.leaning if judgement.truth is Truth.REVIEW and leans else judgement.truth


def points_of(part: Part, check: Check, evidence: Evidence, judgement: Judgement) -> Decimal:
    """The points a judgement earns on a check, provisional ones where a person must look.

    Several mistakes: the lowest credit counts. Wrong, with no named mistake and no outcome: nothing.
    """
    truth = judgement.leaning if judgement.truth is Truth.REVIEW else judgement.truth
    if truth is Truth.RIGHT:
        return check.points
    if truth is not Truth.WRONG or judgement.outcome == UNEXPLAINED:
        return Decimal(0)
    credits = [
        credit
        for mistake in judgement.mistakes
        if mistake in part.mistakes
        and (credit := part.mistakes[mistake].credit_for(check.id, evidence)) is not None
    ]
    if credits:
        return min(*credits, check.points)
    if judgement.outcome in check.outcomes:
        return check.outcomes[judgement.outcome]
    if judgement.outcome == EDGE_CASES_ONLY:
        return check.points / 2
    return Decimal(0)


def _verdict(check: Check, evidence: Evidence, judgement: Judgement, points: Decimal) -> Verdict:
    if judgement.truth is Truth.UNREADABLE:
        return Verdict.UNREADABLE
    if judgement.truth is Truth.REVIEW or evidence in check.confirm:
        return Verdict.REVIEW
    if judgement.truth is Truth.RIGHT:
        return Verdict.PASS
    if points == check.points > 0:
        return Verdict.PASS  # a mistake that costs this check nothing: a note
    return Verdict.PARTIAL if points > 0 else Verdict.FAIL
