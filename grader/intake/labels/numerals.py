"""Numbers of lists and headings as letters and Roman numerals, and back."""

from __future__ import annotations

_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def numeral(number: int, style: str) -> str:
    """A list number in pandoc's style words (LowerAlpha, UpperRoman, …)."""
    if style in ("LowerAlpha", "UpperAlpha") and 1 <= number <= 26:
        letter = "abcdefghijklmnopqrstuvwxyz"[number - 1]
        return letter if style == "LowerAlpha" else letter.upper()
    if style in ("LowerRoman", "UpperRoman") and 1 <= number < 40:
        tens, ones = divmod(number, 10)
        roman = "x" * tens + _ONES[ones]
        return roman if style == "LowerRoman" else roman.upper()
    return str(number)


def roman_number(word: str) -> int:
    """The number from 1 to 10 that a Roman numeral is; 0 for any other word."""
    numerals = (*_ONES[1:], "x")
    return numerals.index(word) + 1 if word in numerals else 0


def place_of_word(word: str) -> int:
    """Which one of a list a label's word counts, from 1: ``2``, ``b`` and ``ii`` are all the second."""
    if word.isdigit():
        return int(word)
    return roman_number(word) or (ord(word) - ord("a") + 1 if len(word) == 1 and word.isascii() else 0)
