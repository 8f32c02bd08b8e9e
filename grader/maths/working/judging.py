"""Judge one link by itself: whether a sign between two sides holds wherever the problem's equations do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from grader.maths.equality.decide import Outcome, compare_expressions
from grader.maths.equality.problem import Problem
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.expressions.expression import (
    Apply,
    Derivative,
    Expression,
    Index,
    Name,
    Number,
    Range,
    Reduction,
    Relation,
    Sum,
    names_in,
    transform,
    walk,
)
from grader.maths.reading.reader import read_relation
from grader.maths.reasons import Reason, Unread
from grader.maths.working.chains import Chain
from grader.maths.working.equations import is_at_most
from grader.maths.working.steps import Step, StepVerdict


def opening(text: str, found: Expression | Unread) -> Step:
    """The step of a chain's first side as it was read, which says nothing yet."""
    if isinstance(found, Unread) and found.reason is Reason.ILL_TYPED:
        return Step(text, StepVerdict.ILL_TYPED, str(found))
    return Step(text, StepVerdict.HOLDS)


def ends_of(chain: Chain, problem: Problem) -> Relation | None:
    """The equation between a chain's first side and its last; None where it says none."""
    if not chain.signs:
        return None
    read = read_relation(f"{chain.sides[0]} = {chain.sides[-1]}", problem.declarations)
    return None if isinstance(read, Unread) else read


def is_unknown_derivative(expression: Expression) -> bool:
    """Whether a side is, or holds, a derivative that no name stands for."""
    return isinstance(expression, Derivative) or any(
        isinstance(part, Derivative) for part in walk(expression)
    )


def unread_step(line: str, unread: Unread) -> Step:
    """The step of a side that could not be read."""
    verdict = StepVerdict.ILL_TYPED if unread.reason is Reason.ILL_TYPED else StepVerdict.UNDECIDED
    return Step(line, verdict, str(unread))


def judge_link(line: str, left: Expression, sign: str, right: Expression, problem: Problem) -> Step:
    """Whether a sign between two sides holds wherever the problem's equations do."""
    left, right = with_known_ranges(left, right)
    if sign == "=":
        found = compare_expressions(right, left, problem)
        if found.outcome is Outcome.EQUAL:
            return Step(line, StepVerdict.HOLDS)
        if found.outcome is Outcome.DIFFERENT:
            rounded = None if names_in(Relation((left, right), ())) else _judge_rounded(line, left, right)
            if rounded is not None:
                return rounded
            return Step(line, StepVerdict.FALSE, found.detail, found.witness)
        ill = found.reason is Reason.ILL_TYPED
        verdict = StepVerdict.ILL_TYPED if ill else StepVerdict.UNDECIDED
        return Step(line, verdict, f"{found.reason}: {found.detail}")
    if sign in ("<=", "<", ">=", ">"):
        if left.shape or right.shape:
            return Step(line, StepVerdict.ILL_TYPED, f"{Reason.ILL_TYPED}: an inequality of no numbers")
        smaller, larger = (left, right) if sign in ("<=", "<") else (right, left)
        answer = is_at_most(smaller, larger, problem)
        if answer is None:
            return Step(line, StepVerdict.UNDECIDED, f"{Reason.NOT_FINITE}: no numbers to compare")
        return Step(line, StepVerdict.HOLDS if answer == "" else StepVerdict.FALSE, "", answer)
    if sign == "!=":
        outcome = compare_expressions(right, left, problem).outcome
        differs = {Outcome.EQUAL: StepVerdict.FALSE, Outcome.DIFFERENT: StepVerdict.HOLDS}
        return Step(line, differs.get(outcome, StepVerdict.UNDECIDED), f"{Reason.AMBIGUOUS}: the sign {sign}")
    if sign == "~" and not names_in(Relation((left, right), ())):
        return _judge_near(line, left, right)
    return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: the sign {sign}")


_DECIMAL = re.compile(r"^\s*[-−]?\s*(?P<digits>\d+(?:\.(?P<places>\d+))?)\s*$")
_CLOSE = 0.01


