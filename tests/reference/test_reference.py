"""The reference computes what it says, and agrees with independent ways of computing it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from grader.reference_package import load_reference

REFERENCE = load_reference(Path(__file__).parents[2], [])
FUNCTIONS, ANSWERS = REFERENCE.functions, REFERENCE.answers


def model(seed: int, N: int, T: int) -> dict[tuple[int, ...], np.ndarray]:
    generator = np.random.default_rng(seed)
    prefixes = [prefix for length in range(T) for prefix in product(range(N), repeat=length)]
    return {prefix: np.log(generator.dirichlet(np.ones(N))) for prefix in prefixes}


def enumerate_best(
    rows: dict[tuple[int, ...], np.ndarray], N: int, T: int
) -> list[tuple[tuple[int, ...], float]]:
    scored = [
        (words, float(sum(rows[words[:place]][word] for place, word in enumerate(words))))
        for words in product(range(N), repeat=T)
    ]
    return sorted(scored, key=lambda item: -item[1])


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_every_answer_can_be_computed(name: str) -> None:
    assert ANSWERS[name]() is not None


def test_every_function_has_cases() -> None:
    assert set(REFERENCE.cases) == set(FUNCTIONS)


def test_closed_form_of_the_count_solves_its_recurrence() -> None:
    import sympy

    T, N = sympy.symbols("T N", positive=True, integer=True)
    count = sympy.Function("c")
    solved = sympy.rsolve(count(T + 1) - N * count(T), count(T), {count(0): 1})
    assert sympy.simplify(solved - N**T) == 0
    assert ANSWERS["sequence_count"]() == "N^{T}"


def test_decay_coefficient_makes_the_steps_one() -> None:
    import sympy

    theta, grad, eta, gamma, lam = sympy.symbols("theta grad eta gamma lambda")
    decayed = theta - eta * grad + lam * theta
    penalised = theta - eta * (grad + sympy.diff(gamma * theta**2, theta))
    (solution,) = sympy.solve(sympy.Eq(decayed, penalised), lam)
    assert sympy.simplify(solution + 2 * eta * gamma) == 0
    assert ANSWERS["decay_coefficient"]() == r"-2 \eta \gamma"


def test_gradient_scale_is_that_of_the_jacobian() -> None:
    import sympy

    u, v, gamma = sympy.symbols("u v gamma", positive=True)
    norm = sympy.sqrt(u**2 + v**2)
    scale = sympy.diff(gamma * u / norm, u) / (1 - u**2 / norm**2)
    assert sympy.simplify(scale - gamma / norm) == 0
    assert ANSWERS["gradient_scale"]() == r"\frac{\gamma}{\|u\|}"


def test_tensors_are_those_of_numpy() -> None:
    x = np.array(
        [[[1, 3, 2], [1, 2, 3]], [[3, 3, 2], [2, 4, 4]], [[4, 2, 2], [1, 2, 4]], [[3, 3, 2], [3, 3, 2]]]
    )
    axes = {"batch": (0, 2), "layer": (1, 2), "instance": (2,), "batch_only": (0,)}
    for name, axis in axes.items():
        for prefix, statistic in (("mu", np.mean), ("var", np.var)):
            found = np.array(ANSWERS[f"{prefix}_{name}"](), dtype=np.float64)
            np.testing.assert_allclose(found, statistic(x, axis=axis), rtol=1e-14)


def test_tree_gives_the_three_decoded_sequences() -> None:
    assert (ANSWERS["most_likely_words"](), ANSWERS["most_likely_log_likelihood"]()) == (
        ("the", "green", "rectangle"),
        Fraction("-8.2"),
    )
    assert (ANSWERS["greedy_words"](), ANSWERS["greedy_log_likelihood"]()) == (
        ("the", "red", "rectangle"),
        Fraction("-9.1"),
    )
    assert ANSWERS["beam_hypotheses"]() == (
        (("a", "blue", "square"), Fraction("-9.3")),
        (("a", "red", "circle"), Fraction("-9.4")),
    )
    assert ANSWERS["one_per_parent_hypotheses"]() == (
        (("the", "red", "rectangle"), Fraction("-9.1")),
        (("a", "blue", "square"), Fraction("-9.3")),
    )
    assert [words for words, _ in ANSWERS["beam_steps"]()[1]] == [("a", "blue"), ("a", "red")]
    assert ANSWERS["greedy_last_step"]() == Fraction("-4.5")


@pytest.mark.parametrize("seed", range(5))
def test_viterbi_finds_the_best_of_all_sequences(seed: int) -> None:
    P = np.random.default_rng(seed).dirichlet(np.ones(3), size=3)
    rows = {
        prefix: np.log(P[(1, *prefix)[-1]])
        for length in range(4)
        for prefix in product(range(3), repeat=length)
    }
    words, score = FUNCTIONS["viterbi"](P, 1, 4)
    assert score == pytest.approx(enumerate_best(rows, 3, 4)[0][1])
    assert sum(rows[tuple(words[:place])][word] for place, word in enumerate(words)) == pytest.approx(score)


@pytest.mark.parametrize("seed", range(5))
def test_wide_beam_is_exact_and_narrow_beam_is_greedy(seed: int) -> None:
    rows = model(seed, 3, 4)
    best = enumerate_best(rows, 3, 4)
    assert FUNCTIONS["beam_search"](rows.__getitem__, 81, 4)[0][0] == best[0][0]
    assert FUNCTIONS["most_likely_sequence"](rows.__getitem__, 4)[0] == best[0][0]
    assert FUNCTIONS["beam_search"](rows.__getitem__, 1, 4) == [
        FUNCTIONS["greedy_decode"](rows.__getitem__, 4)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_both_units_tell_the_same_story(seed: int) -> None:
    generator = np.random.default_rng(seed)
    W, U, b = generator.normal(size=(3, 3)), generator.normal(size=(3, 2)), generator.normal(size=3)
    x, h0 = generator.normal(size=(5, 2)), generator.normal(size=3)
    h = FUNCTIONS["rnn_h"](W, U, b, x, h0, np.tanh)
    g = FUNCTIONS["rnn_g"](W, U, b, x, np.tanh(h0), np.tanh)
    np.testing.assert_allclose(g, np.tanh(h), rtol=1e-12)


def test_bound_holds_for_the_true_jacobian() -> None:
    generator = np.random.default_rng(3)
    W = generator.normal(size=(3, 3))
    jacobian = np.linalg.multi_dot([W @ np.diag(generator.uniform(-0.4, 0.4, size=3)) for _ in range(4)])
    assert np.linalg.norm(jacobian, 2) <= FUNCTIONS["gradient_norm_bound"](W, 0.4, 4)


@pytest.mark.parametrize("seed", range(3))
def test_penalised_steps_follow_the_numerical_gradient(seed: int) -> None:
    generator = np.random.default_rng(seed)
    theta, grad = generator.normal(size=4), generator.normal(size=4)
    lr, gamma, width = 0.1, 0.3, 1e-6
    eye = np.eye(4) * width
    penalty = [
        gamma * (np.sum((theta + step) ** 2) - np.sum((theta - step) ** 2)) / (2 * width) for step in eye
    ]
    expected = theta - lr * (grad + np.array(penalty))
    np.testing.assert_allclose(FUNCTIONS["sgd_l2_step"](theta, grad, lr, gamma), expected, atol=1e-8)
    decay = FUNCTIONS["equivalent_decay"](lr, gamma)
    decayed = FUNCTIONS["sgd_weight_decay_step"](theta, grad, lr, decay)
    np.testing.assert_allclose(decayed, FUNCTIONS["sgd_l2_step"](theta, grad, lr, gamma), atol=1e-12)


def test_first_step_of_adam_is_the_sign_of_the_gradient() -> None:
    theta, grad, zeros = np.array([1.0, -2.0]), np.array([0.3, -4.0]), np.zeros(2)
    moved, s, r = FUNCTIONS["adam_l2_step"](theta, grad, zeros, zeros, 1, 0.1, 0.0)
    np.testing.assert_allclose(moved, theta - 0.1 * np.sign(grad), rtol=1e-6)
    np.testing.assert_allclose(s, 0.1 * grad)
    np.testing.assert_allclose(r, 0.001 * grad**2)
    decayed, _, _ = FUNCTIONS["adam_weight_decay_step"](theta, grad, zeros, zeros, 1, 0.1, 0.25)
    np.testing.assert_allclose(decayed, moved - 0.25 * theta, rtol=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_gradient_through_weight_norm_is_the_numerical_one(seed: int) -> None:
    generator = np.random.default_rng(seed)
    u, grad_w, gamma, width = generator.normal(size=4), generator.normal(size=4), 1.7, 1e-6
    weight_norm = FUNCTIONS["weight_norm"]
    slopes = [
        grad_w @ (weight_norm(u + step, gamma) - weight_norm(u - step, gamma)) / (2 * width)
        for step in np.eye(4) * width
    ]
    found = FUNCTIONS["grad_u"](u, gamma, grad_w)
    np.testing.assert_allclose(found, slopes, atol=1e-7)
    assert found @ u == pytest.approx(0.0, abs=1e-12)
