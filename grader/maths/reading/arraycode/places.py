"""Places in arrays: Python counts them from 0, paper from 1."""

from __future__ import annotations

from collections.abc import Set
from fractions import Fraction

from grader.maths.expressions.build import add
from grader.maths.expressions.expression import ONE, Apply, Entry, Expression, Index, Number, transform, walk
from grader.maths.expressions.symbols import Sort
from grader.maths.reading.state import State

_ONE_LESS = Number(Fraction(-1))


def in_places(expression: Expression, running: Set[str], state: State) -> Expression:
    """The expression, in which the `running` indices of Python's ranges are places counted from one.

    ``v[n-1-k]`` is the entry ``n + 1 - k`` of v where k runs over places; a table's steps stay numbers.
    """
    if isinstance(expression, Entry):
        indices = tuple(_place(index, running) for index in expression.indices)
        return Entry(in_places(expression.base, running, state), indices, expression.shape)
    symbol = state.declarations.get(expression.function) if isinstance(expression, Apply) else None
    if isinstance(expression, Apply) and symbol is not None and symbol.sort is Sort.TABLE:
        arguments = tuple(
            _place(argument, running) if kind == "index" else _number(argument, running)
            for argument, kind in zip(expression.arguments, symbol.arguments, strict=True)
        )
        return Apply(expression.function, arguments, expression.shape)
    return transform(expression, lambda part: in_places(part, running, state))


def _place(index: Expression, running: Set[str]) -> Expression:
    if isinstance(index, Index) or not _runs(index, running):
        return index
    return add((_number(index, running), ONE))


def _number(part: Expression, running: Set[str]) -> Expression:
    if isinstance(part, Index) and part.name in running:
        return add((part, _ONE_LESS))
    return transform(part, lambda inner: _number(inner, running))


def _runs(index: Expression, running: Set[str]) -> bool:
    return any(isinstance(part, Index) and part.name in running for part in walk(index))
