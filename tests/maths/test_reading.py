"""Normalisation, tokens, declarations and the reader: what becomes of a notation, and why one is not read."""

from __future__ import annotations

import numpy as np
import pytest

from grader.macros import definitions_in, expand
from grader.maths.equality.mutations import name_slip
from grader.maths.equality.problem import state_problem
from grader.maths.evaluation.draws import draw_environments
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.expressions.expression import Derivative, Expression, Name, Relation, free_indices, names_in
from grader.maths.expressions.printing import print_expression
from grader.maths.expressions.symbols import DeclarationError, Sort, declare, key_of
from grader.maths.notation.normalise import decimal_commas, normalise, without_struck_text
from grader.maths.notation.tokens import tokenise
from grader.maths.reading.reader import read_expression, read_relation, split_chain, split_lines
from grader.maths.reasons import Reason, Unread

SYMBOLS = {
    "a": "real",
    "b": "real",
    "N": "posint",
    "T": "posint",
    "u": "vector[d]",
    "X": "matrix[n,d]",
    "A": "matrix[d,d]",
    "W^\\perp": "matrix[d,d]",
    "\\nabla_w L": "vector[d]",
    "E[y]": "real",
    "\\delta": "function[int,index]",
    "f": "function",
    "\\sigma": "elementwise",
    "h": "function[int] -> vector[n]",
    "\\lambda_1": "function[matrix[d,d]] -> real",
    "\\mathbb{E}": "functional",
}
DECLARATIONS = declare(SYMBOLS)


def read(text: str) -> Expression:
    """The expression, which must be readable."""
    found = read_expression(text, DECLARATIONS)
    assert not isinstance(found, Unread), found
    return found


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"\boldsymbol{W}^{\perp}", r"W ^{\perp}"),
        ("oldsymbol{W}^{ op}", r"W ^{\top }"),
        (" rac{a}{b}", r"\frac{a}{b}"),
        ("x\times y", r"x\times  y"),
        ("\frac{a}{b}", r"\frac {a}{b}"),
        ("uᵀ", "u^{T}"),
        ("x₁²", "x_{1}^{2}"),
        ("½", r"\frac{1}{2}"),
        ("Ｎ＋１", "N+1"),
        ("𝐖𝔼", "WE"),
        ("2{,}5", "2.5"),
        (r"10\,000\,000", "10000000"),
        (r"\left( a \right)", r"a"),
        (r"\operatorname*{arg\,max}_i", r"argmax"),
        ("np.linalg.norm(u)", "norm(u)"),
        (r"\newcommand{\g}[1]{\gamma_{#1}} \g{3}", r"\gamma_{3}"),
        (r"\DeclarePairedDelimiter{\nrm}{\lVert}{\rVert}\nrm*{u}", r"\lVert u \rVert"),
        (r"\DeclarePairedDelimiter\nrm\|\|", "DeclarePairedDelimiter"),
        (r"\NewDocumentCommand{\q}{m m}{#2-#1}\q{a}{b}", "b-a"),
        (r"\let\al\alpha \al^2", r"\alpha^2"),
        ("Тhе", "The"),
    ],
)
def test_notations_come_out_plain(written: str, plain: str) -> None:
    assert plain.replace(" ", "") in normalise(written).replace(" ", "")


def test_macros_that_call_themselves_stay_as_they_are() -> None:
    text, macros = definitions_in(r"\def\a{\a\a}\a")
    assert expand(text, macros).count("\\a") == 1


def test_decimal_commas_are_read_outside_brackets_only() -> None:
    assert decimal_commas("0,5 + f(1,2)") == "0.5 + f(1,2)"


@pytest.mark.parametrize("text", [r"\sout{a} b", r"\cancel{a}b", "~~a~~ b", "<del>a</del>b"])
def test_struck_text_is_left_out(text: str) -> None:
    assert without_struck_text(text).strip() == "b"


def test_runs_of_letters_are_cut_at_the_longest_known_word() -> None:
    texts = [
        token.text for token in tokenise("TBNlogBN theta_small", frozenset({"T", "B", "N", "theta", "small"}))
    ]
    assert texts == ["T", "B", "N", "log", "B", "N", "theta", "_", "small"]


@pytest.mark.parametrize("text", [r"\hat{y}", r"\hat y", "ŷ", "yhat", "y_hat", r"\widehat{y}"])
def test_accents_are_one_name(text: str) -> None:
    assert key_of(text) == "hat(y)"


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("scaler", "did you mean 'scalar'"),
        ("vector", "takes 1 size"),
        ("matrix[n]", "takes 2 size"),
        ("", "unknown type"),
    ],
)
def test_a_wrong_type_is_said_with_the_nearest_word(kind: str, message: str) -> None:
    with pytest.raises(DeclarationError, match=message):
        declare({"x": kind})


