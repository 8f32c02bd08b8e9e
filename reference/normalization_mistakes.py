"""Wrong statistics of the hand-out's tensor that students compute (part 4.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from . import normalization
from .normalization import Exact

_DIGITS = 40


def sample_variance(variance: Exact, count: int) -> Exact:
    """The variances that divide by one less than the count."""
    return _each(variance, lambda value: value * count / (count - 1))


def deviation(variance: Exact) -> Exact:
    """The square roots of the variances, to 40 digits."""
    return _each(variance, _root)


def _root(value: Fraction) -> Fraction:
    with localcontext() as context:
        context.prec = _DIGITS
        return Fraction((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


def _each(value: Exact, change: Callable[[Fraction], Fraction]) -> Exact:
    return change(value) if isinstance(value, Fraction) else tuple(_each(item, change) for item in value)


def _count(kept: int) -> int:
    """How many numbers of the tensor each statistic is taken over, where there are `kept` statistics."""
    return sum(len(channel) for sample in normalization.TENSOR for channel in sample) // kept


NORMALIZATION_MISTAKES: Mapping[str, Callable[[], object]] = {
    "sample_var_batch": lambda: sample_variance(normalization.var_batch(), _count(2)),
    "sample_var_layer": lambda: sample_variance(normalization.var_layer(), _count(4)),
    "sample_var_instance": lambda: sample_variance(normalization.var_instance(), _count(8)),
    "deviation_batch": lambda: deviation(normalization.var_batch()),
    "deviation_layer": lambda: deviation(normalization.var_layer()),
    "deviation_instance": lambda: deviation(normalization.var_instance()),
}
