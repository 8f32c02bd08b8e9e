"""The best next word, step by step."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def greedy(P: Floats, bos: int, T: int) -> tuple[list[int], float]:
    """Follow the likeliest transition T times."""
    words: list[int] = []
    log_likelihood = 0.0
    word = bos
    for _ in range(T):
        after = int(np.argmax(P[word]))
        log_likelihood += float(np.log(P[word, after]))
        words.append(after)
        word = after
    return words, log_likelihood


VARIANTS = (greedy,)
