"""Sort the blocks of a document by the part they answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from grader.intake.labels.headings import (
    Label,
    Strength,
    outline,
    read_absolute,
    read_compound,
    read_relative,
    skip_delimiter,
)
from grader.intake.labels.spread_ids import read_spread, read_together
from grader.intake.pandoc.tree import ANSWER_LABEL, END_LABEL, UNREAD_LABELS
from grader.intake.parts.answer_tables import take_table
from grader.intake.parts.counted_labels import counted_label, rank_of
from grader.intake.parts.label_policy import Standing, id_in_title, opens_part, relative_label
from grader.intake.parts.sections import Section, Sorter, keep, open_section
from grader.intake.text.answer_text import read_answer_text
from grader.intake.text.lines import Line, block_of_lines, lines_of_block
from grader.model.submission import Block, BlockKind, Span, SpanKind

_CONTINUED = re.compile(r"[ \t]*[(\[]?(?:continued|cont['’]?d\b|cont\.|suite\b)[)\]]?:?[ \t]*", re.IGNORECASE)
_MAX_CHAIN = 4
_MAX_BOLD_TITLE = 60  # characters
_LABEL_REACH = 240  # characters of a line in which its label is looked for


def split_sections(blocks: Iterable[Block], parts: tuple[str, ...]) -> tuple[Section, ...]:
    """The sections of a document in its own order; text before the first heading is left out."""
    return tuple(sorted_blocks(blocks, Sorter(outline(parts))).sections)


def sorted_blocks(blocks: Iterable[Block], sorter: Sorter) -> Sorter:
    """The sorter after all these blocks."""
    for block in blocks:
        _take(block, sorter)
    return sorter


def _take(block: Block, sorter: Sorter) -> None:
    if block.label in UNREAD_LABELS and not block.spans:
        if sorter.current is not None:
            sorter.current.unread.setdefault(block.label, block.place)
    elif block.label.startswith(ANSWER_LABEL):
        _open_answer(block, sorter)
    elif block.label == END_LABEL:
        sorter.locked, sorter.closed = False, True
    elif sorter.locked or block.kind is BlockKind.DISPLAY:
        keep(block, sorter)
    elif block.kind is BlockKind.TABLE:
        take_table(block, sorter)
    elif block.kind is BlockKind.CODE:
        _take_code(block, sorter)
    else:
        _take_lines(block, sorter)


def _open_answer(block: Block, sorter: Sorter) -> None:
    text = block.label[len(ANSWER_LABEL) :].strip()
    label = read_absolute(text, sorter.known)
    node = label.node if label else tuple(text.split("."))
    open_section(sorter, node, block.place, "answer")
    sorter.locked = True


def _take_lines(block: Block, sorter: Sorter) -> None:
    """A paragraph, item or heading: cut before every line that begins a part."""
    pending: list[Line] = []
    unlabelled = lines = lines_of_block(block) or ([Line((), block.place)] if block.number else [])
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
        keep(block_of_lines(block, pending), sorter)


def _remaining_kind(block: Block) -> BlockKind:
    """A heading's words after its id stay a heading (a title); an item's become a paragraph."""
    return BlockKind.HEADING if block.kind is BlockKind.HEADING else BlockKind.PARAGRAPH


def _keep_before(block: Block, sorter: Sorter) -> None:
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


def _open_line(block: Block, line: Line, lines: list[Line], index: int, sorter: Sorter) -> Line | None:
    """Open the section that a line begins; what is left of the line, or None where it begins none."""
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    opened: Line | None = None
    for _ in range(_MAX_CHAIN):
        text, bold = line.lead
        at = Standing(
            block, text[:_LABEL_REACH], bold, index, before, after, opened is not None, line.bold_lead
        )
        rest = _open_label(line, at, sorter)
        if rest is None:
            break
        opened = line = rest
    return opened


def _open_label(line: Line, at: Standing, sorter: Sorter) -> Line | None:
    """Open one label; what is left of the line after it, or None where there is none."""
    label = _longer_label(read_absolute(at.text, sorter.known), at, sorter)
    if label is not None and label.word:
        label = _inside_question(label, at, sorter)
    if label is not None and opens_part(label, at, sorter):
        in_brackets = re.search(r"\([a-z]\)$", at.text[: label.end])
        return _opened(sorter, line, label, "abs:(a)" if in_brackets else "abs", rank_of(at.block))
    compound = read_compound(at.text, sorter.node[0], sorter.known) if sorter.node else None
    if compound is not None and opens_part(compound, at, sorter):
        return _opened(sorter, line, compound, "abs", rank_of(at.block, relative=True))
    if _is_all_title(line, at) and not at.chained and (inside := id_in_title(at.text, sorter)):
        open_section(sorter, inside, line.place, "abs")
        sorter.rank(rank_of(at.block), inside)
        return Line((), line.place)
    relative = (counted_label(at, sorter) if sorter.counts else None) or relative_label(at, sorter)
    if relative is None:
        _note_letter(at, sorter)
        return None
    return _opened(sorter, line, relative, relative.style, rank_of(at.block, relative=True))


def _longer_label(label: Label | None, at: Standing, sorter: Sorter) -> Label | None:
    """The label, or one that says more: its pieces stand apart, or several parts are answered as one."""
    if at.chained:
        return label
    together = read_together(at.text, sorter.known)
    if together is not None and (at.is_title or at.bold or together.worded):
        return together
    spread = read_spread(at.text, sorter.known)
    if spread is None or not (at.is_title or spread.worded):
        return label
    return spread if label is None or label.node == spread.node[: len(label.node)] != spread.node else label


def _is_all_title(line: Line, at: Standing) -> bool:
    """Whether a line is a heading, or a short line in bold type and nothing else."""
    if at.is_title:
        return True
    text = line.text.strip().rstrip(":. ")
    return not at.index and len(text) <= _MAX_BOLD_TITLE and at.bold_lead.rstrip(":. ") == text


def _note_letter(at: Standing, sorter: Sorter) -> None:
    """Remember a letter that looks like a label and opened nothing: missing parts may stand there."""
    read = read_relative(at.text, alone=at.is_title)
    if sorter.current is not None and read is not None and read[0].isalpha():
        sorter.current.letters.add(read[0])


def _inside_question(label: Label, at: Standing, sorter: Sorter) -> Label:
    """The label as a whole question, or inside one of another name (``Question 2`` in ``Exercise 3``)."""
    above = sorter.node_above(rank_of(at.block))
    inner = (*above[:1], *label.node)
    if sorter.outer_word in ("", label.word) or not above or inner not in sorter.known.nodes:
        return label
    return replace(label, node=inner)


def _opened(sorter: Sorter, line: Line, label: Label, style: str, rank: int) -> Line | None:
    text, _ = line.lead
    current = sorter.current
    if label.deeper and current is not None and current.node == label.node:
        return None
    end = skip_delimiter(text, label.end)
    continued = _CONTINUED.match(text, end)
    if continued:
        end = continued.end()
    open_section(sorter, label.node, line.place, style, continued is not None)
    sorter.rank(rank, label.node)
    sorter.outer_word = sorter.outer_word or label.word
    return line.after(end)


def _split_run_in(block: Block, line: Line, sorter: Sorter) -> list[Line]:
    """Several letters answered on one line, ``(a) … (b) …``: cut after a sentence before each next letter."""
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
        open_section(sorter, siblings[place], line.place, current.style)


def _take_code(block: Block, sorter: Sorter) -> None:
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
        open_section(sorter, label.node, replace(block.place, line=block.place.line + index), "abs")
        rows[index] = row[skip_delimiter(row, label.end) :]
        start = index
        block = replace(block, kind=BlockKind.PARAGRAPH)
    _keep_code(block, rows[start:], start, sorter)


def _is_prose_after(rest: str, label: Label) -> bool:
    words = re.findall(r"[A-Za-zÀ-ÿ]{2,}", rest)
    if label.strength in (Strength.NONE, Strength.RUNNING):
        return False
    return len(words) >= (1 if len(label.node) > 2 else 3) or (len(label.node) > 2 and not rest.strip(" :.)"))


def _keep_code(block: Block, rows: list[str], start: int, sorter: Sorter) -> None:
    text = "\n".join(rows).strip("\n")
    if not text.strip():
        return
    place = replace(block.place, line=block.place.line + start) if block.place.line else block.place
    if block.kind is BlockKind.CODE:
        keep(replace(block, spans=(Span(SpanKind.CODE, text),), place=place), sorter)
        return
    for each in read_answer_text(text, place):
        keep(each, sorter)
