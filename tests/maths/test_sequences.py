"""Sequences of words or numbers compared with the expected one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.maths.equality import Outcome
from grader.maths.sequences import compare_sequence, find_clusters

WORDS = "the green rectangle"
SCORED = "the green rectangle, -8.2"

COMPARED = [
    ("the green rectangle", WORDS, "equal", ""),
    ("The Green Rectangle", WORDS, "equal", ""),
    ("the → green → rectangle", WORDS, "equal", ""),
    (r"the \rightarrow green \rightarrow rectangle", WORDS, "equal", ""),
    ("(the, green, rectangle)", WORDS, "equal", ""),
    ("['the', 'green', 'rectangle']", WORDS, "equal", ""),
    (r"$w^*_{1:3} = (\text{the}, \text{green}, \text{rectangle})$", WORDS, "equal", ""),
    ("<BOS> the green rectangle", WORDS, "equal", ""),
    ("The sequence is the green rectangle.", WORDS, "equal", ""),
    ("the, then green, then rectangle", WORDS, "equal", ""),
    ("the green rectangle, -8.2", SCORED, "equal", ""),
    ("the green rectangle with log p = −8.2", SCORED, "equal", ""),
    ("the green rectangle, log p = -1.5 - 3.4 - 3.3 = -8.2", SCORED, "equal", ""),
    ("the green rectangle, -8,20", SCORED, "equal", ""),
    ("the green rectangle, e^{-8.2}", SCORED, "equal", ""),
    ("1 2 3", "1, 2, 3", "equal", ""),
    ("(1, 2, 3)", "1, 2, 3", "equal", ""),
    ("1 → 2 → 3", "[1, 2, 3]", "equal", ""),
    ("the red rectangle", WORDS, "different", ""),
    ("green the rectangle", WORDS, "different", ""),
    ("the green", WORDS, "different", ""),
    ("the green rectangle, -8.3", SCORED, "different", ""),
    ("(3,2,1)", "(1,2,3)", "different", ""),
    ("the green rectangle or the red rectangle", WORDS, "undecided", "hedged"),
    ("maybe the green rectangle", WORDS, "undecided", "hedged"),
    ("the green rectangle, the red rectangle", WORDS, "undecided", "ambiguous"),
    ("I do not know", WORDS, "undecided", "unparsed"),
    ("the green rectangle", SCORED, "undecided", "unparsed"),
    ("", WORDS, "undecided", "empty"),
    ("a " * 20000, WORDS, "undecided", "limit"),
]


@pytest.mark.parametrize(("student", "reference", "outcome", "reason"), COMPARED)
def test_compared_sequence(student: str, reference: str, outcome: str, reason: str) -> None:
    verdict = compare_sequence(student, reference)
    if outcome == "undecided" and not reason:
        assert verdict.outcome is not Outcome.DIFFERENT
        return
    assert verdict.outcome == outcome, verdict
    if reason:
        assert verdict.reason == reason


CLUSTERS = [
    ("-1.5 + -3.4 + -3.3 = -8.2", [-8.2]),
    ("(-1.5)+(-3.4)+(-3.3)", [-8.2]),
    ("-8,2", [-8.2]),
    ("B=2 and t-1 and w_{1:3}", []),
    ("p = e^{-8.2}", [-8.2]),
    ("-9.3, -9.4", [-9.3, -9.4]),
]


@pytest.mark.parametrize(("text", "values"), CLUSTERS)
def test_sums_and_chains_come_to_one_number(text: str, values: list[float]) -> None:
    assert [float(cluster.value.value) for cluster in find_clusters(text)] == values


@given(st.text(alphabet="the grn\\→,.-0123456789=()<>BOS", max_size=80))
@settings(deadline=None, max_examples=150, derandomize=True)
def test_any_string_gets_a_verdict(text: str) -> None:
    assert compare_sequence(text, SCORED).outcome in set(Outcome)
