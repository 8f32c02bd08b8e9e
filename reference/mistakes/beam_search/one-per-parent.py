"""One child of each hypothesis survives."""

from __future__ import annotations

from ...decoding import Hypothesis, LogProb, best_hypotheses, candidates, one_per_parent_beams


def best_children(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """The first step fills the beam, later ones keep one child of each."""
    return one_per_parent_beams(log_prob, B, T)[-1]


def unsorted_children(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """The same, in the order of the first words."""
    beam = best_hypotheses(candidates(log_prob, [((), 0.0)]), B)
    for _ in range(T - 1):
        families = [candidates(log_prob, [parent]) for parent in beam]
        beam = [best_hypotheses(family, 1)[0] for family in families if family]
    return beam


def greedy_completions(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """All first words are followed greedily; the B best of the results."""
    width = len(log_prob(()))
    return one_per_parent_beams(log_prob, width, T)[-1][:B]


VARIANTS = (best_children, unsorted_children, greedy_completions)
