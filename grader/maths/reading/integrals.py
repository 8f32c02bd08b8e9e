r"""Read integrals of one number, ``\int_a^b f(x)\,dx``, and what stands between ends, ``[F(x)]_a^b``."""

from __future__ import annotations

from dataclasses import replace

from grader.maths.expressions.build import add, ill_typed, negate
from grader.maths.expressions.expression import (
    ONE,
    Constant,
    Expression,
    Name,
    Negation,
    Range,
    Reduction,
    Relation,
    names_in,
    transform,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.notation.tokens import Token, TokenKind
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

_VARIABLES = ("x", "t", "s", "u", "y", "z", "v", "r", "w")
_NUMBERS = frozenset({Sort.REAL, Sort.POSREAL, Sort.PROB})


def read_integral(state: State) -> Expression:
    """An integral between two ends; the command itself is what comes next."""
    state.take()
    ends = read_ends(state)
    if ends is None:
        raise state.error("an integral without ends", Reason.UNPARSED)
    place, variable, after = _differential(state)
    spelling = tuple(token.text for token in variable)
    name = spelling[0]
    with state.bound([(spelling, name)]):
        if place == state.position:
            body: Expression = ONE
        else:
            inner = replace(state, tokens=state.tokens[:place])
            body = inner.read_sum(inner)
            if inner.token is not None:
                raise inner.error("an integrand that cannot be read")
    if body.shape:
        raise ill_typed("an integral of a vector or matrix")
    state.position = after
    return Reduction("integral", (Range(name, *ends),), body)


def read_ends(state: State) -> tuple[Expression, Expression] | None:
    """The lower and the upper end, in either order; None where one is missing."""
    found: dict[str, Expression] = {}
    while state.at("_", "^") and len(found) < 2:
        sign = state.take().text
        if sign in found:
            return None
        found[sign] = _end(state)
    return (found["_"], found["^"]) if len(found) == 2 else None


def _end(state: State) -> Expression:
    if state.accept("{"):
        inside = state.read_sum(state)
        state.expect("}")
        return inside
    negative = state.accept("-")
    found = state.read_primary(state)
    return negate(found) if negative else found


def _differential(state: State) -> tuple[int, tuple[Token, ...], int]:
    """Where the integrand ends, the variable, and where what follows begins."""
    depth = 0
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        depth += token.is_operator("(", "[", "{", "\\{") - token.is_operator(")", "]", "}", "\\}")
        if depth < 0:
            break
        if depth or token.kind is not TokenKind.NAME:
            continue
        if token.text == "d" and place + 1 < len(state.tokens):
            following = state.tokens[place + 1]
            if following.kind is TokenKind.NAME:
                return place, (following,), place + 2
        if len(token.text) == 2 and token.text[0] == "d":
            return place, (replace(token, text=token.text[1:]),), place + 1
    raise state.error("an integral without a variable", Reason.UNPARSED)


def between(state: State, primitive: Expression) -> Expression | None:
    """What ``[F(x)]_a^b`` is, where the primitive is read; None where it is not clear what changes."""
    start = state.position
    ends = read_ends(state)
    names = [
        key
        for key in names_in(primitive)
        if (symbol := state.declarations.get(key)) is not None and symbol.sort in _NUMBERS
    ]
    if ends is not None:
        fixed = names_in(Relation(ends, ("=",)))
        names = [key for key in names if key not in fixed]
    if len(names) > 1:
        names = [key for key in _VARIABLES if key in names][:1]
    if ends is None or primitive.shape or len(names) != 1 or any(map(_is_infinite, ends)):
        state.position = start
        return None
    low, high = (_at(primitive, names[0], end) for end in ends)
    return add((high, negate(low)))


def _is_infinite(end: Expression) -> bool:
    return end == Constant("infinity") or (isinstance(end, Negation) and _is_infinite(end.operand))


def _at(expression: Expression, key: str, value: Expression) -> Expression:
    if expression == Name(key):
        return value
    return transform(expression, lambda part: _at(part, key, value))
