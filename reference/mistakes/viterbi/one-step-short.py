"""A loop ends a step early: the recursion's or the walk back's."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ...markov import viterbi

Floats = npt.NDArray[np.float64]
Decoded = tuple[list[int], float]


def short_recursion(P: Floats, bos: int, T: int) -> Decoded:
    """Everything is a step short."""
    return viterbi(P, bos, T - 1)


def first_word_missing(P: Floats, bos: int, T: int) -> Decoded:
    """The walk back stops before the first word."""
    words, score = viterbi(P, bos, T)
    return words[1:], score


def last_word_missing(P: Floats, bos: int, T: int) -> Decoded:
    """The walk back starts a step late."""
    words, score = viterbi(P, bos, T)
    return words[:-1], score


def first_word_unset(P: Floats, bos: int, T: int) -> Decoded:
    """The walk back stops early in an array of zeros."""
    words, score = viterbi(P, bos, T)
    return [0, *words[1:]], score


def short_recursion_padded(P: Floats, bos: int, T: int) -> Decoded:
    """The last entry of an array of zeros is never filled."""
    words, score = viterbi(P, bos, T - 1)
    return [*words, 0], score


def short_score(P: Floats, bos: int, T: int) -> Decoded:
    """The words are right, but the score is that of a step before."""
    words, _ = viterbi(P, bos, T)
    return words[:-1], viterbi(P, bos, T - 1)[1]


VARIANTS = (
    short_recursion,
    first_word_missing,
    last_word_missing,
    first_word_unset,
    short_recursion_padded,
    short_score,
)
