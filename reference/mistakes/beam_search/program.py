"""Beam search with switches for what is ranked, kept and returned."""

from __future__ import annotations

from math import inf

from grader.model.programs import Program

from ...decoding import Hypothesis, LogProb

Scored = tuple[tuple[int, ...], float, float]
"""Words, their log-likelihood, the last word's log-probability."""


def program(
    *,
    rank: str = "total",
    keep: str = "best",
    last: str = "same",
    returned: str = "total",
    order: str = "ranked",
) -> Program:
    """A beam search with some of its parts exchanged.

    `rank`: by the "total" or by the "last" word; `keep`: the "best", the "worst" or the "worst-of-all" with
    impossible ones; `last`: the last step keeps the "same" or its "worst" end; `returned`: the "total" or the
    "last" log-probability; `order`: "ranked", "total" or "ascending".
    """

    def rank_of(scored: Scored) -> float:
        return scored[2] if rank == "last" else scored[1]

    def beam_search(log_prob: LogProb, B: int, T: int) -> list[Hypothesis]:
        beam: list[Scored] = [((), 0.0, 0.0)]
        for step in range(T):
            children = [
                ((*prefix, word), total + float(value), float(value))
                for prefix, total, _ in beam
                for word, value in enumerate(log_prob(prefix))
                if value > -inf or keep == "worst-of-all"
            ]
            is_worst = keep != "best" or (last == "worst" and step == T - 1)
            beam = sorted(children, key=rank_of, reverse=not is_worst)[:B]
        if order == "total":
            beam.sort(key=lambda scored: -scored[1])
        elif order == "ascending":
            beam.sort(key=lambda scored: scored[1])
        return [(words, value if returned == "last" else total) for words, total, value in beam]

    return beam_search
