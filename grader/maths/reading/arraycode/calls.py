"""The functions and methods of NumPy, PyTorch and Python's ``math`` that formulas are written with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.maths.expressions.build import ReadError, add, divide, inverse, multiply, negate, norm, transpose
from grader.maths.expressions.expression import ONE, Call, Expression, Identity, Name, Number
from grader.maths.reading.arraycode.values import (
    ArrayValue,
    applied,
    by_entries,
    column,
    combine,
    matrix_product,
    negated,
    number,
    of_expression,
    reduce,
    row,
    transposed,
)
from grader.maths.reading.functions import apply_function, entry_count, size_of
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

BY_ENTRIES = {
    "exp": "exp", "log": "log", "ln": "log", "sqrt": "sqrt", "sin": "sin", "cos": "cos", "tanh": "tanh",
    "tan": "tan", "sinh": "sinh", "cosh": "cosh", "abs": "abs", "absolute": "abs", "fabs": "abs",
    "sign": "sign", "sigmoid": "sigmoid", "expit": "sigmoid", "softplus": "softplus", "relu": "relu",
    "erf": "erf", "floor": "floor", "ceil": "ceil", "log2": "log2", "log10": "log10",
    "arctan": "arctan", "atan": "arctan", "int": "floor", "trunc": "floor",
}  # fmt: skip
REDUCTIONS = {
    "sum": "sum", "prod": "prod", "max": "max", "min": "min", "amax": "max", "amin": "min",
    "argmax": "argmax", "argmin": "argmin",
}  # fmt: skip
ALONG_AXES = frozenset((*REDUCTIONS, "mean", "var", "std"))
"""What takes an axis as its second argument."""
VALUED = ("ord", "p", "ddof", "min", "max", "a_min", "a_max")
"""Keywords whose values count."""
_OF_TWO = frozenset(("pow", "power", "multiply", "mul", "divide", "div", "add", "subtract", "sub", "inner"))
_AS_THEY_ARE = frozenset(
    ("array", "asarray", "float", "float64", "tensor", "Tensor", "as_tensor", "double", "copy", "item",
     "squeeze", "flatten", "ravel", "astype", "detach", "clone", "numpy")
)  # fmt: skip
_PRODUCTS = frozenset(("dot", "matmul", "mm", "mv", "bmm", "vdot"))


@dataclass(frozen=True)
class Arguments:
    """What a function was called with; a method's own array comes first."""

    values: Sequence[ArrayValue]
    axis: int | None
    keeps: bool
    """Whether the axis stays, with one entry."""
    keywords: Mapping[str, ArrayValue]
    fresh: Callable[[], str]
    state: State


def call(name: str, given: Arguments) -> ArrayValue | None:
    """The function of that name applied; None where it is none of these."""
    values = given.values
    if name in BY_ENTRIES and len(values) == 1:
        return applied(values[0], BY_ENTRIES[name])
    if name in REDUCTIONS and len(values) == 1:
        return _kept(reduce(REDUCTIONS[name], values[0], given.axis, given.fresh), given)
    if name in ("max", "min", "maximum", "minimum") and len(values) == 2:
        return combine("maximum" if name.startswith("max") else "minimum", values[0], values[1])
    if name in _PRODUCTS and len(values) == 2:
        if not values[0].shape or not values[1].shape:
            return combine("*", values[0], values[1])
        return matrix_product(values[0], values[1], given.fresh)
    if name in _AS_THEY_ARE and values:
        return values[0]
    if name in _MANY:
        return _MANY[name](given) if len(values) >= (2 if name in _OF_TWO else 1) else None
    wholes = [value.whole for value in values]
    if any(whole is None for whole in wholes) or given.axis is not None:
        return None
    try:
        return of_expression(
            apply_function(given.state, name, [whole for whole in wholes if whole is not None])
        )
    except ReadError as error:
        if error.reason is Reason.ILL_TYPED:
            raise
        return None


def _kept(value: ArrayValue, given: Arguments) -> ArrayValue:
    if not given.keeps or not value.shape:
        return value
    return row(value) if given.axis == 0 else column(value)


def _along(given: Arguments) -> Expression:
    """How many entries a mean along the axis is over."""
    value = given.values[0]
    if given.axis is not None and len(value.shape) == 2:
        size = value.shape[given.axis]
        if size is None:
            raise given.state.error("the mean of entries whose number is not known")
        return size_of(size)
    if value.whole is None:
        raise given.state.error("the mean of entries whose number is not known")
    return entry_count(value.whole)


def _mean(given: Arguments) -> ArrayValue:
    total = reduce("sum", given.values[0], given.axis, given.fresh)
    return _kept(combine("/", total, of_expression(_along(given))), given)


def _variance(given: Arguments) -> ArrayValue:
    """The mean square distance from the mean; ``ddof=1`` divides by one less."""
    value = given.values[0]
    mean = combine("/", reduce("sum", value, given.axis, given.fresh), of_expression(_along(given)))
    if given.axis is not None and len(value.shape) == 2:
        mean = row(mean) if given.axis == 0 else column(mean)
    squares = combine("**", combine("+", value, negated(mean)), number(2))
    degrees = given.keywords.get("ddof", number(0))
    count = _along(given)
    if degrees.whole is not None and degrees.whole != Number(Fraction(0)):
        count = add((count, negate(degrees.whole)))
    total = reduce("sum", squares, given.axis, given.fresh)
    return _kept(combine("/", total, of_expression(count)), given)


def _deviation(given: Arguments) -> ArrayValue:
    return applied(_variance(given), "sqrt")


