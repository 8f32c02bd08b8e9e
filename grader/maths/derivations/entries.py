"""Entries of vectors and matrices, and Kronecker deltas."""

from __future__ import annotations

from grader.maths.derivations.scene import Scene, index_of, index_value
from grader.maths.derivations.tree import Factors, Indexed, Tree
from grader.maths.values import NotUnderstood, Value, value_of


def is_column(value: Value | None) -> bool:
    """Whether a value is a vector."""
    return value is not None and value.shape[1] > 1 == value.shape[2]


def kronecker(scene: Scene, tree: Indexed) -> Value:
    """One where the two indices are the same, else zero."""
    indices = tree.indices
    if len(indices) == 1 and isinstance(indices[0], Factors):
        indices = indices[0].factors
    if len(indices) != 2:
        raise NotUnderstood(f"the unknown name 'delta_{tree.spelling}'")
    return value_of(float(index_of(scene, indices[0]) == index_of(scene, indices[1])))


def entry(scene: Scene, value: Value, indices: tuple[Tree, ...]) -> Value:
    """What stands at some indices of a vector or matrix."""
    if len(indices) == 1 and isinstance(indices[0], Factors) and value.shape[2] > 1:
        indices = indices[0].factors
    steps = [index_value(scene, index) for index in indices]
    if value.shape[2] == 1 and len(steps) == 1 and 1 <= steps[0] <= value.shape[1] > 1:
        return value[:, steps[0] - 1 : steps[0], :]
    if len(steps) == 2 and 1 <= steps[0] <= value.shape[1] and 1 <= steps[1] <= value.shape[2]:
        return value[:, steps[0] - 1 : steps[0], steps[1] - 1 : steps[1]]
    raise NotUnderstood("an entry that is not there")