def test_keys_are_the_same_in_latex_and_plain() -> None:
    assert key_of(r"\gamma") == key_of("gamma") == "gamma"
    assert key_of(r"W^\perp") == key_of("W^perp") == "W^perp"
    assert DECLARATIONS.by_key["h"].sort is Sort.TABLE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("K^T", Reason.UNKNOWN_SYMBOL),
        ("u + 1", Reason.ILL_TYPED),
        ("u u", Reason.ILL_TYPED),
        ("u^2", Reason.ILL_TYPED),
        ("X X", Reason.ILL_TYPED),
        ("a / u", Reason.ILL_TYPED),
        ("a + ", Reason.UNPARSED),
        ("(a", Reason.UNPARSED),
        ("a)", Reason.UNPARSED),
        (r"a \pm b", Reason.AMBIGUOUS),
        ("a2", Reason.AMBIGUOUS),
        ("9" * 60, Reason.LIMIT),
        ("(" * 100 + "a" + ")" * 100, Reason.LIMIT),
        ("a " * 600, Reason.LIMIT),
        (r"\det X", Reason.ILL_TYPED),
        (r"f(a, b)", Reason.ILL_TYPED),
        (r"\lambda_1(X)", Reason.ILL_TYPED),
        (r"\delta_t", Reason.UNKNOWN_SYMBOL),
    ],
)
def test_what_is_not_read_has_its_reason(text: str, reason: Reason) -> None:
    found = read_expression(text, DECLARATIONS)
    assert isinstance(found, Unread)
    assert found.reason is reason, found


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("u^T u", ()),
        ("u u^T", ("d", "d")),
        ("X u", ("n",)),
        ("u^T X^T", (1, "n")),
        ("X^T X", ("d", "d")),
        (r"\|X\|", ()),
        (r"h_{3}", ("n",)),
        (r"\sigma(X u)", ("n",)),
        ("I", (None, None)),
        (r"\frac{\partial L}{\partial w}", ("d",)),
        (r"\nabla_w L(w)", ("d",)),
        (r"\lambda_1(X^T X)", ()),
        (r"\mathbb{E}[u u^T]", ()),
    ],
)
def test_shapes_follow_from_declarations(text: str, shape: tuple[object, ...]) -> None:
    declarations = declare({**SYMBOLS, "w": "vector[d]"})
    found = read_expression(text, declarations)
    assert not isinstance(found, Unread), found
    assert found.shape == shape


def test_a_derivative_of_declared_names_is_read_as_such() -> None:
    found = read(r"\frac{\partial u}{\partial a}")
    assert found == Derivative(Name("u", ("d",)), Name("a"), ("d",))


def test_a_chain_is_read_with_its_signs() -> None:
    found = read_relation(r"a &= b \\ &\le N", DECLARATIONS)
    assert isinstance(found, Relation)
    assert found.signs == ("=", "<=")


def test_a_chain_is_cut_at_top_level_only() -> None:
    sides, signs = split_chain(r"a = \sum_{i=1}^N f(i) \le \begin{cases} a & a = 1 \end{cases} \implies b")
    assert signs == ("=", "<=", "=>")
    assert sides[1].startswith(r"\sum_{i=1}")


def test_rows_of_a_display_are_split_and_matrices_kept_whole() -> None:
    rows = split_lines(r"\begin{aligned} a &= b \\ c &= \begin{bmatrix} 1 \\ 2 \end{bmatrix} \end{aligned}")
    assert len(rows) == 2
    assert r"\begin{bmatrix}" in rows[1]


def test_free_indices_are_read_where_they_are_allowed() -> None:
    found = read_expression(r"\delta_{t-1}(k)", DECLARATIONS, free_indices=True)
    assert not isinstance(found, Unread)
    assert free_indices(found) == {"t", "k"}
    assert names_in(found) == {"delta"}


def test_draws_have_sizes_in_both_orders_and_are_the_same_every_time() -> None:
    draws = draw_environments(DECLARATIONS, count=6)
    orders = {draw.sizes["n"] > draw.sizes["d"] for draw in draws}
    assert orders == {True, False}
    assert all(draw.sizes["n"] != draw.sizes["d"] for draw in draws)
    assert all(draw.values["N"] != draw.values["T"] for draw in draws)
    again = draw_environments(declare(SYMBOLS), count=6)
    assert [draw.values["N"] for draw in draws] == [draw.values["N"] for draw in again]


def test_worlds_may_supply_values_functions_and_expectations() -> None:
    def mean(thunk: object) -> float:
        return float(np.mean([thunk({"a": value}) for value in (1.0, 3.0)]))  # type: ignore[operator]

    mean.is_functional = True  # type: ignore[attr-defined]
    environment = Environment(
        {"a": 0.0, "E": mean, "lambda_1": lambda matrix: float(np.max(matrix)), "A": np.eye(2)}
    )
    assert evaluate(read(r"\mathbb{E}[a^2]"), environment) == 5.0
    assert evaluate(read(r"\lambda_1(A)"), environment) == 1.0


def test_a_value_that_is_missing_is_undefined() -> None:
    with pytest.raises(Undefined, match="unknown-symbol"):
        evaluate(read("a"), Environment({}))


@pytest.mark.parametrize(
    ("wrong", "slip"),
    [
        ("T^N", "swapped-power"),
        ("N^{T+1}", "exponent-shift"),
        ("2 N^T", "factor"),
        ("-N^T", "sign"),
        ("N T", "operator"),
    ],
)
def test_a_single_slip_is_named(wrong: str, slip: str) -> None:
    problem = state_problem({"N": "posint", "T": "posint"})
    assert name_slip(read(wrong), read("N^T"), problem) == slip


def test_printing_shows_what_was_understood() -> None:
    assert print_expression(read("a/‖u‖")) == r"\frac{a}{\left\| u \right\|}"
