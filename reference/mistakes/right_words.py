"""Undo a wrong log-likelihood: the one that the returned words have is computed."""

from __future__ import annotations

import numpy as np
from grader.model.programs import PrefixModel

from .decoded import Decoded, split


def rescored(value: object, arguments: tuple[object, ...]) -> Decoded | None:
    """The words with their own log-likelihood in place of the number that came with them."""
    decoded, model = split(value), arguments[0]
    if decoded is None or not _is_number(decoded[1]):
        return None
    assert isinstance(model, PrefixModel)
    words = tuple(int(word) for word in decoded[0])  # type: ignore[call-overload]
    nothing = np.full(model.width, -np.inf)
    steps = (model.rows.get(words[:place], nothing)[word] for place, word in enumerate(words))
    return decoded[0], float(sum(steps))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
