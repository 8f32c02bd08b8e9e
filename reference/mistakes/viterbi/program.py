"""Viterbi decoding with switches, one for each thing that students get wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program

from ..own_row import fill_rows

Floats = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]
Table = tuple[list[Floats], list[Ids]]
"""The logarithms of the T rows, and for each step between them the best word before."""


def program(
    *,
    start: str = "bos",
    transpose: str = "",
    combine: str = "max",
    fill: tuple[str, bool, bool] | None = None,
    walk: str = "steps",
    short: str = "",
    score: str = "best",
) -> Program:
    """A program with some of its parts exchanged.

    Everything is a logarithm, so that nothing vanishes.

    `start`: "bos" or how the start token is forgotten. `transpose`: "all", "recursion", "start" or
    "pointers", where the matrix is read the wrong way round. `combine`: "max" or "sum" over the word before.
    `fill`: how a row reads itself (`own_row.fill_rows`). `walk`: back over all "steps", or "each" for the
    best word of each step, or "greedy" for the likeliest next word of each, or one of the walks over the
    vocabulary in `_walk`. `short`: what ends a step
    early, one of `_shortened`. `score`: "best" of the last row, its "total", or that of the "path" returned.
    """

    def viterbi(P: Floats, bos: int, T: int) -> tuple[list[int], float]:
        recursion = P.T if transpose in ("all", "recursion") else P
        first = P.T if transpose in ("all", "start") else P
        steps = T - 1 if short.startswith("recursion") and T > 1 else T
        row = np.log(_first_row(first, bos, start))
        if fill is None:
            pointing = P.T if transpose == "pointers" else recursion
            rows, pointers = _rows(row, np.log(recursion), np.log(pointing), steps, combine)
        else:
            rows, pointers = fill_rows(row, recursion, bos, steps, fill)
        words = _greedy(row, recursion, steps) if walk == "greedy" else _walk(walk, rows, pointers)
        number = _score(score, rows[-1], recursion, first, bos, words)
        if short == "score" and len(rows) > 1:
            number = float(np.max(rows[-2]))
        return _shortened(short, words), number

    return viterbi


def _rows(row: Floats, recursion: Floats, pointing: Floats, steps: int, combine: str) -> Table:
    rows, pointers = [row], []
    for _ in range(steps - 1):
        pointers.append(np.argmax(row[:, np.newaxis] + pointing, axis=0))
        scores = row[:, np.newaxis] + recursion
        row = np.logaddexp.reduce(scores, axis=0) if combine == "sum" else scores.max(axis=0)
        rows.append(row)
    return rows, pointers


def _greedy(row: Floats, P: Floats, steps: int) -> list[int]:
    words = [int(np.argmax(row))]
    for _ in range(steps - 1):
        words.append(int(np.argmax(P[words[-1]])))
    return words


def _first_row(P: Floats, bos: int, start: str) -> Floats:
    N = len(P)
    rows: Mapping[str, Callable[[], Floats]] = {
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


def _walk(walk: str, rows: list[Floats], pointers: list[Ids]) -> list[int]:
    """The words; IndexError where a walk over the vocabulary goes too far."""
    T, N = len(rows), len(rows[-1])
    if walk == "each":
        return [int(np.argmax(row)) for row in rows]
    words = [int(np.argmax(rows[-1]))]
    for back in reversed(pointers):
        words.insert(0, int(back[words[0]]))
    if walk == "front" and N < T:
        words[: T - 1] = [0] * (T - 1)
        for step in range(N - 1, 0, -1):
            words[step - 1] = int(pointers[step - 1][words[step]])
    elif walk in ("grown", "filled", "grown-front"):
        if N > T:
            raise IndexError
        if walk == "grown-front":
            words = words[-1:]
            for back in reversed(pointers[: N - 1]):
                words.insert(0, int(back[words[0]]))
            return words
        words = [0] * (T - N if walk == "filled" else 0) + words[T - N :]
    return words


def _shortened(short: str, words: list[int]) -> list[int]:
    """The words but for one: not walked to, left at zero, or left out."""
    forms = {
        "first-word": lambda: words[1:],
        "first-word-unset": lambda: [0, *words[1:]],
        "last-word": lambda: words[:-1],
        "score": lambda: words[:-1],
        "recursion-padded": lambda: [*words, 0],
    }
    return forms[short]() if short in forms else words


def _score(how: str, last: Floats, P: Floats, first: Floats, bos: int, words: list[int]) -> float:
    if how == "best":
        return float(np.max(last))
    if how == "total":
        return float(np.logaddexp.reduce(last))
    steps = [first[bos, words[0]], *(P[before, after] for before, after in pairwise(words))]
    return float(np.sum(np.log(steps)))
