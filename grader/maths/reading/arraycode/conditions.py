"""Choices and comparisons in code: ``a if c else b``, ``np.where(c, a, b)``, ``(z > 0)`` as a factor."""

from __future__ import annotations

import ast

from grader.maths.expressions.build import ReadError
from grader.maths.expressions.expression import ONE, ZERO, Cases, Relation
from grader.maths.reading.arraycode.values import ArrayValue, applied, combine, negated, number, of_expression
from grader.maths.reasons import Reason

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<=", ast.Eq: "=", ast.NotEq: "!=",
}  # fmt: skip


def choice(
    sign: ast.cmpop, left: ArrayValue, right: ArrayValue, then: ArrayValue, otherwise: ArrayValue
) -> ArrayValue:
    """One value where the comparison holds, another elsewhere; of arrays, the greater of one and zero."""
    if left.shape and left.whole is not None and isinstance(sign, ast.Gt | ast.GtE):
        if right.whole == ZERO == otherwise.whole and then.whole == left.whole:
            return combine("maximum", left, right)
        if right.whole == ZERO == otherwise.whole:
            return combine("*", then, indicator(sign, left, right))
    if then.whole is not None and otherwise.whole is not None and not then.shape and not otherwise.shape:
        return of_expression(Cases(((then.whole, _relation(sign, left, right)), (otherwise.whole, None))))
    raise ReadError(Reason.UNPARSED, "a choice that cannot be read")


def indicator(sign: ast.cmpop, left: ArrayValue, right: ArrayValue) -> ArrayValue:
    """One where a comparison holds and zero elsewhere; of arrays, for entries that are not equal."""
    if not left.shape and not right.shape:
        return of_expression(Cases(((ONE, _relation(sign, left, right)), (ZERO, None))))
    if not isinstance(sign, ast.Gt | ast.GtE | ast.Lt | ast.LtE):
        raise ReadError(Reason.UNPARSED, "a comparison of arrays that cannot be read")
    if isinstance(sign, ast.Lt | ast.LtE):
        left, right = right, left
    difference = combine("+", left, negated(right))
    signs = applied(difference, "sign")
    return combine("/", combine("+", number(1), signs), number(2))


def _relation(sign: ast.cmpop, left: ArrayValue, right: ArrayValue) -> Relation:
    if left.whole is None or right.whole is None or left.shape or right.shape or type(sign) not in _SIGNS:
        raise ReadError(Reason.UNPARSED, "a condition that cannot be read")
    return Relation((left.whole, right.whole), (_SIGNS[type(sign)],))
