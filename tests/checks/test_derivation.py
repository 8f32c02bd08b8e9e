"""The kind `derivation` on whole answers: truth of each check, mistakes named, lines marked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
import yaml

from grader.checks.derivation import DerivationParams, check_derivation
from grader.checks.request import Request
from grader.intake.handout.fingerprints import load_fingerprints
from grader.intake.submission import read_submission
from grader.model.judgement import Judgement, Mark, Truth
from grader.model.submission import Answer, Block, BlockKind, Field, Place, Span, SpanKind
from tests.checks.derivation_rows import ROWS
from tests.checks.one_part import part as part_of
from tests.checks.one_part import reference

ROOT = Path(__file__).parents[2]
SEED = ROOT / "../shared/seed/sample_submission.md"
_MATHS = re.compile(r"(\$\$.+?\$\$|\$.+?\$)", re.DOTALL)


def rubric(part: str) -> tuple[dict[str, DerivationParams], frozenset[str]]:
    found = part_of(part, "derivation")
    checks = {check.id: check.params for check in found.checks}
    return cast("dict[str, DerivationParams]", checks), frozenset(found.mistakes)


def answer(text: str, **fields: str) -> Answer:
    """Paragraphs and displays of a Markdown text."""
    blocks: list[Block] = []
    line = 1
    for paragraph in re.split(r"(\n\s*\n)", text):
        spans: list[Span] = []
        for piece in _MATHS.split(paragraph):
            place = Place("answer.md", line)
            line += piece.count("\n")
            if piece.startswith("$$"):
                if spans:
                    blocks.append(Block(BlockKind.PARAGRAPH, tuple(spans), place))
                spans = []
                blocks.append(Block(BlockKind.DISPLAY, (Span(SpanKind.MATH, piece[2:-2]),), place))
            elif piece.startswith("$"):
                spans.append(Span(SpanKind.MATH, piece[1:-1]))
            elif piece:
                spans.append(Span(SpanKind.TEXT, piece))
        if any(span.text.strip() for span in spans):
            blocks.append(Block(BlockKind.PARAGRAPH, tuple(spans), Place("answer.md", line)))
    yaml_fields = {name: Field(value, Place("answers.yaml", 1)) for name, value in fields.items()}
    return Answer("part", tuple(blocks), yaml_fields)


def judge(part: str, text: str, **fields: str) -> dict[str, Judgement]:
    checks, mistakes = rubric(part)
    request = Request(part, checks, answer(text, **fields), reference(), mistakes=mistakes)
    return dict(check_derivation(request))


def word(judgement: Judgement) -> str:
    if judgement.truth is Truth.REVIEW:
        return "review+" if judgement.leaning is Truth.RIGHT else "review-"
    return str(judgement.truth)


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [pytest.param(part, text, expected, id=f"{part}: {name}") for part, name, text, expected in ROWS],
)
def test_checks_of_an_answer(part: str, text: str, expected: dict[str, str]) -> None:
    found = judge(part, text)
    for check, wanted in expected.items():
        verdict, *mistakes = wanted.lstrip("!").split()
        assert word(found[check]) == verdict, f"{check}: {found[check].reason}"
        if not wanted.startswith("!"):
            assert set(found[check].mistakes) == set(mistakes), check


@pytest.mark.parametrize("part", ["1.1", "1.2", "3.1", "3.2", "4.2", "4.3"])
def test_empty_answer_is_absent(part: str) -> None:
    assert {judgement.truth for judgement in judge(part, "").values()} == {Truth.ABSENT}


@pytest.mark.parametrize("part", ["1.1", "1.2", "3.1", "3.2", "4.2", "4.3"])
@pytest.mark.parametrize("text", ["$x = x$", "$0 = 0$", "$W = W$ and $u = u$", "$1 + 1 = 2$"])
def test_empty_truth_meets_no_milestone(part: str, text: str) -> None:
    assert Truth.RIGHT not in {judgement.truth for judgement in judge(part, text).values()}


@pytest.mark.parametrize(
    ("part", "field", "value", "check", "truth", "mistakes"),
    [
        ("3.1", "lambda", r"-2 \eta \gamma", "lambda", Truth.RIGHT, ()),
        ("3.1", "lambda", "-2*eta*gamma", "lambda", Truth.RIGHT, ()),
        ("3.1", "lambda", "λ = −2ηγ", "lambda", Truth.RIGHT, ()),
        ("3.1", "lambda", r"$\lambda = -2\gamma\eta$", "lambda", Truth.RIGHT, ()),
        ("3.1", "lambda", r"-\eta\gamma", "lambda", Truth.WRONG, ("missing-factor-two",)),
        ("3.1", "lambda", r"-2\gamma", "lambda", Truth.WRONG, ("missing-learning-rate",)),
        ("3.1", "lambda", r"2\eta\gamma", "lambda", Truth.WRONG, ("wrong-sign",)),
        ("4.3", "s", r"\gamma / \|u\|", "scale", Truth.RIGHT, ()),
        ("4.3", "s", "gamma / ||u||", "scale", Truth.RIGHT, ()),
        ("4.3", "s", "γ/‖u‖", "scale", Truth.RIGHT, ()),
        ("4.3", "s", r"\frac{\gamma}{\sqrt{u^\top u}}", "scale", Truth.RIGHT, ()),
        ("4.3", "s", "gamma/norm(u)", "scale", Truth.RIGHT, ()),
        ("4.3", "s", r"\frac{\|u\|}{\gamma}", "scale", Truth.WRONG, ("scale-inverted",)),
        ("4.3", "s", r"\frac{1}{\|u\|}", "scale", Truth.WRONG, ("scale-without-gamma",)),
        ("4.3", "s", r"\gamma/\|u\|^2", "scale", Truth.WRONG, ("scale-squared",)),
    ],
)
def test_field_given_alone(
    part: str, field: str, value: str, check: str, truth: Truth, mistakes: tuple[str, ...]
) -> None:
    found = judge(part, "", **{field: value})
    assert found.pop(check).truth is truth
    assert judge(part, "", **{field: value})[check].mistakes == mistakes
    assert {judgement.truth for judgement in found.values()} == {Truth.ABSENT}


def test_lines_are_shown_with_their_marks() -> None:
    readings = judge("4.2", r"$$\mu_y = 0$$ $$\sigma_y = \|u\|^2$$ $$\sigma_y \sim \spadesuit$$")[
        "mean"
    ].readings
    assert [reading.mark for reading in readings] == [Mark.HOLDS, Mark.FALSE, Mark.UNDECIDED]
    assert readings[1].note
    assert readings[1].place.file == "answer.md"


def test_first_false_line_is_told_to_the_student() -> None:
    judgement = judge("4.2", r"$$\mu_y = 0$$ $$\sigma_y = \|u\|^3$$ $$\sigma_y = 7\|u\|$$")["deviation"]
    assert judgement.truth is Truth.WRONG
    assert "||u||^3" in judgement.advice
    assert judgement.witness


def test_unread_mathematics_is_never_wrong() -> None:
    found = judge("4.3", r"$$\nabla_u L = \clubsuit \nabla_w L$$")
    assert found["projector"].truth in (Truth.UNREADABLE, Truth.REVIEW)


def test_proof_in_words_goes_to_a_person() -> None:
    found = judge(
        "1.2",
        "By the chain rule the gradient is a product of Jacobians, and since the norm of a product is at most "
        "the product of the norms, each of which is below one, it vanishes.",
    )
    assert {judgement.truth for judgement in found.values()} == {Truth.REVIEW}


def test_verdict_does_not_depend_on_the_seed() -> None:
    checks, mistakes = rubric("3.1")
    text = r"$\nabla L_{reg} = \nabla L + 2\gamma\theta$ so $\lambda = -2\eta\gamma$"
    found = [
        check_derivation(Request("3.1", checks, answer(text), reference(), mistakes=mistakes, seed=seed))
        for seed in (0, 1, 2021)
    ]
    assert found[0] == found[1] == found[2]


def test_rubric_relations_can_be_read() -> None:
    for part in ("1.1", "1.2", "3.1", "3.2", "4.2", "4.3"):
        data = yaml.safe_load((ROOT / f"rubrics/{part}.yaml").read_text())
        kinds = {check["kind"] for check in data["checks"].values()}
        assert "derivation" in kinds
        # every relation of every check is read and compared here
        assert judge(part, r"$$\spadesuit = 1$$")


SEED_EXPECTED = {
    "1.1": {"equivalence": "right", "hypothesis": "right", "step": "review+"},
    "1.2": {"chain": "right", "jacobian": "right", "bound": "right", "limit": "right"},
    "3.1": {"gradient": "right", "update": "right", "lambda": "right"},
    "3.2": {"modification": "right"},
    "4.2": {"mean": "right", "deviation": "review+", "substitution": "right"},
    "4.3": {"chain": "right", "jacobian": "right", "scale": "right", "projector": "right"},
}
SEED_MISTAKES = {
    "1.1": {"assumes-zero-state"},
    "1.2": {"norm-missing"},
    "3.1": set(),
    "3.2": set(),
    "4.2": {"expectation-dropped"},
    "4.3": {"identity-missing"},
}


@pytest.mark.skipif(not SEED.exists(), reason="the seed is not here")
@pytest.mark.parametrize("part", sorted(SEED_EXPECTED))
def test_seed_is_graded_as_by_hand(part: str) -> None:
    parts = tuple(sorted(path.stem for path in (ROOT / "rubrics").glob("[0-9]*.yaml")))
    handout = load_fingerprints(ROOT / "rubrics/handout.yaml")
    submission = read_submission(SEED, parts=parts, handout=handout)
    checks, mistakes = rubric(part)
    found = check_derivation(Request(part, checks, submission.answers[part], reference(), mistakes=mistakes))
    assert {check: word(judgement) for check, judgement in found.items()} == SEED_EXPECTED[part]
    assert {mistake for judgement in found.values() for mistake in judgement.mistakes} == SEED_MISTAKES[part]


def test_line_with_another_letter_is_undecided_and_not_false() -> None:
    text = r"With $\lambda$ for the coefficient: $g \leftarrow \nabla L + 2\lambda\theta$."
    found = judge("3.2", text)["modification"]
    assert (found.truth, found.leaning, found.witness) == (Truth.REVIEW, Truth.RIGHT, "")
    assert [reading.mark for reading in found.readings] == [Mark.READ, Mark.UNDECIDED]
