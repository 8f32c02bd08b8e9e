"""Derivatives by a prime, ``f' = w - b`` or ``(x^2)'``, of what is no function: by whichever name fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.maths.equality.problem import Problem, defined_key, names_behind
from grader.maths.expressions.expression import Derivative, Expression, Name, Relation
from grader.maths.expressions.symbols import Sort
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Unread
from grader.maths.working.judging import judge_link
from grader.maths.working.steps import Step, StepVerdict

_PRIMED = re.compile(
    r"^\s*(?P<base>\\?[A-Za-zα-ωℓ]+(?:_\{?\w+\}?)?|(?:\\left\s*|\\[bB]igg?l?\s*)?[(\[].*[)\]])\s*"
    r"(?P<primes>'{1,2}|′{1,2}|″|\^\s*\{?\s*(?:\\prime\s*){1,2}\}?)\s*$",
    re.DOTALL,
)
_NUMBERS = frozenset({Sort.REAL, Sort.POSREAL, Sort.PROB})
_MOST = 6


def judge_prime(line: str, before: str, right: Expression, problem: Problem) -> Step | None:
    """The step from a derivative by a prime: it holds by some name, or is false by each."""
    found = [judge_link(line, each, "=", right, problem) for each in _derivatives(before, problem)]
    holding = next((step for step in found if step.verdict is StepVerdict.HOLDS), None)
    if holding is not None:
        return holding
    told = bool(found) and all(step.verdict is StepVerdict.FALSE for step in found)
    return found[0] if told else None


def _derivatives(side: str, problem: Problem) -> Iterator[Expression]:
    """What a primed side may be: the derivative of a number by one of the names it depends on."""
    mark = _PRIMED.match(side)
    base = read_expression(mark["base"], problem.declarations) if mark is not None else None
    if mark is None or base is None or isinstance(base, Unread) or base.shape:
        return
    if isinstance(base, Name) and problem.declarations.get(f"{base.key}'") is not None:
        return
    known = {defined_key(left) for left, _ in problem.definitions}
    twice = mark["primes"].count("prime") == 2 or mark["primes"] in ("''", "′′", "″")
    for key in sorted(names_behind(Relation((base,), ()), problem) - known)[:_MOST]:
        symbol = problem.declarations.get(key)
        if symbol is not None and symbol.sort in _NUMBERS and not symbol.shape:
            once = Derivative(base, Name(key))
            yield Derivative(once, Name(key)) if twice else once
