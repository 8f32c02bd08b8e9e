"""Write out powers, ratios and derivatives that are said in words: ``delta to the power $T$``."""

from __future__ import annotations

import re

from grader.maths.derivations.paragraphs import CLOSE, OPEN, Runs, rewritten
from grader.maths.notation.tokens import GREEK

_GREEK = "|".join(sorted(GREEK, key=len, reverse=True))
_WRITTEN = rf"{OPEN}[^{OPEN}{CLOSE}=≤<>]{{1,60}}{CLOSE}"
_NUMBER = rf"(?:{_WRITTEN}|\b(?:{_GREEK})\b|[α-ω])"
_COUNT = rf"(?:{_WRITTEN}|\b[A-Za-z0-9]\b)"
_INDEXED = r"[A-Za-z](?:_(?:\w|\([^()]{1,12}\)|\{[^{}]{1,12}\}))?"
_NAME = rf"(?:{_WRITTEN}|\b(?:{_GREEK}|{_INDEXED})(?![\w(^_'’]))"
_BY = r"\s+(?:with\s+respect\s+to|wrt\.?|w\.r\.t\.?|by|par\s+rapport\s+à)\s+"
_IS = (
    rf"\s*(?P<open>{OPEN}\s*)?(?:\b(?:is|equals|est|vaut)\b"
    r"(?!\s+(?:a|an|the|at|to|in|not|bounded|then|less|equal|un|une|la|le)\b)|=)\s*"
    r"(?!\S{1,12}\s+(?:times|multiplied|fois)\s+(?:the|its|an?|la|le)\b)"
)

_POWER = re.compile(
    rf"(?P<base>{_NUMBER})\s+(?:raised\s+)?(?:to\s+the\s+(?:power\s+(?:of\s+)?)?|to\s+power\s+|"
    rf"(?:à\s+la\s+)?puissance\s+)(?P<exponent>{_COUNT})(?:-?th\b)?(?:\s+power\b)?",
    re.IGNORECASE,
)
_SQUARED = re.compile(rf"(?P<base>{_NUMBER})\s+(?:squared|au\s+carré)\b", re.IGNORECASE)
_RATIO = re.compile(
    rf"(?P<above>{_NUMBER})\s+(?:over|divided\s+by|sur|divisée?\s+par)\s+(?P<below>{_NUMBER})", re.IGNORECASE
)
_LETTER = rf"(?:\b(?:{_GREEK})\b|[α-ω])"
_PRODUCT = re.compile(
    r"(?P<sign>\b(?:minus|negative|moins)\s+)?(?P<two>\b(?:two|twice|deux)\s+(?:(?:times|fois)\s+)?)?"
    rf"(?P<rest>{_LETTER}(?:\s+(?:(?:times|fois)\s+)?{_LETTER})*)",
    re.IGNORECASE,
)
_IS_VALUE = re.compile(
    rf"(?P<name>{_LETTER})\s+(?:is|becomes|est|vaut)\s+(?:(?:then|therefore|thus|just|simply|donc)\s+)?"
    rf"(?={OPEN}\s*[-−]|[-−+]?\s*\d?\s*[*·]?\s*{_LETTER})",
    re.IGNORECASE,
)
_NORM = re.compile(
    r"(?P<verb>\b(?:is|equals|equal\s+to|becomes|est|vaut)\s+(?:(?:then|therefore|just|simply|exactly)\s+)?)"
    r"(?:the\s+|la\s+|le\s+)?(?P<norm>squared\s+norm|norm\s+squared|square\s+of\s+the\s+norm|norme?)\s+(?:of|de)\s+"
    rf"(?:the\s+vector\s+)?(?P<of>{_WRITTEN}|\b[A-Za-z]\b)(?P<squared>\s+(?:squared|au\s+carré)\b)?",
    re.IGNORECASE,
)
_TYPED = r"(?=\S*[_^(])[^\s,;=≤<>]{2,30}(?<![.,;:])"
_REPLACED = re.compile(
    r"(?P<verb>\b(?:replac|substitut|swap|exchang|remplaç|remplac)\w*)\s+(?:the\s+|each\s+)?"
    rf"(?P<out>{_WRITTEN}|{_TYPED})\s+(?:by|with|for|par)\s+(?P<in>{_WRITTEN}|{_TYPED})",
    re.IGNORECASE,
)
_PUT_FOR = re.compile(
    r"(?P<verb>\b(?:put|plac|insert|writ|wrot|us|plug|substitut|take|mets?|mettons|écri)\w*)\s+(?:in\s+)?(?:the\s+|each\s+)?"
    rf"(?P<in>{_WRITTEN}|{_TYPED})\s+(?:in(?:to)?\s+(?:the\s+)?place\s+of|instead\s+of|in\s+for|à\s+la\s+place\s+de)\s+"
    rf"(?P<out>{_WRITTEN}|{_TYPED})",
    re.IGNORECASE,
)
_TIMES_MEAN = re.compile(
    rf"(?P<factor>{_WRITTEN}|\b[A-Za-z](?:\^\{{?\\?(?:T|top)\}}?|['ᵀ⊤]))\s+(?:times|multiplied\s+by|fois)\s+(?:the|la|l['’])\s*"
    rf"(?:mean|expectation|expected\s+value|moyenne|espérance)\s+(?:of|de)\s+(?P<of>{_WRITTEN}|\b[A-Za-z]\b)",
    re.IGNORECASE,
)
_DERIVATIVE = re.compile(
    r"(?:\b(?:the|la|its)\s+)?(?:partial\s+|total\s+)?\b(?:derivative|gradient|jacobian|dérivée|jacobienne)"
    rf"\s+(?:matrix\s+)?(?:of|de)\s+(?P<above>{_NAME}){_BY}(?P<below>{_NAME}){_IS}",
    re.IGNORECASE,
)


