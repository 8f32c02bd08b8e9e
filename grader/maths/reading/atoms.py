"""Read what cannot be divided: numbers, names, brackets, bars, fractions and roots."""

from __future__ import annotations

from fractions import Fraction

from grader.maths.expressions.build import divide, ill_typed, inner, multiply, norm, power
from grader.maths.expressions.expression import Array, Call, Constant, Expression, Index, Number
from grader.maths.expressions.symbols import Sort
from grader.maths.notation.tokens import FUNCTIONS, Token, TokenKind
from grader.maths.reading.arrays import read_environment, read_list
from grader.maths.reading.derivatives import read_derivative
from grader.maths.reading.functions import at_function, binomial, determinant, read_function
from grader.maths.reading.indicators import at_compared, read_compared, read_indicator
from grader.maths.reading.indices import BRACKETS, is_index_on_the_left, read_entries, swap_scripts
from grader.maths.reading.integrals import between, read_integral
from grader.maths.reading.names import declared_spelling, read_identity, read_name
from grader.maths.reading.ones import read_written_ones, stands_for_ones
from grader.maths.reading.reductions import at_reduction, read_reduction
from grader.maths.reading.spectra import at_extreme, read_extreme
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

MAX_DIGITS = 40
MAX_EXPONENT = 300


def read_primary(state: State) -> Expression:
    """One number, name, bracket, fraction, function or big operator."""
    with state.nested():
        token = state.token
        if token is None:
            raise state.error("the formula ends too early")
        found = read_indicator(state)
        if found is not None:
            return found
        if token.kind is TokenKind.NUMBER:
            return read_written_ones(state) if stands_for_ones(state) else number(state, state.take())
        if token.kind is TokenKind.NAME:
            return _read_named(state)
        if token.kind is TokenKind.COMMAND:
            return _read_command(state)
        if token.kind is TokenKind.TEXT:
            raise state.error(f"words inside the formula: {token.text[:40]!r}")
        named = read_name(state) if token.text in state.declarations.openings else None
        return named or _read_bracketed(state)


def number(state: State, token: Token) -> Number:
    """The numeral, exact, within bounds of length."""
    mantissa, _, exponent = token.text.lower().partition("e")
    if len(mantissa) > MAX_DIGITS or len(exponent) > 4 or (exponent and abs(int(exponent)) > MAX_EXPONENT):
        raise state.error("a number that is too long", Reason.LIMIT)
    return Number(Fraction(token.text))


def _read_named(state: State) -> Expression:
    declared = declared_spelling(state)
    if declared is None or len(declared) < 3:
        # a derivative is longer than the name it begins with
        derivative = read_derivative(state) if _begins_derivative(state, declared) else None
        if derivative is not None:
            return derivative
    named = read_name(state)
    if named is not None:
        return named
    if at_reduction(state):
        return read_reduction(state)
    if at_function(state):
        return read_function(state)
    return _read_undeclared(state)


def _begins_derivative(state: State, declared: tuple[str, ...] | None) -> bool:
    if state.at_name("nabla", "grad", "partial"):
        return True
    if not state.at_name("d"):
        return False
    following = state.peek()
    slash = state.peek(2)
    if following is None or slash is None:
        return False
    if following.is_operator("/"):
        return slash.text == "d"
    if following.is_operator("^") or following.text in FUNCTIONS:  # d^2 L / d x^2, d log L / d x
        return "d" not in state.declarations.by_key
    if slash.is_operator("/", "_"):
        return True
    state.position += 1
    spelling = declared_spelling(state)
    state.position -= 1
    behind = state.peek(1 + len(spelling)) if spelling else None
    return behind is not None and behind.is_operator("/")


def _read_undeclared(state: State) -> Expression:
    token = state.take()
    if token.text in ("pi", "e"):
        return Constant(token.text)
    if at_extreme(state, token.text):
        return read_extreme(state, token.text)
    if token.text == "infinity" or (token.text in ("inf", "infty") and not state.at("_", "(", "{")):
        return Constant("infinity")
    if token.text == "C" and state.at("(", "_", "^"):
        return _read_combinations(state)
    if token.text in ("I", "Id") and _has_matrices(state):
        return read_identity(state)
    if state.in_indicator and state.free_indices and len(token.text) == 1:
        return Index(token.text)
    if state.free_indices and is_index_on_the_left(state, token):
        return Index(token.text)
    state.position -= 1
    raise state.error(f"{token.text} is not declared", Reason.UNKNOWN_SYMBOL)


