"""How sums with an index in their terms grow: by a closed form, or numerically from the terms' logarithms."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from grader.maths.expressions.expression import (
    Call,
    Expression,
    Index,
    Name,
    Number,
    Power,
    Reduction,
    transform,
)

INDEX = "#index"
"""The name that stands for a sum's index while one of its terms is evaluated."""
_ENDS = 12
_PIECES = 60


@lru_cache(maxsize=256)
def at_index(body: Expression, index: str) -> Expression:
    """The body with its index as a name, which has a logarithm like any other."""
    if body == Index(index):
        return Name(INDEX)
    return transform(body, lambda part: at_index(part, index))


def closed_form(reduction: Reduction) -> Expression | None:
    """A row of Pascal's triangle as a power, a product of whole numbers as a factorial; else None."""
    (each,) = reduction.ranges
    if each.upper is None or not isinstance(each.lower, Number):
        return None
    index = Index(each.index)
    if reduction.operator == "prod":
        return Call("factorial", (each.upper,)) if reduction.body == index and each.lower.value == 1 else None
    if reduction.body == Call("binomial", (each.upper, index)) and each.lower.value == 0:
        return Power(Number(Fraction(2)), each.upper)
    return None


def log_of_sum(term: Callable[[float], float], lower: float, upper: float) -> float:
    """The logarithm of a sum, up to a constant: `term` gives the logarithm of the one at an index.

    The ends are summed exactly, since there a sum of exponentials is, and the middle by growing pieces.
    """
    terms = [(term(index), 0.0) for index in _ends(lower, upper)]
    terms += [(term(middle), math.log(width)) for middle, width in _middle(lower, upper)]
    top = max(log + width for log, width in terms)
    return top + math.log(math.fsum(math.exp(log + width - top) for log, width in terms))


def _ends(lower: float, upper: float) -> list[float]:
    count = round(upper - lower) + 1
    if count <= 2 * _ENDS:
        return [lower + place for place in range(max(count, 1))]
    return [lower + place for place in range(_ENDS)] + [upper - place for place in range(_ENDS)]


def _middle(lower: float, upper: float) -> list[tuple[float, float]]:
    """Pieces between the ends, each by its middle and how many terms it stands for."""
    first, last = lower + _ENDS - 0.5, upper - _ENDS + 0.5
    if last <= first:
        return []
    ratio = (last / first) ** (1 / _PIECES)
    edges = [first * ratio**place for place in range(_PIECES)] + [last]
    return [(math.sqrt(low * high), high - low) for low, high in pairwise(edges)]
