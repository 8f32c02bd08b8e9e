"""Worlds: what they promise holds in them, derivatives are exact, free worlds are free."""

from __future__ import annotations

import numpy as np
import pytest

from grader.maths.worlds import Setting, World, build, step_of, worlds_of
from reference.worlds import WORLDS

SEEDS = range(12)


def world(name: str, seed: int, *, free: bool = False) -> World:
    return build(Setting(WORLDS[name], seed, free))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SEEDS)
def test_data_is_white(seed: int) -> None:
    x = world("batch_normalised", seed).values["x"][:, :, 0]
    assert np.allclose(x.mean(axis=0), 0, atol=1e-12)
    assert np.allclose(x.T @ x / len(x), np.eye(3), atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_weights_are_small_against_the_slope(seed: int) -> None:
    found = world("vanishing_gradients", seed)
    value = {name: array[0] for name, array in found.values.items()}
    largest = np.linalg.eigvalsh(value["W"].T @ value["W"])[-1]
    assert largest <= (value["delta"] / value["gamma"]).item() ** 2 + 1e-12
    places = np.linspace(-6, 6, 400)
    slopes = np.imag(found.elementwise["sigma"](places + 1e-30j)) / 1e-30
    assert np.max(np.abs(slopes)) <= value["gamma"].item() + 1e-12


@pytest.mark.parametrize("seed", SEEDS)
def test_two_networks_agree(seed: int) -> None:
    found = world("moved_activation", seed)
    for step in range(5):
        assert np.allclose(found.values[f"g_{step}"], found.elementwise["sigma"](found.values[f"h_{step}"]))


def test_derivative_is_exact() -> None:
    found = world("normalised_weight", 3)
    u, gamma = found.values["u"][0, :, 0], found.values["gamma"].item()
    columns = [step_of(found.nudged("u", place).values["w"])[0, :, 0] for place in range(3)]
    length = np.linalg.norm(u)
    wanted = gamma / length * (np.eye(3) - np.outer(u, u) / length**2)
    assert np.allclose(np.array(columns).T, wanted, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("name", sorted(WORLDS))
def test_worlds_are_the_same_every_time(name: str) -> None:
    first = worlds_of(WORLDS[name], count=2, seed=5)  # type: ignore[arg-type]
    build.cache_clear()
    second = worlds_of(WORLDS[name], count=2, seed=5)  # type: ignore[arg-type]
    for one, other in zip(first, second, strict=True):
        assert one.values.keys() == other.values.keys()
        assert all(np.array_equal(one.values[key], other.values[key]) for key in one.values)


def test_free_world_lifts_the_assumptions() -> None:
    assert not np.allclose(world("batch_normalised", 1, free=True).values["x"].mean(axis=0), 0)
    free = world("weight_decay", 1, free=True)
    product = -2 * free.values["eta"] * free.values["gamma"]
    assert not np.allclose(free.values["lambda"], product)
