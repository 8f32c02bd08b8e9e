"""Quantities at steps as plain unknowns: ``g_t = \\sigma(h_t)`` says how two numbers hang together."""

from __future__ import annotations

from dataclasses import replace

from grader.maths.equality.problem import Problem
from grader.maths.equality.recurrence import name_and_shift
from grader.maths.expressions.expression import (
    SCALAR,
    Apply,
    Expression,
    Index,
    Name,
    Relation,
    transform,
    walk,
)
from grader.maths.expressions.symbols import Declarations, Sort, Symbol


def as_unknowns(relation: Relation, problem: Problem) -> tuple[Relation, Problem] | None:
    """The relation with a number for each quantity at its step, the latest step called the same.

    None where it has no such quantities, or its step stands elsewhere, too.
    """
    applied = [
        part
        for part in walk(relation)
        if isinstance(part, Apply) and _is_quantity(part, problem.declarations)
    ]
    splits = {part: name_and_shift(part.arguments[0], problem.declarations) for part in applied}
    known = {part: split for part, split in splits.items() if split is not None}
    names = {name for name, _ in known.values()}
    if not applied or len(known) != len(splits) or len(names) != 1:
        return None
    (step,) = names
    latest = max(shift for _, shift in known.values())
    unknowns = {part: Name(f"{part.function} at {shift - latest}") for part, (_, shift) in known.items()}

    def written(part: Expression) -> Expression:
        return unknowns[part] if isinstance(part, Apply) and part in unknowns else transform(part, written)

    result = transform(relation, written)
    if not isinstance(result, Relation) or any(_is_step(part, step) for part in walk(result)):
        return None
    symbols = {each.key: Symbol(each.key, (each.key,), Sort.REAL) for each in unknowns.values()}
    fresh = tuple(symbols[key] for key in sorted(symbols) if problem.declarations.get(key) is None)
    declarations = replace(problem.declarations, symbols=(*problem.declarations.symbols, *fresh))
    return result, replace(problem, declarations=declarations)


def _is_quantity(part: Apply, declarations: Declarations) -> bool:
    symbol = declarations.get(part.function)
    return (
        symbol is not None
        and symbol.sort is Sort.TABLE
        and symbol.shape == SCALAR
        and len(symbol.arguments) == 1
    )


def _is_step(part: Expression, step: str) -> bool:
    return (isinstance(part, Name) and part.key == step) or (isinstance(part, Index) and part.name == step)
