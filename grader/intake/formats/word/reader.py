"""Read a Word document: its text as the page shows it, structure by pandoc, equations as LaTeX."""

from __future__ import annotations

from grader.intake.files.documents import Document, SourceFile
from grader.intake.formats.word.formulas import plain_formulas
from grader.intake.formats.word.numbers import write_numbers
from grader.intake.formats.word.ooxml import WordProblem
from grader.intake.formats.word.package import NOTES, pack_text, unpack_text
from grader.intake.formats.word.page import as_seen
from grader.intake.formats.word.styles import Styles, name_headings, read_styles
from grader.intake.pandoc.counters import Counters
from grader.intake.pandoc.process import PandocFailure, parse_document
from grader.intake.pandoc.tree import Walk, blocks_of_tree
from grader.model.submission import Place, Remark, RemarkKind


def read_word(file: SourceFile) -> Document:
    """The document's blocks; the line of a place counts paragraphs, for a Word file has no lines."""
    try:
        tree = parse_document(_shown(file.data), "docx", "--track-changes=accept")
    except WordProblem as problem:
        return _unreadable(file, str(problem))
    except PandocFailure as failure:
        return _unreadable(
            file, f"{failure}: leave out all that is no answer, or write it in Markdown or LaTeX"
        )
    walk = Walk(lambda line: Place(file.name, line), counts_blocks=True, counters=Counters(), line=0)
    return Document(plain_formulas(blocks_of_tree(tree, walk)))


def _shown(data: bytes) -> bytes:
    """The document as a person sees it on the page, for pandoc to read."""
    parts = unpack_text(data)
    named = parts.get("styles")
    styles = read_styles(named) if named is not None else Styles()
    for part in ("document", *NOTES):
        if part in parts:
            as_seen(parts[part], styles)
    write_numbers(parts["document"], parts.get("numbering"), named)
    if named is not None:
        name_headings(named)
    return pack_text(parts)


def _unreadable(file: SourceFile, detail: str) -> Document:
    return Document(remarks=(Remark(RemarkKind.UNREADABLE_FILE, Place(file.name), detail),), unread=True)
