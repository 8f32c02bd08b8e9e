"""Integrals of functions of one number, whose ends may be infinite or be where the function has no slope."""

from __future__ import annotations

import math
from collections.abc import Callable

from grader.maths.evaluation.numeric import Undefined
from grader.maths.reasons import Reason

_STEP = 1 / 24
_REACH = 80
"""Steps to either side: beyond, what is left is rounding."""
_SAME = 1e-6
"""How near half of the points come, where all of them come twice as many digits near."""
_QUARTER = math.pi / 2


def integrate(function: Callable[[float], float], low: float, high: float) -> float:
    """The integral from `low` to `high`; raises `Undefined` where it cannot be told exactly.

    The ends are sent to infinity, so that they do not matter (the double exponential rule); half of the
    points must give the same.
    """
    if low > high:
        return -integrate(function, high, low)
    if low == high:
        return 0.0
    fine = coarse = 0.0
    for number in range(-_REACH, _REACH + 1):
        place, weight = _point(number * _STEP, low, high)
        if not low < place < high or weight == 0.0:
            continue
        part = function(place) * weight * _STEP
        fine += part
        coarse += 2 * part if number % 2 == 0 else 0.0
    if not abs(fine - coarse) <= _SAME * max(1.0, abs(fine)):
        raise Undefined(Reason.LIMIT, "an integral that could not be measured exactly")
    return fine


def _point(step: float, low: float, high: float) -> tuple[float, float]:
    """Where a step comes to stand, and how fast it moves there."""
    bent, rate = _QUARTER * math.sinh(step), _QUARTER * math.cosh(step)
    if math.isinf(low) and math.isinf(high):
        return math.sinh(bent), math.cosh(bent) * rate
    if math.isinf(high):
        return low + math.exp(bent), math.exp(bent) * rate
    if math.isinf(low):
        return high - math.exp(bent), math.exp(bent) * rate
    half = (high - low) / 2
    # from the nearer end, so that what is next to it is not rounded off
    share = 2 / (1 + math.exp(2 * abs(bent)))
    place = high - half * share if bent > 0 else low + half * share
    return place, half * rate / math.cosh(bent) ** 2
