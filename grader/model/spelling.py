"""Misspelled words: how many slips lie between two words, and which word of a vocabulary was meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 5
"""Shorter words are often one slip from another word."""


def slips(first: str, second: str) -> int:
    """Letters inserted, left out, exchanged, or swapped with their neighbour, between two words.

    The restricted Damerau-Levenshtein distance (optimal string alignment).
    """
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        earlier, before = before, row
        row = [i]
        for j, other in enumerate(second, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if i > 1 and j > 1 and one == second[j - 2] and first[i - 2] == other:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


@lru_cache(maxsize=4096)
def _meant(token: str, words: frozenset[str]) -> str:
    if len(token) < _LONG or token in words:
        return token
    near = [
        word
        for word in words
        if len(word) >= _LONG
        and word[0] == token[0]
        and abs(len(word) - len(token)) < 2
        and not (word.startswith(token) or token.startswith(word))  # an inflection
        and slips(token, word) == 1
    ]
    return near[0] if len(near) == 1 else token


def mended(text: str, words: Collection[str]) -> str:
    """The text with words that are one slip from a long word of the vocabulary spelt as that one.

    >>> mended("a red cirlce", ["red", "circle"])
    'a red circle'
    """
    vocabulary = frozenset(words)

    def right(found: re.Match[str]) -> str:
        token = found.group()
        meant = _meant(token.lower(), vocabulary)
        return token if meant == token.lower() else meant

    return _WORD.sub(right, text)
