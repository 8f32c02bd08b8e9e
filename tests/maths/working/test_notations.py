"""What working writes without a declaration of its own: indices, indicators, members of sequences, bounds."""

from __future__ import annotations

import pytest

from tests.maths.working.test_working import SCALARS, VECTORS, Row, check

PAIR = {"u": "vector[d]", "v": "vector[d]", "A": "matrix[d,d]", "B": "matrix[d,d]", "I": "identity[d]"}
CLASSES = {"z": "vector[K]", "q": "vector[K]", "c": "real"}
SOFT = [r"q_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"]
STEPS = {"s_0": "real", "s_1": "real", "s_2": "real", "a": "real", "b": "real"}
UPDATES = ["s_1 = a s_0 + b", "s_2 = a s_1 + b"]
CHANCES = {"p": "vector[n]", "w": "vector[n]", "n": "posint"}

UNDECLARED: tuple[Row, ...] = (
    (
        "a free index",
        r"$(Au)_i = \sum_j A_{ij} u_j$, so $u_i (Au)_i = \sum_k u_i A_{ik} u_k$",
        "",
        PAIR,
        [],
        "equal",
        "hhhh",
    ),
    ("a free index, falsely", r"$(Au)_i = \sum_j A_{ji} u_j$", "", PAIR, [], "different", "hf"),
    (
        "a Jacobian by entries",
        r"$\frac{\partial q_i}{\partial z_j} = q_i(\delta_{ij} - q_j)$",
        "",
        CLASSES,
        SOFT,
        "equal",
        "hh",
    ),
    (
        "a delta forgotten",
        r"$\frac{\partial q_i}{\partial z_j} = q_i(1 - q_j)$",
        "",
        CLASSES,
        SOFT,
        "different",
        "hf",
    ),
    ("a sum over a delta", r"$\sum_m \delta_{mk} z_m q_m = z_k q_k$", "", CLASSES, [], "equal", "hh"),
    ("an indicator", r"$\sum_m \mathbb{1}\{m = k\}\, z_m = z_k$", "", CLASSES, [], "equal", "hh"),
    (
        "an indicator that leaves out",
        r"$\sum_m \mathbf 1[m \ne k] z_m = \sum_m z_m + z_k$",
        "",
        CLASSES,
        [],
        "different",
        "hf",
    ),
    ("a bracket of Iverson", r"$\max(a,0) = a\,[a > 0]$", "", SCALARS, [], "equal", "hh"),
    ("ones", r"$\mathbf 1^\top z = \sum_i z_i$", "", CLASSES, [], "equal", "hh"),
    (
        "a shift by ones",
        r"$\mathrm{softmax}(z - c\mathbf 1)_i = \mathrm{softmax}(z)_i$",
        "",
        CLASSES,
        [],
        "equal",
        "hh",
    ),
    ("zero after a vector", "u^T 0\n= 0", "0", PAIR, [], "equal", "hh"),
    (
        "blocks",
        r"$(A \otimes B)(A^\top \otimes B^\top) = AA^\top \otimes BB^\top$",
        "",
        PAIR,
        [],
        "equal",
        "hh",
    ),
    ("blocks that clash", r"$A \otimes B = B \otimes A$", "", PAIR, [], "different", "hf"),
    (
        "columns stacked",
        r"$\mathrm{vec}(AB) = (B^\top \otimes I)\,\mathrm{vec}(A)$",
        "",
        PAIR,
        [],
        "equal",
        "hh",
    ),
    ("rows stacked", r"$\mathrm{vec}(AB) = (B \otimes I)\,\mathrm{vec}(A)$", "", PAIR, [], "different", "hf"),
)
SEQUENCES: tuple[Row, ...] = (
    (
        "the rule for all",
        "s_t = a s_{t-1} + b for all t\ns_2 = a(a s_0 + b) + b = a^2 s_0 + ab + b",
        "a^2 s_0 + ab + b",
        STEPS,
        UPDATES,
        "equal",
        "-",
    ),
    ("another rule", "s_t = a s_{t-1} - b\ns_2 = a(a s_0 + b) + b", "", STEPS, UPDATES, "different", "hfhh"),
    ("a product of them", r"$s_0 s_1 s_2 = \prod_{k=0}^{2} s_k$", "", STEPS, [], "equal", "hh"),
    ("a product of others", r"$s_0 s_1 s_2 = \prod_{k=1}^{2} s_k$", "", STEPS, [], "different", "hf"),
)
BOUNDED: tuple[Row, ...] = (
    (
        "a bound given",
        r"$\|Au\| \le \|A\|\|u\| \le c\|u\|$",
        "",
        {**PAIR, "c": "posreal"},
        [r"\|A\| \le c"],
        "equal",
        "hhh",
    ),
    (
        "a bound that is not",
        r"$\|Au\| \le \|A\|\|u\| \le c$",
        "",
        {**PAIR, "c": "posreal"},
        [r"\|A\| \le c"],
        "different",
        "hhf",
    ),
    (
        "a bound assumed",
        "Assume ‖A‖ ≤ c and ‖B‖ ≤ 1/c.\n‖AB‖ ≤ ‖A‖‖B‖\n≤ c ‖B‖\n≤ 1",
        "1",
        {**PAIR, "c": "posreal"},
        [],
        "equal",
        "-",
    ),
    (
        "entries that are positive",
        r"$\max_i (p_i w_i) \le (\max_i p_i)(\max_i w_i)$",
        "",
        CHANCES,
        [r"p_i \ge 0", r"w_i \ge 0"],
        "equal",
        "hh",
    ),
)
SLIPS: tuple[Row, ...] = (
    ("beside words of chance", r"For independent draws, $(a-b)^2 = a^2 - ab + b^2$", "", SCALARS, [], "different", "hf"),
    ("beside words of size", r"When $c$ is small, $\frac{1}{a+b} = \frac1a + \frac1b$", "", SCALARS, [], "different", "hf"),
    ("to first order, wrongly", r"To first order, $(1+x)^3 = 1 + 2x$", "", SCALARS, [], "different", "hf"),
    ("to first order", r"To first order, $(1+x)^3 = 1 + 3x$", "", SCALARS, [], "undecided", "hu"),
    ("what is kept is not supposed", r"Let $u$ and $v$ be orthogonal in part. $u^\top u + 2u^\top v = u^\top u - 2u^\top v$", "", VECTORS, [], "different", "hf"),
    ("a power inside", "log (c)^2\n= 2 log c", "", SCALARS, [], "equal", "hh"),
    ("after a colon", "with m = (a+b)/2:\n(a-b)^2 + 4ab\n= 4m^2", "", SCALARS, [], "equal", "hhhh"),
    ("a reason between", "$a^2-b^2$\n$= (a-b)(a+b)$\nas $ab$ drops out\n$= (a+b)(a-b)$", "", SCALARS, [], "equal", "-"),
)  # fmt: skip


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row[0]) for row in (*UNDECLARED, *SEQUENCES, *BOUNDED, *SLIPS)]
)
def test_what_is_not_declared_is_read_as_meant(row: Row) -> None:
    check(*row[1:])
