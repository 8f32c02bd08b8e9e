"""Sequences of words or numbers compared with the expected one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.maths.equality.decide import Outcome
from grader.maths.sequences.answers import compare_sequence
from grader.maths.sequences.text import numbers_in, plain_text

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
    ("Backtracking I read 1, 1, 0, 2; in the right order this is 2 → 0 → 1 → 1.", "2 0 1 1", "equal", ""),
    ("Backtracking I read 2, 0, 1, 1; in the right order 1 → 1 → 0 → 2.", "2 0 1 1", "different", ""),
    ("T = 4 and N = 3: the best path is 2-0-1-1.", "2 0 1 1", "equal", ""),
    ("$w_4=1, w_3=1, w_2=0, w_1=2$", "2 0 1 1", "equal", ""),
    ("t=1: 2\nt=2: 0\nt=3: 1\nt=4: 1", "2 0 1 1", "equal", ""),
    ("1 ← 1 ← 0 ← 2", "2 0 1 1", "undecided", "ambiguous"),
    ("2,0,1,1 or 2,1,0,1", "2 0 1 1", "undecided", "ambiguous"),
    ("Backtracking gives rectangle, green, the; reversed: the green rectangle", WORDS, "equal", ""),
    ("1) the 2) green 3) rectangle", WORDS, "equal", ""),
    ('"the", "green" and "rectangle"', WORDS, "equal", ""),
    ("the red and the green", WORDS, "undecided", ""),
    ("the green one", WORDS, "undecided", "ambiguous"),
    ("the/DT dog/NN runs/VB", "DT NN VB", "equal", ""),
    ("the/DT dog/VB runs/NN", "DT NN VB", "different", ""),
    ('We prefer "the green rectangle" to "the red rectangle".', WORDS, "equal", ""),
    ('We prefer "the red rectangle" to "the green rectangle".', WORDS, "different", ""),
    ('"the green rectangle". (Greedy would miss it, it returns "the red rectangle".)', WORDS, "equal", ""),
    ("the red rectangle (The optimum would be the green rectangle, but we miss it.)", WORDS, "different", ""),
    (r"$1\rightarrow3\rightarrow2$", "[1, 3, 2]", "equal", ""),
    ("Nous gardons « the red » puis « the green rectangle » triomphe.", WORDS, "equal", ""),
    ('"the red square" comes first, then "the green rectangle"', WORDS, "different", ""),
    ("S R R C (S = sunny, R = rainy, C = cloudy)", "S R R C", "equal", ""),
    ("S R C C (S = sunny, R = rainy, C = cloudy)", "S R R C", "different", ""),
    ("the green rectangle is what it finds, the red rectangle would be better", WORDS, "equal", ""),
    ("(1, 2, 3)", "1, 2, 3", "equal", ""),
    ("1 → 2 → 3", "[1, 2, 3]", "equal", ""),
    (r"w_1^\star = \text{the},\ w_2^\star = \text{green},\ w_3^\star = \text{rectangle}", WORDS, "equal", ""),
    ("y1 = the, y2 = green, y3 = rectangle", WORDS, "equal", ""),
    ("Step 1: the\nStep 2: green\nStep 3: rectangle", WORDS, "equal", ""),
    ("1. the\n2. green\n3. rectangle", WORDS, "equal", ""),
    ("a / blue / square", "a blue square", "equal", ""),
    ("The most likely sequence is the green rectangle: -1.5 - 3.4 - 3.3 = -8.2.", WORDS, "equal", ""),
    (
        "the red rectangle gets -9.1, the green rectangle -8.2. So it is the green rectangle.",
        WORDS,
        "equal",
        "",
    ),
    ("~~the red rectangle~~ the green rectangle", WORDS, "equal", ""),
    ("the green rectangle, and not the red rectangle", WORDS, "equal", ""),
    ("the red rectangle is not the best; the best is the green rectangle", WORDS, "equal", ""),
    ("the green rectangle with p = e^{-8.2} = 2.7e-4", SCORED, "equal", ""),
    ("a blue square: -9.3; a red circle: -9.4", "a blue square, -9.3\na red circle, -9.4", "equal", ""),
    (
        "-9.3 for a blue square and -9.4 for a red circle",
        "a blue square -9.3; a red circle -9.4",
        "equal",
        "",
    ),
    ("Sunny -> Rainy -> Rainy", "Sunny Rainy Rainy", "equal", ""),
    ("S R R", "S, R, R", "equal", ""),
    ("not a red square but a red circle", "a red circle", "equal", ""),
    ("not a red circle but a red square", "a red circle", "different", ""),
    ("best: the green rectangle; second best: the red rectangle", WORDS, "equal", ""),
    ("best: the red rectangle; second best: the green rectangle", WORDS, "different", ""),
    (r"\mathbf{the\ green\ rectangle}", WORDS, "equal", ""),
    ("w* = the green rectangle (-8.2), followed by the red rectangle (-9.1)", WORDS, "equal", ""),
    (
        "{a blue square, a red circle} with scores {-9.3, -9.4}",
        "a blue square, -9.3\na red circle, -9.4",
        "equal",
        "",
    ),
    ("the (-1.5), green (-3.4), rectangle (-3.3)", WORDS, "equal", ""),
    ("The best is a blue square with -9.3, ahead of a red circle (-9.4).", "a blue square", "equal", ""),
    ("a blue square (-9.3) beats a red circle (-9.4)", "a blue square", "equal", ""),
    ("s1 = S, s2 = R, s3 = R", "S, R, R", "equal", ""),
    ("<s> the green rectangle </s>", WORDS, "equal", ""),
    ("[0, 3, 1] with log-likelihood -8.2", "0 3 1", "equal", ""),
    ("the red rectangle", WORDS, "different", ""),
    ("the green rectangle rectangle", WORDS, "different", ""),
    ("a green rectangle", WORDS, "different", ""),
    ("Sunny, Rainy", "Sunny Rainy Rainy", "different", ""),
    ("w_1 = the, w_2 = red, w_3 = rectangle", WORDS, "different", ""),
    (
        "the green rectangle has -8.2, the red one less, hence we choose the red rectangle",
        WORDS,
        "different",
        "",
    ),
    ("~~the green rectangle~~ the red rectangle", WORDS, "different", ""),
    ("the green rectangle was pruned; the red rectangle is left", WORDS, "different", ""),
    ("a red circle: -9.4; a blue square: -9.3", "a blue square, -9.3\na red circle, -9.4", "different", ""),
    ("a blue square: -9.3", "a blue square, -9.3\na red circle, -9.4", "different", ""),
    ("see the tree above", WORDS, "undecided", "unparsed"),
    ("the green rectangle splendidly", WORDS, "undecided", "ambiguous"),
    ("green the rectangle", WORDS, "different", ""),
    ("the green", WORDS, "different", ""),
    ("the green rectangle, -8.3", SCORED, "different", ""),
    ("(3,2,1)", "(1,2,3)", "different", ""),
    ("the green rectangle or the red rectangle", WORDS, "undecided", "ambiguous"),
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
    ("-9.3; -9.4", [-9.3, -9.4]),
    (r"\log p = -8.2, p = e^{-8.2} \approx 2.7 \times 10^{-4}", [-8.2, -8.2]),
]


@pytest.mark.parametrize(("text", "values"), CLUSTERS)
def test_sums_and_chains_come_to_one_number(text: str, values: list[float]) -> None:
    assert [float(value) for value in numbers_in(plain_text(text), decimal_comma="," in text)] == values


@given(st.text(alphabet="the grn\\→,.-0123456789=()<>BOS", max_size=80))
@settings(deadline=None, max_examples=150, derandomize=True)
def test_any_string_gets_a_verdict(text: str) -> None:
    assert compare_sequence(text, SCORED).outcome in set(Outcome)
