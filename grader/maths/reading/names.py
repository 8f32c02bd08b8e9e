"""Read declared names with their indices and arguments, and derivatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from grader.maths.expressions.build import agree, describe, ill_typed, power_of_values, same_shape
from grader.maths.expressions.expression import (
    Apply,
    Derivative,
    Entry,
    Expression,
    Identity,
    Index,
    Name,
    Size,
    walk,
)
from grader.maths.expressions.symbols import SHAPED, Sort, Symbol, shape_of_type
from grader.maths.notation.tokens import Token, TokenKind
from grader.maths.reading.indices import (
    BRACKETS,
    pass_over_arguments,
    passes_derivative_argument,
    read_entries,
    read_index,
    read_index_atom,
    read_index_list,
    read_subscript,
    script_end,
)
from grader.maths.reading.state import State
from grader.maths.reasons import Reason


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


def leave_out_gradient_variable(state: State) -> None:
    r"""Leave out what a gradient is by, ``\nabla_\theta L``, where it is declared as ``\nabla L``."""
    token = state.token
    if token is None or token.text not in ("nabla", "grad") or declared_spelling(state) is not None:
        return
    following = state.peek()
    if following is None or not following.is_operator("_"):
        return
    end = script_end(state.tokens, state.position + 2)
    rest = (*state.tokens[: state.position + 1], *state.tokens[end:])
    without = replace(state, tokens=rest)
    if declared_spelling(without) is not None:
        state.tokens = rest


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
        return read_identity(state, symbol.shape[0])
    if symbol.sort is Sort.CONDITIONAL:
        return _read_conditional(state, state.declarations.by_key[symbol.arguments[0]])
    if symbol.sort is Sort.MATRIX and state.at("(") and _bar_at(state) > 0:
        return _read_conditional(state, symbol)
    if symbol.sort is Sort.FUNCTIONAL:
        argument = _one_argument(state, symbol)
        shape = symbol.shape
        if symbol.arguments == (SHAPED,):
            shape = argument.shape if symbol.key == "E" else (*argument.shape, *argument.shape)
        return Apply(symbol.key, (argument,), shape)
    if symbol.sort in (Sort.FUNCTION, Sort.ELEMENTWISE):
        return _read_function(state, symbol)
    if symbol.sort is Sort.TABLE:
        return _read_table(state, symbol)
    base = Name(symbol.key, symbol.shape)
    if state.style.named_arguments:
        pass_over_arguments(state)
    if not symbol.shape:
        passes_derivative_argument(state, symbol)
        return base
    return read_entries(state, base)


def read_identity(state: State, size: Size = None) -> Expression:
    r"""The identity matrix, with its size as a subscript where it has one: ``I_d``, ``I_{d \times d}``."""
    following = state.peek()
    if not state.at("_") or following is None:
        return Identity(size)
    place = state.position + 1 + following.is_operator("{")
    named = state.tokens[place] if place < len(state.tokens) else following
    if not named.text.isdigit() and named.text not in state.declarations.sizes:
        return Identity(size)
    state.position = place + 1
    if following.is_operator("{"):
        if state.accept("×", ","):
            state.take()
        state.expect("}")
    return Identity(int(named.text) if named.text.isdigit() else named.text)


def _one_argument(state: State, symbol: Symbol) -> Expression:
    if state.at("_"):
        state.take()
        read_subscript(state, 1)
    for opening, closing in BRACKETS.items():
        if state.accept(opening):
            argument = state.read_sum(state)
            state.expect(closing)
            return argument
    raise state.error(f"{symbol.key} needs an argument in brackets")


def _bar_at(state: State) -> int:
    """Where the bar of a conditional probability stands in the next bracket; -1 where there is none."""
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
    primes = 0
    while primes < _MOST_PRIMES and state.accept("'"):
        primes += 1
    if state.at("^"):
        state.take()
        exponent = state.read_primary(state)
    left_out = understood_argument(state, symbol)
    arguments = read_arguments(state) if left_out is None else [left_out]
    if primes:
        return _read_slope(state, symbol, arguments, primes)
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
    return power_of_values(result, exponent)


def understood_argument(state: State, symbol: Symbol) -> Expression | None:
    r"""The argument of a function written without any, as in ``\sigma(1-\sigma)``; None where it has one."""
    argument = dict(state.declarations.understood).get(symbol.key)
    if argument is None or not state.at("(", "[", "\\{"):
        following = state.token
        applied = following is not None and (
            following.kind is TokenKind.NUMBER
            or (
                following.kind is TokenKind.NAME
                and following.text not in ("nabla", "partial")
                and not _is_understood(state, state.position)
            )
        )
        return None if applied else argument
    depth, place = 0, state.position
    without = False
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        depth += token.is_operator("(", "[", "{", "\\{") - token.is_operator(")", "]", "}", "\\}")
        if depth == 0:
            break
        without = without or _is_understood(state, place)
    following = state.tokens[place + 1] if place + 1 < len(state.tokens) else None
    if without and following is not None and following.is_operator("("):
        raise state.error("a function with its argument left out, or given to a product", Reason.AMBIGUOUS)
    return argument if without else None


def _is_understood(state: State, place: int) -> bool:
    """Whether a function stands at that place whose argument may be left out, and none follows."""
    understood = dict(state.declarations.understood)
    for spelling in state.declarations.openings.get(state.tokens[place].text, ()):
        symbol = state.declarations.by_spelling[spelling]
        end = place + len(spelling)
        if tuple(token.text for token in state.tokens[place:end]) == spelling and symbol.key in understood:
            while end < len(state.tokens) and state.tokens[end].is_operator("'"):
                end += 1
            return end >= len(state.tokens) or not state.tokens[end].is_operator("(", "[", "\\{")
    return False


_MOST_PRIMES = 2


def _read_slope(
    state: State, symbol: Symbol, arguments: Sequence[Expression] | None, primes: int
) -> Expression:
    """``f'(x)``, where no name says what it is: the derivative of f, at a name by that name."""
    if arguments is None or len(arguments) != 1:
        raise state.error(f"{symbol.key}' is not declared", Reason.UNKNOWN_SYMBOL)
    (argument,) = arguments
    if isinstance(argument, Name) and not argument.shape:
        found: Expression = Apply(symbol.key, (argument,))
        for _ in range(primes):
            found = Derivative(found, argument)
        return found
    if primes > 1:
        raise state.error(f"{symbol.key}'' is not declared", Reason.UNKNOWN_SYMBOL)
    if symbol.sort is Sort.FUNCTION:
        _check_arguments(symbol, arguments)
    return Apply(f"{symbol.key}'", (argument,), argument.shape or symbol.shape)


