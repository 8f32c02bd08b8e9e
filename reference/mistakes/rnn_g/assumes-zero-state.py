"""The first step forgets the state it starts from."""

from __future__ import annotations

import numpy as np

from ...recurrent import Activation, Floats, rnn_g


def from_zeros(W: Floats, U: Floats, b: Floats, x: Floats, g0: Floats, sigma: Activation) -> Floats:
    """g_0 = 0."""
    return rnn_g(W, U, b, x, np.zeros_like(g0), sigma)


def from_activated_zeros(W: Floats, U: Floats, b: Floats, x: Floats, g0: Floats, sigma: Activation) -> Floats:
    """g_0 = σ(0)."""
    return rnn_g(W, U, b, x, sigma(np.zeros_like(g0)), sigma)


VARIANTS = (from_zeros, from_activated_zeros)
