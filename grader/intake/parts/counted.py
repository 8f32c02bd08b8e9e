"""Sort a document by the ids that stand in it, or, where none do, by the numbers that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.intake.labels.headings import outline
from grader.intake.parts.sections import Node, Section, Sorter
from grader.intake.parts.sorting import sorted_blocks
from grader.model.submission import Block, BlockKind

_WAYS = (frozenset({BlockKind.HEADING}), frozenset({BlockKind.HEADING, BlockKind.ITEM}))
"""What may be counted: headings alone, or headings and lists."""


@dataclass(frozen=True)
class Sorted:
    """The sections of a document, and whether their ids were counted."""

    sections: tuple[Section, ...]
    before: tuple[Block, ...] = ()
    """What stands before the first part."""
    counted: bool = False

    @property
    def answered(self) -> frozenset[Node]:
        """The nodes under which text stands."""
        return frozenset(section.node for section in self.sections if section.known and section.blocks)


def sort_document(blocks: Sequence[Block], parts: tuple[str, ...]) -> Sorted:
    """The sections of a document; counted numbers are believed only where they tell more parts apart.

    They must fit the assignment without contradiction, and agree with every id that the student wrote.
    """
    known = outline(parts)
    plain = sorted_blocks(blocks, Sorter(known))
    best = written = Sorted(tuple(plain.sections), tuple(plain.before))
    for counts in _WAYS:
        if _told_apart(best, parts) == len(parts):
            break
        sorter = sorted_blocks(blocks, Sorter(known, counts=counts))
        counted = Sorted(tuple(sorter.sections), tuple(sorter.before), counted=True)
        if (
            not sorter.contradictions
            and _told_apart(counted, parts) > _told_apart(best, parts)
            and _agree(counted, written)
            and _fits(counted, parts)
        ):
            best = counted
    return best


def _told_apart(document: Sorted, parts: tuple[str, ...]) -> int:
    return sum(tuple(part.split(".")) in document.answered for part in parts)


def _agree(counted: Sorted, written: Sorted) -> bool:
    return {(each.place, each.node) for each in written.sections} <= {
        (each.place, each.node) for each in counted.sections
    }


def _fits(counted: Sorted, parts: tuple[str, ...]) -> bool:
    """Whether every question has parts where the count goes beyond the last: else it may be shifted."""
    if all(section.known for section in counted.sections):
        return True
    answered = {node[0] for node in counted.answered if ".".join(node) in parts}
    return answered >= {part.partition(".")[0] for part in parts}
