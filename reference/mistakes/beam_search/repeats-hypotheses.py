"""The same sequence is returned more than once."""

from __future__ import annotations

from math import exp

from grader.model.programs import CaseKind, Observation

from ..decoded import split_all
from ..right_words import log_likelihood


def explains(observations: tuple[Observation, ...]) -> bool:
    """Whether most ordinary calls repeat a sequence, or, where those are right, most of the wrong ones do."""
    judged = [observation for observation in observations if observation.case.kind is CaseKind.REGULAR]
    if all(observation.is_right for observation in judged):  # a beam filled up where too little is left of it
        judged = [observation for observation in observations if not observation.is_right]
    repeating = [observation for observation in judged if _repeats(observation)]
    return bool(repeating) and 2 * len(repeating) > len(judged)


def _repeats(observation: Observation) -> bool:
    """Whether a sequence stands there twice, and each has the likelihood of its words or its logarithm."""
    hypotheses = split_all(observation.value)
    if not hypotheses:
        return False
    model, _, T = observation.case.arguments
    sequences = [repr(words) for words, _ in hypotheses]
    scores = [(number, log_likelihood(words, model)) for words, number in hypotheses if len(words) == T]
    return (
        len(set(sequences)) < len(sequences) == len(scores)
        and all(isinstance(number, (int, float)) for number, _ in scores)
        and all(_is_same(number, wanted) for number, wanted in scores)
    )


def _is_same(number: object, wanted: float) -> bool:
    assert isinstance(number, (int, float))
    return number == wanted or any(abs(number - value) < 1e-6 for value in (wanted, exp(wanted)))
