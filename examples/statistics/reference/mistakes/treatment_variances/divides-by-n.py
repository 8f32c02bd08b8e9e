"""The variance divides by the number of values."""

import numpy as np


def _biased(table):
    return np.var(table, axis=1)


VARIANTS = (_biased,)
