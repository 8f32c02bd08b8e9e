"""Read the indices of tensors and tables: subscripts, superscripts, brackets, shifts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from grader.maths.expressions.build import add, ill_typed, negate
from grader.maths.expressions.expression import SCALAR, Call, Entry, Expression, Index, Name, Number, Shape
from grader.maths.expressions.symbols import Sort, Symbol
from grader.maths.notation.tokens import Token, TokenKind, spell
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

BRACKETS = {"(": ")", "[": "]", "\\{": "\\}", "{": "}"}


def swap_scripts(state: State) -> None:
    """Put a subscript before the power that was written before it: ``\\|u\\|^2_F`` is ``\\|u\\|_F^2``.

    A transpose stays where it is: ``A^T_{ij}`` is an entry of the transpose.
    """
    if not state.at("^"):
        return
    middle = script_end(state.tokens, state.position + 1)
    if middle < len(state.tokens) and state.tokens[middle].is_operator("_"):
        end = script_end(state.tokens, middle + 1)
        power = state.tokens[state.position : middle]
        if not any(token.is_operator("top", "'") or token.text in ("T", "t") for token in power):
            before, after = state.tokens[: state.position], state.tokens[end:]
            state.tokens = (*before, *state.tokens[middle:end], *power, *after)


def script_end(tokens: tuple[Token, ...], start: int) -> int:
    """The place after the script that begins at `start`: a brace group or one token."""
    if start >= len(tokens) or not tokens[start].is_operator("{"):
        return start + 1
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].is_operator("{") - tokens[place].is_operator("}")
        if depth == 0:
            return place + 1
    return len(tokens)


def read_entries(state: State, base: Expression) -> Expression:
    """Indices after a vector or matrix, as subscripts or in NumPy's brackets; none leaves it whole."""
    symbol = state.declarations.get(base.key) if isinstance(base, Name) else None
    if symbol is not None and passes_derivative_argument(state, symbol):
        return base
    swap_scripts(state)
    wanted = len(base.shape) - (1 if base.shape[:1] == (1,) else 0)
    indices: list[Expression] = []
    while len(indices) < wanted:
        if state.at("_"):
            state.take()
            indices.extend(read_subscript(state, wanted - len(indices)))
        elif state.at("[") and _is_indexing(state):
            state.take()
            found = _bracketed(state, "]")
            if any(index is None for index in found):
                return _slice(base, found)
            indices.extend(index for index in found if index is not None)
        elif state.at("(") and _is_entry_call(state, wanted):
            state.take()
            indices.extend(index for index in _bracketed(state, ")") if index is not None)
        else:
            break
    if not indices:
        return base
    if len(indices) > wanted or any(index.shape for index in indices):
        raise state.error("indices that do not fit", Reason.ILL_TYPED)
    if wanted == 1 and base.shape[0] == 1 and len(base.shape) == 2:
        return Entry(base, (Number(Fraction(1)), *indices))
    shape: Shape = base.shape[1:] if len(indices) < wanted else SCALAR
    return Entry(base, tuple(indices), shape)


def _is_indexing(state: State) -> bool:
    """Whether a bracket right after a name is NumPy's indexing and not a factor."""
    token = state.token
    if token is None or token.spaced:
        return False
    depth = 0
    for ahead in state.tokens[state.position : state.position + 24]:
        depth += ahead.is_operator("[") - ahead.is_operator("]")
        if depth == 0:
            return True
        if ahead.kind is TokenKind.COMMAND or ahead.is_operator("(", "||", "=", "/"):
            return False
        if ahead.kind is TokenKind.NAME and not _may_be_index(state, ahead):
            return False
    return False


def _may_be_index(state: State, token: Token) -> bool:
    if any(spelling[0] == token.text for spelling, _ in state.scope):
        return True
    symbol = state.declarations.by_spelling.get((token.text,))
    if symbol is None:
        return state.free_indices or token.text in state.declarations.sizes
    return symbol.sort in (Sort.INDEX, Sort.INT, Sort.POSINT)


