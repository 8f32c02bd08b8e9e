"""Arithmetic on floats, arrays and multiples of the identity, in which nothing infinite ever passes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.maths.reasons import Reason

MAX_CONDITION = 1e9
"""A matrix worse conditioned than this has no inverse worth comparing."""


class Undefined(Exception):
    """An expression that has no value here: not finite, an unknown name, shapes that clash, a limit."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class ScaledIdentity:
    """A multiple of an identity matrix whose size its surroundings have not settled yet."""

    coefficient: float

    __array_ufunc__ = None  # so that array + identity asks us, not numpy

    def sized(self, like: Any) -> Any:
        """As an array, the size of a square one."""
        if not isinstance(like, np.ndarray) or like.ndim != 2 or like.shape[0] != like.shape[1]:
            raise Undefined(
                Reason.ILL_TYPED, "an identity matrix beside something that is not a square matrix"
            )
        return self.coefficient * np.eye(like.shape[0])

    def __add__(self, other: Any) -> Any:
        if isinstance(other, ScaledIdentity):
            return ScaledIdentity(self.coefficient + other.coefficient)
        return self.sized(other) + other

    __radd__ = __add__

    def __neg__(self) -> ScaledIdentity:
        return ScaledIdentity(-self.coefficient)

    def __truediv__(self, number: float) -> ScaledIdentity:
        return ScaledIdentity(self.coefficient / number)


def finite(value: Any) -> Any:
    """The value, which must be finite."""
    if isinstance(value, ScaledIdentity):
        finite(value.coefficient)
    elif isinstance(value, np.ndarray):
        if not np.isfinite(value).all():
            raise Undefined(Reason.NOT_FINITE, "a value that is not finite")
    elif isinstance(value, complex) or not math.isfinite(value):
        raise Undefined(Reason.NOT_FINITE, "a value that is not finite")
    return value


def times(first: Any, second: Any) -> Any:
    """A product: numbers scale, matrices multiply, a column times a row is a matrix."""
    if isinstance(first, ScaledIdentity):
        if isinstance(second, ScaledIdentity):
            return ScaledIdentity(first.coefficient * second.coefficient)
        scaled = first.coefficient * second
        return scaled if isinstance(second, np.ndarray) else ScaledIdentity(scaled)
    if isinstance(second, ScaledIdentity):
        scaled = second.coefficient * first
        return scaled if isinstance(first, np.ndarray) else ScaledIdentity(scaled)
    if not isinstance(first, np.ndarray) or not isinstance(second, np.ndarray):
        return first * second
    if first.ndim == 1 and second.ndim == 2:
        return first[:, None] @ second
    if first.shape[-1] != second.shape[0]:
        raise Undefined(Reason.ILL_TYPED, "a product of matrices that do not fit")
    result = first @ second
    if first.ndim == 2 and first.shape[0] == 1 and result.size == 1:
        return float(result.reshape(-1)[0])
    return result


def plus(first: Any, second: Any) -> Any:
    """A sum of two of one shape; nothing is spread over the entries of another."""
    if isinstance(first, float) and isinstance(second, float):
        return first + second
    _same_shape(first, second)
    return first + second


def _same_shape(first: Any, second: Any) -> None:
    if isinstance(first, ScaledIdentity) or isinstance(second, ScaledIdentity):
        return
    if np.shape(first) != np.shape(second):
        raise Undefined(Reason.ILL_TYPED, "shapes that do not fit")


def power_of(base: Any, exponent: float) -> Any:
    """A power; of a matrix an integer one."""
    if isinstance(base, ScaledIdentity):
        return ScaledIdentity(power_of(base.coefficient, exponent))
    if isinstance(base, np.ndarray):
        if exponent != round(exponent) or abs(exponent) > 100:
            raise Undefined(Reason.ILL_TYPED, "a power of a matrix that is no small whole number")
        return _matrix_power(base, round(exponent))
    base = float(base)
    if base == 0 and exponent < 0:
        raise Undefined(Reason.NOT_FINITE, "division by zero")
    if base < 0 and exponent != round(exponent):
        raise Undefined(Reason.NOT_FINITE, "a power that is not real")
    try:
        return base**exponent
    except OverflowError:
        raise Undefined(Reason.NOT_FINITE, "a power too large for a number") from None


def _matrix_power(base: Any, exponent: int) -> Any:
    if exponent < 0:
        if np.linalg.cond(base) > MAX_CONDITION:
            raise Undefined(Reason.NOT_FINITE, "a singular matrix")
        base = np.linalg.inv(base)
    return np.linalg.matrix_power(base, abs(exponent))


def norm_of(value: Any, order: str) -> float:
    """A norm of a number, vector, row or matrix."""
    if isinstance(value, ScaledIdentity):
        if order == "F":
            raise Undefined(Reason.AMBIGUOUS, "an identity matrix of unknown size")
        return abs(value.coefficient)
    if not isinstance(value, np.ndarray):
        return abs(float(value))
    if 1 in value.shape or value.ndim == 1:
        value = value.reshape(-1)
        return float(np.linalg.norm(value, {"2": 2, "F": 2, "1": 1, "inf": np.inf}[order]))
    finite(value)
    return float(np.linalg.norm(value, {"2": 2, "F": "fro", "1": 1, "inf": np.inf}[order]))  # type: ignore[call-overload]


def _guarded(
    function: Callable[[float], float], lower: float = -math.inf, upper: float = math.inf
) -> Callable[[float], float]:
    def guarded(argument: float) -> float:
        if not lower <= argument <= upper:
            raise Undefined(Reason.NOT_FINITE, "outside a function's domain")
        try:
            return function(argument)
        except (OverflowError, ValueError):
            raise Undefined(Reason.NOT_FINITE, "a value that is not finite") from None

    return guarded


