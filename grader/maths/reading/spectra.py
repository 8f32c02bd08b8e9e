r"""Read extreme eigenvalues and singular values: ``\lambda_{\max}(A^\top A)``, ``\sigma_max(W)``."""

from __future__ import annotations

from grader.maths.expressions.build import describe, ill_typed
from grader.maths.expressions.expression import Call, Expression
from grader.maths.reading.names import read_arguments
from grader.maths.reading.state import State

_VALUES = {"lambda": "eigenvalue", "sigma": "singular_value"}


def at_extreme(state: State, name: str) -> bool:
    """Whether an undeclared name that was just passed goes on as an extreme eigenvalue or singular value."""
    if name not in _VALUES or not state.at("_"):
        return False
    place = 2 if (token := state.peek()) is not None and token.is_operator("{") else 1
    which, behind = state.peek(place), state.peek(2 * place)
    return (
        which is not None
        and which.text in ("max", "min")
        and behind is not None
        and behind.is_operator("(", "[")
    )


def read_extreme(state: State, name: str) -> Expression:
    """The value, of the matrix in the brackets behind."""
    state.take()
    braced = state.accept("{")
    which = state.take().text
    if braced:
        state.expect("}")
    arguments = read_arguments(state) or []
    if len(arguments) != 1:
        raise state.error("one matrix in brackets is expected")
    shape = arguments[0].shape
    if len(shape) != 2 or (name == "lambda" and None not in shape and shape[0] != shape[1]):
        raise ill_typed(f"an eigenvalue of {describe(shape)}")
    return Call(f"{_VALUES[name]}_{which}", (arguments[0],))
