"""Random environments that fit declarations: where two formulas are compared."""

from __future__ import annotations

from grader.maths.evaluate import Environment
from grader.maths.symbols import Declarations


def draw_environments(declarations: Declarations, *, count: int, seed: int = 0) -> tuple[Environment, ...]:
    """`count` environments: sizes distinct and in both orders, integers small and distinct, reals of their domain."""
    return ()
