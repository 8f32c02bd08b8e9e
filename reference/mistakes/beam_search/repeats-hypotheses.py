"""The same sequence is returned more than once."""

from __future__ import annotations

from math import exp

from grader.model.programs import CaseKind, Observation, PrefixModel

from ...cases.language_models import as_function
from ...decoding import beams
from ..decoded import split_all
from ..right_words import log_likelihood

CHANGES = ({"copies": "start"}, {"copies": "children"}, {"copies": "best"})


def explains(observations: tuple[Observation, ...]) -> bool:
    """Whether most ordinary calls repeat a sequence, or, where those are right, most of the wrong ones do."""
    judged = [observation for observation in observations if observation.case.kind is CaseKind.REGULAR]
    if all(observation.is_right for observation in judged):  # a beam filled up where too little is left of it
        judged = [observation for observation in observations if not observation.is_right]
    repeating = [observation for observation in judged if _repeats(observation)]
    return bool(repeating) and 2 * len(repeating) > len(judged)


def _repeats(observation: Observation) -> bool:
    """Whether a sequence stands there twice, and each has the likelihood of its words or its logarithm.

    The best of them must be what some beam of up to that width finds: any sequence at all can be repeated.
    """
    hypotheses = split_all(observation.value)
    if not hypotheses:
        return False
    model, B, T = observation.case.arguments
    assert isinstance(model, PrefixModel)
    assert isinstance(B, int)
    assert isinstance(T, int)
    sequences = [repr(words) for words, _ in hypotheses]
    scores = [(number, log_likelihood(words, model)) for words, number in hypotheses if len(words) == T]
    if not len(set(sequences)) < len(sequences) == len(scores):
        return False
    found = [beams(as_function(model), width, T)[-1] for width in range(1, B + 1)]
    best = max(wanted for _, wanted in scores)
    return all(_is_same(number, wanted) for number, wanted in scores) and any(
        abs(beam[0][1] - best) < 1e-6 for beam in found if beam
    )


def _is_same(number: object, wanted: float) -> bool:
    if not isinstance(number, (int, float)):
        return False
    return number == wanted or any(abs(number - value) < 1e-6 for value in (wanted, exp(wanted)))
