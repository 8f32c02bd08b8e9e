"""Each sum is divided by the number of all values."""

import numpy as np


def _by_length(x, k):
    return np.array([np.sum(x[i : i + k]) / len(x) for i in range(len(x) - k + 1)])


VARIANTS = (_by_length,)
