"""Read the labels of a document without ids: what its headings and lists count, level by level."""

from __future__ import annotations

import re

from grader.intake.labels.headings import Label, Strength, read_relative
from grader.intake.labels.numerals import place_of_word
from grader.intake.parts.label_policy import Standing
from grader.intake.parts.sections import Node, Sorter
from grader.model.submission import Block, BlockKind

_NUMBERED_TITLE = re.compile(r"(?P<word>\d{1,2})[ \t]+(?=[^\W\d_])")
_LIST_RANK = 20
"""Every heading outranks every list."""
_INNERMOST = 100


def rank_of(block: Block, relative: bool = False) -> int:
    """How far out a heading or item stands, 0 the outermost; text that begins with an id outranks lists."""
    if block.kind is BlockKind.HEADING:
        return block.level
    if block.kind is BlockKind.ITEM:
        return _LIST_RANK + block.level
    return _INNERMOST if relative else _LIST_RANK


def counted_label(at: Standing, sorter: Sorter) -> Label | None:
    """The part that a heading's or item's number opens below what stands above it; None where it opens none.

    A number that names no part there, or one that was answered elsewhere, is a contradiction: it is noted.
    """
    if at.block.kind not in sorter.counts or at.index or at.chained:
        return None
    above = sorter.node_above(rank_of(at.block))
    children = sorter.known.children(above)
    word, end = _number(at)
    if not children or not word:
        return None
    node = _child(above, word, children)
    if node in sorter.seen or (above and node not in children):
        sorter.contradictions += 1
        return None
    return Label(node, end, Strength.FIRM, relative=True, style=f"counted{rank_of(at.block)}")


def _number(at: Standing) -> tuple[str, int]:
    """A block's number as a word (``2``, ``b``), and where its text goes on; empty where it has none."""
    if at.block.number > 0:
        return str(at.block.number), 0
    read = read_relative(at.text, alone=at.is_title)
    if read is not None:
        return read[0], read[1]
    title = _NUMBERED_TITLE.match(at.text) if at.is_title else None
    return (title["word"], title.end()) if title else ("", 0)


def _child(above: Node, word: str, children: tuple[Node, ...]) -> Node:
    """The node below one that a number names, by its own name or by its place (``2.2.1`` is ``2.2.a``)."""
    if (*above, word) in children:
        return (*above, word)
    place = place_of_word(word)
    return children[place - 1] if 1 <= place <= len(children) else (*above, word)
