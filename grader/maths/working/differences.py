"""Derivatives in `grader compare`: ``d/dx (...)`` and ``\\nabla_w ...``, measured by differences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from grader.maths.equality.problem import Problem, environments
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.expressions.expression import Expression
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Unread

_SIGN = r"(?:d|\\partial|\\mathrm\s*\{\s*d\s*\}|∂)"
_NAME = r"\\?[A-Za-z]+(?:_\{?\w+\}?)?"
_WRITTEN = re.compile(
    rf"^\s*(?:\\[dt]?frac\s*\{{\s*{_SIGN}\s*\}}\s*\{{\s*{_SIGN}\s*(?P<below>{_NAME})\s*\}}|"
    rf"{_SIGN}\s*/\s*{_SIGN}\s*(?P<inline>{_NAME})(?![A-Za-z])|"
    rf"(?:\\nabla|∇)\s*_\s*\{{?\s*(?P<nabla>{_NAME})\s*\}}?)\s*(?P<body>.+)$",
    re.DOTALL,
)
_BARRED = re.compile(
    r"(?:\\left\s*)?(?:\\\||\|\||‖|\\lVert).*?(?:\\right\s*)?(?:\\\||\|\||‖|\\rVert)", re.DOTALL
)
_WIDTH = 1e-4
_CLOSE, _APART = 1e-6, 1e-3
_POINTS = 6


@dataclass(frozen=True)
class Derivative:
    """The derivative of an expression by a declared name."""

    body: Expression
    by: str


def read_derivative(text: str, problem: Problem) -> Derivative | None:
    """The derivative that a side is; None where it is none, or where it is unclear how far it reaches."""
    found = _WRITTEN.match(text)
    if found is None or not _is_one_term(found["body"]):
        return None
    by = read_expression(found["below"] or found["inline"] or found["nabla"], problem.declarations)
    body = read_expression(found["body"], problem.declarations)
    key = getattr(by, "key", "")
    return None if isinstance(body, Unread) or not key else Derivative(body, key)


def _is_one_term(body: str) -> bool:
    depth = 0
    # what stands between bars is one term
    for place, letter in enumerate(_BARRED.sub(" N ", body.strip())):
        depth += (letter in "([{") - (letter in ")]}")
        if letter in "+-−" and depth == 0 and place:
            return False
    return True


def is_derivative(claimed: Derivative, right: Expression, problem: Problem) -> bool | None:
    """Whether `right` is that derivative; None where it cannot be told."""
    close = 0
    for environment in environments(problem, _POINTS):
        try:
            slopes = _slopes(claimed, environment)
            value = evaluate(right, environment)
        except Undefined:
            continue
        if slopes is None or isinstance(value, ScaledIdentity):
            return None
        stated = np.asarray(value, dtype=float)
        if stated.shape != slopes.shape:
            return None
        gap = float(np.max(np.abs(stated - slopes))) / max(1.0, float(np.max(np.abs(stated))))
        if gap > _APART:
            return False
        close += gap < _CLOSE
    return True if close >= _POINTS // 2 else None


def _slopes(
    claimed: Derivative, environment: Environment
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
    """The derivative of a number by a number, or its gradient, entry by entry, from five points each."""
    start = environment.values.get(claimed.by)
    if not isinstance(start, (int, float, np.ndarray)) or isinstance(start, bool):
        return None
    origin = np.asarray(start, dtype=float)
    slopes = np.zeros(origin.size)
    for entry in range(origin.size):
        values = []
        for steps in (-2, -1, 1, 2):
            moved = origin.reshape(-1).copy()
            moved[entry] += steps * _WIDTH * 10
            inside: object = moved.reshape(origin.shape) if origin.shape else float(moved[0])
            value = evaluate(
                claimed.body, replace(environment, values={**environment.values, claimed.by: inside})
            )
            if not isinstance(value, (int, float, np.floating)):
                return None
            values.append(float(value))
        slopes[entry] = (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * _WIDTH * 10)
    return slopes.reshape(origin.shape)
