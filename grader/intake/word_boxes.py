"""Bring the text boxes of a Word document into its text, where pandoc would pass over them."""

from __future__ import annotations

import io
import re
import zipfile

_DOCUMENT = "word/document.xml"
_FALLBACK = re.compile(r"<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)
_BOX = re.compile(r"<w:txbxContent\b[^>]*>(.*?)</w:txbxContent>|</w:p>", re.DOTALL)


def with_boxes_in_text(data: bytes) -> bytes:
    """The document with each box's paragraphs right after the paragraph that holds the box."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read(_DOCUMENT).decode("utf-8", errors="replace")
        if "txbxContent" not in text:
            return data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
            for member in package.infolist():
                if member.filename == _DOCUMENT:
                    copy.writestr(_DOCUMENT, _hoisted(text))
                elif member.filename.endswith((".xml", ".rels")):
                    copy.writestr(member.filename, package.read(member))
    return stream.getvalue()


def _hoisted(document: str) -> str:
    waiting: list[str] = []

    def place(match: re.Match[str]) -> str:
        if match[1] is not None:
            waiting.append(match[1])
            return ""
        released = match[0] + "".join(waiting)
        waiting.clear()
        return released

    return _BOX.sub(place, _FALLBACK.sub("", document))
