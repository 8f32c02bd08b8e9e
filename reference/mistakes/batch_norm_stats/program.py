"""The statistics of batch normalization with switches for their slips."""

from __future__ import annotations

from grader.model.programs import Program

from ..statistics import statistics_program


def program(*, axes: tuple[int, ...] = (0, 2), sample: bool = False, rooted: bool = False) -> Program:
    """Statistics over `axes`; `sample` divides by one less, `rooted` gives the deviation."""
    return statistics_program(axes, sample=sample, rooted=rooted)