def with_spoken(runs: Runs) -> Runs:
    """The runs of a paragraph, with what words say of names as formulas."""
    return rewritten(runs, _written_out)


def _written_out(text: str) -> str:
    text = _TIMES_MEAN.sub(lambda said: f"{OPEN}{_bare(said['factor'])} E[{_bare(said['of'])}]{CLOSE}", text)
    text = _POWER.sub(lambda said: _joined(said["base"], "^", said["exponent"]), text)
    text = _SQUARED.sub(lambda said: _joined(said["base"], "^", "2"), text)
    text = _RATIO.sub(lambda said: _joined(said["above"], "/", said["below"]), text)
    text = _NORM.sub(_norm, text)
    text = _IS_VALUE.sub(lambda said: f"{OPEN}{said['name']} = {CLOSE}", _PRODUCT.sub(_product, text))
    text = _PUT_FOR.sub(_replaced, _REPLACED.sub(_replaced, text))
    return _DERIVATIVE.sub(_rate, text)


def _replaced(said: re.Match[str]) -> str:
    """What is put in the place of something else is equal to it."""
    if re.search(r"\\leftarrow|←|<-", f"{said['in']}{said['out']}"):
        return said.group()  # a line of code is put there
    return f"{said['verb']} {OPEN}{_bare(said['out'])} = {_bare(said['in'])}{CLOSE}"


def _product(said: re.Match[str]) -> str:
    """Letters with what multiplies them, where words say so."""
    if not said["sign"] and not said["two"] and not re.search(r"\b(?:times|fois)\b", said["rest"]):
        return said.group()
    letters = re.sub(r"\b(?:times|fois)\b", " ", said["rest"])
    return f"{OPEN}{'-' if said['sign'] else ''}{'2 ' if said['two'] else ''}{letters}{CLOSE}"


def _norm(said: re.Match[str]) -> str:
    is_squared = said["squared"] or "squar" in said["norm"]
    return f"{said['verb']}{OPEN}\\|{_bare(said['of'])}\\|{'^2' if is_squared else ''}{CLOSE}"


def _bare(text: str) -> str:
    return text.strip(f"{OPEN}{CLOSE} ")


def _joined(left: str, sign: str, right: str) -> str:
    left, right = _bare(left), _bare(right)
    if sign == "^":
        return f"{OPEN}{left}^{{{right}}}{CLOSE}"
    return f"{OPEN}\\frac{{{left}}}{{{right}}}{CLOSE}"


def _rate(said: re.Match[str]) -> str:
    above, below = _bare(said["above"]), _bare(said["below"])
    return f"{OPEN}\\frac{{\\partial {above}}}{{\\partial {below}}} = {'' if said['open'] else CLOSE}"
