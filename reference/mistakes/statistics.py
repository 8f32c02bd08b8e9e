"""Normalization statistics with switches for their slips."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from grader.model.programs import CaseKind, Ending, Observation, Program

Floats = npt.NDArray[np.float64]
Statistics = tuple[Floats, Floats]


def statistics_program(axes: tuple[int, ...], *, sample: bool = False, rooted: bool = False) -> Program:
    """Mean and variance over `axes`: `sample` divides by one less, `rooted` gives the deviation."""

    def statistics(x: Floats) -> Statistics:
        variance = np.var(x, axis=axes, ddof=int(sample))
        return np.mean(x, axis=axes), np.sqrt(variance) if rooted else variance

    return statistics


def has_right_numbers_in_wrong_shape(observations: tuple[Observation, ...]) -> bool:
    """Whether every ordinary call gives the right numbers, in order or transposed, some in another shape."""
    judged = [
        observation
        for observation in observations
        if observation.case.kind is CaseKind.REGULAR and observation.ending is not Ending.NOT_RUN
    ]
    return any(not observation.passed for observation in judged) and all(
        _has_right_numbers(observation.expected, observation.value) for observation in judged
    )


def _has_right_numbers(expected: object, value: object) -> bool:
    if not isinstance(expected, tuple) or not isinstance(value, (list, tuple)) or len(value) != len(expected):
        return False
    return all(_is_rearranged(wanted, found) for wanted, found in zip(expected, value, strict=True))


def _is_rearranged(wanted: object, found: object) -> bool:
    numbers = np.asarray(wanted, dtype=np.float64)
    try:
        given = np.asarray(found, dtype=np.float64)
    except (ValueError, TypeError, OverflowError):
        return False
    if given.size != numbers.size:
        # A statistic repeated along the axes it was taken over is the same numbers too.
        return False
    return any(
        np.allclose(given.ravel(), order, rtol=1e-6, atol=1e-9)
        for order in (numbers.ravel(), numbers.T.ravel())
    )
