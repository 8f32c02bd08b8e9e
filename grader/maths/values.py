"""Values of derivations: arrays of shape (samples, rows, columns), one sample where nothing is random."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = NDArray[Any]
"""A scalar is (s, 1, 1), a vector a column (s, n, 1); float, or complex while a derivative is taken."""


class IllTyped(Exception):
    """The formula puts together what does not go together, such as a number minus a matrix."""


class NotUnderstood(Exception):
    """The formula cannot be read or evaluated here; nothing follows about its truth."""


def value_of(array: object, *, random: bool = False) -> Value:
    """A number, vector or matrix as a value; with `random` the first axis runs over samples."""
    found = np.asarray(array)
    if not random:
        found = found[None, ...]
    while found.ndim < 3:
        found = found[..., None]
    return found


def is_scalar(value: Value) -> bool:
    """Whether it is a number (at each sample)."""
    return value.shape[1:] == (1, 1)


def describe(value: Value) -> str:
    """What it is, for a diagnosis."""
    rows, columns = value.shape[1:]
    if rows == columns == 1:
        return "a number"
    if columns == 1:
        return f"a vector of {rows}"
    if rows == 1:
        return f"a row of {columns}"
    return f"a {rows} x {columns} matrix"


def add(left: Value, right: Value, *, mend: bool = False, broadcast: bool = False) -> Value:
    """The sum; raises IllTyped where the shapes differ.

    `mend` multiplies a number with a matrix by the identity.

    `broadcast` adds a number to every entry.
    """
    if broadcast and (is_scalar(left) or is_scalar(right)):
        return left + right
    if left.shape[1:] != right.shape[1:]:
        if mend and is_scalar(left) and right.shape[1] == right.shape[2]:
            return left * np.eye(right.shape[1])[None] + right
        if mend and is_scalar(right) and left.shape[1] == left.shape[2]:
            return left + right * np.eye(left.shape[1])[None]
        raise IllTyped(f"{describe(left)} plus {describe(right)}")
    return left + right


def multiply(left: Value, right: Value) -> Value:
    """The product: by a number, or of matrices; raises IllTyped where the inner sizes differ."""
    if is_scalar(left) or is_scalar(right):
        return left * right
    if left.shape[2] != right.shape[1]:
        raise IllTyped(f"{describe(left)} times {describe(right)}")
    return left @ right


def entrywise(left: Value, right: Value) -> Value:
    """The entrywise product."""
    if is_scalar(left) or is_scalar(right) or left.shape[1:] == right.shape[1:]:
        return left * right
    raise NotUnderstood(f"entrywise product of {describe(left)} and {describe(right)}")


def divide(left: Value, right: Value) -> Value:
    """The quotient by a number; raises IllTyped for another denominator."""
    if not is_scalar(right):
        raise IllTyped(f"division by {describe(right)}")
    if (right == 0).any():
        raise NotUnderstood("division by zero")
    return left / right


def transpose(value: Value) -> Value:
    """The transpose (of complex values, too: nothing is conjugated)."""
    return np.swapaxes(value, 1, 2)


def power(base: Value, exponent: Value) -> Value:
    """A number to a number, or a square matrix to an integer."""
    if not is_scalar(exponent):
        raise NotUnderstood("an exponent that is no number")
    if is_scalar(base):
        if np.any(np.real(base) < 0) and np.any(exponent != np.round(np.real(exponent))):
            raise NotUnderstood("a root of a negative number")
        if np.any(base == 0) and np.any(np.real(exponent) < 0):
            raise NotUnderstood("division by zero")
        with np.errstate(over="ignore"):
            return np.power(base, exponent)
    whole = float(np.real(exponent.flat[0]))
    if base.shape[1] != base.shape[2] or whole != round(whole) or abs(whole) > 64:
        raise NotUnderstood(f"a power of {describe(base)}")
    return np.linalg.matrix_power(base, int(whole))


def norm(value: Value, order: str = "2") -> Value:
    """The Euclidean norm of a vector, the operator norm of a matrix, the modulus of a number."""
    if is_scalar(value):
        modulus: Value = np.sqrt(value * value) if np.iscomplexobj(value) else np.abs(value)
        return modulus
    is_vector = 1 in value.shape[1:]
    if order == "2" and not is_vector and np.iscomplexobj(value):
        raise NotUnderstood("the derivative of an operator norm")
    found: Value
    if order == "F" or (order == "2" and is_vector):
        found = np.sqrt(np.sum(value * value, axis=(1, 2), keepdims=True))
        return found
    if order == "2":
        found = np.linalg.svd(value, compute_uv=False)[:, :1, None]
        return found
    if is_vector and order in ("1", "inf"):
        combine = np.sum if order == "1" else np.max
        found = combine(np.abs(value), axis=(1, 2), keepdims=True)
        return found
    raise NotUnderstood(f"the norm of order {order} of a matrix")


def mean(value: Value) -> Value:
    """The expectation over the samples."""
    expectation: Value = value.mean(axis=0, keepdims=True)
    return expectation


def variance(value: Value) -> Value:
    """The variance of a random number, the covariance matrix of a random vector."""
    if value.shape[0] == 1:
        raise NotUnderstood("the variance of what is not random")
    if value.shape[2] != 1:
        raise NotUnderstood(f"the variance of {describe(value)}")
    centred = value - mean(value)
    return mean(centred @ transpose(centred))


def covariance(left: Value, right: Value) -> Value:
    """The covariance of two random numbers or vectors."""
    if left.shape[2] != 1 or right.shape[2] != 1:
        raise NotUnderstood("the covariance of matrices")
    return mean((left - mean(left)) @ transpose(right - mean(right)))


def diagonal(value: Value) -> Value:
    """The diagonal matrix of a vector."""
    if is_scalar(value):
        raise NotUnderstood("the diagonal matrix of a number")
    if value.shape[1] == 1:
        value = transpose(value)
    if value.shape[2] != 1:
        raise NotUnderstood("diag of a matrix")
    return value * np.eye(value.shape[1])[None]


def trace(value: Value) -> Value:
    """The trace of a square matrix."""
    if value.shape[1] != value.shape[2]:
        raise IllTyped(f"the trace of {describe(value)}")
    sums: Value = np.trace(value, axis1=1, axis2=2)[:, None, None]
    return sums


def largest_eigenvalue(value: Value) -> Value:
    """The largest eigenvalue of a symmetric matrix."""
    if value.shape[1] != value.shape[2] or np.iscomplexobj(value):
        raise NotUnderstood(f"an eigenvalue of {describe(value)}")
    if not np.allclose(value, transpose(value), atol=1e-9):
        raise NotUnderstood("the largest eigenvalue of a matrix that is not symmetric")
    largest: Value = np.linalg.eigvalsh(value)[:, -1][:, None, None]
    return largest


def largest_singular_value(value: Value) -> Value:
    """The largest singular value of a matrix."""
    return norm(value)


def _scalar_function(function: Any) -> Any:
    def apply(value: Value) -> Value:
        if not is_scalar(value):
            raise NotUnderstood(f"a function of numbers applied to {describe(value)}")
        with np.errstate(all="ignore"):
            result: Value = function(value)
        if not np.all(np.isfinite(result)):
            raise NotUnderstood("a value that is not finite")
        return result

    return apply


def square_root(value: Value) -> Value:
    """The root of a number."""
    if not is_scalar(value):
        raise NotUnderstood(f"the root of {describe(value)}")
    if np.any(np.real(value) < -1e-12):
        raise NotUnderstood("a root of a negative number")
    result: Value = np.sqrt(value if np.iscomplexobj(value) else np.maximum(value, 0))
    return result


def deviation(value: Value) -> Value:
    """The standard deviation of a random number."""
    return square_root(variance(value))


_MOST_ROWS = 20


def identity(size: Value) -> Value:
    """The identity matrix of that many rows."""
    rows = size.item() if size.size == 1 else 0
    if not np.isreal(rows) or rows != round(np.real(rows)) or not 1 <= np.real(rows) <= _MOST_ROWS:
        raise NotUnderstood("an identity matrix of no size")
    return value_of(np.eye(int(np.real(rows))))


def outer(left: Value, right: Value) -> Value:
    """The outer product of two columns."""
    return multiply(left, transpose(right))


def dot(left: Value, right: Value) -> Value:
    """The inner product of two columns; of anything else the product."""
    columns = left.shape == right.shape and left.shape[1] > 1 == left.shape[2]
    return multiply(transpose(left), right) if columns else multiply(left, right)


PRODUCTS = {"outer": outer, "inner": dot, "dot": dot, "vdot": dot, "matmul": multiply}
"""Functions of two values."""


OPERATORS = {
    "E": mean,
    "Var": variance,
    "var": variance,
    "Variance": variance,
    "V": variance,
    "Cov": variance,
    "cov": variance,
    "std": deviation,
    "Std": deviation,
    "sd": deviation,
    "eye": identity,
    "diag": diagonal,
    "Diag": diagonal,
    "tr": trace,
    "trace": trace,
    "sqrt": square_root,
    "norm": norm,
    "mean": mean,
    "transpose": transpose,
    "exp": _scalar_function(np.exp),
    "log": _scalar_function(np.log),
    "ln": _scalar_function(np.log),
    "abs": norm,
    "lambda_1": largest_eigenvalue,
    "lambda_max": largest_eigenvalue,
    "lambda": largest_eigenvalue,
    "eigmax": largest_eigenvalue,
    "sigma_1": largest_singular_value,
    "sigma_max": largest_singular_value,
    "s_1": largest_singular_value,
    "s_max": largest_singular_value,
}
"""What everybody's names of one argument do; a world's own names go first."""
