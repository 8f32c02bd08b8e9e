"""Ranges that one side leaves out, as the other side tells them: ``max_i`` beside ``max_{i=1}^N``.

Where tensors are declared with their sizes, an index without a range runs over them. Tables by indices
have none, so that only the other side can say how far it runs.
"""

from __future__ import annotations

from fractions import Fraction

from grader.maths.expressions.expression import (
    Entry,
    Expression,
    Index,
    Name,
    Number,
    Range,
    Reduction,
    names_in,
    transform,
    walk,
)
from grader.maths.expressions.symbols import Declarations, Sort

_ONE = Number(Fraction(1))
_STEPS = frozenset("tsijkl")
"""Letters of a step or an index, which nobody takes for a size."""


def with_told_ranges(
    student: Expression, reference: Expression, declarations: Declarations
) -> tuple[Expression, Expression]:
    """Both sides, the open ranges of one closed by the one size that the other names.

    A student's range closes those of the reference only where no other declared number could be meant.
    """
    open_student, open_reference = _has_open(student), _has_open(reference)
    if open_student == open_reference:
        return student, reference
    if open_student:
        told = _told(reference)
        return (student if told is None else _closed(student, told)), reference
    told = _told(student)
    counts = {symbol.key for symbol in declarations.symbols if symbol.sort is Sort.POSINT}
    if told is None or counts - names_in(reference) - _STEPS != {told.key}:
        return student, reference
    return student, _closed(reference, told)


def _is_open(each: Range, body: Expression) -> bool:
    """Whether a range has no end, and no tensor gives it one."""
    return each.upper is None and not any(
        isinstance(part, Entry) and Index(each.index) in part.indices for part in walk(body)
    )


def _has_open(expression: Expression) -> bool:
    return any(
        _is_open(each, part.body)
        for part in walk(expression)
        if isinstance(part, Reduction)
        for each in part.ranges
    )


def _told(expression: Expression) -> Name | None:
    """The number that all ranges from 1 end at, if they end at one."""
    found = {
        each.upper
        for part in walk(expression)
        if isinstance(part, Reduction)
        for each in part.ranges
        if each.lower in (None, _ONE) and isinstance(each.upper, Name)
    }
    return found.pop() if len(found) == 1 else None


def _closed(expression: Expression, last: Name) -> Expression:
    def close(part: Expression) -> Expression:
        part = transform(part, close)
        if not isinstance(part, Reduction):
            return part
        ranges = tuple(
            Range(each.index, _ONE, last) if _is_open(each, part.body) else each for each in part.ranges
        )
        return Reduction(part.operator, ranges, part.body, part.shape)

    return close(expression)
