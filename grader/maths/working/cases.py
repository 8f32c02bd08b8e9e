"""Lines that only say under which condition, or for which numbers, others are claimed."""

from __future__ import annotations

import re

from grader.maths.derivations.roles import Role
from grader.maths.equality.conditions import holds_at
from grader.maths.equality.problem import Problem, defined_key, environments
from grader.maths.expressions.expression import Name, Relation, names_in
from grader.maths.expressions.symbols import Sort
from grader.maths.reading.reader import read_expression, read_relation
from grader.maths.reasons import Unread
from grader.maths.working.asymptotics import is_passage
from grader.maths.working.chains import Chain
from grader.maths.working.habits import read_side
from grader.maths.working.letters import is_relabelling
from grader.maths.working.premises import Premises

_LIMITING = frozenset({"<", "<=", ">", ">=", "!="})
_CASE = re.compile(
    r"\b(?:case|for|when|if|at|let|take|with|put|base|start\w*|pour|cas|si|any)\b[^.;]*$", re.IGNORECASE
)


def is_condition(chain: Chain, problem: Problem, premises: Premises) -> bool:
    """Rely on what is only assumed of numbers (``for a > 0``), which is no step."""
    if _tells_indices(chain, problem, premises):
        return True
    if chain.scoped and chain.signs == ["="]:
        _accept(chain, problem, premises)
        return True
    if _is_case(chain, problem):
        return True
    if is_passage(chain.sides, chain.signs, problem):
        return True
    if is_relabelling(chain.sides, chain.signs, problem):
        return True
    if not chain.signs or not set(chain.signs) <= _LIMITING:
        return False
    if chain.role is not Role.ASSUMED and not _is_range(chain, problem):
        return False
    links = zip(chain.signs, chain.sides[1:], strict=True)
    text = " ".join([chain.sides[0], *(f"{sign} {side}" for sign, side in links)])
    stated = read_relation(text, problem.declarations)
    if not isinstance(stated, Relation):
        return True
    places = environments(problem, 6)
    if all(holds_at(stated, each) for each in places):
        return any(re.fullmatch(r"\s*[-\d.]+\s*", side) for side in chain.sides)
    premises.accept(stated)
    return True


def _accept(chain: Chain, problem: Problem, premises: Premises) -> None:
    stated = read_relation(f"{chain.sides[0]} = {chain.sides[1]}", problem.declarations)
    if isinstance(stated, Relation):
        premises.accept(stated)


def _tells_indices(chain: Chain, problem: Problem, premises: Premises) -> bool:
    """Rely on what a case says of two indices: ``for i = j``, ``case i = j:``."""
    if chain.signs != ["="] or not (chain.opens or _CASE.search(chain.words)):
        return False
    stated = read_relation(f"{chain.sides[0]} = {chain.sides[1]}", problem.declarations)
    if isinstance(stated, Unread) or not all(isinstance(side, Name) for side in stated.sides):
        return False
    symbols = [problem.declarations.get(key) for key in names_in(stated)]
    if len(symbols) < 2 or any(each is None or each.sort is not Sort.INDEX for each in symbols):
        return False
    premises.accept(stated)
    return True


def _is_range(chain: Chain, problem: Problem) -> bool:
    """Whether it says between which numbers a name lies of which nothing is known."""
    middle = read_side(chain.sides[1], problem) if len(chain.signs) == 2 else None
    known = {defined_key(left) for left, _ in problem.definitions}
    ends = (chain.sides[0], chain.sides[-1])
    numbers = all(re.fullmatch(r"\s*[-\d.]+\s*", end) for end in ends)
    return numbers and isinstance(middle, Name) and middle.key not in known


def _is_case(chain: Chain, problem: Problem) -> bool:
    """Whether it says for which number the next is claimed (``base case $n = 1$:``)."""
    if chain.signs != ["="] or not (chain.opens or _CASE.search(chain.words)):
        return False
    left = read_expression(chain.sides[0], problem.declarations)
    symbol = problem.declarations.get(left.key) if isinstance(left, Name) else None
    whole = symbol is not None and symbol.sort in (Sort.INDEX, Sort.INT, Sort.POSINT)
    return whole and bool(re.fullmatch(r"\s*\d+\s*", chain.sides[1]))
