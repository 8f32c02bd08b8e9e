"""An answer typed into a platform's text box (HTML) as Markdown for the readers."""

from __future__ import annotations

import re
from html import unescape

_BLOCKS = frozenset(
    {"p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "table", "blockquote"}
    | {"section", "article", "pre", "hr", "dt", "dd"}
)
_SILENT = frozenset({"script", "style", "title", "head", "del", "s", "strike", "template"})
_LEADS = {"li": "- ", "td": " | ", "th": " | ", "sup": "^", "sub": "_"}
_LEADS |= {f"h{level}": "#" * level + " " for level in range(1, 7)}
_MAX_CHARACTERS = 2_000_000

# No `<` may stand inside a tag, not even between quotes: so each attempt ends at the next one, and a page of
# damaged tags takes no longer than a sound one (the standard library's parser takes time squared on some).
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def text_entry_markdown(html: str) -> str:
    """The text with headings, items and formulas; struck-out text and scripts are left out."""
    html = _without_comments(html[:_MAX_CHARACTERS])
    pieces: list[str] = []
    silent: list[str] = []
    preformatted = 0
    done = 0
    for tag in _TAG.finditer(html):
        if not silent:
            pieces.append(_words(html[done : tag.start()], preformatted=preformatted > 0))
        done = tag.end()
        name, closing = tag[2].lower(), bool(tag[1])
        if silent:
            if closing and name == silent[-1]:
                silent.pop()
        elif name in _SILENT and not closing:
            silent.append(name)
        else:
            preformatted = max(0, preformatted + (0 if name != "pre" else -1 if closing else 1))
            pieces.append(_break(name, closing=closing) + ("" if closing else _lead(name, tag[3])))
    if not silent:
        pieces.append(_words(html[done:], preformatted=preformatted > 0))
    text = "".join(pieces).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"


def _without_comments(html: str) -> str:
    """The page without comments; one that never ends hides the rest, as it does in a browser."""
    pieces = []
    done = 0
    while (start := html.find("<!--", done)) >= 0:
        pieces.append(html[done:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(pieces)
        done = end + 3
    pieces.append(html[done:])
    return "".join(pieces)


def _words(text: str, *, preformatted: bool) -> str:
    return unescape(text if preformatted else re.sub(r"\s+", " ", text))


def _break(name: str, *, closing: bool) -> str:
    if name not in _BLOCKS or (closing and name in ("br", "hr")):
        return ""
    return "\n" if name in ("br", "tr") else "\n\n"


def _lead(name: str, attributes: str) -> str:
    """What stands before the element's text: a heading's marks, an item's dash, a picture's formula."""
    if name != "img":
        return _LEADS.get(name, "")
    values = {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(attributes)
    }
    latex = values.get("data-equation-content", "")
    described = values.get("alt", "")
    if not latex and described.lower().startswith("latex:"):
        latex = described[6:]
    return f"${latex.strip()}$" if latex.strip() else ""
