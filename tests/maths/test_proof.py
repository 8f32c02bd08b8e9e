"""Proofs by sympy: within a budget, in a process of their own."""

from __future__ import annotations

import time

import pytest

from grader.maths.equality.proof import is_provable, prove_equal
from grader.maths.expressions.expression import Expression
from grader.maths.expressions.symbols import declare
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Unread

DECLARATIONS = declare({"a": "real", "b": "posreal", "N": "posint", "u": "vector[d]"})


def read(text: str) -> Expression:
    """The expression, which must be readable."""
    found = read_expression(text, DECLARATIONS)
    assert not isinstance(found, Unread), found
    return found


@pytest.mark.parametrize(
    ("first", "second", "proved"),
    [
        (r"(a+b)^2", r"a^2+2ab+b^2", True),
        (r"\log(b^2)", r"2\log b", True),
        (r"(a+b)^2", r"a^2+b^2", False),
    ],
)
def test_small_identities_are_proved(first: str, second: str, proved: bool) -> None:
    assert prove_equal(read(first), read(second), DECLARATIONS, seconds=60) is proved


@pytest.mark.parametrize("text", ["a^{1000}", "u^\\top u", r"\sum_{i=1}^N i", "2^{a^b}"])
def test_large_or_other_formulas_are_not_given_to_sympy(text: str) -> None:
    assert not is_provable(read(text))


def test_the_budget_ends_a_proof() -> None:
    started = time.perf_counter()
    assert not prove_equal(read("(a+b)^2"), read("a^2+2ab+b^2"), DECLARATIONS, seconds=0.01)
    assert time.perf_counter() - started < 30
