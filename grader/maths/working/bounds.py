"""Bounds by a constant of which nothing else is known: a norm of what is free is said to be at most that."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.equality.problem import Problem, defined_key, names_behind
from grader.maths.expressions.expression import (
    Apply,
    Call,
    Entry,
    Expression,
    Name,
    Negation,
    Norm,
    Relation,
    Sum,
    names_in,
    transform,
    walk,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.working.judging import judge_link
from grader.maths.working.steps import StepVerdict

_MOST = 8


def is_bounded(stated: Relation, problem: Problem) -> bool:
    r"""Whether an inequality puts a free constant for a norm, and says nothing else that is false.

    ``\|W D\| \le \|W\| \gamma`` says that the norm of D is at most gamma, where neither has a value.
    """
    if len(stated.signs) != 1 or stated.signs[0] not in ("<=", "<", ">=", ">"):
        return False
    small, large = stated.sides if stated.signs[0] in ("<=", "<") else stated.sides[::-1]
    for measured in list(_measured(small))[:_MOST]:
        if measured in tuple(walk(large)):
            continue
        for constant in _constants(small, large, problem):
            bounded = _replaced(small, measured, constant)
            if judge_link("", bounded, "<=", large, problem).verdict is StepVerdict.HOLDS:
                return True
    return False


def limits_what_is_free(stated: Relation, problem: Problem) -> bool:
    """Whether an inequality bounds a name of which nothing is known, by names it has nothing to do with."""
    known = {defined_key(left) for left, _ in problem.definitions}
    known = known.union(*(names_in(each) for each in problem.conditions))
    sides = (stated.sides[0], stated.sides[-1])
    return len(stated.signs) == 1 and any(
        bool(own := _free(one))
        and not own & known
        and not own & names_behind(Relation((other,), ()), problem)
        and bool(names_in(other))
        for one, other in (sides, sides[::-1])
    )


def _free(side: Expression) -> frozenset[str]:
    """The names of a side that is no more than names, their norms and members, added up; else none."""
    terms = side.terms if isinstance(side, Sum) else (side,)
    found: set[str] = set()
    for term in terms:
        part = term.operand if isinstance(term, Negation) else term
        if isinstance(part, Norm):
            part = part.operand
        elif isinstance(part, Call) and part.function == "abs":
            part = part.arguments[0]
        if isinstance(part, Entry):
            part = part.base
        if not isinstance(part, (Name, Apply)):
            return frozenset()
        found.add(part.key if isinstance(part, Name) else part.function)
    return frozenset(found)


def has_free_function(stated: Relation, problem: Problem) -> bool:
    """Whether a function that is given no value stands in it, of which any property may be known."""
    known = {defined_key(left) for left, _ in problem.definitions}
    symbols = (problem.declarations.get(key) for key in names_in(stated) - known)
    return any(each is not None and each.sort in (Sort.FUNCTION, Sort.ELEMENTWISE) for each in symbols)


def _measured(side: Expression) -> Iterator[Expression]:
    """The norms and absolute values in a side."""
    for part in walk(side):
        if isinstance(part, Norm) or (isinstance(part, Call) and part.function == "abs"):
            yield part


def _constants(small: Expression, large: Expression, problem: Problem) -> Iterator[Name]:
    """The numbers that only the larger side has, and that nothing is known of."""
    known = {defined_key(left) for left, _ in problem.definitions}
    known = known.union(*(names_in(each) for each in problem.conditions), names_in(small))
    for key in sorted(names_in(large) - known):
        symbol = problem.declarations.get(key)
        if symbol is not None and symbol.sort in (Sort.REAL, Sort.POSREAL):
            yield Name(key)


def _replaced(side: Expression, part: Expression, by: Expression) -> Expression:
    return by if side == part else transform(side, lambda each: _replaced(each, part, by))
