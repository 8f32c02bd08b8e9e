"""Read tensors of statistics by their labels: which statistic, of which group, for which index along an axis.

A text is walked from label to label; what stands between two labels is the value of what was named last. A
list of all the numbers is the tensor; single numbers are its entries by the indices named with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from grader.maths.numbers.written import uses_decimal_comma
from grader.maths.tensors.calls import with_calls_named
from grader.maths.tensors.gathered import Gathered, ReadTensor
from grader.maths.tensors.labels import (
    ALL,
    DEVIATION,
    LAST,
    MEAN,
    VARIANCE,
    Label,
    Words,
    find_labels,
    label_patterns,
    with_groups_first,
    with_headings_first,
)
from grader.maths.tensors.values import (
    ends_sentence_part,
    last_of_chains,
    numbers_between,
    rows_between,
    value_before_index,
)
from grader.maths.tensors.written import (
    Nested,
    Shape,
    Written,
    are_rows,
    bracketed_rows,
    find_arrays,
    flat,
    joined_lines,
    plain_tensors,
    shape_of,
    size,
)

__all__ = ["DEVIATION", "MEAN", "VARIANCE", "ReadTensor", "Wanted", "Words", "read_labelled"]

START = "\x03"
"""Stands before a line that repeats its labels (a table's cell): no index is carried over to it."""
ITEM = "\x04"
"""Stands before a numbered item, and its number after it."""
NO_GROUP = ("", "")
"""Stands for the values of statistics before which no group was named."""
_ITEM = re.compile(ITEM + r"(\d{1,2}) ")
_MAX_LABELS = 4_000


@dataclass(frozen=True)
class Wanted:
    """One tensor to look for: the statistic of a group, its shape, and the names of its axes."""

    group: str
    statistic: str
    shape: Shape
    axes: tuple[str, ...]


@dataclass
class _Walk:
    """Where the walk is: the group and statistics named last, and the indices."""

    group: str = ""
    statistics: list[str] = field(default_factory=list)
    indices: dict[str, int] = field(default_factory=dict)
    positional: tuple[int, ...] = ()
    item: int = 0
    """The number of the list's item."""
    fresh: bool = False
    """Whether the statistic was named on this line."""
    used: bool = False
    """Whether a value has been taken since the statistic was named."""
    before: str = ""
    """The statistic named before that."""
    cell: bool = False
    """Whether the line is a table's cell, whose labels stand in any order."""
    outer: bool = False
    """Whether the statistic was named for several groups: ``Means: batch ..., layer ...``."""


def read_labelled(text: str, wanted: Sequence[Wanted], words: Words) -> Mapping[tuple[str, str], ReadTensor]:
    """What the text gives, by (group, statistic); any statistic is read in its group's shape."""
    named = {each.group: (each.axes, words.groups[each.group][0]) for each in wanted}
    text = with_calls_named(text, tuple(words.axes), named)
    patterns = label_patterns(words)
    text = with_groups_first(text, patterns)  # before sentences that go on are joined
    plain = joined_lines(bracketed_rows(plain_tensors(text)))
    comma = uses_decimal_comma(plain)
    shapes = {each.group: (each.shape, each.axes) for each in wanted}
    plain = with_headings_first(plain, patterns)
    walk = _Walk()
    found: dict[tuple[str, str], Gathered] = {}
    heading: list[str] = []
    budget = _MAX_LABELS
    for number, line in enumerate(plain.split("\n")):
        if line.startswith(START):
            walk.indices, walk.statistics, walk.positional = {}, list(heading), ()
        walk.fresh, walk.cell = False, line.startswith(START)
        item = _ITEM.match(line)
        walk.item = int(item[1]) if item else 0
        line = line[item.end() :] if item else line
        labels = find_labels(line, patterns, words)
        budget -= len(labels) + 1
        if budget < 0:
            break
        _walk_line(line, labels, walk, shapes, found, number, comma)
        if not line.startswith(START):
            heading = list(walk.statistics)
    return {key: each.finished(shapes[key[0]][0] if key[0] else ()) for key, each in found.items()}


_Shapes = Mapping[str, tuple[Shape, tuple[str, ...]]]


def _walk_line(
    line: str,
    labels: list[Label],
    walk: _Walk,
    shapes: _Shapes,
    found: dict[tuple[str, str], Gathered],
    number: int,
    comma: bool,
) -> None:
    waiting: Written | None = None
    edges = [*(label.start for label in labels), len(line)]
    if line[: edges[0]].strip():
        _values(line[: edges[0]], "", walk, shapes, found, number, comma, bare=True)
    for place, label in enumerate(labels):
        between = line[labels[place - 1].end : label.start] if place else ""
        # in a table's cell the column's name stands behind the row's, with nothing to join them
        joined = place > 0 and _is_joined(between) and bool(between.strip() or not walk.cell)
        _name(label, walk, joined=joined)
        if waiting is not None and label.kind == "index":
            _put(waiting, walk, shapes, found, number)
            walk.used, waiting = True, None
        gap = line[label.end : edges[place + 1]]
        following = labels[place + 1].kind if place + 1 < len(labels) else ""
        lone = value_before_index(gap, comma) if following == "index" else None
        if lone is not None and ends_sentence_part(gap) and _is_awaited(walk, shapes, found):
            lone = None  # in sample 1 the mean is 2, in sample 2 it is 3
        if lone is not None:
            waiting = lone
            continue
        _values(gap, label.kind, walk, shapes, found, number, comma)


def _is_awaited(walk: _Walk, shapes: _Shapes, found: Mapping[tuple[str, str], Gathered]) -> bool:
    """Whether the indices named leave one place, which has no number of the statistic yet."""
    if walk.group not in shapes or not walk.statistics or not _is_placed(walk, shapes):
        return False
    shape, axes = shapes[walk.group]
    path = _path(walk, shape, axes)
    gathered = found.get((walk.group, walk.statistics[-1]))
    return gathered is None or tuple(path[place] for place in range(len(shape))) not in gathered.entries


def _is_joined(gap: str) -> bool:
    return bool(re.fullmatch(r"[\s,/&()]*(?:and|et|und|,|/|&)?[\s,/&(]*(?:the|la|le)?\s*", gap))


def _name(label: Label, walk: _Walk, *, joined: bool) -> None:
    if label.kind == "range":
        return  # of several at once: no place of its own
    if label.kind == "group":
        walk.outer = walk.outer or not walk.used
        if label.value != walk.group:
            walk.statistics = walk.statistics if walk.outer else []
            walk.indices, walk.positional = walk.indices if walk.cell else {}, ()
        walk.group = label.value
    elif label.kind == "index":
        if label.value not in walk.indices or label.indices[0] != walk.indices[label.value]:
            before = list(walk.indices)
            if label.value in before and before.index(label.value) == 0:
                walk.indices = {}
        walk.indices[label.value] = label.indices[0]
        walk.positional = ()
    else:
        if label.group:
            if label.group != walk.group and not walk.cell:
                walk.indices = {}
            walk.group = label.group
        pair = (
            joined
            and walk.fresh
            and not walk.used
            and walk.statistics
            and walk.statistics[-1] != label.value
            and not label.group
        )
        walk.before = walk.statistics[-1] if walk.statistics else ""
        walk.statistics = [*walk.statistics[-1:], label.value] if pair else [label.value]
        walk.fresh, walk.used, walk.outer = True, False, False
        walk.positional = label.indices


def _values(
    gap: str,
    kind: str,
    walk: _Walk,
    shapes: _Shapes,
    found: dict[tuple[str, str], Gathered],
    number: int,
    comma: bool,
    *,
    bare: bool = False,
) -> None:
    """Take the values between two labels; `bare` text has no label of its own on its line."""
    if not walk.statistics or not re.search(r"\d", gap):
        return
    if walk.group not in shapes:
        if not walk.group and kind == "statistic":
            found.setdefault(NO_GROUP, Gathered()).lines.append(number)
        return
    arrays = last_of_chains(gap, list(find_arrays(gap, decimal_comma=comma)))
    if arrays:
        walk.used = True
        _put_arrays(arrays, walk, shapes, found, number)
        return
    if bare and not walk.fresh and not re.match(r"^[\s=:≈\[(\d]", gap):
        return
    rows = rows_between(gap, comma)
    if rows:
        walk.used = True
        _put_array(rows, walk, shapes, found, number, walk.statistics[-1])
        return
    scalars = numbers_between(gap, comma)
    if not scalars:
        return
    walk.used = True
    if len(walk.statistics) == len(scalars) == 2:
        for statistic, value in zip(list(walk.statistics), scalars, strict=True):
            _put(value, walk, shapes, found, number, statistic)
    elif len(scalars) == 2 and kind == "index" and walk.before and _is_placed(walk, shapes):
        for statistic, value in zip((walk.before, walk.statistics[-1]), scalars, strict=True):
            _put(value, walk, shapes, found, number, statistic)  # sample 1: mean 2, var 1. Sample 2: 3 and 1
    elif len(scalars) == 1:
        _put(scalars[0], walk, shapes, found, number)
    else:
        _put_array(tuple(scalars), walk, shapes, found, number, walk.statistics[-1])


def _is_placed(walk: _Walk, shapes: _Shapes) -> bool:
    """Whether the indices named leave one place for a number."""
    shape, axes = shapes[walk.group]
    return len(_path(walk, shape, axes)) == len(shape)


def _path(walk: _Walk, shape: Shape, axes: tuple[str, ...]) -> dict[int, int]:
    """The indices named, by axis."""
    known = {place: walk.indices[axis] for place, axis in enumerate(axes) if axis in walk.indices}
    known = {place: shape[place] if index == LAST else index for place, index in known.items()}
    if walk.positional:
        if len(walk.positional) == len(shape):
            return dict(enumerate(walk.positional))
        if len(walk.positional) == 1:
            free = [place for place in range(len(shape)) if place not in known]
            target = free[0] if len(free) == 1 or (free and not known) else len(shape) - 1
            if len(shape) == 1:
                target = 0
            known[target] = walk.positional[0]
    if not known and walk.item and len(shape) == 1:
        known[0] = walk.item
    return known


def _put(
    value: Written,
    walk: _Walk,
    shapes: _Shapes,
    found: dict[tuple[str, str], Gathered],
    number: int,
    statistic: str = "",
) -> None:
    shape, axes = shapes[walk.group]
    path = _path(walk, shape, axes)
    gathered = found.setdefault((walk.group, statistic or walk.statistics[-1]), Gathered())
    if len(path) != len(shape):
        gathered.lines.append(number)  # a number whose place is not known: found, and not understood
        return
    places = [
        range(1, shape[place] + 1) if path[place] == ALL else (path[place],) for place in range(len(shape))
    ]
    for index in product(*places):
        gathered.put(index, value, number)


def _put_arrays(
    arrays: list[Nested],
    walk: _Walk,
    shapes: _Shapes,
    found: dict[tuple[str, str], Gathered],
    number: int,
) -> None:
    """Lists between two labels: a chain of one tensor, or one for each of two statistics named together."""
    if len(walk.statistics) == 1:
        shape, axes = shapes[walk.group]
        if are_rows(arrays, shape) and not _path(walk, shape, axes):
            arrays = [tuple(arrays)]
        for value in arrays:
            _put_array(value, walk, shapes, found, number, walk.statistics[0])
    elif len(arrays) > 1:
        for value, statistic in zip(arrays, list(walk.statistics), strict=False):
            _put_array(value, walk, shapes, found, number, statistic)
    else:
        shape, axes = shapes[walk.group]
        value = arrays[0]
        if shape_of(value) == (2, *shape) and not isinstance(value, Written):  # (array(...), array(...))
            _put_arrays(list(value), walk, shapes, found, number)
        elif (
            len(_path(walk, shape, axes)) == len(shape)
            and shape_of(value) == (2,)
            and not isinstance(value, Written)
        ):
            for item, statistic in zip(value, list(walk.statistics), strict=True):
                if isinstance(item, Written):
                    _put(item, walk, shapes, found, number, statistic)


def _put_array(
    value: Nested,
    walk: _Walk,
    shapes: _Shapes,
    found: dict[tuple[str, str], Gathered],
    number: int,
    statistic: str,
) -> None:
    """A list: the whole tensor, or its part at the indices named."""
    shape, axes = shapes[walk.group]
    path = {place: index for place, index in _path(walk, shape, axes).items() if index != ALL}
    total = prod(shape)
    own = shape_of(value)
    free = [axis for axis in range(len(shape)) if axis not in path]
    rest = tuple(shape[axis] for axis in free)
    if path and free and own == rest and size(value) != total:
        gathered = found.setdefault((walk.group, statistic), Gathered())
        for index, item in zip(product(*(range(1, length + 1) for length in rest)), flat(value), strict=True):
            by_axis = {**path, **dict(zip(free, index, strict=True))}
            gathered.put(tuple(by_axis[axis] for axis in range(len(shape))), item, number)
        return
    if size(value) == total or (walk.fresh and not path):
        gathered = found.setdefault((walk.group, statistic), Gathered())
        gathered.wholes.append(value)
        gathered.lines.append(number)
