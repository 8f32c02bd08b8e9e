"""What working says without claiming it: suppositions, cases, corrections, names in words, remarks in prose."""

from __future__ import annotations

import pytest

from tests.maths.working.test_working import Row, check

SCORE = {"q": "prob", "y": "real", "score": "scalar"}
SCORED = ["score = y/q - (1-y)/(1-q)"]
NUMBERS = {"x": "real", "a": "real", "b": "real", "p": "prob"}
VECTORS = {"x": "vector[n]", "n": "posint", "a": "posreal"}
STEPS = {"theta": "sequence", "eta": "posreal", "h": "posreal", "t": "index"}
DESCENT = [r"\theta_{t+1} = \theta_t - \eta h \theta_t"]
POISSON = {"lambda": "posreal", "k": "posint", "ell": "scalar"}
COUNTED = [r"\ell = k\log\lambda - \lambda - \log k!"]
HINGE = {"y": "real", "f": "real", "m": "scalar", "loss": "scalar"}
LOSS = ["m = y f", r"loss = \max(0, 1-m)"]

SAID: tuple[Row, ...] = (
    (
        "cases by arrows",
        "y=1 → score 1/q ; y=0 → score -1/(1-q)\nq (1/q)^2 = 1/q",
        "1/q",
        SCORE,
        SCORED,
        "equal",
        "-",
    ),
    ("an arrow that implies", "a x = b x + 2 → (a - b) x = 2", "", NUMBERS, [], "equal", "-"),
    ("an arrow that implies, falsely", "2 p = a - 1 → p = (a+1)/2", "", NUMBERS, [], "different", "-"),
    ("taken back", r"$(x+1)^2 = x^2 + 1$ sorry, I mean $= x^2 + 2x + 1$", "", NUMBERS, [], "equal", "hh"),
    ("taken back, falsely", r"$(x+1)^2 = x^2 + 1$ no: $= x^2 + x + 1$", "", NUMBERS, [], "different", "hf"),
    (
        "a subject in words",
        r"$e^{-a^2} = 1/e^{a^2}$. Now every exponent is $\le 0$, thus $e^{-a^2} \le 1$",
        "",
        NUMBERS,
        [],
        "equal",
        "-",
    ),
    ("a list before", "success proba p, a=1-p: 1 - a = p", "", NUMBERS, [], "equal", "-"),
    ("a primed vector", "For x' = a x: x'^T x' = a^2 x^T x", "", VECTORS, [], "equal", "hh"),
    ("a primed vector, falsely", "For x' = a x: x'^T x' = a x^T x", "", VECTORS, [], "different", "hf"),
    ("a transpose stays one", "x' x = \\|x\\|^2", "", VECTORS, [], "equal", "hh"),
    (
        "in words, and at the next step",
        "f(θ) = (h/2) θ². θ_{t+1} = θ_t − ηhθ_t = (1 − ηh) θ_t, θ_2 = (1 − ηh)^2 θ_0",
        "",
        STEPS,
        DESCENT,
        "equal",
        "-",
    ),
    (
        "at the next step, falsely",
        "θ_{t+2} = (1 − ηh)^2 θ_t = (1 − 2ηh + ηh^2) θ_t",
        "",
        STEPS,
        DESCENT,
        "different",
        "hhf",
    ),
    ("an undeclared distribution", "m ~ Bernoulli(p), y = m x / p\nx/p - x = x(1-p)/p", "", NUMBERS, [], "equal", "-"),
    ("other names for what is given", "a = P(state 1), b = 1 - a", "", NUMBERS, [], "equal", "hhhh"),
    ("derivatives by names", "p = df/dx, q = dp/dx = 6y", "", {"f": "real", "x": "real", "y": "real", "p": "real", "q": "real"}, [], "equal", "-"),
    ("cases before colons", "(i) m >= 1: loss = 0\n(ii) m < 1: loss = 1 - y f", "", HINGE, LOSS, "equal", "-"),
    ("cases before colons, falsely", "(i) m >= 1: loss = 1\n(ii) m < 1: loss = 1 - y f", "", HINGE, LOSS, "different", "-"),
    ("infinity by its short name", "sum_{t=0}^{inf} p^t = 1/(1-p)", "", NUMBERS, [], "equal", "hh"),
    (
        "a gradient as a row",
        r"$u\,\partial(1/\|u\|)/\partial u = -uu^\top/\|u\|^3$",
        "",
        {"u": "vector[d]"},
        [],
        "equal",
        "hh",
    ),
    (
        "a function without its argument",
        r"∇_θ π = π ∇_θ log π",
        "",
        {"theta": "real", "pi": "function", "sigma": "function"},
        [r"\sigma(z)=\frac{1}{1+e^{-z}}", r"\pi(\theta)=\sigma(\theta)"],
        "equal",
        "hh",
    ),
    ("rounded", "2/3 = 0.667, sqrt(2) = 1.41 and 1/3 ≈ 0.33", "", {}, [], "equal", "-"),
    ("rounded, falsely", "sqrt(2) = 1.51", "", {}, [], "different", "hf"),
    ("nearly, falsely", "ln 2 ≈ 0.593", "", {}, [], "different", "hf"),
    ("a sum of decimals is not rounded", "0.5 * 0.25 = 0.126", "", {}, [], "different", "hf"),
    ("a minimum", "(x-a)^2 - 2 b x = x^2 - 2(a+b)x + a^2\nSo the minimum is at x = a + b", "", NUMBERS, [], "equal", "-"),
    ("a minimum elsewhere", "(x-a)^2 - 2 b x = x^2 - 2(a+b)x + a^2\nThe minimum is at x = a - b", "", NUMBERS, [], "undecided", "hhhu"),
    ("a condition behind *at*", "f'(x) = 2x - 4 = 0 at x = 2, f(2) = 0", "", {"x": "real", "f": "function"}, ["f(x) = (x-2)^2"], "equal", "-"),
    ("a condition behind *at*, falsely", "f'(x) = 2x - 4 = 0 at x = 3", "", {"x": "real", "f": "function"}, ["f(x) = (x-2)^2"], "different", "hhf"),
    ("several equations supposed", "if ‖u‖ = ‖v‖ = 1 this is u^T u + v^T v = 2", "", {"u": "vector[d]", "v": "vector[d]"}, [], "equal", "-"),
    ("a gradient of what is given, falsely", "∇f = x", "", {"x": "vector[d]", "f": "scalar"}, ["f = x^T x"], "different", "hf"),
    ("reasons of names nobody declared", r"Since $|\epsilon| \le \delta$, $(a+b)^2 = a^2+2ab+b^2$, hence $\mathrm{KL} \ge 0$", "", NUMBERS, [], "equal", "-"),
    ("an eigenvalue", "‖A‖² = λ_max(AᵀA) ≤ tr(AᵀA)", "", {"A": "matrix[n,d]"}, [], "equal", "hhh"),
    ("an eigenvalue, falsely", "‖A‖² = λ_max(AᵀA) = tr(AᵀA)", "", {"A": "matrix[n,d]"}, [], "different", "hhf"),
    ("what limits another name", r"$r_t \le a$ everywhere. $a\sum_{t=0}^\infty p^t = \frac{a}{1+p}$", "", {"r": "sequence", "a": "posreal", "p": "prob"}, [], "different", "-"),
    ("a derivative by a prime", "ℓ = k log λ − λ − log k!\nℓ' = k/λ − 1, zero when λ = k", "", POISSON, COUNTED, "equal", "-"),
    ("a derivative by a prime, falsely", "ℓ = k log λ − λ − log k!\nℓ' = k/λ + 1", "", POISSON, COUNTED, "different", "-"),
    ("a bracket with a prime", "(x² e^{-x})' = 2x e^{-x} - x² e^{-x}, zero for x = 0 or x = 2", "", NUMBERS, [], "equal", "-"),
    ("a bracket with a prime, falsely", "(x² e^{-x})' = 2x e^{-x} + x² e^{-x}", "", NUMBERS, [], "different", "hf"),
    ("the same where", r"They are equal iff $a x = -2 b x$, i.e. $a = -2 b$", "", NUMBERS, [], "equal", "-"),
    ("the same where, falsely", r"They are equal iff $a x = -2 b x$, i.e. $a = 2 b$", "", NUMBERS, [], "different", "-"),
    ("row and column", r"$(A^2)_{11} = A_{11}^2 + A_{12}A_{21}$", "", {"A": "matrix[2,2]"}, [], "equal", "hh"),
    ("row and column, falsely", r"$(A^2)_{11} = A_{11}^2 + A_{12}^2$", "", {"A": "matrix[2,2]"}, [], "different", "hf"),
    ("a word with a sign behind it", "a = p x², step = b/√(p x²) · x = b x/√(p x²)", "", NUMBERS, [], "equal", "-"),
    ("an arrow to words", "log(p^2)=log p+log p → log of a product of two\n2 log(1/10) = -2 log 10 = -4.605", r"-2\log 10", NUMBERS, [], "equal", "-"),
)  # fmt: skip


@pytest.mark.parametrize("row", SAID, ids=lambda row: row[0])
def test_what_is_said(row: Row) -> None:
    """What is supposed, taken back or said in words is no false claim; slips beside it are."""
    check(*row[1:])
