"""A paragraph as one text, its mathematics between marks, so that words can be rewritten across formulas."""

from __future__ import annotations

import re
from collections.abc import Callable

OPEN, CLOSE = "\x02", "\x03"
"""Round mathematics, while a paragraph is one text."""
_MAX_LENGTH = 8000

Runs = list[tuple[bool, str]]
"""Pieces of a paragraph in order: whether each is mathematics, and its text."""


def rewritten(runs: Runs, change: Callable[[str], str]) -> Runs:
    """The runs after a change to the text they make up; as they were where it is too long or stays."""
    if sum(len(text) for _, text in runs) > _MAX_LENGTH:
        return runs
    text = "".join(f"{OPEN}{text}{CLOSE}" if is_maths else text for is_maths, text in runs)
    changed = change(text)
    if changed == text:
        return runs
    pieces = re.split(f"[{OPEN}{CLOSE}]", changed)
    return [(number % 2 == 1, piece) for number, piece in enumerate(pieces)]
