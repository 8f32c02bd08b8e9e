"""Find where a text states orders of growth: ``O(TN^2)``, *order of*, *quadratic in N*."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from grader.maths.growth.combined import combined
from grader.maths.growth.mention import MATH_MARK, MAX_INNER, Mention

_GAP = r"[\s\x02]*"
_SIZES = r"(?:\\(?:left|bigl?|Bigl?|biggl?|Biggl?|!|,|;)\s*)*"
_SYMBOL = re.compile(
    r"(?:\\(?P<font>mathcal|mathrm|mathit|mathsf|mathbf|mathscr|mathfrak|text|textrm|textit|mathbb|"
    r"operatorname|cal|rm)"
    r"\s*\{?\s*(?P<inner>O|\\?Theta|o)\s*\}?|\{\\(?:cal|rm|mathcal)\s*(?P<old>O)\s*\}|"
    r"(?P<command>\\(?:Theta|Omega|BigO|bigO|bigo|Oh|O)(?![A-Za-z]))|(?P<letter>[ΘΩ𝒪𝑂ΟО]|"
    r"(?<![A-Za-z\\])[Oo]|(?<![A-Za-z])Theta)|"
    r"(?<![\w.,^_{(*+\-])(?P<zero>0)|\b(?P<word>[Bb]ig[-\s]?(?:O|Oh|o)\s+(?:of|de)?)\s*)"
    + _GAP
    + _SIZES
    + r"\s*(?P<open>[(\[{])"
)
_ORDER = re.compile(
    r"(?:∝|\\propto(?![A-Za-z]))\s*|\b(?:proportional\s+to|proportionnel(?:le)?\s+à|(?:grow|scale)s?\s+(?:as|like)|croît\s+comme)\s+|"
    r"\b(?:(?:of|in|on|de|dans)\s+(?:the\s+|l')?)?(?:order|ordre)\s+(?:of|de)\s*(?:(?:magnitude|growth|croissance)\s*:?\s+)?|"
    r"\b(?:of|d')\s?(?:the\s+)?(?:order|ordre)\s+|\b(?:order|ordre)\s*:?\s+"
    r"(?=[\x02A-Z\d(]|[a-z](?:[\s^*·²³)]|$|log))|\bbig[-\s]?(?:o|oh)\s+(?:of|de)\s+(?!\()",
    re.IGNORECASE,
)
_MAX_BARE = 80  # characters before a label in which a formula without symbol is looked for
MAX_MENTIONS = 60


def find_mentions(text: str, letters: str = "") -> tuple[Mention, ...]:
    """All mentions with a symbol or *order of*, in order; formulas are between `MATH_MARK`.

    `letters` are the variables among small letters, for formulas in running text.
    """
    found: list[Mention] = []
    position = 0
    while len(found) < MAX_MENTIONS:
        symbol = _SYMBOL.search(text, position)
        if symbol is None:
            break
        end = _closing(text, symbol.end() - 1)
        inner = text[symbol.end() : end - 1].replace(MATH_MARK, "")
        inner = re.sub(r"\\(?:right|bigr?|Bigr?|biggr?|Biggr?)\s*$", "", inner.strip())
        found.append(Mention(_name(symbol), inner.strip(), symbol.start(), end))
        position = end
    found = combined(text, found)
    for order in _ORDER.finditer(text):
        formula = _formula_at(text, order.end(), letters)
        if formula and not any(each.start <= order.end() + 3 and order.start() < each.end for each in found):
            found.append(Mention("O", formula[0], order.start(), formula[1]))
    return tuple(sorted(found, key=lambda each: each.start)[:MAX_MENTIONS])


def _name(symbol: re.Match[str]) -> str:
    letter = symbol["inner"] or symbol["old"] or symbol["command"] or symbol["letter"] or ""
    letter = letter.lstrip("\\")
    if letter in ("Theta", "Θ"):
        return "Theta"
    if letter in ("Omega", "Ω"):
        return "Omega"
    return "o" if letter == "o" and not symbol["word"] else "O"


def _closing(text: str, opening: int) -> int:
    """Just past the bracket that closes the one at `opening`; the end of the line where none does."""
    depth = 0
    limit = min(len(text), opening + MAX_INNER)
    for position in range(opening, limit):
        character = text[position]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                return position + 1
        elif character == "\n" and text[position : position + 2] == "\n\n":
            return position + 1
    return limit


@lru_cache(maxsize=64)
def _run(letters: str) -> re.Pattern[str]:
    """A formula in running text: of capitals, and of those small letters that are variables."""
    return re.compile(
        rf"(?:[A-Z{letters}]{{1,4}}(?=log|ln|times|[^a-z]|$)|\\(?:log|ln|cdot|times)|log|ln|times|"
        r"[0-9^*·×⋅{}() ²³ᵀ+]){1,40}"
    )


def _formula_at(text: str, position: int, letters: str = "") -> tuple[str, int] | None:
    """A formula that begins there, with those that only blanks part from it: ``T $N^2$``."""
    pieces: list[str] = []
    end = position
    for _ in range(_MAX_PIECES):
        start = _skipped(text, end)
        piece = _piece_at(text, start, letters)
        if piece is None or (pieces and _WORD.match(text, start)):
            break
        pieces.append(piece[0])
        end = piece[1]
    return (" ".join(pieces), end) if pieces else None


_MAX_PIECES = 4
_WORD = re.compile(r"[AI]\s")
"""A capital that is a word of a sentence."""


def _skipped(text: str, position: int) -> int:
    while text[position : position + 1] == " ":
        position += 1
    return position


def _piece_at(text: str, position: int, letters: str) -> tuple[str, int] | None:
    if text[position : position + 1] == MATH_MARK:
        end = text.find(MATH_MARK, position + 1)
        if end > 0:
            return text[position + 1 : end].strip(), end + 1
    run = _run(letters).match(text, position)
    if run and re.search(rf"[A-Z{letters}]", run.group()):
        inner, end = run.group(), run.end()
        while inner.count("(") > inner.count(")"):  # T N (the table)
            inner = inner[: inner.rfind("(")].rstrip(" *^+·×⋅")
            end = position + len(inner)
        return (inner.strip(), end) if re.search(rf"[A-Z{letters}]", inner) else None
    return None


_SPOKEN = re.compile(r"\s*(?:times|fois|squared|multiplied|multiplié|au carré|to the power)\b")


def formula_after(text: str, position: int, letters: str = "") -> Mention | None:
    """A formula without any symbol right after a label, or after its ``is``, ``:`` or ``=``.

    `letters` are the variables among small letters; capitals always count.
    """
    lead = _LEAD.match(text, position)
    start = lead.end() if lead else position
    formula = _formula_at(text, start, letters)
    if formula is None or not formula[0] or formula[0].endswith("times") or _SPOKEN.match(text, formula[1]):
        return None
    told = lead is not None and _WEAK.search(lead.group()) is None
    if (
        not told
        and not _COUNTED.match(text, formula[1])
        and (not is_product(formula[0], letters) or _is_in_word(text, formula[1]))
    ):
        return None
    return Mention("", formula[0], start, formula[1])


def _is_in_word(text: str, end: int) -> bool:
    return text[end : end + 1].isalpha() and text[end - 1] != " "


_COUNTED = re.compile(
    r"[\s\x02]*(?:\w+\s+)?(?:values?|numbers?|entries|scores?|probabilities|pointers?|back-?pointers?|floats"
    r"|words|ids|valeurs|nombres|pointeurs)\b"
)


def formula_from(text: str, position: int, letters: str = "") -> Mention | None:
    """A product without any symbol that begins there."""
    formula = _formula_at(text, position, letters)
    if formula is None or not is_product(formula[0], letters):
        return None
    return Mention("", formula[0], position, formula[1])


_WEAK = re.compile(
    r"\b(?:(?:of|for|de|des|du|pour)\s+(?:[a-zé-]{3,}\s+){1,3}|in|en|takes?|costs?|needs?|requires?|prend|coûte)\s*$"
)
"""Leads behind which a single letter may be anything: *linear time in N*."""
_LEAD = re.compile(
    r"\s+(?:of|for|de|des|du|pour)\s+(?:[a-zé-]{3,}\s+){1,3}(?=[A-Z\x02])|"
    r"\s*(?:(?:complexity|complexité)\s*)?(?:in|en|takes?|costs?|needs?|requires?|prend|coûte)\s+|"
    r"\s*,\s*(?:it\s+is|it's|that\s+is|that's|this\s+is|we\s+(?:have|get|need)|c'est|on\s+a)\s+|"
    r"[^.;\n]{0,60}?:\s+(?=\x02)|"
    r"[^.;,\n\x02]{0,25}?(?:\b(?:is|are|est|of|de)\b|[:=→]|\s[-–—]{1,3}\s)\s*(?:about|roughly|in|environ)?\s*"
)


def formula_before(text: str, position: int, letters: str = "") -> Mention | None:
    """A formula without any symbol right before a label (``TN^2 operations``)."""
    offset = max(0, position - _MAX_BARE)
    before = _IN_QUANTITY.sub("", text[offset:position]).rstrip()
    if before.endswith(MATH_MARK):
        start = before.rfind(MATH_MARK, 0, len(before) - 1)
        inner = before[start + 1 : -1] if start >= 0 else ""
    else:
        run = re.search(rf"(?<![A-Za-z\\(])(?:{_run(letters).pattern})$", before)
        inner = run.group().lstrip() if run else ""
        start = len(before) - len(inner)
    if not is_product(inner, letters):
        return None
    return Mention("", inner.strip(), offset + start, offset + len(before))


_IN_QUANTITY = re.compile(
    r"(?<=[\w\x02²³)}])\s+(?:in|of|for|en|de|d')\s+(?:the\s+|le\s+|la\s+|terms\s+of\s+)?$"
)
"""What may stand between a formula and the quantity it is of: ``TN^2 in time``."""


def is_product(formula: str, letters: str) -> bool:
    """Whether a formula is more than one letter: neither a word's capital nor a size on its own."""
    found = re.findall(rf"[A-Z{letters}]", formula)
    return len(found) > 1 or (bool(found) and re.search(r"[\^²³]", formula) is not None)


