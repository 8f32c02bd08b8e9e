"""Numbers as written: decimals as exact intervals, fractions, sums, percent; and how near is near enough."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction

from grader.maths.notation.number_words import signs_in_digits
from grader.maths.numbers.constants import compute
from grader.model.words import Word

_MAX_DIGITS = 60
_MAX_EXPONENT = 300
_MAX_CHARACTERS = 2_000
_MINUS = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "﹣": "-",
        "－": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)


@dataclass(frozen=True)
class Numeral:
    """A number as written: its exact value, and how many decimals it was written with (None: it is exact)."""

    value: Fraction
    decimals: int | None = None
    text: str = ""
    slack: Fraction = Fraction(0)
    """How far the value may be off, where it had to be computed in floats."""


class Agreement(Word):
    """How a numeral stands to an exact number."""

    EXACT = "exact"
    ROUNDED = "rounded"
    CUT = "cut"
    NO = "no"


def agreement(numeral: Numeral, exact: Fraction, *, least_decimals: int = 2) -> Agreement:
    """Whether a numeral is the exact number, it rounded (a half either way), or it cut off.

    Rounded and cut numbers count with `least_decimals` or more.

    >>> agreement(Numeral(Fraction("0.66"), 2), Fraction(2, 3))
    <Agreement.CUT: 'cut'>
    """
    if abs(numeral.value - exact) <= numeral.slack:
        return Agreement.EXACT
    if numeral.decimals is None or numeral.decimals < least_decimals:
        return Agreement.NO
    unit = Fraction(1, 10**numeral.decimals)
    if abs(numeral.value - exact) * 2 <= unit:
        return Agreement.ROUNDED
    if abs(numeral.value) < abs(exact) < abs(numeral.value) + unit and numeral.value * exact >= 0:
        return Agreement.CUT
    return Agreement.NO


_DECIMAL = r"(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?"
_PLAIN = re.compile(rf"[-+]?\s*{_DECIMAL}")
_SCIENTIFIC = re.compile(r"\s*(?:\\times|\\cdot|×|·|\*|x)\s*10\s*(?:\^|\*\*)\s*\{?\s*([-+]?\s*\d{1,4})\s*\}?")
_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


_RECURRING = re.compile(r"(\d+\.\d*)\\(?:overline|bar|dot)\s*\{?(\d+)\}?")
_RECURRING_DIGITS = 20
_RAISED = re.compile(r"(?<=[\d)])[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_VULGAR = re.compile(r"(?P<whole>\d+)?(?P<part>[¼-¾⅐-⅞])")


def _spelt_out(found: re.Match[str]) -> str:
    """``2½`` as a sum, ``½`` as a quotient."""
    part = unicodedata.normalize("NFKC", found["part"]).replace("⁄", "/")
    return f"({found['whole']}+{part})" if found["whole"] else f"({part})"


def plain_numbers(text: str) -> str:
    """The text with one kind of minus sign, LaTeX fractions as quotients, no spacing commands.

    >>> plain_numbers("\\\\frac{8}{3} − 2")
    '((8)/(3)) - 2'
    """
    text = signs_in_digits(text[: _MAX_CHARACTERS * 20].translate(_MINUS))
    if not text.isascii():
        text = _RAISED.sub(lambda found: f"^{{{found.group().translate(_SUPERSCRIPT_DIGITS)}}}", text)
        text = _VULGAR.sub(_spelt_out, text.replace("⁄", "/"))
    if "\\" not in text and "{,}" not in text:
        return text
    text = text.replace("{,}", ",")
    text = _RECURRING.sub(lambda found: found[1] + (found[2] * _MAX_DIGITS)[:_RECURRING_DIGITS], text)
    text = re.sub(
        r"\\(?:left|right|bigl?|bigr|Bigl?|Bigr|displaystyle|textstyle|quad|qquad|!|,|;|:|>)(?![A-Za-z])",
        " ",
        text,
    )
    for _ in range(8):
        changed = re.sub(
            r"\\[dtc]?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))",
            lambda match: f"(({match[1] or match[2]})/({match[3] or match[4]}))",
            text,
        )
        if changed == text:
            break
        text = changed
    return text


def read_numeral(text: str, *, decimal_comma: bool = False) -> Numeral | None:
    """One number: a decimal, a quotient or an arithmetic expression of numbers; None for anything else.

    >>> read_numeral("31/12").value
    Fraction(31, 12)
    """
    text = plain_numbers(text).strip().strip("$\x02 ").rstrip(".;:,").strip()
    if not text or len(text) > _MAX_CHARACTERS or not re.search(r"\d|π|\\pi|^e$", text):
        return None
    if decimal_comma:
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    percent = re.fullmatch(r"(.*\d)\s*\\?%", text)
    if percent:
        whole = read_numeral(percent[1])
        return whole and Numeral(
            whole.value / 100, None if whole.decimals is None else whole.decimals + 2, text
        )
    bare = re.fullmatch(rf"\(?\s*({_PLAIN.pattern})\s*\)?", text)
    if bare:
        return _decimal(re.sub(r"\s+", "", bare[1]))
    scientific = re.fullmatch(rf"({_PLAIN.pattern}){_SCIENTIFIC.pattern}", text)
    if scientific:
        return _decimal(re.sub(r"\s+", "", scientific[1]) + "e" + re.sub(r"\s+", "", scientific[2]))
    return arithmetic(text)


def _decimal(text: str) -> Numeral | None:
    if sum(character.isdigit() for character in text) > _MAX_DIGITS:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > _MAX_EXPONENT or value.adjusted() > _MAX_EXPONENT:
        return None
    if exponent >= 0 and "e" not in text.lower():
        return Numeral(Fraction(value), None if "." not in text else 0, text)
    return Numeral(Fraction(value), max(-exponent, 0), text)


_FORMULA = re.compile(
    r"[-+*/^().\d\s·×{}\[\]!√²³π%]|\\?(?:sqrt|[dt]?frac|binom|cdot|times|ln|log|exp|pi|e)(?![A-Za-z])"
)
"""A formula of numbers only; anything longer or with other letters is not even tried."""
_MAX_FORMULA = 600


def arithmetic(text: str) -> Numeral | None:
    """Sums, products, quotients, powers, roots and logarithms of numbers; None where it is anything else."""
    if len(text) > _MAX_FORMULA or _FORMULA.sub("", text) or re.search(r"\d\s+\(", text):
        return None
    computed = compute(text.strip())
    if computed is None:
        return None
    decimals = [len(match[1]) for match in re.finditer(r"\.(\d+)", text)]
    plain = decimals and re.fullmatch(r"[-+*^(){}.\d\s·×]+", text)
    return Numeral(computed.value, max(decimals) if plain else None, text.strip(), computed.slack)


def uses_decimal_comma(text: str) -> bool:
    """Whether a text writes decimals with commas: some number is, and none is written with a point.

    >>> uses_decimal_comma("-8,2 et -9,1")
    True
    """
    if re.search(r"(?<![\d.])\d+\.\d+(?![\d.])", text):
        return False
    if re.search(r"\d\s*;\s*[-−\d]", text) and re.search(r"\d,\d", text):
        return True
    lone = re.findall(
        r"(?<![\d,.\[({_/])(?:[-−]\s?)?(?:\d{1,3},\d{1,4}|\d{4,},\d{1,4})(?![\d,/]|\.\d|\s*[\])}])", text
    )
    return bool(lone) or bool(re.search(r"\d,\d+,\s+\d", text))


def distance_allowed(expected: Numeral, tolerance: object) -> Fraction | None:
    """How far is near enough: half a unit of the last digit asked for, ends included; by default nothing."""
    if isinstance(tolerance, (int, float)) and not isinstance(tolerance, bool):
        return Fraction(repr(float(tolerance))) if tolerance == tolerance and abs(tolerance) < 1e300 else None
    word = str(tolerance or "").strip().lower()
    places = re.fullmatch(r"(\d{1,3})\s*(dp|sf)", word)
    if places and places[2] == "dp":
        return Fraction(1, 2 * 10 ** int(places[1]))
    if places:
        with localcontext() as context:
            context.prec, context.rounding = 60, ROUND_HALF_UP
            value = Decimal(expected.value.numerator) / Decimal(expected.value.denominator)
        exponent = value.adjusted() - int(places[1]) + 1
        return Fraction(10) ** exponent / 2
    if not word:
        return Fraction(0)
    try:
        return Fraction(Decimal(word))
    except (InvalidOperation, ValueError, OverflowError):
        return None
