"""Viterbi decoding with switches, one for each thing that students get wrong in it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program

Floats = npt.NDArray[np.float64]


def program(
    *,
    start: str = "bos",
    transpose: str = "",
    combine: str = "max",
    path: str = "pointers",
    score: str = "best",
) -> Program:
    """A program with some of its parts exchanged.

    `start`: "bos" or how the start token is forgotten. `transpose`: "all", "recursion", "start" or
    "pointers", where the matrix is read the wrong way round. `combine`: "max" or "sum" over the word before.
    `path`: "pointers", or "each" for the best word of each step. `score`: "best" of the last row, its
    "total", or that of the "path" returned.
    """

    def viterbi(P: Floats, bos: int, T: int) -> tuple[list[int], float]:
        recursion = P.T if transpose in ("all", "recursion") else P
        first = P.T if transpose in ("all", "start") else P
        rows = []
        pointers = []
        row = _first_row(first, bos, start)
        rows.append(row)
        for _ in range(T - 1):
            pointing = row[:, np.newaxis] * (P.T if transpose == "pointers" else recursion)
            pointers.append(np.argmax(pointing, axis=0))
            scores = row[:, np.newaxis] * recursion
            row = scores.sum(axis=0) if combine == "sum" else scores.max(axis=0)
            rows.append(row)
        words = [int(np.argmax(row))]
        for back in reversed(pointers):
            words.insert(0, int(back[words[0]]))
        if path == "each":
            words = [int(np.argmax(row)) for row in rows]
        return words, _score(score, rows[-1], recursion, first, bos, words)

    return viterbi


def _first_row(P: Floats, bos: int, start: str) -> Floats:
    N = len(P)
    rows = {
        "bos": lambda: P[bos],
        "uniform": lambda: np.full(N, 1 / N),
        "ones": lambda: np.ones(N),
        "any": lambda: P.max(axis=0),
        "uniform-before": lambda: P.max(axis=0) / N,
        "average": lambda: P.mean(axis=0),
        "total": lambda: P.sum(axis=0),
        "first-word": lambda: P[0],
        "last-word": lambda: P[-1],
        "itself": lambda: np.eye(N)[bos],
        "word-zero": lambda: np.eye(N)[0],
    }
    row: Floats = rows[start]()
    return row


def _score(how: str, last: Floats, P: Floats, first: Floats, bos: int, words: list[int]) -> float:
    if how == "best":
        return float(np.log(np.max(last)))
    if how == "total":
        return float(np.log(np.sum(last)))
    steps = [first[bos, words[0]], *(P[before, after] for before, after in pairwise(words))]
    return float(np.sum(np.log(steps)))
