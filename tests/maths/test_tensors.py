"""Tensors as written, and their comparison with the expected one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.maths.equality.decide import Outcome
from grader.maths.tensors.answers import compare_tensor
from grader.maths.tensors.written import flat, plain_tensors, read_nested, shape_of

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
    (r"\left[\tfrac52,\ \tfrac{31}{12}\right]", PAIR, "3dp", "equal", ""),
    (r"\tfrac{1}{12}\begin{bmatrix} 30 & 31 \end{bmatrix}", "[[2.5, 2.583]]", "3dp", "equal", ""),
    (r"A = -\frac{1}{12} \cdot (30, 31)", "[-2.5, -2.583]", "3dp", "equal", ""),
    ("[30, 31] / 12", PAIR, "3dp", "equal", ""),
    (r"[\sqrt{2}/2, -\frac{1}{\sqrt{2}}]", "[0.7071, -0.7071]", "3dp", "equal", ""),
    (r"[\ln 2, 2^{10}, e]", "[0.693, 1024, 2.718]", "3dp", "equal", ""),
    (r"[[2, 8/3], [2, 10/3]]^\top", SQUARE, "3dp", "equal", ""),
    ("[[2, 8/3], [2, 10/3]].T", SQUARE, "3dp", "equal", ""),
    (r"(2.5, 2.583)^{\mathrm{T}}", r"\begin{pmatrix}2.5\\2.583\end{pmatrix}", "3dp", "equal", ""),
    ("sample 1: 2, 2\nsample 2: 2.667, 3.333", SQUARE, "3dp", "equal", ""),
    ("row 1: [2, 2]\nrow 2: [8/3, 10/3]", SQUARE, "3dp", "equal", ""),
    ("| | a | b |\n|---|---|---|\n| s1 | 2 | 2 |\n| s2 | 2.667 | 3.333 |", SQUARE, "3dp", "equal", ""),
    ("| n | a | b |\n|---|---|---|\n| 1 | 2 | 2 |\n| 2 | 2.667 | 3.333 |", SQUARE, "3dp", "equal", ""),
    ("- 2.5\n- 2.583", PAIR, "3dp", "equal", ""),
    ("1. 2.5\n2. 2.583", PAIR, "3dp", "equal", ""),
    ("channel 1: 2.5, channel 2: 2.583", PAIR, "3dp", "equal", ""),
    ("The means are 2.5 and 2.583.", PAIR, "3dp", "equal", ""),
    ("x[1,1] = 2, x[1,2] = 2, x[2,1] = 8/3, x[2,2] = 10/3", SQUARE, "3dp", "equal", ""),
    ("~~[1, 2]~~ [2.5, 2.583]", PAIR, "3dp", "equal", ""),
    ("first [1, 2], but after checking the means are [2.5, 2.583]", PAIR, "3dp", "equal", ""),
    ("first [2.5, 2.583], but after checking the means are [1, 2]", PAIR, "3dp", "different", ""),
    ("[[2, 2], [8/3, 10/3]]^T", SQUARE, "3dp", "different", ""),
    (r"\frac{1}{12}\begin{bmatrix} 30 & 30 \end{bmatrix}", "[[2.5, 2.583]]", "3dp", "different", ""),
    ("[25%, 65%, 15%]", "[0.25, 0.6, 0.15]", None, "different", ""),
    ("sample 1: 2, 2\nsample 2: 3.333, 2.667", SQUARE, "3dp", "different", ""),
    ("- 2.583\n- 2.5", PAIR, "3dp", "different", ""),
    ("a = 2.5, b = 2.583", PAIR, "3dp", "equal", ""),
    ("| 2.5 | 2.583 |", PAIR, "3dp", "equal", ""),
    ("The vector is ⟨2.5, 2.583⟩.", PAIR, "3dp", "equal", ""),
    ("⎡2 2⎤\n⎣8/3 10/3⎦", SQUARE, "3dp", "equal", ""),
    ("[2,2\n 8/3,10/3]", SQUARE, "3dp", "equal", ""),
    ("(2, 2), (8/3, 10/3)", SQUARE, "3dp", "equal", ""),
    ("<2.5, 2.583>", PAIR, "3dp", "equal", ""),
    ("x: 2.5, y: 2.583", PAIR, "3dp", "equal", ""),
    ("[2 2\n 8/3 10/3]", SQUARE, "3dp", "equal", ""),
    (r"[2.5, 2.58\overline{3}]", PAIR, "3dp", "equal", ""),
    ("The entries are 2.5 (first) and 2.583 (second).", PAIR, "3dp", "equal", ""),
    ("[2½, 31/12]", PAIR, "3dp", "equal", ""),
    ("[[2, 2], [8/3, x]]", SQUARE, "3dp", "undecided", "unparsed"),
    ("[2.583, 2.5]", PAIR, "3dp", "different", ""),
    ("[2.5, 2.6]", PAIR, "3dp", "undecided", "ambiguous"),
    ("[2.5]", PAIR, "3dp", "different", ""),
    ("[2.5, 2.583, 1]", PAIR, "3dp", "different", ""),
    ("[[2, 2], [3.333, 2.667]]", SQUARE, "3dp", "different", ""),
    ("[2, 2, 2.667, 3.333]", SQUARE, "3dp", "undecided", "layout"),
    (r"\begin{pmatrix}2.5\\2.583\end{pmatrix}", PAIR, "3dp", "equal", ""),
    (r"\begin{bmatrix}2.5 & 2.583\end{bmatrix}", PAIR, "3dp", "equal", ""),
    (r"\begin{bmatrix}2.583 & 2.5\end{bmatrix}", PAIR, "3dp", "different", ""),
    ("sample 1: 2 and 2\nsample 2: 8/3 and 10/3", SQUARE, "3dp", "equal", ""),
    ("sample 1: 2 and 2\nsample 2: 8/3 and 8/3", SQUARE, "3dp", "different", ""),
    (
        "c1: 1, 2, 3\nc2: 4, 5, 6\n(columns = samples, rows = channels)",
        "[[1,4],[2,5],[3,6]]",
        "",
        "equal",
        "",
    ),
    (
        "c1: 1, 2, 3\nc2: 4, 6, 5\n(columns = samples, rows = channels)",
        "[[1,4],[2,5],[3,6]]",
        "",
        "different",
        "",
    ),
    ("row 1: 1, 2, 3\nrow 2: 4, 5, 6", "[[1,4],[2,5],[3,6]]", "", "undecided", "layout"),
    ("la moyenne vaut respectivement 2 ; 3 ; 2,5 et 2,67.", "[2, 3, 2.5, 8/3]", "2dp", "equal", ""),
    ("first row (2, 2), second row (2.667, 3.333)", SQUARE, "3dp", "equal", ""),
    ("first row (2, 2.667), second row (2, 3.333)", SQUARE, "3dp", "different", ""),
    ("| 2 2 |\n| 2.667 3.333 |", SQUARE, "3dp", "equal", ""),
    ("p(a) = 1/4, p(b) = 3/4", "[0.25, 0.75]", "", "equal", ""),
    ("{a: 0.75, b: 0.25}", "[0.25, 0.75]", "", "different", ""),
    ("b = 0.75, a = 0.25", "[0.25, 0.75]", "", "undecided", "unparsed"),
    ("zero and plus one", "[0, 1]", "", "equal", ""),
    ("batch 1 -> 2, 2\nbatch 2 -> 2.667, 3.333", SQUARE, "3dp", "equal", ""),
    ("The means are 2.583 resp. 2.5.", PAIR, "3dp", "different", ""),
    ("mean: (2.5, 2.583), variance: (0.58, 1.08)", PAIR, "3dp", "undecided", "ambiguous"),
    ("σ²₁₁ = 2, σ²₁₂ = 2, σ²₂₁ = 2.667, σ²₂₂ = 3.333", SQUARE, "3dp", "equal", ""),
    ("∂f/∂x = 3 and ∂f/∂y = 1", "[3, 1]", "", "equal", ""),
    ("∂f/∂x = 1 and ∂f/∂y = 3", "[3, 1]", "", "different", ""),
    ("x-component: 3, y-component: 1", "[3, 1]", "", "equal", ""),
    ("proportional to (6, 2)", "[3, 1]", "", "undecided", "hedged"),
    ("2 for channel 2 and 3 for channel 1", "[2, 3]", "", "different", ""),
    ("moving average: (2+3)/2 = 2.5, (2.5+2.666)/2 = 2.583", PAIR, "3dp", "equal", ""),
    ("1.5 / 2.5 / 3.5", "[1.5, 2.5, 3.5]", "", "equal", ""),
    ("(1.5|2.5|4.5)", "[1.5, 2.5, 3.5]", "", "different", ""),
    ("((2, 2), (2.667, 3.333)), shape (2, 2)", SQUARE, "3dp", "equal", ""),
    ("The rows are (2, 2) and (2.667, 3.333).", SQUARE, "3dp", "equal", ""),
    ("The columns are (2, 2.667) and (2, 3.333).", SQUARE, "3dp", "equal", ""),
    ("The rows are (2, 2.667) and (2, 3.333).", SQUARE, "3dp", "different", ""),
    ("we get 2.5 in state one and 2.583 in state two", PAIR, "3dp", "equal", ""),
    ("x − η g = (2, 1) − 0.5·(−1, −3) = (2.5, 2.5)", "[2.5, 2.5]", "", "equal", ""),
    ("(2, 1) + (3, 4)", "[3, 4]", "", "undecided", "unparsed"),
    ("(1, 2) + 3 = (4, 5)", "[4, 5]", "", "equal", ""),
    ("a quarter and three quarters", "[0.25, 0.75]", "", "equal", ""),
    ("channel 1 has 2.5 and channel 2 has 2.583", PAIR, "3dp", "equal", ""),
    ("2.583 (channel 2), 2.5 (channel 1)", PAIR, "3dp", "equal", ""),
    ("For the first channel we get 2.583, for the second 2.5.", PAIR, "3dp", "different", ""),
    ("[[2.5, 2.583]]", PAIR, "3dp", "undecided", "layout"),
    ("[[2, 2], [2.667]]", SQUARE, "3dp", "undecided", "layout"),
    ("[2.5, 2.583] or [1, 2]", PAIR, "3dp", "undecided", "ambiguous"),
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
