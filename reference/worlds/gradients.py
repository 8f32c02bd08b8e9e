"""The world of part 1.2: a recurrent network whose weights are small against the slope of sigma."""

from __future__ import annotations

from typing import Any

import numpy as np
from grader.maths.worlds import LONG, Draw

from .slopes import ACTIVATIONS, STEADY_SLOPE, steady

_WIDTH = 3
_INPUTS = 2


def vanishing_gradients(draw: Draw) -> None:
    """lambda_1(W^T W) <= delta^2 / gamma^2, gamma at least the slope of sigma, 0 <= delta < 1.

    Every second world has equality, so that the bound is met exactly. In the free world W, gamma and delta
    are unrelated, and each Jacobian of one hidden state by another is any matrix.
    """
    rng = draw.rng
    sigma, bound = ACTIVATIONS[rng.integers(len(ACTIVATIONS))]
    sigma = steady if draw.free else sigma
    for name in ("sigma", "phi"):
        draw.elementwise(name, sigma, STEADY_SLOPE if draw.free else bound)
    for name in ("h", "x"):
        draw.sequence(name)
    last = draw.index("T", LONG if draw.long else 4 + int(rng.integers(2)))
    now = draw.index("t", 2 + int(rng.integers(2)))
    draw.size("t", 1, last)
    draw.size("", 1, last)
    draw.size("i", 1, last)
    draw.size("k", 1, last)
    tight = rng.random() < 0.5
    delta = draw.let("delta", rng.uniform(0.3, 0.6 if draw.long else 0.95))
    gamma = draw.let("gamma", bound * (1.0 if tight else rng.uniform(1.0, 1.5)))
    weights = draw.normal(_WIDTH, _WIDTH)
    if draw.free:
        gamma = draw.positive("gamma")
        delta = draw.let("delta", 1 / (1 + np.exp(-draw.normal())))
        weights = 0.5 * weights * delta / gamma * np.exp(0.5 * draw.normal())
    else:
        slack = 1.0 if tight else rng.uniform(0.5, 0.99)
        weights = weights * (slack * delta / gamma / np.linalg.norm(weights, 2))
    draw.let("W", weights)
    largest = np.linalg.norm(weights, 2)
    for name in ("lambda_1", "lambda_max"):
        draw.let(f"the {name}", largest**2)
    for name in ("sigma_1", "sigma_max", "s_1", "s_max"):
        draw.let(f"the {name}", largest)
    inputs, bias = draw.matrix("U", _WIDTH, _INPUTS), draw.vector("b", _WIDTH)
    draw.let("I", np.eye(_WIDTH))
    draw.vector("x", _WIDTH)
    draw.vector("z", _WIDTH)
    h: Any = draw.vector("h_0", _WIDTH)
    states = [h]
    for step in range(1, last + 2):
        x = draw.let(f"x_{step}", draw.normal(_INPUTS) if step < 9 else np.zeros(_INPUTS))
        h = draw.let(f"h_{step}", weights @ sigma(h) + inputs @ x + bias)
        states.append(h)
    draw.reading("slope-matrix")
    draw.reading("denominator-layout")
    draw.reading("denominator-layout", "slope-matrix")
    draw.reading("descending")
    draw.reading("descending", "slope-matrix")
    draw.noun(
        r"(?:one-step |single-step |each |every |any |one |chaque )(?:single |individual |such )?"
        r"(?:jacobian|factor|term|facteur|terme|jacobienne?)(?: of (?:the|this) product| du produit)?|"
        r"(?:each|every|any) (?:one )?of (?:these|the|those) (?:T )?(?:jacobians|factors|terms|matrices)|"
        r"jacobian of (?:one|a|each)(?: single)? (?:step|layer)|"
        r"(?:each|every|chaque) (?:(?:operator|spectral|individual|single) )?norme?|"
        r"each(?: one)?(?: of (?:them|these|those))?(?= (?:one )?(?:has|is|satisfies|a|est)\b)",
        r"\frac{\partial h_t}{\partial h_{t-1}}",
    )
    draw.noun(
        r"(?:the |this |le )(?:whole |entire |total |full )?"
        r"(?:product(?: of (?:all )?(?:the )?(?:jacobians|factors|matrices))?|"
        r"(?:total|full|end-to-end) (?:gradient|jacobian)|produit|(?:total|overall|whole|full) norm|total|"
        r"(?:gradient|jacobian) (?:through|over|across|after) (?:all )?(?:the )?T (?:time )?(?:steps|layers))"
        r"(?: (?:of|over) (?:all |the )*T (?:such )?(?:factors|jacobians|matrices|terms|steps))?|"
        r"(?:the |all |les )*T (?:such )?(?:steps|factors|jacobians|terms|étapes|facteurs)(?: together)?",
        r"\frac{\partial h_T}{\partial h_0}",
    )
    draw.default(by="h_0", argument=f"h_{now - 1}")
    if draw.free and not draw.long:
        pairs = [(late, early) for late in range(1, last + 2) for early in range(late)]
        jacobians, sizes = draw.normal(len(pairs), _WIDTH, _WIDTH), draw.normal(len(pairs))
        growth, common = rng.integers(3), 0.35 * np.exp(draw.normal())
        for (late, early), jacobian, size in zip(pairs, jacobians, sizes, strict=True):
            # about as large as delta^steps, as delta, or as 1: bounds of each kind are true here, false there
            scale = common * delta ** (late - early, 1, 0)[growth] * np.exp(0.7 * size)
            draw.loose(states[late], f"h_{early}", scale * jacobian)
    perturbation = draw.normal(_WIDTH)
    draw.let("perturbation", perturbation / np.linalg.norm(perturbation))
    for name in ("v_0", "u_0", "e_0", "d_0", "p_0", "xi_0", "epsilon_0", "v", "u", "e", "xi"):
        # a unit vector that the gradients are applied to
        draw.stand_in(name, "perturbation")
