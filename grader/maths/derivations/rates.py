"""Derivatives in a world: exact, or free in the free world; and values imposed on names and derivatives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from grader.maths import values
from grader.maths.derivations.names import joined, name_of
from grader.maths.derivations.scene import PRIMED, Scene, index_value, value_at
from grader.maths.derivations.tree import (
    Bars,
    Factors,
    Indexed,
    Rate,
    Slope,
    Superscripted,
    Symbol,
    Transposed,
    Tree,
)
from grader.maths.values import NotUnderstood, Value
from grader.maths.worlds import Loose, World, step_of


def rate_of(scene: Scene, tree: Rate) -> Value:
    """The value of a derivative."""
    entry = _entry_of(scene, tree.by) if tree.by is not None else None
    if entry is not None:
        return _rate_by_entry(scene, tree, *entry)
    variable = _variable(scene, tree.by)
    above = _entry_of(scene, tree.operand)
    if above is not None:
        # the gradient of an entry is a row of the whole derivative
        whole = rate_of(replace(scene, readings=frozenset()), Rate(above[0], tree.by))
        place = index_value(scene, above[1]) - 1
        along = whole[:, place : place + 1, :]
        return along if "row-gradient" in scene.readings else values.transpose(along)
    numerator = value_at(scene, tree.operand)
    loose = _loose(scene, numerator, variable)
    rate = loose if loose is not None else _stepped(scene, tree.operand, numerator, variable)
    if not values.is_scalar(numerator):
        return values.transpose(rate) if "denominator-layout" in scene.readings else rate
    row = "row-gradient" if tree.nabla else "row-partial"
    return values.transpose(rate) if row in scene.readings else rate


def primed(scene: Scene, tree: Slope) -> Tree:
    """What a prime behind a number's name makes of it: another name, or its derivative."""
    name = scene.world.resolve(f"{name_of(tree.function)}'")
    is_name = name in scene.world.values and PRIMED not in scene.readings
    return Symbol(name) if is_name else Rate(tree.function, None, nabla=True)


def _entry_of(scene: Scene, tree: Tree) -> tuple[Tree, Tree] | None:
    """The vector and the index that ``u_j`` is made of; None for anything that is no entry of a vector."""
    if not isinstance(tree, Indexed) or len(tree.indices) != 1:
        return None
    root = scene.world.resolve(name_of(tree.base))
    if root in scene.world.sequences or scene.world.resolve(name_of(tree)) in scene.world.values:
        return None
    own = scene.definitions.get(name_of(tree.base))
    if own is not None and (own.index or own.parameters):
        return None
    found = value_at(scene, tree.base) if own is not None else scene.world.values.get(root)
    return (tree.base, tree.indices[0]) if found is not None and found.shape[1] > 1 else None


def _rate_by_entry(scene: Scene, tree: Rate, vector: Tree, index: Tree) -> Value:
    """The derivative by one entry of a vector: a column of the Jacobian, or an entry of it."""
    above = _entry_of(scene, tree.operand)
    plain = replace(scene, readings=frozenset())
    whole = rate_of(plain, Rate(above[0] if above else tree.operand, vector))
    place = index_value(scene, index) - 1
    is_gradient = whole.shape[2] == 1
    column = whole[:, place : place + 1, :] if is_gradient else whole[:, :, place : place + 1]
    if above is None or is_gradient:
        return column
    row = index_value(scene, above[1]) - 1
    return column[:, row : row + 1, :]


def _variable(scene: Scene, by: Tree | None) -> str:
    """The full name of the variable that a derivative is taken by."""
    if by is None:
        if not scene.world.default_variable:
            raise NotUnderstood("a gradient by no variable")
        return scene.world.default_variable
    if isinstance(by, Transposed):
        by = by.operand
    if isinstance(by, Indexed) and len(by.indices) == 1:
        root = scene.world.resolve(name_of(by.base))
        if root in scene.world.sequences:
            return f"{root}_{index_value(scene, by.indices[0])}"
    name = scene.world.resolve(name_of(by))
    if not name or name not in scene.world.values:
        raise NotUnderstood("a derivative by something that is no variable here")
    return name


def _loose(scene: Scene, numerator: Value, variable: str) -> Value | None:
    found = _loose_entry(scene, numerator, variable)
    return None if found is None else found.derivative


def _loose_entry(scene: Scene, numerator: Value, variable: str) -> Loose | None:
    for loose in scene.world.loose:
        if (
            loose.by == variable
            and loose.value.shape == numerator.shape
            and float(abs(loose.value - numerator).max()) <= 1e-9 * (1 + float(abs(numerator).max()))
        ):
            return loose
    return None


