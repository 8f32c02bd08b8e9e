"""Products of arrays summed over named axes: ``einsum('ij,j->i', A, x)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from grader.maths.expressions.build import ReadError, ill_typed
from grader.maths.expressions.expression import ONE, Expression, Index, Range, Reduction
from grader.maths.reading.arraycode.values import (
    ArrayValue,
    combine,
    matrix_product,
    of_expression,
    transposed,
)
from grader.maths.reasons import Reason

MAX_LETTERS = 12


def contract(subscripts: str, operands: Sequence[ArrayValue], fresh: Callable[[], str]) -> ArrayValue:
    """The product of arrays summed over the letters that the result does not keep; raises `ReadError`."""
    left, _, right = subscripts.replace(" ", "").partition("->")
    names = left.split(",")
    if len(names) != len(operands) or not re.fullmatch(r"[a-zA-Z,]+", left) or len(left) > MAX_LETTERS:
        raise ReadError(Reason.UNPARSED, "an einsum that cannot be read")
    if any(len(name) != len(value.shape) for name, value in zip(names, operands, strict=True)):
        raise ill_typed("einsum with other indices than axes")
    letters = dict.fromkeys("".join(names))
    if len(right) > 2 or len(set(right)) != len(right) or not letters.keys() >= set(right):
        raise ReadError(Reason.UNPARSED, "an einsum that cannot be read")
    return _summed(names, operands, right, list(letters), fresh)


def _summed(
    names: Sequence[str],
    operands: Sequence[ArrayValue],
    kept: str,
    letters: Sequence[str],
    fresh: Callable[[], str],
) -> ArrayValue:
    running = {letter: Index(fresh()) for letter in letters if letter not in kept}
    sizes = {
        letter: size
        for name, value in zip(names, operands, strict=True)
        for letter, size in zip(name, value.shape, strict=True)
    }

    def entry(indices: tuple[Expression, ...]) -> Expression:
        places: dict[str, Expression] = {**running, **dict(zip(kept, indices, strict=True))}
        body = of_expression(ONE)
        for name, value in zip(names, operands, strict=True):
            body = combine("*", body, of_expression(value.entry(tuple(places[letter] for letter in name))))
        assert body.whole is not None
        ranges = tuple(Range(index.name) for index in running.values())
        return Reduction("sum", ranges, body.whole) if ranges else body.whole

    if not kept:
        return of_expression(entry(()))
    whole = _plain_product(names, operands, kept, fresh)
    return ArrayValue(tuple(sizes[letter] for letter in kept), whole, entry)


def _plain_product(
    names: Sequence[str], operands: Sequence[ArrayValue], kept: str, fresh: Callable[[], str]
) -> Expression | None:
    """The product of two that an einsum with one common letter is."""
    if len(names) != 2 or len(set(names[0]) & set(names[1])) != 1 or len(kept) not in (1, 2):
        return None
    (common,) = set(names[0]) & set(names[1])
    if common in kept:
        return None
    first, second = operands
    if names[0].index(common) == 0 and len(names[0]) == 2:
        first = transposed(first)
    if names[1].index(common) == 1:
        second = transposed(second)
    if kept[0] not in names[0]:
        return None
    return matrix_product(first, second, fresh).whole
