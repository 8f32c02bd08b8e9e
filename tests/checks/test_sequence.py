"""Sequences with numbers: the concluded ones are judged, whatever else is listed on the way."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.checks.request import Request
from grader.checks.sequence import SequenceParams, check_sequence
from grader.intake.answers import read_answer
from grader.model.assignment import Reference

BEST = (("the", "old", "cat"), Fraction(-41, 5))
GREEDY = (("the", "red", "cat"), Fraction(-91, 10))
FIRST = (("a", "blue", "dog"), Fraction(-93, 10))
SECOND = (("a", "red", "fish"), Fraction(-47, 5))
OTHER = (("a", "red", "dog"), Fraction(-48, 5))

REFERENCE = Reference(
    answers={
        "best": lambda: BEST[0],
        "best_value": lambda: BEST[1],
        "greedy": lambda: GREEDY[0],
        "last": lambda: Fraction(-9, 2),
        "first": lambda: FIRST,
        "second": lambda: SECOND,
        "both": lambda: (FIRST, SECOND),
        "one_each": lambda: (GREEDY, FIRST),
        "kept": lambda: ((("a", "blue"), Fraction(-4)), (("a", "red"), Fraction(-5))),
        "known": lambda: (BEST, GREEDY, FIRST, SECOND, OTHER),
        "words": lambda: ("<BOS>", "the", "a", "old", "red", "blue", "cat", "dog", "fish"),
    },
    worlds={},
    functions={},
    cases={},
)
MISTAKES = frozenset(
    [
        "greedy-for-optimum",
        "arithmetic",
        "last-step-only",
        "one-per-parent",
        "only-best",
        "not-pruned",
        "swapped",
    ]
)


def _params(**more: object) -> SequenceParams:
    return SequenceParams.model_validate({"vocabulary": "words", "known": "known", **more})


ONE = {
    "words": _params(
        asks="words",
        expected="best",
        fields=["sequence"],
        mistakes={"greedy-for-optimum": {"words": "greedy"}},
    ),
    "value": _params(
        asks="value",
        expected="best_value",
        words="best",
        fields=["sequence", "value"],
        mistakes={
            "greedy-for-optimum": {"words": "greedy"},
            "last-step-only": {"value": "last"},
            "arithmetic": {"arithmetic": True},
        },
    ),
}
SIGNS = {
    "one-per-parent": {"among": "one_each"},
    "only-best": {"fewer": True},
    "not-pruned": {"outside": "kept"},
    "swapped": {"swapped": True},
}
TWO = {
    name: _params(asks="hypothesis", expected=name, of="both", fields=["hypotheses"], mistakes=SIGNS)
    for name in ("first", "second")
}


def _judge(checks: dict[str, SequenceParams], answer: object) -> list[str]:
    request = Request("1", checks, read_answer("1", answer, "answer"), REFERENCE, mistakes=MISTAKES)
    return [
        " ".join(
            [str(judgement.truth), *judgement.mistakes, *([judgement.outcome] if judgement.outcome else [])]
        )
        for judgement in check_sequence(request).values()
    ]


R, W, A, U = "right", "wrong", "absent", "unreadable"


@pytest.mark.parametrize(
    ("answer", "words", "value"),
    [
        ("The old cat, -8.2", R, R),
        ("the old cat", R, A),
        ("$w^*_{1:3}$ = (the, old, cat), $\\log p = -1.5 - 3.4 - 3.3 = -8.2$", R, R),
        ("$w_1 = \\text{the}, w_2 = \\text{old}, w_3 = \\text{cat}$ with log-likelihood $-8.2$", R, R),
        ("the → old → cat (−8,2)", R, R),
        ("<BOS> the old cat: -1.5 + -3.4 + -3.3 = -8.2", R, R),
        ('The maximum log-likelihood is -8.2, reached by "the old cat".', R, R),
        ("the old cat has probability $e^{-8.2}$", R, R),
        ("| sequence | log p |\n|---|---|\n| the old cat | -8.20 |", R, R),
        (
            "We compare the old cat (-8.2), the red cat (-9.1) and a blue dog (-9.3). The best is the old cat.",
            R,
            R,
        ),
        ("The answer is the old cat (-8.2) rather than the red cat (-9.1).", R, R),
        ("- the old cat: -8.2\n- the red cat: -9.1\n\nSo the most likely sequence is the old cat.", R, R),
        ("$\\max\\log p=-8.2$, i.e. $p=e^{-8.2}\\approx2.7\\times10^{-4}$, reached by the old cat.", R, R),
        ("log-probability -8.2 (probability 0.00027): the old cat", R, R),
        (
            "\\begin{align*}\\overline{w}_{1:3} &= (\\text{the}, \\text{old}, \\text{cat})\\\\ "
            "\\log p(\\overline{w}_{1:3}) &= -8.2\\end{align*}",
            R,
            R,
        ),
        (
            "Tempting is the best edge at each node, which gives the red cat (-9.1), but this isn't the optimum: "
            "the old cat has -8.2.",
            R,
            R,
        ),
        ("the-old-cat, -8.2", R, R),
        ("It picks the, then old, then cat: -8.2 (whereas greedy search has -9.1)", R, R),
        ("w̄₁ = the (−1.5 > −1.8), w̄₂ = old (−3.1 > −3.4), w̄₃ = cat. log p = −8.2", R, R),
        ("the red cat (-9.1), a blue dog (-9.3), the old cat (-8.2). Max → **the old cat, -8.2**.", R, R),
        (
            'We compare $\\log p(\\text{the})=-1.5$ and $\\log p(\\text{a})=-1.8$ so we pick "the". Then "old" since '
            'its cumulative is $-4.6$ versus $-4.9$ for "red". Then "cat". The final log likelihood is $-8.2$, '
            'higher than the $-9.1$ of the greedy sequence "the red cat".',
            R,
            R,
        ),
        ("the red cat, -9.1", "wrong greedy-for-optimum", "wrong greedy-for-optimum"),
        ("the old cat, -7.2", R, "wrong arithmetic"),
        ("the old cat, -4.5", R, "wrong last-step-only"),
        ("a red dog, -9.6", W, W),
        ("the old cat (-8.2), the red cat (-9.1)", U, U),
        ("I do not know", A, A),
        ({"sequence": "the old cat", "value": "-8.2"}, R, R),
        ({"sequence": ["the", "old", "cat"], "value": "-8.2"}, R, R),
        ({"sequence": "the old cat"}, R, A),
        ({"value": "-8.2"}, A, R),
    ],
)
def test_one_sequence(answer: object, words: str, value: str) -> None:
    assert _judge(ONE, answer) == [words, value]


@pytest.mark.parametrize(
    ("answer", "first", "second"),
    [
        ("a blue dog (-9.3) and a red fish (-9.4)", R, R),
        ("$w^{(1)}$ = a blue dog, $-9.3$; $w^{(2)}$ = a red fish, $-9.4$", R, R),
        ("1. a blue dog: -9.3\n2. a red fish: -9.4", R, R),
        ("{a blue dog, a red fish} with scores {-9.3, -9.4}", R, R),
        (
            "The prefix 'the old' gets pruned, so beam search misses the old cat (-8.2). What it returns is a blue "
            "dog, -9.3, followed by a red fish, -9.4.",
            R,
            R,
        ),
        (
            '-9.8 and -9.6 are thrown away (the red cat, a red dog), and we are left with -9.3 for "a blue dog" and '
            '-9.4 for "a red fish", which are the final two hypotheses.',
            R,
            R,
        ),
        (
            "the red cat (-9.8) and a red dog (-9.6) are pruned; a blue dog (-9.3), a red fish (-9.4) stay.",
            R,
            R,
        ),
        (
            "T=3: a blue dog (-9.3), a red fish (-9.4), a red dog (-9.6). Hence a blue dog (-9.3), a red fish (-9.4).",
            R,
            R,
        ),
        (
            "T=3: a blue dog (-9.3), a red fish (-9.4), a red dog (-9.6) Solution is - a blue dog (-9.3)",
            R,
            "wrong only-best",
        ),
        ("a blue dog (-9.3)", R, "wrong only-best"),
        ("a blue dog (-9.5) and a red fish (-9.4)", "wrong wrong-value", R),
        ("a blue dog and a red fish", "wrong wrong-value", "wrong wrong-value"),
        ("the red cat (-9.1), a blue dog (-9.3)", R, "wrong one-per-parent"),
        ("the old cat (-8.2), the red cat (-9.1)", "wrong not-pruned", "wrong not-pruned"),
        ("a red fish (-9.4), a blue dog (-9.3)", "right swapped", "right swapped"),
        ("a blue dog (-9.3), a red fish (-9.4), a red dog (-9.6)", U, U),
        ({"hypotheses": ["a blue dog: -9.3", "a red fish: -9.4"]}, R, R),
        ({"hypotheses": ["a blue dog: -9.3"]}, R, "wrong only-best"),
    ],
)
def test_two_hypotheses(answer: object, first: str, second: str) -> None:
    assert _judge(TWO, answer) == [first, second]
