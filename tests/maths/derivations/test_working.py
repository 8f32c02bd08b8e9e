"""What working defines, assumes, starts from and merely mentions, and the derivatives it takes."""

from __future__ import annotations

import pytest

from grader.maths.derivations.compare import compare_derivation

LETTERS = {"h": "holds", "f": "false", "i": "ill-typed", "u": "undecided"}
VECTORS = {"u": "vector[d]", "v": "vector[d]", "w": "vector[d]", "A": "matrix[d,d]", "P": "matrix[d,d]"}
SCALARS = {"a": "real", "b": "real", "c": "posreal", "x": "real", "y": "real", "m": "real", "k": "real"}
SAMPLE = {"x": "vector[n]", "n": "posint", "m": "real", "s": "posreal", "a": "real"}
MEAN = [r"m = \frac1n\sum_{i=1}^n x_i"]
TABLE = {"v": "function[int,index]", "A": "matrix[N,N]", "N": "posint", "j": "index", "t": "posint"}
STEP = [r"v_t(j) = \max_i (A_{ij} + v_{t-1}(i))"]
FIT = {
    "X": "matrix[n,d]",
    "w": "vector[d]",
    "y": "vector[n]",
    "L": "real",
    "r": "vector[n]",
    "I": "identity[d]",
}

Row = tuple[str, str, str, dict[str, str], list[str], str, str]
"""Name, working, end, declarations, what is given, verdict, and the steps (``-`` for any)."""

