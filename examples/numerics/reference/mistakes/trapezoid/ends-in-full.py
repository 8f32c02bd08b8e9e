"""The two ends count as much as the other points."""

import numpy as np


def _full(y, h):
    return h * np.sum(y)


VARIANTS = (_full,)
