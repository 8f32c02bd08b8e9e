"""Probabilities are returned, not their logarithms."""

from __future__ import annotations

from ..decoded import change_each, logarithm


def take_logarithms(value: object, arguments: tuple[object, ...]) -> object:
    """The log-likelihoods that belong to the probabilities."""
    return change_each(value, lambda words, number: (words, logarithm(number)))


REPAIRS = (take_logarithms,)