def _whole(given: Arguments, place: int = 0) -> Expression:
    whole = given.values[place].whole if place < len(given.values) else None
    if whole is None:
        raise given.state.error("an array of which only the entries are known")
    return whole


def _norm(given: Arguments) -> ArrayValue:
    if given.axis is not None and len(given.values[0].shape) == 2:
        squares = combine("**", given.values[0], number(2))
        sums = reduce("sum", squares, given.axis, given.fresh)
        return _kept(applied(sums, "sqrt"), given)
    operand = _whole(given)
    order = (
        given.keywords.get("ord")
        or given.keywords.get("p")
        or (given.values[1] if len(given.values) > 1 else None)
    )
    written = order.whole if order is not None else None
    if written is None:
        return of_expression(norm(operand, "F" if len(operand.shape) == 2 else "2"))
    if isinstance(written, Number) and written.value in (1, 2):
        return of_expression(norm(operand, str(written.value)))
    raise given.state.error("a norm of another order")


def _clip(given: Arguments) -> ArrayValue:
    value, *bounds = given.values
    low = given.keywords.get("min") or given.keywords.get("a_min") or (bounds[0] if bounds else None)
    high = (
        given.keywords.get("max") or given.keywords.get("a_max") or (bounds[1] if len(bounds) > 1 else None)
    )
    if low is not None and low.whole is not None:
        value = combine("maximum", value, low)
    if high is not None and high.whole is not None:
        value = combine("minimum", value, high)
    return value


def _eye(given: Arguments) -> ArrayValue:
    size = _whole(given)
    return of_expression(Identity(size.key if isinstance(size, Name) else None))


def _reshaped(given: Arguments) -> ArrayValue:
    value, *sizes = given.values
    wanted = [each.whole for each in sizes]
    open_, one = Number(Fraction(-1)), ONE
    if len(value.shape) == 1 and len(wanted) == 2 and (wanted[1] == one or wanted[0] == one):
        return column(value) if wanted[1] == one else row(value)
    if len(wanted) == 1 and wanted[0] == open_ and (value.is_column or value.shape[:1] == (1,)):
        return of_expression(_whole(given) if value.is_column else transpose(_whole(given)))
    raise given.state.error("an array in another shape")


def _two(build: Callable[[Expression, Expression], Expression]) -> Callable[[Arguments], ArrayValue]:
    return lambda given: of_expression(build(_whole(given, 0), _whole(given, 1)))


def _soft_maximum(given: Arguments) -> ArrayValue:
    vector = _whole(given)
    if len(vector.shape) != 1:
        raise given.state.error("softmax of a matrix")
    return of_expression(Call("softmax", (vector,), vector.shape))


def _log_sum(given: Arguments) -> ArrayValue:
    """``logsumexp(v)``, ``logaddexp(a, b)``."""
    powers = [applied(value, "exp") for value in given.values]
    total = combine("+", *powers) if len(powers) == 2 else reduce("sum", powers[0], given.axis, given.fresh)
    return applied(total, "log")


def _one_more_inside(given: Arguments) -> ArrayValue:
    return applied(combine("+", number(1), given.values[0]), "log")


def _one_less_outside(given: Arguments) -> ArrayValue:
    return combine("+", applied(given.values[0], "exp"), number(-1))


_MANY: dict[str, Callable[[Arguments], ArrayValue]] = {
    "mean": _mean,
    "average": _mean,
    "var": _variance,
    "std": _deviation,
    "norm": _norm,
    "vector_norm": _norm,
    "clip": _clip,
    "clamp": _clip,
    "eye": _eye,
    "identity": _eye,
    "reshape": _reshaped,
    "view": _reshaped,
    "softmax": _soft_maximum,
    "log_softmax": lambda given: applied(_soft_maximum(given), "log"),
    "logsumexp": _log_sum,
    "logaddexp": _log_sum,
    "log1p": _one_more_inside,
    "expm1": _one_less_outside,
    "transpose": lambda given: transposed(given.values[0]),
    "t": lambda given: transposed(given.values[0]),
    "square": lambda given: combine("**", given.values[0], number(2)),
    "pow": lambda given: combine("**", given.values[0], given.values[1]),
    "power": lambda given: combine("**", given.values[0], given.values[1]),
    "multiply": lambda given: combine("*", given.values[0], given.values[1]),
    "mul": lambda given: combine("*", given.values[0], given.values[1]),
    "divide": lambda given: combine("/", given.values[0], given.values[1]),
    "div": lambda given: combine("/", given.values[0], given.values[1]),
    "add": lambda given: combine("+", given.values[0], given.values[1]),
    "subtract": lambda given: combine("+", given.values[0], negated(given.values[1])),
    "sub": lambda given: combine("+", given.values[0], negated(given.values[1])),
    "negative": lambda given: negated(given.values[0]),
    "reciprocal": lambda given: combine("/", number(1), given.values[0]),
    "outer": _two(lambda first, second: multiply((first, transpose(second)))),
    "inner": lambda given: matrix_product(given.values[0], given.values[1], given.fresh),
    "solve": _two(lambda matrix, right: multiply((inverse(matrix), right))),
    "inv": lambda given: of_expression(inverse(_whole(given))),
    "inverse": lambda given: of_expression(inverse(_whole(given))),
    "len": lambda given: of_expression(_along(given)),
    "rsqrt": lambda given: by_entries(given.values[0], lambda entry: divide(ONE, Call("sqrt", (entry,))), ""),
}
"""The other functions, and the methods of the same names."""
