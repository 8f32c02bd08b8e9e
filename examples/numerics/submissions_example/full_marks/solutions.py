import numpy as np


def newton_sqrt(a, x, steps):
    for _ in range(steps):
        x = 0.5 * (x + a / x)
    return x


def trapezoid(y, h):
    return h * np.sum(y[1:] + y[:-1]) / 2


def tridiagonal(lower, main, upper, right):
    main, right = np.array(main, dtype=float), np.array(right, dtype=float)
    n = len(main)
    for i in range(1, n):
        factor = lower[i - 1] / main[i - 1]
        main[i] -= factor * upper[i - 1]
        right[i] -= factor * right[i - 1]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (right[i] - (upper[i] * x[i + 1] if i + 1 < n else 0)) / main[i]
    return x
