"""Lines that give several solutions, ``x = 2 or x = 3`` and ``x = \\pm 2``: one equation for each."""

from __future__ import annotations

import re

_OR = re.compile(
    r"\s*,?\s*(?:\\(?:text|mathrm|textrm)\s*\{\s*(?:or|ou)\s*\}|\\(?:lor|vee)(?![A-Za-z])|∨|"
    r"(?<![\\A-Za-z])(?:or|ou)(?![A-Za-z]))\s*"
)
_LISTED = re.compile(
    r"\s*(?:[,;]|\\q?quad|(?<![\\A-Za-z])(?:and|et)(?![A-Za-z])|\\text\s*\{\s*(?:and|et)\s*\})\s*"
)
_PLUS_MINUS = re.compile(r"\\pm(?![A-Za-z])|±|\+/-|\+-")
_MINUS_PLUS = re.compile(r"\\mp(?![A-Za-z])|∓|-/\+|-\+")
_MOST = 6


def alternatives(line: str) -> tuple[str, ...]:
    """The equations any of which may hold; the line itself where it is but one."""
    parts = [part for part in _OR.split(line) if part.strip()] or [line]
    if len(parts) == 1:
        listed = [part for part in _LISTED.split(line) if part.strip()]
        lefts = {re.sub(r"\s", "", part.split("=")[0]) for part in listed}
        if len(listed) > 1 and len(lefts) == 1 and all(part.count("=") == 1 for part in listed):
            parts = listed
    if not all(part.count("=") == 1 for part in parts) or len(parts) > _MOST:
        # `x = 2 or 3`
        left = line.split("=")[0]
        if line.count("=") != 1 or len(parts) > _MOST:
            return (line,)
        parts = [part if "=" in part else f"{left} = {part}" for part in parts]
    return tuple(each for part in parts for each in _signed(part))


def _signed(equation: str) -> tuple[str, ...]:
    if len(_PLUS_MINUS.findall(equation)) != 1 or "=" not in equation:
        return (equation,)
    return with_both_signs(equation)


def with_both_signs(text: str) -> tuple[str, str]:
    r"""What ``\pm`` stands for, one for each sign; ``\mp`` is the other sign."""
    one = _MINUS_PLUS.sub(" - ", _PLUS_MINUS.sub(" + ", text))
    return one, _MINUS_PLUS.sub(" + ", _PLUS_MINUS.sub(" - ", text))


def is_signed(text: str) -> bool:
    """Whether a text leaves a sign open."""
    return bool(_PLUS_MINUS.search(text) or _MINUS_PLUS.search(text))
