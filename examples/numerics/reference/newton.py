"""Newton's method for x² = a, and its error."""

from __future__ import annotations

import numpy as np

from grader.maths.worlds import Draw
from grader.model.programs import Case, CaseKind, CaseSet


def newton_sqrt(a: float, x: float, steps: int) -> float:
    """What x becomes after so many of Newton's steps for x² - a (part 1.1)."""
    for _ in range(steps):
        x -= (x * x - a) / (2 * x)
    return x


def step() -> str:
    """The step as LaTeX (part 1.1), checked against the program."""
    a, x = 2.3, 1.7
    if not np.isclose((x + a / x) / 2, newton_sqrt(a, x, 1), rtol=1e-14):
        raise ArithmeticError("the formula is not Newton's step")
    return r"x_{k+1} = \frac{1}{2} \left(x_k + \frac{a}{x_k}\right)"


def error(draw: Draw) -> None:
    """Three iterates and their errors e_k = x_k - √a, with k = 1 (part 1.2); free: any iterates."""
    a = draw.positive("a")
    x = np.exp(0.5 * draw.normal())
    for number in range(3):
        x = draw.let(f"x_{number}", x)
        draw.let(f"e_{number}", x - np.sqrt(a))
        x = np.exp(0.5 * draw.normal()) if draw.free else (x + a / x) / 2
    draw.sequence("x")
    draw.sequence("e")
    draw.alias("epsilon", "e")
    for letter in ("k", "n", "i"):
        draw.index(letter, 1)


def _hidden(seed: int) -> tuple[Case, ...]:
    random = np.random.default_rng(seed)
    regular = [Case((float(a), float(x), n)) for n in (1, 2, 3, 5) for a, x in [random.uniform(1, 9, size=2)]]
    return (*regular, Case((4.0, 3.0, 0), CaseKind.EDGE, "no step"))


def _small() -> tuple[Case, ...]:
    return tuple(Case((a, x, n)) for n in (1, 2) for a in (1.0, 4.0) for x in (1.0, 2.0))


CASES = CaseSet(_hidden, _small)
