"""Viterbi decoding of a Markov language model (parts 2.2.a to 2.2.e)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Decoded = tuple[list[int], float]


def viterbi_step(P: Floats, delta_prev: Floats) -> Floats:
    """One step of the recurrence: δ_t(j) = max_i P_ij δ_{t-1}(i), all probabilities, (N,). Part 2.2.a."""
    best: Floats = np.max(P * np.asarray(delta_prev)[:, np.newaxis], axis=0)
    return best


def viterbi(P: Floats, bos: int, T: int) -> Decoded:
    """The most likely T words after `bos` and their log-likelihood; P[i, j] = p(j after i). Part 2.2.d.

    Works with logarithms, so that long sequences do not vanish; log 0 is -inf and harmless in a maximum.
    """
    with np.errstate(divide="ignore"):
        log_P = np.log(P)
    log_delta = np.full(len(P), -np.inf)
    log_delta[bos] = 0.0
    back_pointers = []
    for _ in range(T):
        scores = log_delta[:, np.newaxis] + log_P
        back_pointers.append(np.argmax(scores, axis=0))
        log_delta = np.max(scores, axis=0)
    words = [int(np.argmax(log_delta))]
    for pointers in reversed(back_pointers[1:]):
        words.append(int(pointers[words[-1]]))
    return words[::-1], float(np.max(log_delta))


def first_two(P: Floats, log_start: Floats, T: int) -> tuple[float, float]:
    """The log-likelihoods of the two most likely sequences (-inf where there is none): tells ties.

    `log_start` is the (N,) log-likelihood of the word before the first.
    """
    with np.errstate(divide="ignore"):
        log_P = np.log(P)
    best: Floats = np.full((2, len(P)), -np.inf)
    best[0] = log_start
    for _ in range(T):
        scores = (best[:, :, np.newaxis] + log_P).reshape(-1, len(P))
        scores = np.vstack([scores, np.full((2, len(P)), -np.inf)])
        best = np.sort(scores, axis=0)[::-1][:2]
    second, first = np.sort(best, axis=None)[-2:]
    return float(first), float(second)


def sequence_log_likelihood(P: Floats, bos: int, words: list[int]) -> float:
    """log p(words | bos) under the Markov model."""
    path = [bos, *words]
    with np.errstate(divide="ignore"):
        return float(sum(np.log(P[before, after]) for before, after in pairwise(path)))


def transitions_examined(N: int, T: int) -> int:
    """How many products P_ij δ(i) Viterbi decoding forms: for its time complexity (part 2.2.e)."""
    return sum(N * N for _ in range(T))


def back_pointers_stored(N: int, T: int) -> int:
    """How many back-pointers Viterbi decoding keeps: for its space complexity (part 2.2.e)."""
    return sum(N for _ in range(T))


def viterbi_recurrence() -> str:
    """The recurrence asked for in 2.2.a as LaTeX, after `viterbi_step` has been held against enumeration."""
    _prove_step()
    return r"\delta_t(j) = \max_i P_{ij} \delta_{t-1}(i)"


def _prove_step() -> None:
    generator = np.random.default_rng(22)
    P = generator.dirichlet(np.ones(3), size=3)
    delta = np.array([1.0, 0.0, 0.0])
    for length in range(1, 5):
        delta = viterbi_step(P, delta)
        if not np.allclose(delta, _delta_by_enumeration(P, length), rtol=1e-12):
            raise ArithmeticError("the recurrence does not give the maxima that enumeration gives")


def _delta_by_enumeration(P: Floats, length: int) -> Floats:
    best = np.zeros(len(P))
    for path in np.ndindex(*(len(P),) * length):
        probability = float(np.exp(sequence_log_likelihood(P, 0, list(path))))
        best[path[-1]] = max(best[path[-1]], probability)
    return best