def _read_combinations(state: State) -> Expression:
    """``C(n, k)``, ``C_n^k`` and ``C^k_n``: the number of ways to choose k of n."""
    start = state.position
    if state.accept("("):
        above = state.read_sum(state)
        if state.accept(","):
            below = state.read_sum(state)
            state.expect(")")
            return binomial(above, below)
    else:
        scripts: dict[str, Expression] = {}
        while state.at("_", "^") and len(scripts) < 2:
            sign = state.take().text
            scripts[sign] = read_argument(state)
        if len(scripts) == 2:
            return binomial(scripts["_"], scripts["^"])
    state.position = start - 1
    raise state.error("C is not declared", Reason.UNKNOWN_SYMBOL)


def _has_matrices(state: State) -> bool:
    return any(symbol.shape for symbol in state.declarations.symbols)


def _read_command(state: State) -> Expression:
    if state.at_command("frac"):
        declared = read_name(state)
        if declared is not None:
            return declared
        derivative = read_derivative(state)
        if derivative is not None:
            return derivative
        state.take()
        above = read_argument(state)
        return divide(above, read_argument(state))
    if state.at_command("sqrt"):
        return _read_root(state)
    if state.at_command("binom"):
        state.take()
        above = read_argument(state)
        return binomial(above, read_argument(state))
    if state.at_command("begin"):
        return read_environment(state)
    if state.at_command("int"):
        return read_integral(state)
    if state.at_command("boxed"):
        state.take()
        return read_argument(state)
    named = read_name(state)
    if named is not None:
        return named
    token = state.take()
    reason = Reason.UNKNOWN_SYMBOL if token.text.isalpha() else Reason.UNPARSED
    raise state.error(f"\\{token.text} is not understood", reason)


def read_argument(state: State) -> Expression:
    """A LaTeX argument: a brace group, or the one token (one digit) that stands for it."""
    if state.accept("{"):
        state.closers.append("}")
        inside = state.read_sum(state)
        state.closers.pop()
        if state.at_name("choose"):
            state.take()
            inside = binomial(inside, state.read_sum(state))
        state.expect("}")
        return inside
    token = state.token
    if token is not None and token.kind is TokenKind.NUMBER and len(token.text) > 1 and token.text.isdigit():
        rest = Token(TokenKind.NUMBER, token.text[1:], token.start + 1)
        state.tokens = (
            *state.tokens[: state.position],
            Token(TokenKind.NUMBER, token.text[0], token.start),
            rest,
            *state.tokens[state.position + 1 :],
        )
        return number(state, state.take())
    return state.read_primary(state)


def _read_root(state: State) -> Expression:
    state.take()
    degree: Expression | None = None
    if state.accept("["):
        degree = state.read_sum(state)
        state.expect("]")
    radicand = state.read_primary(state) if state.at("(") else read_argument(state)
    if len(radicand.shape) == 2:
        raise ill_typed("the root of a matrix")
    if degree is None:
        return Call("sqrt", (radicand,), radicand.shape)
    return power(radicand, divide(Number(Fraction(1)), degree))


def _read_bracketed(state: State) -> Expression:
    token = state.take()
    if token.text in ("|", "||"):
        return _read_bars(state, token.text)
    if token.text in ("lvert", "lVert"):
        return _read_sided_bars(state, token.text)
    if token.text == "<|":
        return _read_angle(state)
    if token.text in ("lfloor", "lceil"):
        inside = state.read_sum(state)
        state.expect("rfloor" if token.text == "lfloor" else "rceil")
        return Call("floor" if token.text == "lfloor" else "ceil", (inside,))
    closing = BRACKETS.get(token.text)
    if closing is None:
        state.position -= 1
        raise state.error(f"{token.text!r} where a factor should stand")
    return _read_group(state, token.text, closing)


def _without_brackets(state: State, opening: str, closing: str) -> bool:
    """Drop the brackets of ``[\\delta_t]_j``: the index outside belongs to the name inside."""
    spelling = declared_spelling(state)
    if spelling is None or opening not in ("[", "("):
        return False
    symbol = state.declarations.by_spelling[spelling]
    depth, place = 0, state.position
    while place < len(state.tokens) and not (depth == 0 and state.tokens[place].is_operator(closing)):
        token = state.tokens[place]
        depth += token.is_operator("{", "(", "[") - token.is_operator("}", ")", "]")
        if depth == 0 and token.is_operator("+", "-", "·", "*", "/", ",", "="):
            return False
        place += 1
    after = state.tokens[place + 1] if place + 1 < len(state.tokens) else None
    if symbol.sort is not Sort.TABLE or after is None or not after.is_operator("_"):
        return False
    inner = state.tokens[state.position + len(spelling) : place]
    outer, rest = _script_after(state.tokens, place + 2)
    if not inner or not inner[0].is_operator("_") or not outer:
        return False
    comma, opened, closed = (Token(TokenKind.OPERATOR, text) for text in (",", "{", "}"))
    name = state.tokens[: state.position + len(spelling)]
    first = _unbraced(inner[1:])
    state.tokens = (*name, inner[0], opened, *first, comma, *outer, closed, *state.tokens[rest:])
    return True


