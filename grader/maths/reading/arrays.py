"""Read literal vectors, matrices and case distinctions."""

from __future__ import annotations

from grader.maths.expressions.build import ill_typed, same_shape
from grader.maths.expressions.expression import SCALAR, Array, Call, Cases, Expression, Norm, Relation
from grader.maths.notation.tokens import TokenKind
from grader.maths.reading.state import State

MATRICES = frozenset(
    ("matrix", "bmatrix", "pmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array")
)
_PASSED = frozenset(("aligned", "align", "split", "gathered", "equation"))
MAX_ENTRIES = 400
_SIGNS = ("=", "<", ">", "<=", ">=", "!=")


def read_environment(state: State) -> Expression:
    """``\\begin{...} ... \\end{...}``: a matrix, cases, or a display with one row."""
    state.take()
    name = _environment_name(state)
    if name == "array" and state.at("{"):
        while not state.accept("}"):
            state.take()
    if name in MATRICES:
        rows = _rows(state)
        _close(state)
        if name == "vmatrix":
            return Call("det", (_matrix(rows),))
        if name == "Vmatrix":
            return Norm(_matrix(rows))
        return _matrix(rows)
    if name in ("cases", "rcases", "dcases"):
        return _read_cases(state)
    if name in _PASSED:
        state.accept("&")
        inside = state.read_sum(state)
        _close(state)
        return inside
    raise state.error(f"an environment {name!r} inside a formula")


def _environment_name(state: State) -> str:
    state.expect("{")
    name = ""
    while not state.at("}"):
        name += state.take().text
    state.expect("}")
    return name.strip("*")


def _close(state: State) -> None:
    if not state.at_command("end"):
        raise state.error("an environment that never ends")
    state.take()
    _environment_name(state)


def _at_row_end(state: State) -> bool:
    return state.at_command("\\")


def _rows(state: State) -> list[list[Expression]]:
    rows: list[list[Expression]] = []
    row: list[Expression] = []
    count = 0
    while True:
        if state.at_command("end") or state.token is None:
            break
        row.append(state.read_sum(state))
        count += 1
        if count > MAX_ENTRIES:
            raise state.error("a matrix with too many entries")
        if state.accept("&", ","):
            continue
        if _at_row_end(state) or state.at(";"):
            state.take()
            rows.append(row)
            row = []
        elif not state.at_command("end"):
            raise state.error("a matrix that cannot be read")
    if row:
        rows.append(row)
    return rows


def _matrix(rows: list[list[Expression]]) -> Array:
    if not rows or len({len(row) for row in rows}) != 1:
        raise ill_typed("rows of different lengths")
    if any(entry.shape for row in rows for entry in row):
        raise ill_typed("a matrix of vectors or matrices")
    shape = (len(rows), len(rows[0]))
    if shape[1] == 1 and shape[0] > 1:
        return Array((tuple(row[0] for row in rows),), (shape[0],))
    return Array(tuple(map(tuple, rows)), shape)


def read_list(state: State) -> Expression | None:
    """``[a, b, c]``, ``[[a, b], [c, d]]``, ``[a, b; c, d]`` after the bracket; None where it is a group."""
    start = state.position
    if state.at("["):
        rows = []
        while state.accept("["):
            rows.append(_items(state))
            state.expect("]")
            state.accept(",", ";")
        if state.at("]") and len(rows) >= 1 and len(rows[0]) > 1:
            state.take()
            return _matrix(rows)
        state.position = start
        return None
    first = _items(state)
    if state.at(";"):
        rows = [first]
        while state.accept(";"):
            rows.append(_items(state))
        state.expect("]")
        return _matrix(rows)
    if len(first) > 1 and state.accept("]"):
        return Array((tuple(first),), (len(first),))
    state.position = start
    return None


def _items(state: State) -> list[Expression]:
    items = [state.read_sum(state)]
    while state.accept(","):
        items.append(state.read_sum(state))
        if len(items) > MAX_ENTRIES:
            raise state.error("a list with too many entries")
    return items


def _read_cases(state: State) -> Expression:
    branches: list[tuple[Expression, Relation | None]] = []
    while not state.at_command("end"):
        value = state.read_sum(state)
        state.accept("&", ",")
        state.accept("&")
        branches.append((value, _condition(state)))
        if _at_row_end(state):
            state.take()
        elif not state.at_command("end"):
            raise state.error("cases that cannot be read")
    _close(state)
    if not branches or any(not same_shape(value.shape, branches[0][0].shape) for value, _ in branches):
        raise ill_typed("cases of different shapes")
    return Cases(tuple(branches), branches[0][0].shape or SCALAR)


def _condition(state: State) -> Relation | None:
    token = state.token
    if token is not None and token.kind is TokenKind.TEXT:
        state.take()
        if token.text.split() and token.text.split()[0] in ("otherwise", "else", "sinon", "autrement"):
            state.accept(".")
            return None
    if state.at_command("\\", "end"):
        return None
    if _spelt(state, "otherwise") or _spelt(state, "else"):
        return None
    _spelt(state, "if")
    sides = [state.read_sum(state)]
    signs = []
    while state.at(*_SIGNS):
        signs.append(state.take().text)
        sides.append(state.read_sum(state))
    if not signs:
        raise state.error("a condition without a relation")
    return Relation(tuple(sides), tuple(signs))


def _spelt(state: State, word: str) -> bool:
    place, spelled = state.position, ""
    while place < len(state.tokens) and len(spelled) < len(word):
        spelled += state.tokens[place].text
        place += 1
    if spelled == word:
        state.position = place
        return True
    return False
