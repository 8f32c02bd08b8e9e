"""The table of formats: which reader turns a file of which kind into a document."""

from __future__ import annotations

from collections.abc import Mapping

from grader.intake.files.collect import kind_of
from grader.intake.files.documents import Document, SourceFile
from grader.intake.files.encoding import decode
from grader.intake.formats.latex.reader import read_latex
from grader.intake.formats.markdown.reader import read_markdown
from grader.intake.formats.notebook import read_notebook
from grader.intake.formats.word.reader import read_word
from grader.intake.formats.yaml.reader import read_yaml_answers
from grader.model.submission import CodeFile, Place, Remark, RemarkKind

Folder = Mapping[str, SourceFile]
"""All files of the submission, by name: what LaTeX may include."""


def _read_markdown(file: SourceFile, folder: Folder, parts: tuple[str, ...]) -> Document:
    decoded = decode(file.data)
    if decoded.text is None:
        return _not_text(file)
    blocks, failure = read_markdown(decoded.text, lambda line: Place(file.name, line))
    remarks = [Remark(RemarkKind.ENCODING, Place(file.name), decoded.guessed)] if decoded.guessed else []
    if failure:
        remarks.append(Remark(RemarkKind.READ_PLAINLY, Place(file.name), failure))
    return Document(blocks, remarks=tuple(remarks))


def _not_text(file: SourceFile) -> Document:
    return Document(
        remarks=(Remark(RemarkKind.UNREADABLE_FILE, Place(file.name), "it is not a text file"),), unread=True
    )


def _read_python(file: SourceFile, folder: Folder, parts: tuple[str, ...]) -> Document:
    return Document(code=(CodeFile(file.name, file.data),))


def _read_nothing(file: SourceFile, folder: Folder, parts: tuple[str, ...]) -> Document:
    """A PDF, a photo, another program's file: it may be the write-up, and it cannot be read."""
    return Document()


READERS = {
    ".md": _read_markdown,
    ".tex": lambda file, folder, parts: read_latex(file, folder),
    ".ipynb": lambda file, folder, parts: read_notebook(file),
    ".docx": lambda file, folder, parts: read_word(file),
    ".yaml": lambda file, folder, parts: read_yaml_answers(file, parts),
    ".py": _read_python,
}
"""Who reads a file, by its kind; a new format is a module of this package and a row here."""


def read_file(file: SourceFile, folder: Folder, parts: tuple[str, ...]) -> Document:
    """The document that `file` is; an empty one where no reader knows its kind."""
    return READERS.get(kind_of(file.name), _read_nothing)(file, folder, parts)
