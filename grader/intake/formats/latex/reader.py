"""Read LaTeX: pandoc reads the structure and expands macros; our marks carry labels and places through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grader.intake.files.documents import Document, SourceFile
from grader.intake.formats.latex.prepared import prepared_latex
from grader.intake.formats.latex.source import Source, included_names, join_source
from grader.intake.pandoc.process import PandocFailure, parse_document
from grader.intake.pandoc.tree import Walk, blocks_of_tree
from grader.intake.text import marks
from grader.intake.text.answer_text import read_answer_text
from grader.model.submission import Block, Place, Remark, RemarkKind

_FORMAT = "latex-auto_identifiers"


def read_latex(file: SourceFile, folder: Mapping[str, SourceFile]) -> Document:
    """The blocks of a LaTeX file and all it includes; nothing for a file that another one includes."""
    if file.suffix == ".sty" or file.name in included_names(folder):
        return Document()
    source = join_source(file, folder)
    if not source.readable:
        return Document(remarks=tuple(source.remarks), unread=True)
    text, listings, counters = prepared_latex(source.lines)
    try:
        tree = parse_document(text.encode("utf-8", errors="replace"), _FORMAT)
    except PandocFailure as failure:
        remark = Remark(RemarkKind.READ_PLAINLY, Place(file.name), str(failure))
        return Document(_read_plainly(source), remarks=(*source.remarks, remark))
    return Document(
        blocks_of_tree(tree, Walk(source.place, listings, counters=counters)), remarks=tuple(source.remarks)
    )


def _read_plainly(source: Source) -> tuple[Block, ...]:
    """The blocks as our own scanner sees them, for a document that pandoc gives up on."""
    start = next((index + 1 for index, line in enumerate(source.lines) if "\\begin{document}" in line), 0)
    text = marks.without_marks("\n".join(source.lines[start:])).replace("``", '"').replace("''", '"')
    blocks = read_answer_text(text, Place("", start + 1))
    return tuple(replace(block, place=source.place(block.place.line)) for block in blocks)
