"""Numbers as written, as intervals, and within a tolerance."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.maths.equality.decide import Outcome
from grader.maths.numbers.answers import compare_number
from grader.maths.numbers.written import (
    Agreement,
    Numeral,
    agreement,
    read_numeral,
    uses_decimal_comma,
)

READ = [
    ("2.5", "5/2", 1),
    ("2.50", "5/2", 2),
    ("3", "3", None),
    ("8/3", "8/3", None),
    (r"\frac{31}{12}", "31/12", None),
    (r"\tfrac52", "5/2", None),
    ("−8.2", "-41/5", 1),
    ("-1.5 - 3.4 - 3.3", "-41/5", 1),
    ("(1+3+2)/3", "2", None),
    ("((1-2)^2 + (3-2)^2 + (2-2)^2)/3", "2/3", None),
    ("1.5e-3", "3/2000", 4),
    (r"1.5 \times 10^{-3}", "3/2000", 4),
    ("½", "1/2", None),
    ("2.", "2", None),
]


@pytest.mark.parametrize(("text", "value", "decimals"), READ)
def test_numeral_is_read_exactly(text: str, value: str, decimals: int | None) -> None:
    found = read_numeral(text)
    assert found is not None
    assert (found.value, found.decimals) == (Fraction(value), decimals)


@pytest.mark.parametrize(
    "text", ["", "x", "1/0", "9**9**9", "1e999999", "1" * 200, "(" * 200, "1 2", "__import__"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_numeral(text) is None


AGREEMENTS = [
    ("0.67", "2/3", Agreement.ROUNDED),
    ("0.66", "2/3", Agreement.CUT),
    ("0.65", "2/3", Agreement.NO),
    ("0.7", "2/3", Agreement.NO),
    ("2.5", "5/2", Agreement.EXACT),
    ("0.665", "0.6655", Agreement.ROUNDED),
    ("0.125", "0.1255", Agreement.ROUNDED),
    ("-0.66", "-2/3", Agreement.CUT),
    ("1.07", "155/144", Agreement.CUT),
    ("1.08", "155/144", Agreement.ROUNDED),
    ("1.0764", "155/144", Agreement.ROUNDED),
    ("1.09", "155/144", Agreement.NO),
]


@pytest.mark.parametrize(("text", "exact", "expected"), AGREEMENTS)
def test_agreement_with_an_exact_number(text: str, exact: str, expected: Agreement) -> None:
    found = read_numeral(text)
    assert found is not None
    assert agreement(found, Fraction(exact)) is expected


COMPARED = [
    ("2.58", "2.583", "2dp", "equal", ""),
    ("0.665", "0.67", "2dp", "equal", ""),
    (r"$\frac{8}{3}$", "2.6666666667", "3dp", "equal", ""),
    ("x = 30/12 = 2.5", "2.5", None, "equal", ""),
    ("approximately 3.14", "3.14159", "2dp", "equal", ""),
    ("≈ 3.142", "3.14159", "3sf", "equal", ""),
    ("50%", "0.5", None, "equal", ""),
    (r"27.5\%", "0.275", None, "equal", ""),
    ("27.5 percent", "0.275", None, "equal", ""),
    ("1.5e-3", "0.0015", None, "equal", ""),
    ("1.5×10⁻³", "0.0015", None, "equal", ""),
    ("12,345.6", "12345.6", None, "equal", ""),
    ("1 234 567", "1234567", None, "equal", ""),
    ("-8,2", "-8.2", None, "equal", ""),
    ("3,14", "3.14", "2dp", "equal", ""),
    ("−8.2 nats", "-8.2", None, "equal", ""),
    ("9.81 m/s", "9.81", "2dp", "equal", ""),
    (r"\boxed{42}", "42", None, "equal", ""),
    ("The answer is 42.", "42", None, "equal", ""),
    ("1234", "1230", "3sf", "equal", ""),
    ("0.00123", "0.0012345", "3sf", "equal", ""),
    ("2.5", "2.4", 0.2, "equal", ""),
    ("2^10", "1024", None, "equal", ""),
    (r"$2^{10}$", "1024", None, "equal", ""),
    ("2**10", "1024", None, "equal", ""),
    (r"\frac{\sqrt{2}}{2}", "0.7071", "3dp", "equal", ""),
    (r"\ln 2", "0.6931", "4dp", "equal", ""),
    ("0.399", r"\frac{1}{\sqrt{2\pi}}", "3sf", "equal", ""),
    (r"\binom{5}{2}", "10", None, "equal", ""),
    ("ln 2 = 0.6931, thus 0.69", "0.693147", "2dp", "equal", ""),
    ("7/12 or 0.583", "7/12", "3dp", "equal", ""),
    ("0.583 (7/12)", "7/12", "3dp", "equal", ""),
    ("With B = 2 the score is -9.3.", "-9.3", None, "equal", ""),
    ("-1.5, -3.4 and -3.3 give in total -8.2", "-8.2", None, "equal", ""),
    ("~~-9.1~~ -8.2", "-8.2", None, "equal", ""),
    ("-8.2, which is greater than -9.1", "-8.2", None, "equal", ""),
    ("-9.1, which is smaller than -8.2", "-8.2", None, "different", ""),
    ("4,096", "4096", None, "equal", ""),
    ("4,096", "4.096", None, "equal", ""),
    ("2¹²", "4096", None, "equal", ""),
    ("4,069", "4096", None, "different", ""),
    ("±3", "-3", None, "undecided", ""),
    (r"\frac{7}{12} = 0.58\overline{3}", "0.58333", "3dp", "equal", ""),
    ("-9.1 < -8.2", "-9.1", None, "equal", ""),
    ("¼", "0.25", None, "equal", ""),
    ("2½", "2.5", None, "equal", ""),
    ("1 million (1000000)", "1000000", None, "equal", ""),
    ("$-8.2$, better than $-9.1$ and $-9.3$", "-8.2", None, "equal", ""),
    ("22/7 is too large, but exactly 3.1416", "3.14159", "2dp", "equal", ""),
    ("1/4 of x", "0.25", None, "undecided", "unknown-symbol"),
    ("2^9", "1024", None, "different", ""),
    ("I had -8.2 but the answer is -9.1", "-8.2", None, "different", ""),
    ("-8.2 + c", "-8.2", None, "undecided", "unknown-symbol"),
    ("c - 8.2", "-8.2", None, "undecided", "unknown-symbol"),
    ("3x", "3", None, "undecided", "unknown-symbol"),
    ("x > 2", "2", None, "undecided", ""),
    ("2.9", "2.4", 0.2, "different", ""),
    ("8.2", "-8.2", None, "different", ""),
    ("2.59", "2.583", "3dp", "different", ""),
    ("43", "42", None, "different", ""),
    ("7/3", "8/3", None, "different", ""),
    ("2.6", "2.583", "2dp", "undecided", "ambiguous"),
    ("2 or 3", "2", None, "undecided", "ambiguous"),
    ("maybe 2", "2", None, "undecided", "hedged"),
    ("2 and 3", "2", None, "undecided", "ambiguous"),
    ("two", "2", None, "equal", None),
    ("minus eight point two", "-8.2", None, "equal", None),
    ("sept douzièmes", "7/12", None, "equal", None),
    ("twenty-five percent", "0.25", None, "equal", None),
    ("quatre-vingt-onze", "91", None, "equal", None),
    ("1 1/2", "1.5", None, "equal", None),
    ("W is 512×512 and b is 512, so 512*512 + 512 = 262,656", "262656", None, "equal", None),
    ("one", "1", None, "equal", None),
    ("mean: 2.5, variance: 0.58", "2.5", None, "undecided", "ambiguous"),
    ("mean: 2.5, variance: 0.58", "0.58", None, "equal", None),
    ("step 1: -1.5\nstep 2: -4.6\ntotal: -8.2", "-4.6", None, "different", None),
    ("a: -1.8\nblue: -2.5 (total -4.3)\nsquare: -5.0 (total -9.3)", "-9.3", None, "equal", None),
    ("sum = 31, mean 31/12; squares 93; var = 93/12 - (31/12)² = 155/144", "155/144", None, "equal", None),
    ("3 words => 3 x 3 x 3 => 27", "27", None, "equal", None),
    ("about 1/12", "0.0821", "3dp", "undecided", "ambiguous"),
    ("-4.9 because -1.5 and -3.4 add up", "-4.9", None, "equal", None),
    ("5 per layer, 10 in total", "5", None, "different", None),
    ("1 nat (= 0.693 bits)", "0.693147", "3sf", "different", None),
    ("1 nat, or 0.693 bits", "0.693147", "3sf", "undecided", "ambiguous"),
    ("14 or so", "14", None, "undecided", "hedged"),
    ("5^2 = 25, because each of the 2 values can be at 5 places", "32", None, "different", None),
    ("3 ¾", "3.75", None, "equal", None),
    ("one third", "2/3", None, "different", None),
    ("about two thirds", "2/3", None, "undecided", "unparsed"),
    ("no one knows", "1", None, "undecided", "unparsed"),
    ("With d = 512: 4·d·(d+1) = 4·512·513 = 1,050,624 parameters", "1050624", None, "equal", None),
    ("4 d² = 4 × 262144 = 1048576 parameters", "1050624", None, "different", None),
    ("N=3 words, T=4 steps; 3*3*3*3 = 81", "81", None, "equal", None),
    ("N=3 words, T=4 steps; 4*4*4 = 64", "81", None, "different", None),
    ("p = 0.3; 1 - 0.3 = 0.7", "0.3", None, "undecided", "ambiguous"),
    ("ln 2 ≈ 0.693 nats ($=1$ bit)", "0.693147", "3sf", "equal", None),
    ("0.693 nats, or 1 bit", "0.693147", "3sf", "equal", None),
    ("−8.2 = log p(the green rectangle)", "-8.2", None, "equal", None),
    ("-8.2 (p = 0.00027)", "-8.2", None, "equal", None),
    ("9^9^9^9", "2", None, "undecided", "unparsed"),
    ("1e999999999", "1", None, "undecided", "unparsed"),
    ("", "1", None, "undecided", "empty"),
    ("1" * 3000, "1", None, "undecided", "limit"),
]


@pytest.mark.parametrize(("student", "reference", "tolerance", "outcome", "reason"), COMPARED)
def test_compared_number(student: str, reference: str, tolerance: object, outcome: str, reason: str) -> None:
    verdict = compare_number(student, reference, tolerance)
    assert verdict.outcome == outcome
    if reason:
        assert verdict.reason == reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-8,2 et -9,1", True),
        ("[2,5; 2,583]", True),
        ("[2,3,5/2,8/3]", False),
        ("2,3 and 2.5", False),
        (r"\mu_{1,2} = 3", False),
    ],
)
def test_decimal_commas_are_told_from_lists(text: str, expected: bool) -> None:
    assert uses_decimal_comma(text) is expected


@given(st.fractions(min_value=-9, max_value=9, max_denominator=97), st.integers(2, 8))
@settings(deadline=None, max_examples=80, derandomize=True)
def test_a_rounded_number_always_agrees(exact: Fraction, decimals: int) -> None:
    rounded = Fraction(round(exact * 10**decimals), 10**decimals)
    assert agreement(Numeral(rounded, decimals), exact) in (Agreement.EXACT, Agreement.ROUNDED)


@given(st.text(alphabet="0123456789.,eE+-*/^(){}%\\frac =≈", max_size=60))
@settings(deadline=None, max_examples=200, derandomize=True)
def test_any_string_gets_a_verdict(text: str) -> None:
    assert compare_number(text, "2.5", "2dp").outcome in set(Outcome)
