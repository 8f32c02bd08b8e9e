"""What a line that begins with a sign goes on from, where remarks, conditions and cases stand between."""

from __future__ import annotations

import pytest

from tests.maths.working.test_working import SCALARS, VECTORS, Row, check

ALL = {"K": "posint", "H": "real", "n": "posint"}
SOFTMAX = {"z": "vector[K]", "p": "vector[K]", "K": "posint", "i": "index", "j": "index"}
SHARES = [r"p_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}"]
STEPPED = {"eta": "posreal", "a": "posreal", "t": "posint", "x": "sequence"}

CONTINUED: tuple[Row, ...] = (
    (
        "past a reason",
        "H = sum_{i=1}^K (1/K) log K      since log(1/K) = -log K\n  = K (1/K) log K\n  = log K",
        "log K",
        ALL,
        [],
        "equal",
        "hhhhhh",
    ),
    (
        "a slip past a reason",
        "H = sum_{i=1}^K (1/K) log K      since log(1/K) = -log K\n  = (1/K) log K\n  = log K",
        "log K",
        ALL,
        [],
        "different",
        "-",
    ),
    (
        "past what is multiplied by",
        "x^2 - 1 = (x - 1)(x + 1)\nnow multiply top and bottom by exp(a):\n = exp(a)(x-1)(x+1)/exp(a)",
        "",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    (
        "from what is mentioned",
        "x^2 - 1 = (x - 1)(x + 1)\nnow consider the other term a^2 - b^2:\n = (a - b)(a + b)",
        "",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    (
        "from neither",
        "x^2 - 1 = (x - 1)(x + 1)\nnow consider the other term a^2 - b^2:\n = (a - b)(a + x)",
        "",
        SCALARS,
        [],
        "different",
        "-",
    ),
    (
        "past a hint in a column",
        r"\begin{align*}(u^\top v)^2 u &= (u^\top v)(v^\top u) u && \text{because } u^\top v = v^\top u\\"
        r"&= u\, v^\top u u^\top v \qquad (v^\top u = u^\top v)\\ &= u (u^\top v)^2\end{align*}",
        "",
        VECTORS,
        [],
        "equal",
        "-",
    ),
    ("two sentences", "a = b·c. b = x·y + b - x·y.", "", SCALARS, [], "equal", "-"),
    (
        "cases behind",
        r"\begin{align*} \frac{\partial p_i}{\partial z_j} &= p_i(1-p_i) && \text{if } i = j\\"
        r"\frac{\partial p_i}{\partial z_j} &= -p_ip_j && \text{if } i\neq j\end{align*}",
        "",
        SOFTMAX,
        SHARES,
        "equal",
        "hhhh",
    ),
    (
        "a slip in a case behind",
        r"\begin{align*} \frac{\partial p_i}{\partial z_j} &= p_i(1-p_i) && \text{if } i = j\\"
        r"\frac{\partial p_i}{\partial z_j} &= p_ip_j && \text{if } i\neq j\end{align*}",
        "",
        SOFTMAX,
        SHARES,
        "different",
        "hhhf",
    ),
    (
        "cases in front, in words",
        "For i different from j:\nd p_i / d z_j = - p_i p_j\nFor i = j:\nd p_i / d z_i = p_i - p_i^2",
        "",
        SOFTMAX,
        SHARES,
        "equal",
        "hhhh",
    ),
    (
        "a slip in a case in front",
        "For i different from j:\nd p_i / d z_j = - p_i p_j\nFor i = j:\nd p_i / d z_j = p_i - p_j",
        "",
        SOFTMAX,
        SHARES,
        "different",
        "hhhf",
    ),
    (
        "numbered cases of an induction",
        "n = 1: \\sum_{k=1}^n k = 1\nn -> n+1: \\sum_{k=1}^{n+1} k = n(n+1)/2 + (n+1) = (n+1)(n+2)/2",
        "",
        ALL,
        [],
        "equal",
        "hhhhh",
    ),
    ("a false case", "n = 1: \\sum_{k=1}^n k = 2", "", ALL, [], "different", "f"),
    (
        "a claim, where it starts and how it goes on",
        "Claim: x_t = (1 - eta a)^t x_0.\nt = 0: x_0 = (1 - eta a)^0 x_0 = x_0. true\n"
        "t -> t+1: x_{t+1} = (1 - eta a) x_t = (1 - eta a)^{t+1} x_0. done",
        "x_t = (1 - eta a)^t x_0",
        STEPPED,
        ["x_t = x_{t-1} - eta a x_{t-1}"],
        "equal",
        "-",
    ),
    (
        "what is worked out is no premise",
        r"$x = a b + c$ $$\quad = a b + a c$$ $\Rightarrow \frac{\partial x}{\partial c} = a$",
        "",
        SCALARS,
        ["x = a b + c"],
        "different",
        "-",
    ),
    (
        "under a value that stands between",
        "(a+b)^2 = a^2 + 2ab + b^2\nand for b = 2a this equals 9a^2",
        "9a^2",
        SCALARS,
        [],
        "equal",
        "hhhhh",
    ),
    (
        "a slip under a value that stands between",
        "(a+b)^2 = a^2 + 2ab + b^2\nand for b = 2a this equals 8a^2",
        "9a^2",
        SCALARS,
        [],
        "different",
        "hhhhf",
    ),
    (
        "zero where",
        "y = x^2 - 4x\ndy/dx = 2x - 4\nThis vanishes when x = 2.",
        "x = 2",
        SCALARS,
        ["y = x^2 - 4x"],
        "equal",
        "-",
    ),
    (
        "zero elsewhere",
        "y = x^2 - 4x\ndy/dx = 2x - 4\nThis vanishes when x = 3.",
        "x = 2",
        SCALARS,
        ["y = x^2 - 4x"],
        "different",
        "-",
    ),
    (
        "set to zero on a line of its own",
        "1. d ln m/dc = -a/c + b/c^2\n2. 0 = -a/c + b/c^2\n3. multiply by c^2: 0 = -a c + b\n4. c = b/a",
        "c = b/a",
        SCALARS,
        [],
        "equal",
        "-",
    ),
    ("numbered lines", "t=1: a = a\nt=2: a + a = 2a", "2a", SCALARS, [], "equal", "hhhh"),
    ("a slip in numbered lines", "t=1: a = a\nt=2: a + a = 3a", "2a", SCALARS, [], "different", "hhhf"),
    (
        "a table",
        "| 1 | a(b+c) = ab + ac | distributive law |\n| 2 | = ac + ab | commutativity |",
        "",
        SCALARS,
        [],
        "equal",
        "hhh",
    ),
    (
        "a formula in the words of a display",
        r"\begin{align*} (a+b)^2 &= a^2 + 2ab + b^2 &&\text{since $ab = ba$}\\"
        r"&= a^2 + b^2 + ab \tag{as $2ab = ab$} \end{align*}",
        "",
        SCALARS,
        [],
        "different",
        "-",
    ),
    (
        "arrows between forms",
        "(a-b)(a+b)\n→ a^2 - b^2     [expand]\n= -(b^2 - a^2)",
        "",
        SCALARS,
        [],
        "equal",
        "hhh",
    ),
    ("a last word", "a^2 - b^2 = (a-b)(a+b). Done.", "", SCALARS, [], "equal", "hh"),
    (
        "a conclusion in French defines nothing",
        r"Soit $p = \sigma(z)$, donc $\frac{p}{1-p} = e^{-z}$, d'où $z = -\log\frac{p}{1-p}$.",
        "",
        {"z": "real", "p": "prob", r"\sigma": "function"},
        [r"\sigma(z) = \frac{1}{1+e^{-z}}", r"p = \sigma(z)"],
        "different",
        "-",
    ),
    (
        "the end before something else",
        "x = a + a = 2a\ny = a + 2 a = 3 a",
        "x = 2a",
        SCALARS,
        [],
        "equal",
        "-",
    ),
)
TWICE: tuple[Row, ...] = (
    ("once more", "d^2 x/da^2 = 6 a b", "", SCALARS, ["x = a^3 b"], "equal", "hh"),
    (
        "of two names",
        r"\frac{\partial^2 x}{\partial a\,\partial b} = 3a^2",
        "",
        SCALARS,
        ["x = a^3 b"],
        "equal",
        "hh",
    ),
    ("with a slip", "∂²x/∂a∂b = 3a", "", SCALARS, ["x = a^3 b"], "different", "hf"),
    ("three times", r"\frac{d^3}{da^3} a^2 b = 0", "", SCALARS, [], "equal", "hh"),
    ("a Hessian", r"\nabla_u^2 (u^\top A u) = A + A^\top", "", VECTORS, [], "equal", "hh"),
    ("a Hessian with a slip", r"\nabla_u^2 (u^\top A u) = 2A + A^\top", "", VECTORS, [], "different", "hf"),
    (
        "near the end of where it is defined",
        "d²m/dp² = −1/p² − 1/(1 − p)²",
        "",
        {"p": "prob", "m": "real"},
        ["m = log p + log(1 - p)"],
        "equal",
        "hh",
    ),
    (
        "a series",
        r"\sum_{t=0}^\infty p^t = \frac{1}{1-p}",
        "",
        {"p": "prob"},
        [],
        "equal",
        "hh",
    ),
    (
        "a series with a slip",
        r"\sum_{t=0}^\infty p^t = \frac{1}{1+p}",
        "",
        {"p": "prob"},
        [],
        "different",
        "hf",
    ),
    ("a slow series", r"\sum_{k=1}^\infty \frac{1}{k(k+1)} = 1", "", ALL, [], "equal", "hh"),
    ("no series", r"\sum_{k=1}^\infty \frac{1}{k} = 14", "", ALL, [], "undecided", "-"),
)


@pytest.mark.parametrize(
    ("student", "reference", "symbols", "given", "verdict", "steps"),
    [pytest.param(*row[1:], id=row[0]) for row in (*CONTINUED, *TWICE)],
)
def test_steps_of_continued_working(
    student: str, reference: str, symbols: dict[str, str], given: list[str], verdict: str, steps: str
) -> None:
    check(student, reference, symbols, given, verdict, steps)
