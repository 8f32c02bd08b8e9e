"""Recognise mistakes that show in how calls end rather than in one wrong formula."""

from __future__ import annotations

from grader.model.programs import CaseKind, Ending, Observation

Observations = tuple[Observation, ...]


def changes_inputs(observations: Observations) -> bool:
    """Whether some call changed what it was given."""
    return any(observation.changed_input for observation in observations)


def is_right_but_slow(observations: Observations) -> bool:
    """Whether all short cases pass and a long one runs out of time or memory."""
    short, long = _by_length(observations)
    short = [observation for observation in short if not observation.changed_input or observation.is_right]
    return (
        bool(short)
        and all(observation.is_right for observation in short)
        and any(observation.ending is Ending.TOO_LONG for observation in long)
    )


def vanishes_when_long(observations: Observations) -> bool:
    """Whether only the cases in which products of probabilities vanish go wrong."""
    vanishing = [observation for observation in observations if observation.case.kind is CaseKind.LONG]
    others = [observation for observation in observations if observation.case.kind is not CaseKind.LONG]
    wrong = [observation for observation in vanishing if not observation.is_right]
    ended_badly = all(
        observation.ending is Ending.RETURNED
        or (observation.ending is Ending.RAISED and observation.error != "RecursionError")
        for observation in wrong
    )
    return bool(wrong) and ended_badly and all(observation.is_right for observation in others)


def fails_only_at(observations: Observations, label: str) -> bool:
    """Whether all goes well but in cases of that label, of which some raise or give no number."""
    special = [observation for observation in observations if observation.case.label == label]
    others = [
        observation
        for observation in observations
        if observation.case.label != label and observation.case.kind in (CaseKind.REGULAR, CaseKind.EDGE)
    ]
    return all(observation.is_right for observation in others) and any(
        observation.ending is Ending.RAISED or holds_nan(observation.value)
        for observation in special
        if not observation.is_right
    )


def holds_nan(value: object) -> bool:
    """Whether NaN stands anywhere in a returned value."""
    if isinstance(value, float):
        return value != value
    if isinstance(value, (list, tuple)):
        return any(holds_nan(item) for item in value)
    return False


def _by_length(observations: Observations) -> tuple[list[Observation], list[Observation]]:
    long_kinds = (CaseKind.LONG, CaseKind.GROWTH)
    return (
        [observation for observation in observations if observation.case.kind not in long_kinds],
        [observation for observation in observations if observation.case.kind in long_kinds],
    )
