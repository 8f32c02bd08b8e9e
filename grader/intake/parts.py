"""Sort the blocks of a document by the part they answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from grader.intake import marks
from grader.intake.answer_text import read_answer_text
from grader.intake.headings import (
    Label,
    Outline,
    Strength,
    is_excluded,
    outline,
    read_absolute,
    read_relative,
    resolve_relative,
    skip_delimiter,
)
from grader.intake.inlines import trimmed
from grader.intake.lines import Line, block_of_lines, lines_of_block
from grader.intake.tree import ANSWER_LABEL, END_LABEL
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind

Node = tuple[str, ...]

_CONTINUED = re.compile(r"[ \t]*[(\[]?(?:continued|cont['’]?d\b|cont\.|suite\b)[)\]]?:?[ \t]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.:;!?)\]}]\s*$")
_SHORT_LINE = 60  # characters: a shorter line was ended on purpose, not wrapped
_MAX_CHAIN = 4
_LABEL_REACH = 240  # characters of a line in which its label is looked for
_NUMBERS_ONLY = re.compile(r"[\s\d.,;:\[\]()|/−-]*")


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
    own_lists: set[str] = field(default_factory=set)
    """Shapes of the student's own lists in here, whose items are no headings."""


@dataclass
class _Sorter:
    known: Outline
    sections: list[Section] = field(default_factory=list)
    seen: set[Node] = field(default_factory=set)
    locked: bool = False
    """Whether we are inside an ``answer`` environment, where nothing is a heading."""
    closed: bool = False
    """Whether an ``answer`` environment ended and no heading came since: what stands here answers nothing."""

    @property
    def current(self) -> Section | None:
        return self.sections[-1] if self.sections else None

    @property
    def node(self) -> Node:
        return self.sections[-1].node if self.sections and self.sections[-1].known else ()


def split_sections(blocks: Iterable[Block], parts: tuple[str, ...]) -> tuple[Section, ...]:
    """The sections of a document in its own order; text before the first heading is left out."""
    sorter = _Sorter(outline(parts))
    for block in blocks:
        _take(block, sorter)
    return tuple(sorter.sections)


def _take(block: Block, sorter: _Sorter) -> None:
    if block.label.startswith(ANSWER_LABEL):
        _open_answer(block, sorter)
    elif block.label == END_LABEL:
        sorter.locked, sorter.closed = False, True
    elif sorter.locked or block.kind is BlockKind.DISPLAY:
        _keep(block, sorter)
    elif block.kind is BlockKind.TABLE:
        _take_table(block, sorter)
    elif block.kind is BlockKind.CODE:
        _take_code(block, sorter)
    else:
        _take_lines(block, sorter)


def _keep(block: Block, sorter: _Sorter) -> None:
    if sorter.current is not None and not sorter.closed and (block.spans or block.rows):
        sorter.current.blocks.append(block)


def _open_answer(block: Block, sorter: _Sorter) -> None:
    text = block.label[len(ANSWER_LABEL) :].strip()
    label = read_absolute(text, sorter.known)
    node = label.node if label else tuple(text.split("."))
    _open(sorter, node, block.place, "answer")
    sorter.locked = True


def _open(sorter: _Sorter, node: Node, place: Place, style: str, continued: bool = False) -> None:
    sorter.sections.append(Section(node, place, node in sorter.known.nodes, continued, style=style))
    sorter.seen.add(node)
    sorter.closed = False


def _take_lines(block: Block, sorter: _Sorter) -> None:
    """A paragraph, item or heading: cut before every line that begins a part."""
    pending: list[Line] = []
    unlabelled = lines = lines_of_block(block)
    if block.kind is BlockKind.ITEM and block.label:
        lines = _item_lines(block, lines)
    for index, line in enumerate(lines):
        opened = _open_line(block, line, lines, index, sorter)
        if opened is None:
            pending.extend([line] if lines is unlabelled or index else unlabelled[:1])
            continue
        if index and pending:
            _keep_before(block_of_lines(block, pending), sorter)
        pending = [opened] if opened.spans else []
        block = replace(block, kind=_remaining_kind(block), label="", level=0)
        if sorter.current is not None and sorter.current.style in ("para:(a)", "abs:(a)") and pending:
            pending = _split_run_in(block, pending[0], sorter)
    if pending or (block.label and not lines):
        _keep(block_of_lines(block, pending), sorter)


def _remaining_kind(block: Block) -> BlockKind:
    """A heading's words after its id stay a heading (a title); an item's become a paragraph."""
    return BlockKind.HEADING if block.kind is BlockKind.HEADING else BlockKind.PARAGRAPH


def _keep_before(block: Block, sorter: _Sorter) -> None:
    """Keep the lines that stood before the heading just opened, in the section before it."""
    if len(sorter.sections) > 1 and block.spans:
        sorter.sections[-2].blocks.append(block)


