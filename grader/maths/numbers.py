"""Numbers as written: decimals as exact intervals, fractions, sums, percent; and how near is near enough."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction

from grader.maths.equality import EQUAL, Verdict, different, undecided
from grader.maths.reasons import Reason
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
    if numeral.value == exact:
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


def plain_numbers(text: str) -> str:
    """The text with one kind of minus sign, LaTeX fractions as quotients, no spacing commands.

    >>> plain_numbers("\\\\frac{8}{3} − 2")
    '((8)/(3)) - 2'
    """
    text = text[: _MAX_CHARACTERS * 20].translate(_MINUS)
    text = re.sub(
        r"([×x·]|\\times|\\cdot)\s*10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)",
        lambda match: f"{match[1]}10^{{{match[2].translate(_SUPERSCRIPT_DIGITS)}}}",
        text,
    )
    text = (
        text.replace("²", "^2")
        .replace("½", "(1/2)")
        .replace("⅔", "(2/3)")
        .replace("⅓", "(1/3)")
        .replace("⁄", "/")
    )
    if "\\" not in text and "{,}" not in text:
        return text
    text = text.replace("{,}", ",")
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
    if not text or len(text) > _MAX_CHARACTERS or not re.search(r"\d", text):
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


_ARITHMETIC = re.compile(r"[-+*/^().\d\s·×]+")


def arithmetic(text: str) -> Numeral | None:
    """Sums, products, quotients and small powers of numbers, exactly; None where it is anything else."""
    text = re.sub(r"\\(?:cdot|times)(?![A-Za-z])", "*", text).replace("·", "*").replace("×", "*")
    text = (
        re.sub(r"\^\s*\{\s*(\d)\s*\}", r"^\1", text)
        .replace("{", "(")
        .replace("}", ")")
        .replace("[", "(")
        .replace("]", ")")
    )
    if not _ARITHMETIC.fullmatch(text) or len(text) > 600 or re.search(r"\d\s+\d", text):
        return None
    text = re.sub(r"(?<=[\d)])\s*(?=\()", "*", text).replace("**", "^").replace("^", "**")
    text = re.sub(r"(?<![\d.])0+(?=\d)", "", text).strip()
    try:
        tree = ast.parse(text, mode="eval")
        value = _value(tree.body, 0)
    except (SyntaxError, ValueError, ZeroDivisionError, OverflowError, MemoryError, RecursionError):
        return None
    decimals = [len(match[1]) for match in re.finditer(r"\.(\d+)", text)]
    return Numeral(value, max(decimals) if decimals and "/" not in text else None, text)


def _value(node: ast.expr, depth: int) -> Fraction:
    if depth > 60:
        raise ValueError("too deep")
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        literal = repr(node.value)
        if len(literal) > _MAX_DIGITS or abs(node.value) > 1e15:
            raise ValueError("too large")
        return Fraction(literal)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        value = _value(node.operand, depth + 1)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, depth + 1), _value(node.right, depth + 1)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, ast.Div):
            return left / right
        if isinstance(node.op, ast.Pow) and right.denominator == 1 and 0 <= right <= 4 and abs(left) < 10**6:
            return Fraction(left ** int(right))
    raise ValueError("not arithmetic")


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


_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|not sure|guess|either|or|ou|probably|peut-être|depending|might)\b|\?", re.IGNORECASE
)
_NUMBER_IN_TEXT = re.compile(
    rf"(?<![\w.^_{{,])[-+]?\s?(?:\(\(-?[\d.]+\)/\(-?[\d.]+\)\)|\d{{1,3}}(?:[ ,']\d{{3}})+(?:\.\d+)?(?![\d])|"
    rf"{_DECIMAL}(?:\s*/\s*{_DECIMAL})?)(?:{_SCIENTIFIC.pattern})?\s*(?P<percent>\\?%|percent\b|per cent\b|"
    rf"pour cent\b)?(?!\s*\^)"
)


def compare_number(student: str, reference: str, tolerance: object = None) -> Verdict:
    """Whether a number in an answer is the expected one within ``2dp``, ``3sf`` or a distance."""
    if not student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    if len(student) > _MAX_CHARACTERS:
        return undecided(Reason.LIMIT, f"more than {_MAX_CHARACTERS} characters")
    expected = _lone_number(reference)
    if expected is None:
        return undecided(Reason.UNPARSED, "the reference is no number")
    if _HEDGE.search(student):
        return undecided(Reason.HEDGED, "the answer is not put as certain")
    found = _stated(student)
    if isinstance(found, str):
        return undecided(Reason(found), "no number, or several with nothing to choose by")
    return _within(found, expected, tolerance)


def _lone_number(text: str) -> Numeral | None:
    found = _stated(text)
    return None if isinstance(found, str) else found


def _stated(text: str) -> Numeral | str:
    """The number a text states: the end of its last ``=`` chain, or its only number; else a reason's word."""
    plain = plain_numbers(text).replace("$", " ").replace("\\%", "%")
    boxed = re.search(r"\\boxed\s*\{([^{}]*)\}", plain)
    plain = boxed[1] if boxed else plain
    if uses_decimal_comma(plain):
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    pieces = re.split(r"=|≈|\\approx|\\simeq|≃", plain)
    tail = pieces[-1].strip()
    whole = read_numeral(tail)
    if whole is not None:
        return whole
    matches = list(_NUMBER_IN_TEXT.finditer(tail if len(pieces) > 1 else plain))
    matches = [match for match in matches if re.search(r"\d", match.group())]
    values = [value for match in matches if (value := _matched(match)) is not None]
    if not values:
        return "unparsed"
    if len({value.value for value in values}) > 1:
        return "ambiguous"
    return values[0]


def _matched(match: re.Match[str]) -> Numeral | None:
    text = match.group()
    percent = match["percent"]
    if percent:
        text = text[: text.rindex(percent)]
    text = re.sub(r"(?<=\d)[ ,'](?=\d{3})", "", text)
    value = read_numeral(text)
    if value is None or not percent:
        return value
    decimals = None if value.decimals is None else value.decimals + 2
    return Numeral(value.value / 100, decimals, value.text)


def _within(student: Numeral, expected: Numeral, tolerance: object) -> Verdict:
    difference = abs(student.value - expected.value)
    witness = f"{student.text or student.value} and not {expected.text or expected.value}"
    if difference == 0:
        return EQUAL
    unit = distance_allowed(expected, tolerance)
    if unit is None:
        return undecided(Reason.UNPARSED, f"the tolerance {tolerance!r} is none")
    if difference > unit:
        fewer = student.decimals is not None and student.decimals > 0
        if fewer and tolerance and agreement(student, expected.value, least_decimals=1) is Agreement.ROUNDED:
            return undecided(Reason.AMBIGUOUS, "written with fewer digits than asked for")
        return different(witness)
    if (
        student.decimals is not None
        and isinstance(tolerance, str)
        and Fraction(1, 10**student.decimals) > 2 * unit
    ):
        return undecided(Reason.AMBIGUOUS, "written with fewer digits than asked for")
    return EQUAL


def distance_allowed(expected: Numeral, tolerance: object) -> Fraction | None:
    """How far is near enough: half a unit of the last digit asked for, ends included."""
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
        return Fraction(1, 2 * 10**expected.decimals) if expected.decimals else Fraction(0)
    try:
        return Fraction(Decimal(word))
    except (InvalidOperation, ValueError, OverflowError):
        return None
