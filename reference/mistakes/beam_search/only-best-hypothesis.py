"""One hypothesis is returned, in a list or bare."""

from __future__ import annotations

from ...decoding import Hypothesis, LogProb, beam_search


def best_alone(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """A list of the best."""
    return beam_search(log_prob, B, T)[:1]


def best_bare(log_prob: LogProb, B: int, T: int) -> Hypothesis:
    """The best, in no list."""
    return beam_search(log_prob, B, T)[0]


VARIANTS = (best_alone, best_bare)
