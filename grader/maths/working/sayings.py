"""Lines that say what a name is: in words, by other names that nobody declared, or by supposing a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from grader.maths.derivations.roles import Role
from grader.maths.equality.problem import Problem, defined_key, names_behind
from grader.maths.expressions.expression import (
    ZERO,
    Apply,
    Derivative,
    Entry,
    Expression,
    Name,
    Number,
    Relation,
    names_in,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.reading.reader import read_expression, split_chain
from grader.maths.reasons import Reason, Unread
from grader.maths.working.chains import Chain
from grader.maths.working.cues import is_case, is_example, is_ground
from grader.maths.working.judging import judge_link
from grader.maths.working.own_names import head_of, names_quantity
from grader.maths.working.premises import Premises
from grader.maths.working.steps import StepVerdict

_FREE = frozenset({Sort.REAL, Sort.POSREAL, Sort.PROB, Sort.VECTOR, Sort.POSINT, Sort.INT})
_GRADIENT = re.compile(r"^\s*(?:\\nabla(?![A-Za-z])|∇)\s*(?:_\s*(?:\{[^{}]*\}|\\?[A-Za-z]+|\w))?\s*")


def is_said_what(chains: Sequence[Chain], number: int, right: Unread, problem: Problem) -> bool:
    """Whether a line says what its left side is by what was never declared: ``q_t = P(state 1)``.

    A name that is given a value may so be given another name; one that has none, and is new, a value.
    """
    chain = chains[number]
    if chain.signs[0] != "=" or right.reason not in (Reason.UNKNOWN_SYMBOL, Reason.UNPARSED):
        return False
    left = read_expression(chain.sides[0], problem.declarations, free_indices=True)
    named = (
        names_quantity(chain.sides[0]) if isinstance(left, Unread) else isinstance(left, (Name, Apply, Entry))
    )
    if not named:
        return False
    head = head_of(_GRADIENT.sub("", chain.sides[1]))
    if head and problem.declarations.get(head) is None:
        return True
    known = {defined_key(each) for each, _ in problem.definitions}
    free = isinstance(left, Unread) or defined_key(left) not in known
    return free and len(chain.signs) == 1 and not _is_mentioned(chain.sides[0], chains[:number])


def _is_mentioned(name: str, earlier: Sequence[Chain]) -> bool:
    spelled = re.sub(r"\s", "", name)
    return any(spelled in re.sub(r"\s", "", side) for chain in earlier for side in chain.sides)


def supposes_value(
    stated: Relation, chains: Sequence[Chain], number: int, reference: str, premises: Premises
) -> bool:
    """Whether an equation supposes a value of a free name: ``y = 1 -> score 1/q``, ``for eta = 1/L``.

    Nothing has determined the name before, and the end does not ask for it.
    """
    chain, problem = chains[number], premises.problem
    left, right = stated.sides[0], stated.sides[-1]
    symbol = problem.declarations.get(left.key) if isinstance(left, Name) else None
    if symbol is None or symbol.sort not in _FREE or len(chain.signs) != 1:
        return False
    known = {defined_key(each) for each, _ in problem.definitions}
    if (
        symbol.key in known
        or symbol.key.startswith("d ")
        or symbol.key in names_behind(Relation((right,), ()), problem)
    ):
        return False
    told = (*premises.accepted, *premises.previous)
    if any(symbol.key in names_in(each) and not premises.is_other_value(stated, each) for each in told):
        return False
    asked = [read_expression(side, problem.declarations) for side in split_chain(reference)[0]]
    if left in asked:
        return False
    following = chains[number + 1] if number + 1 < len(chains) else None
    opens = chain.opens or (following is not None and following.implied and following.beside)
    if opens:
        return True
    if chain.implied or _EXTREMUM.search(chain.words):
        return False
    said = is_case(chain.words) or is_example(chain.words) or is_ground(chain.words)
    return (
        said
        or chain.role in (Role.ASSUMED, Role.DEFINED)
        or (isinstance(right, Number) and _goes_on(chains, number))
    )


def _goes_on(chains: Sequence[Chain], number: int) -> bool:
    return any(each.signs for each in chains[number + 1 :])


_SUPPOSED = re.compile(
    r"\b(?:if|si|suppos\w+|assum\w+|provided|when|whenever|given|quand)(?:\s+that|\s+we have)?\s*$",
    re.IGNORECASE,
)


def supposes_all(stated: Relation, chain: Chain, premises: Premises) -> bool:
    """Whether a chain of several links is supposed, each of them: ``if |a| = |b| = 1``."""
    known = {defined_key(each) for each, _ in premises.problem.definitions}
    return len(chain.signs) > 1 and bool(_SUPPOSED.search(chain.words)) and not names_in(stated) & known


def is_of_strangers(chain: Chain, place: int, side: Expression | Unread, problem: Problem) -> bool:
    """Whether a link speaks of what was never declared, and nothing is worked out there.

    It gives a reason or assumes something (``since |D_t| <= gamma``), or bounds a name: ``KL >= 0``.
    """
    if not isinstance(side, Unread) or side.reason is not Reason.UNKNOWN_SYMBOL or len(chain.signs) != 1:
        return False
    if chain.reason or chain.role is Role.ASSUMED:
        return True
    heads = [head_of(each) for each in chain.sides]
    return chain.signs[place] in _BOUNDS and any(
        head and problem.declarations.get(head) is None for head in heads
    )


_BOUNDS = frozenset({"<", "<=", ">", ">="})
_EXTREMUM = re.compile(
    r"\b(?:min\w*|max\w*|optim\w*|stationary|critical|turning|attained|reached|extrem\w*|vanishes|zero|root)\b"
    r"[^.;]*\b(?:at|is|en)\s*$",
    re.IGNORECASE,
)
_MOST_BEFORE = 6


def is_extremum(stated: Relation, chains: Sequence[Chain], number: int, problem: Problem) -> bool | None:
    """Whether an expression before a line has no slope where it says: ``the minimum is at x = a - b``.

    None where it speaks of no such place.
    """
    name, value = stated.sides[0], stated.sides[-1]
    known = {defined_key(each) for each, _ in problem.definitions}
    if not isinstance(name, Name) or name.key in known or name.key in names_in(value):
        return None
    if name.shape or not _EXTREMUM.search(chains[number].words):
        return None
    there = replace(problem, definitions=(*problem.definitions, (name, value)))
    sides = [side for chain in chains[:number] for side in (chain.sides[-1], chain.sides[0])]
    for side in sides[-_MOST_BEFORE:]:
        read = read_expression(side, problem.declarations)
        if (
            isinstance(read, Unread)
            or read.shape
            or name.key not in names_behind(Relation((read,), ()), problem)
        ):
            continue
        if judge_link("", Derivative(read, name), "=", ZERO, there).verdict is StepVerdict.HOLDS:
            return True
    return False
