"""Hidden cases have one answer each, for any seed, and are the same each time."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from grader.checks.code.cases import run_program
from grader.model.programs import Case, CaseKind, PrefixModel
from grader.reference_package import load_reference

REFERENCE = load_reference(Path(__file__).parents[2], [])
SEEDS = (0, 1, 20210322)


def hidden(function: str, seed: int) -> tuple[Case, ...]:
    return REFERENCE.cases[function].hidden(seed)


def flat(value: object) -> list[object]:
    if isinstance(value, PrefixModel):
        return [value.width, value.depth, *(number for row in value.rows.values() for number in row.tolist())]
    return np.ravel(value).tolist() if isinstance(value, np.ndarray) else [value]


@pytest.mark.parametrize("function", sorted(REFERENCE.cases))
def test_cases_are_the_same_for_the_same_seed(function: str) -> None:
    first, again = hidden(function, 5), hidden(function, 5)
    assert [[flat(argument) for argument in case.arguments] for case in first] == [
        [flat(argument) for argument in case.arguments] for case in again
    ]


@pytest.mark.parametrize("function", sorted(REFERENCE.cases))
def test_there_are_regular_and_edge_cases(function: str) -> None:
    kinds = [case.kind for case in hidden(function, 0)]
    assert kinds.count(CaseKind.REGULAR) >= 5
    assert CaseKind.EDGE in kinds
    assert all(case.label for case in hidden(function, 0) if case.kind is not CaseKind.REGULAR)


@pytest.mark.parametrize("seed", SEEDS)
def test_best_path_of_a_chain_is_unique(seed: int) -> None:
    for case in hidden("viterbi", seed):
        P, bos, T = case.arguments
        np.testing.assert_allclose(P.sum(axis=1), 1.0)
        words, score = run_program(REFERENCE.functions["viterbi"], case)
        assert np.isfinite(score)
        if len(P) ** T > 20_000 or len(P) == 1:
            continue
        with np.errstate(divide="ignore"):
            log_P = np.log(P)
        scores = np.zeros(1)
        last = np.array([bos])
        for _ in range(T):
            scores = (scores[:, None] + log_P[last]).ravel()
            last = np.tile(np.arange(len(P)), len(last))
        best, second = np.sort(scores)[::-1][:2]
        assert best == pytest.approx(score)
        assert best - second > 1e-5
        assert len(words) == T


@pytest.mark.parametrize("seed", SEEDS)
def test_beams_have_clear_cuts(seed: int) -> None:
    for case in hidden("beam_search", seed):
        model, B, _ = case.arguments
        result = run_program(REFERENCE.functions["beam_search"], case)
        scores = [score for _, score in result]
        assert 1 <= len(result) <= B
        assert all(np.isfinite(scores))
        assert all(better - worse > 1e-5 for better, worse in pairwise(scores))
        assert model.width >= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_long_chain_vanishes_as_a_product(seed: int) -> None:
    (long,) = (case for case in hidden("viterbi", seed) if case.kind is CaseKind.LONG)
    _, score = run_program(REFERENCE.functions["viterbi"], long)
    assert np.exp(score) == 0.0


@pytest.mark.parametrize("function", sorted(REFERENCE.cases))
def test_small_cases_start_small(function: str) -> None:
    small = REFERENCE.cases[function].small()
    sizes = [sum(len(flat(argument)) for argument in case.arguments) for case in small]
    assert len(small) >= 2
    assert sizes[0] <= 12
