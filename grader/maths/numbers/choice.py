"""Which number of a text its writer puts forward, among data, steps and remarks."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from fractions import Fraction

from grader.maths.answers.conclusions import is_one_of_list, put_forward
from grader.maths.numbers.runs import EQUALS, Run, cleaned, find_runs
from grader.maths.numbers.written import Numeral, read_numeral
from grader.maths.reasons import Reason


@dataclass(frozen=True)
class Reading:
    """The number that a text puts forward, and those passed over for it by their place alone."""

    value: Numeral
    passed: tuple[Numeral, ...] = ()
    is_one: bool = False
    """Whether those are the same quantity in other units."""


def read_stated(text: str) -> Reading | Reason:
    """The number that a text puts forward: its only one, or the one that it concludes with."""
    alone = read_numeral(text.strip(" \n$.`")) if "e" in text else None
    if alone is not None:
        return Reading(alone)
    plain = cleaned(text)
    last = EQUALS.split(plain)[-1]
    whole = None if last.count(")") > last.count("(") or _SEVERAL.search(plain) else read_numeral(last)
    if whole is not None:
        return Reading(whole)
    runs = _without_left_sides(plain, _without_compared(plain, list(find_runs(plain))))
    if not runs:
        return Reason.UNPARSED
    spans = [(each.start, each.end) for each in runs]
    places = put_forward(plain, spans)
    reading = _chosen(plain, [runs[place] for place in places if runs[place].value is not None])
    if isinstance(reading, Reading) and places and is_one_of_list(plain, spans, places[-1]):
        beside = tuple(run.value for run in runs[: places[0]] if run.value is not None and not run.open)
        return replace(reading, passed=reading.passed + beside)
    return reading


_SEVERAL = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}|[;\n]\s*\S|,\s")
"""Words and marks, beside which a text is more than one equation."""


def _chosen(text: str, runs: list[Run]) -> Reading | Reason:
    """The last number, where all others agree with it, lead to it or are it in other units."""
    if not runs:
        return Reason.UNPARSED
    last = runs[-1]
    if last.value is None or last.open:
        return Reason.UNKNOWN_SYMBOL
    others = [each for each in runs[:-1] if each.value is not None and not agree(each.value, last.value)]
    passed = tuple(each.value for each in others if each.value is not None)
    if not others or _are_steps(text, others, runs):
        if any(each.open for each in runs if each not in others):
            return Reason.UNKNOWN_SYMBOL
        return Reading(last.value, passed)
    if any(each.open for each in others):
        return Reason.UNKNOWN_SYMBOL
    if len(runs) == 2 and _is_converted(text, *runs):
        return Reading(last.value, passed, is_one=True)
    return Reason.AMBIGUOUS


_COMPARED = re.compile(r"\s*(?:[<>≤≥]=?|\\(?:leq?|geq?|lt|gt)(?![A-Za-z]))\s*")


def _without_compared(text: str, runs: list[Run]) -> list[Run]:
    """Without what a number is compared with: ``-9.1 < -8.2`` is -9.1."""
    return [
        run
        for place, run in enumerate(runs)
        if not place or not _COMPARED.fullmatch(text[runs[place - 1].end : run.start])
    ]


_BREAK = re.compile(
    r"[,;:\n]|\.\s|(?<![A-Za-z\\])(?!log|exp|ln|sqrt|max|min|var|mean)[A-Za-zÀ-ÿ]{3,}", re.IGNORECASE
)
"""What ends a formula: marks of a sentence, and words."""


def _without_left_sides(text: str, runs: list[Run]) -> list[Run]:
    """Without the numbers of a formula that an equation gives the value of: ``4 d^2 = 4 · 16 = 64``."""
    kept: list[Run] = []
    for run in runs:
        equals = EQUALS.search(text, run.start, run.end)
        edge = equals.start() if equals else -1
        while kept and edge >= 0 and _is_within(text, kept[-1], edge):
            edge = kept.pop().start
        kept.append(run)
    return kept


def _is_within(text: str, run: Run, edge: int) -> bool:
    """Whether a number and the sign after it stand in one formula: no mark, word or open bracket between."""
    if run.end > edge or _BREAK.search(text, run.end, edge):
        return False
    return text.count("(", run.start, edge) <= text.count(")", run.start, edge)


_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_DATUM = re.compile(r"(?<![A-Za-z])\\?(?:[A-Za-z]|[a-z]{2,7})(?:_\S+)?\s*$")


def _are_steps(text: str, others: list[Run], runs: list[Run]) -> bool:
    """Whether all lead to a later calculation: they stand there, or are data beside one that does."""
    used = [_is_used(text, each, runs) for each in others]
    return any(used) and all(
        is_used or (bool(_DATUM.search(text, 0, each.start)) and text[each.start] in "=≈")
        for each, is_used in zip(others, used, strict=True)
    )


def _is_used(text: str, run: Run, runs: list[Run]) -> bool:
    """Whether a later calculation has the number among those that it starts from."""
    for later in runs:
        if later.start <= run.start or run.value is None:
            continue
        *links, _ = EQUALS.split(text[later.start : later.end])
        operands = {Fraction(number) for link in links for number in _NUMBER.findall(link)}
        parts = {Fraction(number) for number in _NUMBER.findall(run.value.text)}
        if abs(run.value.value) in operands or (parts and parts <= operands):
            return True
    return False


_UNIT = (
    r"(?:nats?|bits?|shannons?|bans?|ms|s|sec\w*|min\w*|h|hours?|heures?|days?|[KMGT]i?B|octets?|dB|"
    r"(?:kilo|mega|giga)?bytes?)"
)
_CONVERTED = re.compile(rf"\s*(?P<unit>{_UNIT})\b\s*,?\s*\(?\s*(?:i\.e\.,?|that is,?|or|soit|ou)?[\s=≈]*")
_UNIT_AFTER = re.compile(rf"\s*(?P<unit>{_UNIT})\b")


def _is_converted(text: str, first: Run, second: Run) -> bool:
    """Whether two numbers are one quantity in two units: ``0.693 nats, or 1 bit``."""
    joint = _CONVERTED.fullmatch(text, first.end, second.start)
    unit = _UNIT_AFTER.match(text, second.end)
    if joint is None or unit is None or joint["unit"] == unit["unit"] or not (first.value and second.value):
        return False
    own, other = (_IN_BITS.get(each["unit"].rstrip("s")) for each in (joint, unit))
    if own is None or other is None:
        return True
    return math.isclose(first.value.value * own, second.value.value * other, rel_tol=0.02)


_IN_BITS = {"bit": 1.0, "shannon": 1.0, "nat": 1 / math.log(2)}
"""How many bits the units of information are."""


def agree(first: Numeral, second: Numeral) -> bool:
    """Whether two numbers are one, or one of them the other rounded."""
    return (
        abs(first.value - second.value) <= first.slack + second.slack
        or is_rounded_from(first, second)
        or is_rounded_from(second, first)
    )


def is_rounded_from(rounded: Numeral, full: Numeral) -> bool:
    """Whether a decimal is another number, rounded."""
    if not rounded.decimals or (full.decimals is not None and full.decimals <= rounded.decimals):
        return False
    return abs(rounded.value - full.value) < Fraction(1, 2 * 10**rounded.decimals)
