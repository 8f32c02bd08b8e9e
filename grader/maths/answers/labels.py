"""What formulas are called: their left sides, and what braces below a term say that it is."""

from __future__ import annotations

import re

from grader.macros import group_at
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import tokenise


def spelled(text: str) -> tuple[str, ...]:
    """The texts of a formula's tokens, by which two left sides are told to be one."""
    return tuple(token.text for token in tokenise(normalise(text)))


_BRACED = re.compile(r"\\underbrace\s*(?=\{)")
_LABEL = re.compile(r"\s*_\s*(?=\{)")
_MAX_BRACES = 8


def by_labels(text: str, asked: str) -> str:
    """The text with what braces say that a term is, where that is the function asked for, in its place."""
    for _ in range(_MAX_BRACES):
        found = _BRACED.search(text)
        end = group_at(text, found.end()) if found is not None else -1
        label = _LABEL.match(text, end) if end > 0 else None
        last = group_at(text, label.end()) if label is not None else -1
        if found is None or label is None or last < 0:
            break
        said = text[label.end() + 1 : last - 1]
        if spelled(asked)[:1] != spelled(said.lstrip("= "))[:1]:
            break
        text = f"{text[: found.start()]} {said.lstrip('= ')} {text[last:]}"
    return text


_JOINING = frozenset(("+", "-", "*", "/", "·", "×", "@", "odot", "^", "frac"))


def is_name_like(text: str) -> bool:
    r"""Whether a side is a name, with arguments maybe, and no formula: ``\mathbb{E}[X^2]``, ``M``."""
    depth = 0
    tokens = tokenise(normalise(text))
    for token in tokens:
        depth += token.is_operator("(", "[", "{") - token.is_operator(")", "]", "}")
        if depth == 0 and token.text in _JOINING:
            return False
    return bool(tokens) and tokens[0].text[:1].isalpha()
