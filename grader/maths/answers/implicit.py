"""An answer that states an equation for what is asked instead of solving it: ``\\lambda + 2 \\eta = 0``."""

from __future__ import annotations

from collections.abc import Sequence

from grader.maths.equality.decide import Verdict
from grader.maths.equality.problem import Problem
from grader.maths.equality.relations import compare_relations
from grader.maths.expressions.expression import Expression, Name, Relation, names_in
from grader.maths.reading.reader import read_expression, read_relation
from grader.maths.reasons import Unread


def compare_equation(
    sides: Sequence[str], asked: str, expected: Expression, problem: Problem
) -> Verdict | None:
    """The verdict on an equation in which the name that is asked for stands among others.

    None where it does not, where a side is just that name, or where nothing declares it.
    """
    if len(sides) != 2 or not asked:
        return None
    name = read_expression(asked, problem.declarations)
    if not isinstance(name, Name) or name.key in names_in(expected):
        return None
    stated = read_relation(" = ".join(sides), problem.declarations)
    if isinstance(stated, Unread) or name in stated.sides or name.key not in names_in(stated):
        return None
    return compare_relations(stated, Relation((name, expected), ("=",)), problem)
