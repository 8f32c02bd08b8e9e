"""How far an index without a range runs: as far as the tensors allow that it is used on."""

from __future__ import annotations

from collections.abc import Mapping

from grader.maths.evaluation.numeric import Undefined
from grader.maths.expressions.expression import Entry, Index, Reduction, Size, walk
from grader.maths.reasons import Reason


def natural_size(reduction: Reduction, index: str, sizes: Mapping[str, int], default: int) -> int:
    """The size of every dimension that the index stands in; `default` where it stands in none."""
    found: set[Size] = set()
    for part in walk(reduction.body):
        if isinstance(part, Entry):
            for size, position in zip(part.base.shape, part.indices, strict=False):
                if position == Index(index):
                    found.add(size)
    found.discard(None)
    if len(found) > 1:
        raise Undefined(Reason.ILL_TYPED, f"the index {index} runs over different sizes")
    for size in found:
        return size if isinstance(size, int) else sizes.get(str(size), default)
    return default


def count_of(size: Size, sizes: Mapping[str, int], values: Mapping[str, object]) -> int:
    """How many entries there are along a dimension."""
    found = size if isinstance(size, int) else sizes.get(size or "", values.get(size or ""))
    if not isinstance(found, int):
        raise Undefined(Reason.AMBIGUOUS, "ones of unknown size")
    return found
