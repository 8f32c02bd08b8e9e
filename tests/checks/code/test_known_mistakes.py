"""Every known mistake, in every variant, is caught and named by its id and by no other."""

from __future__ import annotations

import pytest

from grader.checks.code import judge_code
from grader.checks.code.known_mistakes import load_catalogue
from grader.model.assignment import Assignment
from grader.model.judgement import Truth

FUNCTIONS = (
    "rnn_h",
    "rnn_g",
    "gradient_norm_bound",
    "count_sequences",
    "viterbi_step",
    "viterbi",
    "most_likely_sequence",
    "greedy_decode",
    "beam_search",
    "sgd_weight_decay_step",
    "sgd_l2_step",
    "equivalent_decay",
    "adam_l2_step",
    "adam_weight_decay_step",
    "batch_norm_stats",
    "layer_norm_stats",
    "instance_norm_stats",
    "weight_norm",
    "grad_u",
)


def order_of(assignment: Assignment, function: str) -> tuple[str, ...]:
    return next(tuple(part.mistakes) for part in assignment.parts if function in part.functions)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_variant_is_named_by_its_id_alone(
    function: str, assignment: Assignment, local_executor: type
) -> None:
    catalogue = load_catalogue(assignment.reference, function, order_of(assignment, function))
    seen = []
    for mistake in catalogue.mistakes:
        programs = [*mistake.variants, *(catalogue.build(**change) for change in mistake.changes)]
        for place, program in enumerate(programs):
            judgement = judge_code((), assignment, local_executor({function: program})).judgement(function)
            assert judgement.truth in (Truth.WRONG, Truth.REVIEW)
            seen.append((mistake.id, place, judgement.mistakes))
    assert seen == [(mistake, place, (mistake,)) for mistake, place, _ in seen]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_reference_program_passes(function: str, assignment: Assignment, local_executor: type) -> None:
    executor = local_executor({function: assignment.reference.functions[function]})
    judgement = judge_code((), assignment, executor).judgement(function)
    assert judgement.truth is Truth.RIGHT, judgement.reason


@pytest.mark.parametrize("function", FUNCTIONS)
def test_program_without_switches_is_right_but_for_edges(
    function: str, assignment: Assignment, local_executor: type
) -> None:
    build = load_catalogue(assignment.reference, function, ()).build
    if build is None:
        pytest.skip("no program with switches")
    judgement = judge_code((), assignment, local_executor({function: build()})).judgement(function)
    assert judgement.truth is Truth.RIGHT or judgement.outcome == "edge-cases-only"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_id_stands_in_the_rubric_of_its_part(function: str, assignment: Assignment) -> None:
    order = order_of(assignment, function)
    ids = {mistake.id for mistake in load_catalogue(assignment.reference, function, order).mistakes}
    assert ids <= {*order, "mutates-input"}
