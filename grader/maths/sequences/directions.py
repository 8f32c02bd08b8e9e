"""Which of two sequences that are each other's reverse is meant: one read backwards, one in order."""

from __future__ import annotations

import re

_BACKWARDS = re.compile(
    r"\b(?:backwards?|back-?track\w*|back-?pointers?|from\s+the\s+(?:end|last)|last\s+to\s+first|right\s+to\s+left|"
    r"à\s+l'envers|à\s+rebours|en\s+arrière|par\s+la\s+fin|remont\w+)\b",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    r"\b(?:revers\w*|invers\w*|flip\w*|invert\w*|turn\w*\s+(?:\w+\s+)?a?round)", re.IGNORECASE
)
_IN_ORDER = re.compile(
    r"\b(?:order|ordre|forwards?|left\s+to\s+right|à\s+l'endroit|first\s+to\s+last|so|hence|thus|therefore|donc|"
    r"(?:path|sequence|answer|chemin|séquence|réponse)\s+(?:is|est))\b|⇒|=>|→\s*\W*$",
    re.IGNORECASE,
)


def second_is_meant(before: str, between: str) -> bool | None:
    """Whether the second of two is the one in order, by the words before the first and between them."""
    first_is_back = bool(_BACKWARDS.search(before) or _REVERSED.search(before))
    second_is_back = bool(_BACKWARDS.search(between))
    if _IN_ORDER.search(between) or _REVERSED.search(between) or (first_is_back and not second_is_back):
        return True
    return False if second_is_back and not first_is_back else None
