"""The best hypothesis of a beam in place of the exact search."""

from __future__ import annotations

from collections.abc import Callable

from ...decoding import Hypothesis, LogProb, beam_search

_WIDTHS = (*range(2, 13), 15, 16, 20, 25, 30, 32, 50, 64, 100)


def _best_of_beam(B: int) -> Callable[[LogProb, int], Hypothesis]:
    def most_likely_sequence(log_prob: LogProb, T: int) -> Hypothesis:
        return beam_search(log_prob, B, T)[0]

    return most_likely_sequence


def _best_of_vocabulary_beam(log_prob: LogProb, T: int) -> Hypothesis:
    return beam_search(log_prob, len(log_prob(())), T)[0]


VARIANTS = (*(_best_of_beam(B) for B in _WIDTHS), _best_of_vocabulary_beam)
