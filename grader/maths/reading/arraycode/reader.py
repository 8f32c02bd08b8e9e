"""Walk the syntax tree of a Python expression, which is parsed and never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from grader.maths.expressions.build import ReadError, add, ill_typed
from grader.maths.expressions.expression import (
    ONE,
    ZERO,
    Apply,
    Constant,
    Expression,
    Index,
    Number,
    Range,
    Reduction,
)
from grader.maths.expressions.symbols import Sort, key_of
from grader.maths.reading.arraycode.calls import ALONG_AXES, REDUCTIONS, VALUED, Arguments, call
from grader.maths.reading.arraycode.conditions import choice, indicator
from grader.maths.reading.arraycode.contractions import contract
from grader.maths.reading.arraycode.marks import BELOW, RAISED
from grader.maths.reading.arraycode.places import in_places
from grader.maths.reading.arraycode.tree import (
    flat,
    is_call_of,
    is_module,
    is_new_axis,
    is_true,
    letters_of,
    parsed,
    uses_of,
    whole_number,
)
from grader.maths.reading.arraycode.values import (
    ArrayValue,
    applied,
    column,
    combine,
    matrix_product,
    negated,
    number,
    of_expression,
    row,
    transposed,
)
from grader.maths.reading.functions import size_of
from grader.maths.reading.state import State
from grader.maths.reasons import Reason

Leaf = Callable[[str, Sequence[str]], Expression]
"""Reads a name with its indices and arguments as on paper, with these indices bound; raises `ReadError`."""

PLACE = "place"
"""The free index of an equation between arrays that are known by their entries."""
MAX_NODES = 300
MAX_NESTING = 30


def read_array_code(text: str, state: State, leaf: Leaf) -> ArrayValue:
    """The value of a Python expression; `ReadError` for what is none or cannot be read."""
    source = RAISED.sub("**", BELOW.sub(r"[\1]", text).strip().strip("`;,").strip().removesuffix("."))
    tree = parsed(source, "eval")
    if not isinstance(tree, ast.Expression):
        raise state.error("no Python expression")
    if sum(1 for _ in ast.walk(tree.body)) > MAX_NODES:
        raise state.error(f"more than {MAX_NODES} parts", Reason.LIMIT)
    return _Walk(source, state, leaf).value(tree.body)


class _Walk:
    """One expression's walk; indices that comprehensions bind are `bound` while it is inside them."""

    def __init__(self, source: str, state: State, leaf: Leaf) -> None:
        self.source = source
        self.state = state
        self.leaf = leaf
        self.bound: list[str] = []
        self.one_less: frozenset[str] = frozenset()
        """Indices that are places counted from one, whose values as numbers are one less."""
        self.depth = 0
        self._fresh = 0

    def fresh(self) -> str:
        """An index that no formula uses."""
        self._fresh += 1
        return f"axis{self._fresh}"

    def error(self, detail: str) -> ReadError:
        return self.state.error(detail)

    def value(self, node: ast.expr) -> ArrayValue:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise self.state.error(f"more than {MAX_NESTING} levels of nesting", Reason.LIMIT)
        try:
            return self._value(node)
        finally:
            self.depth -= 1

    def number(self, node: ast.expr) -> Expression:
        """A part that must be a number."""
        found = self.value(node)
        if found.shape or found.whole is None:
            raise ill_typed("an array where a number should stand")
        return found.whole

    def _value(self, node: ast.expr) -> ArrayValue:
        if isinstance(node, ast.Constant):
            return of_expression(self._constant(node))
        if isinstance(node, ast.BinOp):
            return self._binary(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            operand = self.value(node.operand)
            return operand if isinstance(node.op, ast.UAdd) else negated(operand)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Subscript):
            return self._subscript(node)
        if isinstance(node, ast.IfExp):
            return self._choice(node.test, self.value(node.body), self.value(node.orelse))
        if isinstance(node, ast.Compare):
            return indicator(*self._comparison(node))
        if isinstance(node, ast.Name) and node.id in self.one_less:
            return of_expression(add((Index(node.id), Number(Fraction(-1)))))
        if isinstance(node, ast.Name):
            return self._on_paper(node)
        raise self.error("Python that is no formula")

    def _constant(self, node: ast.Constant) -> Expression:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self.error("a constant that is no number")
        written = ast.get_source_segment(self.source, node) or ""
        if len(written) > 40 or not re.fullmatch(r"[\d.]+(?:[eE][-+]?\d{1,2})?", written):
            raise self.error("a number that cannot be read")
        return Number(Fraction(written))

    def _binary(self, node: ast.BinOp) -> ArrayValue:
        if isinstance(node.op, ast.Pow) and self._is_transpose(node.right):
            return transposed(self.value(node.left))
        first, second = self.value(node.left), self.value(node.right)
        match node.op:
            case ast.Add():
                return combine("+", first, second)
            case ast.Sub():
                return combine("+", first, negated(second))
            case ast.Mult():
                return combine("*", first, second)
            case ast.MatMult():
                return matrix_product(first, second, self.fresh)
            case ast.Div():
                return combine("/", first, second)
            case ast.Pow():
                return combine("**", first, second)
            case ast.FloorDiv():
                return applied(combine("/", first, second), "floor")
            case ast.LShift() if not first.shape and not second.shape:
                return combine("*", first, combine("**", number(2), second))
        raise self.error("an operator that formulas do not have")

    def _is_transpose(self, node: ast.expr) -> bool:
        return (
            isinstance(node, ast.Name)
            and node.id in ("T", "t")
            and node.id not in (*self.bound, *self.state.declarations.by_key)
        )

    def _call(self, node: ast.Call) -> ArrayValue:
        name, own = self._called(node.func)
        first = node.args[0] if node.args else None
        if name in REDUCTIONS and own is None and isinstance(first, ast.GeneratorExp | ast.ListComp):
            return self._comprehension(REDUCTIONS[name], first)
        if name in REDUCTIONS and first is not None and is_call_of(first, "range", "arange"):
            index = self.fresh()
            return of_expression(
                Reduction(REDUCTIONS[name], (self._range(index, first, from_one=False),), Index(index))
            )
        if name == "where" and len(node.args) == 3:
            return self._choice(node.args[0], self.value(node.args[1]), self.value(node.args[2]))
        if name == "einsum" and isinstance(first, ast.Constant):
            return contract(str(first.value), [self.value(each) for each in node.args[1:]], self.fresh)
        if own is None and key_of(name) in self.state.declarations.by_key:
            return self._on_paper(node)
        keywords = {each.arg: each.value for each in node.keywords if each.arg}
        values = [] if own is None else [own]
        values.extend(self._argument(each) for each in flat(node.args))
        axis = keywords.get("axis", keywords.get("dim"))
        if axis is None and name in ALONG_AXES and len(values) == 2 and values[0].shape:
            axis = node.args[-1]
            values.pop()
        given = Arguments(
            values,
            None if axis is None else whole_number(axis),
            any(is_true(keywords.get(key)) for key in ("keepdims", "keepdim")),
            {key: self.value(keywords[key]) for key in VALUED if key in keywords},
            self.fresh,
            self.state,
        )
        rank = len(values[0].shape) if values else 0
        if axis is not None and (given.axis is None or not -rank <= given.axis < rank):
            raise self.error("an axis that is not there")
        found = call(name, given)
        if found is None and own is not None:
            raise self.error(f"a method {name!r}")
        return found or self._on_paper(node)

    def _argument(self, node: ast.expr) -> ArrayValue:
        if isinstance(node, ast.Constant) and node.value is None:
            return ArrayValue((), None, lambda indices: ONE)
        return self.value(node)

    def _called(self, function: ast.expr) -> tuple[str, ArrayValue | None]:
        """What is called, and the array whose method it is."""
        if isinstance(function, ast.Name):
            return function.id, None
        if not isinstance(function, ast.Attribute):
            raise self.error("a call of what is no function")
        if is_module(function.value):
            return function.attr, None
        return function.attr, self.value(function.value)

    def _attribute(self, node: ast.Attribute) -> ArrayValue:
        if is_module(node.value) and node.attr in ("pi", "e", "inf"):
            return of_expression(Constant("infinity" if node.attr == "inf" else node.attr))
        if node.attr in ("T", "mT"):
            return transposed(self.value(node.value))
        if node.attr == "size":
            return of_expression(self._sizes(node.value)[0])
        raise self.error(f"an attribute {node.attr!r}")

    def _sizes(self, node: ast.expr) -> list[Expression]:
        shape = self.value(node).shape
        if not shape or None in shape:
            raise self.error("a size that is not known")
        return [size_of(size) for size in shape]

    def _subscript(self, node: ast.Subscript) -> ArrayValue:
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            sizes, place = self._sizes(node.value.value), whole_number(node.slice)
            if place is None or not -len(sizes) <= place < len(sizes):
                raise self.error("an axis that is not there")
            return of_expression(sizes[place])
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if any(isinstance(each, ast.Slice) for each in items):
            return self._sliced(node.value, items)
        return self._on_paper(node)

    def _sliced(self, base: ast.expr, items: Sequence[ast.expr]) -> ArrayValue:
        """``v[:, None]``, ``A[i, :]``, ``A[:, j]``, ``v[:]``."""
        if (row_of := self._table_part(base, items)) is not None:
            return row_of
        value = self.value(base)
        if any(isinstance(each, ast.Slice) and (each.lower or each.upper or each.step) for each in items):
            raise self.error("a part of an array")
        kinds = [
            "all" if isinstance(each, ast.Slice) else "new" if is_new_axis(each) else "at" for each in items
        ]
        if kinds == ["all", "new"]:
            return column(value)
        if kinds == ["new", "all"]:
            return row(value)
        if kinds == ["all"]:
            return value
        if sorted(kinds) == ["all", "at"] and len(value.shape) == 2:
            index = self._index(items[kinds.index("at")])
            entries = value.entry
            if kinds[0] == "at":
                return ArrayValue(value.shape[1:], None, lambda indices: entries((index, *indices)))
            return ArrayValue(value.shape[:1], None, lambda indices: entries((*indices, index)))
        raise self.error("a part of an array")

    def _table_part(self, base: ast.expr, items: Sequence[ast.expr]) -> ArrayValue | None:
        """``delta[t, :]``, ``delta[:, i]`` of a quantity with two arguments."""
        symbol = self.state.declarations.get(key_of(base.id)) if isinstance(base, ast.Name) else None
        if symbol is None or symbol.sort is not Sort.TABLE or symbol.shape or len(symbol.arguments) != 2:
            return None
        kept = [isinstance(each, ast.Slice) for each in items]
        if len(kept) != 2 or sum(kept) != 1:
            return None
        at = items[kept.index(False)]
        index = self._index(at)
        if kept[0]:
            return ArrayValue((None,), None, lambda indices: Apply(symbol.key, (indices[0], index)))
        return ArrayValue((None,), None, lambda indices: Apply(symbol.key, (index, indices[0])))

    def _index(self, node: ast.expr) -> Expression:
        """A place in an array; a letter that is not declared is a free index."""
        text = ast.get_source_segment(self.source, node) or ""
        try:
            return self.leaf(text, self.bound)
        except ReadError:
            return self.leaf(text, (*self.bound, *letters_of(node)))

    def _on_paper(self, node: ast.expr) -> ArrayValue:
        """A name with indices and arguments, which the reader of other notation knows best."""
        text = ast.get_source_segment(self.source, node) or ""
        try:
            return of_expression(in_places(self.leaf(text, tuple(self.bound)), self.one_less, self.state))
        except ReadError:
            found = self._table_row(text)
            if found is None:
                raise
            return found

    def _table_row(self, text: str) -> ArrayValue | None:
        """``delta[t-1]`` of a quantity with two arguments: all its entries at that step."""
        try:
            filled = self.leaf(f"{text}[{PLACE}]", (*self.bound, PLACE))
        except ReadError:
            return None
        if not isinstance(filled, Apply) or len(filled.arguments) != 2 or filled.arguments[1] != Index(PLACE):
            return None
        step = filled.arguments[0]
        return ArrayValue((None,), None, lambda indices: Apply(filled.function, (step, indices[0])))

    def _comprehension(self, operator: str, node: ast.GeneratorExp | ast.ListComp) -> ArrayValue:
        ranges: list[Range] = []
        before, less = len(self.bound), self.one_less
        for each in node.generators:
            if each.ifs or each.is_async or not isinstance(each.target, ast.Name):
                raise self.error("a comprehension with conditions")
            index = each.target.id
            as_number, as_place = uses_of(node.elt, index, self._is_place)
            # indices of arrays count from 0 in Python and from 1 on paper: the same entries
            found = self._range(index, each.iter, from_one=as_place or not as_number)
            ranges.append(found)
            if as_place and self._bounds(each.iter)[:-1] != [ONE]:
                self.one_less = self.one_less | {index}
            self.bound.append(index)
        body = self.number(node.elt)
        del self.bound[before:]
        self.one_less = less
        return of_expression(Reduction(operator, tuple(ranges), body))

    def _is_place(self, name: str, position: int, called: bool) -> bool:
        """Whether an argument is a place in an array or table; the steps of a table are numbers."""
        symbol = self.state.declarations.get(key_of(name)) if name else None
        if symbol is not None and symbol.sort is Sort.TABLE:
            return position < len(symbol.arguments) and symbol.arguments[position] == "index"
        return not called

    def _range(self, index: str, over: ast.expr, *, from_one: bool) -> Range:
        """What an index runs over: Python's numbers, or `from_one` the places that they are."""
        bounds = self._bounds(over)
        lower, above = bounds if len(bounds) == 2 else (ZERO, *bounds)
        if not from_one:
            return Range(index, lower, add((above, Number(Fraction(-1)))))
        if lower == ONE:  # written as on paper
            return Range(index, ONE, add((above, Number(Fraction(-1)))))
        return Range(index, ONE if lower == ZERO else add((lower, ONE)), above)

    def _bounds(self, over: ast.expr) -> list[Expression]:
        if not is_call_of(over, "range", "arange") or not isinstance(over, ast.Call):
            raise self.error("a comprehension over something else than range")
        if len(over.args) not in (1, 2):
            raise self.error("a range with steps")
        return [self.number(each) for each in over.args]

    def _choice(self, test: ast.expr, then: ArrayValue, otherwise: ArrayValue) -> ArrayValue:
        return choice(*self._comparison(test), then, otherwise)

    def _comparison(self, test: ast.expr) -> tuple[ast.cmpop, ArrayValue, ArrayValue]:
        if not isinstance(test, ast.Compare) or len(test.ops) != 1:
            raise self.error("a condition that compares nothing")
        return test.ops[0], self.value(test.left), self.value(test.comparators[0])
