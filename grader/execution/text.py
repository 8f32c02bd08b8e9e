"""Make text of unknown origin harmless to show: nothing that moves a cursor, hides, or turns a line round."""

from __future__ import annotations

import re
import unicodedata

MAX_MESSAGE = 500
"""Characters of an exception's message that are kept."""
_MAX_COMBINING = 3
"""Marks stacked on one letter; honest writing needs two or three."""
_PLAIN = re.compile(r"[\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u0391-\u03c9]*")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
_TERMINAL_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P^_X][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)|\x1b[@-_]|\x9b[0-?]*[ -/]*[@-~]"
)


def harmless(text: str, limit: int, *, one_line: bool = False) -> str:
    """The text with terminal sequences gone, invisible characters spelt out, at most `limit` characters."""
    cut = text[: 4 * limit]
    if _PLAIN.fullmatch(cut) is None:
        cut = "".join(_spell(cut.replace("\r\n", "\n")))
    if one_line:
        cut = " ".join(cut.split())
    if len(cut) <= limit and len(text) <= 4 * limit:
        return cut
    return f"{cut[:limit]} [… cut]"


def harmless_bytes(data: bytes, limit: int) -> str:
    """As `harmless`, for bytes in whatever encoding: what is no UTF-8 is spelt out."""
    if not data:
        return ""
    return harmless(data[: 8 * limit].decode("utf-8", "backslashreplace"), limit)


def _spell(text: str) -> list[str]:
    pieces: list[str] = []
    marks = 0
    for character in _TERMINAL_SEQUENCE.sub("", text):
        category = unicodedata.category(character)
        if category in _MARKS:
            marks += 1
            if marks <= _MAX_COMBINING:
                pieces.append(character)
            continue
        marks = 0
        if character in "\n\t":
            pieces.append(character)
        elif character == "\r":
            pieces.append("\n")
        elif category in _HIDDEN or character in "\u115f\u1160\u3164\uffa0\u2800\ufe0f":
            pieces.append(
                f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
            )
        else:
            pieces.append(character)
    return pieces
