"""What working defines, assumes and starts from."""

from __future__ import annotations

import pytest

from grader.maths.working.compare import compare_derivation

LETTERS = {"h": "holds", "f": "false", "i": "ill-typed", "u": "undecided"}
VECTORS = {"u": "vector[d]", "v": "vector[d]", "w": "vector[d]", "A": "matrix[d,d]", "P": "matrix[d,d]"}
SCALARS = {"a": "real", "b": "real", "c": "posreal", "x": "real", "y": "real", "m": "real", "k": "real"}
SAMPLE = {"x": "vector[n]", "n": "posint", "m": "real", "s": "posreal", "a": "real"}
MEAN = [r"m = \frac1n\sum_{i=1}^n x_i"]
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
    (
        "a property of one matrix",
        r"$A^\top A = I$ implies $\|Au\|^2 = u^\top A^\top A u = \|u\|^2$",
        r"\|u\|^2",
        {**VECTORS, "I": "identity[d]"},
        [],
        "equal",
        "hhhhh",
    ),
    (
        "a property of one matrix, and a slip",
        r"$A^\top A = I$ implies $\|Au\|^2 = u^\top A A u$",
        "",
        {**VECTORS, "I": "identity[d]"},
        [],
        "different",
        "hf",
    ),
    (
        "no property but the end of a chain",
        r"$A^\top A = A^\top A A A^{-1} = I$",
        "",
        {**VECTORS, "I": "identity[d]"},
        [],
        "different",
        "hhf",
    ),
    (
        "a plane",
        r"On $u^\top v + a = 0$ we have $u^\top (v + w) + a = u^\top w$.",
        "",
        {**VECTORS, "a": "real"},
        [],
        "equal",
        "-",
    ),
    (
        "zero, and of no use",
        r"$u^\top v + a = 0$. $\|u\|^2 = u^\top u$.",
        "",
        {**VECTORS, "a": "real"},
        [],
        "different",
        "-",
    ),
    (
        "other indices",
        r"For $i \ne j$, $\frac{\partial w_i}{\partial u_j} = -\frac{u_i u_j}{\|u\|^3}$",
        "",
        {**VECTORS, "i": "index", "j": "index"},
        [r"w = \frac{u}{\|u\|}"],
        "equal",
        "hh",
    ),
    (
        "any indices",
        r"$\frac{\partial w_i}{\partial u_j} = -\frac{u_i u_j}{\|u\|^3}$",
        "",
        {**VECTORS, "i": "index", "j": "index"},
        [r"w = \frac{u}{\|u\|}"],
        "different",
        "hf",
    ),
    (
        "two matrices that commute",
        r"$A$ and $P$ commute, $AP = PA$. Then $(A+P)^2 = A^2 + AP + PA + P^2 = A^2 + 2AP + P^2$",
        "",
        VECTORS,
        [],
        "equal",
        "-",
    ),
    (
        "two matrices that need not commute",
        r"$(A+P)^2 = A^2 + AP + PA + P^2 = A^2 + 2AP + P^2$",
        "",
        VECTORS,
        [],
        "different",
        "hhf",
    ),
    (
        "two numbers",
        "Using $a + b = 1$ we get $a^2 + 2ab + b^2 = (a+b)^2 = 1$",
        "1",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    (
        "two numbers, and a slip",
        "Using $a + b = 1$ we get $a^2 + 2ab + b^2 = (a+b)^2 = 2$",
        "",
        SCALARS,
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
        "by a definition that is given",
        r"From the definition of $k$ we get $k + 2a = b$. Hence $k + a = b - a$.",
        "",
        SCALARS,
        ["k = b + 2a"],
        "different",
        "-",
    ),
    (
        "a conclusion is no premise",
        r"Let $x = a + bc$; then $\frac{x+a}{b} = c$ and $\frac{\partial x}{\partial b} = c$.",
        "c",
        SCALARS,
        [],
        "different",
        "-",
    ),
    (
        "a formula said to be zero",
        r"Its derivative $\frac{a}{c} - b$ is zero iff $c = \frac{a}{b}$.",
        r"c = \frac ab",
        {"a": "posreal", "b": "posreal", "c": "posreal"},
        [],
        "equal",
        "-",
    ),
    (
        "a formula said to be zero, and a slip",
        r"Its derivative $\frac{a}{c} - b$ is zero iff $c = \frac{b}{a}$.",
        r"c = \frac ba",
        {"a": "posreal", "b": "posreal", "c": "posreal"},
        [],
        "different",
        "-",
    ),
    (
        "that is no second equation of a system",
        r"$a - bx - y = 0$, that is $a + bx - y = 0$, which gives $y = a - bx$.",
        "y = a - bx",
        SCALARS,
        [],
        "different",
        "-",
    ),
    (
        "solutions after an arrow",
        "x^2 = 5x - 6 <=> (x-2)(x-3) = 0 <=> x = 2 or x = 3",
        "x = 3 or x = 2",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    ("the optimum named", "Solve for x: a x = b. The optimum is x = a b.", "", SCALARS, [], "different", "-"),
    (
        "if",
        r"If $A v = a v$ then $A^3 v = a^3 v$",
        "",
        {**VECTORS, "a": "real"},
        [],
        "equal",
        "-",
    ),
    (
        "if, and a slip",
        r"If $A v = a v$ then $A^3 v = 3a v$",
        "",
        {**VECTORS, "a": "real"},
        [],
        "different",
        "-",
    ),
    (
        "two assumptions together",
        r"Suppose $Av = av$ and $\|v\| = 1$. Then $v^\top A v = a v^\top v = a$.",
        "a",
        {**VECTORS, "a": "real"},
        [],
        "equal",
        "-",
    ),
    (
        "two assumptions and a slip",
        r"Suppose $Av = av$ and $\|v\| = 1$. Then $\|Av\|^2 = a v^\top v = a$.",
        "a",
        {**VECTORS, "a": "real"},
        [],
        "different",
        "-",
    ),
    (
        "a factor that only tends to zero",
        r"Set $c^{k} e^{-bc}(k - bc) = 0$; since $c>0$, $k - bc = 0$, so $c = \frac{k}{b}$.",
        r"c = \frac kb",
        {"c": "posreal", "k": "posreal", "b": "posreal"},
        [],
        "equal",
        "-",
    ),
    (
        "a case of an induction",
        r"Base case $n=1$: $\sum_{i=1}^{1} i = 1$. Step: $\sum_{i=1}^{n+1} i = \frac{(n+1)(n+2)}{2}$.",
        "",
        {"n": "posint"},
        [],
        "equal",
        "hh",
    ),
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
        "-",
    ),
    (
        "a system in a brace",
        r"$$\begin{cases} x + y = 5 \\ x - y = 1 \end{cases}$$ Adding: $2x = 6$, $x = 3$.",
        "x=3",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    (
        "a system in a brace, and a slip",
        r"$$\begin{cases} x + y = 5 \\ x - y = 1 \end{cases}$$ Adding: $2x = 4$, $x = 2$.",
        "x=3",
        SCALARS,
        [],
        "different",
        "-",
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
ROWS = (*DEFINED, *ASSUMED, *PREMISES)


@pytest.mark.parametrize(
    ("student", "reference", "symbols", "given", "verdict", "steps"),
    [pytest.param(*row[1:], id=row[0]) for row in ROWS],
)
def test_working(
    student: str, reference: str, symbols: dict[str, str], given: list[str], verdict: str, steps: str
) -> None:
    check(student, reference, symbols, given, verdict, steps)


def check(
    student: str, reference: str, symbols: dict[str, str], given: list[str], verdict: str, steps: str
) -> None:
    """Compare working, and set its verdict and steps against those expected (``-`` for any)."""
    found = compare_derivation(student, reference, symbols, given)
    assert found.verdict == verdict, [(step.line, str(step.verdict), step.reason) for step in found.steps]
    if steps != "-":
        assert [str(step.verdict) for step in found.steps] == [LETTERS[letter] for letter in steps]
