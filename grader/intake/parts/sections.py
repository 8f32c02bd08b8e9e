"""The sections of a document while it is sorted by part: what each holds, and how its heading was written."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.intake.labels.headings import Outline
from grader.model.submission import Block, BlockKind, Place

Node = tuple[str, ...]


@dataclass
class Section:
    """What stands between one heading and the next."""

    node: Node
    place: Place
    known: bool = True
    continued: bool = False
    blocks: list[Block] = field(default_factory=list)
    style: str = ""
    """How its heading was written: ``abs``, or the shape of a relative label."""
    unread: dict[str, Place] = field(default_factory=dict)
    """What stands in it that nobody has read, a picture or an object, and where the first one is."""
    letters: set[str] = field(default_factory=set)
    """Letters that stand in front of its lines like labels, and opened no part."""
    own_lists: set[str] = field(default_factory=set)
    """Shapes of the student's own lists in here, whose items are no headings."""


@dataclass
class Sorter:
    """A document being sorted."""

    known: Outline
    sections: list[Section] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    """What stands before the first heading of a part."""
    seen: set[Node] = field(default_factory=set)
    counts: frozenset[BlockKind] = frozenset()
    """Kinds of blocks whose counted numbers begin parts; none where the student wrote the ids."""
    outer_word: str = ""
    """What the document calls its questions (`Label.word`); another word names what stands inside one."""
    open_ranks: list[tuple[int, Node]] = field(default_factory=list)
    """The headings and items above this place, the outermost first, each with its rank and node."""
    contradictions: int = 0
    """Numbers counted that fit no part, or one that stands elsewhere."""
    locked: bool = False
    """Whether we are inside an ``answer`` environment, where nothing is a heading."""
    closed: bool = False
    """Whether an ``answer`` environment ended and no heading came since: what stands here answers nothing."""

    @property
    def current(self) -> Section | None:
        """The section that is open."""
        return self.sections[-1] if self.sections else None

    @property
    def node(self) -> Node:
        """The id of the section that is open; empty where there is none or it is unknown."""
        return self.sections[-1].node if self.sections and self.sections[-1].known else ()

    def node_above(self, rank: int) -> Node:
        """The node of the nearest heading or item that outranks this one; the root where there is none."""
        return next((node for each, node in reversed(self.open_ranks) if each < rank), ())

    def rank(self, rank: int, node: Node) -> None:
        """Remember what was opened, for all that it outranks."""
        self.open_ranks = [(each, above) for each, above in self.open_ranks if each < rank]
        self.open_ranks.append((rank, node))


def keep(block: Block, sorter: Sorter) -> None:
    """Add a block to the section that is open, if any is."""
    if not (block.spans or block.rows):
        return
    if sorter.current is None:
        sorter.before.append(block)
    elif not sorter.closed:
        sorter.current.blocks.append(block)


def open_section(sorter: Sorter, node: Node, place: Place, style: str, continued: bool = False) -> None:
    """Begin a section; what follows belongs to it."""
    sorter.sections.append(Section(node, place, node in sorter.known.nodes, continued, style=style))
    sorter.seen.add(node)
    sorter.closed = False
