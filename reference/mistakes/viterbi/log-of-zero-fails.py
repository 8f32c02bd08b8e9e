"""A transition of probability zero raises, or gives NaN."""

from __future__ import annotations

from grader.model.programs import Observation

from ..behaviour import fails_only_at


def explains(observations: tuple[Observation, ...]) -> bool:
    """Whether zero transitions are all that goes wrong."""
    return fails_only_at(observations, "transitions of probability zero")
