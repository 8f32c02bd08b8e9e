"""What a student handed in, read but not judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Union  # a recursive alias needs it before Python 3.12

from grader.model.words import Word


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file of the submission (as the student named it) and a line, from 1."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class SpanKind(Word):
    """What a run of characters inside a block is."""

    TEXT = "text"
    MATH = "math"  # LaTeX without its delimiters
    CODE = "code"


@dataclass(frozen=True)
class Span:
    """A run of characters of one kind; struck-out text and comments never become spans."""

    kind: SpanKind
    text: str


class BlockKind(Word):
    """What a block is in the document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # a list item's paragraph
    DISPLAY = "display"  # displayed mathematics: exactly one MATH span
    CODE = "code"  # a listing: exactly one CODE span
    TABLE = "table"  # the cells are in `rows`


@dataclass(frozen=True)
class Block:
    """One paragraph, formula, listing or table, in the order of the document."""

    kind: BlockKind
    spans: tuple[Span, ...]
    place: Place
    level: int = 0
    """Of a heading: 1 is the topmost. Of an item: its depth, from 1."""
    label: str = ""
    """Of an item: its label as written, such as ``(b)`` or ``2.``."""
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    """Of a table: rows of cells of spans, the header first."""
    number: int = 0
    """Of a heading: the number that the document counts for it at its level; 0 where it counts none."""

    @property
    def text(self) -> str:
        """The block as one string, mathematics between dollars, table cells between bars."""
        if self.kind is BlockKind.TABLE:
            return "\n".join(" | ".join(spans_text(cell) for cell in row) for row in self.rows)
        return spans_text(self.spans)


def spans_text(spans: tuple[Span, ...]) -> str:
    """Spans as one string, mathematics between dollars."""
    return "".join(f"${span.text}$" if span.kind is SpanKind.MATH else span.text for span in spans)


FieldValue = Union[str, tuple["FieldValue", ...]]  # noqa: UP007
"""A value of ``answers.yaml``: every scalar as the characters written (``2.50`` stays ``2.50``)."""


@dataclass(frozen=True)
class Field:
    """One named field of a part in ``answers.yaml``."""

    value: FieldValue
    place: Place


@dataclass(frozen=True)
class Answer:
    """All that a submission says about one part. Fields of ``answers.yaml`` win over the write-up."""

    part: str
    blocks: tuple[Block, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered."""
        return not self.fields and not any(block.text.strip() for block in self.blocks)


@dataclass(frozen=True)
class CodeFile:
    """One Python source handed in: a ``.py`` file, or the code cells of a notebook joined."""

    name: str
    source: bytes


class RemarkKind(Word):
    """What the readers have to say about a submission; `grader.messages` has the sentences."""

    UNKNOWN_PART = "unknown-part"
    REPEATED_PART = "repeated-part"
    NO_PARTS = "no-parts"
    BEFORE_PARTS = "before-parts"  # text in front of the first part, while a part before it is missing
    COUNTED_PARTS = "counted-parts"  # no ids stand in it: its headings and lists were counted
    NO_ANSWERS = "no-answers"
    PDF_ONLY = "pdf-only"  # a PDF, or a document of another program, in which answers may stand
    UNREADABLE_FILE = "unreadable-file"
    TOO_LARGE = "too-large"
    LONG_ANSWER = "long-answer"
    ENCODING = "encoding"
    READ_PLAINLY = "read-plainly"  # its layout could not be taken apart: read line by line
    SKIPPED_FILE = "skipped-file"
    OUTSIDE_INPUT = "outside-input"
    MISPLACED_ANSWER = "misplaced-answer"
    PICTURE = "picture"  # a picture stands in a part, and nobody has read it
    OBJECT = "object"  # an embedded object stands in a part: a formula of another program, say
    YAML_PROBLEM = "yaml-problem"
    ARCHIVE_PROBLEM = "archive-problem"
    TEXT_FOR_GRADER = "text-for-grader"


@dataclass(frozen=True)
class Remark:
    """One thing that was noticed while reading; none of them is fatal by itself."""

    kind: RemarkKind
    place: Place
    detail: str = ""
    """What was found: the unknown id, the file's problem, in a few words fit for the student."""
    part: str = ""


@dataclass(frozen=True)
class Submission:
    """A submission, read: answers by part id, code, and what was noticed on the way."""

    name: str
    answers: Mapping[str, Answer]
    code: tuple[CodeFile, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread_parts: frozenset[str] = frozenset()
    """Parts that may hold an answer we cannot read (a PDF without its source): they go to a person."""
