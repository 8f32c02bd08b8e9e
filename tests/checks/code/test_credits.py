"""What code with a known mistake earns: the rubric's credit, through judging and scoring."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from grader.checks.code import judge_code
from grader.checks.code.known_mistakes import load_catalogue
from grader.execution.executor import Executor
from grader.model.assignment import Assignment, Check, Evidence, KnownMistake, Part
from grader.model.judgement import Judgement, Truth
from grader.scoring import points_of

RUBRICS = Path(__file__).parents[3] / "rubrics"

VITERBI = {
    "reads-current-row": "1",
    "backtracks-over-vocabulary": "1",
    "no-backtracking": "0.5",
    "greedy-decoding": "0",
    "sum-for-max": "0",
    "transposed-transition": "1",
    "ignores-bos": "1",
    "keeps-bos": "1.5",
    "one-step-short": "1",
    "returns-probability": "1.5",
    "underflows": "1.5",
    "log-of-zero-fails": "1.5",
    "mutates-input": "1.5",
    "exponential-time": "1",
}
BEAM = {
    "only-best-hypothesis": "0.75",
    "one-per-parent": "0.5",
    "beam-of-one": "0.25",
    "last-step-only": "0.25",
    "not-pruned": "0.5",
    "keeps-worst": "0",
    "unsorted": "1.25",
    "returns-probability": "1.25",
    "length-normalised": "1",
    "keeps-bos": "1.25",
    "one-step-short": "0.75",
    "repeats-hypotheses": "0.75",
    "mutates-input": "1.25",
    "exponential-time": "0.75",
}
ADAM = {
    "missing-factor-two": "2",
    "wrong-sign": "2",
    "adds-penalty": "1.5",
    "decoupled-decay": "0.5",
    "no-bias-correction": "2",
    "squares-after-decay": "2",
    "moments-swapped": "1.5",
    "delta-inside-root": "2.5",
    "mutates-input": "2.5",
}
ROWS = [
    *(("2.2.d", "viterbi", mistake, credit) for mistake, credit in VITERBI.items()),
    *(("2.4.c", "beam_search", mistake, credit) for mistake, credit in BEAM.items()),
    *(("3.2", "adam_l2_step", mistake, credit) for mistake, credit in ADAM.items()),
    ("2.4.a", "most_likely_sequence", "greedy-for-optimum", "0"),
    ("2.4.a", "most_likely_sequence", "beam-for-optimum", "0"),
    ("2.4.b", "greedy_decode", "optimum-for-greedy", "0"),
]


def load_part(part_id: str) -> Part:
    """The part's checks on code and its mistakes, as the rubric file has them."""
    rubric = yaml.safe_load((RUBRICS / f"{part_id}.yaml").read_text("utf-8"))
    credits = {
        mistake: (credits_of(entry.get("credit")), credits_of(entry.get("code_credit")))
        for mistake, entry in rubric["mistakes"].items()
    }
    checks = tuple(
        Check(
            check,
            Decimal(str(entry["points"])),
            entry["kind"],
            None,
            evidence=tuple(Evidence(word) for word in entry.get("evidence", ["writeup"])),
            function=entry.get("function", ""),
            output=entry.get("output"),
        )
        for check, entry in rubric["checks"].items()
        if entry.get("function")
    )
    mistakes = {
        mistake: KnownMistake(mistake, "", credit or {}, code_credit)
        for mistake, (credit, code_credit) in credits.items()
    }
    return Part(part_id, rubric["title"], Decimal(str(rubric["points"])), checks, mistakes)


def credits_of(entry: dict[str, float] | None) -> dict[str, Decimal] | None:
    return None if entry is None else {check: Decimal(str(points)) for check, points in entry.items()}


def earned(part: Part, judgements: Callable[[Check], Judgement]) -> Decimal:
    points = (points_of(part, check, Evidence.CODE, judgements(check)) for check in part.checks)
    return sum(points, Decimal(0))


@pytest.mark.parametrize(
    ("part_id", "function", "mistake", "credit"), ROWS, ids=[f"{row[1]}-{row[2]}" for row in ROWS]
)
def test_mistake_leaves_the_credit_of_the_rubric(
    part_id: str, function: str, mistake: str, credit: str
) -> None:
    part = load_part(part_id)
    judgement = Judgement(Truth.WRONG, mistakes=(mistake,), outcome="edge-cases-only")
    assert mistake in part.mistakes
    assert all(check.function == function for check in part.checks)
    assert earned(part, lambda check: judgement) == Decimal(credit)


@pytest.mark.parametrize("part_id", ["2.2.d", "2.4.a", "2.4.b", "2.4.c", "3.2", "4.1"])
def test_right_code_earns_all_and_nameless_wrong_code_nothing(part_id: str) -> None:
    part = load_part(part_id)
    total = sum((check.points for check in part.checks), Decimal(0))
    assert earned(part, lambda check: Judgement(Truth.RIGHT)) == total
    assert earned(part, lambda check: Judgement(Truth.WRONG)) == 0
    assert earned(part, lambda check: Judgement(Truth.WRONG, outcome="edge-cases-only")) == total / 2


@pytest.mark.parametrize(
    ("function", "mistake", "output", "points"),
    [
        ("batch_norm_stats", "sample-variance", 1, "0.375"),
        ("batch_norm_stats", "sample-variance", 0, "0.5"),
        ("layer_norm_stats", "deviation-for-variance", 1, "0.375"),
        ("instance_norm_stats", "deviation-for-variance", 1, "0.5"),
        ("instance_norm_stats", "layer-instance-swapped", 0, "0"),
        ("batch_norm_stats", "batch-only-mean", 0, "0"),
    ],
)
def test_each_statistic_earns_its_own_credit(
    function: str,
    mistake: str,
    output: int,
    points: str,
    assignment: Assignment,
    local_executor: Callable[..., Executor],
) -> None:
    catalogue = load_catalogue(assignment.reference, function, ())
    change = next(known.changes[0] for known in catalogue.mistakes if known.id == mistake)
    assert catalogue.build is not None
    executor = local_executor({function: catalogue.build(**change)})
    judgement = judge_code((), assignment, executor).judgement(function, output)
    part = load_part("4.1")
    (check,) = (check for check in part.checks if (check.function, check.output) == (function, output))
    assert points_of(part, check, Evidence.CODE, judgement) == Decimal(points)


def test_right_words_with_a_wrong_sum_keep_the_points_of_the_words(
    assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    decode = assignment.reference.functions["greedy_decode"]

    def greedy_decode(log_prob: Callable[..., object], T: int) -> object:
        words, score = decode(log_prob, T)
        return words, score - 1

    findings = judge_code((), assignment, local_executor({"greedy_decode": greedy_decode}))
    part = load_part("2.4.b")
    points = earned(part, lambda check: findings.judgement("greedy_decode", check.output))
    assert points == Decimal(1)
