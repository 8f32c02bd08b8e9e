"""The language model of part 2.4, from the cumulative log-likelihoods that its answers use.

Prefixes that are not listed are the low-probability paths which the hand-out leaves out: impossible here.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from . import decoding

Floats = npt.NDArray[np.float64]
Words = tuple[str, ...]
ScoredWords = tuple[Words, Fraction]
"""A sequence of words and its exact log-likelihood."""

LENGTH = 3
"""Words in a whole sequence."""

BEAM_WIDTH = 2
"""B in part 2.4.c."""

CUMULATIVE: dict[str, str] = {
    "the": "-1.5",
    "a": "-1.8",
    "the green": "-4.9",
    "the red": "-4.6",
    "a blue": "-4.3",
    "a red": "-4.5",
    "the green rectangle": "-8.2",
    "the red rectangle": "-9.1",
    "a blue square": "-9.3",
    "a blue ellipse": "-9.7",
    "a red circle": "-9.4",
    "a red square": "-9.6",
}
"""Log-likelihood of each prefix, decimals as written: all that the assignment gives."""

VOCABULARY: Words = ("<BOS>", "the", "a", "green", "red", "blue", "rectangle", "square", "circle", "ellipse")
"""The words; a word's id is its place."""


def log_likelihood(words: Words) -> Fraction:
    """The exact log-likelihood of a prefix of the tree; KeyError for one that is not in it."""
    return Fraction(CUMULATIVE[" ".join(words)]) if words else Fraction(0)


def edge(words: Words) -> Fraction:
    """log p of the last word given those before it."""
    return log_likelihood(words) - log_likelihood(words[:-1])


def rows() -> dict[tuple[int, ...], Floats]:
    """Prefix of ids -> (N,) array of log p(next word | prefix), for every prefix that can go on."""
    table: dict[tuple[int, ...], Floats] = {}
    for text in CUMULATIVE:
        words = tuple(text.split())
        ids = tuple(VOCABULARY.index(word) for word in words)
        row = table.setdefault(ids[:-1], np.full(len(VOCABULARY), -np.inf))
        row[ids[-1]] = float(edge(words))
    return table


def log_prob() -> Callable[[tuple[int, ...]], Floats]:
    """The tree as a model that the decoders of `reference.decoding` take."""
    table = rows()
    nothing_follows = np.full(len(VOCABULARY), -np.inf)
    return lambda prefix: table.get(prefix, nothing_follows)


def most_likely() -> ScoredWords:
    """The most likely sequence (2.4.a)."""
    return _scored(decoding.most_likely_sequence(log_prob(), LENGTH))


def greedy() -> ScoredWords:
    """What greedy decoding finds (2.4.b)."""
    return _scored(decoding.greedy_decode(log_prob(), LENGTH))


def beam() -> tuple[ScoredWords, ...]:
    """What beam search finds, best first (2.4.c)."""
    return beam_steps()[-1]


def beam_steps() -> tuple[tuple[ScoredWords, ...], ...]:
    """The beam after each word, best first."""
    return _scored_beams(decoding.beams(log_prob(), BEAM_WIDTH, LENGTH))


def one_per_parent_steps() -> tuple[tuple[ScoredWords, ...], ...]:
    """The beams of somebody who keeps one child of each parent: a known mistake of 2.4.c."""
    return _scored_beams(decoding.one_per_parent_beams(log_prob(), BEAM_WIDTH, LENGTH))


def complete_sequences() -> tuple[ScoredWords, ...]:
    """Every whole sequence of the tree, best first: those the beam has dropped among them."""
    everything = decoding.beams(log_prob(), len(CUMULATIVE), LENGTH)[-1]
    return tuple(_scored(hypothesis) for hypothesis in everything)


def _scored(hypothesis: decoding.Hypothesis) -> ScoredWords:
    words = tuple(VOCABULARY[word] for word in hypothesis[0])
    return words, log_likelihood(words)


def _scored_beams(beams: list[list[decoding.Hypothesis]]) -> tuple[tuple[ScoredWords, ...], ...]:
    return tuple(tuple(_scored(hypothesis) for hypothesis in beam) for beam in beams)
