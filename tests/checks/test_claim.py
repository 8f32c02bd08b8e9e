"""The claim kind: fields, confirmation, what is shown, and what its parameters refuse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from grader.checks.claim import ClaimParams, check_claim
from grader.checks.request import Request
from grader.model.assignment import Reference
from grader.model.judgement import Judgement, Mark, Truth
from grader.model.submission import Answer, Block, BlockKind, Field, Place, Span, SpanKind
from tests.checks.one_part import judge

PARAMS = ClaimParams.model_validate(
    {
        "words": {"flat": ["flat", "<level>"], "level": ["level"], "earth": ["earth"]},
        "about": "earth",
        "subjects": ["earth"],
        "right": [{"denies": "flat"}, {"says": False}],
        "wrong": [{"says": "flat", "mistake": "says-flat"}, {"says": True}],
        "fields": {"flat": False, "round": True},
    }
)


def found(answer: Answer) -> Judgement:
    return check_claim(
        Request("1", {"shape": PARAMS}, answer, Reference({}, {}, {}, {}), mistakes=frozenset({"says-flat"}))
    )["shape"]


def written(text: str) -> Answer:
    return Answer("1", (Block(BlockKind.PARAGRAPH, (Span(SpanKind.TEXT, text),), Place("a.md", 7)),))


def field(name: str, value: str) -> Answer:
    return Answer("1", fields={name: Field(value, Place("answers.yaml", 2))})


@pytest.mark.parametrize(
    ("answer", "truth"),
    [
        (written("The earth is not flat."), Truth.RIGHT),
        (written("The earth is flat."), Truth.WRONG),
        (written("The earth is level."), Truth.WRONG),
        (written("No."), Truth.RIGHT),
        (written("The earth is flat. The earth is not flat."), Truth.REVIEW),
        (written("Maybe the earth is flat."), Truth.REVIEW),
        (written("Ok."), Truth.ABSENT),
        (written("Its curvature exceeds measurable thresholds everywhere."), Truth.REVIEW),
        (written("Is the earth flat?"), Truth.ABSENT),
        (field("shape", "not flat"), Truth.RIGHT),
        (field("flat", "no"), Truth.RIGHT),
        (field("flat", "yes"), Truth.WRONG),
        (field("round", "yes"), Truth.RIGHT),
        (field("other", "the earth is not flat"), Truth.RIGHT),
        (Answer("1"), Truth.ABSENT),
    ],
)
def test_the_truth_of_a_claim(answer: Answer, truth: Truth) -> None:
    assert found(answer).truth is truth


def test_the_mistake_is_named_and_its_sentence_shown() -> None:
    judgement = found(written("Hello. The earth is flat."))
    assert judgement.mistakes == ("says-flat",)
    assert [(shown.text, shown.mark, shown.place.line) for shown in judgement.readings] == [
        ("The earth is flat.", Mark.AGAINST, 7)
    ]


def test_a_contradiction_shows_both_sentences() -> None:
    judgement = found(written("The earth is flat. But the earth is not flat."))
    assert {shown.mark for shown in judgement.readings} == {Mark.FOR, Mark.AGAINST}
    assert judgement.reason == "the answer speaks both ways"


@pytest.mark.parametrize(
    "params",
    [
        {"words": {"a": ["x"]}, "right": [{"says": "b"}]},
        {"words": {"a": ["<b>"]}},
        {"words": {"a": ["<b>"], "b": ["<a>"]}},
        {"words": {"a": ["x"]}, "right": [{"mood": "plain"}]},
        {"words": {"a": ["x"]}, "about": "c"},
        {"words": {"a": ["the"]}},
        {"words": {"a": ["x"]}, "aside": {"c": ["y"]}},
        {"words": {"a": ["x"]}, "wright": []},
    ],
)
def test_parameters_that_cannot_be_meant_are_refused(params: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ClaimParams.model_validate(params)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert found(written(text)).truth in Truth


@settings(deadline=None, max_examples=40, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["no", "not", "gradient", "may", "will", "explode", "(", ")", ",", ".", "?", ":", "$", "because"]
        ),
        max_size=60,
    )
)
def test_any_order_of_words_is_judged(words: list[str]) -> None:
    assert set(judge("1.3", "claim", " ".join(words))) == {"behaviour", "necessary", "not-sufficient"}


SEED = {
    "1.3": (
        "In that case the, vanishing gradient would explode.\n\n"
        "$$\\lambda_1(oldsymbol{W}^{ op}oldsymbol{W}) > rac{\\delta^2}{\\gamma^2}$$\n\n"
        "This is a necessary condition but not sufficient condition for it, so we cant say that it is a sufficient. condition.",
        {"behaviour": "wrong claims-will-explode", "necessary": "right", "not-sufficient": "right"},
    ),
    "2.2.b": ("w_T^* = \\arg \\max_j P_ij \\delta_{t-1}(i)", {"proof": "wrong restates-without-proof"}),
    "2.2.f": (
        "No, as Viterbi follows the markov property. So it sees the previous step. Hence we cannot apply this to "
        "recurrent neural network will has long term dependencies.",
        {"verdict": "right", "reason": "right", "example": "wrong no-example-named"},
    ),
    "2.4.a": (
        "The green rectangle, -8.2. For the Viterbi we need the $P(w_t|w_{t-1})$, whereas here is "
        "$P(w_t|w_{0:t-1})$. Hence we cannot compute the Viterbi here.",
        {"viterbi": "right"},
    ),
}


@pytest.mark.parametrize("part_id", list(SEED))
def test_answers_like_those_of_a_real_submission(part_id: str) -> None:
    text, expected = SEED[part_id]
    findings = judge(part_id, "claim", text)
    assert {
        check: " ".join([finding.truth, *finding.mistakes]) for check, finding in findings.items()
    } == expected


def test_fields_of_answers_yaml_are_read_by_their_names() -> None:
    assert judge("2.4.a", "claim", {"viterbi": "no: the model is not Markov"})["viterbi"].truth is Truth.RIGHT
    assert judge("2.3", "claim", {"practical": "yes, linear in N"})["practical"].truth is Truth.RIGHT
    assert judge("2.2.e", "claim", {"comparison": "enumeration costs N^T"})["comparison"].truth is Truth.RIGHT
