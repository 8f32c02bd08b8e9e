"""Find free worlds in which an equation holds, by moving the draws behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from grader.maths.derivations.evaluate import evaluate
from grader.maths.derivations.relations import Relation, scene_of
from grader.maths.derivations.tree import is_zero
from grader.maths.values import IllTyped, NotUnderstood, value_of
from grader.maths.worlds import Draw, Setting, World

_ATTEMPTS = 6
_NEWTON_STEPS = 18
_SOLVED = 1e-11
_STALLED = 0.3
"""A step that leaves more of the residual than this asks for new slopes."""


@lru_cache(maxsize=256)
def fresh_world(setting: Setting) -> World:
    """The world of a setting, not shared with those that `build` remembers."""
    draw = Draw(setting)
    setting.build(draw)
    return draw.world


def points_on(
    stated: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> Iterator[Setting]:
    """Settings of the free world at which an equation holds, by Newton's method, one after the other."""
    for number in range(_ATTEMPTS):
        setting = _solve(stated, Setting(build_one, seed * 1000 + 100 + number, True), readings)
        if setting is not None:
            yield setting


def _residual(stated: Relation, setting: Setting, readings: frozenset[str]) -> NDArray[np.float64] | None:
    draw = Draw(setting)
    setting.build(draw)
    scene = scene_of(stated, draw.world, readings)
    try:
        left, right = evaluate(scene, stated.left), evaluate(scene, stated.right)
    except (IllTyped, NotUnderstood, np.linalg.LinAlgError):
        return None
    if is_zero(stated.right):
        right = value_of(0.0)
    if is_zero(stated.left):
        left = value_of(0.0)
    difference: NDArray[np.float64] = np.real(left - right).reshape(-1).astype(float)
    return difference if np.all(np.isfinite(difference)) else None


def _solve(stated: Relation, start: Setting, readings: frozenset[str]) -> Setting | None:
    """A point near `start` at which the residual vanishes, searched in a random subspace of the draws.

    The slopes are measured once and then mended with each step (Broyden), measured again where that stalls.
    """
    residual = _residual(stated, start, readings)
    if residual is None:
        return None
    used = fresh_world(start).used
    generator = np.random.default_rng(start.seed)
    width = min(used, 2 * residual.size + 2)
    basis = np.linalg.qr(generator.standard_normal((used, width)))[0]
    point = np.zeros(used)
    slopes: NDArray[np.float64] | None = None
    for _ in range(_NEWTON_STEPS):
        size = float(abs(residual).max())
        if size < _SOLVED * max(1.0, size):
            return replace(start, direction=tuple(point))
        if slopes is None:
            slopes = _slopes(stated, start, readings, (point, basis, residual))
            if slopes is None:
                return None
        step = np.linalg.lstsq(slopes, -residual, rcond=1e-9)[0]
        length = float(np.linalg.norm(step))
        step = step * min(1.0, 3.0 / length) if length > 0 else step
        point = point + basis @ step
        following = _residual(stated, replace(start, direction=tuple(point)), readings)
        if following is None:
            return None
        if float(abs(following).max()) > _STALLED * size or length == 0:
            slopes = None
        else:
            slopes = slopes + np.outer(following - residual - slopes @ step, step) / (step @ step)
        residual = following
    if float(abs(residual).max()) < 1e-9:
        return replace(start, direction=tuple(point))
    return None


def _slopes(
    stated: Relation,
    start: Setting,
    readings: frozenset[str],
    at: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
) -> NDArray[np.float64] | None:
    """The residual's derivatives along the basis, by differences; `at` is point, basis and residual."""
    point, basis, residual = at
    columns = []
    for axis in basis.T:
        moved = _residual(stated, replace(start, direction=tuple(point + 1e-6 * axis)), readings)
        if moved is None:
            return None
        columns.append((moved - residual) / 1e-6)
    return np.array(columns).T
