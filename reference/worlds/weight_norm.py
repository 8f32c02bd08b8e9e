"""The world of part 4.3: a loss of a weight vector with a length and a direction."""

from __future__ import annotations

import numpy as np
from grader.maths.worlds import Draw, norm

_SIZE = 3


def normalised_weight(draw: Draw) -> None:
    """w = gamma u / ||u||, L a smooth function of w and beta, W^perp the projector away from u, s its factor.

    In the free world the Jacobian of w by u is any symmetric matrix (it is symmetric in the true one), and
    the gradient of L by u any vector.
    """
    u = draw.vector("u", _SIZE)
    gamma, beta = draw.real("gamma"), draw.real("beta")
    w = draw.let("w", gamma * u / norm(u))
    quadratic, linear = draw.normal(_SIZE, _SIZE), draw.normal(_SIZE)
    loss = draw.let("L", w @ (quadratic @ w) + np.sin(linear @ w) + beta * (linear @ w))
    draw.let("ell", loss)
    scale = gamma / norm(u)
    draw.let("I", np.eye(_SIZE))
    projector = np.eye(_SIZE) - u[:, None] * u[None, :] / (u @ u)
    if draw.free:
        scale = draw.normal()
        jacobian = draw.normal(_SIZE, _SIZE)
        jacobian = jacobian + jacobian.T
        draw.loose(w, "u", jacobian)
        draw.loose(w / gamma, "u", jacobian / gamma)
        draw.loose(loss, "u", draw.normal(_SIZE))
    draw.let("s", scale)
    for name in ("J", "J_w", "Jac"):
        draw.stand_in(name, r"\frac{\partial w}{\partial u}")
    for by in ("u", "w"):
        for name in (f"g_{by}", f"grad_{by}", f"G_{by}", f"dLd{by}", f"dL_d{by}"):
            draw.stand_in(name, rf"\nabla_{by} L")
    change = draw.let("d u", draw.normal(_SIZE))
    draw.let("d ||u||", (u @ change) / norm(u))
    if draw.free:
        draw.let("d w", draw.normal(_SIZE))
        draw.let("d L", draw.normal())
    else:
        moved = gamma / norm(u) * (projector @ change)
        slope = (quadratic + quadratic.T) @ w + (np.cos(linear @ w) + beta) * linear
        draw.let("d w", moved)
        draw.let("d L", slope @ moved)
    draw.let("direction", draw.normal(_SIZE))
    for name in ("v", "h", "z", "xi", "dot(u)"):
        draw.stand_in(name, "direction")
    for name in ("epsilon", "eps", "h", "v", "xi", "eta", "delta", "z", "p", "e"):
        for change in ("d w", "d L", "d ||u||"):
            draw.stand_in(name, "d u", beside=change)  # a small change of u
    for name in ("epsilon", "t", "tau"):
        draw.let(name, 0.0)  # how far in that direction, where a derivative is taken
    for name in ("W^perp", "W_perp", "W^bot", "P_perp", "W^{perp}", "Wperp", "Pperp"):
        draw.let(name, projector)
    draw.noun(r"jacobian(?: matrix)?(?: of w)?|jacobienne", r"\frac{\partial w}{\partial u}")
    draw.noun(r"(?:scale|scaling|scalar)(?: factor)?", "s")
    draw.noun(
        r"(?:the |our |le )?(?:gradient|derivative)(?: of (?:the loss|L))? "
        r"(?:with respect to|w\.?\s?r\.?\s?t\.?|in|par rapport à) (?:the vector )?u",
        r"\nabla_u L",
    )
    draw.opaque("L")
    draw.opaque("ell")
    draw.reading("row-gradient", "row-partial")
    draw.reading("row-partial")
    draw.default(by="u")
    for index in ("i", "j", "k"):
        draw.size(index, 1, _SIZE)
    draw.index("d", _SIZE)
    draw.index("n", _SIZE)