def _judge_near(line: str, left: Expression, right: Expression) -> Step:
    """Whether a number is nearly another one, to as many places as it is written with."""
    why = f"{Reason.AMBIGUOUS}: only approximately"
    told = _rounding(line, left, right)
    if told is None:
        return Step(line, StepVerdict.UNDECIDED, why)
    exact, rounded, unit = told
    gap = abs(exact - rounded)
    if gap <= 1.001 * unit:
        return Step(line, StepVerdict.HOLDS)
    if gap > 3 * unit and gap > 2 * _CLOSE * abs(exact):
        return Step(line, StepVerdict.FALSE, "", f"{exact:.6g} and not {rounded:.6g}")
    return Step(line, StepVerdict.UNDECIDED, why)


def is_rounded(line: str, exact: Expression, written: Expression) -> bool:
    """Whether a number is written as a decimal that is the other one, rounded."""
    if names_in(Relation((exact, written), ())):
        return False
    step = _judge_rounded(line, exact, written)
    return step is not None and step.verdict is StepVerdict.HOLDS


def _judge_rounded(line: str, left: Expression, right: Expression) -> Step | None:
    """The step of ``2/3 = 0.667``, which is rounded; None where two numbers differ by more than that.

    What was worked out with rounded numbers may be farther away.
    """
    told = _rounding(line, left, right)
    if told is None:
        return None
    exact, rounded, unit = told
    gap = abs(exact - rounded)
    ends = abs(exact / unit - round(exact / unit)) < 1e-9  # it needs no rounding
    if ends or gap > _CLOSE * abs(exact):
        return None
    if unit < 1 and abs(rounded) >= 10 * unit and gap <= 0.5001 * unit:
        return Step(line, StepVerdict.HOLDS, "rounded")
    if any(isinstance(part, Number) and part.value.denominator > 1 for part in walk(left)):
        return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: it may be rounded")
    return None


def _rounding(line: str, left: Expression, right: Expression) -> tuple[float, float, float] | None:
    """Two numbers, and what the last written digit of the second counts; None where it is no plain number."""
    written = _DECIMAL.match(line)
    try:
        exact, rounded = (evaluate(side, Environment({})) for side in (left, right))
    except Undefined:
        return None
    if written is None or not isinstance(exact, (int, float)) or not isinstance(rounded, (int, float)):
        return None
    digits, places = written["digits"], written["places"]
    shift = -len(places) if places else len(digits) - len(digits.rstrip("0"))
    return float(exact), float(rounded), float(10.0**shift)


def is_update(left: Expression, sign: str, right: Expression) -> bool:
    """Whether a link is an assignment, ``w = w - eta g``, and no equation."""
    if sign != "=" or not isinstance(left, Name) or not isinstance(right, Sum):
        return False
    return left in right.terms and len(right.terms) > 1


def with_known_ranges(left: Expression, right: Expression) -> tuple[Expression, Expression]:
    """The sides, with what runs over a sequence without ends running as far as elsewhere in them."""
    ends: dict[str, Range] = {}
    for part in (*walk(left), *walk(right)):
        if isinstance(part, Reduction) and len(part.ranges) == 1 and part.ranges[0].upper is not None:
            for name in _over(part):
                ends.setdefault(name, part.ranges[0])
    return (_bounded(left, ends), _bounded(right, ends)) if ends else (left, right)


def _over(reduction: Reduction) -> Iterator[str]:
    """The sequences of which a reduction runs over the members."""
    for part in walk(reduction.body):
        if isinstance(part, Apply) and part.arguments == (Index(reduction.ranges[0].index),):
            yield part.function


def _bounded(side: Expression, ends: dict[str, Range]) -> Expression:
    if isinstance(side, Reduction) and len(side.ranges) == 1 and side.ranges[0].upper is None:
        known = next((ends[name] for name in _over(side) if name in ends), None)
        if known is not None and side.ranges[0].lower is None:
            side = replace(side, ranges=(replace(known, index=side.ranges[0].index),))
    return transform(side, lambda part: _bounded(part, ends))
