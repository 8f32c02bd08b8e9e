"""Bring a Word document into the form that a reader of the page sees: boxes, numbers, what is struck out."""

from __future__ import annotations

import html
import io
import re
import zipfile

from grader.intake.formats.word.numbers import with_numbers
from grader.intake.formats.word.struck import without_struck_mathematics
from grader.intake.text import marks
from grader.intake.text.pictures import formula_of_picture

_DOCUMENT = "word/document.xml"
_PICTURE = re.compile(
    r"<w:(drawing|object|pict)\b[^>]*>(?:(?!<w:(?:txbxContent|p|drawing|object|pict)[ >]).)*?</w:\1>",
    re.DOTALL,
)
_DESCRIPTION = re.compile(r'\bdescr="([^"]{1,4000})"')
_FALLBACK = re.compile(r"<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)
_BOX = re.compile(r"<w:txbxContent\b[^>]*>(.*?)</w:txbxContent>|</w:p>", re.DOTALL)


def with_whole_text(data: bytes) -> bytes:
    """The document as a person sees it on the page, for pandoc to read."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = frozenset(package.namelist())
        text = package.read(_DOCUMENT).decode("utf-8", errors="replace")
        numbering = package.read("word/numbering.xml") if "word/numbering.xml" in names else b""
        styles = package.read("word/styles.xml") if "word/styles.xml" in names else b""
        whole = without_struck_mathematics(with_marked_pictures(_boxes_in_text(text)))
        whole = with_numbers(whole, numbering, styles)
        return data if whole == text else _with_document(package, whole)


def _with_document(package: zipfile.ZipFile, text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in package.infolist():
            if member.filename == _DOCUMENT:
                copy.writestr(_DOCUMENT, text)
            elif member.filename.endswith((".xml", ".rels")):
                copy.writestr(member.filename, package.read(member))
    return stream.getvalue()


def with_marked_pictures(document: str) -> str:
    """The document with a mark, or the formula that describes it, for each picture and embedded object."""
    return _PICTURE.sub(_picture, document)


def _picture(match: re.Match[str]) -> str:
    words = _DESCRIPTION.search(match[0])
    formula = formula_of_picture("", html.unescape(words[1])) if words else ""
    said = f"${html.escape(formula, quote=False)}$" if formula else marks.PICTURE
    return f'<w:t xml:space="preserve">{said}</w:t>'


def _boxes_in_text(document: str) -> str:
    """The document with each box's paragraphs right after the paragraph that holds the box."""
    if "txbxContent" not in document:
        return document
    waiting: list[str] = []

    def place(match: re.Match[str]) -> str:
        if match[1] is not None:
            waiting.append(match[1])
            return ""
        released = match[0] + "".join(waiting)
        waiting.clear()
        return released

    return _BOX.sub(place, _FALLBACK.sub("", document))
