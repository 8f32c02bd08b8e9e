"""Small questions to Python's syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Container, Sequence

MODULES = ("np", "numpy", "jnp", "torch", "math", "tf", "F", "scipy", "sp", "cmath", "jax", "nn", "cp")
SUBMODULES = ("linalg", "special", "functional", "nn", "numpy", "math")


def is_module(node: ast.expr) -> bool:
    """Whether a name is NumPy or the like, or a part of it."""
    if isinstance(node, ast.Attribute):
        return node.attr in SUBMODULES and is_module(node.value)
    return isinstance(node, ast.Name) and node.id in MODULES


def is_new_axis(node: ast.expr) -> bool:
    """``None`` or ``np.newaxis`` among indices."""
    return (isinstance(node, ast.Constant) and node.value is None) or (
        isinstance(node, ast.Attribute) and node.attr == "newaxis"
    )


def is_true(node: ast.expr | None) -> bool:
    """Whether ``True`` is written there."""
    return isinstance(node, ast.Constant) and node.value is True


def whole_number(node: ast.expr) -> int | None:
    """The whole number that is written there."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        found = whole_number(node.operand)
        return None if found is None else -found
    is_number = (
        isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool)
    )
    return node.value if is_number else None  # type: ignore[attr-defined]


def flat(arguments: Sequence[ast.expr]) -> list[ast.expr]:
    """Arguments, a tuple of numbers such as a shape taken apart."""
    return [part for each in arguments for part in (each.elts if isinstance(each, ast.Tuple) else [each])]


def is_counted_with(node: ast.GeneratorExp | ast.ListComp, index: str, tables: Container[str]) -> bool:
    """Whether an index stands as a number in the body, and never for a place in an array or table."""
    places = {
        id(inner)
        for part in ast.walk(node.elt)
        if isinstance(part, ast.Subscript | ast.Call)
        for place in ([part.slice] if isinstance(part, ast.Subscript) else part.args)
        for inner in ast.walk(place)
        if isinstance(part, ast.Subscript) or (isinstance(part.func, ast.Name) and part.func.id in tables)
    }
    uses = [part for part in ast.walk(node.elt) if isinstance(part, ast.Name) and part.id == index]
    return bool(uses) and not any(id(use) in places for use in uses)


def letters_of(node: ast.expr) -> tuple[str, ...]:
    """The names of one letter in it, in order."""
    return tuple(
        dict.fromkeys(part.id for part in ast.walk(node) if isinstance(part, ast.Name) and len(part.id) == 1)
    )
