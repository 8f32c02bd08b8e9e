"""Lines of an algorithm that take the place of others."""

from __future__ import annotations

import re

_BECOMES = re.compile(r"\b(?:becomes|devient|to)\b", re.IGNORECASE)
_LEFT_SIDE = re.compile(r"\s*([^=←<:]{1,80}?)\s*(?:\\(?:leftarrow|gets)(?![A-Za-z])|←|<-|:=|=)")


def is_replaced(before: str, words: str, after: str) -> bool:
    """Whether the words say that one assignment takes another's place, not that both are equal.

    >>> is_replaced("g = a", ", becomes", "g = a + b")
    True
    >>> is_replaced("g", "becomes", "a + b")
    False
    """
    left = _LEFT_SIDE.match(before)
    right = _LEFT_SIDE.match(after)
    return bool(_BECOMES.search(words) and left and right and left[1] == right[1])
