"""Formulas said in words: ``N to the power of T``, ``gamma divided by the norm of u``, ``N puissance T``."""

from __future__ import annotations

import re

_TERM = r"(?P<{}>\$[^$]{{1,80}}\$|[A-Za-zα-ωΓΔΘΛΣΦΨΩ]\w{{0,11}}|\\[A-Za-z]+|\d+|\([^()]{{1,60}}\))"
_BASE = _TERM.format("base")
_EXPONENT = r"(?P<exponent>\$[^$]{1,80}\$|\([^()]{1,60}\)|[A-Za-z0-9]+(?:\s*[-+]\s*\d+)?)"
_NOT_TERM_WORDS = (
    "the a an is of it to by up and or that this which equal equals power number count words "
    "word options choices "
    "raised multiplied vocabulary size length times answer gives total la le les est un une de du"
)
_NOT_TERMS = frozenset(_NOT_TERM_WORDS.split())
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            _BASE
            + r"\s+(?:is\s+)?(?:raised\s+)?(?:to\s+the\s+(?:power\s+(?:of\s+)?)|to\s+power\s+(?:of\s+)?|"
            r"(?<=raised )to\s+|(?:élevé\s+)?à\s+la\s+puissance\s+|"
            r"(?:exposant|puissance|hoch|elevado\s+a(?:\s+la)?)\s+|"
            r"\b(?:exponent|power)\s+|(?:élevé\s+)?à\s+la\s+(?=[A-Z]\b))(?:the\s+)?" + _EXPONENT,
            re.IGNORECASE,
        ),
        "{base}^{{{exponent}}}",
    ),
    (
        re.compile(
            _BASE + r"\s+(?:raised\s+)?to\s+the\s+(?P<exponent>\$[^$]{1,40}\$|"
            r"[A-Za-z0-9])(?:-?th)?(?:\s+power)?(?![\w'])"
        ),
        "{base}^{{{exponent}}}",
    ),
    (
        re.compile(
            _BASE
            + r",?\s+(?:multipl(?:ied|y|ying)\s+(?:by\s+|with\s+)?|times\s+)itself,?\s+"
            + _EXPONENT
            + r"\s+times",
            re.IGNORECASE,
        ),
        "{base}^{{{exponent}}}",
    ),
    (
        re.compile(
            r"(?:the\s+)?"
            + _EXPONENT
            + r"(?:-fold\s+product|(?:\$?-?\s?th)\s+power)\s+of\s+"
            + _BASE
            + r"(?:\s+(?:with|by)\s+itself)?",
            re.IGNORECASE,
        ),
        "{base}^{{{exponent}}}",
    ),
    (
        re.compile(
            _BASE + r"\s+(?:over|divided\s+by|sur|divisé\s+par)\s+(?:the\s+|la\s+)?(?:L2\s+|Euclidean\s+)?"
            r"(?:norm|norme|length)\s+(?:of|de)\s+(?:the\s+)?(?P<exponent>[A-Za-z]\w{0,11}|\$[^$]{1,40}\$)",
            re.IGNORECASE,
        ),
        r"\frac{{{base}}}{{\|{exponent}\|}}",
    ),
    (
        re.compile(
            r"(?P<base>\$[^$]{1,80}\$),?\s+(?:is\s+)?(?:divided\s+by|over|divisé\s+par|sur)\s+"
            r"(?P<exponent>\$[^$]{1,80}\$)",
            re.IGNORECASE,
        ),
        r"\frac{{{base}}}{{{exponent}}}",
    ),
    (
        re.compile(_BASE + r"\s+(?P<exponent>squared|cubed|au\s+carré)", re.IGNORECASE),
        "{base}^{{{exponent}}}",
    ),
    (re.compile(_BASE + r"\s+(?:times|fois)\s+" + _EXPONENT, re.IGNORECASE), r"{base} \cdot {exponent}"),
)
_CHOSEN = re.compile(r"(?<![A-Za-z\\$])([A-Za-z])\s+choose\s+([A-Za-z])(?![A-Za-z])(?=\s+times\b)")
_TIMES_MORE = re.compile(
    r"(?<=[\w)\]}²³])\s+(?:times|fois)\s+(?=(?:\\?[A-Za-zα-ω]{1,8}|\d+|\([^()]{1,40}\)|\[[^\[\]]{1,40}\])\s*(?:[\^_*/·×²³]|[-+]\s))"
)
"""Between a formula and one that goes on: its words are a sign."""
_POWERS = {"squared": "2", "cubed": "3"}


