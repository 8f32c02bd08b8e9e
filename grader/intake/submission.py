"""Read a submission (a folder, a file or an archive) into answers by part, code and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, takewhile
from pathlib import Path
from types import MappingProxyType

from grader.errors import SubmissionError
from grader.intake.files.collect import NOTED, TYPED, collect, kind_of
from grader.intake.files.documents import Document, SourceFile
from grader.intake.formats.readers import READERS, read_file
from grader.intake.formats.yaml.reader import LONE
from grader.intake.handout.fingerprints import set_aside
from grader.intake.labels.headings import outline, read_absolute
from grader.intake.parts.counted import Sorted, sort_document
from grader.intake.parts.sections import Section
from grader.intake.passes.appeals import addresses_grader, without_appeals
from grader.intake.passes.long_answers import within_bounds
from grader.intake.passes.mended import mended
from grader.intake.passes.own_macros import expanded
from grader.intake.text.answer_text import read_answer_text
from grader.intake.text.marks import without_strong
from grader.model.submission import (
    Answer,
    Block,
    BlockKind,
    Field,
    FieldValue,
    Place,
    Remark,
    RemarkKind,
    Span,
    SpanKind,
    Submission,
)

_WRITEUPS = frozenset({".md", ".tex", ".ipynb", ".docx", ".yaml"})
_MAX_REMARKS = 100
_ENOUGH_TEXT = 30  # characters: less than this in no part is a title or a name
_ANSWER_LENGTH = 120  # characters: text before the first part that is shorter is an introduction
_TITLE = re.compile(r"[^.:;=$\n]{1,80}")


def read_submission(
    path: Path, *, parts: tuple[str, ...], handout: frozenset[int] = frozenset()
) -> Submission:
    """All that `path` says about `parts`; SubmissionError only where there is nothing to read at all."""
    collected = collect(path)
    documents = _read_all(collected.files, parts)
    remarks = [
        *collected.remarks,
        *(remark for document in documents.values() for remark in document.remarks),
    ]
    code = tuple(file for document in documents.values() for file in document.code)
    pages = _Pages(parts, handout, remarks)
    for name, document in documents.items():
        pages.add(name, document)
    answers = {}
    for part, answer in pages.answers(documents.values()).items():
        answers[part], cut = within_bounds(answer)
        remarks[:0] = cut  # before all others: a part of it that nobody reads is for a person
    unread = _unread_parts(collected.files, documents, answers, pages, collected.lost)
    if all(document.unread for document in documents.values()):
        _refuse(path, remarks)
    return Submission(collected.name, MappingProxyType(answers), code, tuple(remarks[:_MAX_REMARKS]), unread)


def _refuse(path: Path, remarks: list[Remark]) -> None:
    problems = "; ".join(f"{each.place} ({each.detail})" for each in remarks[:5])
    raise SubmissionError(
        f"{path}: nothing in it can be read: {problems}. Save it again and hand it in once more"
    )


def _read_all(files: tuple[SourceFile, ...], parts: tuple[str, ...]) -> dict[str, Document]:
    """Every file's document, in the order of the files; several at a time, since pandoc works outside."""
    folder = {file.name: file for file in files}

    if len(files) == 1:
        return {files[0].name: read_file(files[0], folder, parts)}
    with ThreadPoolExecutor(4) as pool:
        return dict(
            zip(
                (file.name for file in files),
                pool.map(partial(read_file, folder=folder, parts=parts), files),
                strict=False,
            )
        )


@dataclass(frozen=True)
class _Occurrence:
    """One place at which a part is answered in a write-up."""

    blocks: tuple[Block, ...]
    section: Section


