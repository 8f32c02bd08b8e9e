"""The world of part 1.1: two recurrent networks that differ in where sigma is applied."""

from __future__ import annotations

from typing import Any

from grader.maths.worlds import Draw

from .slopes import ACTIVATIONS, steady

_STEPS = 4
_WIDTH = 3
_INPUTS = 2


def moved_activation(draw: Draw) -> None:
    """h_t = W sigma(h_{t-1}) + U x_t + b and g_t = sigma(W g_{t-1} + U x_t + b), with g_0 = sigma(h_0).

    In the free world h and g are sequences that have nothing to do with each other or with the inputs.
    """
    sigma, _ = ACTIVATIONS[draw.rng.integers(len(ACTIVATIONS))]
    sigma = steady if draw.free else sigma
    for name in ("sigma", "phi"):
        draw.elementwise(name, sigma)
    for name in ("h", "g", "x"):
        draw.sequence(name)
    draw.index("t", 2 + int(draw.rng.integers(2)))
    draw.index("T", _STEPS)
    weights = 0.7 * draw.matrix("W", _WIDTH, _WIDTH)
    draw.let("W", weights)
    inputs = draw.matrix("U", _WIDTH, _INPUTS)
    bias = draw.vector("b", _WIDTH)
    h: Any = draw.vector("h_0", _WIDTH)
    g: Any = draw.let("g_0", sigma(h))
    if draw.free:
        g = draw.vector("g_0", _WIDTH)
    for step in range(1, _STEPS + 1):
        x = draw.vector(f"x_{step}", _INPUTS)
        if draw.free:
            h, g = draw.vector(f"h_{step}", _WIDTH), draw.vector(f"g_{step}", _WIDTH)
            continue
        h = draw.let(f"h_{step}", weights @ sigma(h) + inputs @ x + bias)
        g = draw.let(f"g_{step}", sigma(weights @ g + inputs @ x + bias))
