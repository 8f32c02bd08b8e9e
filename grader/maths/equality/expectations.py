r"""Means and variances of expressions, where that of one quantity is declared: ``E[u^\top x]``, ``E[x]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.maths.equality.problem import Problem, defined_key, settle
from grader.maths.evaluation.evaluate import Environment, Undefined
from grader.maths.expressions.expression import SCALAR, names_in
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
    return replace(problem, declarations=declarations)


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
    return {"E": Expectation(problem, environment), "Var": Expectation(problem, environment, centred=True)}


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
