"""Costs told part by part: so much a step and so many steps; this for one thing plus that for another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from grader.maths.growth.mention import MATH_MARK, Mention
from grader.maths.growth.mentions import formula_before, formula_from

_BLANK = r"[\s\x02$]*"
_STEPS = (
    r"(?:time[- ]?)?(?:steps|iterations|time\s?stamps|positions|rounds|words|étapes|pas(?: de temps)?"
    r"|itérations)"
)
_MULTIPLIER = re.compile(
    rf"\b(?:there\s+are|we\s+have|il\s+y\s+a|with|and|et|avec)\s+(?:a\s+total\s+of\s+|in\s+total\s+)?{_BLANK}(?P<a>[A-Z]){_BLANK}"
    rf"(?:of\s+(?:them|these|those|such)|(?:such\s+|of\s+these\s+)?{_STEPS})\b"
    rf"|\bmultipl\w+\s+(?:\w+\s+)?(?:by|par)\s+(?:the\s+|les\s+)?{_BLANK}(?P<b>[A-Z])(?![A-Za-z]){_BLANK}"
    rf"|(?<![A-Za-z\x02$]){_BLANK}(?P<c>[A-Z]){_BLANK}(?:times|fois)\b(?!{_BLANK}[A-Z])"
    rf"|[,;]{_BLANK}(?P<e>[A-Z]){_BLANK}{_STEPS}\b"
    rf"|\b(?:for|over|across|during|pour|pendant|sur)\s+(?:all\s+|each\s+of\s+|chacune?\s+des\s+)?(?:the\s+|les\s+)?"
    rf"{_BLANK}(?P<d>[A-Z]){_BLANK}{_STEPS}\b",
)
_PER_STEP = re.compile(
    rf"{_BLANK}(?:per|for\s+each|for\s+every|at\s+each|at\s+every|each|every|in\s+each|par|à\s+chaque|pour\s+chaque)\s+"
    r"(?:time[- ]?)?(?:step|iteration|t\b|étape|pas|itération)"
)
_REACH = 260  # characters behind a part in which the number of parts may be told
_AND_FOR = re.compile(
    rf"{_BLANK}\(?(?:(?:for|to|pour|de)\s[^,.;:\n+]{{2,40}}?|[a-zé ]{{3,30}}\)),?\s*"
    rf"(?:\b(?:plus|and|et|as\s+well\s+as)\b|\+)\s*(?:another\s+)?{_BLANK}"
)
_FOR = re.compile(rf"{_BLANK}\(?(?:for|to|pour|de)\s|{_BLANK}\([a-zé ]{{3,30}}\)")


_COSTS = re.compile(
    r"\b(?:costs?|takes?|needs?|requires?|coûte|prend|demande|kostet|braucht)\s+(?:\w{1,6}\s+)?(?=[\x02$A-Z])"
)


def bare_parts(text: str, letters: str, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Formulas without ``O`` and without a label that are told for each step."""
    parts = []
    for match in _PER_STEP.finditer(text):
        bare = formula_before(text, match.start(), letters)
        if bare is not None and not any(each.start < bare.end and bare.start < each.end for each in found):
            parts.append(bare)
    for match in _COSTS.finditer(text):
        bare = formula_from(text, _blank_end(text, match.end()), letters)
        if (
            bare is not None
            and not any(each.start < bare.end and bare.start < each.end for each in (*found, *parts))
            and _MULTIPLIER.search(text, bare.end, bare.end + _REACH)
        ):
            parts.append(bare)
    return tuple(parts)


def with_more(text: str, mention: Mention, letters: str) -> Mention:
    """``BN for the scores plus BT for the words`` as one order, where a formula without ``O`` begins so."""
    for _ in range(3):
        joint = _AND_FOR.match(text, mention.end)
        following = formula_from(text, joint.end(), letters) if joint else None
        if following is None or not _FOR.match(text, following.end):
            break
        inner = f"{mention.inner} + {following.inner}"
        mention = replace(mention, inner=inner, end=following.end)
    return mention


def times_steps(text: str, parts: Sequence[Mention]) -> Mention | None:
    """What all parts make together where the text says after them how many steps there are."""
    last = parts[-1]
    match = _MULTIPLIER.search(text, last.end, last.end + _REACH)
    if match is None:
        return None
    factor = match["a"] or match["b"] or match["c"] or match["d"] or match["e"]
    inner = " + ".join(f"({part.inner.replace(MATH_MARK, '')})" for part in parts)
    if any(re.search(rf"(?<![A-Za-z\\]){factor}(?![a-z])", part.inner) for part in parts):
        return None
    return Mention("O", f"{factor} \\cdot ({inner})", parts[0].start, match.end())


_SOME_WORDS = re.compile(r"(?:\s+(?:[a-zéè-]{2,})){0,3}\s*$")
_OF_SIZE = re.compile(
    rf"\s*(?:of|de|with|:)?\s*(?:total\s+)?(?:size|taille|dimensions?)?\s*(?={_BLANK}[A-Za-z])"
)


