"""The last interval is left out."""


def _missing(y, h):
    return sum(h * (y[i] + y[i + 1]) / 2 for i in range(len(y) - 2))


VARIANTS = (_missing,)
