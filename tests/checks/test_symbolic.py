"""The symbolic check: what it says of answers to a counting part and to a recurrence part."""

from __future__ import annotations

import pytest

from grader.checks.request import Request
from grader.checks.symbolic import SYMBOLIC, SymbolicParams
from grader.intake.answers import read_answer
from grader.model.assignment import Reference
from grader.model.judgement import Judgement, Truth
from grader.model.submission import Answer

REFERENCE = Reference(
    answers={
        "count": lambda: "N^T",
        "step": lambda: r"\delta_t(j) = \max_i P_{ij}\delta_{t-1}(i)",
        "scale": lambda: r"\frac{\gamma}{\|u\|}",
    },
    worlds={},
    functions={},
    cases={},
)
COUNT = SymbolicParams(
    expected="count",
    fields=("count",),
    mistakes={"one-more": "N^{T+1}", "swapped": ("T^N", "(T+1)^N"), "product": "N T"},
    not_exact="order",
)
STEP = SymbolicParams(
    expected="step",
    form="recurrence",
    mistakes={
        "wrong-index": r"\delta_t(j) = \max_j P_{ij}\delta_{t-1}(i)",
        "transposed": r"\delta_t(j) = \max_i P_{ji}\delta_{t-1}(i)",
    },
    without={"no-step": r"\delta"},
)
SCALE = SymbolicParams(expected="scale", asked="s")
COUNT_SYMBOLS = {"N": "posint", "T": "posint"}
STEP_SYMBOLS = {
    "P": "matrix[N,N]",
    "p": "conditional[P]",
    "\\delta": "function[int,index]",
    "t": "int",
    "i": "index",
    "j": "index",
}
SCALE_SYMBOLS = {"u": "vector[d]", "\\gamma": "real"}


def judge(
    answer: object, params: SymbolicParams = COUNT, symbols: dict[str, str] = COUNT_SYMBOLS
) -> Judgement:
    """The judgement on one answer."""
    read = answer if isinstance(answer, Answer) else read_answer("1.1", answer, "answers.yaml")
    return SYMBOLIC.judge(Request("1.1", {"check": params}, read, REFERENCE, symbols))["check"]


@pytest.mark.parametrize(
    ("answer", "truth", "mistakes"),
    [
        ("", Truth.ABSENT, ()),
        ("N^T", Truth.RIGHT, ()),
        ("There are $N$ choices for each of the $T$ words, so $N^T$.", Truth.RIGHT, ()),
        ({"count": "N**T"}, Truth.RIGHT, ()),
        ("$N^{T+1}$", Truth.WRONG, ("one-more",)),
        ("T^N", Truth.WRONG, ("swapped",)),
        ("N T", Truth.WRONG, ("product",)),
        ("O(N^T)", Truth.WRONG, ("order",)),
        (r"$\mathcal{O}(N^T)$", Truth.WRONG, ("order",)),
        ("It is $O(N^T)$, exactly $N^T$.", Truth.RIGHT, ()),
        ("$3N^T$", Truth.WRONG, ()),
        ("N^T, T^N, N T, N^{T+1}", Truth.WRONG, ()),
        ("N^T, or N^{T+1} if BOS is counted twice", Truth.REVIEW, ()),
        ("maybe $N^T$", Truth.REVIEW, ()),
        ("$K^T$", Truth.UNREADABLE, ()),
        ("a great many", Truth.UNREADABLE, ()),
        ("$N^{T$", Truth.UNREADABLE, ()),
        ("~~$T^N$~~ $N^T$", Truth.RIGHT, ()),
        ("$10^{10^{10}}$", Truth.REVIEW, ()),
    ],
)
def test_truth_and_mistakes_of_a_count(answer: object, truth: Truth, mistakes: tuple[str, ...]) -> None:
    judgement = judge(answer)
    assert (judgement.truth, judgement.mistakes) == (truth, mistakes), judgement


@pytest.mark.parametrize(
    ("answer", "truth", "mistakes"),
    [
        (r"$\delta_t(j)=\max_i P_{ij}\delta_{t-1}(i)$", Truth.RIGHT, ()),
        (r"$\delta_t(j)=\max_i p(w_t=j \mid w_{t-1}=i)\,\delta_{t-1}(i)$", Truth.RIGHT, ()),
        (r"$\delta_t(j)=\max_{w_{t-1}} p(w_t=j \mid w_{t-1})\,\delta_{t-1}(w_{t-1})$", Truth.RIGHT, ()),
        (
            r"$\delta_t(j)=\max_j P_{ij}\cdot\delta_{t-1}(i) \quad i=w_{t-1} \& t>0$",
            Truth.WRONG,
            ("wrong-index",),
        ),
        (r"$\delta_t(j)=\max_i P_{ji}\delta_{t-1}(i)$", Truth.WRONG, ("transposed",)),
        (r"$\delta_t(j)=\max_i P_{ij}$", Truth.WRONG, ("no-step",)),
        (r"$\delta_t(j)=\max_i p(w_t=i \mid w_{t-1}=j)\,\delta_{t-1}(i)$", Truth.WRONG, ("transposed",)),
        (r"$\delta_t(j)=\max_i Q_{ij}\delta_{t-1}(i)$", Truth.UNREADABLE, ()),
    ],
)
def test_truth_and_mistakes_of_a_recurrence(answer: str, truth: Truth, mistakes: tuple[str, ...]) -> None:
    judgement = judge(answer, STEP, STEP_SYMBOLS)
    assert (judgement.truth, judgement.mistakes) == (truth, mistakes), judgement


def test_the_reading_shows_the_words_and_how_they_were_understood() -> None:
    reading = judge("hence N to the power of T").readings[0]
    assert reading.text == "$N^{T}$"
    assert reading.understood == "N^{T}"
    assert reading.place.file == "answers.yaml"


def test_a_wrong_answer_without_a_known_mistake_has_advice_and_a_witness() -> None:
    judgement = judge("$s = -\\gamma/\\|u\\|$", SCALE, SCALE_SYMBOLS)
    assert judgement.truth is Truth.WRONG
    assert judgement.advice == "A sign looks reversed."
    assert "instead of" in judgement.witness


def test_the_side_asked_for_is_found_among_others() -> None:
    judgement = judge("$w = \\gamma u$ and $s = \\gamma/\\|u\\|$ and $v = 2\\gamma$", SCALE, SCALE_SYMBOLS)
    assert judgement.truth is Truth.RIGHT


def test_an_expected_formula_that_cannot_be_read_is_an_authors_error() -> None:
    reference = Reference(answers={"count": lambda: "N^{"}, worlds={}, functions={}, cases={})
    request = Request("1.1", {"check": COUNT}, read_answer("1.1", "N", "a"), reference, COUNT_SYMBOLS)
    with pytest.raises(ValueError, match="the expected formula"):
        SYMBOLIC.judge(request)
