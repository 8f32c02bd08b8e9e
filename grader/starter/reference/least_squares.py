"""The squared error L(w) = ½ ‖X w − y‖² and its gradient."""

from __future__ import annotations

import numpy as np


def gradient() -> str:
    """∇_w L as LaTeX (part 1.1), checked against differences of L itself."""
    random = np.random.default_rng(0)
    X, y, w = random.normal(size=(5, 3)), random.normal(size=5), random.normal(size=3)
    step = 1e-6
    slopes = [(_loss(X, y, w + step * e) - _loss(X, y, w - step * e)) / (2 * step) for e in np.eye(3)]
    if not np.allclose(X.T @ (X @ w - y), slopes, rtol=1e-6):
        raise ArithmeticError("the gradient is not the slope of the loss")
    return r"X^\top (X w - y)"


def _loss(X: np.ndarray, y: np.ndarray, w: np.ndarray) -> float:
    return 0.5 * float(np.sum((X @ w - y) ** 2))
