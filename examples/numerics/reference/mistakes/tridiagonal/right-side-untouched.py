"""Rows are eliminated without their right sides."""

import numpy as np


def _untouched(lower, main, upper, right):
    n = len(main)
    main = np.array(main, dtype=float)
    for i in range(1, n):
        main[i] -= lower[i - 1] / main[i - 1] * upper[i - 1]
    x = np.zeros(n)
    x[-1] = right[-1] / main[-1]
    for i in range(n - 2, -1, -1):
        x[i] = (right[i] - upper[i] * x[i + 1]) / main[i]
    return x


VARIANTS = (_untouched,)
