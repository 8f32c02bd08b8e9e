"""Greedy decoding, whatever the width of the beam."""

from __future__ import annotations

from ...decoding import Hypothesis, LogProb, beam_search, best_hypotheses, candidates, greedy_decode


def greedy_alone(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """A list of the greedy sequence."""
    return [greedy_decode(log_prob, T)]


def greedy_bare(log_prob: LogProb, B: int, T: int) -> Hypothesis:
    """The greedy sequence, in no list."""
    return greedy_decode(log_prob, T)


def wide_last_step(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """One hypothesis until the last step, which returns B."""
    beam: list[Hypothesis] = [((), 0.0)] if T == 1 else beam_search(log_prob, 1, T - 1)
    return best_hypotheses(candidates(log_prob, beam), B)


VARIANTS = (greedy_alone, greedy_bare, wide_last_step)
