"""Recurrences given by cases: where they start is a case of its own, and no part of how they go on."""

from __future__ import annotations

import re

_CASES = re.compile(
    r"^\s*(?:\\left\s*\\\{\s*)?\\begin\{(?P<name>d?cases)\}(?P<rows>.*)\\end\{(?P=name)\}[\s.]*$", re.DOTALL
)
_ROW_END = re.compile(r"\\\\(?:\s*\[[^\]]{0,12}\])?")
_START = re.compile(
    r"^\s*,?\s*(?:\\(?:text|mbox|mathrm)\s*\{\s*,?\s*(?:if|for|when|si|pour|quand)?\s*\}|if|for|when|si|pour|quand)?"
    r"[\s~$]*[a-zA-Z]\s*=\s*[01]\s*[\s.,;$]*$"
)


def without_start(text: str) -> str:
    """The one case that is left of a recurrence without those at its first step; else the text itself."""
    found = _CASES.match(text) if len(text) <= 4000 else None
    if found is None:
        return text
    rows = [row for row in _ROW_END.split(found["rows"]) if row.strip()]
    split = [row.rsplit("&", 1) for row in rows]
    kept = [row[0] for row in split if len(row) < 2 or not _START.match(row[1])]
    return kept[0].strip().rstrip(",") if len(kept) == 1 < len(rows) else text
