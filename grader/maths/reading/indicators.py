r"""Read what is one where a relation holds, else zero: ``[i=j]``, ``\mathbb{1}\{x>0\}``, ``\delta_{ij}``."""

from __future__ import annotations

from grader.maths.expressions.build import ill_typed
from grader.maths.expressions.expression import ONE, ZERO, Cases, Expression, Relation
from grader.maths.notation.tokens import TokenKind
from grader.maths.reading.indices import BRACKETS, read_subscript
from grader.maths.reading.names import declared_spelling
from grader.maths.reading.state import State

_SIGNS = ("=", "!=", "<", ">", "<=", ">=")


def indicator(relation: Relation) -> Expression:
    """One where the relation holds, else zero."""
    if any(side.shape for side in relation.sides):
        raise ill_typed("a relation of vectors in an indicator")
    return Cases(((ONE, relation), (ZERO, None)))


def read_compared(state: State, closing: str) -> Expression:
    """The indicator of the relation in a bracket, of which the opening is passed."""
    outer, state.in_indicator = state.in_indicator, True
    try:
        sides, signs = [state.read_sum(state)], []
        while state.at(*_SIGNS):
            signs.append(state.take().text)
            sides.append(state.read_sum(state))
    finally:
        state.in_indicator = outer
    state.expect(closing)
    return indicator(Relation(tuple(sides), tuple(signs)))


def at_compared(state: State, ahead: int = 0) -> bool:
    """Whether a bracket comes, so many tokens further on, in which a relation stands."""
    place = state.position + ahead
    if place < len(state.tokens) and state.tokens[place].is_operator("_"):
        place += 1
    if place >= len(state.tokens) or not state.tokens[place].is_operator(*BRACKETS):
        return False
    depth = 0
    for token in state.tokens[place:]:
        depth += token.is_operator(*BRACKETS) - token.is_operator(*BRACKETS.values())
        if depth == 0:
            return False
        if depth == 1 and token.is_operator(*_SIGNS):
            return True
    return False


def read_indicator(state: State) -> Expression | None:
    """An indicator with its sign in front: a one, an I; None where none begins here."""
    token = state.token
    if token is None:
        return None
    is_one = (token.kind is TokenKind.NUMBER and token.text == "1") or state.at_name("ones")
    if not is_one and not (state.at_name("I", "chi") and declared_spelling(state) is None):
        return _read_kronecker(state)
    if not at_compared(state, 1):
        return None
    state.take()
    state.accept("_")
    closing = BRACKETS[state.take().text]
    state.closers.append(closing)
    try:
        return read_compared(state, closing)
    finally:
        state.closers.pop()


def _read_kronecker(state: State) -> Expression | None:
    following = state.peek()
    if not state.at_name("delta") or declared_spelling(state) is not None or following is None:
        return None
    if not following.is_operator("_"):
        return None
    start = state.position
    state.position += 2
    indices = read_subscript(state, 2)
    if len(indices) != 2 or any(each.shape for each in indices):
        state.position = start
        return None
    return indicator(Relation((indices[0], indices[1]), ("=",)))
