"""The log-probability of the last word stands for that of the sequence."""

from __future__ import annotations

from ...decoding import Hypothesis, LogProb, greedy_decode


def last_word_score(log_prob: LogProb, T: int) -> Hypothesis:
    """The greedy words with the last edge alone."""
    words, _ = greedy_decode(log_prob, T)
    return words, float(log_prob(words[:-1])[words[-1]])


VARIANTS = (last_word_score,)
