"""Compare a number in an answer, with all its prose, with the expected one."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from grader.maths.answers.conclusions import is_doubtful
from grader.maths.equality.decide import EQUAL, Outcome, Verdict, different, undecided
from grader.maths.notation.normalise import without_struck_text
from grader.maths.numbers.choice import Reading, is_rounded_from, read_stated
from grader.maths.numbers.runs import cleaned, find_runs
from grader.maths.numbers.written import Agreement, Numeral, agreement, distance_allowed
from grader.maths.reasons import Reason

_MAX_CHARACTERS = 2_000


def compare_number(student: str, reference: str, tolerance: object = None) -> Verdict:
    """Whether a number in an answer is the expected one within ``2dp``, ``3sf`` or a distance."""
    if not student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    if len(student) > _MAX_CHARACTERS:
        return undecided(Reason.LIMIT, f"more than {_MAX_CHARACTERS} characters")
    reading = read_stated(reference)
    if isinstance(reading, Reason):
        return undecided(Reason.UNPARSED, "the reference is no number")
    expected = reading.value
    text = without_struck_text(student)
    if is_doubtful(text):
        return undecided(Reason.HEDGED, "the answer is not put as certain")
    verdict = _compare_stated(text, expected, tolerance)
    either = len(_EITHER_COMMA.findall(text))
    if not verdict.is_equal and either and either == len(_DIGITS_COMMA.findall(text)):
        other = _compare_stated(_DIGITS_COMMA.sub("", text), expected, tolerance)
        return other if other.is_equal else verdict
    if verdict.outcome is Outcome.DIFFERENT and _is_in_other_form(text, expected):
        return undecided(Reason.AMBIGUOUS, "the expected number, by its point of thousands or as a logarithm")
    if verdict.outcome is Outcome.DIFFERENT and _ROUGHLY.search(text) and _is_near(text, expected):
        return undecided(Reason.AMBIGUOUS, "about as large, and no more is said")
    return verdict


_EITHER_POINT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,]*\d)")
"""A point that may be a decimal one or one of thousands."""


def _is_in_other_form(text: str, expected: Numeral) -> bool:
    """Whether it may be the expected number: with a point of thousands, or beside its exponential."""
    pointed = [Fraction(each.replace(".", "")) for each in _EITHER_POINT.findall(text)]
    if expected.value in pointed:
        return True
    scaled = [Fraction(number) * 1000 ** (1 + "kMG".index(unit)) for number, unit in _SCALED.findall(text)]
    if expected.value in scaled:
        return True
    runs = [each.value.value for each in find_runs(cleaned(text)) if each.value is not None]
    found = read_stated(text)
    size = float(found.value.value) if isinstance(found, Reading) else 0.0
    return (
        expected.value in runs
        and abs(expected.value) < _MAX_LOGARITHM
        and math.isclose(math.exp(float(expected.value)), size, rel_tol=0.02)
    )


_SCALED = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)\s?([kMG])(?![A-Za-z])")
"""``2.1 M``: millions, or a unit."""
_MAX_LOGARITHM = 600
_ROUGHLY = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|approximately|environ|presque)\b", re.IGNORECASE
)
_NEAR = Fraction(5, 100)


def _is_near(text: str, expected: Numeral) -> bool:
    """Whether the number is the expected one to a twentieth."""
    found = read_stated(text)
    return isinstance(found, Reading) and abs(found.value.value - expected.value) <= _NEAR * abs(
        expected.value
    )


_EITHER_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d.,])")
"""A comma that may be a decimal one or one of thousands."""
_DIGITS_COMMA = re.compile(r"(?<=\d),(?=\d)")


def _compare_stated(text: str, expected: Numeral, tolerance: object) -> Verdict:
    found = read_stated(text)
    if isinstance(found, Reason):
        return undecided(found, "no number, or several with nothing to choose by")
    verdict = compare_numerals(found.value, expected, tolerance)
    if verdict.outcome is not Outcome.DIFFERENT:
        return verdict
    passed = [compare_numerals(each, expected, tolerance) for each in found.passed]
    if any(each.is_equal for each in passed):
        return EQUAL if found.is_one else undecided(Reason.AMBIGUOUS, "the expected number is a step")
    return verdict


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
    elif is_rounded_from(expected, student):
        # without a tolerance, a reference with many digits is a rounded one
        if (expected.decimals or 0) >= _MANY_DECIMALS:
            return EQUAL
        return undecided(Reason.AMBIGUOUS, "the same to the digits of the reference")
    elif is_rounded_from(student, expected) and (student.decimals or 0) > 1:
        return undecided(Reason.AMBIGUOUS, "rounded, and no tolerance is told")
    return different(f"{student.text or student.value} and not {expected.text or expected.value}")


_MANY_DECIMALS = 3
