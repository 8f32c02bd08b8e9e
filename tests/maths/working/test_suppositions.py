"""`grader compare` on working that relies on what it does not say in words that the reader knows."""

from __future__ import annotations

import pytest

from grader.maths.working.compare import compare_derivation

PLANE = {"u": "vector[d]", "v": "vector[d]", "I": "identity[d]"}
SQUARE = {"A": "matrix[d,d]", "B": "matrix[d,d]", "x": "vector[d]", "I": "identity[d]"}
NUMBERS = {"a": "real", "b": "real", "c": "real"}
STEPS = {"eta": "posreal", "lambda": "posreal"}
CLASSES = {"p": "vector[K]", "y": "vector[K]", "z": "vector[K]", "s": "real"}
TRUE = (
    ("orthogonal", r"$\|u+v\|^2 = \|u\|^2 + 2u^\top v + \|v\|^2 = \|u\|^2 + \|v\|^2$ as $u \perp v$", PLANE),
    ("symmetric", r"$\nabla_x x^\top A x = (A+A^\top)x = 2Ax$ by symmetry of $A$.", SQUARE),
    (
        "a covariance",
        r"$\frac12(\Sigma+\Sigma^\top)x = \Sigma x$",
        {"\\Sigma": "matrix[d,d]", "x": "vector[d]"},
    ),
    ("a rotation", r"Rotations preserve length: $\|Ax\|^2 = x^\top A^\top A x = x^\top x$", SQUARE),
    ("unit vectors", r"$\|u-v\|^2 = 2 - 2u^\top v$ for normalised embeddings", PLANE),
    (
        "orthonormal",
        r"For an orthonormal pair, $\|au+bv\|^2 = a^2 + b^2$",
        {**PLANE, "a": "real", "b": "real"},
    ),
    ("norm one", r"$(I - 2uu^\top)(I-2uu^\top) = I$, using that $u$ has norm one", PLANE),
    ("idempotent", r"$(I-A)^2 = I - 2A + A^2 = I - A$ as $A$ is idempotent", SQUARE),
    ("commuting", r"$(A+B)^2 = A^2+2AB+B^2$ because diagonal matrices commute", SQUARE),
    ("one-hot", r"$\sum_k y_k (s - z_k) = s \sum_k y_k - y^\top z = s - y^\top z$ (one-hot labels)", CLASSES),
    ("weights", r"$ac + bc = (a+b)c = c$ (the weights add up to $1$)", NUMBERS),
    (
        "odds",
        r"$\frac1p+\frac1q = \frac{p+q}{pq} = \frac{1}{pq}$",
        {"p": "prob", "q": "prob"},
    ),
    (
        "the mean",
        r"$\sum_{i=1}^n (x_i - m) = 0$ with $m$ the mean",
        {"x": "vector[n]", "n": "posint", "m": "real"},
    ),
    ("ignored", r"Ignoring $b$, $(a+b)^2 = a^2$", NUMBERS),
    ("used after", r"$ac + bc = (a+b)c = c$. We used $a+b=1$.", NUMBERS),
    ("over the sign", r"\[ a^2 + 2ab + b^2 \overset{b=a}{=} 4a^2 \]", NUMBERS),
    (
        "in brackets",
        r"$\begin{aligned} (a+b)^2 &= a^2+2ab+b^2 \\ &= a^2+b^2 && (ab=0) \end{aligned}$",
        NUMBERS,
    ),
    ("below a brace", r"$\underbrace{u^\top v}_{=0} + u^\top u = \|u\|^2$", PLANE),
    ("an interval", r"$(ca+(1-c)b)^2 \le ca^2+(1-c)b^2$, with $c\in[0,1]$", NUMBERS),
    ("a set of values", r"$a^2 = a$ as labels are binary, $a\in\{0,1\}$", NUMBERS),
    ("a bound", r"The rate obeys $\eta\lambda < 1$. $|1-\eta\lambda| = 1-\eta\lambda$", STEPS),
    ("small", r"$|1-\eta\lambda| = 1-\eta\lambda$ for sufficiently small $\eta$", STEPS),
    ("a substitution after", r"$a^2 - 1 = b^2 + 2b$ after the change of variables $a=b+1$", NUMBERS),
    ("a determinant", r"$\det(AB) = \det A$, as $\det B = 1$", SQUARE),
    ("symmetric, in brackets", r"$x^\top A B x = x^\top B^\top A x$ ($A=A^\top$)", SQUARE),
    (
        "a diagonal matrix",
        r"Let $A$ be diagonal with entries $d_i$. $x^\top A x = \sum_i d_i x_i^2$",
        {**SQUARE, "d": "vector[d]"},
    ),
    ("the larger", r"$\max(a,b) = a$, assuming that $a$ is the larger of the two", NUMBERS),
    ("first order", r"$(1+a)^2 = 1 + 2a$ to first order", NUMBERS),
    ("counted", r"For three classes: $\sum_{k=1}^K c = Kc = 3c$", {"K": "posint", "c": "real"}),
    (
        "the sigmoid",
        r"$\sigma(x)(1-\sigma(x)) = \frac{e^{-x}}{(1+e^{-x})^2}$",
        {"\\sigma": "function", "x": "real"},
    ),
)
SLIPS = (
    ("orthogonal", r"With $u$ and $v$ orthogonal, $\|u+v\|^2 = \|u\|^2 - \|v\|^2$", PLANE),
    ("symmetric", r"Because $A$ is symmetric, $\nabla_x x^\top A x = A x$.", SQUARE),
    ("no words", r"$(A+B)^2 = A^2+2AB+B^2$", SQUARE),
    ("a rotation", r"Rotations preserve length: $\|Ax\|^2 = x^\top A^\top A x = 2x^\top x$", SQUARE),
    ("unit vectors", r"$\|u-v\|^2 = 2 + 2u^\top v$ for normalised embeddings", PLANE),
    ("one-hot", r"$\sum_k y_k (s - z_k) = s + y^\top z$ (one-hot labels)", CLASSES),
    ("the larger", r"$\max(a,b) = a - b$, assuming that $a$ is the larger", NUMBERS),
    ("a bound", r"$|1-\eta\lambda| = 1+\eta\lambda$ because $\eta\lambda<1$", STEPS),
    ("equal", r"$a^2+2ab+b^2 = 3a^2$ with $a=b$", NUMBERS),
    ("a sum is no word", r"$\sum_k (a + b) z_k = \sum_k z_k$", {**CLASSES, **NUMBERS}),
    ("what is reached", "Solve for a: a c = b. The optimum is a = b c.", NUMBERS),
    ("a set of values", r"$a^2 = 2a$ as labels are binary, $a\in\{0,1\}$", NUMBERS),
    (
        "what does not depend",
        r"Since $b$ does not depend on $a$, $\frac{\partial}{\partial a}(a^2+ab) = 2a + ab$",
        NUMBERS,
    ),
    ("a root", r"$\sqrt{a} = b^2$ because $a = b^2$", {"a": "posreal", "b": "real"}),
    ("a rule of three", r"$\frac{1}{1-a} = 20$ for the usual choice of $a = 0.9$", {"a": "prob"}),
    ("convex", r"Convex combination with $c\in(0,1)$: $ca + (1-c)b = b + c(b-a)$", NUMBERS),
    ("a value", r"If $a = 2$ and $b = 3$, then $ab + c = 5 + c$", NUMBERS),
    ("an interval", r"$(ca+(1-c)b)^2 \ge ca^2+(1-c)b^2$, with $c\in[0,1]$", NUMBERS),
)


@pytest.mark.parametrize(("student", "symbols"), [pytest.param(*row[1:], id=row[0]) for row in TRUE])
def test_what_may_be_supposed_is_not_called_false(student: str, symbols: dict[str, str]) -> None:
    found = compare_derivation(student, "", symbols)
    assert found.verdict in ("equal", "undecided"), found.reason


@pytest.mark.parametrize(("student", "symbols"), [pytest.param(*row[1:], id=row[0]) for row in SLIPS])
def test_a_slip_beside_an_assumption_is_false(student: str, symbols: dict[str, str]) -> None:
    found = compare_derivation(student, "", symbols)
    assert found.verdict == "different", found.reason


def test_what_was_used_is_not_the_end() -> None:
    student = r"$w - \eta g = (1-\eta h) w$. Here $g = h w$."
    symbols = {"w": "real", "g": "real", "h": "real", "eta": "posreal"}
    assert compare_derivation(student, r"(1-\eta h)w", symbols).verdict != "different"
