"""Compare a number in an answer, with all its prose, with the expected one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from grader.maths.answers.conclusions import is_doubtful, put_forward
from grader.maths.equality.decide import EQUAL, Verdict, different, undecided
from grader.maths.notation.normalise import without_struck_text
from grader.maths.numbers.written import (
    Agreement,
    Numeral,
    agreement,
    distance_allowed,
    plain_numbers,
    read_numeral,
    uses_decimal_comma,
)
from grader.maths.reasons import Reason

_MAX_CHARACTERS = 2_000
_MAX_RUNS = 60


def compare_number(student: str, reference: str, tolerance: object = None) -> Verdict:
    """Whether a number in an answer is the expected one within ``2dp``, ``3sf`` or a distance."""
    if not student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    if len(student) > _MAX_CHARACTERS:
        return undecided(Reason.LIMIT, f"more than {_MAX_CHARACTERS} characters")
    expected = _stated(reference)
    if isinstance(expected, Reason):
        return undecided(Reason.UNPARSED, "the reference is no number")
    text = without_struck_text(student)
    if is_doubtful(text):
        return undecided(Reason.HEDGED, "the answer is not put as certain")
    verdict = _compare_stated(text, expected, tolerance)
    if not verdict.is_equal and len(_EITHER_COMMA.findall(text)) == 1 and text.count(",") == 1:
        other = _compare_stated(text.replace(",", ""), expected, tolerance)
        return other if other.is_equal else verdict
    return verdict


_EITHER_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d.,])")
"""A comma that may be a decimal one or one of thousands."""


def _compare_stated(text: str, expected: Numeral, tolerance: object) -> Verdict:
    found: Numeral | Reason | None = read_numeral(text.strip(" \n$.`")) if "e" in text else None
    found = _stated(text) if found is None else found
    if isinstance(found, Reason):
        return undecided(found, "no number, or several with nothing to choose by")
    return compare_numerals(found, expected, tolerance)


def compare_numerals(student: Numeral, expected: Numeral, tolerance: object) -> Verdict:
    """Whether a number is the expected one; undecided where it was written with too few digits to tell."""
    difference = abs(student.value - expected.value)
    if difference <= student.slack + expected.slack:
        return EQUAL
    unit = distance_allowed(expected, tolerance)
    if unit is None:
        return undecided(Reason.UNPARSED, f"the tolerance {tolerance!r} is none")
    if difference > unit:
        return _further(student, expected, tolerance)
    digit = None if student.decimals is None else Fraction(1, 10**student.decimals)
    if digit is not None and isinstance(tolerance, str) and digit > 2 * unit:
        return undecided(Reason.AMBIGUOUS, "written with fewer digits than asked for")
    return EQUAL


def _further(student: Numeral, expected: Numeral, tolerance: object) -> Verdict:
    """The verdict on a number that is not within the tolerance."""
    if tolerance:
        fewer = student.decimals is not None and student.decimals > 0
        if fewer and agreement(student, expected.value, least_decimals=1) is Agreement.ROUNDED:
            return undecided(Reason.AMBIGUOUS, "written with fewer digits than asked for")
    elif _is_rounded_from(expected, student):
        # without a tolerance, a reference with many digits is a rounded one
        if (expected.decimals or 0) >= _MANY_DECIMALS:
            return EQUAL
        return undecided(Reason.AMBIGUOUS, "the same to the digits of the reference")
    elif _is_rounded_from(student, expected) and (student.decimals or 0) > 1:
        return undecided(Reason.AMBIGUOUS, "rounded, and no tolerance is told")
    return different(f"{student.text or student.value} and not {expected.text or expected.value}")


_MANY_DECIMALS = 3


def _is_rounded_from(rounded: Numeral, full: Numeral) -> bool:
    """Whether a decimal is another number, rounded."""
    if not rounded.decimals or (full.decimals is not None and full.decimals <= rounded.decimals):
        return False
    return abs(rounded.value - full.value) < Fraction(1, 2 * 10**rounded.decimals)


@dataclass(frozen=True)
class _Run:
    """A calculation in a text, ``-1.5 - 3.4 = -4.9``, and what it comes to."""

    start: int
    end: int
    value: Numeral | None
    open: bool = False
    """Whether it goes on with something that is no number: ``-8.2 + c``, ``> 3``."""


_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?"
_RUN = re.compile(
    rf"(?:(?<![\w.])(?:{_NUMBER}|\d+\.(?!\w))|(?<=[)}}^*/+=-]){_NUMBER}|[-+*/·×^=≈~()%{{}}!√]|\s|"
    r"\\(?:[dt]?frac|sqrt|cdot|times|approx|simeq|ln|log|exp|binom|pi|%)(?![A-Za-z])|"
    r"(?<![A-Za-z])(?:ln|log|exp|sqrt|pi|π|e|x)(?=\s*[\d({^]))+"
)
_GAP = re.compile(r"(?<=[\d)%}])\s+(?=[\d(√\\])(?!\\(?:cdot|times|approx|simeq|%))")
_SCRIPTS = re.compile(r"(?<=[A-Za-z)])_(?:\{[^{}]*\}|\w)|(?<=[A-Za-z*])\^\{[^{}]*\}")
_EQUALS = re.compile(r"=|≈|~|\\approx|\\simeq")
_OF_SYMBOL = re.compile(r"\s*(?:of|de)\s+(?:\\[a-z]{2,}|[B-HJ-Zb-z](?![A-Za-z']))")
_SYMBOL_AFTER = re.compile(r"\s*(?:\\[a-z]{2,}|[A-Za-zα-ω](?![A-Za-z']))")
_SYMBOL_BEFORE = re.compile(r"(?:(?<![A-Za-z'])[B-HJ-Zb-zα-ω]|\\[a-z]{2,}|[)\]}])\s*$")
_UNITS = frozenset("msghVAWJNKCF")


def _stated(text: str) -> Numeral | Reason:
    """The number that a text puts forward: its only one, or the one that it concludes with."""
    plain = _cleaned(text)
    whole = read_numeral(_EQUALS.split(plain)[-1])
    if whole is not None and not re.search(r"(?<![\\A-Za-z])[A-Za-z]{2,}", plain):
        return whole
    runs = _without_compared(plain, list(_runs(plain)))
    if not runs:
        return Reason.UNPARSED
    chosen = [runs[place] for place in put_forward(plain, [(each.start, each.end) for each in runs])]
    values = [each.value for each in chosen if each.value is not None]
    if not values:
        return Reason.UNPARSED
    if any(each.open for each in chosen):
        return Reason.UNKNOWN_SYMBOL
    last = values[-1]
    if all(agree(each, last) for each in values[:-1]):
        return last
    return Reason.AMBIGUOUS


_COMPARED = re.compile(r"\s*(?:[<>≤≥]=?|\\(?:leq?|geq?|lt|gt)(?![A-Za-z]))\s*")


def _without_compared(text: str, runs: list[_Run]) -> list[_Run]:
    """Without what a number is compared with: ``-9.1 < -8.2`` is -9.1."""
    return [
        run
        for place, run in enumerate(runs)
        if not place or not _COMPARED.fullmatch(text[runs[place - 1].end : run.start])
    ]


def agree(first: Numeral, second: Numeral) -> bool:
    """Whether two numbers are one, or one of them the other rounded."""
    return (
        abs(first.value - second.value) <= first.slack + second.slack
        or _is_rounded_from(first, second)
        or _is_rounded_from(second, first)
    )


def _cleaned(text: str) -> str:
    plain = re.sub(r"(?<=[\d)])\s*\*\*\s*(?=[-\d({])", "^", plain_numbers(text))
    plain = plain.replace("$", " ").replace("\\%", "%").replace("**", " ")
    plain = re.sub(r"(?<=\d)\s?(?:percent|per cent|pour cent)\b", "%", plain)
    plain = re.sub(r"\\times(?![A-Za-z])", "×", re.sub(r"\\cdot(?![A-Za-z])", "·", plain))
    boxed = re.search(r"\\(?:boxed|fbox)\s*\{((?:[^{}]|\{[^{}]*\})*)\}", plain)
    plain = boxed[1] if boxed else plain
    plain = re.sub(r"\\(?:text|mathrm|mbox|textbf|mathbf)\s*\{([^{}]*)\}", r" \1", plain)
    if uses_decimal_comma(plain):
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    plain = re.sub(r"(?<![\d.])(\d{1,3})((?:[ ,']\d{3})+)(?![\d])", _joined, plain)
    plain = re.sub(r"(?<=\d)\s*(thousand|mille|million|billion|milliard)s?\b", _in_digits, plain)
    return _SCRIPTS.sub(lambda found: " " * len(found.group()), plain)


def _in_digits(found: re.Match[str]) -> str:
    powers = {"thousand": 3, "mille": 3, "million": 6, "billion": 9, "milliard": 9}
    return f"·10^{powers[found[1]]}"


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"[ ,']", "", found.group())


def _runs(text: str) -> Iterator[_Run]:
    for count, match in enumerate(_RUN.finditer(text)):
        if count > _MAX_RUNS * 8:
            return
        start = match.start()
        for gap in [*_GAP.finditer(match.group()), None]:
            end = match.end() if gap is None else match.start() + gap.start()
            run = _run(text, start, end)
            if run is not None:
                yield run
            start = end


def _run(text: str, start: int, end: int) -> _Run | None:
    written = text[start:end]
    if not re.search(r"\d", written):
        return None
    value = _value(_EQUALS.split(written)[-1])
    inner = written.strip()
    opened = value is not None and (
        bool(_OF_SYMBOL.match(text[end:]))
        or (inner[-1] in "-+*/^·×=" and bool(_SYMBOL_AFTER.match(text[end:])))
        or (inner[0] in "+*/^·×" and bool(_SYMBOL_BEFORE.search(text[:start])))
        or (inner[0] == "-" and bool(_SYMBOL_BEFORE.search(text[:start])))
        or bool(
            re.match(r"[A-Za-z](?![A-Za-z/^])", text[end:])
            and text[end] not in _UNITS
            and not written[-1:].isspace()
        )
        or bool(re.search(r"[<>≤≥±]\s*$|\\pm\s*$|\\(?:leq?|geq?|lt|gt)\s*$", text[:start]))
    )
    return _Run(start + len(written) - len(written.lstrip()), end, value, opened)


def _value(text: str) -> Numeral | None:
    """A number with what clings to it: brackets of the sentence, a dash before it."""
    text = text.strip().rstrip("-+*/^·× ")
    while text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1].rstrip()
    while text.count("(") > text.count(")") and text.startswith("("):
        text = text[1:].lstrip()
    return read_numeral(text.lstrip("*/^·× ").rstrip("({ "))
