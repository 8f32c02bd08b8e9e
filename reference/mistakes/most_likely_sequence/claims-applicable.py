"""Viterbi decoding where it does not apply: of prefixes with the same last word only the best is kept."""

from __future__ import annotations

from ...decoding import Hypothesis, LogProb, best_hypotheses, candidates


def merge_by_last_word(log_prob: LogProb, T: int) -> Hypothesis:
    """One hypothesis for each last word, as if nothing else mattered for what follows."""
    kept: list[Hypothesis] = [((), 0.0)]
    for _ in range(T):
        best: dict[int, Hypothesis] = {}
        for hypothesis in candidates(log_prob, kept):
            last = hypothesis[0][-1]
            if last not in best or hypothesis[1] > best[last][1]:
                best[last] = hypothesis
        kept = [best[word] for word in sorted(best)]
    return best_hypotheses(kept, 1)[0]


def chain_of_first_words(log_prob: LogProb, T: int) -> Hypothesis:
    """The row after one word stands for every row after a prefix that ends in it."""
    kept = candidates(log_prob, [((), 0.0)])
    for _ in range(T - 1):
        best: dict[int, Hypothesis] = {}
        for prefix, score in kept:
            row = log_prob(prefix[-1:])
            for word in range(len(row)):
                extended = ((*prefix, word), score + float(row[word]))
                if word not in best or extended[1] > best[word][1]:
                    best[word] = extended
        kept = [best[word] for word in sorted(best)]
    return best_hypotheses(kept, 1)[0]


VARIANTS = (merge_by_last_word, chain_of_first_words)
