"""Assumptions of which no equation is made: which false links could rest on them, and which could not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from grader.maths.equality.problem import Problem, defined_key, environments, names_behind, settle
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.evaluation.numeric import ScaledIdentity
from grader.maths.expressions.expression import (
    Call,
    Entry,
    Expression,
    Name,
    Norm,
    Number,
    Product,
    Reduction,
    Relation,
    Transpose,
    names_in,
    walk,
)
from grader.maths.expressions.symbols import Sort

OPEN = re.compile(
    r"\b(?:independen\w*|uncorrelated|i\.?i\.?d\b|eigen\w+|singular|SVD|spectral|diagonali[sz]\w*|"
    r"(?:is|be) diagonal|uniform\w*|(?:is|be) the inverse|determinant (?:one|1)|"
    r"(?:correct|true|target) class|"
    r"at (?:convergence|initiali[sz]ation)|steady[- ]state|converged|WLOG|without loss of|indépendant\w*|"
    r"by (?:construction|assumption|hypothesis|convention)|par hypothèse|"
    r"(?:with|has|have|having)\s+(?:[\w-]+\s+){0,3}(?:mean|variance|norm|rank|trace)\s+(?:\$|\\\())",
    re.IGNORECASE,
)
"""Words that say of some names what no equation tells."""
NEAR = re.compile(
    r"\b(?:first[- ]order (?:in|approx\w*|terms?|expansion|taylor)|to (?:first|second|leading|lowest) order|"
    r"taylor|approx\w*|negligible|neglect\w*|higher[- ]order|linearis\w+|lineariz\w+|"
    r"(?:sufficiently|for|when|if|as|assum\w+) (?:[\w$\\]+ )?(?:small|large|tiny)|(?:small|large) enough)|"
    r"\\approx|≈|\\ll\b|≪",
    re.IGNORECASE,
)
"""Words that let a link hold only nearly."""
_HERE = re.compile(
    r"\b(?:by|from|under|per|par|selon) (?:the |our |this |l')?(?:\w+ )?"
    r"(?:construction|assumptions?|hypothes[ie]s|convention|hypothèse)\b",
    re.IGNORECASE,
)
_SMALL, _SMALLER = 1e-2, 1e-4
_FIRST_ORDER, _SECOND_ORDER = 5e-2, 2e-3
_POINTS = 2
_REAL = frozenset({Sort.REAL, Sort.POSREAL, Sort.PROB, Sort.VECTOR, Sort.MATRIX})


def changes_names(stated: Relation, problem: Problem) -> bool:
    """Whether a name of which nothing is known stands on one side and not on the other."""
    known = {defined_key(left) for left, _ in problem.definitions}
    left, right = (
        names_behind(Relation((side,), ()), problem) - known for side in (stated.sides[0], stated.sides[-1])
    )
    return left != right


def is_said_here(words: str) -> bool:
    """Whether words round a link say that it rests on an assumption."""
    return bool(_HERE.search(words))


def is_near(stated: Relation, problem: Problem) -> bool:
    """Whether the sides tend to each other where one of their names is small, or large.

    A name that one side drops need not be there to first order; else the sides agree to that order.
    """
    left, right = stated.sides[0], stated.sides[-1]
    dropped = names_in(left) ^ names_in(right)
    known = {defined_key(name) for name, _ in problem.definitions}
    for key in sorted(names_behind(stated, problem) - known):
        symbol = problem.declarations.get(key)
        if symbol is None or symbol.sort not in _REAL:
            continue
        wanted = _FIRST_ORDER if dropped else _SECOND_ORDER
        if any(_closes(left, right, key, factors, wanted, problem) for factors in _SCALES):
            return True
    return False


_SCALES = ((_SMALL, _SMALLER), (1 / _SMALL, 1 / _SMALLER))


def _closes(
    left: Expression,
    right: Expression,
    key: str,
    factors: tuple[float, float],
    wanted: float,
    problem: Problem,
) -> bool:
    """Whether the gap between the sides closes as a name is scaled."""
    gaps = []
    for environment in environments(problem, _POINTS):
        value = environment.values.get(key)
        if not isinstance(value, (int, float, np.ndarray)):
            return False
        pair = []
        for factor in factors:
            try:
                there = settle(problem, environment.override({key: value * factor}), frozenset({key}))
                pair.append(_gap(left, right, there))
            except Undefined:
                return False
        gaps.append(pair)
    return bool(gaps) and all(
        near is not None and far is not None and near < 1e-2 and near <= wanted * max(far, 1e-12)
        for far, near in gaps
    )


def _gap(left: Expression, right: Expression, environment: Environment) -> float | None:
    one, two = evaluate(left, environment), evaluate(right, environment)
    if isinstance(one, ScaledIdentity) or isinstance(two, ScaledIdentity):
        return None
    first, second = np.asarray(one, dtype=float), np.asarray(two, dtype=float)
    if first.shape != second.shape:
        return None
    scale = max(float(np.max(np.abs(first))), float(np.max(np.abs(second))), 1e-300)
    return float(np.max(np.abs(first - second))) / scale


# --- what an assumption would do away with


def remains(supposed: Relation, stated: Relation) -> bool:
    """Whether what an assumption gives a value stands on both sides of a link, which so does not use it."""
    told = supposed.sides[0]
    if supposed.signs != ("=",):
        return False
    if not isinstance(supposed.sides[-1], (Number, Name)) and not isinstance(told, (Transpose, Product)):
        return False
    return all(_stands_in(told, side) for side in (stated.sides[0], stated.sides[-1]))


def _stands_in(told: Expression, side: Expression) -> bool:
    if isinstance(told, Name):
        return told.key in names_in(side)
    forms = list(_forms(told))
    for part in walk(side):
        if part in forms:
            return True
        if isinstance(part, Product):
            runs = [form.factors for form in forms if isinstance(form, Product)]
            if any(
                part.factors[place : place + len(run)] == run
                for run in runs
                for place in range(len(part.factors) - len(run) + 1)
            ):
                return True
        if isinstance(told, Reduction) and isinstance(part, Reduction) and told.operator == part.operator:
            one, two = told.body, part.body
            if isinstance(one, Entry) and isinstance(two, Entry) and one.base == two.base:
                return True
    return False


def _forms(told: Expression) -> Iterator[Expression]:
    """An expression, and how else it may be written."""
    yield told
    if isinstance(told, Product) and len(told.factors) == 2 and isinstance(told.factors[0], Transpose):
        first, second = told.factors[0].operand, told.factors[1]
        yield Call("inner", (first, second))
        yield Call("inner", (second, first))
        yield Product((Transpose(second, (1, *second.shape)), first))
        if first == second:
            yield Norm(first)