def _item_lines(block: Block, lines: list[Line]) -> list[Line]:
    """An item's lines with its label in front, so that label and text are read as one."""
    if not lines:
        return [Line((Span(SpanKind.TEXT, block.label),), block.place)]
    first = lines[0]
    lead = Span(SpanKind.TEXT, block.label + " ")
    spans = first.spans
    if spans and spans[0].kind is SpanKind.TEXT:
        spans = (Span(SpanKind.TEXT, lead.text + spans[0].text), *spans[1:])
    else:
        spans = (lead, *spans)
    return [replace(first, spans=spans), *lines[1:]]


def _open_line(block: Block, line: Line, lines: list[Line], index: int, sorter: _Sorter) -> Line | None:
    """Open the section that a line begins; what is left of the line, or None where it begins none."""
    before = lines[index - 1].text if index else ""
    opened: Line | None = None
    for _ in range(_MAX_CHAIN):
        rest = _open_label(block, line, before if opened is None else None, index, sorter)
        if rest is None:
            break
        opened = line = rest
    return opened


def _open_label(block: Block, line: Line, before: str | None, index: int, sorter: _Sorter) -> Line | None:
    """Open one label; `before` is the line above, None where the label follows another on its line."""
    text, bold = line.lead
    if not text.strip() and before is None:
        return None
    chained = before is None
    text = text[:_LABEL_REACH]
    label = read_absolute(text, sorter.known)
    if label is not None and _is_heading(block, label, text, bold, before or "", index, chained, sorter):
        written = text[: label.end]
        return _opened(sorter, line, label, "abs:(a)" if re.search(r"\([a-z]\)$", written) else "abs")
    if block.kind is BlockKind.HEADING and not chained and (inside := _id_inside(text, sorter)):
        _open(sorter, inside, line.place, "abs")
        return Line((), line.place)
    relative = _relative_label(block, text, bold, before, index, chained, sorter)
    return _opened(sorter, line, relative, relative.style) if relative else None


def _opened(sorter: _Sorter, line: Line, label: Label, style: str) -> Line | None:
    text, _ = line.lead
    current = sorter.current
    if label.deeper and current is not None and current.node == label.node:
        return None
    end = skip_delimiter(text, label.end)
    continued = _CONTINUED.match(text, end)
    if continued:
        end = continued.end()
    _open(sorter, label.node, line.place, style, continued is not None)
    return line.after(end)


def _is_heading(
    block: Block, label: Label, text: str, bold: bool, before: str, index: int, chained: bool, sorter: _Sorter
) -> bool:
    node, known = label.node, label.node in sorter.known.nodes
    sure = block.kind is BlockKind.HEADING or bold or label.worded
    if label.strength is Strength.NONE and not (bold and block.kind is BlockKind.HEADING):
        return False
    if chained:
        return known and len(sorter.node) < len(node) and node[: len(sorter.node)] == sorter.node
    if not known:
        lettered = len(node) > 2 and node[:-1] in sorter.known.nodes and label.strength is Strength.FIRM
        return (sure and label.strength is Strength.FIRM) or lettered
    if block.kind is BlockKind.HEADING:
        return True
    if label.strength is Strength.FIRM:
        return sure or not _among_numbers(text, label, block, before, node in sorter.seen)
    if index and not _may_begin(before):
        return bold or (_is_next(node, sorter) and _goes_on_capital(text, label))
    return bold or node not in sorter.seen or _goes_on_capital(text, label)


def _among_numbers(text: str, label: Label, block: Block, before: str, seen: bool) -> bool:
    """Whether an id is more likely a number: alone with other numbers, or come upon again with nothing after it."""
    if len(label.node) > 2:
        return False
    rest = text[label.end :]
    if _NUMBERS_ONLY.fullmatch(rest) and (
        re.search(r"\d", rest) or (before and _NUMBERS_ONLY.fullmatch(before))
    ):
        return True
    return seen and not re.match(r"[ \t]*[:.)]", rest)


def _may_begin(before: str) -> bool:
    return not before.strip() or bool(_SENTENCE_END.search(before)) or len(before) < _SHORT_LINE


def _is_next(node: Node, sorter: _Sorter) -> bool:
    parts = [tuple(part.split(".")) for part in sorter.known.parts]
    if sorter.node in parts and node in parts:
        return parts.index(node) == parts.index(sorter.node) + 1
    return node not in sorter.seen and not sorter.seen


def _goes_on_capital(text: str, label: Label) -> bool:
    return bool(re.match(r"[\s:.)]*[A-ZÀ-Ý$\\({]", text[label.end :]))


def _id_inside(text: str, sorter: _Sorter) -> Node | None:
    """The one id that a title holds after its words (``The recurrence (2.2.a)``)."""
    found: set[Node] = set()
    for match in re.finditer(r"(?<![\w.,^_=+*/-])[(\[]?(?:Q(?:uestion)?[ .]?)?\d{1,2}\.\d", text):
        if match.start() == 0 or is_excluded(text[: match.start()]):
            continue
        label = read_absolute(text[match.start() :], sorter.known)
        if label and label.node in sorter.known.nodes:
            found.add(label.node)
    return found.pop() if len(found) == 1 else None


