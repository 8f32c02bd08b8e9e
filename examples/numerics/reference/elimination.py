"""Gaussian elimination: what it costs in a band, which pivots it takes, and the tridiagonal case."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import numpy as np

from grader.model.programs import Case, CaseKind, CaseSet

_NAMES = ("mass", "energy", "charge")
Rows = dict[int, list[Fraction]]
Pivots = tuple[tuple[str, ...], Fraction]
_MATRIX = ((1, 2, 1), (4, 1, 0), (-5, 5, 3))


def band_cost() -> str:
    """The order of growth of elimination with n unknowns in a band of width b (part 2.1)."""
    return "n b^2"


def equations() -> tuple[str, ...]:
    """The names of the rows: the words of part 2.3."""
    return _NAMES


def orders() -> tuple[Pivots, ...]:
    """Every order there is, with its last pivot."""
    return tuple(
        _eliminate(lambda _rows, column, order=order: order[column]) for order in permutations(range(3))
    )


def pivots() -> tuple[str, ...]:
    """The order of partial pivoting."""
    return _eliminate(_largest)[0]


def last_pivot() -> Fraction:
    """Its last pivot, checked: the quotient of the last two leading minors."""
    last = _eliminate(_largest)[1]
    rows = np.array([_MATRIX[_NAMES.index(name)] for name in pivots()], dtype=float)
    if not np.isclose(float(last), np.linalg.det(rows) / np.linalg.det(rows[:2, :2])):
        raise ArithmeticError("the last pivot is not the quotient of the minors")
    return last


def unpivoted() -> tuple[str, ...]:
    """The order of no pivoting at all."""
    return _eliminate(_first)[0]


def last_unpivoted() -> Fraction:
    """The last pivot without pivoting."""
    return _eliminate(_first)[1]


def signed() -> tuple[str, ...]:
    """The order where absolute values are forgotten."""
    return _eliminate(lambda rows, column: max(rows, key=lambda i: rows[i][column]))[0]


def static() -> tuple[str, ...]:
    """The order where pivots are looked for in the matrix as it was given."""
    return _eliminate(lambda rows, column: max(rows, key=lambda i: abs(_MATRIX[i][column])))[0]


def _largest(rows: Rows, column: int) -> int:
    return max(rows, key=lambda i: abs(rows[i][column]))


def _first(rows: Rows, _column: int) -> int:
    return min(rows)


def _eliminate(choose: Callable[[Rows, int], int]) -> Pivots:
    """The names of the rows in the order in which `choose` takes them, and the last pivot."""
    rows: Rows = {i: [Fraction(value) for value in row] for i, row in enumerate(_MATRIX)}
    order = []
    for column in range(3):
        i = choose(rows, column)
        pivot = rows.pop(i)
        order.append(_NAMES[i])
        for row in rows.values():
            factor = row[column] / pivot[column]
            row[:] = [value - factor * above for value, above in zip(row, pivot, strict=True)]
    return tuple(order), pivot[2]


def tridiagonal(lower: np.ndarray, main: np.ndarray, upper: np.ndarray, right: np.ndarray) -> np.ndarray:
    """(n,): the solution of a tridiagonal system; lower and upper have n - 1 entries (part 3.1)."""
    return np.linalg.solve(np.diag(main) + np.diag(lower, -1) + np.diag(upper, 1), right)


def _system(random: np.random.Generator, n: int) -> tuple[np.ndarray, ...]:
    lower, upper = random.normal(size=(2, n - 1))
    return lower, 4 + random.uniform(size=n), upper, random.normal(size=n)


def _hidden(seed: int) -> tuple[Case, ...]:
    random = np.random.default_rng(seed)
    regular = [Case(_system(random, n)) for n in (2, 3, 5, 12)]
    return (*regular, Case(_system(random, 1), CaseKind.EDGE, "one unknown"))


def _small() -> tuple[Case, ...]:
    return tuple(
        Case((np.ones(n - 1), np.full(n, 3.0), np.ones(n - 1), np.arange(1.0, n + 1))) for n in (1, 2, 3)
    )


CASES = CaseSet(_hidden, _small)
