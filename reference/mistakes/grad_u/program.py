"""The gradient through weight normalization with switches for its scale and its projector."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program

Floats = npt.NDArray[np.float64]


def program(*, scale: str = "right", projector: str = "right") -> Program:
    """A scale times a projected gradient; the switches name the forms in `_scale` and `_project`."""

    def grad_u(u: Floats, gamma: float, grad_w: Floats) -> Floats:
        return _scale(scale, float(np.linalg.norm(u)), gamma) * _project(projector, u, grad_w)

    return grad_u


def _scale(scale: str, norm: float, gamma: float) -> float:
    return {
        "right": gamma / norm,
        "squared": gamma / norm**2,
        "inverted": norm / gamma,
        "without-gamma": 1 / norm,
    }[scale]


def _project(projector: str, u: Floats, grad: Floats) -> Floats:
    square = float(u @ u)
    outer = np.outer(u, u)
    eye, ones = np.eye(len(u)), np.ones((len(u), len(u)))
    along = outer @ grad / square
    forms: Mapping[str, Callable[[], Floats]] = {
        "right": lambda: grad - along,
        "none": lambda: grad,
        "negative": lambda: along - grad,
        "along": lambda: along,
        "ones": lambda: (ones - outer / square) @ grad,
        "norm-ones": lambda: (np.sqrt(square) - outer / np.sqrt(square)) @ grad,
        "inner": lambda: (eye - ones) @ grad,
        "inner-scalar": lambda: np.zeros_like(grad),
        "entries": lambda: grad - u * u * grad / square,
        "matrix": lambda: grad - np.outer(u, grad) / square,
        "matrix-transposed": lambda: grad - np.outer(grad, u) / square,
        "eye-inner": lambda: (eye - square / outer) @ grad,
        "entry-rows": lambda: (eye - u * u / square) @ grad,
        "matrix-entries": lambda: grad - outer * grad / square,
        "outer-rows": lambda: grad - np.outer(u, grad).sum(axis=0) / square,
        "outer-columns": lambda: grad - np.outer(u, grad).sum(axis=1) / square,
    }
    result: Floats = forms[projector]()
    return result
