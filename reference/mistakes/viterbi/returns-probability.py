"""The probability is returned, not its logarithm."""

from __future__ import annotations

from ..decoded import logarithm, split


def take_logarithm(value: object, arguments: tuple[object, ...]) -> object:
    """The log-likelihood that belongs to the probability."""
    decoded = split(value)
    return None if decoded is None else (decoded[0], logarithm(decoded[1]))


REPAIRS = (take_logarithm,)
