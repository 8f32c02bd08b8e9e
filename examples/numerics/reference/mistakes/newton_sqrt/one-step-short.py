"""The loop runs once too few."""


def _short(a, x, steps):
    for _ in range(1, steps):
        x = (x + a / x) / 2
    return x


VARIANTS = (_short,)
