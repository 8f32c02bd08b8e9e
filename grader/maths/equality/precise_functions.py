"""Functions of numbers and arrays with 50 digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np

FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    name: getattr(mpmath, known)
    for name, known in {
        "exp": "exp", "log": "log", "sqrt": "sqrt", "sin": "sin", "cos": "cos", "tan": "tan", "cot": "cot",
        "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arctan": "atan", "arcsin": "asin", "arccos": "acos",
        "floor": "floor", "ceil": "ceil", "erf": "erf", "factorial": "factorial", "sign": "sign",
    }.items()
}  # fmt: skip
FUNCTIONS |= {
    "log2": lambda argument: mpmath.log(argument, 2),
    "log10": mpmath.log10,
    "abs": abs,
    "relu": lambda argument: max(argument, mpmath.mpf(0)),
    "sigmoid": lambda argument: 1 / (1 + mpmath.exp(-argument)),
    "softplus": lambda argument: mpmath.log1p(mpmath.exp(argument)),
}
COMBINED: dict[str, Callable[..., Any]] = {
    "inner": lambda first, second: np.sum(first * second),
    "hadamard": lambda first, second: first * second,
    "quotient": lambda first, second: first / second,
    "entry_power": lambda base, exponent: base**exponent,
    "trace": np.trace,
    "det": lambda matrix: mpmath.det(mpmath.matrix(matrix.tolist())),
    "diag": np.diag,
    "binomial": mpmath.binomial,
    "maximum": max,
    "minimum": min,
    "sum_entries": np.sum,
    "prod_entries": np.prod,
    "max_entries": lambda vector: max(vector.reshape(-1)),
    "min_entries": lambda vector: min(vector.reshape(-1)),
}
