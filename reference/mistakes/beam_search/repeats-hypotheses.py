"""The same sequence is returned more than once."""

from __future__ import annotations

from grader.model.programs import CaseKind, Observation

from ..decoded import split_all


def explains(observations: tuple[Observation, ...]) -> bool:
    """Whether most ordinary calls repeat a sequence, or, where those are right, most of the wrong ones do."""
    judged = [observation for observation in observations if observation.case.kind is CaseKind.REGULAR]
    if all(observation.is_right for observation in judged):  # a beam filled up where too little is left of it
        judged = [observation for observation in observations if not observation.is_right]
    repeating = [observation for observation in judged if _repeats(observation.value)]
    return bool(repeating) and 2 * len(repeating) > len(judged)


def _repeats(value: object) -> bool:
    hypotheses = split_all(value)
    if not hypotheses:
        return False
    sequences = [repr(words) for words, _ in hypotheses]
    return len(set(sequences)) < len(sequences)
