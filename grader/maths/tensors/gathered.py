"""What has been found of one tensor on the way through a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod

from grader.maths.tensors.written import Nested, Shape, Written, flat, size

_SAME = Fraction(2, 100)


@dataclass(frozen=True)
class ReadTensor:
    """A tensor as found: the whole of it, or what there is of its entries; `lines` are where it stands."""

    whole: Nested | None = None
    entries: Mapping[tuple[int, ...], Written] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    conflict: bool = False
    """Whether it was given twice with different numbers."""


class Gathered:
    """What has been found of one tensor."""

    def __init__(self) -> None:
        self.wholes: list[Nested] = []
        self.entries: dict[tuple[int, ...], Written] = {}
        self.lines: list[int] = []
        self.conflict = False

    def finished(self, shape: Shape) -> ReadTensor:
        """Whole where a list of the right size was given; indices that begin at 0 are shifted."""
        entries = self.entries
        for axis in range(len(shape)):
            if any(index[axis] == 0 for index in entries):
                entries = {
                    (*index[:axis], index[axis] + 1, *index[axis + 1 :]): value
                    for index, value in entries.items()
                }
        right = [each for each in self.wholes if size(each) == prod(shape)]
        whole = (right or self.wholes)[-1] if self.wholes else None
        conflict = self.conflict or any(_differ(each, right[-1]) for each in right[:-1])
        return ReadTensor(whole, entries, tuple(self.lines), conflict)

    def put(self, index: tuple[int, ...], value: Written, number: int) -> None:
        """An entry, read on line `number`."""
        before = self.entries.get(index)
        self.conflict = self.conflict or (before is not None and _differ(before, value))
        self.entries[index] = value
        self.lines.append(number)


def _differ(first: Nested, second: Nested) -> bool:
    """Whether two readings differ by more than their rounding."""
    pairs = zip(flat(first), flat(second), strict=True)
    return any(abs(one.stated.value - other.stated.value) > _SAME for one, other in pairs)