def _unbraced(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    if len(tokens) > 2 and tokens[0].is_operator("{") and tokens[-1].is_operator("}"):
        return tokens[1:-1]
    return tokens


def _script_after(tokens: tuple[Token, ...], start: int) -> tuple[tuple[Token, ...], int]:
    """The tokens of a script that begins at `start`, without its braces, and the place after it."""
    if start >= len(tokens):
        return (), start
    if not tokens[start].is_operator("{"):
        return (tokens[start],), start + 1
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].is_operator("{") - tokens[place].is_operator("}")
        if depth == 0:
            return tokens[start + 1 : place], place + 1
    return (), start


def _read_group(state: State, opening: str, closing: str) -> Expression:
    if _without_brackets(state, opening, closing):
        return state.read_primary(state)
    state.closers.append(closing)
    try:
        if opening == "[" and at_compared(state, -1):
            return read_compared(state, closing)
        if opening == "[":
            array = read_list(state)
            if array is not None:
                return array
        inside = state.read_sum(state)
        if state.at_name("choose"):
            state.take()
            inside = binomial(inside, state.read_sum(state))
        if opening == "(" and state.at(","):
            return _read_tuple(state, inside)
    finally:
        state.closers.pop()
    state.expect(closing)
    if state.at("_") and inside.shape:
        return read_entries(state, inside)
    if opening == "[" and state.at("_", "^") and not inside.shape:
        return between(state, inside) or inside
    return inside


def _read_tuple(state: State, first: Expression) -> Expression:
    items = [first]
    while state.accept(","):
        items.append(state.read_sum(state))
    state.expect(")")
    if any(item.shape for item in items):
        raise ill_typed("a list of vectors")
    return Array((tuple(items),), (len(items),))


def _read_bars(state: State, opening: str) -> Expression:
    state.closers.append(opening)
    try:
        inside = state.read_sum(state)
    finally:
        state.closers.pop()
    _close_bars(state, opening)
    if opening == "|":
        return _absolute(state, inside)
    return norm(inside, _norm_order(state))


def _read_sided_bars(state: State, opening: str) -> Expression:
    closing = opening.replace("l", "r", 1)
    state.closers.append(closing)
    try:
        inside = state.read_sum(state)
    finally:
        state.closers.pop()
    token = state.token
    if closing == "rvert" and token is not None and token.is_operator("rVert"):
        # two single bars that came as one token
        bar = Token(TokenKind.OPERATOR, "rvert", token.start + 1)
        state.tokens = (*state.tokens[: state.position], bar, *state.tokens[state.position + 1 :])
    elif not state.accept("|" if closing == "rvert" else "||"):
        state.expect(closing)
    return _absolute(state, inside) if closing == "rvert" else norm(inside, _norm_order(state))


def _close_bars(state: State, opening: str) -> None:
    if state.accept(opening):
        return
    token = state.token
    if opening == "|" and token is not None and token.is_operator("||"):
        # two single bars that came as one token
        bar = Token(TokenKind.OPERATOR, "|", token.start + 1)
        state.tokens = (*state.tokens[: state.position], bar, *state.tokens[state.position + 1 :])
        return
    if state.accept("rvert" if opening == "|" else "rVert"):
        return
    if opening == "||" and state.at("|") and state.peek() is not None:
        state.expect("|")
        state.expect("|")
        return
    raise state.error("a bar that never closes")


def _norm_order(state: State) -> str:
    swap_scripts(state)
    if not state.accept("_"):
        return "2"
    grouped = state.accept("{")
    token = state.take()
    order = {"2": "2", "1": "1", "F": "F", "infinity": "inf", "op": "2"}.get(token.text)
    if token.text == "o" and state.at_name("p"):
        state.take()
        order = "2"
    if grouped:
        state.expect("}")
    if order is None:
        raise state.error(f"a norm of order {token.text}")
    return order


def _absolute(state: State, inside: Expression) -> Expression:
    if not inside.shape:
        return Call("abs", (inside,))
    if len(inside.shape) == 1 or 1 in inside.shape:
        return norm(inside, _norm_order(state))
    state.choices.add("bars_as_norm")
    if state.style.bars_as_norm or state.at("_"):
        return norm(inside, _norm_order(state))
    return determinant(inside)


def _read_angle(state: State) -> Expression:
    first = state.read_sum(state)
    if not state.accept(",", "|"):
        raise state.error("an angle bracket with one side")
    second = state.read_sum(state)
    state.expect("|>")
    following = state.peek()
    if state.at("_") and following is not None and following.text == "F":
        state.position += 2
    if not first.shape and not second.shape:
        return multiply((first, second))
    return inner(first, second)
