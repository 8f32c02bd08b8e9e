r"""Means and variances of expressions, where that of one quantity is declared: ``E[u^\top x]``, ``E[x]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from grader.maths.equality.problem import Problem, defined_key, names_behind, settle
from grader.maths.evaluation.evaluate import Environment, Undefined
from grader.maths.expressions.expression import SCALAR, Apply, Name, Number, Power, Relation, Sum, names_in
from grader.maths.expressions.symbols import SHAPED, Sort, Symbol
from grader.maths.reasons import Reason

_MEAN = re.compile(r"^E\[(?P<inner>[^\[\]]+)\]$")
_NAMES = ("E", "Var")


def with_expectations(problem: Problem) -> Problem:
    """The problem in which E and Var take expressions, where the mean of a declared quantity is declared."""
    problem = _with_quantity(problem)
    if _random(problem) is None:
        return problem
    added = tuple(
        Symbol(name, (name,), Sort.FUNCTIONAL, SCALAR, (SHAPED,))
        for name in _NAMES
        if name not in problem.declarations.by_key
    )
    declarations = replace(
        problem.declarations,
        symbols=(*problem.declarations.symbols, *added),
        vocabulary=problem.declarations.vocabulary | frozenset(_NAMES),
    )
    return _with_means(replace(problem, declarations=declarations))


def _with_means(problem: Problem) -> Problem:
    """The problem in which declared means and variances of what depends on the random quantity are that."""
    random = _random(problem)
    defined = {defined_key(left) for left, _ in problem.definitions}
    found = list(problem.definitions)
    square, spread = f"E[{random}^2]", f"Var[{random}]"
    keys = problem.declarations.by_key
    if {square, spread} <= keys.keys() and not defined & {square, spread} and not keys[square].shape:
        mean = Power(Name(f"E[{random}]"), Number(Fraction(2)))
        found.append((Name(square), Sum((Name(spread), mean))))
    for symbol in problem.declarations.symbols:
        name, _, inner = symbol.key.rstrip("]").partition("[")
        quantity = problem.declarations.get(inner)
        if name not in _NAMES or symbol.key in defined or quantity is None or inner not in defined:
            continue
        of = Name(quantity.key, quantity.shape)
        if random in names_behind(Relation((of,), ()), problem):
            found.append((Name(symbol.key, symbol.shape), Apply(name, (of,), symbol.shape)))
    return replace(problem, definitions=tuple(found))


def _with_quantity(problem: Problem) -> Problem:
    """The problem with the quantity itself, where only its mean is declared."""
    found = {
        (mean["inner"], symbol.shape)
        for symbol in problem.declarations.symbols
        if (mean := _MEAN.match(symbol.key)) and re.fullmatch(r"[A-Za-z]+", mean["inner"])
    }
    if len(found) != 1:
        return problem
    ((key, shape),) = found
    if key in problem.declarations.by_key or key in problem.declarations.sizes:
        return problem
    symbol = Symbol(key, (key,), Sort.VECTOR if shape else Sort.REAL, shape)
    added = replace(
        problem.declarations,
        symbols=(*problem.declarations.symbols, symbol),
        vocabulary=problem.declarations.vocabulary | {key},
    )
    return replace(problem, declarations=added)


def _random(problem: Problem) -> str | None:
    """The one quantity with a declared mean and no definition: what everything random depends on."""
    defined = {defined_key(left) for left, _ in problem.definitions}
    found = {
        mean["inner"]
        for symbol in problem.declarations.symbols
        if (mean := _MEAN.match(symbol.key)) and mean["inner"] in problem.declarations.by_key
    } - defined
    return found.pop() if len(found) == 1 else None


def averaging(problem: Problem, environment: Environment) -> Mapping[str, object]:
    """The values of E and Var, if they take expressions."""
    if not all(
        (symbol := problem.declarations.get(name)) is not None and symbol.arguments == (SHAPED,)
        for name in _NAMES
    ):
        return {}
    spread = _with_spread(problem, environment)
    inner = environment.override(spread)
    return {**spread, "E": Expectation(problem, inner), "Var": Expectation(problem, inner, centred=True)}


def _with_spread(problem: Problem, environment: Environment) -> Mapping[str, object]:
    """A variance that is one, where none is given and what was drawn is none."""
    key = f"Var[{_random(problem)}]"
    value = environment.values.get(key)
    if any(defined_key(left) == key for left, _ in problem.definitions):
        return {}
    if isinstance(value, float) and value < 0:
        return {key: -value}
    if not isinstance(value, np.ndarray) or value.ndim != 2 or value.shape[0] != value.shape[1]:
        return {}
    known = np.allclose(value, value.T) and bool(np.all(np.linalg.eigvalsh(value) > 0))
    return {} if known else {key: value @ value.T + np.eye(len(value))}


@dataclass(frozen=True)
class Expectation:
    """The mean or the variance of an expression, exact for quadratic ones: over points that have both."""

    problem: Problem
    environment: Environment
    centred: bool = False
    """Whether it is the variance."""
    is_functional: bool = True

    def __call__(self, thunk: Callable[[Mapping[str, object]], Any]) -> Any:
        values = np.array([thunk(each) for each in self._samples()], dtype=float)
        mean = np.asarray(values.mean(axis=0))
        if not self.centred:
            return mean if mean.ndim else float(mean)
        spread = [value - mean for value in values]
        if mean.ndim > 1:
            raise Undefined(Reason.ILL_TYPED, "the variance of a matrix")
        found = sum(np.multiply.outer(each, each) for each in spread) / len(values)
        return found if np.ndim(found) else float(found)

    def _samples(self) -> Iterator[Mapping[str, object]]:
        key = _random(self.problem)
        if key is None:
            raise Undefined(Reason.UNKNOWN_SYMBOL, "a mean over several quantities")
        # what is a mean itself does not vary
        fixed = frozenset(
            defined_key(left) for left, right in self.problem.definitions if names_in(right) & set(_NAMES)
        )
        mean = np.asarray(self.environment.values.get(f"E[{key}]"), dtype=float)
        variance = np.asarray(self._variance(key, mean), dtype=float)
        for point in _points(mean, variance):
            inside: object = point if point.ndim else float(point)
            yield settle(self.problem, self.environment.override({key: inside}), fixed | {key}).values

    def _variance(self, key: str, mean: Any) -> Any:
        values = self.environment.values
        if values.get(f"Var[{key}]") is not None:
            return values[f"Var[{key}]"]
        square = values.get(f"E[{key}^2]")
        if isinstance(square, (int, float)) and not mean.ndim:
            return square - float(mean) ** 2
        return np.eye(mean.size) if mean.ndim else 1.0


def _points(mean: Any, variance: Any) -> Iterator[Any]:
    """Points, all of one weight, that have this mean and this variance."""
    if not mean.ndim:
        if variance < 0:
            raise Undefined(Reason.NOT_FINITE, "a negative variance")
        yield from (mean + sign * np.sqrt(variance) for sign in (1, -1))
        return
    try:
        root = np.linalg.cholesky(variance)
    except np.linalg.LinAlgError:
        raise Undefined(Reason.NOT_FINITE, "a variance that is none") from None
    for column in root.T * np.sqrt(mean.size):
        yield from (mean + column, mean - column)
