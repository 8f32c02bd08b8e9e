"""The walk back takes as many steps as there are words in the vocabulary, not as there are time steps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from grader.model.programs import CaseKind, Ending, Observation

from ...markov import viterbi
from ..decoded import split

Floats = npt.NDArray[np.float64]
Decoded = tuple[list[int], float]


def grown_list(P: Floats, bos: int, T: int) -> Decoded:
    """A list that grows to N words; IndexError where there are fewer steps than that."""
    words, score = viterbi(P, bos, T)
    if len(P) > T:
        raise IndexError
    return words[T - len(P) :], score


def filled_array(P: Floats, bos: int, T: int) -> Decoded:
    """An array of T zeros of which the last N are filled."""
    words, score = viterbi(P, bos, T)
    if len(P) > T:
        raise IndexError
    return [0] * (T - len(P)) + words[T - len(P) :], score


def walked_from_the_front(P: Floats, bos: int, T: int) -> Decoded:
    """As many pointers as there are words are followed from the front, those past the last step left out."""
    words, score = viterbi(P, bos, T)
    if len(P) >= T:
        return words, score
    filled = [0] * (T - 1) + words[-1:]
    for step in range(len(P) - 1, 0, -1):
        filled[step - 1] = _best_before(P, bos, step, filled[step])
    return filled, score


def _best_before(P: Floats, bos: int, steps: int, word: int) -> int:
    """The word before `word` on the best way there that has `steps` words before it."""
    row = P[bos]
    for _ in range(steps - 1):
        row = np.max(row[:, np.newaxis] * P, axis=0)
    return int(np.argmax(row * P[:, word]))


VARIANTS = (grown_list, filled_array, walked_from_the_front)


def explains(observations: tuple[Observation, ...]) -> bool:
    """Whether all is right where there are as many words as steps, and else only the walk back is not."""
    judged = [
        observation
        for observation in observations
        if observation.case.kind is CaseKind.REGULAR and observation.ending is not Ending.NOT_RUN
    ]
    square = [observation for observation in judged if _is_square(observation)]
    others = [observation for observation in judged if not _is_square(observation)]
    wrong = [observation for observation in others if not observation.is_right]
    returned = [observation for observation in wrong if observation.ending is Ending.RETURNED]
    return (
        bool(square)
        and all(observation.is_right for observation in square)
        and bool(returned)
        and 2 * len(wrong) > len(others)
        and all(_score_is_right(observation) for observation in returned)
    )


def _is_square(observation: Observation) -> bool:
    P, _, T = observation.case.arguments
    return len(P) == T  # type: ignore[arg-type]


def _score_is_right(observation: Observation) -> bool:
    decoded = split(observation.value)
    expected = split(observation.expected)
    if decoded is None or expected is None:
        return False
    found, wanted = decoded[1], expected[1]
    return isinstance(found, float) and isinstance(wanted, float) and abs(found - wanted) < 1e-6
