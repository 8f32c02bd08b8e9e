"""The worlds of parts 3.1 and 3.2: a loss, its gradient, a penalty, and one step of descent."""

from __future__ import annotations

import numpy as np
from grader.maths.worlds import Draw

_SIZE = 3


def _spelled(more: str) -> tuple[str, ...]:
    """The weights at a step, `more` behind its letter: ``theta_t``, ``w^(t)``, ``theta^i``."""
    forms = (f"{name}{form}" for name in ("theta", "w") for form in ("_{}", "^({})", "^{}"))
    return tuple(form.format(f"{letter}{more}") for form in forms for letter in "itkns")


_VARIANTS = ("L2", "L_2", "l2", "WD", "wd", "reg", "decay", "SGD", "sgd", "SGD+L2")

_NOW, _NEXT, _BEFORE = (_spelled(more) for more in ("", "+1", "-1"))


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
    draw.size("", 1, count)
    for name in ("w", "theta_old", "w_old", *_NOW, *_BEFORE):
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
    for now, before in zip(_NOW, _BEFORE, strict=True):
        # descent counted from the step before: theta_t = theta_{t-1} - ...
        draw.stand_in(now, "theta_next", beside=before)
    if not adam:
        for name in ("epsilon", "eps", "alpha", "mu", "rho", "ell_r", "lr", "h", "learningrate", "tau"):
            draw.stand_in(name, "eta", without="eta")
    draw.assign("theta", "theta_next", before="theta")
    draw.assign("g_new", "g_new", before="g_old")
    draw.also("g_new", "g_mean")
    draw.let("g_mean", gradient)
    draw.reading("before")
    draw.let("g_old", gradient)
    for name in ("theta_new", "theta'", "theta^+", *_NEXT):
        draw.alias(name, "theta_next")
    draw.let("g_new", direction)
    own = () if adam else ("G", "G_i", "G_t", "G_k")  # with Adam, a capital may be any gradient
    for name in (
        "g",
        "hat(g)",
        "g_t",
        "g_i",
        "g_k",
        "tilde(g)",
        "g_reg",
        "g_theta",
        "grad_reg",
        "g'",
        *own,
    ):
        draw.alias(name, "g_new")
    for name in ("grad", "grad_theta", "grad_L", "g_L", "g_0"):
        draw.alias(name, "g_old")
    for label in _VARIANTS:
        draw.label(label, "theta", "w", "Delta theta")
        for name in ("theta", "w"):
            draw.alias(f"{name}_{label}", "theta_next")
    for name in ("lam", "lmbda", "lambd"):
        draw.alias(name, "lambda")
    for name in ("delta_theta", "Delta_theta"):
        draw.alias(name, "Delta theta")
    draw.alias("eps", "epsilon")
    for name in ("L_reg", "L"):
        draw.opaque(name)
    draw.alias("bar(L)", "L")
    draw.opaque("bar(L)")
    for name in ("bar(L)_reg", "bar(L_reg)"):
        draw.alias(name, "L_reg")
        draw.opaque(name)
    parts = (
        "batch",
        "minibatch",
        "mb",
        "B",
        "data",
        "train",
        "emp",
        "orig",
        "old",
        "task",
        "plain",
        "CE",
        "ce",
    )
    for name in ("l", "ell", "J", "C", "F", "L_i", "L_j", "L_t", "f_t", *(f"L_{part}" for part in parts)):
        draw.alias(name, "L")
        draw.opaque(name)
        draw.also(name, "L_reg")
    for name in (
        "J_reg",
        "Lreg",
        "ell_reg",
        "tilde(L)",
        "L'",
        "L_new",
        "L_R",
        "L_r",
        "tilde(J)",
        "L_total",
        "L_L2",
    ):
        draw.alias(name, "L_reg")
        draw.opaque(name)
    draw.let("L_sum", count * loss)
    draw.let("g_sum", count * gradient)
    if not adam:
        draw.other_value("plain", "g_new", "g_mean", beside="theta")
    for name in ("grad", "grad_theta"):
        draw.other_value(f"penalised {name}", name, "g_new", beside="gamma")
    for name in ("hat(g)", "tilde(g)", "g_reg", "g'", "g_new"):
        # a gradient with another mark beside a plain one is made of it
        draw.other_value(f"beside {name}", "g", "g_mean", beside=name)
    draw.other_value("summed", "L", "L_sum", beside="m")
    draw.other_value("summed", "g_old", "g_sum", beside="m")
    draw.noun(r"(?:weight[- ])?decay (?:coefficient|factor|rate|parameter|constant)", r"\lambda")
    draw.noun(
        r"(?:new |full |total )?(?:gradient|grad) of (?:the )?(?:new |full |total )?"
        r"(?:regulari[sz]ed|penali[sz]ed|L2) (?:loss|objective|cost)(?: function)?|"
        r"regulari[sz]ed gradient|gradient régularisé",
        r"\nabla_\theta L_{reg}",
    )
    draw.noun(
        r"(?:gradient|grad|derivative) of (?:the )?(?:L2 )?"
        r"(?:penalty|regulari[sz]er|regulari[sz]ation(?: term)?)",
        r"\nabla_\theta(\gamma\|\theta\|^2)",
    )
    draw.default(by="theta")
    draw.let("I", np.eye(_SIZE))
