"""Lines that list solutions, ``x = 2 or x = 3``: each is one, and none of those before is missing."""

from __future__ import annotations

from collections.abc import Sequence

from grader.maths.equality.problem import Problem
from grader.maths.expressions.expression import Relation
from grader.maths.reading.reader import read_relation
from grader.maths.reasons import Reason, Unread
from grader.maths.working.chains import Chain
from grader.maths.working.equations import follows
from grader.maths.working.steps import Step, StepVerdict


def read_equations(chain: Chain, problem: Problem) -> tuple[Relation, ...] | Unread:
    """The equations of a line, any of which may hold."""
    found: list[Relation] = []
    for text in (f"{chain.sides[0]} = {chain.sides[1]}", *chain.others):
        read = read_relation(text, problem.declarations)
        if isinstance(read, Unread):
            return read
        found.append(read)
    return tuple(found)


def judge_solutions(
    line: str, found: Sequence[Relation], previous: Sequence[Relation], problem: Problem
) -> Step:
    """Whether the solutions of a line are those of the equations before it."""
    if not previous:
        return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: several answers")
    answers = [follows(premise, tuple(found), problem) for premise in previous]
    # a solution that is listed must be one
    answers += [follows(listed, tuple(previous), problem) for listed in found]
    if any(answers):
        return Step(line, StepVerdict.FALSE, "", next(filter(None, answers)) or "")
    if None in answers:
        return Step(line, StepVerdict.UNDECIDED, f"{Reason.LIMIT}: the line before could not be solved")
    return Step(line, StepVerdict.HOLDS)