def _check_arguments(symbol: Symbol, arguments: Sequence[Expression]) -> None:
    if len(arguments) != len(symbol.arguments):
        raise ill_typed(f"{symbol.key} takes {len(symbol.arguments)} argument(s), found {len(arguments)}")
    for argument, kind in zip(arguments, symbol.arguments, strict=True):
        wanted = shape_of_type(kind)
        if len(wanted) != len(argument.shape) or (
            len(wanted) == 2 and wanted[0] == wanted[1] and not agree(*argument.shape)
        ):
            raise ill_typed(f"{symbol.key} of {describe(argument.shape)}")
        if len(wanted) == 1 and not same_shape(wanted, argument.shape):
            raise ill_typed(f"{symbol.key} of {describe(argument.shape)}")


def read_arguments(state: State) -> list[Expression] | None:
    """Arguments in brackets, or one primary; None where neither comes."""
    for opening, closing in BRACKETS.items():
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
            closing = BRACKETS[state.take().text]
            indices.extend(read_index_list(state, closing, wanted - len(indices) - len(raised)))
            state.expect(closing)
        else:
            break
    # delta_j^{(t)}: what stands above is the step, which is the first argument
    arguments = [*raised, *indices]
    if (
        raised
        and not any(map(partial(_is_step, state), raised))
        and any(map(partial(_is_step, state), indices))
    ):
        arguments = [*indices, *raised]
    if len(arguments) != wanted or any(each.shape for each in arguments):
        raise state.error(f"{symbol.key} needs {wanted} argument(s), found {len(arguments)}")
    result = Apply(symbol.key, tuple(arguments), symbol.shape)
    return read_entries(state, result) if symbol.shape else result


def _is_step(state: State, argument: Expression) -> bool:
    """Whether an argument counts steps: it is declared as a whole number, or called t."""
    for part in walk(argument):
        if isinstance(part, Index) and part.name == "t":
            return True
        if isinstance(part, Name):
            symbol = state.declarations.get(part.key)
            if symbol is not None and symbol.sort is Sort.INT:
                return True
    return False


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
    indices = [read_index(state)] if (grouped or bracketed) else [read_index_atom(state)]
    if bracketed:
        state.expect(")")
    if grouped:
        state.expect("}")
    return indices
