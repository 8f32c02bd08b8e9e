"""Write out what words say of a quantity's mean and spread: ``$y$ has mean 0 and variance 1``."""

from __future__ import annotations

import re

from grader.maths.derivations.paragraphs import CLOSE, OPEN, Runs, rewritten

_FORMULA = rf"[^{OPEN}{CLOSE}=]"
_TYPED = (
    r"(?<![\w^'ᵀ⊤])(?P<equal>[A-Za-z]\s*=\s*)?"
    r"(?P<letter>(?:[A-Za-z](?:\^\{?(?:T|\\?top)\}?|['ᵀ⊤])\s*)?[A-Za-z])"
)
_SUBJECT = rf"(?:{OPEN}\s*(?P<equation>[A-Za-z]\s*=\s*)?(?P<subject>{_FORMULA}{{1,40}}?)\s*{CLOSE}|{_TYPED})"
_VALUE = (
    rf"(?:of\s+|equal\s+to\s+|égale?\s+à\s+)?(?:{OPEN}\s*(?P<formula>{_FORMULA}{{1,60}}?)\s*{CLOSE}|"
    r"(?P<typed>[‖|]{1,2}[^\s‖|]{1,12}[‖|]{1,2}(?:\^?[2²])?)|(?P<word>[01]|zero|one|nulle?)\b)"
)
_MEAN = (
    r"(?:(?:zero|null)[- ]mean|(?:an?\s+|une?\s+)?(?:mean|expectation|moyenne|espérance)\s+"
    rf"{_VALUE})"
)
_SPREAD = (
    r"(?:(?:an?\s+)?unit\s+(?P<unit>variance|standard\s+deviation)|(?:an?\s+|une?\s+)?"
    r"(?P<spread>variance|standard\s+deviation|écart[- ]type)\s+"
    + re.sub(r"<(formula|typed|word)>", r"<\g<1>2>", _VALUE)
    + ")"
)
_HAS_MEAN = re.compile(
    rf"{_SUBJECT}\s*(?:has|have|a)\s+(?:an?\s+)?{_MEAN}(?P<more>\s*,?\s*(?:and|with|et)\s+{_SPREAD})?",
    re.IGNORECASE,
)
_IS_CENTRED = re.compile(
    rf"{_SUBJECT}\s*(?:is|est)\s+(?:also\s+)?(?:centred|centered|zero[- ]mean|centrée?)\b"
    rf"(?P<more>\s*,?\s*(?:and\s+has|and|with|et|de)\s+{_SPREAD})?",
    re.IGNORECASE,
)
_HAS_SPREAD = re.compile(rf"{_SUBJECT}\s*(?:has|have|a)\s+{_SPREAD}", re.IGNORECASE)
_SPOKEN = {"zero": "0", "one": "1", "nul": "0", "nulle": "0"}


def with_properties(runs: Runs) -> Runs:
    """The runs of a paragraph, with means as equations and spreads as *the variance of y is ...*."""
    return rewritten(runs, _with_equations)


def _with_equations(text: str) -> str:
    text = _HAS_MEAN.sub(_mean_written, text)
    text = _IS_CENTRED.sub(_mean_written, text)
    return _HAS_SPREAD.sub(lambda said: _spread_written(said, _subject(said)), text)


def _subject(said: re.Match[str]) -> str:
    return said["subject"] or said["letter"]


def _value(formula: str | None, word: str | None) -> str:
    return formula or _SPOKEN.get((word or "zero").lower(), word or "")


def _mean_written(said: re.Match[str]) -> str:
    value = _value(said["formula"] or said["typed"], said["word"]) if said.re is _HAS_MEAN else "0"
    equation = f"{OPEN}E[{_subject(said)}] = {value}{CLOSE}"
    if own := said["equal"] or said["equation"]:
        # what y = u^T x is said to be is said of both
        equation = f"{OPEN}{own}{_subject(said)}{CLOSE}, {equation}"
    return f"{equation}, and {_spread_written(said, _subject(said))}" if said["more"] else equation


def _spread_written(said: re.Match[str], subject: str) -> str:
    noun = said["unit"] or said["spread"]
    value = "1" if said["unit"] else _value(said["formula2"] or said["typed2"], said["word2"])
    subject = subject if len(subject) == 1 else f"{OPEN}{subject}{CLOSE}"
    return f"the {noun} of {subject} is {OPEN}{value}{CLOSE}"