def _stepped(scene: Scene, operand: Tree, numerator: Value, variable: str) -> Value:
    if numerator.shape[2] != 1 or np.iscomplexobj(numerator):
        raise NotUnderstood("the derivative of a matrix")
    at = scene.world.values.get(variable)
    if at is None or at.shape[0] != 1 or at.shape[2] != 1:
        raise NotUnderstood(f"a derivative by '{variable}'")
    key = (operand, variable, scene.readings, numerator.shape)
    is_plain = not (scene.definitions or scene.bound or scene.shift)
    if is_plain and key in scene.world.slopes:
        return scene.world.slopes[key]
    columns = []
    for component in range(at.shape[1]):
        nudged = replace(scene, world=scene.world.nudged(variable, component))
        columns.append(step_of(value_at(nudged, operand)))
    found: Value = np.concatenate(columns, axis=1 if values.is_scalar(numerator) else 2)
    if is_plain:
        scene.world.slopes[key] = found
    return found


def impose(scene: Scene, tree: Tree, value: Value) -> World | None:
    """The world in which a name or a free derivative has that value; None for any other tree."""
    if isinstance(tree, Slope) and name_of(tree.function) in scene.world.opaque:
        tree = primed(scene, tree)
    if isinstance(tree, Rate):
        variable = _variable(scene, tree.by)
        numerator = value_at(scene, tree.operand)
        found = _loose_entry(scene, numerator, variable)
        if found is None:
            return None
        shown = rate_of(scene, tree)
        turned = shown.shape != found.derivative.shape or not np.array_equal(shown, found.derivative)
        value = values.transpose(value) if turned else value
        if value.shape != found.derivative.shape:
            return None
        world = scene.world
        for other in list(world.loose):
            if other.by == variable and other.value.shape == found.value.shape:
                # the same derivative under a constant factor moves along
                factor = _factor(other.value, found.value)
                if factor is not None:
                    world = world.loosened(other, factor * value)
        return world
    if isinstance(tree, Bars) and tree.order == "2":
        inside = value_at(scene, tree.operand)
        return impose(scene, tree.operand, inside * (value / values.norm(inside)))
    if isinstance(tree, Factors) and isinstance(tree.factors[0], Rate) and not tree.entrywise:
        return _impose_product(scene, tree, value)
    meant = _meant(scene, tree)
    if meant is not None:
        return impose(meant[0], meant[1], value)
    if isinstance(tree, Indexed) and tree.indices and isinstance(tree.base, Indexed):
        return _impose_entry(scene, tree, value)
    if isinstance(tree, (Symbol, Indexed, Superscripted)):
        name = scene.world.resolve(_full_name(scene, tree))
        if name in scene.world.values and scene.world.values[name].shape == value.shape:
            return scene.world.imposing(name, value)
    return None


def _impose_product(scene: Scene, tree: Factors, value: Value) -> World | None:
    """The world in which a free derivative takes a vector there: the nearest such derivative."""
    whole, vector = value_at(scene, tree.factors[0]), value_at(scene, joined(list(tree.factors[1:])))
    if vector.shape[1:] != (whole.shape[2], 1) or value.shape[1:] != (whole.shape[1], 1):
        return None
    missing = value - whole @ vector
    turned = missing @ values.transpose(vector) / float((vector * vector).sum())
    return impose(scene, tree.factors[0], whole + turned)


def _impose_entry(scene: Scene, tree: Indexed, value: Value) -> World | None:
    """The world in which one entry of a vector has that value."""
    whole = value_at(scene, tree.base).copy()
    place = index_value(scene, tree.indices[-1]) - 1
    if len(tree.indices) > 1 or whole.shape[2] > 1 or not 0 <= place < whole.shape[1] or value.size != 1:
        return None
    whole[:, place, 0] = value.item()
    return impose(scene, tree.base, whole)


def _meant(scene: Scene, tree: Tree) -> tuple[Scene, Tree] | None:
    """What the answer has defined a name to be, and where that is to be read; None for any other tree."""
    name = name_of(tree)
    if name in scene.definitions and not scene.definitions[name].index:
        return scene, scene.definitions[name].body
    if not isinstance(tree, Indexed) or len(tree.indices) != 1:
        return None
    own = scene.definitions.get(name_of(tree.base))
    if own is None or not own.index:
        return None
    step = index_value(scene, tree.indices[0])
    return replace(scene, bound={**scene.bound, own.index: step}, shift=0), own.body


def _full_name(scene: Scene, tree: Tree) -> str:
    if isinstance(tree, Indexed):
        root = scene.world.resolve(name_of(tree.base))
        if root in scene.world.sequences and len(tree.indices) == 1:
            return f"{root}_{index_value(scene, tree.indices[0])}"
    return name_of(tree)


def _factor(value: Value, unit: Value) -> float | None:
    """The number that one value is of another, if it is one."""
    largest = int(np.argmax(np.abs(unit)))
    if unit.flat[largest] == 0:
        return None
    factor = float(value.flat[largest] / unit.flat[largest])
    return factor if np.allclose(value, factor * unit, rtol=1e-9, atol=1e-12) else None
