"""The worlds of parts 3.1 and 3.2: a loss, its gradient, a penalty, and one step of descent."""

from __future__ import annotations

import numpy as np
from grader.maths.worlds import Draw

_SIZE = 3


def weight_decay(draw: Draw) -> None:
    """Part 3.1: plain descent, theta_{i+1} = theta_i - eta times the gradient of L_reg."""
    _regularised_loss(draw, adam=False)


def adam_gradient(draw: Draw) -> None:
    """Part 3.2: theta_{i+1} = theta_i - epsilon s / (sqrt(r) + delta), r alike for all weights."""
    _regularised_loss(draw, adam=True)


def _regularised_loss(draw: Draw, *, adam: bool) -> None:
    """L_reg = L + gamma ||theta||^2 for a smooth loss, and lambda = -2 eta gamma.

    Every example of the minibatch has the same loss, so that (1/m) times a sum over it is L. theta_{i+1} is
    one step of descent on L_reg, g the gradient that Adam computes with the penalty. In the free world
    lambda, theta_{i+1}, g and the gradients of L_reg and of the penalty are unrelated to all else.
    """
    theta = draw.vector("theta", _SIZE)
    eta, gamma = draw.positive("eta"), draw.positive("gamma")
    epsilon = draw.positive("epsilon")
    quadratic, linear = draw.normal(_SIZE, _SIZE), draw.normal(_SIZE)
    count = draw.index("m", 2 + int(draw.rng.integers(2)))
    draw.let("m", float(count))
    draw.size("i", 1, count)
    draw.size("j", 1, count)
    for name in (
        "theta_i",
        "theta_t",
        "theta_k",
        "theta_n",
        "theta_old",
        "theta^(i)",
        "theta^(t)",
        "theta^i",
        "theta^t",
        "w",
        "w_i",
        "w_t",
    ):
        draw.alias(name, "theta")
    wave = np.sin(linear @ theta)
    loss = draw.let("L", 0.5 * theta @ (quadratic @ theta) + wave)
    gradient = (0.5 * (quadratic + quadratic.T) @ theta) + np.cos(linear @ theta) * linear
    penalty = gamma * (theta @ theta)
    total = draw.let("L_reg", loss + penalty)
    direction = gradient + 2 * gamma * theta
    step = theta - eta * direction
    if adam:
        first, second = draw.vector("hat(s)", _SIZE), draw.positive("hat(r)")
        step = theta - epsilon * first / (np.sqrt(second) + draw.positive("delta"))
    decay = -2 * eta * gamma
    slope = direction
    if draw.free:
        decay, step = draw.normal(), draw.normal(_SIZE)
        slope, direction = draw.normal(_SIZE), draw.normal(_SIZE)
        penalty_slope = draw.normal(_SIZE)
        for factor in (1.0, float(count), 1.0 / count):
            draw.loose(factor * total, "theta", factor * slope)
        draw.loose(theta @ theta, "theta", penalty_slope / gamma)
        draw.loose(penalty, "theta", penalty_slope)
    draw.let("lambda", decay)
    draw.let("theta_next", step)
    draw.let("Delta theta", step - theta)
    for letter in "tikn":
        # descent counted from the step before: theta_t = theta_{t-1} - ...
        draw.alias(f"theta_{letter}-1", "theta")
        draw.stand_in(f"theta_{letter}", "theta_next", beside=f"theta_{letter}-1")
    if not adam:
        for name in ("epsilon", "alpha", "mu", "rho", "ell_r", "lr"):
            draw.stand_in(name, "eta", without="eta")
        draw.also("g", "g_old")
    draw.assign("theta", "theta_next", before="theta")
    draw.assign("g", "g", before="g_old")
    draw.reading("before")
    draw.let("g_old", gradient)
    for name in (
        "theta_i+1",
        "theta_t+1",
        "theta_new",
        "theta^(i+1)",
        "theta^(t+1)",
        "theta^i+1",
        "theta^t+1",
        "theta_k+1",
        "theta_n+1",
        "w_i+1",
        "w_t+1",
    ):
        draw.alias(name, "theta_next")
    draw.let("g", direction)
    for name in ("hat(g)", "g_t", "tilde(g)", "g_reg", "g_theta"):
        draw.alias(name, "g")
    for name in ("L_reg", "L"):
        draw.opaque(name)
    for name in ("l", "ell", "J", "L_i", "L_j", "L_t", "f_t"):
        draw.alias(name, "L")
        draw.opaque(name)
    for name in ("J_reg", "ell_reg", "tilde(L)", "L'", "L_new", "L_R", "L_r", "tilde(J)", "L_total", "L_L2"):
        draw.alias(name, "L_reg")
        draw.opaque(name)
    draw.default(by="theta")
    draw.let("I", np.eye(_SIZE))
