"""Read what a sum, product or maximum runs over: ranges below the sign, in brackets, in words, of Python."""

from __future__ import annotations

from fractions import Fraction

from grader.maths.expressions.build import add
from grader.maths.expressions.expression import (
    Constant,
    Expression,
    Number,
    Range,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.notation.tokens import TokenKind
from grader.maths.reading.indices import BRACKETS, read_fresh_name
from grader.maths.reading.names import declared_spelling
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

Bound = tuple[tuple[str, ...], str]


def generator_bounds(state: State) -> list[tuple[Bound, int]]:
    """The indices that a bracket's own ``for i in`` or ``, i=1..N`` binds, with where that stands."""
    depth = 0
    found: list[tuple[Bound, int]] = []
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        depth += token.is_operator("(", "[", "{", "\\{") - token.is_operator(")", "]", "}", "\\}")
        if depth == 0:
            break
        if depth != 1 or place + 2 >= len(state.tokens):
            continue
        if token.is_operator("for") or (
            token.is_operator(",")
            and state.tokens[place + 1].kind is TokenKind.NAME
            and state.tokens[place + 2].is_operator("=")
        ):
            name = state.tokens[place + 1]
            found.append((((name.text,), name.text), place))
    return found


def read_generator(state: State, bound: Bound) -> Range:
    if state.accept(","):
        state.take()
        state.expect("=")
        return _from_to(state, bound[1])
    state.position += 2
    state.expect("in")
    if not state.at_name("range"):
        raise state.error("a generator over something else than range")
    state.take()
    state.expect("(")
    first = state.read_sum(state)
    second = state.read_sum(state) if state.accept(",") else None
    state.expect(")")
    return _python_range(state, bound[1], first, second)


def _python_range(state: State, index: str, first: Expression, second: Expression | None) -> Range:
    if second is None:
        # indices of arrays count from 0 in Python and from 1 on paper: the same entries
        return Range(index, Number(Fraction(1)), first)
    if first == Number(Fraction(1)):
        return Range(index, first, add((second, Number(Fraction(-1)))))
    return Range(index, add((first, Number(Fraction(1)))), second)


def read_ranges(state: State) -> tuple[list[Range], list[Bound]]:
    ranges: list[Range] = []
    upper: Expression | None = None
    while state.at("_", "^"):
        if state.take().text == "_":
            ranges.extend(_subscript_ranges(state))
        else:
            upper = _upper_bound(state)
    if not ranges and state.token is not None:
        ranges.extend(_spoken_range(state))
    if upper is not None:
        if len(ranges) != 1 or ranges[0].upper is not None:
            if len(ranges) > 1 and all(each.upper is None for each in ranges):
                ranges = [Range(each.index, each.lower, upper) for each in ranges]
            else:
                raise state.error("an upper bound without an index")
        else:
            lower = ranges[0].lower or Number(Fraction(1))
            ranges = [Range(ranges[0].index, lower, upper)]
    return ranges, [_as_bound(each.index, state) for each in ranges]


def _as_bound(index: str, state: State) -> Bound:
    for spelling, name in state.pending_spellings:
        if name == index:
            return spelling, name
    return (index,), index


def _upper_bound(state: State) -> Expression:
    if state.accept("{"):
        bound = state.read_sum(state)
        state.expect("}")
        return bound
    return state.read_primary(state)


def _spoken_range(state: State) -> list[Range]:
    """``max over i of ...``."""
    if not state.accept("over", "sur"):
        return []
    found = [_one_range(state, ("of",))]
    state.accept("of")
    return found


def _subscript_ranges(state: State) -> list[Range]:
    if not state.at("{", "(", "\\{", "["):
        return [Range(_fresh(state))]
    closing = BRACKETS[state.take().text]
    ranges = [_one_range(state, (closing,))]
    while state.accept(",") or (state.token is not None and state.token.kind is TokenKind.NAME):
        if state.at("..."):
            raise state.error("a range with dots in its list of indices")
        following = _one_range(state, (closing,))
        if all(following.index != each.index for each in ranges):
            ranges.append(following)
    state.expect(closing)
    return ranges


def _fresh(state: State) -> str:
    token = state.token
    if token is None or token.kind is not TokenKind.NAME:
        raise state.error("an index is missing")
    symbol = state.declarations.by_spelling.get((token.text,))
    if symbol is not None and symbol.sort not in (Sort.INDEX, Sort.INT, Sort.POSINT):
        following = state.peek()
        if following is None or not following.is_operator("_", "'"):
            raise state.error(f"{token.text} is not an index", Reason.ILL_TYPED)
    spelling, name = read_fresh_name(state)
    state.pending_spellings.append((spelling, name))
    return name


def _one_range(state: State, closings: tuple[str, ...]) -> Range:
    """``i``, ``i=1``, ``1 <= i <= N``, ``i <= N``, ``i in {1,...,N}``, ``i in [1, N]``, ``i=1..N``."""
    token = state.token
    if token is not None and token.kind is TokenKind.NUMBER:
        lower = state.read_sum(state)
        if not state.at("<=", "<"):
            raise state.error("a range that cannot be read")
        strict_below = state.take().text == "<"
        index = _fresh(state)
        if strict_below:
            lower = _shift(lower, 1)
        return Range(index, lower, _bounded_above(state))
    index = _fresh(state)
    if state.accept("="):
        return _from_to(state, index)
    if state.accept("in"):
        return _in_set(state, index)
    if state.at("<=", "<"):
        return Range(index, Number(Fraction(1)), _bounded_above(state))
    if state.at(">=", ">"):
        strict = state.take().text == ">"
        lower = state.read_sum(state)
        return Range(index, _shift(lower, 1) if strict else lower, Constant("infinity"))
    if state.at("!="):
        state.take()
        state.exceptions.append((index, state.read_sum(state)))
    return Range(index)


def _bounded_above(state: State) -> Expression | None:
    if not state.at("<=", "<"):
        return None
    strict = state.take().text == "<"
    upper = state.read_sum(state)
    return _shift(upper, -1) if strict else upper


def _shift(bound: Expression, by: int) -> Expression:
    if isinstance(bound, Number):
        return Number(bound.value + by)
    return add((bound, Number(Fraction(by))))


def _first_of_range(state: State) -> Expression:
    state.in_range, before = True, state.in_range
    try:
        return state.read_sum(state)
    finally:
        state.in_range = before


def _from_to(state: State, index: str) -> Range:
    lower = _first_of_range(state)
    if state.at("..."):
        state.take()
        return Range(index, lower, state.read_sum(state))
    if state.at(".") and state.peek() is not None and state.peek().is_operator("."):  # type: ignore[union-attr]
        state.position += 2
        return Range(index, lower, state.read_sum(state))
    if state.at(":") or (state.at(",") and _dots_follow(state)):
        state.take()
        while state.accept("...", ","):
            pass
        return Range(index, lower, state.read_sum(state))
    return Range(index, lower)


def _dots_follow(state: State) -> bool:
    following = state.peek()
    return following is not None and following.is_operator("...")


def _in_set(state: State, index: str) -> Range:
    """``{1, ..., N}``, ``[N]``, ``[1, N]``, ``1..N``; a named set is all that the index can be."""
    if state.at("\\{", "[", "(", "{"):
        closing = BRACKETS[state.take().text]
        first = _first_of_range(state)
        if state.accept(closing):
            return Range(index, Number(Fraction(1)), first)
        upper = first
        while state.at(",", "...", "."):
            while state.accept(",", "...", "."):
                pass
            upper = state.read_sum(state)
        state.expect(closing)
        return Range(index, first, upper)
    token = state.token
    if token is not None and token.kind is TokenKind.NAME and declared_spelling(state) is None:
        state.take()
        return Range(index)
    return _from_to(state, index)
