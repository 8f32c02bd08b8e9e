"""Signs and factors said in words beside formulas: ``$g$ equals $h$``, ``twice $X$``, ``$X$, times 2``."""

from __future__ import annotations

import re

_HAS = re.compile(r"\b((?:l')?on|il\s+y)\s+a(?=\s)", re.IGNORECASE)
"""``on a q = ...``: the letter is a verb."""
_UPDATE = re.compile(r"^([ \t]*\w+(?:\[[^\]\n]{1,20}\])?) ([-+*/])= ([^=\n]{1,300})$", re.MULTILINE)
"""``x -= lr * g``: a name of code becomes itself less the product."""
_FORMULA = r"\$[^$=]{1,120}\$"
_LEFT = (
    rf"(?P<left>{_FORMULA}|(?<![\w$\\])[A-Za-z]_(?:\w{{1,3}}|\{{[^{{}}]{{1,12}}\}})|"
    r"(?<![\w$\\])[B-HJ-Z](?!\w)|(?<=\))),?\s+"
)
_RIGHT = rf"\s+(?P<right>{_FORMULA}|(?=\\?[A-Za-z]{{1,12}}(?:_\w{{1,3}})?\s?[(_^]|(?:log|ln|exp|sqrt)\b))"
_SIGNS = tuple(
    (re.compile(_LEFT + words + _RIGHT, re.IGNORECASE), sign)
    for words, sign in (
        (
            r"(?:(?:is|are)\s+(?:(?:always|exactly|just|simply)\s+)?(?:equal\s+to|the\s+same\s+(?:thing\s+)?as)|"
            r"(?:that\s+)?equals|coincides?\s+with|est\s+(?:égale?|identique)\s+à|vaut)",
            "=",
        ),
        (
            r"(?:is|are|est)\s+(?:always\s+)?(?:at\s+most|no\s+more\s+than|not\s+(?:larger|greater|more)\s+than|"
            r"(?:less|smaller)\s+than\s+or\s+equal\s+to|bounded\s+(?:(?:from\s+)?above\s+)?by|au\s+plus)",
            r"\le",
        ),
        (
            r"(?:is|are|est)\s+(?:always\s+)?(?:at\s+least|no\s+less\s+than|not\s+(?:smaller|less)\s+than|"
            r"(?:larger|greater)\s+than\s+or\s+equal\s+to|au\s+moins)",
            r"\ge",
        ),
    )
)
"""A formula, words that are a sign, and a formula."""
_BOTH_EQUAL = re.compile(
    rf"(?P<left>{_FORMULA}|(?<![\w$\\])[A-Za-z]_\w{{1,3}})\s+(?:and|et)\s+"
    rf"(?P<right>{_FORMULA}|[A-Za-z]{{1,12}}\([^()]{{1,20}}\))\s+"
    r"(?:(?:are|sont)\s+(?:(?:always|toujours)\s+)?(?:equal|the\s+same|identical|égaux|égales|identiques)|"
    r"coincide(?:nt)?)\b",
    re.IGNORECASE,
)
_COUNTS = {"two": "2", "three": "3", "four": "4", "deux": "2", "trois": "3", "quatre": "4"}
_MULTIPLES = {"twice": "2", "double": "2", "half": r"\frac{1}{2}", "moitié": r"\frac{1}{2}"}
_BEFORE = re.compile(
    rf"\b(?:the\s+|le\s+|la\s+)?(?:(?P<word>{'|'.join(_MULTIPLES)})(?:\s+(?:of|de))?|"
    rf"(?P<count>{'|'.join(_COUNTS)})\s+(?:times|fois))\s+"
    rf"(?:(?P<inner>{_FORMULA})|(?=\\?[A-Za-z]{{1,3}}[\^_(]))",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?P<inner>{_FORMULA}|(?<![\w$\\])\\?[A-Za-z]\w{{0,3}}[\^_(][^$,;:.=\n]{{1,80}}),?\s+"
    r"(?:(?:all\s+)?(?:times|multiplied\s+by|fois|multiplié\s+par)\s+|(?:but\s+|and\s+)?with\s+(?:a|the)\s+factor\s+(?:of\s+)?|"
    rf"(?P<over>divided\s+by\s+|divisé\s+par\s+))\$?(?P<count>\d+|{'|'.join(_COUNTS)})\$?(?!\w|[.,]\d)"
    r"(?:\s+(?:in\s+front|before\s+it|devant))?",
    re.IGNORECASE,
)


def write_signs(text: str) -> str:
    """The text with such words as signs inside dollars; other text is unchanged."""
    text = _UPDATE.sub(r"\1 = \1 \2 (\3)", _HAS.sub(r"\1 obtient", text))
    for pattern, sign in (*_SIGNS, (_BOTH_EQUAL, "=")):
        text = pattern.sub(lambda found, sign=sign: _as_relation(found, sign), text)  # type: ignore[misc]
    text = _BEFORE.sub(_as_multiple, text)
    return _AFTER.sub(_as_product, text)


def _as_relation(found: re.Match[str], sign: str) -> str:
    left, right = found["left"], found["right"]
    if not right:  # it goes on without delimiters
        return f"{left} {sign} "
    return f"${left.strip('$')} {sign} {right.strip('$')}$"


def _as_multiple(found: re.Match[str]) -> str:
    factor = _MULTIPLES[found["word"].lower()] if found["word"] else _COUNTS[found["count"].lower()]
    return f"${factor} ({found['inner'].strip('$')})$" if found["inner"] else f"{factor} \\cdot "


def _as_product(found: re.Match[str]) -> str:
    count = _COUNTS.get(found["count"].lower(), found["count"])
    inner = found["inner"].strip("$ ")
    return rf"$\frac{{{inner}}}{{{count}}}$" if found["over"] else f"${count} ({inner})$"
