def trapezoid(y, h):
    return h * sum(y)


def tridiagonal(lower, main, upper, right):
    main = [float(m) for m in main]
    n = len(main)
    for i in range(1, n):
        main[i] -= lower[i - 1] / main[i - 1] * upper[i - 1]
    x = [0.0] * n
    x[-1] = right[-1] / main[-1]
    for i in range(n - 2, -1, -1):
        x[i] = (right[i] - upper[i] * x[i + 1]) / main[i]
    return x
