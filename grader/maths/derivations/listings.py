"""Read the formulas of a listing: its code line by line, and its comments as running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"\s*(?:#|//)")
_DIFFERENCE = re.compile(r"^(?P<mark>[-+])\s*(?P<line>\w.*)$")
_GRADIENT = re.compile(
    r"\b\w+\.grad\b(?:\.\w+)?|\b\w*grad\w*\([^()+*/^-]*\)(?:\.\w+\([^()]*\))*|\b\w*_?gradients?\b(?=\s*[-+*;]|\s*$)"
)
_LOSS = re.compile(r"\b(?:\w+_)?loss(?:_\w+)?\b(?:\([^()]*\))?")
_CALL_OF_NUMBER = re.compile(r"\.(?:mean|sum|item|detach|copy|data)(?:\([^()]*\))?")


def read_listing(text: str) -> Iterator[tuple[bool, str]]:
    """Runs of mathematics and of words, as those of a paragraph.

    Of a listing that shows a change, what it takes away is left out. A gradient that is fetched from
    somewhere (``p.grad``, ``grad_fn(theta, x)``) is ``grad``.
    """
    lines = text.split("\n")
    marks = {found["mark"] for line in lines if (found := _DIFFERENCE.match(line)) is not None}
    for line in lines:
        changed = _DIFFERENCE.match(line) if marks == {"-", "+"} else None
        if changed is not None and changed["mark"] == "-":
            continue
        code, *comments = _COMMENT.split(changed["line"] if changed is not None else line, maxsplit=1)
        code = _LOSS.sub("L", _GRADIENT.sub("grad", code.rstrip(" ;")))
        yield False, _CALL_OF_NUMBER.sub("", code) + "\n"
        for comment in comments:
            yield False, f"{comment}\n"
