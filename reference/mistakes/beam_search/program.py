"""Beam search with switches, one for each thing that students get wrong in it."""

from __future__ import annotations

from math import inf

from grader.model.programs import Program

from ...decoding import LogProb

Scored = tuple[tuple[int, ...], float, float]
"""Words, their log-likelihood, the last word's log-probability."""

_MOST_SEQUENCES = 20_000


def program(
    *,
    rank: str = "total",
    keep: str = "best",
    last: str = "same",
    returned: str = "total",
    order: str = "ranked",
    parents: str = "all",
    width: str = "B",
    pruned: bool = True,
    divided: bool = False,
    copies: str = "",
    short: str = "",
    given: str = "all",
) -> Program:
    """A beam search with some of its parts exchanged.

    `rank`: by the "total" or by the "last" word; `keep`: the "best", the "worst" or the "worst-of-all" with
    impossible ones; `last`: the last step keeps the "same" or its "worst" end; `returned`: the "total" or the
    "last" log-probability; `order`: "ranked", or by the "total". `parents`: from the second step on "all"
    children of each may stay, or "one-child"; "one-child-unsorted" leaves them in their parents' order, and
    "one-child-of-all" keeps every first word. `width`: "B", "one", or "one-until-last". `pruned`: False keeps
    all sequences until the end. `divided`: each step divides by the length so far. `copies`: the "start"
    stands B times in the beam, each of the "children" twice, the "best" for all. `short`: the "search" ends a
    step early, or the "first-word" or the "last-word" is lost. `given`: "all" hypotheses, the "best" or the
    best "bare".
    """

    def rank_of(scored: Scored) -> float:
        return scored[2] if rank == "last" else scored[1]

    def children_of(log_prob: LogProb, parent: Scored) -> list[Scored]:
        prefix, total, _ = parent
        length = len(prefix) + 1 if divided else 1
        found = [
            ((*prefix, word), (total + float(value)) / length, float(value))
            for word, value in enumerate(log_prob(prefix))
            if value > -inf or keep == "worst-of-all"
        ]
        return [child for child in found for _ in range(2)] if copies == "children" else found

    def choose(hypotheses: list[Scored], count: int, *, is_last: bool) -> list[Scored]:
        is_worst = keep != "best" or (last == "worst" and is_last)
        return sorted(hypotheses, key=rank_of, reverse=not is_worst)[:count]

    def search(log_prob: LogProb, B: int, T: int) -> list[Scored]:
        beam: list[Scored] = [((), 0.0, 0.0)] * (B if copies == "start" else 1)
        for step in range(T):
            is_last = step == T - 1
            families = [children_of(log_prob, parent) for parent in beam]
            if step and parents != "all":
                families = [choose(family, 1, is_last=is_last) for family in families]
            beam = [child for family in families for child in family]
            if step and parents == "one-child-unsorted":
                continue
            everything = not pruned or (parents == "one-child-of-all" and not is_last)
            one = width == "one" or (width == "one-until-last" and not is_last)
            beam = choose(beam, len(beam) if everything else 1 if one else B, is_last=is_last)
        return beam

    def beam_search(log_prob: LogProb, B: int, T: int) -> object:
        if not pruned and len(log_prob(())) ** T > _MOST_SEQUENCES:
            raise ValueError(T)
        beam = search(log_prob, B, T - 1 if short == "search" else T)[:B]
        if order == "total":
            beam.sort(key=lambda scored: -scored[1])
        kept = {"first-word": slice(1, None), "last-word": slice(-1)}.get(short, slice(None))
        found = [(words[kept], value if returned == "last" else total) for words, total, value in beam]
        if copies == "best":
            found = found[:1] * len(found)
        return found[0] if given == "bare" else found[:1] if given == "best" else found

    return beam_search