def _is_entry_call(state: State, wanted: int) -> bool:
    """Whether ``(i, j)`` or ``(i)`` after a tensor is a list of indices."""
    token = state.token
    if token is None or token.spaced:
        return False
    inside = []
    for ahead in state.tokens[state.position + 1 : state.position + 2 * wanted + 1]:
        if ahead.is_operator(")"):
            break
        inside.append(ahead)
    names = [each for each in inside if not each.is_operator(",", "->")]
    end = state.position + 1 + len(inside)
    closes = end < len(state.tokens) and state.tokens[end].is_operator(")")
    return (
        closes
        and len(names) == wanted
        and all(each.kind is TokenKind.NAME and _may_be_index(state, each) for each in names)
    )


def _bracketed(state: State, closing: str) -> list[Expression | None]:
    """Indices up to a closing bracket; a lone colon is None."""
    found: list[Expression | None] = []
    while True:
        if state.accept(":"):
            found.append(None)
        else:
            found.append(read_index(state))
        if state.accept(closing):
            return found
        if not state.accept(",", "->"):
            raise state.error("an index list that does not close")


def _slice(base: Expression, found: Sequence[Expression | None]) -> Expression:
    """``P[i, :]`` and ``P[:, j]``."""
    if len(found) != 2 or len(base.shape) != 2 or found.count(None) != 1:
        raise ill_typed("a slice that does not fit")
    row, column = found
    if column is None and row is not None:
        return Entry(base, (row,), base.shape[1:])
    assert column is not None
    return Call("column", (base, column), base.shape[:1])


def read_subscript(state: State, wanted: int) -> list[Expression]:
    """The indices in a subscript, at most `wanted` where it has no braces."""
    if state.accept("{"):
        indices = read_index_list(state, "}", wanted)
        state.expect("}")
        return indices
    if state.at("(", "["):
        closing = BRACKETS[state.take().text]
        indices = read_index_list(state, closing, wanted)
        state.expect(closing)
        return indices
    indices = (_two_digits(state) if wanted == 2 else None) or [read_index_atom(state)]
    while len(indices) < wanted:
        token = state.token
        if state.at(",") and state.peek() is not None and state.peek().kind is TokenKind.NAME:  # type: ignore[union-attr]
            state.take()
        elif token is None or token.spaced or token.kind not in (TokenKind.NAME, TokenKind.NUMBER):
            break
        indices.append(read_index_atom(state))
    return indices


def _two_digits(state: State) -> list[Expression] | None:
    """The row and the column of ``A_{12}``; None where no number of two digits comes next."""
    token = state.token
    if token is None or token.kind is not TokenKind.NUMBER or not re.fullmatch(r"[1-9]{2}", token.text):
        return None
    state.take()
    return [Number(Fraction(int(digit))) for digit in token.text]


def read_index_list(state: State, closing: str, wanted: int) -> list[Expression]:
    """Indices up to (not past) a closing bracket, with commas or side by side."""
    behind = state.peek()
    if wanted == 2 and behind is not None and behind.is_operator(closing) and (both := _two_digits(state)):
        return both
    if wanted > 1 and _is_plain_run(state, closing):
        indices = []
        while not state.at(closing):
            indices.append(read_index_atom(state))
        return indices
    indices = [read_index(state)]
    while state.accept(",", ";", "->"):
        indices.append(read_index(state))
    if state.at("|") and len(indices) == 1 and wanted == 2:  # the condition is the row, the event the column
        state.take()
        indices.insert(0, read_index(state))
    if not state.at(closing):
        raise state.error("an index that cannot be read")
    return indices


def _is_plain_run(state: State, closing: str) -> bool:
    """Whether what stands up to the bracket are letters side by side, without signs or commas."""
    depth = 0
    for token in state.tokens[state.position :]:
        if depth == 0 and token.is_operator(closing):
            return True
        depth += token.is_operator("{", "(") - token.is_operator("}", ")")
        if depth == 0 and token.is_operator("+", "-", ",", ";", "(", "/", "*", "·", "|", "->"):
            return False
    return False


def read_index(state: State) -> Expression:
    """One index with its shift, such as ``t-1``."""
    with state.nested():
        if not state.free_indices:
            return state.read_sum(state)
        start = state.position
        result = _shifted_index(state)
        if result is not None:
            return result
        state.position = start
        return state.read_sum(state)


