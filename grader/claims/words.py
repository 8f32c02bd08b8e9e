"""Write lists of words as one string."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text, between blanks.

    >>> sorted(word_set("not never"))
    ['never', 'not']
    """
    return frozenset(words.split())
