"""Laws of the reader and of equality, on expressions that hypothesis makes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from grader.maths.answers.formulas import Form, judge_answer, read_target
from grader.maths.equality.decide import Outcome, compare_expressions
from grader.maths.equality.mutations import mutants
from grader.maths.equality.problem import Problem, state_problem
from grader.maths.expressions.build import ReadError, add, divide, multiply, negate, norm, power, transpose
from grader.maths.expressions.expression import (
    Call,
    Entry,
    Expression,
    Identity,
    Index,
    Name,
    Number,
    Range,
    Reduction,
)
from grader.maths.expressions.printing import ASCII, LATEX, UNICODE, Notation, print_expression
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Unread

SYMBOLS = {
    "a": "real",
    "b": "real",
    "\\gamma": "posreal",
    "N": "posint",
    "T": "posint",
    "u": "vector[d]",
    "v": "vector[d]",
    "A": "matrix[d,d]",
    "X": "matrix[n,d]",
    "y": "vector[n]",
    "\\theta_{small}": "real",
    "W^\\perp": "matrix[d,d]",
    "\\hat{y}": "real",
}
PROBLEM = state_problem(SYMBOLS)
RENAMED = {
    "a": "q",
    "b": "r",
    "\\gamma": "\\mu",
    "N": "K",
    "T": "M",
    "u": "s",
    "v": "z",
    "A": "G",
    "X": "F",
    "y": "t",
}
LAW = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def name(key: str) -> Expression:
    """A declared name."""
    return Name(key, PROBLEM.declarations.by_key[key].shape)


numbers = st.fractions(min_value=0, max_value=9, max_denominator=4).map(Number)
scalar_leaves = st.one_of(
    numbers, st.sampled_from([name(key) for key in ("a", "b", "gamma", "N", "T", "theta_small", "hat(y)")])
)
vector_leaves = st.sampled_from([name("u"), name("v")])
matrix_leaves = st.sampled_from([name("A"), name("W^perp"), Identity()])


def scalars(depth: int) -> st.SearchStrategy[Expression]:
    """Expressions of numbers."""
    if depth == 0:
        return scalar_leaves
    part = scalars(depth - 1)
    return st.one_of(
        scalar_leaves,
        st.tuples(part, part).map(add),
        st.tuples(part, part).map(multiply),
        st.tuples(part, part).map(lambda pair: divide(*pair)),
        part.map(negate),
        st.tuples(part, st.sampled_from([Number(Fraction(2)), name("N"), Number(Fraction(-1))])).map(
            lambda pair: power(*pair)
        ),
        part.map(lambda inner: Call("exp", (inner,))),
        part.map(lambda inner: Call("abs", (inner,))),
        part.map(lambda inner: Call("log", (add((Call("abs", (inner,)), Number(Fraction(1)))),))),
        vectors(depth - 1).map(norm),
        st.tuples(vectors(depth - 1), vectors(depth - 1)).map(
            lambda pair: multiply((transpose(pair[0]), pair[1]))
        ),
        part.map(
            lambda inner: Reduction("sum", (Range("i"),), multiply((inner, Entry(name("u"), (Index("i"),)))))
        ),
    )


def vectors(depth: int) -> st.SearchStrategy[Expression]:
    """Expressions of vectors of one size."""
    if depth == 0:
        return vector_leaves
    part = vectors(depth - 1)
    return st.one_of(
        vector_leaves,
        st.tuples(part, part).map(add),
        st.tuples(scalars(depth - 1), part).map(multiply),
        st.tuples(part, scalars(depth - 1)).map(lambda pair: divide(*pair)),
        st.tuples(matrices(depth - 1), part).map(multiply),
        part.map(negate),
    )


def matrices(depth: int) -> st.SearchStrategy[Expression]:
    """Expressions of square matrices of one size."""
    if depth == 0:
        return matrix_leaves
    part = matrices(depth - 1)
    return st.one_of(
        matrix_leaves,
        st.tuples(part, part).map(add),
        st.tuples(part, part).map(multiply),
        part.map(transpose),
        st.tuples(vectors(depth - 1), vectors(depth - 1)).map(
            lambda pair: multiply((pair[0], transpose(pair[1])))
        ),
        st.tuples(scalars(depth - 1), part).map(multiply),
    )


expressions = st.one_of(scalars(3), vectors(2), matrices(2))


def has_values(expression: Expression, problem: Problem = PROBLEM) -> bool:
    """Whether an expression can be compared with itself at all."""
    return compare_expressions(expression, expression, problem).is_equal


@pytest.mark.parametrize("notation", [LATEX, UNICODE, ASCII], ids=lambda notation: notation.name)
@LAW
@given(expression=expressions)
def test_an_expression_equals_its_own_printing(notation: Notation, expression: Expression) -> None:
    assume(has_values(expression))
    text = print_expression(expression, notation)
    read = read_expression(text, PROBLEM.declarations)
    assert not isinstance(read, Unread), (text, read)
    assert compare_expressions(read, expression, PROBLEM).is_equal, (text, read)


@LAW
@given(first=scalars(2), second=scalars(2))
def test_equality_is_symmetric(first: Expression, second: Expression) -> None:
    there = compare_expressions(first, second, PROBLEM).outcome
    back = compare_expressions(second, first, PROBLEM).outcome
    assert there is back


@LAW
@given(first=matrices(2), second=matrices(2))
def test_equality_of_matrices_is_symmetric(first: Expression, second: Expression) -> None:
    there = compare_expressions(first, second, PROBLEM).outcome
    back = compare_expressions(second, first, PROBLEM).outcome
    assert there is back


@LAW
@given(expression=scalars(2))
def test_renaming_symbols_changes_nothing(expression: Expression) -> None:
    assume(has_values(expression))
    text = print_expression(expression)
    target = read_target(text, Form.SCALAR, PROBLEM)
    assert not isinstance(target, Unread)
    renamed = state_problem({RENAMED.get(key, key): kind for key, kind in SYMBOLS.items()})
    tokens = {key.lstrip("\\"): new for key, new in RENAMED.items()}
    changed = _renamed(expression, tokens)
    other = read_target(print_expression(changed), Form.SCALAR, renamed)
    assert not isinstance(other, Unread)
    assert judge_answer(f"${print_expression(changed)}$", other, renamed).verdict.is_equal


def _renamed(expression: Expression, tokens: dict[str, str]) -> Expression:
    from grader.maths.expressions.expression import transform

    if isinstance(expression, Name):
        return Name(tokens.get(expression.key, expression.key).lstrip("\\"), expression.shape)
    return transform(expression, lambda part: _renamed(part, tokens))


REFERENCES = [
    ("N^T", Form.SCALAR),
    (r"\frac{\gamma}{\|u\|}", Form.SCALAR),
    (r"-2 a \gamma", Form.SCALAR),
    (r"I - \frac{uu^\top}{\|u\|^2}", Form.MATRIX),
    (r"2X^\top(Xu - y)", Form.MATRIX),
    (r"\frac{\gamma}{\|u\|} W^\perp v", Form.MATRIX),
    (r"(X^\top X + \gamma I)^{-1}X^\top y", Form.MATRIX),
    (r"\log(NT) + a^2 b", Form.SCALAR),
]


@pytest.mark.parametrize(("text", "form"), REFERENCES)
def test_every_mutation_differs(text: str, form: Form) -> None:
    target = read_target(text, form, PROBLEM)
    assert not isinstance(target, Unread)
    found = list(mutants(target.expression))  # type: ignore[arg-type]
    assert len(found) >= 5
    for slip, changed in found:
        if changed == target.expression or (slip == "transpose" and form is Form.MATRIX):
            continue
        verdict = compare_expressions(changed, target.expression, PROBLEM)  # type: ignore[arg-type]
        assert verdict.outcome is not Outcome.EQUAL, (slip, print_expression(changed))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=80))
def test_any_text_is_read_or_unread(text: str) -> None:
    read = read_expression(text, PROBLEM.declarations, free_indices=True)
    assert isinstance(read, Unread) or read.shape is not None


def test_read_error_never_leaves_the_reader() -> None:
    for text in ("u + 1", "(" * 500, "a" * 5000, "\\frac", "^", "_", "a_", "{}", "\\begin{", "9" * 100):
        assert not isinstance(read_expression(text, PROBLEM.declarations), ReadError)
