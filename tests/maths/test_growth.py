"""Orders of growth: one class or not, in all variables jointly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.maths.equality.decide import Outcome
from grader.maths.growth.answers import compare_growth
from grader.maths.growth.orders import (
    Growth,
    add,
    is_dominated,
    is_exponential,
    read_conditions,
    read_growth,
    same_class,
)

NAMES = ("T", "B", "N")
SYMBOLS = dict.fromkeys((*NAMES, "n"), "posint")
BEAM = read_conditions(("B <= N",), NAMES)


def growth(text: str) -> Growth:
    read = read_growth(text, NAMES)
    assert isinstance(read, Growth), read
    return read


SAME = [
    (r"T(BN+BN\log(BN))", r"TBN \log N"),
    (r"BTN \ln(NB)", r"TBN\log(BN)"),
    (r"TBN\log BN", r"TBN\log(BN)"),
    (r"TBN\log_2(BN)", r"TBN\ln(BN)"),
    (r"T \log((BN)!)", r"TBN\log(BN)"),
    (r"T(BN + B\log B)", r"TBN"),
    (r"B(N+T)", r"BN+BT"),
    (r"TN*N", r"TN^2"),
    (r"T·N²", r"TN^2"),
    (r"T*N**2", r"T N^2"),
    (r"T \times N^2", r"N^2 T"),
    (r"(T-1)N^2 + N", r"TN^2"),
    (r"\sum_{t=1}^T N^2", r"TN^2"),
    (r"3TN^2 + 100TN + 7", r"TN^2"),
    (r"\frac{TN^2}{2}", r"TN^2"),
    (r"T\sqrt{N^4}", r"TN^2"),
    (r"N^T + TN^2", r"N^T"),
    (r"2^{T\log_2 N}", r"N^T"),
    (r"\max(TN, T)", r"TN"),
    (r"BT + BN + N", r"B(N+T)"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_same_class(first: str, second: str) -> None:
    assert same_class(growth(first), growth(second), BEAM).is_equal
    assert same_class(growth(second), growth(first), BEAM).is_equal


APART = [
    (r"T + BN\log BN", r"TBN\log(BN)"),
    (r"TN", r"TN^2"),
    (r"TN", r"TN \log N"),
    (r"TBN\log B", r"TBN\log(BN)"),
    (r"N^T", r"N^{T+1}"),
    (r"N^T", r"T N^T"),
    (r"N^T", r"T^N"),
    (r"2^T", r"N^T"),
    (r"T + N", r"TN"),
    (r"TN + N^2", r"TN"),
    (r"BN", r"BN + BT"),
    (r"TB^2N", r"TBN"),
    (r"T^2N", r"TN^2"),
    (r"TN\log\log N", r"TN"),
    (r"T\sqrt N", r"TN"),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_another_class_has_a_witness(first: str, second: str) -> None:
    verdict = same_class(growth(first), growth(second), BEAM)
    assert verdict.outcome is Outcome.DIFFERENT
    assert "grows" in verdict.witness


def test_condition_decides_whether_beam_logarithm_is_vocabulary_logarithm() -> None:
    pair = growth(r"TBN\log N"), growth(r"TBN\log(BN)")
    assert same_class(*pair, BEAM).is_equal
    assert not same_class(*pair).is_equal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "T +",
        "K N",
        r"9^{9^{9^9}}",
        "1/0",
        "-T",
        r"\log 0",
        "T" * 3000,
        "(" * 500 + "T" + ")" * 500,
        "x_{",
        r"\sum_i i",
    ],
)
def test_unreadable_growth_is_said_and_never_raises(text: str) -> None:
    assert not isinstance(read_growth(text, NAMES), Growth)


def test_exponential_is_recognised() -> None:
    assert is_exponential(growth("N^T"))
    assert is_exponential(growth(r"2^T N"))
    assert not is_exponential(growth(r"T^3 N^5 \log N"))


def test_domination_and_sums() -> None:
    assert is_dominated(growth("TN"), growth("TN^2"))
    assert not is_dominated(growth("TN^2"), growth("TN"))
    assert same_class(add((growth("BN"), growth("BT"))), growth("B(N+T)")).is_equal


def test_condition_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no condition"):
        read_conditions(("B + N",), NAMES)


MONOMIALS = st.tuples(*(st.integers(0, 4) for _ in NAMES))


@given(MONOMIALS, MONOMIALS, st.integers(1, 900))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_monomials_are_one_class_exactly_when_their_powers_agree(
    first: tuple[int, ...], second: tuple[int, ...], constant: int
) -> None:
    texts = [
        " ".join(f"{name}^{power}" for name, power in zip(NAMES, powers, strict=True))
        for powers in (first, second)
    ]
    verdict = same_class(growth(f"{constant} {texts[0]} + 1"), growth(texts[1]))
    assert verdict.is_equal == (first == second)


COMPARED = [
    ("O(TN^2)", "O(TN^2)", "equal", ""),
    ("The time complexity is $O(N^2 T)$.", "O(TN^2)", "equal", ""),
    (r"\mathcal{O}\!\left(BTN \ln(NB)\right)", r"O(TBN\log(BN))", "equal", ""),
    (r"$\mathcal O(T\cdot N^2)$", "O(TN^2)", "equal", ""),
    (r"\mathrm{O}(N^2T)", "O(TN^2)", "equal", ""),
    (r"{\cal O}(N^2T)", "O(TN^2)", "equal", ""),
    (r"O\big(TN^2\big)", "O(TN^2)", "equal", ""),
    ("each step is O(N^2), done T times, so O(TN^2)", "O(TN^2)", "equal", ""),
    ("not O(N^T) but O(TN^2)", "O(TN^2)", "equal", ""),
    ("O(T N N) = O(T N^2)", "O(TN^2)", "equal", ""),
    ("$O(Tm)$ where $m = BN$", "O(TBN)", "equal", ""),
    (r"\Theta(n)", r"\Theta(n)", "equal", ""),
    ("of order $TN^2$", "O(TN^2)", "equal", ""),
    ("on the order of $TN^2$", "O(TN^2)", "equal", ""),
    ("O(TN)", "O(TN^2)", "different", ""),
    ("O(N^T)", "O(TN^2)", "different", ""),
    (r"O(n\log n)", "O(n^2)", "different", ""),
    (r"\Theta(n)", "O(n^2)", "different", ""),
    ("TN^2", "O(TN^2)", "undecided", "ambiguous"),
    (r"$\Theta(TN^2)$", "O(TN^2)", "undecided", "ambiguous"),
    (r"$\Omega(TN^2)$", "O(TN^2)", "undecided", "ambiguous"),
    ("o(n)", "O(n)", "undecided", "ambiguous"),
    ("O(TN) or O(TN^2)", "O(TN^2)", "undecided", "hedged"),
    ("maybe O(TN^2)?", "O(TN^2)", "undecided", "hedged"),
    ("O(KN)", "O(TN)", "undecided", "unknown-symbol"),
    ("", "O(N)", "undecided", "empty"),
    ("O(", "O(N)", "undecided", "empty"),
    ("O(TN, N^2)", "O(TN)", "undecided", "unparsed"),
    ("I do not see it", "O(TN)", "undecided", ""),
    ("O(" + "T" * 5000 + ")", "O(TN)", "undecided", "limit"),
]


@pytest.mark.parametrize(("student", "reference", "outcome", "reason"), COMPARED)
def test_compared_answer(student: str, reference: str, outcome: str, reason: str) -> None:
    verdict = compare_growth(student, reference, SYMBOLS)
    assert verdict.outcome == outcome
    if reason:
        assert verdict.reason == reason


@given(st.text(alphabet="OΘ(){}^_+*/\\logTNBn $=,.-0123456789 maybe", max_size=80))
@settings(deadline=None, max_examples=150, derandomize=True)
def test_any_string_gets_a_verdict(text: str) -> None:
    assert compare_growth(text, "O(TN)", SYMBOLS).outcome in set(Outcome)
