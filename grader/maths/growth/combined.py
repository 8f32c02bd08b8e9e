"""Orders of growth that make one together: ``O(a) + O(b)``, ``T · O(a)``, ``\\sum_{t=1}^T O(a)``."""

from __future__ import annotations

import re
from dataclasses import replace

from grader.maths.growth.mention import MAX_INNER, Mention

_BLANK = r"[\s\x02]*"
_SIGN = r"(?:\\cdot|\\times|[·×*⋅∙]|(?<![A-Za-z])[xX](?=[\s\x02])|\b(?:times|fois|mal|multiplied\s+by)\b)"
_OF = r"(?:for|pour|für|to|of|de|per|in|from)"
_PURPOSE = rf"(?:\(?(?:{_OF}[ \t])?[ \t]*[^\W\d_][^\W\d_' -]{{2,40}}\)?|\(?{_OF}\s+[^,.;:()\n+]{{1,40}}\)?)"
"""What an order is spent on: ``for the scores``, ``(scores)``, ``backpointers``."""
_PLUS = re.compile(rf"{_BLANK}(?:{_PURPOSE})?,?{_BLANK}(?:\+|\bplus\b){_BLANK}(?:another\s+)?{_BLANK}")
_TIMES = re.compile(
    rf"{_BLANK}(?:{_SIGN}|(?:(?:time\s?)?(?:steps|iterations|rounds|passes|sweeps|layers|words|states|étapes|itérations|Schritte|"
    rf"Iterationen|elements|items)\s*,?\s*(?:{_SIGN}|of|with|à|de|each(?:\s+(?:of|with|taking|costing))?|mit|zu(?:\s+je)?)"
    rf"(?:\s+(?:a\s+)?(?:cost|work|time)(?:\s+of)?)?)){_BLANK}",
    re.IGNORECASE,
)
_EACH = re.compile(rf"{_BLANK}(?:work\s+)?(?:each|apiece|chacune?|jeweils)\b", re.IGNORECASE)
_LETTER = r"(?:\([A-Za-z]\s*[-+]\s*1\)|[A-Za-z](?:\s*\^\s*\{?\d\}?|²|³)?)"
_PRODUCT = rf"(?:[A-Z]{{2,3}}|{_LETTER}(?:\s*(?:\\cdot|\\times|[·×*⋅])\s*{_LETTER})?)"
_FACTOR = re.compile(
    rf"(?<![A-Za-z\d_^{{\\.)])(?P<factor>{_PRODUCT}){_BLANK}{_SIGN}{_BLANK}\Z"
    r"|(?:^|[=:\x02]|\b(?:total|altogether|overall|hence|thus|therefore|so|costs?|takes?|needs?|is|gives|donc|also))"
    r"[ \t\x02]*(?P<bare>[A-Z](?:\s*\^\s*\{?\d\}?)?)[ \t\x02]*(?:\\[,;!:][ \t\x02]*)?\Z",
    re.MULTILINE,
)
"""A factor before an order: with a sign anywhere, without one where nothing else can be meant."""
_FACTOR_AFTER = re.compile(rf"{_BLANK}{_SIGN}{_BLANK}(?P<factor>{_PRODUCT})(?![\w(^{{]|\s*[·×*⋅(])")
_LIMITS = r"\{?\s*[a-z]\s*(?:=|\\in)\s*[^{}\s]{1,12}\s*\}?\s*\^\s*(?:\{[^{}]{1,12}\}|\w)"
_SUM = re.compile(
    rf"(?:(?:\\sum|[∑Σ]|\bsum)\s*(?:\\limits)?\s*_\s*(?P<limits>{_LIMITS})"
    r"|\b(?:sum|summing|somme)\s+(?:over|for|from|sur|de)\s+[a-z]\s*(?:=|from)\s*(?P<low>\w)\s*(?:\.\.+|…|to|à|-)\s*(?P<high>[A-Za-z]))"
    rf"\s*(?:of|de)?{_BLANK}(?:\\[,;!:])?{_BLANK}\Z"
)
_QUANTITY = re.compile(
    r"\b(?:time(?![- ]?steps?)|space|memory|temps|espace|mémoire|Zeit|Speicher\w*|Platz)\b", re.IGNORECASE
)
_REACH = 120  # characters before an order in which its factor or its sum may stand


def combined(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions, those that are terms or factors of one another as one."""
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined else None
        together = _together(text, before, mention) if before is not None else None
        if together is not None:
            joined[-1] = together
            continue
        mention = _multiplied(text, mention, before.end if before else 0)
        together = _together(text, before, mention) if before is not None else None
        joined[len(joined) - (together is not None) :] = [together or mention]
    return [_bracketed(text, each) for each in joined]


_FACTOR_OF_BRACKET = re.compile(
    rf"(?<![A-Za-z\d_^{{\\.)])(?P<factor>[A-Z]){_BLANK}(?:{_SIGN})?{_BLANK}(?:\\left)?[(\[]{_BLANK}\Z"
)
_BRACKET_END = re.compile(rf"{_BLANK}(?:\\right)?[)\]]")


def _bracketed(text: str, mention: Mention) -> Mention:
    """``T (O(a) + O(b))``: with the factor before the bracket that it is the whole of."""
    factor = _FACTOR_OF_BRACKET.search(text, max(0, mention.start - _REACH), mention.start)
    end = _BRACKET_END.match(text, mention.end)
    if factor is None or end is None or len(mention.inner) > MAX_INNER:
        return mention
    inner = rf"{factor['factor']} \cdot ({mention.inner})"
    return replace(mention, inner=inner, start=factor.start("factor"), end=end.end())


def _together(text: str, before: Mention, mention: Mention) -> Mention | None:
    """Two orders with a sign between them."""
    if before.symbol != mention.symbol or len(before.inner) + len(mention.inner) > MAX_INNER:
        return None
    if _QUANTITY.search(text, before.end, mention.start):
        return None  # O(N) in time plus O(1) in space
    plus = _PLUS.fullmatch(text, before.end, mention.start)
    times = None if plus else _TIMES.fullmatch(text, before.end, mention.start)
    if plus is None and times is None:
        return None
    each = _EACH.match(text, mention.end) if times else None
    sign = "+" if plus else r"\cdot"
    inner = f"({before.inner}) {sign} ({mention.inner})"
    return Mention(mention.symbol, inner, before.start, each.end() if each else mention.end)


def _multiplied(text: str, mention: Mention, start: int) -> Mention:
    """An order with the factor before or behind it, or the sum that it is the term of."""
    if len(mention.inner) > MAX_INNER:
        return mention
    start = max(start, mention.start - _REACH)
    summed = _SUM.search(text, start, mention.start)
    if summed is not None:
        limits = summed["limits"] or f"{{k={summed['low']}}}^{{{summed['high']}}}"
        return replace(mention, inner=rf"\sum_{limits} ({mention.inner})", start=summed.start())
    factor = _FACTOR.search(text, start, mention.start)
    if factor is not None:
        name = "factor" if factor["factor"] else "bare"
        inner = rf"{factor[name]} \cdot ({mention.inner})"
        return replace(mention, inner=inner, start=factor.start(name))
    behind = _FACTOR_AFTER.match(text, mention.end)
    if behind is not None:
        return replace(mention, inner=rf"({mention.inner}) \cdot {behind['factor']}", end=behind.end())
    return mention
