"""Cases of Viterbi decoding and of its single step: transition matrices, rows summing to 1."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

import numpy as np
import numpy.typing as npt
from grader.model.programs import Case, CaseKind, CaseSet

from ..markov import first_two

Floats = npt.NDArray[np.float64]
Generator = np.random.Generator

_SMALLEST_GAP = 1e-4
"""Between the two best log-likelihoods, so that the answer is the same for every order of adding."""

# (N, T, bos): more words than steps, as many, and fewer.
_SIZES = (
    (2, 3, 1),
    (3, 2, 0),
    (3, 3, 2),
    (3, 4, 1),
    (4, 3, 2),
    (4, 5, 3),
    (5, 4, 1),
    (5, 2, 4),
    (3, 6, 0),
    (4, 4, 1),
    (4, 6, 2),
    (5, 5, 2),
    (2, 5, 0),
    (6, 3, 5),
)


def _is_unique(P: Floats, bos: int, T: int) -> bool:
    start = np.full(len(P), -np.inf)
    start[bos] = 0.0
    return _has_gap(P, start, T)


def _has_gap(P: Floats, log_start: Floats, T: int) -> bool:
    best, second = first_two(P, log_start, T)
    return best > -np.inf and best - second > _SMALLEST_GAP


def _is_unique_with_mistakes(P: Floats, bos: int, T: int) -> bool:
    """Whether the best path is unique as well for who reads P the wrong way round or forgets the start.

    From a free start two words that alternate tie with themselves, one step later: then a mistaken program's
    answer hangs on rounding, and says nothing of its mistake.
    """
    free = np.zeros(len(P))
    return (
        _is_unique(P, bos, T)
        and _is_unique(P.T, bos, T)
        and all(_has_gap(P, free, steps) for steps in (T - 1, T))
    )


def _unique_chain(generator: Generator, N: int, T: int, bos: int, *, zeros: int = 0) -> Floats:
    """A random chain whose best path is unique, with that many impossible transitions a row."""
    for _ in count():
        P = generator.dirichlet(np.full(N, 0.9), size=N)
        P = np.maximum(P, 0.005)
        for row in P:
            row[generator.choice(N, size=zeros, replace=False)] = 0.0
        P /= P.sum(axis=1, keepdims=True)
        if _is_unique(P, bos, T) if zeros or T == 1 or T > 10 else _is_unique_with_mistakes(P, bos, T):
            return P
    raise AssertionError


def _near_uniform_chain(generator: Generator, N: int, T: int, bos: int) -> Floats:
    """A chain of which no sequence is likely: its products vanish sooner."""
    for _ in count():
        P = 1.0 + generator.uniform(0.0, 0.15, size=(N, N))
        P /= P.sum(axis=1, keepdims=True)
        if _is_unique(P, bos, T):
            return P
    raise AssertionError


def _cyclic_chain(N: int) -> Floats:
    """Word i is always followed by word i + 1: every other transition is impossible."""
    return np.roll(np.eye(N), 1, axis=1)


def _hidden(seed: int) -> tuple[Case, ...]:
    generator = np.random.default_rng([seed, 22])

    def chain(N: int, T: int, bos: int, zeros: int = 0) -> tuple[object, ...]:
        return _unique_chain(generator, N, T, bos, zeros=zeros), bos, T

    edge, zero = CaseKind.EDGE, "transitions of probability zero"
    return (
        *(Case(chain(*sizes)) for sizes in _SIZES),
        Case(chain(4, 1, 2), edge, "T = 1"),
        Case(chain(3, 1, 0), edge, "T = 1"),
        Case((np.ones((1, 1)), 0, 3), edge, "N = 1"),
        Case((np.ones((1, 1)), 0, 1), edge, "N = T = 1"),
        Case(chain(4, 4, 1, zeros=1), edge, zero),
        Case(chain(4, 5, 3, zeros=2), edge, zero),
        Case(chain(5, 3, 0, zeros=3), edge, zero),
        Case((_cyclic_chain(3), 1, 4), edge, zero),
        Case(chain(3, 4, 2), edge, "read-only inputs", read_only=True),
        Case(chain(3, 40, 1), CaseKind.GROWTH, "T = 40"),
        Case((_near_uniform_chain(generator, 20, 256, 3), 3, 256), CaseKind.LONG, "T = 256"),
    )


def _small() -> tuple[Case, ...]:
    """Two words and up to three steps, in tenths; then three words; then many steps."""
    tenths = ((1.0, 0.0), (0.9, 0.1), (0.7, 0.3), (0.6, 0.4), (0.2, 0.8))
    two = [np.array([first, second]) for first in tenths for second in tenths]
    three = [
        np.array([[0.1, 0.6, 0.3], [0.2, 0.3, 0.5], [0.7, 0.2, 0.1]]),
        np.array([[0.5, 0.1, 0.4], [0.3, 0.3, 0.4], [0.0, 0.9, 0.1]]),
        np.array([[0.2, 0.5, 0.3], [0.4, 0.2, 0.4], [0.1, 0.1, 0.8]]),
    ]
    cases = [(P, bos, T) for T in (1, 2, 3) for P in two for bos in (0, 1)]
    cases += [(P, bos, T) for T in (2, 3, 4) for P in three for bos in (0, 1, 2)]
    unique = [Case(arguments) for arguments in cases if _is_unique(*arguments)]
    return (*unique, Case((np.array([[0.4, 0.6], [0.55, 0.45]]), 0, 1500), CaseKind.LONG))


def _hidden_steps(seed: int) -> tuple[Case, ...]:
    generator = np.random.default_rng([seed, 221])

    def step(N: int, *, zeros: int = 0) -> tuple[object, ...]:
        P = generator.dirichlet(np.ones(N), size=N)
        P[:, :zeros] = 0.0
        return P / P.sum(axis=1, keepdims=True), generator.dirichlet(np.ones(N)) * 0.6

    start = np.zeros(4)
    start[2] = 1.0
    edge = CaseKind.EDGE
    return (
        *(Case(step(N)) for N in (2, 3, 4, 5, 3, 6)),
        Case((step(4)[0], start), label="the first step"),
        Case((np.ones((1, 1)), np.array([0.5])), edge, "N = 1"),
        Case(step(4, zeros=1), edge, "transitions of probability zero"),
        Case((step(3)[0], np.zeros(3)), edge, "nothing is possible"),
        Case(step(3), edge, "read-only inputs", read_only=True),
    )


def _small_steps() -> tuple[Case, ...]:
    P = np.array([[0.6, 0.4], [0.1, 0.9]])
    deltas = ([1.0, 0.0], [0.0, 1.0], [0.5, 0.25])
    return tuple(Case((P, np.array(delta))) for delta in deltas)


CASES: Mapping[str, CaseSet] = {
    "viterbi_step": CaseSet(_hidden_steps, _small_steps),
    "viterbi": CaseSet(_hidden, _small),
}
