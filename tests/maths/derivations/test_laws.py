"""Laws of judging: rewriting a right line keeps it right, a slip in it is found, any text is survived."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.maths.derivations.court import Court, open_court, read_relation
from grader.maths.derivations.fragments import read_text
from grader.maths.derivations.judge import judge_statements
from grader.maths.derivations.relations import Verdict, judge_relation
from grader.maths.derivations.sameness import same_statement
from grader.maths.derivations.statements import read_statements
from grader.model.submission import Place
from reference.worlds import WORLDS

RIGHT = (
    (
        "normalised_weight",
        r"\frac{\partial w}{\partial u}",
        r"\frac{\gamma}{\|u\|}(I - \frac{uu^\top}{\|u\|^2})",
    ),
    ("normalised_weight", r"\nabla_u L", r"\frac{\gamma}{\|u\|} W^\perp \nabla_w L"),
    ("batch_normalised", r"\sigma_y", r"\sqrt{u^\top Var(x) u}"),
    ("batch_normalised", r"\hat y", r"\gamma\frac{u^\top x}{\|u\|} + \beta"),
    ("weight_decay", r"\nabla L_{reg}", r"\nabla L + 2\gamma\theta"),
    ("weight_decay", r"\theta_{i+1}", r"\theta_i - \eta\nabla L - 2\eta\gamma\theta_i"),
    ("vanishing_gradients", r"\frac{\partial h_t}{\partial h_{t-1}}", r"W D\sigma(h_{t-1})"),
    ("moved_activation", r"g_t", r"\sigma(W g_{t-1} + U x_t + b)"),
)
REWRITINGS = (
    "{right} = {left}",
    "2 ({left}) = ({right}) + ({left})",
    "{left} - ({right}) = 0",
    "-({left}) = -({right})",
    "\\frac{{{left}}}{{3}} = \\frac13 ({right})",
    "{left} = 1 \\cdot ({right}) + 0",
    "({right}) + ({left}) = 2 \\cdot ({left})",
)
SLIPS = (
    "{left} = 2 ({right})",
    "{left} = -({right})",
    "3 ({left}) = ({right}) + ({left})",
    "{left} + ({right}) = 0",
    "\\frac{{{left}}}{{3}} = {right}",
)


@lru_cache(maxsize=8)
def court(world: str) -> Court:
    return open_court(WORLDS[world])  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(RIGHT), st.sampled_from(REWRITINGS))
def test_rewriting_is_never_false_and_says_the_same(row: tuple[str, str, str], form: str) -> None:
    world, left, right = row
    found = court(world)
    stated = read_relation(found, form.format(left=left, right=right))
    assert judge_relation(stated, found.worlds).verdict is Verdict.HOLDS
    if world != "moved_activation" and left not in (r"\sigma_y", r"\hat y"):
        plain = read_relation(found, f"{left} = {right}")
        assert same_statement(stated, plain, found.build, found.seed)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(RIGHT), st.sampled_from(SLIPS))
def test_slip_is_found(row: tuple[str, str, str], form: str) -> None:
    world, left, right = row
    found = court(world)
    stated = read_relation(found, form.format(left=left, right=right))
    assert judge_relation(stated, found.worlds).verdict is Verdict.FALSE
    assert not same_statement(stated, read_relation(found, f"{left} = {right}"), found.build, found.seed)


PIECES = st.sampled_from(
    [
        *[
            r"\frac{",
            r"}",
            r"\partial",
            r"\nabla_u",
            r"w",
            r"u",
            r"h_t",
            r"h_{t-1}",
            r"\|",
            r"||",
            r"|",
            r"(",
            r")",
            r"[",
            r"]",
            r"=",
            r"\le",
            r"\to",
            r"0",
            r"T",
            r"\prod_{t=1}^T",
            r"\cdots",
            r"^\top",
            r"^2",
            r"_",
            r"^",
        ],
        *[
            r"\sigma",
            r"'",
            r"D",
            r"E",
            r"Var",
            r"\lambda_1",
            r"+",
            r"-",
            r"\cdot",
            r"/",
            r"\sqrt",
            r"\begin{aligned}",
            r"\\",
            r"&",
            r"\end{aligned}",
            r"\text{as}",
            r"$",
            r",",
            r"\lim_{T\to\infty}",
        ],
    ]
)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=25), st.sampled_from(sorted(WORLDS)))
def test_any_mathematics_is_survived(pieces: list[str], world: str) -> None:
    found = court(world)
    statements = read_statements(read_text("$" + " ".join(pieces) + "$", Place("a")), found.vocabulary)
    assert all(judged.links is not None for judged in judge_statements(found, statements))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    found = court("normalised_weight")
    statements = read_statements(read_text(text, Place("a")), found.vocabulary)
    assert isinstance(judge_statements(found, statements), tuple)