def beside_nouns(text: str, start: int, nouns: Sequence[str], letters: str) -> tuple[Mention, ...]:
    """Products right before or behind one of the nouns, or ``N pointers for each of T steps``."""
    named = "|".join(map(re.escape, nouns))
    each = re.compile(
        rf"(?<![A-Za-z]){_BLANK}(?P<many>[A-Z]){_BLANK}(?:[a-z-]+\s+){{0,2}}(?:{named})\s+(?:for|at|in|per|pour|für)\s+"
        rf"(?:each|every|all|chacune?|jeden?)(?:\s+of|\s+des|\s+der)?(?:\s+the)?\s+{_BLANK}(?P<times>[A-Z]){_BLANK}{_STEPS}\b"
    )
    found = [
        Mention("", f"{match['times']} {match['many']}", match.start(), match.end())
        for match in islice(each.finditer(text, start), _MAX_NOUNS)
    ]
    pattern = re.compile(rf"\b(?:{named})\b", re.IGNORECASE)
    for noun in islice(pattern.finditer(text, start), _MAX_NOUNS):
        words = _SOME_WORDS.search(text, max(start, noun.start() - 60), noun.start())
        before = formula_before(text, words.start() if words else noun.start(), letters)
        size = _OF_SIZE.match(text, noun.end())
        beside = before or formula_from(text, size.end() if size else noun.end(), letters)
        if beside is not None and start <= beside.start:
            found.append(beside)
    return tuple(dict.fromkeys(found))


_MAX_NOUNS = 12


_LISTED = r"(?:sequences|hypotheses|prefixes|paths|sentences|words|beams|suites|séquences|hypothèses|phrases)"
_LONG = re.compile(
    rf"{_BLANK}(?P<many>[A-Z]){_BLANK}(?:[a-zé-]+\s+){{0,2}}{_LISTED}\s*,?\s*\(?(?:each\s+)?(?:of|with|de|à)?\s*"
    rf"(?:(?:at\s+most|up\s+to|max\w*|au\s+plus)\s+)?(?:(?:length|size|longueur|taille)\s+)?(?:≤\s*|at\s+most\s+)?"
    rf"{_BLANK}(?P<long>[A-Z]){_BLANK}(?:\s*[+-]\s*1{_BLANK})?(?:\s*(?:words|tokens|ids|mots))?\)?"
    rf"(?:\s*\b(?:in|en|im)\s+(?:the\s+)?[a-zé]{{4,12}}(?=\s+(?:and|plus|et|as|\+)))?"
)
_PLUS = re.compile(
    rf"{_BLANK},?\s*(?:\band\b|\bplus\b|\bet\b|\+|\bas\s+well\s+as\b)\s*(?:also\s+)?(?:(?:for|pour|of)\s+)?(?:the\s+|les\s+)?"
)
_NOUNS = re.compile(
    rf"{_BLANK}(?:[a-zé-]+\s+){{0,2}}(?:scores|candidates|entries|values|numbers|probabilities|floats|pointers|words|tokens|ids|symbols|mots|candidats|valeurs)\b"
)


_FOR_THE = re.compile(r"\s*(?:for|of|pour|de)\s+(?:the\s+|les\s+)?")


def listed_before(text: str, start: int, end: int, letters: str) -> Mention | None:
    """``B sequences of length T`` and what is added to it, somewhere before a label."""
    listed = _LONG.search(text, start, end)
    return counted_sum(text, listed.start(), letters) if listed else None


def counted_sum(text: str, position: int, letters: str) -> Mention | None:
    """``B sequences of length T and BN scores`` as one order; None where nothing is counted so."""
    terms: list[str] = []
    lead = _FOR_THE.match(text, position)
    end, long = lead.end() if lead else position, False
    for _ in range(4):
        start = end
        if terms:
            plus = _PLUS.match(text, end)
            if plus is None:
                break
            start = plus.end()
        listed = _LONG.match(text, start)
        if listed is not None:
            terms.append(f"{listed['many']} {listed['long']}")
            end, long = listed.end(), True
            continue
        counted = formula_from(text, _blank_end(text, start), letters)
        noun = _NOUNS.match(text, counted.end) if counted else None
        if counted is None or noun is None:
            break
        terms.append(counted.inner)
        end = noun.end()
    if not terms or not (long or len(terms) > 1):
        return None
    return Mention("", " + ".join(terms), position, end)


def _blank_end(text: str, position: int) -> int:
    while text[position : position + 1] == " ":
        position += 1
    return position


_TOTAL = re.compile(
    rf"(?:→|=>|-+>|⇒|\\Rightarrow|\\to(?![a-zA-Z])|(?<![<>:=!])=(?!=)|\b(?:(?:in|au)\s+)?total\s*(?:of|de|:|=|is)?"
    rf"|\bdominates?\s*:|\b(?:giving|overall|altogether|hence|thus|donc|soit|which\s+is)\b)\s*{_BLANK}",
    re.IGNORECASE,
)


_DEFINED = re.compile(r"(?<![A-Za-z*·^])[A-Za-z]\s*\Z")
"""A letter of the writer's own before an equals sign."""


_STEPS_OF = re.compile(
    rf"(?<![A-Za-z]){_BLANK}(?P<many>[A-Z]){_BLANK}{_STEPS}\s+(?:of|with|costing|à|de|mit)\s+(?:cost\s+)?(?=[\x02$A-Z])"
)


def bare_totals(text: str, letters: str, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Products without ``O`` that are told as a result: behind an arrow, an equals sign, *in total*."""
    totals = []
    for match in _TOTAL.finditer(text):
        start = match.end() - 1 if match.group().endswith(MATH_MARK) else match.end()
        total = formula_from(text, start, letters)
        if (
            total is not None
            and not (match.group().startswith("=") and _DEFINED.search(text, 0, match.start()))
            and not re.search(r"[A-Za-z]", text[total.end : total.end + 1])
            and not any(each.start < total.end and total.start < each.end for each in found)
        ):
            totals.append(total)
    for match in _STEPS_OF.finditer(text):
        each = formula_from(text, _blank_end(text, match.end()), letters)
        if each is not None and not any(
            other.start < each.end and match.start() < other.end for other in (*found, *totals)
        ):
            totals.append(
                Mention("O", f"{match['many']} \\cdot ({each.inner})", match.start("many"), each.end)
            )
    return tuple(totals)
