"""Write out what words say of a quantity that they name: ``each factor is at most ...``."""

from __future__ import annotations

import re
from collections.abc import Sequence

Nouns = Sequence[tuple[str, str]]
"""Patterns of words that name a quantity, each with the formula of the quantity."""
STARTS_WITH_SIGN = re.compile(r"\s*(?:[=≤≥<>→]|\\(?:le|leq|ge|geq|to|approx|rightarrow|in)(?![A-Za-z]))")
_STARTS_WITH_BOUND = re.compile(r"\s*(?:[≤<]|\\(?:le|leq|leqslant)(?![A-Za-z]))")
_IS_VALUE = re.compile(r"(?!\s*[=≤<>→])(?:(?!\\(?:le|leq|to|ge|geq)(?![A-Za-z]))[^≤<>→])+")
"""A formula or an equation, which a noun and a colon may stand before."""
_IN_WORDS = re.compile(
    r"\s*(?:the|an?|its|their|that|this|those|le|la|les|un|une|celle)\s+[a-zà-ÿ]{3,}", re.IGNORECASE
)
"""A bound that is said in words."""
_STARTS_WITH_EQUALS = re.compile(r"\s*=\s*\\?(?:prod|sum)")
_SOUGHT = re.compile(
    r"\b(?:need|find|comput\w*|calculat\w*|determin\w*|want|look\w*|deriv\w*|calcul\w*|(?:mean|variance)\s+and)\b[^.;:]*$",
    re.IGNORECASE,
)
"""Words that ask for a quantity, and say nothing of it."""
_IS = (
    r"\s+(?:is|equals|becomes|est|vaut|devient)\b"
    r"(?:\s+(?:then|therefore|thus|just|donc|equal to|given by|égale? à))?:?"
)
_AT_MOST = (
    r"(?:(?:at most|bounded (?:above )?by|no (?:more|larger|greater) than|"
    r"(?:less|smaller) than(?: or equal to)?|au plus|majorée? par|inférieure?(?: ou égale?)? à)\b|[≤]|<=)"
)
_NORM = r"(?:(?:operator|spectral|l2)\s+)?norme?"
_HAS = rf"\s+(?:has|have|a|ont)\s+(?:an?\s+|une\s+)?{_NORM}"
_OF_NORM = rf"(?:\s+(?:est|sont|is|are))?\s+(?:de|of)\s+{_NORM}\s+{_AT_MOST}"
_HAS_NORM = rf"{_HAS}\s+(?:of\s+)?{_AT_MOST}"
_ITS_NORM = rf"\b{_NORM}\s+(?:of|de)\s+(?:the\s+|an?\s+)?"
_IS_BOUNDED = (
    r"\s+(?:is|are|est|sont|stays?|remains?)\s+(?:(?:together|all|then|thus|therefore|donc)\s+)?" + _AT_MOST
)
_IS_AT_END = r"\s+(?:is|est|stays|remains)\s*$"
_MATHS_AHEAD = (
    r"(?!\s*\S{1,12}\s+(?:times|multiplied|fois)\s+(?:the|its|an?|la|le)\b)"
    r"(?=\s*(?!(?:at|in|of|to|no|so|an?|de|du|un|au|en|le|la)\b)(?:[^\w\s(]|\([^\s()]+\)[\^ᵀ⊤'*]|[\dα-ωΑ-Ω]|[A-Za-z]\w?\b|\w+[_^(*/]))"
)


def with_nouns(text: str, nouns: Nouns, ahead: str) -> str:
    """The text with nouns as the quantities that they name, where they are said to be a formula.

    `ahead` is the mathematics behind the text: in *the scale is s = ...* it says by itself what it is of.
    What is at most something is the quantity's norm.
    """
    at_end = bool(ahead) and not STARTS_WITH_SIGN.match(ahead)
    maths = rf"(?:\s*$|{_MATHS_AHEAD})" if at_end else _MATHS_AHEAD
    for noun, formula in nouns:

        def named(said: re.Match[str], formula: str = formula) -> str:
            rest = f"{said.string[said.end() :]} {ahead}"
            if _SOUGHT.search(said.string[: said.start()]) and said.group().rstrip().endswith("="):
                return said.group()  # we need the mean of y = x: of y, which is x
            is_named = re.match(rf"[\s$\\({{]*{re.escape(formula)}[\s}}]*=", rest)
            return said.group() if is_named else f" {formula} = "

        bounded = (
            rf"\b(?:{noun})(?:{_HAS_NORM}|{_OF_NORM}|{_IS_BOUNDED})|{_ITS_NORM}(?:{noun})(?:{_IS_BOUNDED}|{_IS_AT_END})|"
            rf"\b(?:{noun}){_IS_AT_END}|\b(?:{noun})(?:{_HAS})?\s*:?\s*$"
        )

        def limited(said: re.Match[str], formula: str = formula) -> str:
            if _IN_WORDS.match(said.string, said.end()):
                return said.group()
            if re.search(_AT_MOST + r"\s*$", said.group(), re.IGNORECASE):
                return rf" \|{formula}\| ≤ "
            return rf" \|{formula}\| " if _STARTS_WITH_BOUND.match(ahead) else said.group()

        text = re.sub(bounded, limited, text, flags=re.IGNORECASE)
        text = re.sub(
            rf"(?:^|(?<=[.;\n]))\s*(?:the\s+)?(?:{noun})\s*:{_MATHS_AHEAD}", named, text, flags=re.IGNORECASE
        )
        text = re.sub(rf"\b(?:{noun})(?:{_IS}{maths}|\s*:?=(?=\s*[^\s=]))", named, text, flags=re.IGNORECASE)
        if _IS_VALUE.fullmatch(ahead):
            text = re.sub(
                rf"(^|[.;\n]\s*)(?:the\s+)?(?:{noun})\s*:\s*$",
                lambda said, formula=formula: f"{said[1]} {formula} = ",  # type: ignore[misc]
                text,
                flags=re.IGNORECASE,
            )
        if _STARTS_WITH_EQUALS.match(ahead):
            text = re.sub(
                rf"\b(?:{noun})\s*$", f" {formula} ".replace("\\", r"\\"), text, flags=re.IGNORECASE
            )
    return text


_COUNT = re.compile(r"\s*[A-Z]\s*")


def with_counts(runs: list[tuple[bool, str]], nouns: Nouns) -> list[tuple[bool, str]]:
    """The runs with a number of things among its words, where they name a quantity: *the $T$ factors*."""
    kept = list(runs)
    for number in range(len(kept) - 2, 0, -1):
        (_, before), (is_maths, count), (_, after) = kept[number - 1 : number + 2]
        if not is_maths or not _COUNT.fullmatch(count) or kept[number - 1][0] or kept[number + 1][0]:
            continue
        ahead = kept[number + 2][1] if number + 2 < len(kept) else ""
        joined = f"{before}{count.strip()}{after}"
        apart = with_nouns(before, nouns, count) + count.strip() + with_nouns(after, nouns, ahead)
        if with_nouns(joined, nouns, ahead) != apart:
            kept[number - 1 : number + 2] = [(False, joined)]
    return kept
