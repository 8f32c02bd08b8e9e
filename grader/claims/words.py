"""Write lists of words as one string."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text, between blanks.

    >>> sorted(word_set("not never"))
    ['never', 'not']
    """
    return frozenset(words.split())


def phrase_tuples(phrases: str) -> tuple[tuple[str, ...], ...]:
    """Phrases between commas, each as its words.

    >>> phrase_tuples("but, due to")
    (('but',), ('due', 'to'))
    """
    return tuple(tuple(phrase.split()) for phrase in phrases.split(","))
