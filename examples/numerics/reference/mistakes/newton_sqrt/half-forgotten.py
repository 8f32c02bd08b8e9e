"""The slope is taken to be x."""


def _half(a, x, steps):
    for _ in range(steps):
        x = x + a / x
    return x


VARIANTS = (_half,)
