"""The moving average, and the cases that students' versions are called with."""

from __future__ import annotations

import numpy as np

from grader.model.programs import Case, CaseKind, CaseSet


def moving_average(x: np.ndarray, k: int) -> np.ndarray:
    """(n − k + 1,): the mean of every k neighbours in x, an array of n ≥ k numbers (part 2.1)."""
    return np.array([np.mean(x[i : i + k]) for i in range(len(x) - k + 1)])


def _hidden(seed: int) -> tuple[Case, ...]:
    random = np.random.default_rng(seed)
    regular = [Case((random.normal(size=n), k)) for n, k in ((5, 2), (8, 3), (9, 4), (20, 7))]
    edges = [
        Case((random.normal(size=4), 4), CaseKind.EDGE, "k = n"),
        Case((random.normal(size=4), 1), CaseKind.EDGE, "k = 1"),
    ]
    return (*regular, *edges)


def _small() -> tuple[Case, ...]:
    return tuple(Case((np.arange(1.0, n + 1) ** 2, k)) for n in (2, 3, 4) for k in range(1, n + 1))


CASES = CaseSet(_hidden, _small)
