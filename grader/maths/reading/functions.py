r"""Read the functions everybody knows: ``\log BN``, ``exp(x)``, ``tr(AB)``, ``\binom nk``, NumPy's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from grader.maths.expressions.build import (
    ReadError,
    add,
    describe,
    divide,
    dot,
    entrywise,
    ill_typed,
    inner,
    inverse,
    multiply,
    negate,
    norm,
    power,
    power_of_values,
    product_size,
    transpose,
)
from grader.maths.expressions.expression import (
    ONE,
    SCALAR,
    Call,
    Expression,
    Identity,
    Name,
    Number,
    Size,
)
from grader.maths.notation.tokens import TokenKind
from grader.maths.notation.vocabulary import FUNCTIONS
from grader.maths.reading.grammar import starts_factor
from grader.maths.reading.names import read_arguments
from grader.maths.reading.ones import read_ones
from grader.maths.reading.powers import read_power
from grader.maths.reading.reductions import BIG_OPERATORS
from grader.maths.reading.state import State

ELEMENTWISE = {
    "exp": "exp", "log": "log", "ln": "log", "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh",
    "cosh": "cosh", "tanh": "tanh", "arctan": "arctan", "arcsin": "arcsin", "arccos": "arccos",
    "sqrt": "sqrt",
    "sigmoid": "sigmoid", "softplus": "softplus", "relu": "relu", "ReLU": "relu", "sign": "sign",
    "sgn": "sign",
    "abs": "abs", "floor": "floor", "ceil": "ceil", "erf": "erf", "square": "square", "log2": "log2",
    "log10": "log10", "lg": "log10", "factorial": "factorial", "cot": "cot", "asin": "arcsin",
    "acos": "arccos", "atan": "arctan",
}  # fmt: skip
_INVERSES = {"sin": "arcsin", "cos": "arccos", "tan": "arctan"}


def _log(argument: Expression) -> Expression:
    return Call("log", (argument,), argument.shape)


def _reciprocal(function: str) -> Callable[[Expression], Expression]:
    return lambda argument: divide(Number(Fraction(1)), Call(function, (argument,)))


def _area_sine(argument: Expression) -> Expression:
    return _log(add((argument, Call("sqrt", (add((power(argument, Number(Fraction(2))), ONE)),)))))


def _area_tangent(argument: Expression) -> Expression:
    return divide(_log(divide(add((ONE, argument)), add((ONE, negate(argument))))), Number(Fraction(2)))


_COMPOSED: dict[str, Callable[[Expression], Expression]] = {
    "sec": _reciprocal("cos"),
    "csc": _reciprocal("sin"),
    "sech": _reciprocal("cosh"),
    "csch": _reciprocal("sinh"),
    "coth": _reciprocal("tanh"),
    "arsinh": _area_sine,
    "asinh": _area_sine,
    "arcsinh": _area_sine,
    "artanh": _area_tangent,
    "atanh": _area_tangent,
    "arctanh": _area_tangent,
    "log1p": lambda argument: _log(add((ONE, argument))),
    "expm1": lambda argument: add((Call("exp", (argument,)), negate(ONE))),
}
"""Functions of a number that are written in terms of others."""


def at_function(state: State) -> bool:
    """Whether a well-known function's name comes next and nothing else is declared under it."""
    token = state.token
    return (
        token is not None
        and token.kind is TokenKind.NAME
        and token.text in FUNCTIONS
        and token.text not in BIG_OPERATORS
    )


def read_function(state: State) -> Expression:
    """A function with its argument: in brackets, or the product of what follows."""
    name = state.take().text
    if name == "eye" or name == "ones" or name == "zeros":
        return _constant_array(state, name)
    base: Expression | None = None
    exponent: Expression | None = None
    while state.at("_", "^"):
        if state.take().text == "_":
            base = _script(state)
        else:
            exponent = _script(state)
    arguments = _arguments(state)
    if exponent == Number(Fraction(-1)) and name in _INVERSES:
        name, exponent = _INVERSES[name], None
    result = apply_function(state, name, arguments, base)
    return result if exponent is None else power_of_values(result, exponent)


