"""The walk back takes as many steps as there are words in the vocabulary, not as there are time steps."""

from __future__ import annotations

from grader.model.programs import CaseKind, Ending, Observation

from ..decoded import split

CHANGES = tuple({"walk": walk} for walk in ("grown", "filled", "front", "grown-front"))


def explains(observations: tuple[Observation, ...]) -> bool:
    """Whether all is right where there are as many words as steps, and else only the walk back is not."""
    judged = [
        observation
        for observation in observations
        if observation.case.kind is CaseKind.REGULAR and observation.ending is not Ending.NOT_RUN
    ]
    square = [observation for observation in judged if _is_square(observation)]
    others = [observation for observation in judged if not _is_square(observation)]
    wrong = [observation for observation in others if not observation.is_right]
    returned = [observation for observation in wrong if observation.ending is Ending.RETURNED]
    return (
        bool(square)
        and all(observation.is_right for observation in square)
        and bool(returned)
        and 2 * len(wrong) > len(others)
        and all(_score_is_right(observation) for observation in returned)
    )


def _is_square(observation: Observation) -> bool:
    P, _, T = observation.case.arguments
    return len(P) == T  # type: ignore[arg-type]


def _score_is_right(observation: Observation) -> bool:
    decoded = split(observation.value)
    expected = split(observation.expected)
    if decoded is None or expected is None:
        return False
    found, wanted = decoded[1], expected[1]
    return isinstance(found, float) and isinstance(wanted, float) and abs(found - wanted) < 1e-6
