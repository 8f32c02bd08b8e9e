"""What working merely mentions, and how its rows, remarks and signs are taken apart."""

from __future__ import annotations

import pytest

from tests.maths.working.test_working import MEAN, SAMPLE, SCALARS, Row, check

MENTIONED: tuple[Row, ...] = (
    ("a sign in words", r"$a^2 - b^2$ factors as $(a-b)(a+b)$.", "(a-b)(a+b)", SCALARS, [], "equal", "hh"),
    ("a false sign in words", r"$a^2 + b^2$ factors as $(a-b)(a+b)$.", "", SCALARS, [], "different", "hf"),
    (
        "what it follows from",
        r"$2ab \le a^2 + b^2$ follows from $0 \le (a-b)^2 = a^2 - 3ab + b^2$.",
        "",
        SCALARS,
        [],
        "different",
        "-",
    ),
    (
        "words that go on",
        "$$(a+b)^2 = (a+b)(a+b)$$ Multiplied out, this is $$a^2 + 2ab + b^2.$$",
        "a^2+2ab+b^2",
        SCALARS,
        [],
        "equal",
        "hhh",
    ),
    (
        "words that begin anew",
        "$$(a+b)^2 = (a+b)(a+b)$$ Now consider $$(a-b)^2.$$ It is $(a-b)^2 = a^2 - 2ab + b^2$.",
        "",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    (
        "a reason after the end",
        r"$(a+b)^2 = a^2+2ab+b^2$ since $(a+b)^2 - a^2 - b^2 = 2ab$",
        "a^2+2ab+b^2",
        SCALARS,
        [],
        "equal",
        "hhhh",
    ),
    (
        "rows that begin with minus",
        r"\begin{align*} (a-b)^2 ={}& a^2 + b^2 \\ & - 2ab \end{align*}",
        "",
        SCALARS,
        [],
        "equal",
        "hh",
    ),
    (
        "rows that begin with minus and are no remainder",
        "(a-b)(a+b) - a^2\n-b^2",
        "-b^2",
        SCALARS,
        [],
        "equal",
        "hh",
    ),
    (
        "words between rows",
        r"\begin{align*} 2a &= a + a \\ \intertext{and likewise} 3a &= 2a + a \end{align*}",
        "",
        SCALARS,
        [],
        "equal",
        "hhhh",
    ),
    (
        "a phantom",
        r"\begin{align} a^2 - b^2 &= (a-b)(a+b) \\ \phantom{a^{2}} &= (a+b)(a-b) \end{align}",
        "",
        SCALARS,
        [],
        "equal",
        "hhh",
    ),
    ("what it is not", r"$|ab| = |a||b| \neq ab$", "|a||b|", SCALARS, [], "equal", "hhh"),
    ("what it is, denied", r"$a + b \neq b + a$", "", SCALARS, [], "different", "hf"),
    ("a condition in brackets", r"a/b = 1/(b/a) (a ≠ 0, b ≠ 0)", "", SCALARS, [], "equal", "hh"),
    (
        "a fraction in two digits at the end",
        r"$a - \frac a2 = a\cdot\frac12$",
        r"\frac a2",
        SCALARS,
        [],
        "equal",
        "hh",
    ),
    (
        "a factor named after the end",
        r"\[ a^2 - b^2 = (a-b)(a+b) \] so $a-b$ divides it.",
        "(a-b)(a+b)",
        SCALARS,
        [],
        "equal",
        "hh",
    ),
    (
        "remarks in brackets",
        "(a+b)^2 = a^2 + 2ab + b^2     (binomial)\n        = b^2 + 2ab + a^2     (order of terms)  ∎",
        "",
        SCALARS,
        [],
        "equal",
        "hhh",
    ),
    (
        "remarks in a column",
        r"\begin{align*} (a+b)^2 &= a^2+2ab+b^2 && \text{(binomial)}\\ &= b^2+2ab+a^2 \tag{1}\end{align*}",
        "",
        SCALARS,
        [],
        "equal",
        "hhh",
    ),
    (
        "a reason on the sign",
        r"$(a+b)a \stackrel{(1)}{=} a^2 + ab \overset{\text{IH}}{=} a(a+b)$",
        "",
        SCALARS,
        [],
        "equal",
        "hhh",
    ),
    ("a label under a brace", r"$a + \underbrace{b - b}_{=0} = a$", "a", SCALARS, [], "equal", "hh"),
    ("a display that begins with a minus", r"$-\sum_{i=1}^n x_i = -n m$", "-nm", SAMPLE, MEAN, "equal", "hh"),
    ("a label in front", "Factor: a^2 - b^2 = (a-b)(a+b)", "", SCALARS, [], "equal", "hh"),
    (
        "parallel claims",
        r"$a^2 - b^2 = (a-b)(a+b), \quad a^2 + 2ab = a(a+2b)$",
        "",
        SCALARS,
        [],
        "equal",
        "hhhh",
    ),
    (
        "parallel claims, one false",
        r"$a^2 - b^2 = (a-b)(a+b), \quad a^2 + 2ab = a(a+b)$",
        "",
        SCALARS,
        [],
        "different",
        "hhhf",
    ),
    ("undecided between two", r"$a+b$ or maybe $a-b$, I am not sure", "a+b", SCALARS, [], "undecided", "-"),
    (
        "an array of equations",
        r"\[\begin{array}{rcl} (a+b)^2 &=& a^2+2ab+b^2 \\ &=& a^2+b^2+2ab \end{array}\]",
        "",
        SCALARS,
        [],
        "equal",
        "hhh",
    ),
)


@pytest.mark.parametrize(
    ("student", "reference", "symbols", "given", "verdict", "steps"),
    [pytest.param(*row[1:], id=row[0]) for row in MENTIONED],
)
def test_mentioned(
    student: str, reference: str, symbols: dict[str, str], given: list[str], verdict: str, steps: str
) -> None:
    check(student, reference, symbols, given, verdict, steps)