class _Pages:
    """The write-ups of a submission, sorted by part."""

    def __init__(self, parts: tuple[str, ...], handout: frozenset[int], remarks: list[Remark]) -> None:
        self._parts, self._handout, self._remarks = parts, handout, remarks
        self._known = outline(parts)
        self._found: dict[tuple[str, ...], list[_Occurrence]] = {}
        self._loose: list[str] = []
        """Write-ups in which text stands and no part was found."""
        self._before: list[tuple[Place, str]] = []
        """Write-ups with text in front of the first part, and which part that is."""
        self.misplaced: frozenset[str] = frozenset()
        self.unread: set[str] = set()
        """Parts in which a picture or an embedded object stands."""

    def add(self, name: str, document: Document) -> None:
        """Sort one document's blocks."""
        if not document.blocks:
            return
        self._remark_on_appeals(document.blocks)
        named = _named_by_file(name, self._known.nodes, self._parts)
        found = sort_document((*named, *mended(expanded(document.blocks))), self._parts)
        sections = found.sections
        if found.counted:
            self._remarks.append(_counted(name, found))
        for section in sections:
            if not section.known:
                self._remarks.append(Remark(RemarkKind.UNKNOWN_PART, section.place, ".".join(section.node)))
                continue
            part = ".".join(section.node)
            self._note_unread(part, section)
            blocks = _clean(without_appeals(set_aside(tuple(section.blocks), self._handout)))
            if blocks:
                self._found.setdefault(section.node, []).append(_Occurrence(blocks, section))
        first = next((section for section in sections if section.known), None)
        if first is None:
            self._note_loose(name, document)
        elif _may_answer(set_aside(found.before, self._handout)):
            self._before.append((Place(name), ".".join(first.node)))

    def _note_unread(self, part: str, section: Section) -> None:
        """Remark once a part on a picture, and on an embedded object also above a question's letters."""
        for kind, place in section.unread.items():
            remark = Remark(RemarkKind(kind), place, part=part)
            if any(each.kind is remark.kind and each.part == part for each in self._remarks):
                continue
            if part in self._parts:
                self.unread.add(part)
                self._remarks.append(remark)
            elif remark.kind is RemarkKind.OBJECT:
                self.unread |= {each for each in self._parts if each.startswith(f"{part}.")}
                self._remarks.append(remark)

    def _remark_on_appeals(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if addresses_grader(block):
                self._remarks.append(Remark(RemarkKind.TEXT_FOR_GRADER, block.place))
                return

    def _note_loose(self, name: str, document: Document) -> None:
        rest = set_aside(document.blocks, self._handout)
        if "readme" not in name.lower() and sum(len(block.text) for block in rest) >= _ENOUGH_TEXT:
            self._loose.append(name)

    def answers(self, documents: Iterable[Document]) -> dict[str, Answer]:
        """Every part's answer, empty ones included; the fields of YAML files are laid over the write-up."""
        fields: dict[str, Mapping[str, Field]] = {}
        for document in documents:
            for part, given in document.fields.items():
                fields[part] = {**fields.get(part, {}), **given}
        answers = {part: self._answer(part, fields.get(part, {})) for part in self._parts}
        self._note_misplaced(answers)
        if self._loose and not self._found and not fields:
            self._remarks.append(
                Remark(RemarkKind.NO_PARTS, Place(self._loose[0]), self._parts[0] if self._parts else "")
            )
        elif all(answer.is_empty for answer in answers.values()) and (self._found or fields):
            self._remarks.append(Remark(RemarkKind.NO_ANSWERS, Place("")))
        return answers

    @property
    def loose(self) -> bool:
        """Whether there is text that no heading assigns to a part."""
        return bool(self._loose)

    def _answer(self, part: str, fields: Mapping[str, Field]) -> Answer:
        lone = fields.get(LONE)
        if lone is not None:
            named = {name: value for name, value in fields.items() if name != LONE}
            return Answer(
                part,
                without_appeals(mended(read_answer_text(_as_text(lone.value), lone.place))),
                MappingProxyType(named),
            )
        occurrences = self._found.get(tuple(part.split(".")), [])
        return Answer(part, self._last(part, occurrences), MappingProxyType(dict(fields)))

    def _last(self, part: str, occurrences: Sequence[_Occurrence]) -> tuple[Block, ...]:
        """The blocks that count where a part is answered several times: the last, and what continues it."""
        groups: list[list[_Occurrence]] = []
        for occurrence in occurrences:
            if groups and occurrence.section.continued:
                groups[-1].append(occurrence)
            else:
                groups.append([occurrence])
        if not groups:
            return ()
        if len({_text(group) for group in groups}) > 1:
            self._remarks.append(Remark(RemarkKind.REPEATED_PART, groups[-1][0].section.place, part=part))
        return tuple(block for occurrence in groups[-1] for block in occurrence.blocks)

    def _note_misplaced(self, answers: Mapping[str, Answer]) -> None:
        """Say where text stands under a question whose parts it does not tell apart."""
        lost: set[str] = set()
        for node, occurrences in self._found.items():
            below = [
                part
                for part in self._parts
                if tuple(part.split("."))[: len(node)] == node and part != ".".join(node)
            ]
            missing = [part for part in below if answers[part].is_empty]
            told_apart = len(missing) < len(below)
            if (
                not missing
                or ".".join(node) in self._parts
                or not any(_is_substantial(each, told_apart) for each in occurrences)
            ):
                continue
            lost.update(missing)
            self._remark_misplaced(occurrences[-1], missing, ".".join(node))
        for part, group in self._swallowed(answers):
            lost.update(group)
            self._remark_misplaced(self._found[tuple(part.split("."))][-1], group, part)
        for place, first in self._before:
            missing = self._missing_before(first, answers)
            if missing:
                lost.update(missing)
                self._remarks.append(Remark(RemarkKind.BEFORE_PARTS, place, ", ".join(missing)))
        self.misplaced = frozenset(lost)

    def _missing_before(self, first: str, answers: Mapping[str, Answer]) -> list[str]:
        """The parts without answer right before that one in the assignment."""
        before = list(self._parts[: self._parts.index(first)]) if first in self._parts else []
        return list(takewhile(lambda part: answers[part].is_empty, reversed(before)))[::-1]

    def _remark_misplaced(self, where: _Occurrence, missing: Sequence[str], part: str) -> None:
        place = where.blocks[0].place
        self._remarks.append(Remark(RemarkKind.MISPLACED_ANSWER, place, ", ".join(missing), part))

    def _swallowed(self, answers: Mapping[str, Answer]) -> Iterator[tuple[str, list[str]]]:
        """Parts with letters that opened nothing, where all lettered parts that come next are missing."""
        for part, following in pairwise(self._parts):
            above = following.rpartition(".")[0]
            group = [each for each in self._parts if each.rpartition(".")[0] == above]
            occurrences = self._found.get(tuple(part.split(".")), [])
            letters = {letter for each in occurrences for letter in each.section.letters}
            if (
                len(group) > 1
                and group[0] == following
                and {each.rpartition(".")[2] for each in group[:2]} <= letters
                and all(answers[each].is_empty for each in group)
            ):
                yield part, group


def _may_answer(blocks: Sequence[Block]) -> bool:
    """Whether text under no part is long enough for an answer, and mathematical."""
    has_maths = any(span.kind is SpanKind.MATH for block in blocks for span in block.spans)
    return has_maths and sum(len(block.text) for block in blocks) >= _ANSWER_LENGTH


def _is_substantial(found: _Occurrence, told_apart: bool) -> bool:
    """Whether text is more than a title, which may stand behind the number where parts are told apart."""
    body = [block for block in found.blocks if block.kind is not BlockKind.HEADING]
    if told_apart and body and body[0].place == found.section.place and _TITLE.fullmatch(body[0].text):
        body = body[1:]
    return (
        any(span.kind is SpanKind.MATH for block in body for span in block.spans)
        or sum(len(block.text) for block in body) > 15
    )


def _text(group: Sequence[_Occurrence]) -> str:
    return "\n".join(block.text for occurrence in group for block in occurrence.blocks)


def _as_text(value: FieldValue) -> str:
    return value if isinstance(value, str) else "\n".join(_row(item) for item in value)


def _row(value: FieldValue) -> str:
    return value if isinstance(value, str) else "[" + ", ".join(_row(item) for item in value) + "]"


def _named_by_file(name: str, nodes: frozenset[tuple[str, ...]], parts: tuple[str, ...]) -> tuple[Block, ...]:
    """A heading made of a file's own name where that is a part's id (``2.2.a.md``, ``question_3.tex``)."""
    stem = re.sub(r"[_\s]+", " ", SourceFile(name.partition(" cell ")[0], b"").stem)
    stem = re.sub(r"(?<=\d) (?=\d)", ".", stem)
    label = read_absolute(stem, outline(parts))
    if label is None or stem[label.end :].strip() or label.node not in nodes:
        return ()
    return (Block(BlockKind.HEADING, (Span(SpanKind.TEXT, stem),), Place(name)),)


def _depth(section: Section) -> int:
    return len(section.node)


def _counted(name: str, found: Sorted) -> Remark:
    """Which part was counted first, so that a student sees how it was done."""
    first = max((each for each in found.sections if each.known and each.blocks), key=_depth)
    return Remark(RemarkKind.COUNTED_PARTS, Place(name), str(first.place), ".".join(first.node))


def _clean(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks without the marks of bold type, empty ones left out."""
    cleaned: list[Block] = []
    for block in blocks:
        spans = _without_marks(block.spans)
        rows = tuple(tuple(_without_marks(cell) for cell in row) for row in block.rows)
        if spans or rows:
            cleaned.append(replace(block, spans=spans, rows=rows))
    return tuple(cleaned)


def _without_marks(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    plain = (
        replace(span, text=without_strong(span.text)) if span.kind is SpanKind.TEXT else span
        for span in spans
    )
    return tuple(span for span in plain if span.text)


def _unread_parts(
    files: tuple[SourceFile, ...],
    documents: Mapping[str, Document],
    answers: Mapping[str, Answer],
    pages: _Pages,
    lost: bool,
) -> frozenset[str]:
    """Parts whose answer may stand in something that we could not read."""
    empty = frozenset(part for part, answer in answers.items() if answer.is_empty)
    scans = [file.name for file in files if kind_of(file.name) not in READERS]
    stems = {file.stem for file in files if kind_of(file.name) in _WRITEUPS}
    typed = [file.name for file in files if kind_of(file.name) in TYPED and file.stem not in stems]
    answered = len(empty) < len(answers)
    if lost or any(document.unread for document in documents.values()):
        return empty
    if not any(answer.blocks for answer in answers.values()) and scans:
        pdf = next((name for name in scans if name.lower().endswith(".pdf")), scans[0])
        pages._remarks.append(Remark(RemarkKind.PDF_ONLY, Place(pdf), NOTED[kind_of(pdf)]))
        return empty
    if typed:
        pages._remarks += [Remark(RemarkKind.PDF_ONLY, Place(name), NOTED[kind_of(name)]) for name in typed]
        return empty
    has_code = any(document.code for document in documents.values())
    if pages.loose and not answered and not has_code:
        return empty
    return (pages.misplaced | pages.unread) & empty
