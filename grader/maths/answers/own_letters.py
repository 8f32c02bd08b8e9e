"""Other letters that a student says stand for declared names: ``where d stands for delta``."""

from __future__ import annotations

import re

from grader.maths.expressions.symbols import Declarations, Sort, Symbol
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import tokenise

MAX_TEXT = 4_000
_FUNCTIONS = (Sort.FUNCTION, Sort.TABLE, Sort.ELEMENTWISE)
_MARK = r"[$`*\s]*"
_ARGUMENTS = r"(?P<arguments>(?:_\{?\w{1,4}\}?|\([^()]{1,12}\)|\[[^\[\]]{1,12}\]){0,2})"
_OWN = rf"{_MARK}(?P<own>\\[A-Za-z]+|[A-Za-zα-ωΑ-Ω]){_ARGUMENTS}{_MARK}"
_OWN_WORD = rf"{_MARK}(?P<own>\\?[A-Za-z]{{1,8}}|[α-ωΑ-Ω])(?P<arguments>){_MARK}"
_DECLARED = (
    rf"{_MARK}(?:(?:the|our|your|le)\s+)?(?:(?:gain|name|letter|symbol|quantity|rate|factor)\s+)?{_MARK}"
    r"(?P<declared>\\?[A-Za-z]+|[α-ωΑ-Ω])(?P=arguments)(?![\w(\[^{])[$`]?"
)
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w\\]){_OWN}(?:stands\s+for|denotes?|denoting|représente|désigne|being|is\s+my)\s*{_DECLARED}",
        rf"(?<![\w\\]){_OWN}(?::?=|≔|\\equiv)\s*{_DECLARED}{_MARK}(?=[.,;:)\n]|$)",
        rf"\b(?:with|writing|write|using|use|avec|en\s+écrivant)\s+{_OWN}"
        rf"(?:for|instead\s+of|in\s+place\s+of|rather\s+than|pour|au\s+lieu\s+de)\s+{_DECLARED}",
        rf"(?<![\w\\]){_OWN_WORD}stands\s+for\s+{_DECLARED}",
        rf"(?<=[,;(])\s*(?:and\s+)?{_OWN_WORD}for\s+{_DECLARED}\s*(?=[,;.)])",
        rf"\b(?:let|soit)\s+{_OWN}(?:denote|stand\s+for|be)\s+{_DECLARED}",
    )
)


def with_declared_letters(text: str, declarations: Declarations) -> str:
    """The text with each such letter, declared by nobody, as the name that it stands for."""
    if len(text) > MAX_TEXT:
        return text
    for said in _SAID:
        for found in said.finditer(text):
            own, declared = found["own"], found["declared"]
            symbol = _symbol(declared, declarations)
            if symbol is None or _symbol(own, declarations) is not None:
                continue
            if "=" in found.group() and symbol.sort not in _FUNCTIONS:
                continue  # what a number equals is an answer
            name = declared if declared.startswith("\\") or len(declared) == 1 else f"\\{declared}"
            name = name if _symbol(name, declarations) is not None else declared
            start, end = found.span()
            letter = re.compile(rf"(?<![A-Za-z\\]){re.escape(own)}(?![A-Za-z'’])")
            parts = (letter.sub(lambda _, name=name: name, part) for part in (text[:start], text[end:]))  # type: ignore[misc]
            return with_declared_letters(" ".join(parts).strip(" ,;.:"), declarations)
    return text


def _symbol(text: str, declarations: Declarations) -> Symbol | None:
    """The declared name that it is the whole of."""
    spelled = tuple(token.text for token in tokenise(normalise(text), declarations.vocabulary))
    return declarations.by_spelling.get(spelled)
