"""Recurrences over whole rows at once: ``delta = (delta[:, None] * P).max(0)``, ``delta = delta @ P``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.pseudocode.assignments import Assignment
from grader.pseudocode.references import NAME

_MAXIMISES = re.compile(r"(?<!arg)(?<!arg )\ba?max\b")
_ROWS = re.compile(
    r"\[\s*:\s*,\s*(?:none|np\.newaxis|newaxis)\s*\]|\.?reshape[\[(]\s*(?:-1|n|v)\s*,\s*1|'\s*[*+]|column"
)
"""The earlier row as a column: its entries go with the rows of what it is multiplied by."""
_AXIS = re.compile(r"axis\s*=\s*(-?\d)|max\s*\(\s*(-?\d)\s*\)|dim\s*=\s*(-?\d)")


def is_vector_recurrence(step: Assignment, text: str, transitions: Iterable[str]) -> bool:
    """Whether a row is made of the whole row before it and the transitions."""
    names = set(NAME.findall(text))
    return bool(step.loops) and step.target.name in names and not names.isdisjoint(transitions)


def expanded(step: Assignment, steps: Iterable[Assignment]) -> str:
    """The value with the names of intermediate results written out once."""
    text = step.value
    for other in steps:
        if other is step or other.target.indices or other.operators or other.target.name == step.target.name:
            continue
        text = re.sub(rf"(?<![\w.]){re.escape(other.target.name)}(?!\w)", f"({other.value})", text)
    return text[:2_000]


def maximises(text: str) -> bool:
    """Whether it takes a maximum (not only its place)."""
    return _MAXIMISES.search(text) is not None


def sums(step: Assignment, text: str, transitions: Iterable[str]) -> bool:
    """Whether it is a product of the row and the matrix, or a sum."""
    row = re.escape(step.target.name)
    index = r"(?:\[[^\[\]]*\])?"
    for matrix in map(re.escape, transitions):
        if re.search(
            rf"\b{row}{index}(?:\.t)?\s*@\s*{matrix}\b|\b{matrix}(?:\.t)?\s*@\s*{row}\b"
            rf"|dot[\[(]\s*{row}{index}\s*,\s*{matrix}\b|\b{row}\.dot[\[(]\s*{matrix}\b",
            text,
        ):
            return True
    return ".sum" in text and not maximises(text)


def reads_columns(text: str, row: str, transitions: Iterable[str]) -> bool:
    """Whether the maximum runs over the later state: the matrix is read the wrong way round."""
    axis = _AXIS.search(text)
    if axis is None:
        return False
    along = axis[1] or axis[2] or axis[3]
    turned = any(re.search(rf"\b{re.escape(name)}(?:\.t\b|'|\.transpose)", text) for name in transitions)
    as_column = _ROWS.search(text) is not None
    return (not as_column and along in ("1", "-1") and not turned) or (as_column and along == "0" and turned)
