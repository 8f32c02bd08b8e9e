"""Which of the listed sequences later words point at: *the first row is the best*, *the maximum is -8.2*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from grader.maths.sequences.mentions import Mention
from grader.maths.sequences.text import Sentence, numbers_in, uses_decimal_commas

_BEST = re.compile(
    r"\b(?:best|highest|largest|greatest|biggest|max\w*|arg ?max|most (?:likely|probable)|likeliest|optim\w+|"
    r"answer|solution|winn?er|wins|winning|chosen?|chooses?|meilleure?|réponse|"
    r"plus (?:grande?|élevée?|probable|vraisemblable)|beste\w?|höchste\w?|größte\w?|wahrscheinlichste\w?|"
    r"mejor|mayor|máxim\w+|more likely|likelier|greater|larger|higher|better|takes?|keeps?|kept|prefer\w*|"
    r"top|surviv\w+|remain\w*|retain\w*|gard\w+|retien\w*)\b",
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
    rf"(?=\s+(?:{_NOUN}|listed|of\s+(?:the(?:se|m)|those)|has|is|wins|and|est|a|et|ist|hat|und)\b|\s*(?:[,.:;)]|$))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?:\b(?:{_NOUN}|no\.?|number|numéro|nummer)\s*#?\s*|#\s*|\()(?P<digit>[1-9])\b(?![.,]\d)"
)
_FORMER = re.compile(
    r"\b(?:the (?P<former>former)|the (?P<latter>latter)|erstere\w?|(?P<last>letztere\w?))\b", re.IGNORECASE
)
_TOP = re.compile(
    r"\b(?:best|top|highest|largest|first|likeliest|most likely)\s+(?:two|2|ones?|three|3)\b|"
    r"\b(?:two|2|three|3)\s+(?:best|top|highest|largest|likeliest|most likely)\b|"
    r"\b(?:deux|2|trois|3)\s+(?:meilleure?s|premi[eè]re?s)\b|\bbeiden?\s+(?:besten|ersten)\b",
    re.IGNORECASE,
)
"""As many as are asked for, by what they are worth."""
_FIRST = re.compile(r"first|premi|ersten", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|neither|pas|nicht|no|keine?)\b(?!\.)|n't\b|\?", re.IGNORECASE)


def pointed_at(
    listed: Sequence[Mention], parts: Sequence[Sentence], wanted: int, others: re.Pattern[str] | None
) -> list[Mention]:
    """Those that are said to be the best; none where they have not the largest numbers of all."""
    values = [mention.value for mention in listed]
    if len(listed) <= wanted or any(value is None for value in values) or len(set(values)) < len(values):
        return []
    last = max(mention.sentence for mention in listed)
    best = sorted(listed, key=lambda mention: mention.value or 0, reverse=True)[:wanted]
    own_places, own_values = {listed.index(each) for each in best}, {each.value for each in best}
    word = max((each for each in listed if each.sentence == last), key=listed.index).words[-1]
    text = parts[last].text
    told = [text[text.lower().rfind(word) + len(word) :], *(part.text for part in parts[last + 1 :])]
    comma = uses_decimal_commas(parts)
    for text in told:
        if not _BEST.search(text) or _DENIED.search(text) or (others and others.search(text)):
            continue
        places = {_place(found, len(listed)) for found in _ORDINAL.finditer(text)}
        places |= {int(found["digit"]) - 1 for found in _NUMBERED.finditer(text)}
        if len(listed) == 2:
            places |= {int(bool(found["latter"])) for found in _FORMER.finditer(text)}
        top = _TOP.search(text) if wanted > 1 else None
        if top and _FIRST.search(top.group()):
            places |= set(range(wanted))
        numbers = set(numbers_in(text, decimal_comma=comma))
        if text is told[0]:
            numbers.discard(listed[-1].value or Decimal(0))  # its own, behind it
        is_told = places == own_places or numbers == own_values or bool(top)
        if places <= own_places and numbers <= own_values and is_told:
            return best
    return []


def _place(found: re.Match[str], count: int) -> int:
    word = found["word"].lower()
    return count - 1 if word in _LAST else _NUMBER_OF[word]
