"""What is written after a factor: powers, transposes, factorials, entries, NumPy's methods."""

from __future__ import annotations

from fractions import Fraction

from grader.maths.expressions.build import ReadError, divide, dot, inverse, negate, power, transpose
from grader.maths.expressions.expression import Call, Expression, Identity, Number, walk
from grader.maths.notation.tokens import TokenKind
from grader.maths.reading.indices import read_entries
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

MAX_POSTFIXES = 6


def read_power(state: State) -> Expression:
    """A primary with all that is written after it: powers, transposes, factorials."""
    with state.nested():
        if state.at("^") and _is_prefix_transpose(state):
            state.take()
            state.take()
            return transpose(read_power(state))
        if state.at("{") and _at_empty_group(state):
            state.position += 2
            return read_power(state)
        return read_postfixes(state, state.read_primary(state))


def _at_empty_group(state: State) -> bool:
    following = state.peek()
    return following is not None and following.is_operator("}")


def _is_prefix_transpose(state: State) -> bool:
    following = state.peek()
    return following is not None and following.text in ("t", "T", "top")


def read_postfixes(state: State, base: Expression) -> Expression:
    """The powers, transposes and factorials that follow a primary."""
    for _ in range(MAX_POSTFIXES):
        if state.at("^", ".^"):
            by_entry = state.take().text == ".^" and bool(base.shape)
            base = _entry_power(state, base) if by_entry else _raised(state, base)
        elif state.at("!"):
            state.take()
            if base.shape:
                raise ReadError(Reason.ILL_TYPED, "factorial of a vector or matrix")
            base = Call("factorial", (base,))
        elif state.at(".T") or (state.at("'") and base.shape):
            state.take()
            base = transpose(base)
        elif state.at("_", "[") and base.shape and not isinstance(base, Identity):
            indexed = read_entries(state, base)
            if indexed is base:
                break
            base = indexed
        elif state.at(".") and not _is_range(state):
            base = _method(state, base)
        elif state.at("%"):
            state.take()
            base = divide(base, Number(Fraction(100)))
        else:
            return base
    if state.at("^", "!", "'", ".T"):
        raise state.error("too many powers in a row", Reason.LIMIT)
    return base


def _is_range(state: State) -> bool:
    """Whether two full stops follow, as in ``1..N``."""
    following = state.peek()
    return following is not None and following.is_operator(".")


def _method(state: State, base: Expression) -> Expression:
    """``A.T`` and ``A.dot(b)`` among other notation; what is code throughout is read as such."""
    name = state.peek()
    if name is None or name.kind is not TokenKind.NAME:
        raise state.error("a full stop inside the formula")
    if name.text == "T":
        state.position += 2
        return transpose(base)
    if name.text == "dot" and state.peek(2) is not None:
        state.position += 3
        argument = state.read_sum(state)
        state.expect(")")
        return dot(base, argument)
    raise state.error(f"unknown method {name.text!r}")


def _raised(state: State, base: Expression) -> Expression:
    if base.shape:
        return _raised_tensor(state, base)
    if state.at("top"):
        if isinstance(base, (Call,)) or _has_tensors(base):
            state.take()
            return base
        raise state.error("the transpose of a number", Reason.ILL_TYPED)
    if state.at_name("T") and not _is_declared(state, "T") and _has_tensors(base):
        state.take()  # a number made of vectors is its own transpose
        return base
    return power(base, _exponent(state))


def _entry_power(state: State, base: Expression) -> Expression:
    """MATLAB's ``x.^2``."""
    exponent = _exponent(state)
    if exponent.shape:
        raise state.error("an exponent that is no number", Reason.ILL_TYPED)
    return Call("entry_power", (base, exponent), base.shape)


def _has_tensors(expression: Expression) -> bool:
    return any(part.shape for part in walk(expression))


def _raised_tensor(state: State, base: Expression) -> Expression:
    token = state.token
    if token is None:
        raise state.error("an exponent is missing")
    grouped = state.at("{")
    place = state.position + (1 if grouped else 0)
    negative = place < len(state.tokens) and state.tokens[place].is_operator("-")
    mark = state.tokens[place + negative] if place + negative < len(state.tokens) else token
    if mark.text == "T" and mark.kind is TokenKind.NAME and _is_declared(state, "T"):
        state.choices.add("letter_power")
        if state.style.letter_power:
            return power(base, _exponent(state))
    transposes = mark.is_operator("top", "'") or (
        mark.kind is TokenKind.NAME
        and mark.text in ("T", "t")
        and not _is_longer(state, place + negative, grouped)
    )
    if transposes:
        state.position = place + negative + 1
        if grouped:
            state.expect("}")
        return transpose(inverse(base) if negative else base)
    if mark.is_operator("dagger") or (mark.is_operator("+") and not negative):
        state.position = place + 1
        if grouped:
            state.expect("}")
        if len(base.shape) != 2:
            raise state.error("the pseudo-inverse of a vector", Reason.ILL_TYPED)
        return Call("pinv", (base,), tuple(reversed(base.shape)))
    if mark.is_operator("odot"):
        state.position = place + 1
        exponent = state.read_sum(state)
        if grouped:
            state.expect("}")
        return Call("entry_power", (base, exponent), base.shape)
    if mark.is_operator("*"):
        raise state.error("a star on a matrix: which operation?", Reason.UNKNOWN_SYMBOL)
    exponent = _exponent(state)
    by_entries = state.entry_powers and len(base.shape) == 1
    if by_entries and not exponent.shape:
        return Call("entry_power", (base, exponent), base.shape)
    return power(base, exponent)


def _is_declared(state: State, name: str) -> bool:
    return (name,) in state.declarations.by_spelling


def _is_longer(state: State, place: int, grouped: bool) -> bool:
    """Whether a group holds more than the one mark."""
    return grouped and place + 1 < len(state.tokens) and not state.tokens[place + 1].is_operator("}")


def _exponent(state: State) -> Expression:
    with state.nested():
        if state.accept("{"):
            exponent = state.read_sum(state)
            state.expect("}")
            return exponent
        if state.at("-", "+"):
            sign = state.take().text
            exponent = _exponent(state)
            return negate(exponent) if sign == "-" else exponent
        exponent = state.read_primary(state)
        # a tower: the upper exponent binds first
        if state.at("^"):
            state.take()
            return power(exponent, _exponent(state))
        return exponent
