"""What a declared gradient says of the quantity that it is the gradient of."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from grader.maths.equality.problem import Problem, defined_key, names_behind
from grader.maths.expressions.build import ReadError, add, inner, multiply
from grader.maths.expressions.expression import Derivative, Expression, Name, Number, Relation
from grader.maths.expressions.symbols import Sort, Symbol

_NUMBERS = frozenset({Sort.REAL, Sort.POSREAL})


def with_gradients(problem: Problem) -> Problem:
    """The problem in which the declared gradients of what is given a value are the ones that it has."""
    return _with_all(problem, is_free=False)


def with_potentials(problem: Problem) -> Problem:
    r"""The problem in which what is free, but for its declared gradients, changes as those say.

    So ``\nabla_w (L + c)`` can be measured where ``\nabla_w L`` is declared, and the chain rule through w.
    """
    return _with_all(problem, is_free=True)


def _with_all(problem: Problem, *, is_free: bool) -> Problem:
    for spelled in dict.fromkeys(of for of, _ in problem.declarations.derivatives):
        if len(spelled) == 1:
            problem = _with_one(problem, spelled, is_free=is_free)
    return problem


def _with_one(problem: Problem, spelled: tuple[str, ...], *, is_free: bool) -> Problem:
    declarations = problem.declarations
    given = {defined_key(left) for left, _ in problem.definitions}
    of = declarations.by_spelling.get(spelled)
    if of is not None and (of.shape or of.is_callable or of.sort not in _NUMBERS):
        return problem
    pairs = [
        (gradient, by)
        for (above, below), gradient in declarations.derivatives.items()
        if above == spelled
        and gradient.key not in given
        and (by := declarations.by_spelling.get(below)) is not None
        and not by.is_callable
        and gradient.shape == by.shape
    ]
    if of is not None and of.key in given:
        return problem if is_free else _measured(problem, of, pairs)
    if not is_free:
        return problem
    # of w = g u/|u|, u and g only through w
    pairs = [
        (gradient, by)
        for gradient, by in pairs
        if not any(
            by is not other and by.key in names_behind(Relation((Name(other.key, other.shape),), ()), problem)
            for _, other in pairs
        )
    ]
    if not pairs:
        return problem
    if of is None:
        of = Symbol(spelled[0], spelled, Sort.REAL)
        declarations = replace(
            declarations,
            symbols=(*declarations.symbols, of),
            vocabulary=declarations.vocabulary | set(spelled),
        )
    terms: list[Expression] = [Number(Fraction(7, 5))]
    for gradient, by in pairs:
        names = Name(gradient.key, gradient.shape), Name(by.key, by.shape)
        try:
            terms.append(inner(*names) if by.shape else multiply(names))
        except ReadError:
            return problem
    known = (Name(of.key), add(terms))
    return replace(problem, declarations=declarations, definitions=(*problem.definitions, known))


def _measured(problem: Problem, of: Symbol, pairs: list[tuple[Symbol, Symbol]]) -> Problem:
    found = list(problem.definitions)
    behind = names_behind(Relation((Name(of.key),), ()), problem)
    for gradient, by in pairs:
        if by.key in behind:
            derivative = Derivative(Name(of.key), Name(by.key, by.shape), by.shape)
            found.append((Name(gradient.key, gradient.shape), derivative))
    return replace(problem, definitions=tuple(found))