def write_out(text: str) -> str:
    """The text with formulas in words written as mathematics between dollars; other text is unchanged."""
    if "\\(" in text and "$" not in text and len(text) <= 4000:
        text = re.sub(r"\\\((.{1,400}?)\\\)", r"$\1$", text)
    if len(text) <= 4000:
        text = _SPOKEN_PRODUCT.sub(
            lambda found: re.sub(r"\s(?:times|fois)\s", r" \\cdot ", found.group()), text
        )
        text = with_maxima(_REPEATED.sub(_as_power, text))
    if len(text) > 4000 or not re.search(
        r"power|raised|hoch|elevado|fold|à la|divided|divisé|over|sur|puissance|"
        r"exposant|exponent|itself|to the|norm|times|fois|squared|cubed|carré",
        text,
        re.IGNORECASE,
    ):
        return text
    text = _CHOSEN.sub(r"\\binom{\1}{\2}", text)
    text = _TIMES_MORE.sub(r" \\cdot ", text)
    for pattern, form in _PATTERNS:
        text = pattern.sub(lambda found, form=form: _written(found, form), text)  # type: ignore[misc]
    return text


_DOTS = r"(?:\.\.\.|…|⋯|\\[cl]?dots[bcm]?)"
_TIMES = r"(?:\\cdot|\\times|[·×*∙⋅])"
_SPOKEN_PRODUCT = re.compile(
    rf"(?<![A-Za-z])(?P<factor>[A-Za-z])(?:\s+(?:times|fois)\s+(?P=factor)\b)+\s+(?:times|fois)\s+{_DOTS}"
    r"(?:\s+(?:times|fois))?\s+(?P=factor)\b"
)
"""``N times N times ... times N``."""
_REPEATED = re.compile(
    r"(?P<opening>\\underbrace\s*\{)?\s*(?P<base>[A-Za-z]|\([^()]{1,20}\))(?:\s*"
    + _TIMES
    + r"\s*(?P=base))*\s*"
    + _TIMES
    + r"?\s*"
    + _DOTS
    + r"\s*"
    + _TIMES
    + r"?\s*(?P=base)?\s*"
    r"(?(opening)\}\s*_\s*\{?\s*|[$]?\s*,?\s*[(\[]?\s*(?:with\s+|avec\s+|mit\s+)?[$]?)(?P<count>[A-Za-z](?:\s*[-+]\s*\d)?)[$]?\s*"
    r"(?(opening)(?:\\text\w*\s*\{[^{}]*\}|\\mbox\{[^{}]*\}|\s|times|fois)*\}?|"
    r"(?:\\text\{)?\s*(?:times|fois|mal|factors|facteurs|Faktoren|terms|copies|(?P=base)['’]s)(?!\w)\s*\}?\s*[)\]]?)"
)


_RANGED = re.compile(
    r"(?:=|\b(?:is|est|ist|equals)\b(?:\s+(?:obtained|computed|given|calculated|defined|found)\s+(?:as|by|from))?)\s*(?:the\s+|le\s+|das\s+)?max(?:imum)?\s+(?:over|for|sur|pour|über)\s+"
    r"(?:all\s+|tous les\s+|alle\s+)?(?:the\s+)?"
    r"(?:(?:previous|possible|preceding)\s+)?(?:(?:words?|states?|tokens?|indices|index|mots?|états?)\s+)?"
    r"(?P<index>[A-Za-z]'?)(?![\w'])(?:\s+in\s+(?:range\(\w+\)|(?:the\s+)?[a-z]{4,14}(?=\s+of\b)|[A-Z])(?!\w))?(?:\s*(?:=|in|from|dans|de|∈)\s*[{[]?\s*(?P<first>[01])\s*,?\s*"
    r"(?:\.{2,3}|…|to|à)\s*,?\s*(?P<last>[A-Z](?:\s*-\s*1)?)(?!\w)\s*[}\]]?)?"
    r"\s*(?:of|de|von|:|,)?\s+(?=[^\s$])",
    re.IGNORECASE,
)
"""``= max over i of ...``, typed without delimiters."""


def with_maxima(text: str) -> str:
    """The text with ``= max over i of ...`` as ``= max_{i} ...``."""
    return _RANGED.sub(_as_maximum, text) if len(text) <= 4000 else text


def _as_maximum(found: re.Match[str]) -> str:
    scope = f"={found['first']}}}^{{{found['last']}" if found["first"] else ""
    return f"= max_{{{found['index']}{scope}}} "


def _as_power(found: re.Match[str]) -> str:
    """``N·N·…·N (T times)`` as a power; inside dollars it stays there."""
    power = f"{found['base']}^{{{found['count']}}}"
    inside = found.string.count("$", 0, found.start()) % 2 == 1
    if inside and "$" in found.group():
        return power + "$"
    return power if inside or "\\(" in found.string or "\\[" in found.string else f"${power}$"


def _written(found: re.Match[str], form: str) -> str:
    base, exponent = found["base"], found["exponent"]
    if base.lower() in _NOT_TERMS or exponent.lower() in _NOT_TERMS:
        return found.group()
    exponent = _POWERS.get(exponent.lower(), "2" if exponent.lower().startswith("au") else exponent)
    base, exponent = base.strip("$"), re.sub(r"(?<=^[A-Za-z])th$", "", exponent.strip("$"))
    if "cdot" in form:
        base, exponent = (f"({each})" if re.search(r"[-+]", each) else each for each in (base, exponent))
    return "$" + form.format(base=base, exponent=exponent) + "$"