def _shifted_index(state: State) -> Expression | None:
    token = state.token
    if token is None or token.kind is not TokenKind.NAME:
        return None
    terms = [read_index_atom(state)]
    while state.at("+", "-"):
        negative = state.take().text == "-"
        atom = read_index_atom(state)
        terms.append(negate(atom) if negative else atom)
    return add(terms) if state.at(",", ";", ")", "]", "}", "\\}", "->", "|") else None


def read_index_atom(state: State) -> Expression:
    token = state.token
    if token is None:
        raise state.error("an index is missing")
    if token.kind is TokenKind.NUMBER:
        state.take()
        if not token.text.isdigit() or len(token.text) > 6:
            raise state.error("an index that is no whole number")
        return Number(Fraction(int(token.text)))
    if state.at("{"):
        state.take()
        inner = read_index(state)
        state.expect("}")
        return inner
    known = state.read_name(state)
    if known is not None:
        return known
    if state.free_indices and token.kind is TokenKind.NAME:
        return Index(read_fresh_name(state)[1])
    raise state.error(f"unknown index {token.text!r}", Reason.UNKNOWN_SYMBOL)


def read_fresh_name(state: State) -> tuple[tuple[str, ...], str]:
    """An undeclared name with its own subscript and primes: how it is spelt, and the name."""
    start = state.position
    state.take()
    if state.at("_"):
        state.take()
        if state.at("{"):
            depth = 0
            while state.token is not None:
                token = state.take()
                depth += token.is_operator("{") - token.is_operator("}")
                if depth == 0:
                    break
        else:
            state.take()
    while state.at("'"):
        state.take()
    tokens = state.tokens[start : state.position]
    return tuple(token.text for token in tokens), spell(tokens)


def passes_derivative_argument(state: State, symbol: Symbol) -> bool:
    r"""Pass over the argument list in ``\nabla_\theta L(\theta)``: it names what the derivative is at."""
    gradient = len(symbol.spelling) > 1 and symbol.spelling[0] in ("nabla", "grad")
    named = gradient or any(symbol is each for each in state.declarations.derivatives.values())
    if not named or not state.at("("):
        return False
    place = state.position + 1
    while (place < len(state.tokens) and state.tokens[place].kind in (TokenKind.NAME,)) or (
        place < len(state.tokens) and state.tokens[place].is_operator(",", "_", ";")
    ):
        place += 1
    if place < len(state.tokens) and state.tokens[place].is_operator(")") and place > state.position + 1:
        state.position = place + 1
        return True
    return False


def pass_over_arguments(state: State) -> None:
    """Pass over a bracket right behind a name that says what it depends on: names and commas."""
    if not state.at("(", "["):
        return
    closing = BRACKETS[state.take().text]
    start = state.position - 1
    depth = 0
    while state.token is not None and not state.at(closing):
        token = state.take()
        depth += token.is_operator("{") - token.is_operator("}")
        summed = depth == 0 and token.is_operator("+", "-") and not _is_shift(state, start + 1)
        if summed or not (
            token.kind in (TokenKind.NAME, TokenKind.NUMBER) or token.is_operator(*_IN_ARGUMENTS)
        ):
            state.position = start
            return
    if not state.accept(closing):
        state.position = start


_COUNTS = (Sort.INDEX, Sort.INT, Sort.POSINT)


def _is_shift(state: State, start: int) -> bool:
    """Whether a sign that was just taken shifts a count: ``t - 1``; ``p (1 - p)`` is a product."""
    letter = state.tokens[state.position - 2]
    symbol = state.declarations.by_spelling.get((letter.text,))
    shifts = state.token is not None and state.token.kind is TokenKind.NUMBER
    counts = symbol is None or symbol.sort in _COUNTS
    return state.position - 2 >= start and letter.kind is TokenKind.NAME and counts and shifts


_IN_ARGUMENTS = (",", ";", "_", "{", "}", "^", "'", "-", "+")


def is_index_on_the_left(state: State, token: Token) -> bool:
    """Whether a letter that stands as a number is an index of the left side: ``c_n = n c_{n-1}``."""
    if len(token.text) != 1:
        return False
    left = [place for place, each in enumerate(state.tokens) if each.is_operator("=")][:1]
    return any(
        each.text == token.text and state.tokens[place - 1].is_operator("_", "(", "[", "{", ",")
        for place, each in enumerate(state.tokens[: left[0] if left else 0])
        if place
    )
