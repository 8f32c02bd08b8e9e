"""The log-likelihoods are divided by the length, or by a power of it."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from grader.model.programs import Repair

from ...decoding import Hypothesis, LogProb, best_hypotheses
from ..decoded import split_all


def _multiply(factor: Callable[[int], float]) -> Repair:
    def repair(value: object, arguments: tuple[object, ...]) -> object:
        hypotheses = split_all(value)
        if hypotheses is None:
            return None
        T = arguments[2]
        assert isinstance(T, int)
        return [(words, float(number) * factor(T)) for words, number in hypotheses]  # type: ignore[arg-type]

    return repair


REPAIRS = (
    _multiply(lambda T: T),
    _multiply(lambda T: T + 1),
    _multiply(lambda T: T**0.5),
    _multiply(lambda T: T**0.6),
    _multiply(lambda T: T**0.65),
    _multiply(lambda T: T**0.7),
    _multiply(lambda T: T**0.75),
    _multiply(lambda T: T**0.8),
    _multiply(lambda T: T**0.9),
    _multiply(lambda T: ((5 + T) / 6) ** 0.6),
    _multiply(lambda T: ((5 + T) / 6) ** 0.65),
    _multiply(lambda T: ((5 + T) / 6) ** 0.7),
)


def divided_at_each_step(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """Each step divides by the length what the step before has divided already."""
    beam: list[Hypothesis] = [((), 0.0)]
    for length in range(1, T + 1):
        children = [
            ((*prefix, word), (score + float(value)) / length)
            for prefix, score in beam
            for word, value in enumerate(log_prob(prefix))
            if value > -inf
        ]
        beam = best_hypotheses(children, B)
    return beam


VARIANTS = (divided_at_each_step,)
