"""Judge tensors of statistics, found by their labels, number by number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import prod
from typing import Literal

from grader.checks.answer_lines import AnswerLines
from grader.checks.request import CheckKind, Params, Request
from grader.checks.tensor_lines import lines_of_answer
from grader.checks.tensor_strays import Sought, with_strays
from grader.checks.tensor_targets import Target, agreement_with, has_numbers, is_among, target_of
from grader.maths.numbers.written import Agreement, uses_decimal_comma
from grader.maths.tensors.labelled import (
    DEVIATION,
    NO_GROUP,
    VARIANCE,
    ReadTensor,
    Wanted,
    Words,
    read_labelled,
)
from grader.maths.tensors.written import (
    Nested,
    Shape,
    Written,
    flat,
    plain_tensors,
    read_nested,
    shape_of,
    squeezed,
    transposed,
)
from grader.model.judgement import Judgement, Reading, Truth
from grader.model.submission import Field, FieldValue

ONE_WRONG = "one-wrong"
_MAX_FIELD_CHARACTERS = 4_000


class TensorParams(Params):
    """What is expected, and how a student names it."""

    expected: str
    """Name in ANSWERS: nested tuples of exact numbers."""
    statistic: Literal["mean", "variance"]
    group: str
    """What the statistic is of: a key of `groups`."""
    axes: tuple[str, ...]
    """The tensor's axes: keys of `axis_words`."""
    groups: Mapping[str, tuple[str, ...]]
    """The groups with their words."""
    axis_words: Mapping[str, tuple[str, ...]]
    mistakes: Mapping[str, str] = {}
    """Known mistake to the name in ANSWERS of the tensor that it gives."""
    cut: str = ""
    """The note on numbers that are cut and not rounded."""
    wrong_shape: str = ""
    """The known mistake of right numbers in another shape."""
    fields: tuple[str, ...] = ()

    def reference_names(self) -> tuple[str, ...]:
        """The expected tensor and the wrong ones are computed by the reference."""
        return (self.expected, *self.mistakes.values())


def check_tensor(request: Request[TensorParams]) -> Mapping[str, Judgement]:
    """Judge each tensor by its field, or by its labels in the write-up."""
    lines = lines_of_answer(request.answer, tuple(_axis_words(request).values()))
    read: Mapping[tuple[str, str], ReadTensor] = {}
    if lines.text.strip():
        wanted = [
            Wanted(
                params.group,
                params.statistic,
                target_of(request.reference, params.expected).shape,
                params.axes,
            )
            for params in request.checks.values()
        ]
        read = read_labelled(lines.text, wanted, _words(request))
    found = {}
    for check, params in request.checks.items():
        field = next(
            (
                request.answer.fields[name]
                for name in (check, *params.fields)
                if name in request.answer.fields
            ),
            None,
        )
        if field is not None:
            found[check] = _judge_field(field, params, request)
        else:
            found[check] = _judge_read(params, read, lines, request)
    sought = {
        check: Sought(params.group, target_of(request.reference, params.expected))
        for check, params in request.checks.items()
    }
    return with_strays(found, sought, lines, _words(request), orphaned=NO_GROUP in read)


def _words(request: Request[TensorParams]) -> Words:
    groups: dict[str, tuple[str, ...]] = {}
    for params in request.checks.values():
        groups.update(params.groups)
    return Words(groups, _axis_words(request))


def _axis_words(request: Request[TensorParams]) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for params in request.checks.values():
        words.update(params.axis_words)
    return words


def _judge_field(field: Field, params: TensorParams, request: Request[TensorParams]) -> Judgement:
    text = _as_list(field.value)
    quote = (Reading(text[:200], field.place),)
    if not text.strip("[], ") or len(text) > _MAX_FIELD_CHARACTERS:
        return (
            Judgement(Truth.UNREADABLE, readings=quote, reason="limit: too long")
            if text.strip("[], ")
            else Judgement(Truth.ABSENT)
        )
    plain = plain_tensors(text)
    value = read_nested(plain, decimal_comma=uses_decimal_comma(plain))
    if value is None and isinstance(field.value, str):
        value = read_nested(f"[{plain}]", decimal_comma=uses_decimal_comma(plain))
    if value is None and isinstance(field.value, str):
        return _judge_text(field, params, request, quote)
    if value is None:
        return Judgement(Truth.UNREADABLE, readings=quote, reason="unparsed: no tensor")
    return _judge(value, params, request, quote)


