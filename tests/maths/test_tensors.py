"""Tensors as written, and their comparison with the expected one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.maths.equality import Outcome
from grader.maths.tensors import compare_tensor, flat, plain_tensors, read_nested, shape_of

SQUARE = "[[2, 2], [2.667, 3.333]]"
PAIR = "[2.5, 2.583]"

COMPARED = [
    ("[[2,2],[8/3,10/3]]", SQUARE, "3dp", "equal", ""),
    (r"\begin{bmatrix} 2 & 2 \\ \frac{8}{3} & \frac{10}{3} \end{bmatrix}", SQUARE, "3dp", "equal", ""),
    (r"\begin{pmatrix} 2 & 2 \\ \tfrac83 & \tfrac{10}3 \end{pmatrix}", SQUARE, "3dp", "equal", ""),
    (r"$$\left(\begin{array}{cc} 2 & 2 \\ 2.667 & 3.333 \end{array}\right)$$", SQUARE, "3dp", "equal", ""),
    (r"\left[\begin{matrix} 2 & 2 \\ 2.667 & 3.333 \end{matrix}\right]", SQUARE, "3dp", "equal", ""),
    ("[2 2; 2.667 3.333]", SQUARE, "3dp", "equal", ""),
    ("[2, 2; 2.667, 3.333]", SQUARE, "3dp", "equal", ""),
    ("[[2, 2]; [2.667, 3.333]]", SQUARE, "3dp", "equal", ""),
    ("array([[2.        , 2.        ],\n       [2.66666667, 3.33333333]])", SQUARE, "3dp", "equal", ""),
    ("np.array([[2, 2], [2.667, 3.333]])", SQUARE, "3dp", "equal", ""),
    ("[[2.    2.   ]\n [2.667 3.333]]", SQUARE, "3dp", "equal", ""),
    ("tensor([[2.0000, 2.0000],\n        [2.6667, 3.3333]])", SQUARE, "3dp", "equal", ""),
    ("((2,2),(8/3,10/3))", SQUARE, "3dp", "equal", ""),
    ("A = [[2, 2], [2.667, 3.333]]", SQUARE, "3dp", "equal", ""),
    ("The matrix is [[2, 2], [2.667, 3.333]].", SQUARE, "3dp", "equal", ""),
    ("tensor([2.5000, 2.5833])", PAIR, "3dp", "equal", ""),
    (r"\mu = (2.5, 2.58)", PAIR, "2dp", "equal", ""),
    ("[2,5; 2,583]", PAIR, "3dp", "equal", ""),
    ("[2{,}5, 2{,}583]", PAIR, "3dp", "equal", ""),
    ("[2.5; 2.583]", PAIR, "3dp", "equal", ""),
    ("{2.5, 2.583}", PAIR, "3dp", "equal", ""),
    (r"\{2.5, 2.583\}", PAIR, "3dp", "equal", ""),
    ("2.5, 2.583", PAIR, "3dp", "equal", ""),
    ("p_1 = 2.5, p_2 = 2.583", PAIR, "3dp", "equal", ""),
    (r"\left[\frac{5}{2}, \frac{31}{12}\right]", "[2.5, 2.5833]", "4dp", "equal", ""),
    ("[30/12, 31/12] = [2.5, 2.583]", PAIR, "3dp", "equal", ""),
    ("[0.665, 1]", "[0.67, 1]", "2dp", "equal", ""),
    ("[2.583, 2.5]", PAIR, "3dp", "different", ""),
    ("[2.5, 2.6]", PAIR, "3dp", "different", ""),
    ("[2.5]", PAIR, "3dp", "different", ""),
    ("[2.5, 2.583, 1]", PAIR, "3dp", "different", ""),
    ("[[2, 2], [3.333, 2.667]]", SQUARE, "3dp", "different", ""),
    ("[2, 2, 2.667, 3.333]", SQUARE, "3dp", "undecided", "layout"),
    (r"\begin{pmatrix}2.5\\2.583\end{pmatrix}", PAIR, "3dp", "undecided", "layout"),
    ("[[2.5, 2.583]]", PAIR, "3dp", "undecided", "layout"),
    ("[[2, 2], [2.667]]", SQUARE, "3dp", "undecided", "layout"),
    ("[2.5, 2.583] or [1, 2]", PAIR, "3dp", "undecided", "hedged"),
    ("[2.5, 2.583] and [1, 2]", PAIR, "3dp", "undecided", "ambiguous"),
    ("I do not know", PAIR, "3dp", "undecided", "unparsed"),
    ("[a, b]", PAIR, "3dp", "undecided", "unparsed"),
    ("[" * 500, PAIR, None, "undecided", "unparsed"),
    ("[" + "1," * 30000 + "1]", PAIR, None, "undecided", "limit"),
    ("", PAIR, None, "undecided", "empty"),
]


@pytest.mark.parametrize(("student", "reference", "tolerance", "outcome", "reason"), COMPARED)
def test_compared_tensor(student: str, reference: str, tolerance: object, outcome: str, reason: str) -> None:
    verdict = compare_tensor(student, reference, tolerance)
    assert verdict.outcome == outcome, verdict
    if reason:
        assert verdict.reason == reason


@given(
    st.lists(st.lists(st.integers(-9, 9), min_size=2, max_size=4), min_size=2, max_size=4).filter(
        lambda rows: len({len(row) for row in rows}) == 1
    )
)
@settings(deadline=None, max_examples=50, derandomize=True)
def test_a_matrix_equals_its_own_printings(rows: list[list[int]]) -> None:
    plain = str(rows)
    latex = r"\begin{bmatrix}" + r"\\".join(" & ".join(map(str, row)) for row in rows) + r"\end{bmatrix}"
    matlab = "[" + "; ".join(" ".join(map(str, row)) for row in rows) + "]"
    for text in (plain, latex, matlab):
        assert compare_tensor(text, plain).outcome is Outcome.EQUAL, text
    read = read_nested(plain_tensors(plain))
    assert read is not None
    assert shape_of(read) == (len(rows), len(rows[0]))
    assert len(flat(read)) == len(rows) * len(rows[0])


@given(st.text(alphabet="[](){};,.0123456789 \n&\\=/-abT", max_size=80))
@settings(deadline=None, max_examples=200, derandomize=True)
def test_any_string_gets_a_verdict(text: str) -> None:
    assert compare_tensor(text, SQUARE).outcome in set(Outcome)
