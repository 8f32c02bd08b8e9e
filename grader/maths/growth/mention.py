"""One order of growth in a text, and the marks of formulas around it."""

from __future__ import annotations

from dataclasses import dataclass

MATH_MARK = "\x02"
"""Stands where a formula begins or ends, so that offsets stay and formulas can be told from words."""
MAX_INNER = 400


@dataclass(frozen=True)
class Mention:
    """One order of growth in a text: its symbol (``O``, ``Theta``, ``o``, none), what is inside."""

    symbol: str
    inner: str
    start: int
    end: int
