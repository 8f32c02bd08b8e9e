"""Exact, greedy and beam-search decoding of any language model (parts 2.3 and 2.4).

A model is `log_prob(prefix)`: the words so far after the start token, a tuple of ids, to the (N,) array of
log p(next word | prefix); -inf marks an impossible word.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LogProb = Callable[[tuple[int, ...]], Floats]
Hypothesis = tuple[tuple[int, ...], float]
"""A sequence of word ids and its log-likelihood."""


def most_likely_sequence(log_prob: LogProb, T: int) -> Hypothesis:
    """The most likely sequence of T words and its log-likelihood, by search with a bound. Part 2.4.a.

    Another word never raises a log-likelihood, so a prefix no better than the best whole sequence is left.
    """
    best: Hypothesis = ((), -inf)

    def explore(prefix: tuple[int, ...], log_likelihood: float) -> None:
        nonlocal best
        if len(prefix) == T:
            best = (prefix, log_likelihood)
            return
        row = log_prob(prefix)
        for word in np.argsort(-row, kind="stable"):
            extended = log_likelihood + float(row[word])
            if extended > best[1]:
                explore((*prefix, int(word)), extended)

    explore((), 0.0)
    return best


def greedy_decode(log_prob: LogProb, T: int) -> Hypothesis:
    """The sequence that takes the likeliest next word T times, and its log-likelihood. Part 2.4.b."""
    prefix: tuple[int, ...] = ()
    log_likelihood = 0.0
    for _ in range(T):
        row = log_prob(prefix)
        word = int(np.argmax(row))
        prefix, log_likelihood = (*prefix, word), log_likelihood + float(row[word])
    return prefix, log_likelihood


def beam_search(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """Up to B hypotheses of T words, best first, as Algorithm 1 of the hand-out finds them. Part 2.4.c."""
    return beams(log_prob, B, T)[-1]


def beams(log_prob: LogProb, B: int, T: int) -> list[list[Hypothesis]]:
    """The beam after each of the T words, best first; impossible hypotheses are dropped."""
    beam: list[Hypothesis] = [((), 0.0)]
    after_each_word = []
    for _ in range(T):
        beam = best_hypotheses(candidates(log_prob, beam), B)
        after_each_word.append(beam)
    return after_each_word


def one_per_parent_beams(log_prob: LogProb, B: int, T: int) -> list[list[Hypothesis]]:
    """The beams of a common misreading: of each hypothesis only its best child survives.

    The first step, where there is one parent, fills the beam; a known mistake of part 2.4.c.
    """
    beam = best_hypotheses(candidates(log_prob, [((), 0.0)]), B)
    after_each_word = [beam]
    for _ in range(T - 1):
        children = [best_hypotheses(candidates(log_prob, [parent]), 1) for parent in beam]
        beam = best_hypotheses([child for family in children for child in family], B)
        after_each_word.append(beam)
    return after_each_word


def candidates(log_prob: LogProb, beam: list[Hypothesis]) -> list[Hypothesis]:
    """Every possible extension of the beam by one word."""
    return [
        ((*prefix, word), log_likelihood + float(row[word]))
        for prefix, log_likelihood in beam
        for row in [log_prob(prefix)]
        for word in range(len(row))
        if row[word] > -inf
    ]


def best_hypotheses(hypotheses: list[Hypothesis], count: int) -> list[Hypothesis]:
    """The `count` most likely, best first."""
    return sorted(hypotheses, key=lambda hypothesis: -hypothesis[1])[:count]


def scores_computed(T: int, B: int, N: int) -> int:
    """How many scores Algorithm 1 computes and must choose from: B N at each of T steps. Part 2.3."""
    return sum(B * N for _ in range(T))


def numbers_stored(T: int, B: int, N: int) -> int:
    """How many numbers Algorithm 1 keeps: B N scores and B sequences of T words. Part 2.3."""
    return B * N + B * T
