"""Recognise a decoder whose words are right and whose log-likelihood is not."""

from __future__ import annotations

from grader.model.programs import CaseKind, Ending, Observation

from .decoded import split


def only_number_is_wrong(observations: tuple[Observation, ...]) -> bool:
    """Whether every ordinary call gives the right words, some of them with a wrong number."""
    judged = [
        observation
        for observation in observations
        if observation.case.kind is CaseKind.REGULAR and observation.ending is not Ending.NOT_RUN
    ]
    return (
        bool(judged)
        and all(_words_are_right(observation) for observation in judged)
        and any(not observation.is_right for observation in judged)
    )


def _words_are_right(observation: Observation) -> bool:
    found, wanted = split(observation.value), split(observation.expected)
    return found is not None and wanted is not None and found[0] == wanted[0] and _is_number(found[1])


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
