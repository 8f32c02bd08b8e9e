"""Read declared names with their indices and arguments, and derivatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from grader.maths.build import agree, describe, ill_typed, same_shape
from grader.maths.expression import (
    SCALAR,
    Apply,
    Call,
    Derivative,
    Entry,
    Expression,
    Identity,
    Index,
    Name,
    Number,
    Shape,
)
from grader.maths.reasons import Reason
from grader.maths.state import State
from grader.maths.symbols import Declarations, Sort, Symbol, shape_of_type
from grader.maths.tokens import Token, TokenKind, spell

_OPENING = {"(": ")", "[": "]", "\\{": "\\}", "{": "}"}


def read_name(state: State) -> Expression | None:
    """A declared or bound name with its indices and arguments; None where none begins here."""
    bound = max(
        (each for each in reversed(state.scope) if state.matches(each[0])),
        key=lambda each: len(each[0]),
        default=None,
    )
    spelling = declared_spelling(state)
    if bound is not None and (spelling is None or len(bound[0]) >= len(spelling)):
        state.position += len(bound[0])
        return Index(bound[1])
    if spelling is None:
        return _read_size(state)
    symbol = state.declarations.by_spelling[spelling]
    state.position += len(spelling)
    return read_symbol(state, symbol)


def declared_spelling(state: State) -> tuple[str, ...] | None:
    """The longest declared name spelt by the next tokens."""
    token = state.token
    if token is None:
        return None
    for spelling in state.declarations.openings.get(token.text, ()):
        if state.matches(spelling):
            return spelling
    return None


def _read_size(state: State) -> Expression | None:
    token = state.token
    if token is not None and token.kind is TokenKind.NAME and token.text in state.declarations.sizes:
        state.take()
        return Name(token.text)
    return None


def read_symbol(state: State, symbol: Symbol) -> Expression:
    """What follows a declared name belongs to it: indices of a tensor, arguments of a function."""
    if symbol.sort is Sort.IDENTITY:
        return Identity(symbol.shape[0])
    if symbol.sort is Sort.CONDITIONAL:
        return _read_conditional(state, state.declarations.by_key[symbol.arguments[0]])
    if symbol.sort is Sort.MATRIX and state.at("(") and _bar_at(state) > 0:
        return _read_conditional(state, symbol)
    if symbol.sort is Sort.FUNCTIONAL:
        return Apply(symbol.key, (_one_argument(state, symbol),), symbol.shape)
    if symbol.sort in (Sort.FUNCTION, Sort.ELEMENTWISE):
        return _read_function(state, symbol)
    if symbol.sort is Sort.TABLE:
        return _read_table(state, symbol)
    base = Name(symbol.key, symbol.shape)
    if not symbol.shape:
        if _derivative_argument(state, symbol):
            return base
        return base
    return read_entries(state, base)


def _derivative_argument(state: State, symbol: Symbol) -> bool:
    r"""Pass over the argument list in ``\nabla_\theta L(\theta)``: it names what the derivative is at."""
    if not any(symbol is each for each in state.declarations.derivatives.values()) or not state.at("("):
        return False
    place = state.position + 1
    while (
        place < len(state.tokens)
        and state.tokens[place].kind in (TokenKind.NAME,)
        or (place < len(state.tokens) and state.tokens[place].is_operator(",", "_", ";"))
    ):
        place += 1
    if place < len(state.tokens) and state.tokens[place].is_operator(")") and place > state.position + 1:
        state.position = place + 1
        return True
    return False


def read_entries(state: State, base: Expression) -> Expression:
    """Indices after a vector or matrix, as subscripts or in NumPy's brackets; none leaves it whole."""
    symbol = state.declarations.get(base.key) if isinstance(base, Name) else None
    if symbol is not None and _derivative_argument(state, symbol):
        return base
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
    names = [each for each in inside if not each.is_operator(",")]
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
        if not state.accept(","):
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
        closing = _OPENING[state.take().text]
        indices = read_index_list(state, closing, wanted)
        state.expect(closing)
        return indices
    indices = [_index_atom(state)]
    while len(indices) < wanted:
        token = state.token
        if state.at(",") and state.peek() is not None and state.peek().kind is TokenKind.NAME:  # type: ignore[union-attr]
            state.take()
        elif token is None or token.spaced or token.kind not in (TokenKind.NAME, TokenKind.NUMBER):
            break
        indices.append(_index_atom(state))
    return indices