def _factorial(argument: float) -> float:
    if argument != round(argument) or not 0 <= argument <= 170:
        raise Undefined(Reason.NOT_FINITE, "a factorial that is too large or of no whole number")
    return float(math.factorial(round(argument)))


def _sigmoid(argument: float) -> float:
    return 1 / (1 + math.exp(-argument)) if argument >= 0 else math.exp(argument) / (1 + math.exp(argument))


ELEMENTWISE: dict[str, Callable[[float], float]] = {
    "exp": _guarded(math.exp),
    "log": _guarded(math.log),
    "log2": _guarded(math.log2),
    "log10": _guarded(math.log10),
    "sqrt": _guarded(math.sqrt, 0),
    "sin": _guarded(math.sin, -1e8, 1e8),
    "cos": _guarded(math.cos, -1e8, 1e8),
    "tan": _guarded(math.tan, -1e8, 1e8),
    "cot": _guarded(lambda argument: 1 / math.tan(argument) if argument else math.inf, -1e8, 1e8),
    "sinh": _guarded(math.sinh),
    "cosh": _guarded(math.cosh),
    "tanh": math.tanh,
    "arctan": math.atan,
    "arcsin": _guarded(math.asin, -1, 1),
    "arccos": _guarded(math.acos, -1, 1),
    "sigmoid": _sigmoid,
    "softplus": lambda argument: max(argument, 0.0) + math.log1p(math.exp(-abs(argument))),
    "relu": lambda argument: max(argument, 0.0),
    "sign": lambda argument: float((argument > 0) - (argument < 0)),
    "abs": abs,
    "floor": _guarded(lambda argument: float(math.floor(argument)), -1e15, 1e15),
    "ceil": _guarded(lambda argument: float(math.ceil(argument)), -1e15, 1e15),
    "erf": math.erf,
    "factorial": _guarded(_factorial),
}


def combine(function: str, arguments: Sequence[Any]) -> Any:
    """A function of several arguments, or of a vector or matrix as a whole."""
    if any(isinstance(argument, ScaledIdentity) for argument in arguments):
        arguments = _settled(function, arguments)
    if function in ("inner", "hadamard", "quotient") and all(map(np.ndim, arguments)):
        _same_shape(arguments[0], arguments[1])
    return _COMBINED[function](*arguments)


def _settled(function: str, arguments: Sequence[Any]) -> Sequence[Any]:
    """Identities of unknown size take the size of what stands beside them."""
    if function == "det" and arguments[0].coefficient == 1:
        return [np.eye(2)]
    arrays = [argument for argument in arguments if isinstance(argument, np.ndarray)]
    if not arrays:
        raise Undefined(Reason.AMBIGUOUS, "an identity matrix of unknown size")
    return [each.sized(arrays[0]) if isinstance(each, ScaledIdentity) else each for each in arguments]


def _binomial(above: float, below: float) -> float:
    if above != round(above) or below != round(below) or not 0 <= above <= 1000:
        raise Undefined(Reason.NOT_FINITE, "a binomial coefficient that is too large or of no whole numbers")
    return float(math.comb(round(above), round(below))) if below >= 0 else 0.0


def _softmax(vector: Any) -> Any:
    powers = np.exp(vector - vector.max())
    return powers / powers.sum()


def _quotient(first: Any, second: Any) -> Any:
    if not np.all(second):
        raise Undefined(Reason.NOT_FINITE, "division by zero")
    return first / second


def _entry_power(base: Any, exponent: float) -> Any:
    return np.vectorize(lambda entry: power_of(entry, exponent), otypes=[float])(base)


def _eigenvalues(matrix: Any) -> Any:
    values = np.linalg.eigvals(matrix)
    if np.max(np.abs(np.imag(values))) > 1e-9:
        raise Undefined(Reason.NOT_FINITE, "eigenvalues that are no real numbers")
    return np.real(values)


_COMBINED: dict[str, Callable[..., Any]] = {
    "inner": lambda first, second: float(np.sum(first * second)),
    "hadamard": lambda first, second: first * second,
    "quotient": _quotient,
    "entry_power": _entry_power,
    "trace": lambda matrix: float(np.trace(matrix)),
    "det": lambda matrix: float(np.linalg.det(matrix)),
    "eigenvalue_max": lambda matrix: float(np.max(_eigenvalues(matrix))),
    "eigenvalue_min": lambda matrix: float(np.min(_eigenvalues(matrix))),
    "singular_value_max": lambda matrix: float(np.linalg.svd(matrix, compute_uv=False)[0]),
    "singular_value_min": lambda matrix: float(np.linalg.svd(matrix, compute_uv=False)[-1]),
    "diag": lambda value: np.diag(value),
    "pinv": lambda matrix: np.linalg.pinv(matrix),
    "softmax": _softmax,
    "kron": np.kron,
    "vec": lambda matrix: matrix.T.reshape(-1),
    "binomial": _binomial,
    "maximum": max,
    "minimum": min,
    "max_entries": lambda vector: float(np.max(vector)),
    "min_entries": lambda vector: float(np.min(vector)),
    "sum_entries": lambda array: float(np.sum(array)),
    "prod_entries": lambda vector: float(np.prod(vector)),
    "argmax_entries": lambda vector: float(np.argmax(vector)) + 1,
    "argmin_entries": lambda vector: float(np.argmin(vector)) + 1,
}
