"""Thoughts that an answer entertains only to turn them down: *one might think that ..., but ...*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.sentences import Sentence

_OTHERS = r"(?:one|you|people|some|someone|many|students?|it|on|certains|we|i|nous)"
_MIGHT = r"(?:may|might|could|pourrait|pourraient|peut)"
_MODAL = r"(?:may|might|could|would|can|will|am|is|are|be|was|were|pourrait|pourraient|peut|serait)"
_FIRST = r"(?:first|at first|initially|naively|intuitively|wrongly|easily|d abord)"
_THINK = (
    r"(?:think|thought|say|argue|believe|believed|expect|expected|guess|guessed|suppose|assume|assumed"
    r"|suspect|claim|object|imagine|conclude|tempted|tempting|tentant|tente|tentes|penser|croire|dire"
    r"|imaginer|s attendre|seem|seems|appear|appears|look|looks)"
)
_INCLINED = rf"(?:tempting|tempted|inclined|(?:like|want|wish) to (?={_THINK}))"
_CONCEDES = re.compile(
    rf"^(?:{_OTHERS} {_MIGHT} (?:{_FIRST} |be |etre )*{_THINK}\b"
    rf"|{_OTHERS} (?:{_MODAL} )?(?:be )?(?:{_FIRST} |{_INCLINED})(?:{_FIRST} |be |to )*(?:{_THINK}\b)?"
    r"|(?:my|our) (?:first|initial) (?:thought|guess|intuition|idea|reaction)\b"
    r"|first (?:thought|guess|intuition|idea|reaction)\b)"
)
_MAY_CONCEDE = re.compile(
    rf"^(?:(?:one|you|people|on) (?:would|will|can) {_THINK}\b|(?:it )?would (?:seem|appear|look)\b"
    r"|at first(?: sight| glance| view)?\b|naively\b|intuitively\b|superficially\b"
    r"|(?:a )?premiere vue\b|au premier abord\b|intuitivement\b|naivement\b)"
)
"""Openers that as often state what the writer holds: they concede only where it is turned down."""
_SUPPOSES = re.compile(r"^(?:suppose|assume|supposons|imagine|imaginons)\b(?!.*\b(?:then|alors)\b)")
"""What is only supposed claims nothing; what follows *then* in the same sentence may."""
_TURNS = re.compile(
    r"(?<!\S)(?:but|however|yet|mais|cependant|pourtant|toutefois|nevertheless|nonetheless|actually|in fact"
    r"|too (?:fast|hasty|quick|simple|strong|optimistic|pessimistic)"
    r"|in reality|in truth|en fait|en realite|instead|not (?:so|true|case|right|correct|hold)|wrong|false"
    r"|mistaken|misleading|incorrect|faux|fausse|trompeur|vrai not|not vrai|what matters|not est cas"
    r"|that said|turns out)(?!\S)"
)
_LOOKS_AHEAD = 2  # sentences in which it may still be turned down


def conceded_until(number: int, sentences: Sequence[Sentence], *, supposing: bool = True) -> tuple[int, bool]:
    """Up to which token a sentence only entertains a thought, and whether it is turned down afterwards.

    0 where it entertains none. `supposing` tells whether *suppose that ...* is such a thought too.
    """
    tokens = sentences[number].tokens
    text = " ".join(tokens)
    if supposing and _SUPPOSES.match(text):
        return len(tokens), True
    opens = _CONCEDES.match(text) or _MAY_CONCEDE.match(text)
    if opens is None:
        return 0, False
    turn = _TURNS.search(text, opens.end())
    if turn is not None:
        return len(text[: turn.start()].split()), True
    following = sentences[number + 1 : number + 1 + _LOOKS_AHEAD]
    if any(_TURNS.search(" ".join(each.tokens)) for each in following):
        return len(tokens), True
    return (len(tokens), False) if _CONCEDES.match(text) else (0, False)
