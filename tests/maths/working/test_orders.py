"""Derivatives taken more than once, and series without end."""

from __future__ import annotations

import pytest

from tests.maths.working.test_continued import ALL
from tests.maths.working.test_working import SCALARS, VECTORS, Row, check

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
    [pytest.param(*row[1:], id=row[0]) for row in TWICE],
)
def test_steps_of_orders(
    student: str, reference: str, symbols: dict[str, str], given: list[str], verdict: str, steps: str
) -> None:
    check(student, reference, symbols, given, verdict, steps)
