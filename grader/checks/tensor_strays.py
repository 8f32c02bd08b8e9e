"""Tensors that were not found although the answer seems to hold them: a person looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.checks.answer_lines import AnswerLines
from grader.checks.tensor_targets import Target, agreement_with, has_numbers
from grader.maths.numbers.written import Agreement, uses_decimal_comma
from grader.maths.tensors.labels import Words, label_patterns
from grader.maths.tensors.written import Written, find_arrays, plain_tensors, read_written
from grader.model.judgement import Judgement, Truth

_NUMERAL = re.compile(r"(?<![\w.,])(?:\(\()?\d+(?:[.,]\d+|\)?\s*/\s*\(?\d+)?")
_MOST_NUMERALS = 400
_MANY_NUMBERS = 2
"""Numbers in an answer of which no tensor was found, from which it is taken for one that we cannot read."""


@dataclass(frozen=True)
class Sought:
    """What a check looks for: the tensor of a group."""

    group: str
    target: Target


def with_strays(
    found: dict[str, Judgement],
    sought: Mapping[str, Sought],
    lines: AnswerLines,
    words: Words,
    *,
    orphaned: bool,
) -> dict[str, Judgement]:
    """The judgements, a tensor missed that perhaps only we did not find sent to a person.

    So are all that are absent where values are `orphaned`: no group is named before them.
    """
    missed = [
        check
        for check, each in found.items()
        if each.truth is Truth.ABSENT
        or (each.truth is Truth.WRONG and not each.mistakes and not each.outcome)
    ]
    if not missed or not lines.text.strip():
        return found
    plain = plain_tensors(lines.text)
    comma = uses_decimal_comma(plain)
    arrays = [value for _, _, value in find_arrays(plain, decimal_comma=comma)]
    numerals = list(_numerals(plain, comma))
    nothing = all(each.truth is Truth.ABSENT for each in found.values())
    unlabelled = nothing and (len(arrays) > 1 or len(numerals) >= _MANY_NUMBERS)
    for check in missed:
        absent = found[check].truth is Truth.ABSENT
        lost = absent and (
            orphaned
            or _has_its_own(check, sought, numerals)
            or (
                all(
                    found[other].truth is Truth.ABSENT
                    for other, each in sought.items()
                    if each.group == sought[check].group
                )
                and _has_values_below(sought[check], plain, words)
            )
        )
        if unlabelled or lost or any(has_numbers(value, sought[check].target) for value in arrays):
            reason = "layout: numbers without a label that we understand"
            readings = found[check].readings or (lines.quote(0, len(lines.text)),)
            found[check] = Judgement(Truth.UNREADABLE, readings=readings, reason=reason)
    return found


def _numerals(plain: str, comma: bool) -> Iterator[Written]:
    for count, match in enumerate(_NUMERAL.finditer(plain)):
        value = read_written(re.sub(r"[()]", "", match[0]), decimal_comma=comma)
        if value is not None:
            yield value
        if count > _MOST_NUMERALS:
            return


def _has_its_own(check: str, sought: Mapping[str, Sought], numerals: list[Written]) -> bool:
    """Whether all the numbers that no other tensor has stand somewhere, none of them a whole number."""
    others = {number for other, each in sought.items() if other != check for number in each.target.numbers}
    own = {
        number for number in sought[check].target.numbers if number not in others and number.denominator > 1
    }
    return bool(own) and all(
        any(agreement_with(numeral, number) is not Agreement.NO for numeral in numerals) for number in own
    )


def _has_values_below(sought: Sought, plain: str, words: Words) -> bool:
    """Whether a group is named and as many numbers follow, before another group, as its tensor has."""
    named = sorted(
        (match.end(), group)
        for kind, group, pattern in label_patterns(words)
        if kind == "group"
        for match in pattern.finditer(plain)
        if match["norm"] or match["de"] or match[0].isupper()
    )
    for place, (start, group) in enumerate(named):
        end = next((other for other, name in named[place + 1 :] if name != group), len(plain))
        if group == sought.group and len(_NUMERAL.findall(plain[start:end])) >= len(sought.target.numbers):
            return True
    return False
