"""Differentials of formulas, ``d(x^T A x)``: each is the differential of a name that is given the formula."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from grader.maths.equality.problem import Problem, define
from grader.maths.expressions.symbols import DeclarationError, key_of
from grader.maths.working.chains import Chain

_SPARE = "FGHKMNSTVYZ"
"""Letters that may stand for a formula."""
_CHANGE = re.compile(
    r"^\s*(?:d|\\mathrm\s*\{\s*d\s*\}|\\mathrm\s+d)\s*(?:\\,)?\s*(?:\\left|\\[bB]ig+l?)?\s*(?P<open>[(\[])(?P<body>.+?)"
    r"(?:\\right|\\[bB]ig+r?)?\s*[)\]]\s*$",
    re.DOTALL,
)
_LONE = re.compile(
    r"(?<![A-Za-z\\])d(?![A-Za-z(\[\\ ])|\^\s*\{?\s*d\b|\\sqrt\s*\{?\s*d\b|[-+/*]\s*d\b(?!\s*[\\A-Za-z(])"
)
_SIZE = re.compile(r"(?<=[\[,])\s*d\s*(?=[\],])")


def with_named_changes(
    chains: Sequence[Chain], problem: Problem
) -> tuple[list[Chain], Problem, Mapping[str, str]]:
    """Chains in which such a side is ``dF``, the problem with each F, and what each was written as."""
    written: dict[str, str] = {}
    named: dict[str, str] = {}
    text = " ".join(side for chain in chains for side in chain.sides)
    spare = [each for each in _SPARE if each not in text and each not in problem.declarations.by_key]

    def side_of(side: str) -> str:
        nonlocal problem
        body = _body(side)
        if not body or key_of("d") in problem.declarations.by_key:
            return side
        if body not in named and spare:
            try:
                problem = define(problem, f"{spare[0]} = {body}")
            except DeclarationError:
                return side
            named[body] = spare.pop(0)
        if body not in named:
            return side
        written[f"d{named[body]}"] = side
        return f"d{named[body]}"

    changed = [replace(chain, sides=[side_of(side) for side in chain.sides]) for chain in chains]
    return changed, problem, written


def _body(side: str) -> str:
    """What is in the bracket of ``d(...)``, where the side is no more than that."""
    found = _CHANGE.match(side)
    if found is None:
        return ""
    depth = 0
    for letter in found["body"]:
        depth += (letter in "([") - (letter in ")]")
        if depth < 0:
            return ""
    return found["body"].strip() if depth == 0 else ""


def without_size(symbols: Mapping[str, str], text: str) -> dict[str, str]:
    """The declarations, where a size is called d and the text has differentials: there d is no number."""
    sized = any(_SIZE.search(kind) for kind in symbols.values())
    names = "|".join(re.escape(name.lstrip("\\")) for name in symbols if len(name) < 3)
    if not sized or "d" in symbols or not names or _LONE.search(text):
        return dict(symbols)
    if not re.search(rf"(?<![A-Za-z\\])d\s*(?:\\,)?\s*(?:\(|\\left\s*\(|\\?(?:{names})(?![A-Za-z]))", text):
        return dict(symbols)
    free = next((each for each in "pqrklmn" if each not in symbols and not _is_size(each, symbols)), "d")
    return {name: _SIZE.sub(free, kind) for name, kind in symbols.items()}


def _is_size(letter: str, symbols: Mapping[str, str]) -> bool:
    return any(re.search(rf"[\[,]\s*{letter}\s*[\],]", kind) for kind in symbols.values())
