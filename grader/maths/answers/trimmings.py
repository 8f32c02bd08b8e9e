"""What stands round a formula and is no part of it: fonts and frames, arrows, remarks."""

from __future__ import annotations

import re

from grader.macros import group_at

_EMPHASIS = re.compile(r"\s*\\(?:boldsymbol|mathbf|bm|underline|pmb|mathrm|mathit|fbox)\s*(?=\{)")


def without_trimmings(text: str) -> str:
    """The formula without a font round it, an arrow that led to it, and what it is in words behind it."""
    return _without_arrow(_SAID_AGAIN.sub("", _without_emphasis(text)))


def _without_arrow(text: str) -> str:
    """Without the arrow that led to a formula: ``T free places → N^T``."""
    arrow = _LEADING_ARROW.match(text)
    return text[arrow.end() :] if arrow else text


_LEADING_ARROW = re.compile(r"\s*(?:→|⇒|=>|->|\\(?:to|rightarrow|Rightarrow|implies)(?![A-Za-z]))\s*")
_SAID_AGAIN = re.compile(r"(?:\\[,;:! ]|\s)*\(\s*=?\s*\\text\s*\{[^{}$=^_\\]{3,80}\}\s*\)\s*$")
"""What a formula is, in words in brackets after it."""


def _without_emphasis(text: str) -> str:
    """The formula without a font or frame round the whole of it."""
    found = _EMPHASIS.match(text)
    if found is None or group_at(text, found.end()) != len(text.rstrip()):
        return text
    return text.rstrip()[found.end() + 1 : -1]
