"""The first step forgets the state it starts from."""

from __future__ import annotations

import numpy as np

from ...recurrent import Activation, Floats, rnn_h


def from_zeros(W: Floats, U: Floats, b: Floats, x: Floats, h0: Floats, sigma: Activation) -> Floats:
    """h_0 = 0."""
    return rnn_h(W, U, b, x, np.zeros_like(h0), sigma)


def without_first_product(
    W: Floats, U: Floats, b: Floats, x: Floats, h0: Floats, sigma: Activation
) -> Floats:
    """W σ(h_0) = 0."""
    first = U @ x[0] + b
    return np.array([first, *rnn_h(W, U, b, x[1:], first, sigma)])


VARIANTS = (from_zeros, without_first_product)
