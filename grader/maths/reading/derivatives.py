r"""Read derivatives: ``\nabla_u L``, ``\partial L/\partial u``, ``dL/du``, declared or not."""

from __future__ import annotations

from dataclasses import replace

from grader.maths.expressions.build import ReadError, describe, ill_typed
from grader.maths.expressions.expression import Derivative, Entry, Expression, Name, Shape, Transpose, walk
from grader.maths.notation.tokens import FUNCTIONS, Token, TokenKind
from grader.maths.reading.indices import BRACKETS, pass_over_arguments, read_fresh_name
from grader.maths.reading.names import (
    declared_spelling,
    leave_out_gradient_variable,
    read_arguments,
    read_name,
    read_symbol,
)
from grader.maths.reading.orders import MOST, apart, each_by, without_order
from grader.maths.reading.state import State
from grader.maths.reasons import Reason


def read_derivative(state: State) -> Expression | None:
    r"""``\nabla_u L``, ``\partial L/\partial u``, ``\frac{dL}{du}``; None where none begins here."""
    start = state.position
    if state.at_name("nabla", "grad"):
        leave_out_gradient_variable(state)
        result = _read_nabla(state)
    elif state.at_command("frac"):
        result = _read_fraction(state)
    elif state.at_name("partial", "d"):
        result = _read_slashed(state)
    else:
        return None
    if result is None:
        state.position = start
    return result


def _read_nabla(state: State) -> Expression | None:
    state.take()
    by: tuple[Token, ...] = ()
    order = _accepted_order(state)
    if state.accept("_"):
        by = _group(state)
    order = max(order, _accepted_order(state) if by else 1)
    start = state.position
    if order > 1:
        of = _operand(state)
        if not of or _sub_read(state, of) is None:
            state.position, of = start, ()
        return _of_order(state, order, of, (by,) * order) if by else None
    of = _operand(state)
    named = _declared(state, of, by)
    if named is not None or not by:
        return named
    if of and not state.at("^") and _sub_read(state, of) is not None:
        return _derivative(state, of, by)
    state.position = start
    return _read_body(state, by)


def _read_fraction(state: State) -> Expression | None:
    state.take()
    if state.token is not None and state.token.kind is TokenKind.NUMBER:
        return None
    above, below = apart(_group(state)), apart(_group(state))
    if not above or not below or above[0].text not in ("partial", "d") or below[0].text != above[0].text:
        return None
    order, of = without_order(above[1:])
    if order > 1:
        return _of_order(state, order, of, each_by(below, below[0].text))
    return _from_parts(state, of, below[1:])


def _read_body(state: State, by: tuple[Token, ...]) -> Expression | None:
    """The derivative of what stands behind its sign, a factor in brackets or a product, by a name."""
    below = _sub_read(state, by)
    if not isinstance(below, (Name, Entry)):
        return None
    if state.at("(", "[", "\\{", "|", "||", "lVert"):
        from grader.maths.reading.powers import read_power  # which reads primaries, and those derivatives

        of = read_power(state)
    else:
        of = state.read_product(state)
    return _taken(state, of, below)


def _read_slashed(state: State) -> Expression | None:
    sign = state.take()
    if state.at("_"):  # \partial_u L
        state.take()
        by = _group(state)
        return _derivative(state, _operand(state), by)
    order = _accepted_order(state)
    start = state.position
    of = _operand(state)
    if not of and state.at("|", "||", "lVert"):
        state.read_primary(state)
        of = state.tokens[start : state.position]
    if not of or of[-1].text in FUNCTIONS:
        state.position = start
        of = _before_slash(state, sign.text) or of
    if not state.accept("/"):
        return None
    if order > 1:
        return _of_order(state, order, of, each_by(_below(state, sign.text, order), sign.text))
    if not state.at_name(sign.text):
        return None
    state.take()
    by = _operand(state)
    return _derivative(state, of, by) if of else _read_body(state, by)


_MOST_BEFORE = 6


def _before_slash(state: State, sign: str) -> tuple[Token, ...]:
    """What else a derivative may be of, up to its slash: ``d ln L/ds``."""
    for length in range(1, _MOST_BEFORE):
        end = state.position + length
        if end + 1 >= len(state.tokens) or state.tokens[end - 1].is_operator("+", "-", "=", ","):
            break
        if state.tokens[end].is_operator("/"):
            found = state.tokens[state.position : end]
            if state.tokens[end + 1].text != sign:
                break
            state.position = end
            return found
    return ()


def _below(state: State, sign: str, order: int) -> tuple[Token, ...]:
    """What stands below the slash of a derivative that is taken several times: ``dx^2``, ``(dx dy)``."""
    start = state.position
    if state.at("("):
        return _operand(state)
    for _ in range(order):
        if not state.at_name(sign):
            break
        state.take()
        _operand(state)
        _accepted_order(state)
    return state.tokens[start : state.position]