_DEGREES = {
    "linear": 1, "linearly": 1, "linéaire": 1, "linéairement": 1, "lineaire": 1, "proportional": 1,
    "proportionnel": 1, "proportionnelle": 1,
    "quadratic": 2, "quadratically": 2, "quadratique": 2, "cubic": 3, "cubically": 3, "cubique": 3,
    "exponential": 0, "exponentially": 0, "exponentielle": 0, "exponentiel": 0,
}  # fmt: skip
_DEGREE = re.compile(
    r"\b(?P<degree>"
    + "|".join(_DEGREES)
    + r")\b\s*(?:time|temps)?\s*(?:in|with|to|en|with respect to|dans|par rapport à|à|on)\s+"
    r"(?:the\s+|le\s+|la\s+|both\s+(?=(?-i:[A-Z$\x02])))?(?=(?P<what>[^.;:\n]{1,60}))",
    re.IGNORECASE,
)


_BOTH = re.compile(r"(?:both|each|all|les deux|chacun)\b(?!\s+(?-i:[A-Z]))", re.IGNORECASE)


_SQUARE_OF = re.compile(
    r"\b(?:(?:with|in|like|as|to|avec|comme)\s+)?(?:the\s+square\s+of|le\s+carré\s+de|dem\s+Quadrat\s+von)\s+",
    re.IGNORECASE,
)


