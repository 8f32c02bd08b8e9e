"""Judge one link by itself: whether a sign between two sides holds wherever the problem's equations do."""

from __future__ import annotations

from grader.maths.equality.decide import Outcome, compare_expressions
from grader.maths.equality.problem import Problem
from grader.maths.expressions.expression import Derivative, Expression, Name, Relation, Sum, walk
from grader.maths.reading.reader import read_expression, read_relation
from grader.maths.reasons import Reason, Unread
from grader.maths.working.chains import Chain
from grader.maths.working.equations import is_at_most
from grader.maths.working.steps import Step, StepVerdict


def opening(text: str, problem: Problem) -> Step:
    """The step of a chain's first side, which says nothing yet."""
    found = read_expression(text, problem.declarations)
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
    if sign == "=":
        found = compare_expressions(right, left, problem)
        if found.outcome is Outcome.EQUAL:
            return Step(line, StepVerdict.HOLDS)
        if found.outcome is Outcome.DIFFERENT:
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
    return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: the sign {sign}")


def is_update(left: Expression, sign: str, right: Expression) -> bool:
    """Whether a link is an assignment, ``w = w - eta g``, and no equation."""
    if sign != "=" or not isinstance(left, Name) or not isinstance(right, Sum):
        return False
    return left in right.terms and len(right.terms) > 1