def _judge_text(
    field: Field, params: TensorParams, request: Request[TensorParams], quote: tuple[Reading, ...]
) -> Judgement:
    """A field that holds more than the tensor: its labels are read as in a write-up."""
    wanted = [
        Wanted(
            params.group, params.statistic, target_of(request.reference, params.expected).shape, params.axes
        )
    ]
    head = f"{params.groups[params.group][0]} normalization {params.statistic}: "
    read = read_labelled(head + str(field.value), wanted, _words(request)).get(
        (params.group, params.statistic)
    )
    value = _assembled(read, wanted[0].shape) if read else None
    if value is None:
        return Judgement(Truth.UNREADABLE, readings=quote, reason="unparsed: no tensor")
    return _judge(value, params, request, quote)


def _as_list(value: FieldValue) -> str:
    return value if isinstance(value, str) else "[" + ", ".join(_as_list(item) for item in value) + "]"


def _judge_read(
    params: TensorParams,
    read: Mapping[tuple[str, str], ReadTensor],
    lines: AnswerLines,
    request: Request[TensorParams],
) -> Judgement:
    found = read.get((params.group, params.statistic))
    if found is None and params.statistic == VARIANCE:
        found = read.get((params.group, DEVIATION))
    if found is None:
        return Judgement(Truth.ABSENT)
    shape = target_of(request.reference, params.expected).shape
    quotes = _quotes(found, lines)
    value = _assembled(found, shape)
    if value is None:
        given = len(found.entries)
        if not given:
            return Judgement(Truth.UNREADABLE, readings=quotes, reason="unparsed: no tensor")
        return _judge_partial(found, params, request, quotes)
    return _unless_conflict(_judge(value, params, request, quotes, lines.text), found)


def _unless_conflict(judgement: Judgement, found: ReadTensor) -> Judgement:
    """A tensor given twice with different numbers goes to a person, unless what it is wrong in has a name."""
    if not found.conflict or judgement.truth not in (Truth.RIGHT, Truth.WRONG):
        return judgement
    if judgement.truth is Truth.WRONG and judgement.mistakes:
        return judgement
    return replace(
        judgement,
        truth=Truth.REVIEW,
        leaning=judgement.truth,
        reason="ambiguous: given twice, with different numbers",
    )


def _quotes(found: ReadTensor, lines: AnswerLines) -> tuple[Reading, ...]:
    """The first and last line that the tensor was read from."""
    rows = lines.text.split("\n")
    shown = []
    for number in dict.fromkeys((*found.lines[:1], *found.lines[-1:])):
        if number < len(rows):
            start = sum(len(row) + 1 for row in rows[:number])
            shown.append(lines.quote(start, start + len(rows[number])))
    return tuple(shown)


def _assembled(found: ReadTensor | None, shape: Shape) -> Nested | None:
    """The whole tensor as given, or put together of all its entries."""
    if found is None:
        return None
    if found.whole is not None:
        return found.whole
    if len(found.entries) != prod(shape):
        return None

    def build(prefix: tuple[int, ...]) -> Nested:
        if len(prefix) == len(shape):
            return found.entries[prefix]
        return tuple(build((*prefix, index + 1)) for index in range(shape[len(prefix)]))

    try:
        return build(())
    except KeyError:
        return None


def _judge_partial(
    found: ReadTensor, params: TensorParams, request: Request[TensorParams], quotes: tuple[Reading, ...]
) -> Judgement:
    """Some entries are missing: one missing or wrong is one wrong."""
    target = target_of(request.reference, params.expected)
    right = sum(
        agreement_with(value, target.numbers[_offset(index, target.shape)]) is not Agreement.NO
        for index, value in found.entries.items()
        if all(1 <= place <= length for place, length in zip(index, target.shape, strict=True))
    )
    wrong = prod(target.shape) - right
    outcome = ONE_WRONG if wrong == 1 else ""
    if found.conflict or right == len(found.entries):
        reason = f"unparsed: {len(found.entries)} of {prod(target.shape)} numbers were found"
        return Judgement(Truth.REVIEW, outcome=outcome, readings=quotes, reason=reason)
    witness = f"{wrong} numbers are wrong or missing"
    return Judgement(Truth.WRONG, outcome=outcome, readings=quotes, witness=witness)


