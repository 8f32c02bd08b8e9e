"""The same sequence is returned more than once."""

from __future__ import annotations

from grader.model.programs import CaseKind, Observation

from ..decoded import split_all


def explains(observations: tuple[Observation, ...]) -> bool:
    """Whether most ordinary calls repeat a sequence."""
    judged = [observation for observation in observations if observation.case.kind is CaseKind.REGULAR]
    repeating = [observation for observation in judged if _repeats(observation.value)]
    return bool(repeating) and 2 * len(repeating) > len(judged)


def _repeats(value: object) -> bool:
    hypotheses = split_all(value)
    if not hypotheses:
        return False
    sequences = [repr(words) for words, _ in hypotheses]
    return len(set(sequences)) < len(sequences)
