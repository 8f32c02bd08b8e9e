"""Take a stretch of HTML in a write-up apart into headings, list items with their numbers, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from grader.intake.labels.numerals import numeral
from grader.intake.text.html_tags import strip_tags
from grader.intake.text.marks import HOLD, LINE_MARK, without_marks
from grader.model.submission import BlockKind

_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>ol|ul|li|h[1-6]|p|div|summary|dt|dd|pre)\b(?P<attributes>[^<>]*)>",
    re.IGNORECASE,
)
_MARKED_LINE = re.compile(rf"(?m)^((?:[ \t]*<[^<>\n]*>)*)(.*?)[ ]?({LINE_MARK})$")
"""A line with its mark at the end; behind the tags that begin it, the mark goes with the text."""
_NUMBER = re.compile(r"(?:start|value)\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_STYLE = re.compile(r"\btype\s*=\s*[\"']?([1aAiI])", re.IGNORECASE)
_STYLES = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
_MAX_LEVELS = 20


@dataclass(frozen=True)
class HtmlPiece:
    """One heading, item or paragraph, its inline tags still in it."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    label: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it holds neither words nor a formula."""
        return not HOLD.search(self.text) and not without_marks(self.text).strip()


@dataclass
class _List:
    style: str
    """Empty in a list of bullets."""
    count: int = 0


@dataclass
class HtmlLists:
    """The HTML lists that are open while a document is written down; they may go on over other blocks."""

    levels: list[_List] = field(default_factory=list)

    def pieces(self, text: str) -> Iterator[HtmlPiece]:
        """The pieces of a stretch of HTML, in order; an item whose text stands elsewhere comes empty."""
        text = _MARKED_LINE.sub(r"\1\3\2", text)
        piece = HtmlPiece(BlockKind.PARAGRAPH)
        position = 0
        for tag in _TAG.finditer(text):
            said = replace(piece, text=strip_tags(text[position : tag.start()]))
            position = tag.end()
            if said.is_blank and piece.label and tag["name"].lower() in ("p", "div"):
                continue
            if said.label or not said.is_blank:
                yield said
            piece = self._after(tag)
        said = replace(piece, text=strip_tags(text[position:]))
        if said.label or not said.is_blank:
            yield said

    def _after(self, tag: re.Match[str]) -> HtmlPiece:
        """What begins after a tag."""
        name, closing = tag["name"].lower(), bool(tag["closing"])
        if name in ("ol", "ul"):
            self._list(name, closing, tag["attributes"])
        elif name == "li" and not closing:
            return HtmlPiece(BlockKind.ITEM, "", max(1, len(self.levels)), self._label(tag["attributes"]))
        elif name[0] == "h" and not closing:
            return HtmlPiece(BlockKind.HEADING, "", int(name[1]))
        return HtmlPiece(BlockKind.PARAGRAPH)

    def _list(self, name: str, closing: bool, attributes: str) -> None:
        if closing:
            del self.levels[-1:]
        elif len(self.levels) < _MAX_LEVELS:
            start, style = _NUMBER.search(attributes), _STYLE.search(attributes)
            shown = _STYLES.get(style[1] if style else "", "Decimal") if name == "ol" else ""
            self.levels.append(_List(shown, int(start[1]) - 1 if start else 0))

    def _label(self, attributes: str) -> str:
        if not self.levels or not self.levels[-1].style:
            return ""
        value = _NUMBER.search(attributes)
        self.levels[-1].count = int(value[1]) if value else self.levels[-1].count + 1
        return numeral(self.levels[-1].count, self.levels[-1].style) + "."