def _script(state: State) -> Expression:
    if state.accept("{"):
        inside = state.read_sum(state)
        state.expect("}")
        return inside
    if state.at("-"):
        state.take()
        return negate(state.read_primary(state))
    return state.read_primary(state)


def _constant_array(state: State, name: str) -> Expression:
    if name == "ones":
        return read_ones(state, read_arguments(state) if state.at("(") else None)
    arguments = read_arguments(state) or []
    if name == "eye" and len(arguments) == 1:
        size = arguments[0]
        return Identity(size.key if isinstance(size, Name) else None)
    raise state.error(f"{name} without a declaration")


def _arguments(state: State) -> list[Expression]:
    if state.at("(", "[", "{", "\\{"):
        start = state.position
        found = read_arguments(state)
        assert found is not None
        if state.style.power_inside and state.at("^"):
            state.position = start
            return [read_power(state)]
        return found
    if state.at("-"):
        state.take()
        return [negate(_product_argument(state))]
    return [_product_argument(state)]


def _product_argument(state: State) -> Expression:
    """``BN`` after ``\\log``: juxtaposed factors, up to the next function."""
    factors = [read_power(state)]
    while starts_factor(state) and not at_function(state) and not _at_big_operator(state):
        token = state.token
        if token is not None and token.kind is TokenKind.NUMBER:
            break
        state.choices.add("narrow_functions")
        if state.style.narrow_functions:
            break
        if token is not None and token.is_operator("(", "[", "\\{") and token.spaced:
            break
        factors.append(read_power(state))
    return multiply(factors)


def _at_big_operator(state: State) -> bool:
    return state.at_name(*BIG_OPERATORS)


def apply_function(
    state: State, name: str, arguments: Sequence[Expression], base: Expression | None = None
) -> Expression:
    """The function applied, its arguments checked."""
    if name in ELEMENTWISE:
        return _elementwise(state, name, arguments, base)
    if name in _COMPOSED and len(arguments) == 1 and not arguments[0].shape:
        return _COMPOSED[name](arguments[0])
    if name in _BINARY and len(arguments) == 2:
        return _BINARY[name](arguments[0], arguments[1])
    if name in _UNARY and len(arguments) == 1:
        return _UNARY[name](arguments[0])
    if name == "norm":
        order = "2"
        if len(arguments) == 2 and isinstance(arguments[1], Number):
            order = str(arguments[1].value)
        if order in ("1", "2"):
            return norm(arguments[0], order)
    raise state.error(f"{name} with {len(arguments)} argument(s)")


def _elementwise(
    state: State, name: str, arguments: Sequence[Expression], base: Expression | None
) -> Expression:
    if len(arguments) != 1:
        raise state.error(f"{name} with {len(arguments)} arguments")
    argument = arguments[0]
    if len(argument.shape) == 2 and name not in ("abs", "sigmoid", "relu", "tanh", "ReLU", "sign"):
        raise ill_typed(f"{name} of a matrix")
    function = ELEMENTWISE[name]
    if base is not None:
        if name not in ("log", "lg"):
            raise state.error(f"a subscript on {name}")
        return divide(Call("log", (argument,), argument.shape), Call("log", (base,)))
    if function == "square":
        return entrywise("hadamard", argument, argument)
    return Call(function, (argument,), argument.shape)


def _trace(argument: Expression) -> Expression:
    if len(argument.shape) != 2:
        if not argument.shape:
            return argument
        raise ill_typed(f"trace of {describe(argument.shape)}")
    if None not in argument.shape and argument.shape[0] != argument.shape[1]:
        raise ill_typed(f"trace of {describe(argument.shape)}")
    return Call("trace", (argument,))


