"""Lines of Python as one expression: what the last of them computes, earlier names written out."""

from __future__ import annotations

import ast
import re

from grader.maths.reading.arraycode.marks import MAX_CHARACTERS, RAISED, is_array_code
from grader.maths.reading.arraycode.reader import MAX_NODES
from grader.maths.reading.arraycode.tree import parsed

MAX_STATEMENTS = 20
_ASSIGNS = re.compile(r"^\s*(?:return\b|[A-Za-z_]\w*\s*(?:[-+*/]?=(?!=)))", re.MULTILINE)


def computed(text: str) -> str:
    """The expression that lines of assignments compute; any other text as it is.

    >>> computed("z = X @ w\\ngrad = X.T @ (z - y)")
    'X.T @ (X @ w - y)'
    """
    source = text.strip().strip("`").strip()
    if len(source) > MAX_CHARACTERS or not _ASSIGNS.match(source) or not is_array_code(source):
        return text
    tree = parsed(RAISED.sub("**", source.removesuffix(".")), "exec")
    try:
        found = _last(tree.body) if isinstance(tree, ast.Module) else None
        return text if found is None else ast.unparse(found)
    except RecursionError:
        return text


def _last(statements: list[ast.stmt]) -> ast.expr | None:
    """The value of the last statement; None where some are no assignments or it grows too large."""
    if not 0 < len(statements) <= MAX_STATEMENTS:
        return None
    known: dict[str, ast.expr] = {}
    value: ast.expr | None = None
    for statement in statements:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
        elif isinstance(statement, ast.AugAssign):
            target = statement.target
            value = ast.BinOp(_loaded(statement.target), statement.op, statement.value)
        elif isinstance(statement, ast.Return | ast.Expr) and statement is statements[-1]:
            target, value = ast.Name("result"), statement.value
        else:
            return None
        if not isinstance(target, ast.Name) or value is None:
            return None
        value = _WrittenOut(known).visit(value)
        if sum(1 for _ in ast.walk(value)) > MAX_NODES:
            return None
        known[target.id] = value
    return value


def _loaded(target: ast.expr) -> ast.expr:
    return ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else target


class _WrittenOut(ast.NodeTransformer):
    """Names replaced by what was assigned to them."""

    def __init__(self, known: dict[str, ast.expr]) -> None:
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.known.get(node.id, node)
