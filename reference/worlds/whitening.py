"""The world of part 4.2: one preactivation of whitened data, batch-normalised."""

from __future__ import annotations

from typing import Any

import numpy as np
from grader.maths.worlds import Draw, norm

_SIZE = 3
_SAMPLES = 8


def batch_normalised(draw: Draw) -> None:
    """x takes eight values, equally likely, with mean exactly 0 and covariance exactly I.

    y = u^T x, yhat = gamma (y - mu_y) / sigma_y + beta, w = gamma u / ||u||. In the free world x has any mean
    and covariance; mu_y and sigma_y still are those of y.
    """
    samples: Any = draw.normal(_SAMPLES, _SIZE)
    if not draw.free:
        samples = samples - samples.mean(axis=0)
        values, vectors = np.linalg.eigh(samples.T @ samples / _SAMPLES)
        samples = samples @ (vectors / np.sqrt(values)) @ vectors.T
    draw.let("x", samples[..., None], random=True)
    draw.alias("X", "x")
    u = draw.vector("u", _SIZE)
    gamma, beta = draw.real("gamma"), draw.real("beta")
    draw.let("w", gamma * u / norm(u))
    y = samples @ u
    draw.let("y", y, random=True)
    mean, deviation = y.mean(), np.sqrt(((y - y.mean()) ** 2).mean())
    draw.let("mu_y", mean)
    draw.let("sigma_y", deviation)
    for name in ("mu", "m_y", "bar(y)", "mean", "mean_y"):
        draw.alias(name, "mu_y")
    for name in ("sigma", "s_y", "std", "std_y", "sd", "sd_y"):
        draw.alias(name, "sigma_y")
    for name in ("yhat", "BN", "bn", "BatchNorm", "batchnorm"):
        draw.alias(name, "hat(y)")
    for name in ("BN", "bn", "BatchNorm", "batchnorm"):
        draw.opaque(name)
    draw.noun(r"standard deviation(?: of y)?|std|écart[- ]type", r"\sigma_y")
    draw.noun(r"(?:mean|expectation|moyenne|espérance) (?:of|de) y", r"\mu_y")
    draw.noun(r"variance (?:of|de) y", r"\sigma_y^2")
    draw.let("hat(y)", gamma * (y - mean) / deviation + beta, random=True)
    draw.let("I", np.eye(_SIZE))
    draw.let("Sigma", np.cov(samples.T, bias=True))
    draw.let("mu_x", samples.mean(axis=0))
    draw.let("sigma_x", samples.std(axis=0))
    draw.let("Sigma_x", np.cov(samples.T, bias=True))
    for index in ("i", "j", "k"):
        draw.size(index, 1, _SIZE)
    draw.index("d", _SIZE)
    draw.index("n", _SIZE)
    draw.samples("m", "n", "N", "B", "M", "K")
    draw.alias("bar(x)", "mu_x")
    _data_matrices(draw, samples, y, gamma * (y - mean) / deviation + beta)


def _data_matrices(draw: Draw, samples: Any, y: Any, normalised: Any) -> None:
    """X may hold the samples as rows or as columns, or stand for one row; y and yhat are vectors with it."""
    draw.let("ones", np.ones(_SAMPLES))
    draw.let("1", 1.0)
    draw.let("samples counted", float(_SAMPLES))
    draw.let("X by rows", samples)
    draw.let("X by columns", samples.T)
    draw.let("one row of X", samples[:, None, :], random=True)
    draw.let("y of all samples", y)
    draw.let("yhat of all samples", normalised)
    for reading, matrix in (("samples as rows", "X by rows"), ("samples as columns", "X by columns")):
        draw.other_value(reading, "X", matrix, beside="X")
        draw.other_value(reading, "hat(y)", "yhat of all samples", beside="ones")
        draw.other_value(reading, "y", "y of all samples", beside="m")
        for count in ("m", "n", "N", "B"):
            draw.other_value(reading, count, "samples counted", beside="y")
    draw.other_value("one row", "X", "one row of X", beside="X")
    draw.other_value("one row", "ones", "1", beside="ones")
