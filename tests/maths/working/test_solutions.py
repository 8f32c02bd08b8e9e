"""Solutions that are listed, rejected or kept, and differentials of formulas."""

from __future__ import annotations

import pytest

from grader.maths.working.compare import compare_derivation

X = {"x": "real"}
ROOT = "\\sqrt{x+3} = x-3\nx+3 = x^2-6x+9\n"
SQUARE = {"A": "matrix[d,d]", "x": "vector[d]"}
PLAIN = {"x": "real", "y": "real"}
FORM = r"$d(x^\top A x) = (dx)^\top A x + x^\top A\,dx"

ROWS = (
    ("a root is lost", "x^2-7x+6 = 0\nx=6 or x=1\nx=6", "x=6", X, "different", 1),
    ("one that is none is left out", ROOT + "x=6 or x=1\nx=6", "x=6", X, "equal", 0),
    ("one is rejected", ROOT + "x=6 or x=1\nreject x=1 since it is too small\nx=6", "x=6", X, "equal", 0),
    (
        "one does not satisfy it",
        r"$\sqrt{x+3}=x-3$ ⟹ $x+3=x^2-6x+9$ ⟹ $x=6$ or $x=1$. $x=1$ does not satisfy the equation, so $x=6$.",
        "x=6",
        X,
        "equal",
        0,
    ),
    ("the wrong one is kept", ROOT + "x=6 or x=1\nx=1", "x=6", X, "different", 1),
    (
        "one is kept for a reason further on",
        r"$x^2-7x+6=0$, so $x=6$ or $x=1$. Only $x=6$ satisfies $\sqrt{x+3}=x-3$.",
        "x=6",
        X,
        "undecided",
        0,
    ),
    ("differential, with a size called d", FORM + r" = x^\top(A+A^\top)dx$", "", SQUARE, "equal", 0),
    ("differential, one half lost", r"$d(x^\top A x) = x^\top A\,dx$", "", SQUARE, "different", 1),
    ("differential, taken for symmetric", FORM + r" = 2x^\top A\,dx$", "", SQUARE, "different", 1),
    ("differential of numbers", "d(x^2 y) = 2 x y dx + x^2 dy", "", PLAIN, "equal", 0),
    ("differential of numbers, wrong", "d(x^2 y) = 2 x y dx + 2 x^2 dy", "", PLAIN, "different", 1),
    (
        "said to be known, and false",
        r"It is known that $\cos^2 x = 1 + \sin^2 x$. Therefore $\cos^2 x - \sin^2 x = 1$",
        "1",
        X,
        "different",
        1,
    ),
    ("said to be known, and true", r"By the known identity $\cos^2 x + \sin^2 x = 1$.", "1", X, "equal", 0),
    (
        "limits of two forms",
        r"$\lim_{x\to0}\frac{1-\cos x}{x^2}=\frac12\lim_{x\to0}\frac{\sin x}{x}=\frac12$",
        r"\frac12",
        X,
        "equal",
        0,
    ),
    (
        "limits of two forms, a half lost",
        r"$\lim_{x\to0}\frac{1-\cos x}{x^2}=\lim_{x\to0}\frac{\sin x}{x}=1$",
        r"\frac12",
        X,
        "different",
        1,
    ),
    (
        "a factor before a limit",
        r"$\lim_{x\to 0}\frac{\sin 3x}{x} = 3\lim_{x\to0}\frac{\sin 3x}{3x} = 3$",
        "3",
        X,
        "equal",
        0,
    ),
    ("d is a size", r"$\|x\|^2 = \sum_{i=1}^d x_i^2$", "", SQUARE, "equal", 0),
)

LAYER = {"W": "matrix[n,d]", "x": "vector[d]", "z": "vector[n]", "L": "real", r"\nabla_z L": "vector[n]"}
CHAIN = r"Write $z = W x$. Then $\frac{\partial L}{\partial W_{ij}} = "
LAYER_ROWS = (
    (CHAIN + r"\frac{\partial L}{\partial z_i} x_j$, so $\nabla_W L = \nabla_z L x^\top$", "equal", 0),
    (CHAIN + r"\frac{\partial L}{\partial z_j} x_i$, so $\nabla_W L = \nabla_z L x^\top$", "different", 1),
    (CHAIN + r"2\frac{\partial L}{\partial z_i} x_j$", "different", 1),
)


@pytest.mark.parametrize("given", [["z = W x"], []])
@pytest.mark.parametrize(("student", "verdict", "false"), LAYER_ROWS)
def test_chain_rule_is_measured(student: str, verdict: str, false: int, given: list[str]) -> None:
    found = compare_derivation(student, "" if false else r"\nabla_z L x^\top", LAYER, given)
    assert found.verdict == verdict
    assert sum(str(step.verdict) == "false" for step in found.steps) == false


@pytest.mark.parametrize(("student", "end", "symbols", "verdict", "false"), [row[1:] for row in ROWS])
def test_working_is_judged(student: str, end: str, symbols: dict[str, str], verdict: str, false: int) -> None:
    found = compare_derivation(student, end, symbols)
    assert found.verdict == verdict
    assert sum(str(step.verdict) == "false" for step in found.steps) == false
