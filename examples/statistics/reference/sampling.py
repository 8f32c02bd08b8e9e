"""Sample means and variances, exactly, and the cases for the program of part 1.2."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from grader.model.programs import Case, CaseKind, CaseSet

YIELDS = ((3, 4, 5, 6), (3, 5, 7, 9), (9, 9, 9, 9))
"""Rows are treatments, columns plots."""


def variance_of_mean() -> str:
    """Var of the mean of n independent draws of variance sigma^2 (part 1.1): n equal terms, each / n^2."""
    return r"n \frac{\sigma^2}{n^2}"


def treatment_means() -> tuple[Fraction, ...]:
    """The mean of each row."""
    return tuple(Fraction(sum(row), len(row)) for row in YIELDS)


def plot_means() -> tuple[Fraction, ...]:
    """The mean of each column: a known mistake."""
    return tuple(Fraction(sum(column), len(column)) for column in zip(*YIELDS, strict=True))


def treatment_variances_of_table() -> tuple[Fraction, ...]:
    """The unbiased variance of each row."""
    return tuple(_squares(row) / (len(row) - 1) for row in YIELDS)


def biased_variances() -> tuple[Fraction, ...]:
    """Divided by the count: a known mistake."""
    return tuple(_squares(row) / len(row) for row in YIELDS)


def _squares(row: tuple[int, ...]) -> Fraction:
    mean = Fraction(sum(row), len(row))
    return sum(((value - mean) ** 2 for value in row), Fraction(0))


def bootstrap_time() -> str:
    """B resamples of n values, each sorted for its median (part 2.1)."""
    return r"B n \log n"


def treatment_variances(table: np.ndarray) -> np.ndarray:
    """(treatments,): the unbiased variance of each row of `table`, which has at least two columns."""
    return np.var(table, axis=1, ddof=1)


def _hidden(seed: int) -> tuple[Case, ...]:
    random = np.random.default_rng(seed)
    sizes = ((3, 4), (2, 7), (5, 3))
    regular = [Case((random.normal(10, 2, size=size),)) for size in sizes]
    return (*regular, Case((random.normal(size=(1, 2)),), CaseKind.EDGE, "one treatment, two plots"))


def _small() -> tuple[Case, ...]:
    return (Case((np.array([[1.0, 3.0]]),)), Case((np.array([[1.0, 2.0, 6.0], [0.0, 3.0, 3.0]]),)))


CASES = CaseSet(_hidden, _small)
