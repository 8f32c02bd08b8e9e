"""Random environments that fit declarations: the points where two formulas are compared."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from grader.maths.evaluation.evaluate import Environment
from grader.maths.expressions.symbols import Declarations, Sort, Symbol

_SIZES = (3, 2, 5, 4, 6, 7)
_INTEGERS = (3, 5, 7, 2, 4, 6, 8, 9)
_POSITIVE_FROM = 18
"""From this draw on all entries are positive, for formulas with logarithms of entries."""


@lru_cache(maxsize=256)
def draw_environments(declarations: Declarations, *, count: int, seed: int = 0) -> tuple[Environment, ...]:
    """`count` environments: sizes distinct, in both orders; integers small and distinct."""
    return tuple(_draw(declarations, number, seed) for number in range(count))


def _draw(declarations: Declarations, number: int, seed: int) -> Environment:
    source = random.Random(f"{seed}/{number}")
    letters = sorted(declarations.sizes)
    integers = [symbol for symbol in declarations.symbols if symbol.sort is Sort.POSINT]
    sizes = dict(zip(letters, _distinct_sizes(len(letters), number), strict=True))
    values: dict[str, object] = {}
    pool = _integer_pool(source, number, set(sizes.values()))
    for symbol in integers:
        # a size letter that is also declared as a number is that number
        values[symbol.key] = sizes.get(symbol.key) or next(pool)
    index_range = min(sizes.values(), default=4)
    for symbol in declarations.symbols:
        if symbol.key not in values and symbol.sort is not Sort.IDENTITY:
            value = _value(symbol, source, sizes, index_range)
            if number >= _POSITIVE_FROM and isinstance(value, np.ndarray):
                value = np.abs(value)
            values[symbol.key] = value
    if number % 3 == 1:
        # what is summed over a Kronecker delta differs where indices are equal
        alike = [symbol.key for symbol in declarations.symbols if symbol.sort is Sort.INDEX]
        values.update((key, values[alike[0]]) for key in alike)
    for key, drawn in tuple(values.items()):
        slope = values.get(f"{key}'")
        if isinstance(drawn, Elementwise) and isinstance(slope, Elementwise):
            values[f"{key}'"] = drawn.slope
    return Environment(values, sizes, {}, index_range)


def _distinct_sizes(count: int, number: int) -> tuple[int, ...]:
    """Distinct sizes, in another order for each draw, so that a missing transpose cannot pass."""
    chosen = _SIZES[:count] if count <= len(_SIZES) else tuple(range(2, count + 2))
    if count < 2:
        return (_SIZES[number % 3],) if count else ()
    orders = list(itertools.islice(itertools.permutations(chosen), 24))
    step = 5 if len(orders) > 5 else 1
    return orders[(number * step) % len(orders)]


def _integer_pool(source: random.Random, number: int, used: set[int]) -> Any:
    pool = [value for value in _INTEGERS if value not in used] or list(_INTEGERS)
    source.shuffle(pool)
    # (2, 4) satisfies x^y = y^x: never the two first
    if set(pool[:2]) == {2, 4}:
        pool[1], pool[2] = pool[2], pool[1]
    return itertools.chain(pool, itertools.count(10))


def _value(symbol: Symbol, source: random.Random, sizes: dict[str, int], index_range: int) -> object:
    if symbol.sort in (Sort.VECTOR, Sort.MATRIX):
        return _array(symbol, source, sizes)
    if symbol.sort is Sort.TABLE:
        return Table(source.getrandbits(32), _dimensions(symbol, sizes))
    if symbol.sort is Sort.FUNCTION:
        return _function(source, _dimensions(symbol, sizes))
    if symbol.sort is Sort.ELEMENTWISE:
        return _elementwise(source)
    if symbol.sort is Sort.INDEX:
        return source.randint(1, index_range)
    if symbol.sort is Sort.INT:
        return source.randint(2, 9)
    if symbol.sort is Sort.POSREAL:
        return source.uniform(0.3, 2.5)
    if symbol.sort is Sort.PROB:
        return source.uniform(0.05, 0.95)
    if symbol.sort is Sort.FUNCTIONAL:
        return None
    return source.choice((-1, 1)) * source.uniform(0.3, 2.0)


def _dimensions(symbol: Symbol, sizes: dict[str, int]) -> tuple[int, ...]:
    return tuple(size if isinstance(size, int) else sizes.get(str(size), 3) for size in symbol.shape)


def _array(symbol: Symbol, source: random.Random, sizes: dict[str, int]) -> Any:
    dimensions = _dimensions(symbol, sizes)
    entries = [source.choice((-1, 1)) * source.uniform(0.2, 1.8) for _ in range(math.prod(dimensions))]
    return np.array(entries).reshape(dimensions)


@dataclass(frozen=True)
class Table:
    """A random number (or array) for every tuple of arguments, the same whenever asked."""

    seed: int
    dimensions: tuple[int, ...] = ()

    def __call__(self, *arguments: float) -> Any:
        source = random.Random(hash((self.seed, *(round(float(each), 9) for each in arguments))))
        if not self.dimensions:
            return source.uniform(0.1, 2.0)
        count = math.prod(self.dimensions)
        return np.array([source.uniform(-1.8, 1.8) for _ in range(count)]).reshape(self.dimensions)


def _function(source: random.Random, dimensions: tuple[int, ...]) -> Callable[..., Any]:
    """A smooth function without symmetry, of numbers or arrays."""
    seed = source.getrandbits(32)

    def function(*arguments: Any) -> Any:
        coefficients = random.Random(seed)
        entries = [entry for argument in arguments for entry in np.ravel(argument)]
        if dimensions:
            return np.array([_mixture(entries, coefficients) for _ in range(math.prod(dimensions))]).reshape(
                dimensions
            )
        return _mixture(entries, coefficients)

    return function


def _mixture(entries: list[float], coefficients: random.Random) -> float:
    total = coefficients.uniform(0.2, 0.9)
    for entry in entries:
        slope, shift, weight = (coefficients.uniform(0.4, 1.4) for _ in range(3))
        total += (
            weight * math.tanh(slope * entry + shift)
            + 0.3 * weight * entry
            + 0.2 * math.sin(entry * slope * 2)
        )
    return total


@dataclass(frozen=True)
class Elementwise:
    """A smooth function without symmetry, applied to a number or to each entry."""

    rate: float
    shift: float
    weight: float

    def __call__(self, argument: Any) -> Any:
        bent = self.weight * np.tanh(self.rate * argument + self.shift)
        return bent + 0.3 * argument + 0.2 * np.sin(2 * argument)

    def slope(self, argument: Any) -> Any:
        """Its derivative."""
        bent = self.weight * self.rate * (1 - np.tanh(self.rate * argument + self.shift) ** 2)
        return bent + 0.3 + 0.4 * np.cos(2 * argument)


def _elementwise(source: random.Random) -> Elementwise:
    return Elementwise(*(source.uniform(0.4, 1.4) for _ in range(3)))
