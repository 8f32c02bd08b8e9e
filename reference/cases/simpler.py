"""Simpler language models than a given one, for hypothesis, which is loaded only when they are asked for.

Everything is drawn by tossing coins, where no heads at all leave the least: few of them, since each costs
time, and no numbers, for which hypothesis would read the source of all modules to find some to try.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from grader.model.programs import PrefixModel

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def simpler_models(model: PrefixModel, T: int) -> SearchStrategy[tuple[PrefixModel, int]]:
    """Some of the words, some of the steps, and rounded numbers."""
    from hypothesis.strategies import booleans, tuples

    words = tuples(*[booleans()] * model.width)
    return tuples(heads(T - 1), booleans(), words).map(lambda coins: _simpler(model, *coins))


def heads(coins: int) -> SearchStrategy[int]:
    """How many of so many coins show heads."""
    from hypothesis.strategies import booleans, tuples

    return tuples(*[booleans()] * coins).map(sum)


def _simpler(
    model: PrefixModel, more_steps: int, is_finer: bool, kept: tuple[bool, ...]
) -> tuple[PrefixModel, int]:
    words = [word for word, is_kept in enumerate(kept) if is_kept] or [0]
    nothing = np.full(model.width, -np.inf)
    rows: dict[tuple[int, ...], npt.NDArray[np.float64]] = {}
    for length in range(1 + more_steps):
        for prefix in product(range(len(words)), repeat=length):
            row = model.rows.get(tuple(words[word] for word in prefix), nothing)[words]
            rows[prefix] = np.asarray(np.round(row, 1 + is_finer) + 0.0, dtype=np.float64)
    return PrefixModel(len(words), 1 + more_steps, rows, called=model.called), 1 + more_steps