def read_index_list(state: State, closing: str, wanted: int) -> list[Expression]:
    """Indices up to (not past) a closing bracket, with commas or side by side."""
    if wanted > 1 and _is_plain_run(state, closing):
        indices = []
        while not state.at(closing):
            indices.append(_index_atom(state))
        return indices
    indices = [read_index(state)]
    while state.accept(",", ";"):
        indices.append(read_index(state))
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
        if depth == 0 and token.is_operator("+", "-", ",", ";", "(", "/", "*", "·"):
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
    from grader.maths.build import add, negate

    token = state.token
    if token is None or token.kind is not TokenKind.NAME:
        return None
    terms = [_index_atom(state)]
    while state.at("+", "-"):
        negative = state.take().text == "-"
        atom = _index_atom(state)
        terms.append(negate(atom) if negative else atom)
    return add(terms) if state.at(",", ";", ")", "]", "}", "\\}") else None


def _index_atom(state: State) -> Expression:
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
    known = read_name(state)
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


def _one_argument(state: State, symbol: Symbol) -> Expression:
    if state.at("_"):
        state.take()
        read_subscript(state, 1)
    for opening, closing in _OPENING.items():
        if state.accept(opening):
            argument = state.read_sum(state)
            state.expect(closing)
            return argument
    raise state.error(f"{symbol.key} needs an argument in brackets")


def _bar_at(state: State) -> int:
    """Where the bar of a conditional probability stands in the bracket that comes next; -1 where there is none."""
    depth = 0
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        depth += token.is_operator("(", "{") - token.is_operator(")", "}")
        if depth == 0:
            return -1
        if depth == 1 and token.is_operator("|"):
            return place
    return -1


def _read_conditional(state: State, matrix: Symbol) -> Expression:
    """``p(w_t = j | w_{t-1} = i)``: the condition is the row, the event the column."""
    bar = _bar_at(state)
    if not state.at("(") or bar < 0:
        raise state.error("a probability without a condition")
    end, depth = bar, 1
    while end < len(state.tokens) and depth:
        depth += state.tokens[end].is_operator("(") - state.tokens[end].is_operator(")")
        end += 1
    if depth:
        raise state.error("a bracket that never closes")
    event = _event(state, state.tokens[state.position + 1 : bar])
    condition = _event(state, state.tokens[bar + 1 : end - 1])
    state.position = end
    return Entry(Name(matrix.key, matrix.shape), (condition, event))


def _event(state: State, tokens: tuple[Token, ...]) -> Expression:
    """The value in ``w_t = j``, or the variable itself where no value is named."""
    equals = [place for place, token in enumerate(tokens) if token.is_operator("=")]
    value = tokens[equals[-1] + 1 :] if equals else tokens
    inner = replace(
        state, tokens=(*value, Token(TokenKind.OPERATOR, ")")), position=0, scope=list(state.scope)
    )
    if not value:
        raise state.error("an event without a value")
    result = read_index(inner)
    if not inner.at(")") or inner.position != len(value):
        raise state.error("an event that cannot be read")
    return result


def _read_function(state: State, symbol: Symbol) -> Expression:
    exponent: Expression | None = None
    if state.at("^"):
        state.take()
        exponent = state.read_primary(state)
    arguments = read_arguments(state)
    if arguments is None:
        raise state.error(f"{symbol.key} needs an argument")
    if symbol.sort is Sort.ELEMENTWISE:
        if len(arguments) != 1:
            raise ill_typed(f"{symbol.key} takes one argument")
        result: Expression = Apply(symbol.key, tuple(arguments), arguments[0].shape)
    else:
        _check_arguments(symbol, arguments)
        result = Apply(symbol.key, tuple(arguments), symbol.shape)
    if exponent is None:
        return result
    from grader.maths.build import power

    return power(result, exponent)


def _check_arguments(symbol: Symbol, arguments: Sequence[Expression]) -> None:
    if len(arguments) != len(symbol.arguments):
        raise ill_typed(f"{symbol.key} takes {len(symbol.arguments)} argument(s), found {len(arguments)}")
    for argument, kind in zip(arguments, symbol.arguments):
        wanted = shape_of_type(kind)
        if len(wanted) != len(argument.shape) or (
            len(wanted) == 2 and wanted[0] == wanted[1] and not agree(*argument.shape)
        ):
            raise ill_typed(f"{symbol.key} of {describe(argument.shape)}")
        if len(wanted) == 1 and not same_shape(wanted, argument.shape):
            raise ill_typed(f"{symbol.key} of {describe(argument.shape)}")


def read_arguments(state: State) -> list[Expression] | None:
    """Arguments in brackets, or one primary; None where neither comes."""
    for opening, closing in _OPENING.items():
        if state.at(opening):
            state.take()
            state.closers.append(closing)
            try:
                arguments = [state.read_sum(state)]
                while state.accept(",", ";"):
                    arguments.append(state.read_sum(state))
            finally:
                state.closers.pop()
            state.expect(closing)
            return arguments
    token = state.token
    if token is not None and token.kind in (TokenKind.NAME, TokenKind.NUMBER):
        return [state.read_primary(state)]
    return None


