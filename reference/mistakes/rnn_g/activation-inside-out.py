"""The activation stands on the other side: that is the recursion of h, or no activation of the new state."""

from __future__ import annotations

import numpy as np

from ...recurrent import Activation, Floats, rnn_g, rnn_h


def linear_then_activated(
    W: Floats, U: Floats, b: Floats, x: Floats, g0: Floats, sigma: Activation
) -> Floats:
    """The recursion of h from g_0, each state activated when it is returned."""
    return sigma(rnn_h(W, U, b, x, g0, sigma))


def activated_twice(W: Floats, U: Floats, b: Floats, x: Floats, g0: Floats, sigma: Activation) -> Floats:
    """σ of the states that are right."""
    return sigma(rnn_g(W, U, b, x, g0, sigma))


def product_activated(W: Floats, U: Floats, b: Floats, x: Floats, g0: Floats, sigma: Activation) -> Floats:
    """σ of the product with W alone."""
    states = []
    g = g0
    for x_t in x:
        g = sigma(W @ g) + U @ x_t + b
        states.append(g)
    return np.array(states)


def activated_inside_and_outside(
    W: Floats, U: Floats, b: Floats, x: Floats, g0: Floats, sigma: Activation
) -> Floats:
    """σ of the state before as well."""
    states = []
    g = g0
    for x_t in x:
        g = sigma(W @ sigma(g) + U @ x_t + b)
        states.append(g)
    return np.array(states)


VARIANTS = (activated_inside_and_outside, rnn_h, linear_then_activated, activated_twice, product_activated)
