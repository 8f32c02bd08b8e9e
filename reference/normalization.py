"""Batch, layer and instance normalization statistics (part 4.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import Union

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Statistics = tuple[Floats, Floats]
Exact = Union[Fraction, tuple["Exact", ...]]  # noqa: UP007
"""A tensor of exact numbers as nested tuples."""

TENSOR = (
    ((1, 3, 2), (1, 2, 3)),
    ((3, 3, 2), (2, 4, 4)),
    ((4, 2, 2), (1, 2, 4)),
    ((3, 3, 2), (3, 3, 2)),
)
"""The hand-out's tensor: (batch 4, channels 2, features 3)."""

_BATCH, _CHANNELS, _FEATURES = 0, 1, 2


def batch_norm_stats(x: Floats) -> Statistics:
    """Mean and variance of each channel, (channels,), over batch and features of `x`.

    In all three functions `x` is (batch, channels, features) and variances divide by the count.
    """
    return _statistics(x, (_BATCH, _FEATURES))


def layer_norm_stats(x: Floats) -> Statistics:
    """Mean and variance of each example, (batch,), over channels and features."""
    return _statistics(x, (_CHANNELS, _FEATURES))


def instance_norm_stats(x: Floats) -> Statistics:
    """Mean and variance of each channel of each example, (batch, channels), over features."""
    return _statistics(x, (_FEATURES,))


def _statistics(x: Floats, axes: tuple[int, ...]) -> Statistics:
    return np.mean(x, axis=axes), np.var(x, axis=axes)


def exact_mean(kept: Sequence[int]) -> Exact:
    """The mean of the hand-out's tensor over all axes but `kept`, exactly."""
    return _reduce(lambda values: sum(values, Fraction(0)) / len(values), tuple(kept))


def exact_variance(kept: Sequence[int]) -> Exact:
    """The variance of the hand-out's tensor over all axes but `kept` (dividing by the count), exactly."""
    return _reduce(_variance, tuple(kept))


def mu_batch() -> Exact:
    """(channels,) means of batch normalization."""
    return exact_mean([_CHANNELS])


def var_batch() -> Exact:
    """(channels,) variances of batch normalization."""
    return exact_variance([_CHANNELS])


def mu_layer() -> Exact:
    """(batch,) means of layer normalization."""
    return exact_mean([_BATCH])


def var_layer() -> Exact:
    """(batch,) variances of layer normalization."""
    return exact_variance([_BATCH])


def mu_instance() -> Exact:
    """(batch, channels) means of instance normalization."""
    return exact_mean([_BATCH, _CHANNELS])


def var_instance() -> Exact:
    """(batch, channels) variances of instance normalization."""
    return exact_variance([_BATCH, _CHANNELS])


def mu_batch_only() -> Exact:
    """(channels, features) means over the batch alone: a known mistake."""
    return exact_mean([_CHANNELS, _FEATURES])


def var_batch_only() -> Exact:
    """(channels, features) variances over the batch alone: a known mistake."""
    return exact_variance([_CHANNELS, _FEATURES])


def _variance(values: list[Fraction]) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction(0)) / len(values)


def _reduce(statistic: Callable[[list[Fraction]], Fraction], kept: tuple[int, ...]) -> Exact:
    sizes = np.shape(TENSOR)
    groups: dict[tuple[int, ...], list[Fraction]] = {}
    for index in product(*map(range, sizes)):
        value = TENSOR[index[0]][index[1]][index[2]]
        groups.setdefault(tuple(index[axis] for axis in kept), []).append(Fraction(value))

    def nest(prefix: tuple[int, ...]) -> Exact:
        if len(prefix) == len(kept):
            return statistic(groups[prefix])
        return tuple(nest((*prefix, place)) for place in range(sizes[kept[len(prefix)]]))

    return nest(())
