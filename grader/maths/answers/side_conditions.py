"""Take the condition behind a formula away: ``, \\forall j``, ``for t > 0``, ``(x > 0)``."""

from __future__ import annotations

import re

from grader.maths.reading.reader import MAX_CHARACTERS

_SIDE_CONDITION = re.compile(
    r"\s+\(\s*(?:for\s+|if\s+)?[A-Za-z]\s*(?:≥|>=|>|\\geq?(?:slant)?(?![A-Za-z])|∈|\\in(?![A-Za-z]))"
    r"[^()=]{1,30}\)\s*$|"
    r"(?:[,;]|\\q?quad)(?:\s|\\q?quad|\\[,;: ]|~|&)*\([^()=]{1,40}"
    r"(?:=|\\neq?(?![A-Za-z])|≠|!=|<|>|≤|≥|\\[lg]eq?(?![A-Za-z]))[^()]{1,60}\)\s*$|"
    r"[,;]?(?:\s|\\q?quad|\\[,;: ]|~|&)*(?:\\forall|∀|\\text\s*\{\s*,?\s*(?:for|where|pour|with|"
    r"when|if|avec|et|and)|"
    r"\b(?:for|where|pour|with|when)\b).*$|"
    r"(?:[,;]|\\q?quad)(?:\s|\\q?quad|\\[,;: ]|~|&)*[A-Za-z](?:_\{?\w+\}?)?"
    r"(?:\s*[(\[]\s*\d+\s*[)\]])?\s*(?:=|\\in(?![A-Za-z])|∈|>|<|"
    r"\\[gl]eq?(?:slant)?(?![A-Za-z])|≥|≤).*$",
    re.DOTALL,
)


def without_side_condition(text: str) -> str:
    """The formula without ``, \\forall j`` or ``, t > 0`` after it."""
    if len(text) > MAX_CHARACTERS:
        return text
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        depth += text.startswith("\\begin{", place) - text.startswith("\\end{", place)
        if depth == 0 and character in ",; \\∀f" and place and not text.endswith("\\", 0, place):
            found = _SIDE_CONDITION.match(text, place)
            if found and _may_be_cut(text[:place], text[place:]):
                return text[:place]
    return text


def _may_be_cut(head: str, tail: str) -> bool:
    if head.rstrip()[-1:] in ("*", "·", "+", "-", "/", "="):
        return False  # what stands in brackets there is a factor: ``x * (x > 0)``
    return len(tail) < 300 and not re.match(r"[,;\s]*\\?(?:text\{)?\s*(?:or|ou)\b", tail)
