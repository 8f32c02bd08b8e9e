"""Read the little HTML that write-ups hold: line breaks, indices, struck-out text."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>")
HTML_PICTURE = re.compile(
    r"<(?:img|embed|iframe|object)\b[^<>]{0,2000}?\b(?:src|data)\s*=\s*[\"']?(?P<address>[^\s\"'<>]{1,12000})",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRUCK = re.compile(r"<(del|s|strike)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BREAKING = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
KNOWN_TAGS = frozenset(
    (  # noqa: SIM905
        "a abbr article aside b big blockquote body br caption center cite code col colgroup dd del "
        "details div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i iframe "
        "img input ins kbd label li link main mark meta nav object ol p pre q s samp script section small "
        "span strike strong style sub summary sup svg table tbody td tfoot th thead title tr tt u ul var "
        "video"
    ).split()
)
"""Names that are tags; anything else between angles (``<BOS>``) is the student's text."""


def strip_tags(text: str) -> str:
    """A stretch of HTML as plain text: struck-out text and comments dropped, indices as in LaTeX."""
    text = _HIDDEN.sub("", _STRUCK.sub("", _COMMENT.sub("", text)))
    return html.unescape(TAG.sub(_plain_tag, text)).strip()


def _plain_tag(match: re.Match[str]) -> str:
    name, closing = match[1].lower(), match[0].startswith("</")
    if name in ("sub", "sup"):
        return "}" if closing else "_{" if name == "sub" else "^{"
    return "\n" if name in _BREAKING else ""
