"""`grader compare` on working: one verdict a step, and one for the whole."""

from __future__ import annotations

import pytest

from grader.maths.derivations.compare import compare_derivation

LEAST_SQUARES = {"X": "matrix[n,d]", "w": "vector[d]", "y": "vector[n]"}
TWO = {"a": "real", "b": "real"}
X = {"x": "real"}
NORMALISED = {"u": "vector[d]", "w": "vector[d]", "x": "vector[d]", "gamma": "real", "I": "identity[d]"}

ROWS = (
    (
        "a chain of matrices",
        r"\|y-Xw\|^2 \\ = (y-Xw)^\top(y-Xw) \\ = y^\top y - 2 y^\top X w + w^\top X^\top X w",
        r"y^\top y - 2 w^\top X^\top y + w^\top X^\top X w",
        LEAST_SQUARES,
        "equal",
        "hhh",
    ),
    (
        "a sign lost",
        r"\|y-Xw\|^2 \\ = (y-Xw)^\top(y-Xw) \\ = y^\top y + 2 y^\top X w + w^\top X^\top X w",
        "",
        LEAST_SQUARES,
        "different",
        "hhf",
    ),
    (
        "a slip mended in the next line",
        r"(a+b)^2 \\ = a^2 + b^2 \\ = a^2 + 2ab + b^2",
        "a^2+2ab+b^2",
        TWO,
        "different",
        "hff",
    ),
    ("the end is another", r"(a+b)^2 \\ = a^2 + 2ab + b^2", "a^2 + b^2", TWO, "different", "hh"),
    ("on one line", "a^2-b^2 = (a-b)(a+b)", "(a+b)(a-b)", TWO, "equal", "hh"),
    (
        "an aligned display",
        r"$$\begin{aligned} (a+b)^2 - (a-b)^2 &= a^2+2ab+b^2 - a^2 + 2ab - b^2 \\ &= 4ab \end{aligned}$$",
        "4ab",
        TWO,
        "equal",
        "hhh",
    ),
    ("formulas line by line", "(a+b)(a-b)\na^2 - ab + ab - b^2\na^2 - b^2", "a^2-b^2", TWO, "equal", "hhh"),
    ("an equation solved", "2x + 3 = 7\n2x = 4\nx = 2", "x = 2", X, "equal", "hhh"),
    ("an equation solved with a slip", "2x + 3 = 7\n2x = 10\nx = 5", "x = 2", X, "different", "hfh"),
    ("squaring is implied", "x = 2\nx^2 = 4", "", X, "equal", "hh"),
    ("a root is lost", "x^2 = 4\nx = 2", "", X, "different", "hf"),
    (
        "the normal equations",
        "X^T (Xw - y) = 0\nX^T X w = X^T y\nw = (X^T X)^{-1} X^T y",
        "w = (X^T X)^{-1} X^T y",
        LEAST_SQUARES,
        "equal",
        "hhh",
    ),
    ("an inequality", r"u^\top x \le \|u\| \|x\|", "", NORMALISED, "equal", "hh"),
    ("a false inequality", r"\|u\| + \|x\| \le \|u + x\|", "", NORMALISED, "different", "hf"),
    (
        "a number minus a matrix",
        r"\|u\| - u u^\top \\ = \|u\| I - u u^\top",
        "",
        NORMALISED,
        "undecided",
        "iu",
    ),
    ("an unread line", r"(a+b)^2 = \spadesuit", "", TWO, "undecided", "hu"),
    ("nothing", "", "", TWO, "undecided", ""),
)
_LETTERS = {"h": "holds", "f": "false", "i": "ill-typed", "u": "undecided"}


@pytest.mark.parametrize(
    ("student", "reference", "symbols", "verdict", "steps"),
    [pytest.param(*row[1:], id=row[0]) for row in ROWS],
)
def test_steps_and_verdict(
    student: str, reference: str, symbols: dict[str, str], verdict: str, steps: str
) -> None:
    found = compare_derivation(student, reference, symbols)
    assert [str(step.verdict) for step in found.steps] == [_LETTERS[letter] for letter in steps]
    assert found.verdict == verdict


def test_given_equations_hold() -> None:
    found = compare_derivation(
        r"\frac{\gamma}{\|u\|} u^\top x = w^\top x", "", NORMALISED, [r"w = \gamma \frac{u}{\|u\|}"]
    )
    assert found.verdict == "equal"


@pytest.mark.parametrize(
    "student", ["=" * 500, "\\\\" * 200, "a=" * 2000, "{" * 3000, "$" * 99, "\x00\x01= ="]
)
def test_any_text_gets_a_verdict(student: str) -> None:
    assert compare_derivation(student, "a", TWO).verdict in ("equal", "different", "undecided")
