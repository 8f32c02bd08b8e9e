"""The search ends a step early, or a word is lost from its result."""

from __future__ import annotations

from ...decoding import Hypothesis, LogProb, beam_search


def short_search(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """A search of T - 1 steps."""
    return beam_search(log_prob, B, T - 1) if T > 1 else [((), 0.0)]


def last_word_lost(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """The hypotheses without their last word, log-likelihoods of all T."""
    return [(words[:-1], score) for words, score in beam_search(log_prob, B, T)]


def first_word_lost(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """The hypotheses without their first word."""
    return [(words[1:], score) for words, score in beam_search(log_prob, B, T)]


VARIANTS = (short_search, last_word_lost, first_word_lost)
