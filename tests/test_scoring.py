"""Points follow the rubric: evidence in order, the lowest credit, provisional points for a person."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model.assignment import Check, Evidence, KnownMistake, Part
from grader.model.judgement import Judgement, Truth
from grader.model.report import Verdict
from grader.scoring import EDGE_CASES_ONLY, Findings, score_checks

WRITEUP, CODE = Evidence.WRITEUP, Evidence.CODE


def _part(*checks: Check, mistakes: tuple[KnownMistake, ...] = ()) -> Part:
    total = sum((check.points for check in checks), Decimal(0))
    return Part("1", "A part", total, checks, {mistake.id: mistake for mistake in mistakes})


def _check(name: str = "answer", points: str = "2", **more: object) -> Check:
    return Check(name, Decimal(points), "symbolic", None, **more)  # type: ignore[arg-type]


def _mistake(name: str, credit: Mapping[str, str], code: Mapping[str, str] | None = None) -> KnownMistake:
    return KnownMistake(
        name,
        "Look again.",
        {check: Decimal(points) for check, points in credit.items()},
        None if code is None else {check: Decimal(points) for check, points in code.items()},
    )


def _score(part: Part, **findings: Judgement) -> list[tuple[Verdict, Decimal]]:
    by_check: Findings = {check: {WRITEUP: judgement} for check, judgement in findings.items()}
    return [(item.verdict, item.points) for item in score_checks(part, by_check)]


@pytest.mark.parametrize(
    ("judgement", "verdict", "points"),
    [
        (Judgement(Truth.RIGHT), Verdict.PASS, "2"),
        (Judgement(Truth.RIGHT, mistakes=("half",)), Verdict.PASS, "2"),
        (Judgement(Truth.WRONG), Verdict.FAIL, "0"),
        (Judgement(Truth.WRONG, mistakes=("half",)), Verdict.PARTIAL, "1"),
        (Judgement(Truth.WRONG, mistakes=("half", "nothing")), Verdict.FAIL, "0"),
        (Judgement(Truth.WRONG, mistakes=("note",)), Verdict.FAIL, "0"),
        (Judgement(Truth.WRONG, outcome="one-wrong"), Verdict.PARTIAL, "1.5"),
        (Judgement(Truth.WRONG, outcome=EDGE_CASES_ONLY), Verdict.PARTIAL, "1"),
        (Judgement(Truth.ABSENT), Verdict.MISSING, "0"),
        (Judgement(Truth.UNREADABLE), Verdict.UNREADABLE, "0"),
        (Judgement(Truth.REVIEW), Verdict.REVIEW, "0"),
        (Judgement(Truth.REVIEW, leaning=Truth.RIGHT), Verdict.REVIEW, "2"),
        (Judgement(Truth.REVIEW, mistakes=("half",)), Verdict.REVIEW, "1"),
    ],
)
def test_judgement_becomes_verdict_and_points(judgement: Judgement, verdict: Verdict, points: str) -> None:
    mistakes = (
        _mistake("half", {"answer": "1"}),
        _mistake("nothing", {"answer": "0"}),
        _mistake("note", {}),
    )
    part = _part(_check(outcomes={"one-wrong": Decimal("1.5")}), mistakes=mistakes)
    assert _score(part, answer=judgement) == [(verdict, Decimal(points))]


def test_first_evidence_in_the_rubrics_order_is_scored() -> None:
    part = _part(_check(evidence=(CODE, WRITEUP), function="f"))
    (item,) = score_checks(part, {"answer": {WRITEUP: Judgement(Truth.RIGHT), CODE: Judgement(Truth.RIGHT)}})
    assert (item.evidence, item.disagreement) == (CODE, False)


def test_evidence_that_is_absent_is_passed_over() -> None:
    part = _part(_check(evidence=(CODE, WRITEUP), function="f"))
    (item,) = score_checks(part, {"answer": {WRITEUP: Judgement(Truth.RIGHT), CODE: Judgement(Truth.ABSENT)}})
    assert (item.evidence, item.points, item.disagreement) == (WRITEUP, 2, False)


@pytest.mark.parametrize(
    ("writeup", "code", "disagree"),
    [
        (Judgement(Truth.REVIEW, leaning=Truth.RIGHT), Judgement(Truth.WRONG), True),
        (Judgement(Truth.REVIEW, leaning=Truth.RIGHT), Judgement(Truth.RIGHT), False),
        (Judgement(Truth.REVIEW, mistakes=("slip",)), Judgement(Truth.RIGHT), True),
        (Judgement(Truth.REVIEW), Judgement(Truth.RIGHT), False),
    ],
    ids=["right-to-confirm", "both-right", "mistake-to-confirm", "cannot-tell"],
)
def test_evidence_for_a_person_to_confirm_can_disagree(
    writeup: Judgement, code: Judgement, disagree: bool
) -> None:
    part = _part(
        _check(evidence=(CODE, WRITEUP), function="f"), mistakes=(_mistake("slip", {"answer": "1"}),)
    )
    (item,) = score_checks(part, {"answer": {WRITEUP: writeup, CODE: code}})
    assert item.disagreement is disagree


def test_evidence_that_disagrees_is_told() -> None:
    part = _part(_check(evidence=(WRITEUP, CODE), function="f"))
    (item,) = score_checks(part, {"answer": {WRITEUP: Judgement(Truth.RIGHT), CODE: Judgement(Truth.WRONG)}})
    assert (item.points, item.disagreement) == (2, True)


def test_code_may_leave_another_credit_than_the_writeup() -> None:
    part = _part(
        _check(evidence=(CODE,), function="f"),
        mistakes=(_mistake("half", {"answer": "1"}, {"answer": "0.5"}),),
    )
    (item,) = score_checks(part, {"answer": {CODE: Judgement(Truth.WRONG, mistakes=("half",))}})
    assert item.points == Decimal("0.5")


def test_check_that_a_person_confirms_is_review_with_its_points() -> None:
    part = _part(_check(confirm=frozenset({WRITEUP})))
    assert _score(part, answer=Judgement(Truth.RIGHT)) == [(Verdict.REVIEW, Decimal(2))]
    assert _score(part, answer=Judgement(Truth.ABSENT)) == [(Verdict.MISSING, Decimal(0))]


def test_right_result_implies_what_is_missing_before_it() -> None:
    part = _part(_check("step", "1"), _check("result", "1", implies=("step",)))
    assert _score(part, result=Judgement(Truth.RIGHT)) == [
        (Verdict.REVIEW, Decimal(1)),
        (Verdict.PASS, Decimal(1)),
    ]
    assert _score(part, result=Judgement(Truth.WRONG)) == [
        (Verdict.MISSING, Decimal(0)),
        (Verdict.FAIL, Decimal(0)),
    ]
    assert _score(part, step=Judgement(Truth.WRONG), result=Judgement(Truth.RIGHT))[0] == (
        Verdict.FAIL,
        Decimal(0),
    )


JUDGEMENTS = st.builds(
    Judgement,
    truth=st.sampled_from(Truth),
    mistakes=st.lists(st.sampled_from(["a", "b", "unknown"]), max_size=3).map(tuple),
    outcome=st.sampled_from(["", "some", EDGE_CASES_ONLY]),
    leaning=st.sampled_from([Truth.RIGHT, Truth.WRONG]),
)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.dictionaries(st.sampled_from(["x", "y"]), st.dictionaries(st.sampled_from(Evidence), JUDGEMENTS)))
def test_points_never_pass_the_maximum_nor_fall_below_nothing(findings: Findings) -> None:
    checks = [
        _check(name, "2", evidence=(WRITEUP, CODE), function="f", outcomes={"some": Decimal(1)})
        for name in "xy"
    ]
    part = _part(*checks, mistakes=(_mistake("a", {"x": "1"}), _mistake("b", {"x": "0", "y": "2"})))
    for item in score_checks(part, findings):
        assert 0 <= item.points <= item.check.points
        if item.judgement.truth in (Truth.UNREADABLE, Truth.REVIEW):
            assert item.verdict in (Verdict.UNREADABLE, Verdict.REVIEW)