def _from_parts(state: State, of: tuple[Token, ...], by: tuple[Token, ...]) -> Expression | None:
    if not by:
        return None
    if of:
        return _derivative(state, of, by)
    start = state.position
    named = _declared(state, _operand(state), by)
    if named is not None:
        return named
    state.position = start
    return _read_body(state, by)


def _of_order(
    state: State, order: int, of: tuple[Token, ...], by: tuple[tuple[Token, ...], ...]
) -> Expression | None:
    """A derivative of a derivative, of a name or of what stands behind it; by the last name below first."""
    if len(by) != order:
        return None
    found = _derivative(state, of, by[-1]) if of else _read_body(state, by[-1])
    for each in by[-2::-1]:
        below = _sub_read(state, each)
        if found is None or below is None:
            return None
        try:
            found = _taken(state, found, below)
        except ReadError:
            return None  # it has more axes than a matrix
    return found


def _accepted_order(state: State) -> int:
    """The order behind a sign, passed over: ``d^2``."""
    order, rest = without_order(state.tokens[state.position :])
    state.position = len(state.tokens) - len(rest)
    return order


def _group(state: State) -> tuple[Token, ...]:
    """The tokens of a brace group, or the one token that stands for it."""
    if not state.at("{"):
        return (state.take(),)
    start = state.position + 1
    depth = 0
    while state.token is not None:
        token = state.take()
        depth += token.is_operator("{") - token.is_operator("}")
        if depth == 0:
            return state.tokens[start : state.position - 1]
    raise state.error("a brace that never closes")


def _operand(state: State) -> tuple[Token, ...]:
    """The name a derivative stands before, with its indices, or what its brackets hold."""
    start = state.position
    if state.at("(", "["):
        closing = BRACKETS[state.take().text]
        while state.token is not None and not state.at(closing):
            state.take()
        state.expect(closing)
        return state.tokens[start + 1 : state.position - 1]
    spelling = declared_spelling(state)
    if spelling is not None:
        state.position += len(spelling)
        if state.at("_"):
            state.take()
            _group(state)
        end = state.position
        if state.style.named_arguments:
            pass_over_arguments(state)
        elif state.declarations.by_spelling[spelling].is_callable and state.at("("):
            read_arguments(state)
            end = state.position
        return state.tokens[start:end]
    elif state.token is not None and state.token.kind is TokenKind.NAME:
        read_fresh_name(state)
    return state.tokens[start : state.position]


def _derivative(state: State, of: tuple[Token, ...], by: tuple[Token, ...]) -> Expression | None:
    named = _declared(state, of, by)
    if named is not None:
        return named
    if not of or not by:
        return None
    above = _sub_read(state, of)
    below = _sub_read(state, by)
    if above is None or below is None:
        return None
    return _taken(state, above, below)


def _declared(state: State, of: tuple[Token, ...], by: tuple[Token, ...]) -> Expression | None:
    """The name that is declared as this derivative."""
    spelt_of = tuple(token.text for token in of)
    spelt_by = tuple(token.text for token in by)
    known = state.declarations.derivatives
    symbol = known.get((spelt_of, spelt_by))
    if symbol is None and not by:
        candidates = [each for (above, _), each in known.items() if above == spelt_of]
        symbol = candidates[0] if len(candidates) == 1 else None
    return None if symbol is None else read_symbol(state, symbol)


def _sub_read(state: State, tokens: tuple[Token, ...]) -> Expression | None:
    inner = replace(state, tokens=tokens, position=0, scope=list(state.scope))
    result = read_name(inner)
    if inner.token is None:
        return result
    inner = replace(state, tokens=tokens, position=0, scope=list(state.scope))
    try:
        whole = inner.read_sum(inner)
    except ReadError:
        return None
    return whole if inner.token is None else None


def _taken(state: State, of: Expression, by: Expression) -> Derivative | Transpose:
    """The derivative of an expression in which not too many are taken already, as each takes many values."""
    if sum(isinstance(part, Derivative) for part in walk(of)) >= MOST:
        raise state.error("a derivative that is taken too often", Reason.LIMIT)
    found = Derivative(of, by, derivative_shape(of.shape, by.shape))
    if state.style.row_gradients and not of.shape and len(by.shape) == 1:
        return Transpose(found, (1, *by.shape))
    return found


def derivative_shape(of: Shape, by: Shape) -> Shape:
    """The shape of a derivative: a number by a tensor is like the tensor, a vector by a vector a matrix."""
    if not of:
        return by
    if not by:
        return of
    if len(of) == 1 and len(by) == 1:
        return (of[0], by[0])
    raise ill_typed(f"the derivative of {describe(of)} by {describe(by)}")
