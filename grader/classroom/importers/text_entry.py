"""An answer typed into a platform's text box (HTML) as Markdown for the readers."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div br h1 h2 h3 h4 h5 h6 li ul ol tr table blockquote section article pre hr dt dd".split()  # noqa: SIM905
)
_SILENT = frozenset({"script", "style", "title", "head", "del", "s", "strike", "template"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base"})
_MAX_CHARACTERS = 5_000_000


def text_entry_markdown(html: str) -> str:
    """The text with headings, items and formulas; struck-out text and scripts are left out."""
    reader = _Reader()
    reader.feed(html[:_MAX_CHARACTERS])
    reader.close()
    text = "".join(reader.pieces).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"


class _Reader(HTMLParser):
    """Collects text; `HTMLParser` is the standard library's only interface to its tokeniser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent: list[str] = []
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        if self._silent:
            return
        self._preformatted += tag == "pre"
        if tag in _BLOCKS:
            self.pieces.append("\n" if tag in ("br", "tr") else "\n\n")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.pieces.append("#" * int(tag[1]) + " ")
        elif tag == "li":
            self.pieces.append("- ")
        elif tag in ("td", "th"):
            self.pieces.append(" | ")
        elif tag == "sup":
            self.pieces.append("^")
        elif tag == "sub":
            self.pieces.append("_")
        elif tag == "img":
            self.pieces.append(_formula(dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        self._preformatted -= tag == "pre" and self._preformatted > 0
        if tag in _BLOCKS and tag not in _VOID:
            self.pieces.append("\n" if tag == "tr" else "\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data if self._preformatted else re.sub(r"\s+", " ", data))


def _formula(attributes: dict[str, str | None]) -> str:
    """A formula that an editor keeps as a picture: Canvas has its LaTeX beside it."""
    latex = attributes.get("data-equation-content") or ""
    described = attributes.get("alt") or ""
    if not latex and described.lower().startswith("latex:"):
        latex = described[6:]
    return f"${latex.strip()}$" if latex.strip() else ""
