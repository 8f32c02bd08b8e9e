"""Read a Word document: paragraphs and lists by pandoc, equations as LaTeX, tracked deletions left out."""

from __future__ import annotations

import io
import zipfile
import zlib

from grader.intake.files.documents import Document, SourceFile
from grader.intake.formats.word.formulas import plain_formulas
from grader.intake.formats.word.whole_text import with_whole_text
from grader.intake.pandoc.counters import Counters
from grader.intake.pandoc.process import PandocFailure, parse_document
from grader.intake.pandoc.tree import Walk, blocks_of_tree
from grader.model.submission import Place, Remark, RemarkKind

_MAX_XML = 30 * 1024 * 1024  # bytes of one part, unpacked
_MAX_PARTS = 3000


def read_word(file: SourceFile) -> Document:
    """The document's blocks; the line of a place counts paragraphs, for a Word file has no lines."""
    try:
        _check(file.data)
        tree = parse_document(with_whole_text(file.data), "docx", "--track-changes=accept")
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return _unreadable(file, "it is not a Word document, or it is damaged")
    except PandocFailure as failure:
        return _unreadable(file, str(failure))
    walk = Walk(lambda line: Place(file.name, line), counts_blocks=True, counters=Counters(), line=0)
    return Document(plain_formulas(blocks_of_tree(tree, walk)))


def _check(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = package.infolist()
        if len(members) > _MAX_PARTS or any(member.file_size > _MAX_XML for member in members):
            raise ValueError("too large")
        if "word/document.xml" not in package.namelist():
            raise ValueError("no document")


def _unreadable(file: SourceFile, detail: str) -> Document:
    return Document(remarks=(Remark(RemarkKind.UNREADABLE_FILE, Place(file.name), detail),), unread=True)
