"""Decide whether a label at a line's start opens a part, or is a reference, a number or the student's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.intake.labels.headings import (
    Label,
    Strength,
    is_excluded,
    read_absolute,
    read_relative,
    resolve_relative,
)
from grader.intake.parts.sections import Node, Section, Sorter
from grader.model.submission import Block, BlockKind

_SENTENCE_END = re.compile(r"[.:;!?)\]}]\s*$")
_REFERENCE = re.compile(
    r"\b(?:in|by|from|see|using|with|than|at|per|as|via|like|since|when|if|dans|par|selon|voir|avec"
    r"|d['’]apr[eè]s)\b[ \t]*"
    r"(?:(?:the|la|le)[ \t]*)?(?:(?:question|part|partie|exercise|problem)[ \t]*)?[(\[]?$",
    re.IGNORECASE,
)
"""Words in front of an id that only refer to it."""
_SHORT_LINE = 60  # characters: a shorter line was ended on purpose, not wrapped
_DECIMAL = re.compile(r"\s*[-−]?\d+[.,]\d+[,;]?\s*")
_NUMBERS_ONLY = re.compile(r"[\s\d.,;:\[\]()|/−-]*")


@dataclass(frozen=True)
class Standing:
    """Where a line stands whose label is to be judged."""

    block: Block
    text: str
    """The line up to its first formula, without marks of bold type."""
    bold: bool
    index: int
    """Which line of its block it is, from 0."""
    before: str
    after: str
    chained: bool = False
    """Whether another label was read in front of this one, on the same line."""
    bold_lead: str = ""
    """The words in bold type that the line begins with."""

    @property
    def is_title(self) -> bool:
        """Whether the line is a heading of the document."""
        return self.block.kind is BlockKind.HEADING


def opens_part(label: Label, at: Standing, sorter: Sorter) -> bool:
    """Whether an id that names its question begins a part here."""
    node, known = label.node, label.node in sorter.known.nodes
    sure = at.is_title or at.bold or label.worded
    run_in = bool(at.bold_lead) and at.bold_lead == at.text[: label.end].strip()
    if label.strength in (Strength.NONE, Strength.RUNNING) and not (at.bold and at.is_title):
        return known and run_in and not at.index and not at.chained
    if at.chained:
        return known and len(sorter.node) < len(node) and node[: len(sorter.node)] == sorter.node
    if not known:
        lettered = len(node) > 2 and node[:-1] in sorter.known.nodes and label.strength is Strength.FIRM
        return (sure and label.strength is Strength.FIRM) or lettered
    if at.is_title:
        return True
    if label.strength is Strength.FIRM:
        seen = node in sorter.seen and not _is_next(node, sorter)
        return sure or not _among_numbers(label, at, seen)
    if at.index and not _may_begin(at.before):
        return at.bold or (_is_next(node, sorter) and _goes_on_capital(at.text, label))
    return at.bold or node not in sorter.seen or _goes_on_capital(at.text, label)


def _among_numbers(label: Label, at: Standing, seen: bool) -> bool:
    """Whether an id is more likely a number: beside other numbers, or met again with nothing after it."""
    if len(label.node) > 2:
        return False
    rest = at.text[label.end :]
    if at.before and (
        _NUMBERS_ONLY.fullmatch(at.before) or (not rest.strip() and _DECIMAL.fullmatch(at.after))
    ):
        return True
    if _NUMBERS_ONLY.fullmatch(rest) and re.search(r"\d.*\d", rest) and not re.match(r"[ \t]*[:)]", rest):
        return True
    return seen and not re.match(r"[ \t]*[:.)]", rest)


def _may_begin(before: str) -> bool:
    return not before.strip() or bool(_SENTENCE_END.search(before)) or len(before) < _SHORT_LINE


def _is_next(node: Node, sorter: Sorter) -> bool:
    parts = [tuple(part.split(".")) for part in sorter.known.parts]
    if sorter.node in parts and node in parts:
        return parts.index(node) == parts.index(sorter.node) + 1
    return node not in sorter.seen and not sorter.seen


def _goes_on_capital(text: str, label: Label) -> bool:
    return bool(re.match(r"[\s:.)]*[A-ZÀ-Ý$\\({]", text[label.end :]))


def id_in_title(text: str, sorter: Sorter) -> Node | None:
    """The one id that a title holds after its words (``The recurrence (2.2.a)``)."""
    found: set[Node] = set()
    for match in re.finditer(r"(?<![\w.,^_=+*/-])[(\[]?(?:Q(?:uestion)?[ .]?)?\d{1,2}\.\d", text):
        before = text[: match.start()]
        if match.start() == 0 or is_excluded(before) or _REFERENCE.search(before):
            continue
        label = read_absolute(text[match.start() :], sorter.known)
        if label and label.node in sorter.known.nodes:
            found.add(label.node)
    return found.pop() if len(found) == 1 else None


def relative_label(at: Standing, sorter: Sorter) -> Label | None:
    """A lettered or numbered label that opens a part of the question we are in."""
    read = read_relative(at.text, alone=at.is_title)
    current = sorter.current
    if read is None or current is None or not current.known:
        return None
    word, end, shape, worded = read
    kind = _style_kind(at.block)
    bare = not (shape.startswith("(") or shape.endswith(")") or worded or at.bold or at.chained)
    if (kind == "para" and bare and not _is_next_letter(word, at, sorter)) or (
        at.index and not at.chained and not _may_begin(at.before)
    ):
        return None
    style = f"{kind}:{shape}"
    base = _base(current, word, style, sorter)
    node = resolve_relative(word, base, sorter.known) if base else None
    if node is None:
        return None
    if not (at.chained or _continues_style(current, node, base, style, worded, word, sorter)):
        current.own_lists.add(style)
        return None
    return Label(node, end, Strength.FIRM, relative=True, style=style)


def _is_next_letter(word: str, at: Standing, sorter: Sorter) -> bool:
    """Whether a line begins with the letter that comes next, as in a list that its parser took for text."""
    current = sorter.current
    if not at.index or current is None or not word.isalpha():
        return False
    siblings = sorter.known.children(current.node)
    if siblings:
        return (*current.node, word) == siblings[0]
    siblings = sorter.known.children(current.node[:-1])
    following = siblings[siblings.index(current.node) + 1 :] if current.node in siblings else ()
    return current.style == "para:a." and (*current.node[:-1], word) in following[:1]


def _style_kind(block: Block) -> str:
    if block.kind is BlockKind.HEADING:
        return f"heading{block.level}"
    return f"item{block.level}" if block.kind is BlockKind.ITEM else "para"


def _base(current: Section, word: str, style: str, sorter: Sorter) -> Node:
    """The node whose children a relative label may name, seen from the section we are in."""
    node = current.node
    if word.isdigit():
        if len(node) == 1:
            return node
        opener = next((each for each in reversed(sorter.sections) if len(each.node) == 2), None)
        if opener is None or opener.style.startswith("abs"):
            return ()
        both_titles = style.startswith("heading") and opener.style.startswith("heading")
        return node[:1] if opener.style == style or both_titles else ()
    children = sorter.known.children(node)
    if children:
        return node
    return node[:-1] if len(node) > 1 and not node[-1].isdigit() else ()


def _continues_style(
    current: Section, node: Node, base: Node, style: str, worded: bool, word: str, sorter: Sorter
) -> bool:
    if style in current.own_lists:
        return False
    if current.node == base:
        return True
    if current.style == "answer" or node in sorter.seen:
        return style == current.style and style.startswith("heading")
    if style == current.style or worded or word.isdigit():
        return True
    siblings = sorter.known.children(base)
    return current.node in siblings and siblings.index(node) == siblings.index(current.node) + 1
