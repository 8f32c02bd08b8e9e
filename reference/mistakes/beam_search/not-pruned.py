"""All sequences are looked at and the B best returned: exact search in disguise."""

from __future__ import annotations

from itertools import product
from math import inf

from ...decoding import Hypothesis, LogProb, best_hypotheses

_MOST_SEQUENCES = 20_000


def best_of_all(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
    """Rank every sequence; ValueError where there are too many."""
    width = len(log_prob(()))
    if width**T > _MOST_SEQUENCES:
        raise ValueError(width)
    everything = []
    for words in product(range(width), repeat=T):
        score = sum(float(log_prob(words[:place])[word]) for place, word in enumerate(words))
        if score > -inf:
            everything.append((words, score))
    return best_hypotheses(everything, B)


VARIANTS = (best_of_all,)
