r"""Equations joined by *or*, or with both signs, as one: ``x = a or x = -a``, ``x = \pm a``."""

from __future__ import annotations

import re

from grader.maths.equality.relations import either
from grader.maths.expressions.expression import Relation
from grader.maths.expressions.symbols import Declarations
from grader.maths.reading.reader import read_relation, split_chain
from grader.maths.reasons import Unread

MOST = 4
_OR = re.compile(
    r"\\text\w*\s*\{\s*(?:or|ou)\s*\}|"
    r"\\(?:lor|vee)(?![A-Za-z])|∨|(?<![A-Za-z\\])(?:or|ou)(?![A-Za-z])"
)
_BOTH_SIGNS = re.compile(r"\\pm(?![A-Za-z])|±|\+/-|\\mp(?![A-Za-z])|∓")

_LOWER = ("\\mp", "∓")


def joined(texts: list[str]) -> str:
    """Several equations as one text that offers them all."""
    return " or ".join(texts)


def read_alternatives(text: str, declarations: Declarations) -> Relation | Unread:
    """The relation that a text states; of several equations the one that holds where any of them does."""
    texts = _alternatives(text)
    found: list[Relation] = []
    for each in texts:
        relation = read_relation(each, declarations)
        if isinstance(relation, Unread):
            return relation
        found.append(relation)
    together = either(found) if len(found) > 1 else None
    return together or (found[0] if len(found) == 1 else read_relation(text, declarations))


def _alternatives(text: str) -> list[str]:
    parts = [part.strip(" ,;$") for part in _OR.split(text)]
    sides, signs = split_chain(parts[0])
    if len(parts) > MOST or not all(parts) or not signs:
        return [text]
    found = []
    for part in parts:
        whole = part if split_chain(part)[1] else f"{sides[0]} = {part}"
        signed = _BOTH_SIGNS.search(whole)
        if signed is None:
            found.append(whole)
            continue
        found += [_with_sign(whole, "+", "-"), _with_sign(whole, "-", "+")]
    return found


def _with_sign(text: str, upper: str, lower: str) -> str:
    return _BOTH_SIGNS.sub(lambda sign: f" {lower if sign[0] in _LOWER else upper} ", text)
