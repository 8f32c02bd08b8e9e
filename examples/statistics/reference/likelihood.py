"""The world of part 3.1: the log-likelihood of n draws from an exponential law, at its maximum."""

from __future__ import annotations

import numpy as np

from grader.maths.worlds import Draw


def exponential_sample(draw: Draw) -> None:
    """ell = n log(lambda) - lambda S, S the sum of the draws, lambda the rate of greatest likelihood.

    So `n / lambda - S = 0` holds, and so does lambda = n / S; in the free world rate and slope are anything.
    """
    total, count = draw.positive("S"), draw.positive("n")
    rate = draw.let("lambda", draw.positive("any rate") if draw.free else count / total)
    draw.alias("hat(lambda)", "lambda")
    draw.alias("lambda^*", "lambda")
    level = draw.let("ell", count * np.log(rate) - rate * total)
    slope = draw.normal() if draw.free else count / rate - total
    draw.let("ell'", slope)
    for name in ("ell", "ell'"):
        draw.opaque(name)
    if draw.free:
        draw.loose(level, "lambda", slope)
    draw.default(by="lambda")
