"""Read sums, products, max, min, arg max and arg min with their ranges, in every usual notation."""

from __future__ import annotations

from fractions import Fraction

from grader.maths.expressions.build import agree, ill_typed, negate
from grader.maths.expressions.expression import (
    SCALAR,
    Call,
    Cases,
    Expression,
    Index,
    Number,
    Range,
    Reduction,
    Relation,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.notation.tokens import TokenKind
from grader.maths.reading.dots import with_dots
from grader.maths.reading.indices import BRACKETS
from grader.maths.reading.names import declared_spelling
from grader.maths.reading.reduction_ranges import generator_bounds, read_generator, read_ranges
from grader.maths.reading.reduction_sets import move_range_forward
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

BIG_OPERATORS = {
    "sum": "sum", "prod": "prod", "max": "max", "min": "min", "amax": "max", "amin": "min",
    "argmax": "argmax",
    "argmin": "argmin", "sup": "max", "Sigma": "sum", "Pi": "prod",
}  # fmt: skip


def at_reduction(state: State) -> bool:
    """Whether a big operator comes next; Sigma and Pi count with a subscript, undeclared."""
    token = state.token
    if token is None or token.kind is not TokenKind.NAME or token.text not in BIG_OPERATORS:
        return False
    if token.text in ("Sigma", "Pi", "sup"):
        following = state.peek()
        ranged = following is not None and following.is_operator("_")
        # Σ (x_i - m)^2: the one letter below is what runs
        return declared_spelling(state) is None and (ranged or _letter_below(state, 1) is not None)
    return True


def read_reduction(state: State) -> Expression:
    """A big operator, its ranges and its body."""
    sign = state.take().text
    operator = BIG_OPERATORS[sign]
    move_range_forward(state)
    if _lists_in_braces(state, operator) or (
        state.at("(", "\\{", "[")
        and not (operator in ("sum", "prod") and not generator_bounds(state) and _letter_below(state))
    ):
        return _read_call(state, operator)
    earlier = len(state.exceptions)
    ranges, bounds = read_ranges(state)
    exceptions = state.exceptions[earlier:]
    del state.exceptions[earlier:]
    if not ranges:
        letter = _letter_below(state) if operator in ("sum", "prod") else None
        if letter is None:
            return _of_entries(state, operator)
        ranges, bounds = [Range(letter)], [((letter,), letter)]
    state.accept(":")
    with state.bound(bounds):
        body = _read_body(state)
    if operator == "prod" and len(body.shape) == 2 and agree(*body.shape):
        state.choices.add("product_from_right")
        operator = "prod_from_right" if state.style.product_from_right else operator
    elif body.shape and operator not in ("sum",):
        raise ill_typed(f"{operator} of a vector or matrix")
    for index, exception in exceptions:
        body = _except_at(state, operator, index, exception, body)
    return Reduction(operator, tuple(ranges), body, body.shape)


def _lists_in_braces(state: State, operator: str) -> bool:
    """Whether braces after a maximum hold a list: ``max{a, b}``."""
    if operator not in ("max", "min") or not state.at("{"):
        return False
    depth = 0
    for token in state.tokens[state.position :]:
        depth += token.is_operator("(", "[", "{", "\\{") - token.is_operator(")", "]", "}", "\\}")
        if depth == 0:
            break
        if depth == 1 and token.is_operator(","):
            return True
    return False


def _letter_below(state: State, ahead: int = 0) -> str | None:
    """The one letter that stands below names in what a sign without a range is of."""
    found: set[str] = set()
    depth = 0
    for place in range(state.position + ahead, len(state.tokens)):
        token = state.tokens[place]
        depth += token.is_operator("(", "[", "{") - token.is_operator(")", "]", "}")
        if depth < 0 or (depth == 0 and token.is_operator("+", "-", "=", "<", ">", "<=", ">=", ",")):
            break
        if token.kind is TokenKind.NAME and token.text in BIG_OPERATORS and place > state.position:
            return None
        if place and state.tokens[place - 1].is_operator("_") and token.kind is TokenKind.NAME:
            symbol = state.declarations.by_spelling.get((token.text,))
            if len(token.text) == 1 and (symbol is None or symbol.sort is Sort.INDEX):
                found.add(token.text)
    return found.pop() if len(found) == 1 else None


def _except_at(
    state: State, operator: str, index: str, exception: Expression, body: Expression
) -> Expression:
    """The body, neutral where the index is the one that ``j != k`` leaves out."""
    if operator not in ("sum", "prod") or body.shape:
        raise state.error("a range with an exception", Reason.UNPARSED)
    neutral = Number(Fraction(0 if operator == "sum" else 1))
    condition = Relation((Index(index), exception), ("!=",))
    return Cases(((body, condition), (neutral, None)))


def _read_body(state: State) -> Expression:
    if state.style.wide_reductions:
        state.choices.add("wide_reductions")
        return state.read_sum(state)
    negative = False
    while state.at("+", "-"):
        negative ^= state.take().text == "-"
    body = state.read_product(state)
    if state.at("+", "-"):
        state.choices.add("wide_reductions")
    return negate(body) if negative else body


def _read_call(state: State, operator: str) -> Expression:
    """``max(a, b)``, ``sum(x_i for i in range(N))``, ``sum(x_i, i=1..N)``, ``max(v)``."""
    generator = generator_bounds(state)
    opening = state.take().text
    closing = BRACKETS[opening]
    with state.bound([bound for bound, _ in generator]):
        arguments = [state.read_sum(state)]
        while state.at(",") and not generator:
            state.take()
            if state.accept("..."):
                arguments = [_to_the_last(state, operator, arguments)]
                break
            arguments.append(state.read_sum(state))
    ranges: list[Range] = []
    if generator:
        while not state.at(closing) or len(ranges) < len(generator):
            ranges.append(read_generator(state, generator[len(ranges)][0]))
            if len(ranges) == len(generator):
                break
    state.expect(closing)
    if ranges:
        return Reduction(operator, tuple(ranges), arguments[0], arguments[0].shape)
    if len(arguments) == 1 and arguments[0].shape:
        return _extreme_entry(operator, arguments[0])
    if len(arguments) == 1 and isinstance(arguments[0], Reduction) and arguments[0].operator == operator:
        return arguments[0]
    if operator in ("max", "min") and len(arguments) > 1:
        return _extreme_of(operator, arguments)
    raise state.error(f"{operator} of what?")


def _to_the_last(state: State, operator: str, arguments: list[Expression]) -> Expression:
    """``max(a_1, ..., a_n)``, after the dots."""
    state.expect(",")
    total = with_dots(operator, arguments, state.read_sum(state))
    if total is None:
        raise state.error("dots between terms that do not tell how they go on")
    return total


def _extreme_of(operator: str, arguments: list[Expression]) -> Expression:
    if any(argument.shape for argument in arguments):
        raise ill_typed(f"{operator} of vectors")
    function = "maximum" if operator == "max" else "minimum"
    result = arguments[0]
    for argument in arguments[1:]:
        result = Call(function, (result, argument))
    return result


def _extreme_entry(operator: str, argument: Expression) -> Expression:
    if len(argument.shape) == 1 or operator == "sum":
        return Call(f"{operator}_entries", (argument,), SCALAR)
    raise ill_typed(f"{operator} of a matrix")


def _of_entries(state: State, operator: str) -> Expression:
    """``\\max x`` of a vector; without an index nothing else can be meant."""
    argument = state.read_product(state)
    if not argument.shape:
        raise state.error(f"{operator} without an index", Reason.UNPARSED)
    return _extreme_entry(operator, argument)
