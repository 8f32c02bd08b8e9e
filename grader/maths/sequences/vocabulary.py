"""The words that sequences are made of, and the cues by which a conclusion is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The words of the sequences, the length of a whole one, and cues, by which a conclusion is known."""

    words: frozenset[str]
    length: int
    known: frozenset[Words]
    """Whole sequences that exist: they settle where one begins in a longer run of words."""
    concluding: frozenset[str]
    dismissing: frozenset[str]
    others: re.Pattern[str] | None = None
    """What names another method: its sequence is spoken of, but is no answer."""
    fillers: frozenset[str] | None = None
    """Words of sentences, where the vocabulary is open: other runs than whole sequences are mentions too."""
