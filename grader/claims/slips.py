"""Mend typing slips in the words that decide how a claim is meant: *beacuse*, *imposible*, *withuot*."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from grader.claims import language
from grader.claims.words import word_set
from grader.model.spelling import slips

_SHORTEST = 5  # letters from which two neighbours may have changed places
_LONG = 7  # letters from which a letter may be missing, too many, or another
_WORD = re.compile(r"(?<![\\{\w'’-])[A-Za-z]{5,16}(?![\w}])")
_PREFIXED = word_set(
    "impossible insufficient unnecessary inapplicable impractical inefficient infeasible intractable "
    "unbounded unchanged unaffected independent independently unsatisfied cannot compared relative contrast "
    "opposed contrary sufficient sufficiently necessary"
)
"""Words that hold a negation or mark a comparison, and those that are turned round so."""
_CUES = frozenset(
    word
    for word in {
        *language.NEGATORS,
        *language.POSSIBLE,
        *language.CERTAIN,
        *language.CONDITIONALS,
        *(word for lead in language.LEADS for word in lead),
        *_PREFIXED,
    }
    if len(word) >= _SHORTEST and word.isalpha()
)
_NEVER_A_SLIP = (
    language.VERBS
    | language.FILLER
    | language.REASON_VERBS
    | word_set(
        "falling filling noting provable dependent fading locking licking insure insures portable curtain "
        "assumption clause causes allowance leaning moaning peaking braking granting consequent hence "
        "lacing sinning resetting posing three"
    )
)
"""Words of their own that lie one slip from a cue."""


def swapped(word: str, is_meant: Callable[[str], bool]) -> str:
    """The word with two neighbours behind its first letter exchanged, where that is meant; or itself.

    >>> swapped("sacled", lambda word: word.startswith("scal"))
    'scaled'
    """
    for place in range(1, len(word) - 1):
        other = f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}"
        if other != word and is_meant(other):
            return other
    return word


def cues_mended(text: str) -> str:
    """The text with its misspelt cue words mended.

    >>> cues_mended("It is imposible beacuse it bends.")
    'It is impossible because it bends.'
    """
    return _WORD.sub(lambda found: _cue(found.group()), text)


@lru_cache(maxsize=4096)
def _cue(word: str) -> str:
    token = word.lower()
    if token in _CUES or token in _NEVER_A_SLIP:
        return word
    mended = swapped(token, _CUES.__contains__)
    if mended != token:
        return mended
    near = [
        cue
        for cue in sorted(_CUES)
        # an inflection changes the last letter
        if len(cue) >= _LONG
        and abs(len(cue) - len(token)) < 2
        and (cue[0], cue[-1]) == (token[0], token[-1])
        and slips(token, cue) == 1
    ]
    return near[0] if len(near) == 1 else word
