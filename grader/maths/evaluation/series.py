"""Series without end: added up until what is left is rounding, or by Levin's transform where that is slow."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence

from grader.maths.evaluation.numeric import Undefined
from grader.maths.reasons import Reason

_MOST_TERMS = 2_000
_ROUNDING = 1e-14
_WINDOW = 8
"""Terms that must shrink alike before what is left is told from them."""
_ORDERS = (11, 13)
_SAME = 1e-9
_EARLY, _LATE = 30, 240
_FASTER = 0.5
"""How much a term times its number must shrink from early to late: not at all in the harmonic series."""


def add_up(term: Callable[[int], float]) -> float:
    """The sum of ``term(0) + term(1) + ...``; raises `Undefined` where it cannot be told exactly."""
    terms: list[float] = []
    total = 0.0
    for number in range(_MOST_TERMS):
        terms.append(term(number))
        total += terms[-1]
        if not math.isfinite(total) or abs(total) > 1e12:
            break
        if number >= _WINDOW and _left(terms[-_WINDOW:]) <= _ROUNDING * max(1e-3, abs(total)):
            return total
        if number > _LATE and _shrinks_slowly(terms):
            return _transformed(terms)
    raise Undefined(Reason.NOT_FINITE, "a series that does not converge, or too slowly")


def _left(window: Sequence[float]) -> float:
    """At most what is left where each further term is smaller by the worst factor seen."""
    sizes = [abs(each) for each in window]
    if not any(sizes):
        return 0.0
    if not all(sizes):
        return math.inf
    worst = max(after / before for before, after in itertools.pairwise(sizes))
    return sizes[-1] * worst / (1 - worst) if worst < 1 else math.inf


def _shrinks_slowly(terms: Sequence[float]) -> bool:
    """Whether terms tend to zero like a power of their number, and fast enough to have a sum."""
    if not all(terms[place] for place in (_EARLY, _EARLY - 1, _LATE, _LATE - 1)):
        return False
    early, late = (1 - abs(terms[place] / terms[place - 1]) for place in (_EARLY, _LATE))
    shrunk = abs(terms[_LATE]) * _LATE < _FASTER * abs(terms[_EARLY]) * _EARLY
    # of powers of one number, the factor stays as it is
    return shrunk and 0 < late < early / 2


def _transformed(terms: Sequence[float]) -> float:
    """The sum by Levin's u-transform, of which two orders must agree."""
    found = [_levin(terms, order) for order in _ORDERS]
    if not abs(found[1] - found[0]) <= _SAME * max(1.0, abs(found[1])):
        raise Undefined(Reason.NOT_FINITE, "a series that converges too slowly")
    return found[1]


def _levin(terms: Sequence[float], order: int) -> float:
    above = below = partial = 0.0
    for number in range(order + 1):
        partial += terms[number]
        if terms[number] == 0:
            raise Undefined(Reason.NOT_FINITE, "a series with terms that are zero")
        weight = (-1) ** number * math.comb(order, number) * ((number + 1) / (order + 1)) ** (order - 1)
        weight /= (number + 1) * terms[number]
        above += weight * partial
        below += weight
    return above / below
