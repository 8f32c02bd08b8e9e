"""Prove that two formulas of numbers are equal, with sympy, in a process killed at the end of its budget.

Only for what evaluation leaves open: sympy costs a second where evaluation costs a tenth of a millisecond. It
sees expressions built node by node from ours, never a student's text.
"""

from __future__ import annotations

import multiprocessing
import resource
from multiprocessing.connection import Connection
from typing import Any

from grader.maths.expressions.expression import (
    Call,
    Constant,
    Expression,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    walk,
)
from grader.maths.expressions.symbols import Declarations, Sort

BUDGET_SECONDS = 4.0
MEMORY_BYTES = 1 << 30
_MAX_NODES = 80
_MAX_EXPONENT = 12
_FUNCTIONS = {
    "exp": "exp",
    "log": "log",
    "sqrt": "sqrt",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "abs": "Abs",
    "factorial": "factorial",
    "binomial": "binomial",
}
_ASSUMPTIONS: dict[Sort, dict[str, bool]] = {
    Sort.REAL: {"real": True},
    Sort.POSREAL: {"positive": True},
    Sort.PROB: {"positive": True},
    Sort.POSINT: {"integer": True, "positive": True},
    Sort.INT: {"integer": True},
    Sort.INDEX: {"integer": True, "positive": True},
}


def is_provable(expression: Expression) -> bool:
    """Whether an expression is small, of numbers only, and made of what sympy is given here."""
    parts = list(walk(expression))
    return len(parts) <= _MAX_NODES and all(_is_known(part) for part in parts)


def _is_known(part: Expression) -> bool:
    if part.shape:
        return False
    if isinstance(part, Call):
        return part.function in _FUNCTIONS
    if isinstance(part, Power) and isinstance(part.exponent, Number):
        return abs(part.exponent.value) <= _MAX_EXPONENT
    if isinstance(part, Power) and isinstance(part.base, Number):
        return not isinstance(part.exponent, Power)
    if isinstance(part, Constant):
        return part.name in ("pi", "e")
    return isinstance(part, (Number, Name, Sum, Product, Negation, Quotient, Power))


def to_sympy(expression: Expression, declarations: Declarations) -> Any:
    """The same formula for sympy; only what `is_provable` accepts."""
    import sympy

    def convert(part: Expression) -> Any:
        if isinstance(part, Number):
            return sympy.Rational(part.value.numerator, part.value.denominator)
        if isinstance(part, Constant):
            return sympy.pi if part.name == "pi" else sympy.E
        if isinstance(part, Name):
            symbol = declarations.get(part.key)
            assumptions = _ASSUMPTIONS.get(symbol.sort if symbol else Sort.POSINT, {})
            return sympy.Symbol(part.key, **assumptions)
        if isinstance(part, Sum):
            return sympy.Add(*map(convert, part.terms))
        if isinstance(part, Product):
            return sympy.Mul(*map(convert, part.factors))
        if isinstance(part, Negation):
            return -convert(part.operand)
        if isinstance(part, Quotient):
            return convert(part.numerator) / convert(part.denominator)
        if isinstance(part, Power):
            return convert(part.base) ** convert(part.exponent)
        assert isinstance(part, Call)
        return getattr(sympy, _FUNCTIONS[part.function])(*map(convert, part.arguments))

    return convert(expression)


def prove_equal(
    first: Expression, second: Expression, declarations: Declarations, *, seconds: float = BUDGET_SECONDS
) -> bool:
    """Whether sympy proves the two equal within the budget; False says only that it did not."""
    if not is_provable(first) or not is_provable(second):
        return False
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    worker = context.Process(target=_prove, args=(there, first, second, declarations), daemon=True)
    worker.start()
    there.close()
    proved = here.poll(seconds) and _received(here)
    worker.kill()
    worker.join()
    here.close()
    return proved


def _received(connection: Connection) -> bool:
    try:
        return connection.recv_bytes() == b"proved"
    except EOFError:
        return False


def _prove(connection: Connection, first: Expression, second: Expression, declarations: Declarations) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    import sympy

    difference = to_sympy(first, declarations) - to_sympy(second, declarations)
    proved = sympy.simplify(difference) == 0
    connection.send_bytes(b"proved" if proved else b"open")
