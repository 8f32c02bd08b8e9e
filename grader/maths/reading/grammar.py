"""The operators: sums, products with and without signs, fractions with a slash."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.maths.expressions.build import (
    ReadError,
    add,
    divide,
    dot,
    entrywise,
    is_row,
    multiply,
    negate,
    product_size,
    transpose,
)
from grader.maths.expressions.expression import ZERO, Apply, Call, Expression, Negation, Number, Product
from grader.maths.expressions.ones import ones
from grader.maths.notation.tokens import TokenKind
from grader.maths.reading.dots import with_dots
from grader.maths.reading.ones import is_ones_after, stands_for_ones, with_leading_ones
from grader.maths.reading.powers import read_power
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

MAX_SLASHES = 40
_MULTIPLICATIONS = ("·", "×", "*", "@", "odot", "/", "//", "÷", "otimes", "oslash")
_OPENERS = ("(", "[", "{", "\\{", "<|", "lfloor", "lceil", "lvert", "lVert")
_STARTING_COMMANDS = frozenset(
    ("frac", "sqrt", "binom", "begin", "ones", "cfrac", "exp", "boxed", "fcolorbox", "int")
)


def read_sum(state: State) -> Expression:
    """Terms with signs between them."""
    with state.nested():
        terms = [_signed_term(state)]
        while state.at("+", "-"):
            if _at_dots(state):
                terms = [_to_the_last(state, terms)]
            else:
                terms.append(_signed_term(state))
        if state.at("pm"):
            raise state.error("plus-or-minus is two answers", Reason.AMBIGUOUS)
        total = _broadcast(terms) if _is_one_by_entries(terms) else add(terms)
        if state.at_command("over"):  # TeX: all before it, by all after it
            state.take()
            return divide(total, read_sum(state))
        return total


def _at_dots(state: State) -> bool:
    following = state.peek()
    return state.at("+") and following is not None and following.is_operator("...")


def _to_the_last(state: State, terms: list[Expression]) -> Expression:
    """The sum that ``+ ... + last`` goes on with."""
    state.position += 2
    state.expect("+")
    return _completed(state, "sum", terms, _signed_term(state))


def _completed(state: State, operator: str, terms: Sequence[Expression], last: Expression) -> Expression:
    total = with_dots(operator, terms, last)
    if total is None:
        raise state.error("dots between terms that do not tell how they go on")
    return total


def _is_one_by_entries(terms: list[Expression]) -> bool:
    """Whether a numeral 1 stands beside functions of entries: a one for each, as in ``1 - \\sigma(h)``."""
    operands = [term.operand if isinstance(term, Negation) else term for term in terms]
    ones = [each for each in operands if isinstance(each, Number) and abs(each.value) == 1]
    by_entries = [each for each in operands if isinstance(each, Call | Apply) and len(each.shape) == 1]
    return len(ones) == 1 and len(operands) == len(by_entries) + 1


def _broadcast(terms: list[Expression]) -> Expression:
    """A sum in which a number goes with every entry of a vector, as NumPy has it."""
    shapes = {term.shape for term in terms if term.shape}
    if len(shapes) == 1 and any(not term.shape for term in terms) and len(next(iter(shapes))) == 1:
        vector = next(term for term in terms if term.shape)
        ones = Call("entry_power", (vector, Number(Fraction(0))), vector.shape)
        return add([term if term.shape else entrywise("hadamard", term, ones) for term in terms])
    return add(terms)


def _signed_term(state: State) -> Expression:
    negative = False
    while state.at("+", "-"):
        negative ^= state.take().text == "-"
    if state.at("pm"):
        raise state.error("plus-or-minus is two answers", Reason.AMBIGUOUS)
    term = read_product(state)
    return negate(term) if negative else term


def read_product(state: State) -> Expression:
    """Factors with signs of multiplication or division between groups of juxtaposed ones."""
    result = multiply(read_juxtaposed(state))
    slashes = 0
    while state.at(*_MULTIPLICATIONS) or (state.at("...") and not state.in_range):
        if _pass_over_dots(state):
            factors = result.factors if isinstance(result, Product) else (result,)
            result = _completed(state, "prod", factors, read_power(state))
            continue
        token = state.take()
        slashes += 1
        if slashes > MAX_SLASHES:
            raise state.error(f"more than {MAX_SLASHES} products and quotients in a row", Reason.LIMIT)
        if token.text in ("/", "÷"):
            result = _divided(state, result, spaced=token.spaced)
        elif token.text == "//":
            result = Call("floor", (_divided(state, result, spaced=True),))
        else:
            result = _multiplied(state, token.text, result)
    return result


_DOTTED_SIGNS = ("·", "×", "*")


def _pass_over_dots(state: State) -> bool:
    """Pass over ``· ... ·`` before the last factor of a product with dots; the signs may be left out."""
    place = state.position + state.at(*_DOTTED_SIGNS)
    if state.in_range:
        return False
    if place >= len(state.tokens) or not state.tokens[place].is_operator("..."):
        return False
    state.position = place + 1
    state.accept(*_DOTTED_SIGNS)
    return True


def _multiplied(state: State, sign: str, left: Expression) -> Expression:
    negative = False
    while state.at("-", "+"):  # a · -b
        negative ^= state.take().text == "-"
    right = read_juxtaposed(state)
    if sign in ("odot", "oslash"):
        result = _entrywise_product("hadamard" if sign == "odot" else "quotient", left, right)
    elif sign == "otimes":
        result = _tensor_product(state, left, right)
    elif sign == "·":
        joined = dot(left, right[0])
        result = multiply((joined, *right[1:]))
    elif sign == "@" and len(left.shape) == 1 and len(right[0].shape) == 1:
        result = multiply((dot(left, right[0]), *right[1:]))
    elif sign == "@" and len(left.shape) == 1 and len(right[0].shape) == 2 and not is_row(right[0].shape):
        result = multiply((transpose(right[0]), left))  # NumPy's product of a row, which is a vector again
        result = multiply((result, *right[1:])) if len(right) > 1 else result
    else:
        result = multiply((left, *right))
    return negate(result) if negative else result


def _tensor_product(state: State, left: Expression, factors: list[Expression]) -> Expression:
    """The matrix of all products of entries; of matrices block by block, the factors behind as one."""
    if len(left.shape) == 1 and (len(factors[0].shape) == 1 or is_row(factors[0].shape)):
        right = factors[0] if is_row(factors[0].shape) else transpose(factors[0])
        return multiply((left, right, *factors[1:]))
    right, rest = multiply(factors), []
    if len(right.shape) != 2:
        right, *rest = factors
    if len(left.shape) != 2 or len(right.shape) != 2:
        raise state.error("a tensor product", Reason.UNPARSED)
    shape = tuple(product_size(*sizes) for sizes in zip(left.shape, right.shape, strict=True))
    return multiply((Call("kron", (left, right), shape), *rest))


def _entrywise_product(function: str, left: Expression, right: list[Expression]) -> Expression:
    """What a sign for entries joins: the next factor, or all of them where only their product fits."""
    try:
        return multiply((entrywise(function, left, right[0]), *right[1:]))
    except ReadError:
        if len(right) < 2:
            raise
        return entrywise(function, left, multiply(right))


def _divided(state: State, left: Expression, *, spaced: bool) -> Expression:
    negative = False
    while state.at("-", "+"):
        negative ^= state.take().text == "-"
    start = state.position
    right, breaks = _juxtaposed_with_breaks(state)
    result = _quotient(state, left, right, loose=_looks_loose(state, start, spaced, breaks))
    return negate(result) if negative else result


def _quotient(state: State, left: Expression, right: list[Expression], *, loose: bool) -> Expression:
    if len(right) == 1:
        return divide(left, right[0])
    if state.style.loose_slash:
        loose = not loose
    for attempt in (loose, not loose):
        try:
            if attempt:
                result = multiply((divide(left, right[0]), *right[1:]))
            else:
                result = divide(left, multiply(right))
        except ReadError:
            continue
        if attempt is loose:
            state.choices.add("loose_slash")
        return result
    return divide(left, multiply(right))


def _looks_loose(state: State, start: int, spaced: bool, breaks: list[int]) -> bool:
    """Whether white space groups ``a/b c`` as ``(a/b) c``."""
    return bool(breaks) and not spaced and breaks[0] == 1 and not state.tokens[start].spaced


def read_juxtaposed(state: State) -> list[Expression]:
    """Factors side by side, at least one."""
    return _juxtaposed_with_breaks(state)[0]


def _juxtaposed_with_breaks(state: State) -> tuple[list[Expression], list[int]]:
    factors = [read_power(state)]
    breaks: list[int] = []
    while starts_factor(state):
        token = state.token
        if token is not None and token.spaced:
            breaks.append(len(factors))
        if token is not None and token.text == "0" and factors[-1].shape and token.spaced:
            state.take()
            return [ZERO], breaks  # what is multiplied by zero is zero, whatever its shape
        if is_ones_after(state, factors[-1]):
            state.take()
            factors.append(ones(None))
            continue
        if token is not None and token.kind is TokenKind.NUMBER and not _is_factor(state):
            raise state.error("a number after a factor: a product or an index?", Reason.AMBIGUOUS)
        factors.append(read_power(state))
    return with_leading_ones(factors), breaks


def _is_factor(state: State) -> bool:
    """Whether a number after a factor cannot be an index: ``n 2^n``, ``(n+1) 2``."""
    if stands_for_ones(state):
        return True
    token, following, before = state.token, state.peek(), state.tokens[state.position - 1]
    raised = following is not None and following.is_operator("^")
    if raised and _is_letter_in_exponent(state):
        return True  # ``n2^n``: nobody raises an index so
    apart = (token is not None and token.spaced) or before.is_operator("}")
    return (raised and apart) or before.is_operator(")", "]")


def _is_letter_in_exponent(state: State) -> bool:
    """Whether the exponent after the number is a letter, or begins with one."""
    first = state.peek(2)
    if first is not None and first.is_operator("{"):
        first = state.peek(3)
    return first is not None and first.kind is TokenKind.NAME and first.text not in ("T", "top")


def starts_factor(state: State) -> bool:
    """Whether the next token can begin a factor."""
    token = state.token
    if token is None:
        return False
    if token.kind in (TokenKind.NUMBER,):
        return True
    if token.kind is TokenKind.NAME:
        return token.text not in ("choose",)
    if token.kind is TokenKind.COMMAND:
        return token.text in _STARTING_COMMANDS or (token.text,) in state.declarations.by_spelling
    if token.text in ("|", "||"):
        return not state.closers or (state.closers[-1] not in ("|", "||"))
    return token.text in _OPENERS
