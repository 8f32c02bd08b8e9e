"""What stands behind the mathematics of a line: remarks in brackets, comments, last words."""

from __future__ import annotations

import re

from grader.maths.expressions.symbols import Declarations
from grader.maths.notation.vocabulary import FUNCTIONS
from grader.maths.reading.spans import has_prose

_REMARK = re.compile(
    r"\s*(?:\((?P<round>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<square>[^\[\]]*)\]|"
    r"(?:\s{2,}|\t)(?:#|//|--|<-|←)\s*(?P<tail>.*)|[#%]\s(?P<comment>.*))\s*[.∎□■]?\s*$"
)


def without_remark(line: str, declarations: Declarations) -> str:
    """The line without remarks in brackets or behind a mark of comments."""
    for _ in range(3):
        found = _REMARK.search(line)
        if found is None or not line[: found.start()].strip():
            return line
        inner = next((part for part in found.groupdict().values() if part is not None), "")
        if found["round"] is not None or found["square"] is not None:
            spaced = line[found.start() : found.start() + 1].isspace()
            apart = line[found.start() : found.start() + 2].isspace() and _is_name_of_rule(
                inner, declarations
            )
            if not spaced or not (apart or has_words(inner, declarations)):
                return line
        line = line[: found.start()]
    return line


_LAST_WORDS = re.compile(r"(?<=[^\s.])\s*(?:[.,;]\s+(?P<words>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ' ]+)[.!]?|[✓✔☑])\s*$")


def without_last_words(line: str, declarations: Declarations) -> str:
    """The line without a last sentence of words alone: ``OK``, ``Done``."""
    found = _LAST_WORDS.search(line)
    words = (found["words"] or "").split() if found else []
    known = declarations.vocabulary | FUNCTIONS
    if found is None or any(word in known or len(word) < 2 for word in words):
        return line
    return line[: found.start()]


def _is_name_of_rule(words: str, declarations: Declarations) -> bool:
    """Whether words in brackets at the end of a line only say why."""
    return (
        bool(re.fullmatch(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ .,'-]{2,}", words)) and words not in declarations.vocabulary
    )


_SHORT = frozenset(re.findall(r"\w+", "is by so we of in at to it on be if or as an the and for"))


def has_words(text: str, declarations: Declarations) -> bool:
    """Whether words of a language stand in it, beyond those that join formulas."""
    if not has_prose(text, declarations):
        return False
    bare = re.sub(r"\\(?:text|mbox|textrm|operatorname|mathrm)\s*\{[^{}]*\}|\\[A-Za-z]+", " ", text)
    bare = re.sub(
        r"(?<![A-Za-z])(?:and|so|hence|thus|therefore|then|or|ou|et|donc)(?![A-Za-z_({^])", " ", bare
    )
    words = re.findall(r"(?<![A-Za-z_^{\\])[A-Za-zÀ-ÿ]{2,}(?![A-Za-z(\[{^])", bare)
    return any(
        (word.lower() in _SHORT and word not in declarations.vocabulary)
        or (len(word) > 2 and has_prose(word, declarations))
        for word in words
    )
