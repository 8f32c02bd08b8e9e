"""Undo a wrong log-likelihood: the one that the returned words have is computed."""

from __future__ import annotations

from grader.model.programs import PrefixModel

from ..cases.language_models import as_function
from .decoded import Decoded, split


def rescored(value: object, arguments: tuple[object, ...]) -> Decoded | None:
    """The words with their own log-likelihood in place of the number that came with them."""
    decoded = split(value)
    if decoded is None or not isinstance(decoded[1], (int, float)) or isinstance(decoded[1], bool):
        return None
    return decoded[0], log_likelihood(decoded[0], arguments[0])


def log_likelihood(words: list[object], model: object) -> float:
    """That of a sequence of word ids in a language model."""
    assert isinstance(model, PrefixModel)
    ids = tuple(int(word) for word in words)  # type: ignore[call-overload]
    log_prob = as_function(model)
    return float(sum(log_prob(ids[:place])[word] for place, word in enumerate(ids)))
