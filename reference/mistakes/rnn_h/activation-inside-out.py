"""The activation stands on the other side: that is the recursion of g, or σ of the states."""

from __future__ import annotations

import numpy as np

from ...recurrent import Activation, Floats, rnn_g, rnn_h


def activated_states(W: Floats, U: Floats, b: Floats, x: Floats, h0: Floats, sigma: Activation) -> Floats:
    """σ(h_t) for h_t."""
    return sigma(rnn_h(W, U, b, x, h0, sigma))


def other_unit_from_activated(
    W: Floats, U: Floats, b: Floats, x: Floats, h0: Floats, sigma: Activation
) -> Floats:
    """The recursion of g, started at σ(h_0) and activated once more: h_t = σ(g_t)."""
    return sigma(rnn_g(W, U, b, x, sigma(h0), sigma))


def activated_inside_and_outside(
    W: Floats, U: Floats, b: Floats, x: Floats, h0: Floats, sigma: Activation
) -> Floats:
    """σ of the whole right side as well."""
    states = []
    h = h0
    for x_t in x:
        h = sigma(W @ sigma(h) + U @ x_t + b)
        states.append(h)
    return np.array(states)


VARIANTS = (activated_inside_and_outside, rnn_g, activated_states, other_unit_from_activated)