def in_words(sentence: str, variables: Mapping[str, Sequence[str]]) -> str:
    """``quadratic in N and linear in the length`` as a formula; empty where no variable gets a degree.

    An exponential is written ``2^{T}``.
    """
    powers: dict[str, int] = {}
    plain = _SQUARE_OF.sub("quadratic in ", sentence.replace(MATH_MARK, ""))
    matches = list(_DEGREE.finditer(plain))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(plain)
        what = plain[match.start("what") : min(match.end("what"), end)]
        both = tuple(variables) if _BOTH.match(what) else ()
        for name in both or named_variables(what, variables):
            powers.setdefault(name, _DEGREES[match["degree"].lower()])
    return " ".join(f"2^{{{name}}}" if power == 0 else f"{name}^{power}" for name, power in powers.items())


def named_variables(text: str, variables: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The variables that a piece of text names, by letter or by one of their words."""
    found = []
    for name, words in variables.items():
        if re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", text) or any(
            re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words
        ):
            found.append(name)
    return tuple(found)


_UNKNOWN = re.compile(r"(?<![A-Za-z\\])(?:log|ln|lg|max|min|sqrt)(?![A-Za-z])|\\[A-Za-z]+|\|?([A-Za-z])\|?")


def unknown_letters(inner: str, variables: Sequence[str]) -> tuple[str, ...]:
    """Single letters of a formula that are none of the variables."""
    found = (match[1] for match in _UNKNOWN.finditer(inner) if match[1])
    return tuple(dict.fromkeys(letter for letter in found if letter not in variables))


def definition_of(letter: str, text: str, variables: Mapping[str, Sequence[str]]) -> str:
    """What a text says a letter is: a formula in the variables, ``1`` for a constant, empty for nothing."""
    plain = text.replace(MATH_MARK, "")
    name = rf"(?<![A-Za-z\\(]){re.escape(letter)}(?![A-Za-z(])"
    equation = re.search(rf"\|?{name}\|?\s*(?::=|=)\s*([A-Z0-9 *·×{{}}^+\\a-z]{{1,40}})", plain)
    if equation:
        right = re.split(r"\s+(?!(?:log|ln|times)\b)[a-z]{2,}\b|\\\\|,", equation[1])[0].strip()
        if right and not unknown_letters(right, tuple(variables)) and re.search(r"[A-Z]", right):
            return right
    told = re.search(
        rf"\|?{name}\|?\s*(?:is|being|denotes?|denoting|stands for|represents?|=|:|-|the|est|désigne|,|\(|"
        rf"for|words?)\s*([^.;\n]{{1,60}})",
        plain,
    )
    if told:
        piece = re.split(
            r"\s(?:and|et)\s+[A-Za-z|]{1,3}\s+(?:is|the|est|=|la|le)|,\s*[A-Za-z|]{1,3}\s+(?:is|the|=|est)",
            told[1],
        )[0]
        if re.match(r"\s*(?:a|some|une|an arbitrary)?\s*(?:fixed\s+)?constant", piece, re.IGNORECASE):
            return "1"
        named = _by_words(piece, variables)
        if len(named) == 1:
            return named[0]
    for each, words in variables.items():
        for word in words:
            between = (
                r"(?:size|width|length|is|of|de|taille|=|,|\(|:|denoted|called|by|est|noted|dimension|\s)"
            )
            pattern = rf"\b{re.escape(word)}\w*\s*{between}{{0,5}}\s*\|?{name}"
            if re.search(pattern, plain, re.IGNORECASE if len(letter) > 1 else 0) or re.search(
                pattern.replace(re.escape(word), re.escape(word.capitalize())), plain
            ):
                return each
    return ""


def _by_words(text: str, variables: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    first: list[tuple[int, str]] = []
    for name, words in variables.items():
        places = [
            match.start()
            for word in words
            if (match := re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE))
        ]
        if places:
            first.append((min(places), name))
    return (min(first)[1],) if first else ()
