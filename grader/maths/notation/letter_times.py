"""The letter x as the sign of a product: ``N x N x ... x N``, ``T x NxN``."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEFORE = r"(?:(?<=[\d)}\]|²³ᵀ…⋯])|(?<=\.\.)|(?<![A-Za-z]{2})(?<=[A-Za-z]))"
_AFTER = r"(?=[A-Za-z](?![a-z])|(?:log|ln|lg|max|min)\b|[\d(|\\…⋯]|\.\.)"
_SPACED = re.compile(rf"{_BEFORE}\s+[xX]\s+{_AFTER}")
_TIGHT = re.compile(r"(?<=[A-Z)}²³])x(?=[A-Z(\\])")
_SIZES = re.compile(r"(?<![\w)}])\d+\s*[xX]\s*\d+(?!\s*[xX]|\w)")
"""A matrix of 2 x 2, which is no product."""
_NAMED = re.compile(r"(?<![A-Za-z])[xX](?![A-Za-z])")
_OF_LETTER = re.compile(r"(?<![A-Za-z])[xX](?:[_^([]|\s*[=_^]|[₀-₉])")
"""Where the letter is a name all the same."""


def with_times_signs(text: str, names: Iterable[str]) -> str:
    """A text with the letter x between two factors as a times sign, where it is no name of the formulas.

    >>> with_times_signs("T x NxN", ("T", "N"))
    'T × N×N'
    """
    if any(_NAMED.search(name) for name in names) or not re.search(r"[xX]", text) or _OF_LETTER.search(text):
        return text
    kept = [found.span() for found in _SIZES.finditer(text)]

    def sign(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in kept):
            return found[0]
        return found[0].replace("x", "×").replace("X", "×")

    return _TIGHT.sub(sign, _SPACED.sub(sign, text))
