"""Differentials, ``dL = tr(A^T dX)``: how names change as those that are free change somehow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from grader.maths.equality.problem import Problem, defined_key, settle
from grader.maths.evaluation.evaluate import Environment
from grader.maths.evaluation.slopes import SLOPE_WEIGHTS
from grader.maths.expressions.symbols import Declarations, Sort, Symbol

_SORTS = frozenset({Sort.REAL, Sort.POSREAL, Sort.PROB, Sort.VECTOR, Sort.MATRIX})
_PREFIX = "d "
_UPRIGHT = re.compile(r"\\(?:mathrm|text|operatorname)\s*(?:\{\s*d\s*\}|d(?![A-Za-z]))")
_WIDTH = 4e-3
_QUOTIENT = re.compile(
    r"\\[dt]?frac\s*\{[^{}]*\}\s*\{\s*(?:d|\\mathrm\s*\{\s*d\s*\})[^{}]*\}|"
    r"(?<![A-Za-z])d\s*\\?\w*\s*/\s*d\s*\\?\w+|\\int.*"
)


def with_differentials(problem: Problem, sides: Iterable[str]) -> Problem:
    """The problem with a differential ``dx`` of each name of which a side is one: ``dL``."""
    texts = [_UPRIGHT.sub("d ", _QUOTIENT.sub(" ", side)) for side in sides]
    declarations = problem.declarations
    if "d" in declarations.by_key or not any(is_differential(text, declarations) for text in texts):
        return problem
    whole = " ; ".join(texts)
    found = [symbol for symbol in declarations.symbols if symbol.sort in _SORTS and _occurs(symbol, whole)]
    if len(found) < 2:
        return problem
    added = [each for symbol in found for each in _differentials(symbol)]
    words = frozenset(word for each in added for word in each.spelling if word.isalnum())
    extended = replace(
        declarations, symbols=(*declarations.symbols, *added), vocabulary=declarations.vocabulary | words
    )
    return replace(problem, declarations=extended)


def _name(symbol: Symbol) -> str:
    text = r"\s*".join(re.escape(word) for word in symbol.spelling)
    return rf"\\?{text}(?![A-Za-z])"


def is_differential(side: str, declarations: Declarations) -> bool:
    """Whether a side is the differential of a declared name, and nothing else."""
    text = _UPRIGHT.sub("d ", side)
    return "d" not in declarations.by_key and any(
        symbol.sort in _SORTS and re.fullmatch(rf"\s*d\s*(?:\\[,;! ])*\s*{_name(symbol)}\s*", text)
        for symbol in declarations.symbols
    )


def _occurs(symbol: Symbol, text: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z\\])d\s*(?:\\[,;! ])*\s*{_name(symbol)}", text))


def _differentials(symbol: Symbol) -> Iterable[Symbol]:
    key = _PREFIX + symbol.key
    sort = {0: Sort.REAL, 1: Sort.VECTOR, 2: Sort.MATRIX}[len(symbol.shape)]
    yield Symbol(key, ("d", *symbol.spelling), sort, symbol.shape)
    if symbol.spelling[0].isalpha():
        yield Symbol(key, ("d" + symbol.spelling[0], *symbol.spelling[1:]), sort, symbol.shape)


def differential_values(
    problem: Problem, environment: Environment, fixed: frozenset[str]
) -> dict[str, object]:
    """The differentials of the names that are defined, along those of the free ones."""
    known = {defined_key(left) for left, _ in problem.definitions}
    names = {
        symbol.key[len(_PREFIX) :]
        for symbol in problem.declarations.symbols
        if symbol.key.startswith(_PREFIX)
    }
    if not names & known:
        return {}
    plain = _without(problem)
    free = [key for key in sorted(names - known) if key in environment.values]

    def moved(steps: int) -> Environment:
        values: dict[str, Any] = {}
        for key in free:
            start: Any = environment.values[key]
            values[key] = start + steps * _WIDTH * np.asarray(environment.values[_PREFIX + key])
            if not np.ndim(values[key]):
                values[key] = float(values[key])
        return settle(plain, environment.override(values), fixed | frozenset(free))

    there = {steps: (moved(steps), moved(-steps)) for steps, _ in SLOPE_WEIGHTS}
    found: dict[str, object] = {}
    for key in sorted(names & known):
        total: Any = 0.0
        for steps, weight in SLOPE_WEIGHTS:
            ahead, back = (each.values[key] for each in there[steps])
            total = total + weight * (np.asarray(ahead) - np.asarray(back)) / _WIDTH
        found[_PREFIX + key] = total if np.ndim(total) else float(total)
    return found


def _without(problem: Problem) -> Problem:
    kept = tuple(each for each in problem.declarations.symbols if not each.key.startswith(_PREFIX))
    return replace(problem, declarations=replace(problem.declarations, symbols=kept))
