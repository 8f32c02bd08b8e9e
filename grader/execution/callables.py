"""Callable arguments rebuilt from their data, in the child and, for the reference, in the grader alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from grader.execution.calls import Array, ArrayFunction, CallableData, FloatArray, PrefixTable

CALLABLE_TYPES = (PrefixTable, ArrayFunction)
_Entrywise = Callable[..., Array]


def _logistic(x: Array, scale: float, slope: float) -> Array:
    return np.asarray(scale * (0.5 * (1.0 + np.tanh(0.5 * slope * x))))


def _softplus(x: Array, scale: float, slope: float) -> Array:
    return np.asarray(scale * np.logaddexp(0.0, slope * x))


ARRAY_FUNCTIONS: Mapping[str, tuple[_Entrywise, Mapping[str, float]]] = {
    "identity": (lambda x, scale: scale * x, {"scale": 1.0}),
    "affine": (lambda x, scale, offset: scale * x + offset, {"scale": 1.0, "offset": 0.0}),
    "tanh": (lambda x, scale, slope: scale * np.tanh(slope * x), {"scale": 1.0, "slope": 1.0}),
    "relu": (lambda x, scale: scale * np.maximum(x, 0.0), {"scale": 1.0}),
    "leaky-relu": (lambda x, leak: np.where(x > 0.0, x, leak * x), {"leak": 0.1}),
    "logistic": (_logistic, {"scale": 1.0, "slope": 1.0}),
    "softplus": (_softplus, {"scale": 1.0, "slope": 1.0}),
    "sine": (lambda x, scale, slope: scale * np.sin(slope * x), {"scale": 1.0, "slope": 1.0}),
    "arctangent": (lambda x, scale, slope: scale * np.arctan(slope * x), {"scale": 1.0, "slope": 1.0}),
    "softsign": (lambda x, scale: scale * x / (1.0 + np.abs(x)), {"scale": 1.0}),
    "square": (lambda x, scale: scale * x * x, {"scale": 1.0}),
    "clip": (lambda x, low, high: np.clip(x, low, high), {"low": -1.0, "high": 1.0}),
}
"""Name -> entrywise function of a float array and of its parameters, and the parameters' defaults."""


def rebuild(data: CallableData) -> Callable[..., FloatArray]:
    """The callable that the data describes; ``ValueError`` for a name or parameter that does not exist."""
    if isinstance(data, PrefixTable):
        return prefix_function(data.width, data.depth, data.rows)
    return array_function(data.name, data.parameters)


def array_function(name: str, parameters: Mapping[str, float]) -> Callable[[object], FloatArray]:
    """A function from an array of numbers to a new float64 array of its shape."""
    if name not in ARRAY_FUNCTIONS:
        raise ValueError(f"unknown array function {name!r}; known: {', '.join(ARRAY_FUNCTIONS)}")
    entrywise, defaults = ARRAY_FUNCTIONS[name]
    if not set(parameters) <= set(defaults):
        raise ValueError(f"{name!r} takes {', '.join(defaults)}, not {', '.join(parameters)}")
    settings = {**defaults, **parameters}

    def sigma(x: object) -> FloatArray:
        # A scalar in gives a numpy scalar out, as numpy's own functions do.
        return entrywise(np.asarray(x, dtype=np.float64), **settings)[()]

    return sigma


def prefix_function(
    width: int, depth: int, rows: Mapping[tuple[int, ...], FloatArray]
) -> Callable[[tuple[int, ...]], FloatArray]:
    """A function from a tuple of ids to the table's row for it (the very array of `rows`)."""

    def log_prob(prefix: tuple[int, ...]) -> FloatArray:
        if not isinstance(prefix, tuple):
            raise TypeError(f"a prefix is a tuple of word ids, not {type(prefix).__name__}")
        if len(prefix) >= depth:
            raise ValueError(f"a prefix has fewer than {depth} words; this one has {len(prefix)}")
        key = tuple(_word_id(entry, width) for entry in prefix)
        row = rows.get(key)
        return np.full(width, -np.inf) if row is None else row

    return log_prob


def _word_id(entry: object, width: int) -> int:
    is_number = isinstance(entry, (int, float, np.integer, np.floating)) and not isinstance(entry, bool)
    if not is_number or entry != entry or entry in (np.inf, -np.inf) or int(entry) != entry:  # type: ignore[call-overload]
        raise TypeError(f"a word id is a whole number, not {type(entry).__name__}")
    if not 0 <= entry < width:  # type: ignore[operator]
        raise ValueError(f"a word id is in 0..{width - 1}")
    return int(entry)  # type: ignore[call-overload, no-any-return]
