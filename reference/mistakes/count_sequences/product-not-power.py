"""Sizes are multiplied: N T."""


def product(N: int, T: int) -> int:
    """N T."""
    return N * T


def product_with_start(N: int, T: int) -> int:
    """N (T + 1)."""
    return N * (T + 1)


VARIANTS = (product, product_with_start)
