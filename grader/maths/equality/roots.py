"""Where functions of one number vanish: roots on a grid on both sides of zero, crossed or only touched."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Function = Callable[[float], float]
"""Of one number; ``nan`` where it has no value."""

_POINTS = 33
_OFF = 0.0137
"""So that no grid point is a round number, at which functions like to vanish or to have no value."""
_REFINEMENTS = 60
_TOUCHES = 3
_SMALL = 1e-9
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class Root:
    """A place at which a function vanishes, up to rounding; less is certain where it only touches zero."""

    place: float
    touched: bool = False


def grid(span: float, *, positive: bool = False) -> list[float]:
    """Points up to `span` on both sides of zero, or on the positive one."""
    if positive:
        return [span * (number + 0.5) / _POINTS for number in range(_POINTS)]
    step = 2 * span / (_POINTS - 1)
    return [number * step - span + _OFF for number in range(_POINTS)]


def find_roots(function: Function, points: Sequence[float], values: Sequence[float]) -> list[Root]:
    """The roots between points, where `values` are the function's there."""
    found = []
    for left, right, low, high in zip(points, points[1:], values, values[1:], strict=False):
        if low * high < 0:
            place = _crossed(function, left, right, low, high)
            if place is not None:
                found.append(Root(place))
        elif low == 0:  # a grid point
            found.append(Root(left))
    sizes = [abs(value) for value in values]
    scale = max((size for size in sizes if not math.isnan(size)), default=0.0)
    touches = 0
    for place in range(1, len(points) - 1):
        before, here, after = sizes[place - 1 : place + 2]
        same_side = values[place - 1] * values[place] > 0 and values[place] * values[place + 1] > 0
        if same_side and here <= before and here <= after and here < 0.5 * scale and touches < _TOUCHES:
            touches += 1
            low = _lowest(function, points[place - 1], points[place + 1])
            if abs(function(low)) < _SMALL * scale:
                found.append(Root(low, touched=True))
    return found


def _crossed(function: Function, left: float, right: float, low: float, high: float) -> float | None:
    """The root between two values of different sign; a pole, which changes sign too, grows instead."""
    start = max(abs(low), abs(high))
    value = low
    for count in range(_REFINEMENTS):
        middle = (left + right) / 2 if count % 3 == 2 else (left * high - right * low) / (high - low)
        if not left < middle < right:
            middle = (left + right) / 2
        value = function(middle)
        if math.isnan(value):
            return None
        if abs(value) <= 1e-15 * start or right - left <= 1e-14 * max(abs(left), abs(right), 1e-6):
            break
        if value * low > 0:
            left, low = middle, value
        else:
            right, high = middle, value
    return None if abs(value) > 1e-3 * start else middle


def _lowest(function: Function, left: float, right: float) -> float:
    """Where the size of a function is least between two points."""
    first, second = right - _GOLDEN * (right - left), left + _GOLDEN * (right - left)
    low, high = abs(function(first)), abs(function(second))
    for _ in range(44):
        if low < high:
            right, second, high = second, first, low
            first = right - _GOLDEN * (right - left)
            low = abs(function(first))
        else:
            left, first, low = first, second, high
            second = left + _GOLDEN * (right - left)
            high = abs(function(second))
    return (left + right) / 2
