"""Small questions to Python's syntax tree."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Sequence
from typing import Literal

MODULES = ("np", "numpy", "jnp", "torch", "math", "tf", "F", "scipy", "sp", "cmath", "jax", "nn", "cp")
SUBMODULES = ("linalg", "special", "functional", "nn", "numpy", "math")


def parsed(source: str, mode: Literal["eval", "exec"]) -> ast.AST | None:
    """The syntax tree, quietly; None where it is no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source, mode=mode)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


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


def is_call_of(node: ast.expr, *names: str) -> bool:
    """Whether a function of one of these names is called, of a module or not."""
    if not isinstance(node, ast.Call) or node.keywords:
        return False
    function = node.func
    if isinstance(function, ast.Attribute) and is_module(function.value):
        return function.attr in names
    return isinstance(function, ast.Name) and function.id in names


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


def uses_of(
    expression: ast.expr, index: str, is_place: Callable[[str, int, bool], bool]
) -> tuple[bool, bool]:
    """Whether an index is used as a number, and whether as a place in an array.

    `is_place` tells of a name, an argument's position and whether it is called if that argument is a place.
    """
    places: set[int] = set()
    for part in ast.walk(expression):
        if isinstance(part, ast.Subscript):
            base, position = part.value, 0
            while isinstance(base, ast.Subscript):
                position += len(_items(base.slice))
                base = base.value
            arguments, called = _items(part.slice), False
        elif isinstance(part, ast.Call):
            base, position, arguments, called = part.func, 0, part.args, True
        else:
            continue
        name = base.id if isinstance(base, ast.Name) else ""
        for place, argument in enumerate(arguments, position):
            if is_place(name, place, called):
                places |= {id(each) for each in ast.walk(argument)}
    uses = {id(part) for part in ast.walk(expression) if isinstance(part, ast.Name) and part.id == index}
    return bool(uses - places), bool(uses & places)


def _items(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def letters_of(node: ast.expr) -> tuple[str, ...]:
    """The names of one letter in it, in order."""
    return tuple(
        dict.fromkeys(part.id for part in ast.walk(node) if isinstance(part, ast.Name) and len(part.id) == 1)
    )
