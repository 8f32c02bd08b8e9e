r"""Read vectors of ones: ``\mathbf 1``, ``1_n``, ``11^\top``, ``X^\top 1``, ``np.ones(n)``."""

from __future__ import annotations

from grader.maths.expressions.build import is_row
from grader.maths.expressions.expression import Expression, Name, Size
from grader.maths.expressions.ones import ONE_WRITTEN, ones
from grader.maths.notation.tokens import Token, TokenKind
from grader.maths.reading.state import State

_MARKS = ("top", "'")


def stands_for_ones(state: State) -> bool:
    """Whether the numeral that comes next is a vector of ones: it is transposed, or has a size below it."""
    token, following = state.token, state.peek()
    if (
        token is None
        or token.kind is not TokenKind.NUMBER
        or token.text not in ("1", "11")
        or following is None
    ):
        return False
    if following.is_operator("_"):
        size = state.peek(2)
        return token.text == "1" and size is not None and size.text in state.declarations.sizes
    again = following.kind is TokenKind.NUMBER and following.text == "1"
    return _is_transposed(state, 2 if again and token.text == "1" else 1)


def _is_transposed(state: State, ahead: int) -> bool:
    mark, letter = state.peek(ahead), state.peek(ahead + 1)
    if mark is None or not state.declarations.sizes:
        return False
    if mark.is_operator("'") or mark.is_operator(".T"):
        return True
    if not mark.is_operator("^") or letter is None:
        return False
    if letter.is_operator("{"):
        letter = state.peek(ahead + 2)
    return letter is not None and (
        letter.is_operator(*_MARKS) or (letter.text == "T" and ("T",) not in state.declarations.by_spelling)
    )


def read_written_ones(state: State) -> Expression:
    """The numeral as a vector of ones; of ``11^\\top`` the first, the second comes next."""
    token = state.take()
    if token.text == "11":
        second = Token(TokenKind.NUMBER, "1", token.start + 1)
        state.tokens = (*state.tokens[: state.position], second, *state.tokens[state.position :])
    return ones(_size_below(state))


def read_ones(state: State, arguments: list[Expression] | None) -> Expression:
    """What stands behind ``\\ones`` or in the brackets of NumPy's function."""
    if arguments is None:
        return ones(_size_below(state))
    sizes = [each for argument in arguments for each in _entries(argument)]
    named = [each.key if isinstance(each, Name) else 1 if each == ONE_WRITTEN else None for each in sizes]
    if not named or None in named or len(named) > 2:
        raise state.error("ones of a size that cannot be read")
    return ones(named[0]) if named[1:] in ([], [1]) else ones(*named)


def _entries(argument: Expression) -> tuple[Expression, ...]:
    rows = getattr(argument, "rows", None)
    return rows[0] if rows else (argument,)


def _size_below(state: State) -> Size:
    if not state.at("_"):
        return None
    state.take()
    braced = state.accept("{")
    size = state.take()
    if size.text not in state.declarations.sizes:
        raise state.error("ones with a subscript that is no size")
    if braced:
        if state.accept("×", ","):
            state.take()
        state.expect("}")
    return size.text


def is_ones_after(state: State, before: Expression) -> bool:
    """Whether a numeral 1 after a matrix or a row must be a vector of ones: a number would stand in front."""
    token, following = state.token, state.peek()
    return (
        len(before.shape) == 2
        and token is not None
        and token.kind is TokenKind.NUMBER
        and token.text == "1"
        and (following is None or following.kind is not TokenKind.NUMBER)
    )


def with_leading_ones(factors: list[Expression]) -> list[Expression]:
    """``1 \\mu^\\top``: a numeral 1 before a row is a column of ones."""
    if len(factors) > 1 and factors[0] == ONE_WRITTEN and is_row(factors[1].shape):
        return [ones(None), *factors[1:]]
    return factors