def _offset(index: tuple[int, ...], shape: Shape) -> int:
    offset = 0
    for place, length in zip(index, shape, strict=True):
        offset = offset * length + place - 1
    return offset


def _judge(
    value: Nested,
    params: TensorParams,
    request: Request[TensorParams],
    quotes: tuple[Reading, ...],
    said: str = "",
) -> Judgement:
    target = target_of(request.reference, params.expected)
    shape = shape_of(value)
    if shape is None:
        return Judgement(Truth.UNREADABLE, readings=quotes, reason="layout: the rows differ in length")
    numbers = flat(value)
    if squeezed(shape) == squeezed(target.shape):
        agreements = [
            agreement_with(number, exact) for number, exact in zip(numbers, target.numbers, strict=True)
        ]
        wrong = agreements.count(Agreement.NO)
        if not wrong:
            cut = (params.cut,) if Agreement.CUT in agreements and params.cut in request.mistakes else ()
            return Judgement(Truth.RIGHT, cut, readings=quotes)
        named = _named(numbers, shape, params, request)
        outcome = ONE_WRONG if wrong == 1 and len(numbers) > 1 else ""
        place = agreements.index(Agreement.NO)
        witness = (
            f"number {place + 1}: {numbers[place].stated.text} and not {float(target.numbers[place]):.6g}"
        )
        return Judgement(Truth.WRONG, named, outcome, readings=quotes, witness=witness)
    if shape == target.shape[::-1] and _names_axes(said, params) and _has_columns(value, target):
        return Judgement(Truth.RIGHT, readings=quotes)
    return _other_shape(value, numbers, shape, target, params, request, quotes)


def _has_columns(value: Nested, target: Target) -> bool:
    """Whether its columns are the expected rows."""
    return has_numbers(transposed(value), target)


def _names_axes(text: str, params: TensorParams) -> bool:
    """Whether the text says that the rows are what the expected tensor has as columns."""
    if len(params.axes) != 2:
        return False
    first, last = (
        "(?:" + "|".join(re.escape(word) for word in params.axis_words[axis] if len(word) > 1) + ")"
        for axis in params.axes
    )
    return bool(
        re.search(
            rf"\b(?:rows?|lines?|lignes?)\b[^.;\n]{{0,15}}\b{last}s?\b"
            rf"|\b(?:columns?|cols?|colonnes?)\b[^.;\n]{{0,15}}\b{first}s?\b"
            rf"|\b{last}s?\s*(?:x|×|\\times|by|par|,)\s*{first}s?\b"
            r"|\btranspose|\btransposée",
            text,
            re.IGNORECASE,
        )
    )


def _other_shape(
    value: Nested,
    numbers: tuple[Written, ...],
    shape: Shape,
    target: Target,
    params: TensorParams,
    request: Request[TensorParams],
    quotes: tuple[Reading, ...],
) -> Judgement:
    named = _named(numbers, shape, params, request)
    witness = f"shape {shape} and not {target.shape}"
    if not named and len(numbers) == len(target.numbers) and params.wrong_shape in request.mistakes:
        for order in (numbers, transposed(value)):
            if all(
                agreement_with(number, exact) is not Agreement.NO
                for number, exact in zip(order, target.numbers, strict=True)
            ):
                named = (params.wrong_shape,)
    if not named and all(is_among(number, target) for number in numbers):
        reason = f"layout: right numbers, in shape {shape} and not {target.shape}"
        return Judgement(Truth.REVIEW, readings=quotes, reason=reason)
    return Judgement(Truth.WRONG, named, readings=quotes, witness=witness)


def _named(
    numbers: tuple[Written, ...], shape: Shape, params: TensorParams, request: Request[TensorParams]
) -> tuple[str, ...]:
    """The known mistake whose tensor has all these numbers."""
    for mistake, name in params.mistakes.items():
        if mistake not in request.mistakes:
            continue
        target = target_of(request.reference, name)
        if len(numbers) == len(target.numbers) and squeezed(shape) in (
            squeezed(target.shape),
            (len(numbers),),
        ):
            pairs = zip(numbers, target.numbers, strict=True)
            if all(agreement_with(number, exact) is not Agreement.NO for number, exact in pairs):
                return (mistake,)
    return ()


TENSOR = CheckKind("tensor", TensorParams, check_tensor)