DEFINED: tuple[Row, ...] = (
    (
        "let",
        r"Let $m = \frac1n\sum_{i=1}^n x_i$. Then $\sum_{i=1}^n (x_i - m) = 0$",
        "0",
        SAMPLE,
        [],
        "equal",
        "hhhh",
    ),
    ("where, after its use", r"$a^2 + 2ab = k - b^2$ where $k = (a+b)^2$", "", SCALARS, [], "equal", "hhhh"),
    (
        "a name nobody declared",
        r"Put $M = A^\top A$. Then $u^\top M u = \|Au\|^2$.",
        r"\|Au\|^2",
        VECTORS,
        [],
        "equal",
        "hhhh",
    ),
    (
        "by its first use",
        "r = y - Xw\nX^T r = X^T y - X^T X w",
        r"X^\top y - X^\top X w",
        FIT,
        [],
        "equal",
        "-",
    ),
    (
        "what is given is no definition",
        r"Let $m = \sum_{i=1}^n x_i$. Then $\sum_{i=1}^n (x_i - m) = 0$",
        "0",
        SAMPLE,
        MEAN,
        "different",
        "hfhh",
    ),
    (
        "a slip with a definition's help",
        r"With $k = a + b$ we get $k^2 = a^2 + b^2$.",
        "",
        SCALARS,
        [],
        "different",
        "hhhf",
    ),
    ("defined once", "k = a + b\nk = a - b", "", SCALARS, [], "different", "hhf"),
)
ASSUMED: tuple[Row, ...] = (
    (
        "orthogonal",
        r"Suppose $u^\top v = 0$. Then $\|u+v\|^2 = \|u\|^2 + \|v\|^2$.",
        "",
        VECTORS,
        [],
        "equal",
        "hhhh",
    ),
    (
        "orthogonal, with a slip",
        r"Suppose $u^\top v = 0$. Then $\|u-v\|^2 = \|u\|^2 - \|v\|^2$.",
        "",
        VECTORS,
        [],
        "different",
        "hhhf",
    ),
    (
        "an eigenvector",
        r"Let $A v = a v$. Then $A^2 v = A(Av) = a A v = a^2 v$.",
        "a^2 v",
        {**VECTORS, "a": "real"},
        [],
        "equal",
        "-",
    ),
    (
        "an eigenvector, with a slip",
        r"Let $A v = a v$. Then $A^2 v = A(Av) = a A v = 2a v$.",
        "",
        {**VECTORS, "a": "real"},
        [],
        "different",
        "-",
    ),
    ("symmetric", r"Assume $A^\top = A$. Then $u^\top A v = v^\top A u$.", "", VECTORS, [], "equal", "hhhh"),
    ("not said to be symmetric", r"Then $u^\top A v = v^\top A u$.", "", VECTORS, [], "different", "hf"),
    ("given, and no definition", r"$(Au)^\top v = u^\top A v$", "", VECTORS, [r"A^\top = A"], "equal", "hh"),
    ("a positive number", r"For $a>0$ we have $|ab| = a|b|$.", "", SCALARS, [], "equal", "hh"),
    ("a number of any sign", r"We have $|ab| = a|b|$.", "", SCALARS, [], "different", "hf"),
)
PREMISES: tuple[Row, ...] = (
    (
        "set to zero",
        r"Setting $2 X^\top(Xw - y) = 0$ gives $X^\top X w = X^\top y$, so $w = (X^\top X)^{-1}X^\top y$.",
        r"w = (X^\top X)^{-1}X^\top y",
        FIT,
        [],
        "equal",
        "-",
    ),
    (
        "a demand in the sign",
        r"\[ 2ax - 2 \overset{!}{=} 0 \quad\Longrightarrow\quad x = \frac1a \]",
        r"x = \frac1a",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    (
        "a demand and a slip",
        r"\[ 2ax - 2 \overset{!}{=} 0 \quad\Longrightarrow\quad x = \frac2a \]",
        r"x = \frac1a",
        SCALARS,
        [],
        "different",
        "-",
    ),
    (
        "two equations",
        "From $2x + y = 7$ and $x - y = 2$ we get $3x = 9$, so $x = 3$.",
        "x=3",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    (
        "two equations and a slip",
        "From $2x + y = 7$ and $x - y = 2$ we get $3x = 5$, so $x = 5/3$.",
        "x=3",
        SCALARS,
        [],
        "different",
        "hhfh",
    ),
    ("a root of a positive number", "c^2 = 4\nc = 2", "c = 2", SCALARS, [], "equal", "hh"),
    (
        "a claim about what is given",
        r"$k = 3a$. Hence $b k = 2ab$.",
        "2ab",
        SCALARS,
        ["k = 2a"],
        "different",
        "-",
    ),
)
MENTIONED: tuple[Row, ...] = (
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
MEASURED: tuple[Row, ...] = (
    ("of a norm", r"$\frac{\partial \|u\|}{\partial u} = \frac{u}{\|u\|}$", "", VECTORS, [], "equal", "hh"),
    (
        "of a norm, with a slip",
        r"$\frac{\partial \|u\|}{\partial u} = \frac{2u}{\|u\|}$",
        "",
        VECTORS,
        [],
        "different",
        "hf",
    ),
    (
        "one coordinate",
        r"$\frac{\partial}{\partial x_k}\sum_{i=1}^n x_i^2 = 2x_k$",
        "2x_k",
        {**SAMPLE, "k": "index"},
        [],
        "equal",
        "hh",
    ),
    (
        "of what was defined",
        r"Let $L = \|Xw-y\|^2$. Then $\nabla_w L = 2X^\top(Xw-y)$.",
        "",
        FIT,
        [],
        "equal",
        "hhhh",
    ),
    (
        "of what was defined, with a slip",
        r"Let $L = \|Xw-y\|^2$. Then $\nabla_w L = X^\top(Xw-y)$.",
        "",
        FIT,
        [],
        "different",
        "hhhf",
    ),
    (
        "a Jacobian through an activation",
        r"$\frac{\partial h}{\partial v} = A\,\mathrm{diag}(\sigma'(v))$",
        "",
        {**VECTORS, "h": "vector[d]", r"\sigma": "elementwise", r"\sigma'": "elementwise"},
        [r"h = A\sigma(v)"],
        "equal",
        "hh",
    ),
    (
        "a Jacobian the wrong way round",
        r"$\frac{\partial h}{\partial v} = \mathrm{diag}(\sigma'(v))A$",
        "",
        {**VECTORS, "h": "vector[d]", r"\sigma": "elementwise", r"\sigma'": "elementwise"},
        [r"h = A\sigma(v)"],
        "different",
        "hf",
    ),
)
VALUES: tuple[Row, ...] = (
    ("terms that cancel", r"\sum_{i=1}^n (x_i - m) = n m - n m = 0", "0", SAMPLE, MEAN, "equal", "hhh"),
    ("a small number is not zero", r"10^{-8} a = 0", "0", SCALARS, [], "different", "hf"),
    ("a recurrence", r"$v_t(j) = \max_i (v_{t-1}(i) + A_{ij})$", "", TABLE, STEP, "equal", "hh"),
    (
        "a recurrence twice",
        r"$v_t(j) = \max_i (A_{ij} + \max_k (A_{ki} + v_{t-2}(k)))$",
        "",
        TABLE,
        STEP,
        "equal",
        "hh",
    ),
    (
        "a recurrence with its indices exchanged",
        r"$v_t(j) = \max_i (v_{t-1}(i) + A_{ji})$",
        "",
        TABLE,
        STEP,
        "different",
        "hf",
    ),
    ("a function of itself", r"$v_t(j) = v_t(j) + 1$", "", TABLE, ["v_t(j) = v_t(j) + 1"], "undecided", "-"),
    (
        "a matrix to an unknown power",
        r"$\|A^k u\| \le \|A\|^k \|u\|$",
        "",
        {**VECTORS, "k": "posint"},
        [],
        "equal",
        "hh",
    ),
    ("a matrix in an inequality", r"$A \le \|A\|$", "", VECTORS, [], "undecided", "hi"),
    (
        "a power that looks like a transpose",
        r"$\|A^T\| \le \|A\|^T$",
        "",
        {**VECTORS, "T": "posint"},
        [],
        "equal",
        "hh",
    ),
    ("a number transposed", r"$u^T A v = (u^T A v)^T = v^T A^T u$", "", VECTORS, [], "equal", "hhh"),
    (
        "dots",
        "1 + n + n^2 + ... + n^k = sum_{i=0}^k n^i",
        "",
        {"n": "posint", "k": "posint"},
        [],
        "equal",
        "hh",
    ),
)
ROWS = (*DEFINED, *ASSUMED, *PREMISES, *MENTIONED, *MEASURED, *VALUES)


@pytest.mark.parametrize(
    ("student", "reference", "symbols", "given", "verdict", "steps"),
    [pytest.param(*row[1:], id=row[0]) for row in ROWS],
)
def test_working(
    student: str, reference: str, symbols: dict[str, str], given: list[str], verdict: str, steps: str
) -> None:
    found = compare_derivation(student, reference, symbols, given)
    assert found.verdict == verdict, [(step.line, str(step.verdict), step.reason) for step in found.steps]
    if steps != "-":
        assert [str(step.verdict) for step in found.steps] == [LETTERS[letter] for letter in steps]
