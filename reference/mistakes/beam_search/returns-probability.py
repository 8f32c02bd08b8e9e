"""Probabilities are returned, not their logarithms."""

from __future__ import annotations

from ..decoded import logarithm, split_all


def take_logarithms(value: object, arguments: tuple[object, ...]) -> object:
    """The log-likelihoods that belong to the probabilities."""
    hypotheses = split_all(value)
    return None if hypotheses is None else [(words, logarithm(number)) for words, number in hypotheses]


REPAIRS = (take_logarithms,)
