"""Membership in an interval as bounds on both sides: ``\\eta \\in (0, 2/L)`` is ``0 < \\eta < 2/L``."""

from __future__ import annotations

import re

_MEMBER = re.compile(
    r"^\s*(?P<what>[^=<>≤≥∈]{1,80}?)\s*(?:∈|\\in(?![A-Za-z]))\s*(?:\\left)?\s*(?P<opens>[(\[\]])(?P<low>[^,;]{1,80})[,;]"
    r"(?P<high>[^,;]{1,80}?)(?:\\right)?\s*(?P<closes>[)\[\]])\s*[.,;]?\s*$"
)


def as_bounds(text: str) -> str:
    """The statement that a value is in an interval as a chain of two bounds; any other text as it is.

    >>> as_bounds("x ∈ [0, 1)")
    '0 <= x < 1'
    """
    found = _MEMBER.match(text)
    if found is None or _is_open(found["low"]) or _is_open(found["high"]):
        return text
    left = "<=" if found["opens"] == "[" else "<"
    right = "<=" if found["closes"] == "]" else "<"
    return f"{found['low'].strip()} {left} {found['what'].strip()} {right} {found['high'].strip()}"


def _is_open(text: str) -> bool:
    """Whether brackets are left open in a bound, which then is none."""
    return text.count("(") != text.count(")") or text.count("{") != text.count("}")