def determinant(argument: Expression) -> Expression:
    """The determinant of a square matrix."""
    if len(argument.shape) != 2 or (None not in argument.shape and argument.shape[0] != argument.shape[1]):
        raise ill_typed(f"determinant of {describe(argument.shape)}")
    return Call("det", (argument,))


def _diagonal(argument: Expression) -> Expression:
    if len(argument.shape) == 1:
        return Call("diag", (argument,), (argument.shape[0], argument.shape[0]))
    if len(argument.shape) == 2:
        return Call("diag", (argument,), argument.shape[:1])
    raise ill_typed("diag of a number")


def _stacked(argument: Expression) -> Expression:
    """The columns of a matrix below each other."""
    if len(argument.shape) == 1:
        return argument
    if len(argument.shape) != 2:
        raise ill_typed(f"vec of {describe(argument.shape)}")
    return Call("vec", (argument,), (product_size(*argument.shape),))


def _softmax(argument: Expression) -> Expression:
    if len(argument.shape) != 1:
        raise ill_typed(f"softmax of {describe(argument.shape)}")
    return Call("softmax", (argument,), argument.shape)


def _outer(first: Expression, second: Expression) -> Expression:
    return multiply((first, transpose(second)))


def binomial(above: Expression, below: Expression) -> Expression:
    """A binomial coefficient of numbers."""
    if above.shape or below.shape:
        raise ill_typed("a binomial coefficient of a vector or matrix")
    return Call("binomial", (above, below))


def _pseudo_inverse(argument: Expression) -> Expression:
    if len(argument.shape) != 2:
        raise ill_typed(f"pseudo-inverse of {describe(argument.shape)}")
    return Call("pinv", (argument,), (argument.shape[1], argument.shape[0]))


def _extremum(function: str) -> Callable[[Expression, Expression], Expression]:
    def build(first: Expression, second: Expression) -> Expression:
        if first.shape or second.shape:
            raise ReadError(ill_typed("").reason, f"{function} of vectors")
        return Call(function, (first, second), SCALAR)

    return build


def size_of(size: Size) -> Expression:
    """A size as a number: a numeral, or the letter that names it."""
    if size is None:
        raise ill_typed("a size that is not known")
    return Number(Fraction(size)) if isinstance(size, int) else Name(str(size))


def entry_count(argument: Expression) -> Expression:
    """How many entries a vector or matrix has."""
    if not argument.shape or None in argument.shape:
        raise ill_typed("the length of a number")
    return multiply([size_of(size) for size in argument.shape])


def mean_of_entries(argument: Expression) -> Expression:
    """The mean of all the entries of a vector or matrix."""
    return divide(Call("sum_entries", (argument,)), entry_count(argument))


_UNARY: dict[str, Callable[[Expression], Expression]] = {
    "tr": _trace,
    "trace": _trace,
    "Tr": _trace,
    "det": determinant,
    "diag": _diagonal,
    "Diag": _diagonal,
    "inv": inverse,
    "inverse": inverse,
    "pinv": _pseudo_inverse,
    "transpose": transpose,
    "array": lambda argument: argument,
    "softmax": _softmax,
    "vec": _stacked,
    "logsumexp": lambda vector: _log(Call("sum_entries", (Call("exp", (vector,), vector.shape),))),
}
_BINARY: dict[str, Callable[[Expression, Expression], Expression]] = {
    "dot": dot,
    "matmul": lambda first, second: dot(first, second),
    "outer": _outer,
    "inner": inner,
    "multiply": lambda first, second: entrywise("hadamard", first, second),
    "divide": lambda first, second: entrywise("quotient", first, second),
    "power": power,
    "pow": power,
    "binom": binomial,
    "binomial": binomial,
    "comb": binomial,
    "choose": binomial,
    "maximum": _extremum("maximum"),
    "minimum": _extremum("minimum"),
}
