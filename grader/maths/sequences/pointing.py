"""Which of the listed sequences later words point at: *the first row is the best*, *the maximum is -8.2*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.maths.sequences.mentions import Mention
from grader.maths.sequences.text import Sentence, numbers_in, uses_decimal_commas

_BEST = re.compile(
    r"\b(?:best|highest|largest|greatest|biggest|max\w*|arg ?max|most (?:likely|probable)|likeliest|optim\w+|"
    r"answer|solution|winn?er|wins|winning|chosen?|chooses?|meilleure?|réponse|"
    r"plus (?:grande?|élevée?|probable|vraisemblable)|beste\w?|höchste\w?|größte\w?|wahrscheinlichste\w?|"
    r"mejor|mayor|máxim\w+)\b",
    re.IGNORECASE,
)
_PLACES = (
    ("first", "premier", "première", "erste", "erster", "primera", "top"),
    ("second", "deuxième", "seconde", "zweite", "zweiter", "segunda"),
    ("third", "troisième", "dritte", "dritter", "tercera"),
    ("fourth", "quatrième", "vierte", "vierter", "cuarta"),
    ("fifth", "cinquième", "fünfte", "fünfter", "quinta"),
    ("sixth", "sixième", "sechste", "sechster", "sexta"),
)
_LAST = ("last", "dernier", "dernière", "letzte", "letzter", "última", "bottom")
_NUMBER_OF = {word: number for number, words in enumerate(_PLACES) for word in words}
_NOUN = (
    r"(?:row|line|one|entry|path|sequence|candidate|leaf|branch|option|item|case|bullet|ligne|chemin|suite|"
    r"séquence|phrase|feuille|zeile|folge|pfad|fila|línea|secuencia)"
)
_ORDINAL = re.compile(
    rf"\b(?P<word>{'|'.join([*_NUMBER_OF, *_LAST])})\b"
    rf"(?=\s+(?:{_NOUN}|listed|of\s+(?:the(?:se|m)|those)|has|is|wins|est|a|ist|hat)\b|\s*(?:[,.:;)]|$))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?:\b(?:{_NOUN}|no\.?|number|numéro|nummer)\s*#?\s*|#\s*|\()(?P<digit>[1-9])\b(?![.,]\d)"
)
_DENIED = re.compile(r"\b(?:not|never|neither|pas|nicht|no|keine?)\b(?!\.)|n't\b|\?", re.IGNORECASE)


def pointed_at(
    listed: Sequence[Mention], parts: Sequence[Sentence], others: re.Pattern[str] | None
) -> Mention | None:
    """The one that is said to be the best; None where it has not the largest number of all that have one."""
    values = [mention.value for mention in listed]
    if len(listed) < 2 or any(value is None for value in values):
        return None
    last = max(mention.sentence for mention in listed)
    best = max(listed, key=lambda mention: mention.value or 0)
    own = best.words[-1]
    told = [parts[last].text[parts[last].text.lower().rfind(own) + len(own) :]] if own else []
    told += [part.text for part in parts[last + 1 :]]
    comma = uses_decimal_commas(parts)
    for text in told:
        if not _BEST.search(text) or _DENIED.search(text) or (others and others.search(text)):
            continue
        places = {_place(found, len(listed)) for found in _ORDINAL.finditer(text)}
        places |= {int(found["digit"]) - 1 for found in _NUMBERED.finditer(text)}
        numbers = set(numbers_in(text, decimal_comma=comma))
        if places <= {listed.index(best)} and numbers <= {best.value} and (places or numbers):
            return best if values.count(best.value) == 1 else None
    return None


def _place(found: re.Match[str], count: int) -> int:
    word = found["word"].lower()
    return count - 1 if word in _LAST else _NUMBER_OF[word]
