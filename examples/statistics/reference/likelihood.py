"""The world of part 3.1: the log-likelihood of n draws from an exponential law."""

from __future__ import annotations

import numpy as np

from grader.maths.worlds import Draw


def exponential_sample(draw: Draw) -> None:
    """ell = n log(lambda) - lambda S, S the sum of the draws; its slope is loose in the free world."""
    rate, total, count = draw.positive("lambda"), draw.positive("S"), draw.positive("n")
    level = draw.let("ell", count * np.log(rate) - rate * total)
    estimate = count / total
    if draw.free:
        estimate = draw.positive("anything")
        draw.loose(level, "lambda", draw.normal())
    draw.let("hat(lambda)", estimate)
