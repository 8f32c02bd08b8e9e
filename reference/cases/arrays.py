"""Cases of the functions that take arrays: recurrent units, optimizers, normalizations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from grader.model.programs import Case, CaseKind, CaseSet, EntrywiseFunction

from ..normalization import TENSOR

Floats = npt.NDArray[np.float64]
Generator = np.random.Generator


def _case_set(hidden: Callable[[Generator], list[Case]], small: Callable[[], list[Case]]) -> CaseSet:
    return CaseSet(lambda seed: tuple(hidden(np.random.default_rng([seed, 41]))), lambda: tuple(small()))


def _activation(name: str, parameters: Mapping[str, float] | None = None) -> EntrywiseFunction:
    return EntrywiseFunction(name, parameters or {}, called="sigma")


# Recurrent units: (T, n, d).
_UNIT_SIZES = ((4, 3, 2), (3, 2, 4), (5, 4, 3), (2, 3, 3), (6, 2, 1), (3, 5, 2))
_ACTIVATIONS = (
    _activation("tanh"),
    _activation("logistic"),
    _activation("relu"),
    _activation("softplus"),
    _activation("sine"),
    _activation("affine", {"scale": 0.5, "offset": 1.0}),
)


def _unit(generator: Generator, T: int, n: int, d: int, sigma: EntrywiseFunction) -> tuple[object, ...]:
    draw = generator.normal
    return (
        draw(size=(n, n)) / np.sqrt(n),
        draw(size=(n, d)),
        draw(size=n),
        draw(size=(T, d)),
        draw(size=n),
        sigma,
    )


def _units(generator: Generator) -> list[Case]:
    cases = [
        Case(_unit(generator, *sizes, sigma)) for sizes, sigma in zip(_UNIT_SIZES, _ACTIVATIONS, strict=True)
    ]
    cases.append(Case(_unit(generator, 1, 3, 2, _ACTIVATIONS[1]), CaseKind.EDGE, "T = 1"))
    cases.append(Case(_unit(generator, 4, 1, 1, _ACTIVATIONS[0]), CaseKind.EDGE, "n = d = 1"))
    cases.append(
        Case(_unit(generator, 3, 2, 2, _ACTIVATIONS[0]), CaseKind.EDGE, "read-only inputs", read_only=True)
    )
    return cases


def _small_units() -> list[Case]:
    sizes = ((1, 1, 1), (2, 1, 1), (1, 2, 1), (2, 2, 1), (2, 2, 2))
    relu, square = _activation("relu"), _activation("square")
    cases = []
    for T, n, d in sizes:
        for sigma in (square, relu):
            W = np.arange(1.0, n * n + 1).reshape(n, n)
            U = np.ones((n, d)) + np.eye(n, d)
            x = np.arange(1.0, T * d + 1).reshape(T, d)
            cases.append(Case((W, U, np.full(n, -1.0), x, np.arange(2.0, n + 2), sigma)))
    return cases


def _bounds(generator: Generator) -> list[Case]:
    shapes = ((3, 4), (2, 3), (4, 2), (3, 5), (5, 3))
    cases = [Case((generator.normal(size=(n, n)), float(generator.uniform(0.2, 1.5)), T)) for n, T in shapes]
    # Not normal: its eigenvalues say nothing of its singular values.
    cases.append(Case((np.array([[0.1, 3.0], [0.0, 0.2]]), 0.7, 3)))
    cases.append(Case((generator.normal(size=(1, 1)), 0.8, 4), CaseKind.EDGE, "n = 1"))
    cases.append(Case((generator.normal(size=(3, 3)), 0.8, 1), CaseKind.EDGE, "T = 1"))
    cases.append(Case((np.zeros((2, 2)), 0.8, 3), CaseKind.EDGE, "W = 0"))
    return cases


def _small_bounds() -> list[Case]:
    matrices = (np.array([[2.0]]), np.diag([2.0, 3.0]), np.array([[0.0, 2.0], [0.0, 0.0]]))
    return [Case((W, gamma, T)) for W in matrices for gamma, T in ((1.0, 1), (0.5, 1), (0.5, 2), (0.5, 3))]


# Optimizers: shapes of theta.
_SHAPES: tuple[tuple[int, ...], ...] = ((3,), (5,), (2, 3), (4, 1), (2, 2, 2))


def _weights(generator: Generator, shape: tuple[int, ...]) -> Floats:
    return np.asarray(generator.normal(size=shape), dtype=np.float64)


def _on_shapes(build: Callable[[tuple[int, ...]], tuple[object, ...]]) -> list[Case]:
    cases = [Case(build(shape)) for shape in _SHAPES]
    cases.append(Case(build((1,)), CaseKind.EDGE, "one weight"))
    cases.append(Case(build((3,)), CaseKind.EDGE, "read-only inputs", read_only=True))
    return cases


def _sgd_steps(generator: Generator) -> list[Case]:
    def build(shape: tuple[int, ...]) -> tuple[object, ...]:
        rates = (float(generator.uniform(0.05, 0.9)), float(generator.uniform(0.1, 0.9)))
        return _weights(generator, shape), _weights(generator, shape), *rates

    return [*_on_shapes(build), Case((*build((3,))[:3], 0.0), CaseKind.EDGE, "no penalty or decay")]


def _small_sgd_steps() -> list[Case]:
    return [
        Case((np.array(theta), np.array(grad), 0.1, 0.25))
        for theta, grad in (([1.0], [0.0]), ([0.0], [1.0]), ([1.0], [1.0]), ([2.0, -1.0], [1.0, 3.0]))
    ]


def _decays(generator: Generator) -> list[Case]:
    cases = [Case((float(generator.uniform(0.01, 2)), float(generator.uniform(0.01, 2)))) for _ in range(6)]
    return [*cases, Case((0.1, 0.0), CaseKind.EDGE, "gamma = 0")]


def _small_decays() -> list[Case]:
    return [Case((0.5, 0.25)), Case((0.1, 3.0))]


def _adam_steps(generator: Generator) -> list[Case]:
    def build(shape: tuple[int, ...], t: int) -> tuple[object, ...]:
        moments = _weights(generator, shape), np.asarray(_weights(generator, shape) ** 2 + 0.05)
        rates = float(generator.uniform(0.01, 0.4)), float(generator.uniform(0.05, 0.6))
        return _weights(generator, shape), _weights(generator, shape), *moments, t, *rates

    settings = {"rho1": 0.8, "rho2": 0.95, "delta": 0.05}
    cases = [Case(build(shape, t)) for shape, t in zip(_SHAPES, (2, 3, 5, 2, 7), strict=True)]
    cases += [Case(build(shape, t), named=settings) for shape, t in (((3,), 2), ((2, 2), 4), ((4,), 9))]
    zeros = np.zeros(3)
    cases.append(Case((*build((3,), 1)[:2], zeros, zeros.copy(), 1, 0.1, 0.3)))
    cases.append(Case(build((3,), 100_000), CaseKind.EDGE, "a late step"))
    cases.append(Case(build((1,), 3), CaseKind.EDGE, "one weight"))
    cases.append(Case(build((3,), 2), CaseKind.EDGE, "read-only inputs", read_only=True))
    cases.append(Case((*build((3,), 2)[:6], 0.0), CaseKind.EDGE, "no penalty or decay"))
    return cases


def _small_adam_steps() -> list[Case]:
    zero, one = np.zeros(1), np.ones(1)
    settings = {"rho1": 0.5, "rho2": 0.75, "delta": 0.5}
    two = np.array([1.0, 2.0])
    starts = (
        (one, zero, zero, zero, 1),
        (one, one, zero, zero, 1),
        (2 * one, one, one, one, 2),
        (two, two[::-1], two, two, 1),
    )
    return [Case((*start, 0.5, 0.25), named=named) for named in ({}, settings) for start in starts]


# Normalizations: (batch, channels, features), no two alike so that axes cannot be mistaken.
_TENSOR_SHAPES = ((4, 2, 3), (3, 4, 2), (2, 3, 5), (5, 3, 4), (3, 2, 6))


def _tensors(generator: Generator) -> list[Case]:
    cases = [Case((np.array(TENSOR, dtype=np.float64),), label="the hand-out's tensor", public=True)]
    cases += [Case((generator.normal(2.0, 3.0, size=shape),)) for shape in _TENSOR_SHAPES]
    cases.append(Case((generator.normal(size=(3, 3, 3)),)))
    edges = {"one example": (1, 3, 4), "one channel": (4, 1, 3), "one feature": (3, 4, 1)}
    cases += [Case((generator.normal(size=shape),), CaseKind.EDGE, word) for word, shape in edges.items()]
    cases.append(Case((generator.normal(size=(2, 3, 4)),), CaseKind.EDGE, "read-only inputs", read_only=True))
    return cases


def _small_tensors() -> list[Case]:
    shapes = ((1, 1, 2), (1, 2, 1), (2, 1, 1), (1, 2, 2), (2, 1, 2), (2, 2, 2), (2, 2, 3))
    return [Case((np.arange(1.0, np.prod(shape) + 1).reshape(shape) ** 2,)) for shape in shapes]


def _directions(generator: Generator) -> list[Case]:
    cases = [Case((generator.normal(size=d), float(generator.uniform(0.3, 3.0)))) for d in (2, 3, 5, 4)]
    cases.append(Case((np.array([3.0, -4.0]), -2.0), label="negative gamma"))
    cases.append(Case((generator.normal(size=1), 1.7), CaseKind.EDGE, "d = 1"))
    cases.append(Case((generator.normal(size=3), 1.7), CaseKind.EDGE, "read-only inputs", read_only=True))
    return cases


def _small_directions() -> list[Case]:
    return [
        Case((np.array(u), gamma))
        for u, gamma in (([2.0], 1.0), ([0.0, 2.0], 1.0), ([3.0, 4.0], 1.0), ([3.0, 4.0], 2.0))
    ]


def _gradients(generator: Generator) -> list[Case]:
    cases = []
    for case in _directions(generator):
        u, gamma = case.arguments
        grad_w = generator.normal(size=np.asarray(u).shape)
        cases.append(replace(case, arguments=(u, gamma, grad_w)))
    return cases


def _small_gradients() -> list[Case]:
    return [
        Case((np.array(u), gamma, np.array(grad)))
        for u, gamma, grad in (
            ([0.0, 2.0], 1.0, [1.0, 0.0]),
            ([0.0, 2.0], 1.0, [1.0, 1.0]),
            ([0.0, 2.0], 3.0, [1.0, 1.0]),
            ([3.0, 4.0], 5.0, [1.0, 0.0]),
        )
    ]


_SGD = _case_set(_sgd_steps, _small_sgd_steps)
_ADAM = _case_set(_adam_steps, _small_adam_steps)
_NORMALIZATION = _case_set(_tensors, _small_tensors)

CASES: Mapping[str, CaseSet] = {
    "rnn_h": _case_set(_units, _small_units),
    "rnn_g": _case_set(_units, _small_units),
    "gradient_norm_bound": _case_set(_bounds, _small_bounds),
    "sgd_weight_decay_step": _SGD,
    "sgd_l2_step": _SGD,
    "equivalent_decay": _case_set(_decays, _small_decays),
    "adam_l2_step": _ADAM,
    "adam_weight_decay_step": _ADAM,
    "batch_norm_stats": _NORMALIZATION,
    "layer_norm_stats": _NORMALIZATION,
    "instance_norm_stats": _NORMALIZATION,
    "weight_norm": _case_set(_directions, _small_directions),
    "grad_u": _case_set(_gradients, _small_gradients),
}
