"""Tell the labels of list items that are words of their text from those that give a place in a list."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W\d_]{2,}(?:[\s-]+[^\W\d_]{2,})*\s*[.:]?")
_ROMAN = re.compile(r"[ivx]+[.:]?", re.IGNORECASE)


def read_item_label(written: str) -> tuple[str, str]:
    r"""A label, and the words that it puts in front of its item: ``\item[Time]`` has no label but words."""
    label = written.strip()
    if not _WORDS.fullmatch(label) or _ROMAN.fullmatch(label):
        return written, ""
    return "", f"{label} " if label.endswith((".", ":")) else f"{label}: "