def _relative_label(
    block: Block, text: str, bold: bool, before: str | None, index: int, chained: bool, sorter: _Sorter
) -> Label | None:
    """A lettered or numbered label that opens a part of the question we are in."""
    read = read_relative(text, alone=block.kind is BlockKind.HEADING)
    current = sorter.current
    if read is None or current is None or not current.known:
        return None
    word, end, shape, worded = read
    kind = _style_kind(block)
    if kind == "para" and not (shape.startswith("(") or shape.endswith(")") or worded or bold or chained):
        return None
    if index and not chained and not _may_begin(before or ""):
        return None
    style = f"{kind}:{shape}"
    base = _base(current, word, style, sorter)
    node = resolve_relative(word, base, sorter.known) if base else None
    if node is None:
        return None
    if not (chained or _continues_style(current, node, base, style, worded, word, sorter)):
        current.own_lists.add(style)
        return None
    return Label(node, end, Strength.FIRM, relative=True, style=style)


def _style_kind(block: Block) -> str:
    if block.kind is BlockKind.HEADING:
        return f"heading{block.level}"
    return f"item{block.level}" if block.kind is BlockKind.ITEM else "para"


def _base(current: Section, word: str, style: str, sorter: _Sorter) -> Node:
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
    current: Section, node: Node, base: Node, style: str, worded: bool, word: str, sorter: _Sorter
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


def _split_run_in(block: Block, line: Line, sorter: _Sorter) -> list[Line]:
    """Answers to several letters on one line, ``(a) … (b) …``: cut before each next letter after a sentence."""
    while True:
        current = sorter.current
        assert current is not None
        siblings = sorter.known.children(current.node[:-1])
        place = siblings.index(current.node) + 1 if current.node in siblings else len(siblings)
        if place >= len(siblings):
            return [line]
        cut = line.find(re.compile(rf"(?<=[.;!?])\s+\({re.escape(siblings[place][-1])}\)\s+"))
        if cut is None:
            return [line]
        head, line = cut
        current.blocks.append(block_of_lines(block, [head]))
        _open(sorter, siblings[place], line.place, current.style)


def _take_code(block: Block, sorter: _Sorter) -> None:
    """A listing is the student's code, except where a recognised page put text (and an id) into a fence."""
    rows = block.spans[0].text.split("\n")
    start = 0
    for index, row in enumerate(rows):
        label = read_absolute(row, sorter.known)
        if (
            label is None
            or label.node not in sorter.known.nodes
            or not _is_prose_after(row[label.end :], label)
        ):
            continue
        _keep_code(block, rows[start:index], start, sorter)
        _open(sorter, label.node, replace(block.place, line=block.place.line + index), "abs")
        rows[index] = row[skip_delimiter(row, label.end) :]
        start = index
        block = replace(block, kind=BlockKind.PARAGRAPH)
    _keep_code(block, rows[start:], start, sorter)


def _is_prose_after(rest: str, label: Label) -> bool:
    words = re.findall(r"[A-Za-zÀ-ÿ]{2,}", rest)
    if label.strength is Strength.NONE:
        return False
    return len(words) >= (1 if len(label.node) > 2 else 3) or (len(label.node) > 2 and not rest.strip(" :.)"))


def _keep_code(block: Block, rows: list[str], start: int, sorter: _Sorter) -> None:
    text = "\n".join(rows).strip("\n")
    if not text.strip():
        return
    place = replace(block.place, line=block.place.line + start) if block.place.line else block.place
    if block.kind is BlockKind.CODE:
        _keep(replace(block, spans=(Span(SpanKind.CODE, text),), place=place), sorter)
        return
    for each in read_answer_text(text, place):
        _keep(each, sorter)


def _take_table(block: Block, sorter: _Sorter) -> None:
    """A table of answers, one part a row, is sorted row by row; any other stays whole."""
    nodes = [_row_node(row, sorter) for row in block.rows]
    if sum(node is not None for node in nodes) < 2:
        _keep(block, sorter)
        return
    header = block.rows[0][1:] if nodes[0] is None else ()
    for offset, (row, node) in enumerate(zip(block.rows, nodes, strict=False)):
        if node is None:
            continue
        _open(sorter, node, _row_place(block, offset), "abs")
        cells = [trimmed(cell) for cell in row[1:] if cell]
        if len(cells) == 1:
            _keep(Block(BlockKind.PARAGRAPH, cells[0], _row_place(block, offset)), sorter)
        elif cells:
            rows = (header, row[1:]) if header and offset else (row[1:],)
            _keep(replace(block, rows=rows, place=_row_place(block, offset)), sorter)


def _row_place(block: Block, offset: int) -> Place:
    """The place of a row: in Markdown one line each, with a rule under the header."""
    if not offset or not block.place.line or block.place.file.endswith((".tex", ".docx")):
        return block.place
    return replace(block.place, line=block.place.line + offset + 1)


def _row_node(row: tuple[tuple[Span, ...], ...], sorter: _Sorter) -> Node | None:
    if len(row) < 2 or len(row[0]) != 1 or not any(row[1:]):
        return None
    text = marks.without_strong(row[0][0].text).strip()
    label = read_absolute(text, sorter.known)
    if label is None or label.deeper or text[label.end :].strip(" :.)"):
        return None
    return label.node if sorter.known.is_part(label.node) else None