def _read_table(state: State, symbol: Symbol) -> Expression:
    wanted = len(symbol.arguments)
    indices: list[Expression] = []
    raised: list[Expression] = []
    while len(indices) + len(raised) < wanted:
        if state.at("_"):
            state.take()
            indices.extend(read_subscript(state, wanted - len(indices) - len(raised)))
        elif state.at("^") and _is_index_superscript(state):
            state.take()
            raised.extend(_superscript(state))
        elif state.at("(", "[") and not (
            state.token and state.token.spaced and indices and wanted == len(indices)
        ):
            closing = _OPENING[state.take().text]
            indices.extend(read_index_list(state, closing, wanted - len(indices) - len(raised)))
            state.expect(closing)
        else:
            break
    # delta_j^{(t)}: what stands above is the step, which is the first argument
    arguments = [*raised, *indices]
    if len(arguments) != wanted or any(each.shape for each in arguments):
        raise state.error(f"{symbol.key} needs {wanted} argument(s), found {len(arguments)}")
    result = Apply(symbol.key, tuple(arguments), symbol.shape)
    return read_entries(state, result) if symbol.shape else result


def _is_index_superscript(state: State) -> bool:
    following = state.peek()
    if following is None:
        return False
    if following.is_operator("(", "["):
        return True
    if following.is_operator("{"):
        inner = state.peek(2)
        return inner is not None and (inner.is_operator("(") or inner.text == "t")
    return following.text == "t"


def _superscript(state: State) -> list[Expression]:
    grouped = state.accept("{")
    bracketed = state.accept("(")
    indices = [read_index(state)] if (grouped or bracketed) else [_index_atom(state)]
    if bracketed:
        state.expect(")")
    if grouped:
        state.expect("}")
    return indices


def read_derivative(state: State) -> Expression | None:
    r"""``\nabla_u L``, ``\partial L/\partial u``, ``\frac{dL}{du}`` and so on; None where none begins here."""
    start = state.position
    if state.at_name("nabla", "grad"):
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
    if state.accept("_"):
        by = _group(state)
    of = _operand(state)
    return _derivative(state, of, by)


def _read_fraction(state: State) -> Expression | None:
    state.take()
    above, below = _group(state), _group(state)
    return _from_parts(state, above, below)


def _read_slashed(state: State) -> Expression | None:
    sign = state.take()
    if state.at("_"):  # \partial_u L
        state.take()
        by = _group(state)
        return _derivative(state, _operand(state), by)
    of = _operand(state)
    if not state.accept("/") or not state.at_name(sign.text):
        return None
    state.take()
    return _derivative(state, of, _operand(state))


def _from_parts(state: State, above: tuple[Token, ...], below: tuple[Token, ...]) -> Expression | None:
    if not above or not below or above[0].text not in ("partial", "d") or below[0].text != above[0].text:
        return None
    of, by = above[1:], below[1:]
    if not by:
        return None
    if not of:
        of = _operand(state)
    return _derivative(state, of, by)


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
        closing = _OPENING[state.take().text]
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
    elif state.token is not None and state.token.kind is TokenKind.NAME:
        read_fresh_name(state)
    return state.tokens[start : state.position]


def _derivative(state: State, of: tuple[Token, ...], by: tuple[Token, ...]) -> Expression | None:
    spelt_of = tuple(token.text for token in of)
    spelt_by = tuple(token.text for token in by)
    known = state.declarations.derivatives
    symbol = known.get((spelt_of, spelt_by))
    if symbol is None and not by:
        candidates = [each for (above, _), each in known.items() if above == spelt_of]
        symbol = candidates[0] if len(candidates) == 1 else None
    if symbol is not None:
        return read_symbol(state, symbol)
    if not of or not by:
        return None
    above = _sub_read(state, of)
    below = _sub_read(state, by)
    if above is None or below is None:
        return None
    return Derivative(above, below, derivative_shape(above.shape, below.shape))


def _sub_read(state: State, tokens: tuple[Token, ...]) -> Expression | None:
    inner = replace(state, tokens=tokens, position=0, scope=list(state.scope))
    result = read_name(inner)
    return result if inner.token is None else None


def derivative_shape(of: Shape, by: Shape) -> Shape:
    """The shape of a derivative: a number by a tensor is like the tensor, a vector by a vector a matrix."""
    if not of:
        return by
    if not by:
        return of
    if len(of) == 1 and len(by) == 1:
        return (of[0], by[0])
    raise ill_typed(f"the derivative of {describe(of)} by {describe(by)}")


def is_declared(declarations: Declarations, spelling: tuple[str, ...]) -> bool:
    """Whether these tokens spell a declared name."""
    return spelling in declarations.by_spelling
