"""The two recurrent units of question 1, and the bound on their gradient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Activation = Callable[[Floats], Floats]


def rnn_h(W: Floats, U: Floats, b: Floats, x: Floats, h0: Floats, sigma: Activation) -> Floats:
    """States h_1..h_T, (T, n), of h_t = W σ(h_{t-1}) + U x_t + b; `x` is (T, d), `U` (n, d). Part 1.1."""
    states = []
    h = h0
    for x_t in x:
        h = W @ sigma(h) + U @ x_t + b
        states.append(h)
    return np.array(states)


def rnn_g(W: Floats, U: Floats, b: Floats, x: Floats, g0: Floats, sigma: Activation) -> Floats:
    """States g_1..g_T, (T, n), of g_t = σ(W g_{t-1} + U x_t + b); `x` is (T, d), `U` (n, d). Part 1.1."""
    states = []
    g = g0
    for x_t in x:
        g = sigma(W @ g + U @ x_t + b)
        states.append(g)
    return np.array(states)


def gradient_norm_bound(W: Floats, gamma: float, T: int) -> float:
    """The bound (γ ‖W‖)^T on ‖∂h_T/∂h_0‖, where ‖W‖ is the largest singular value of W. Part 1.2.

    Each of the T factors ∂h_t/∂h_{t-1} = W Dσ(h_{t-1}) has norm at most ‖W‖ γ.
    """
    largest_singular_value = float(np.linalg.norm(W, 2))
    return (gamma * largest_singular_value) ** T
