"""Compare a tensor in an answer, with all its prose, with the expected one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from grader.maths.answers.conclusions import is_doubtful, is_one_of_list, put_forward
from grader.maths.equality.decide import EQUAL, Outcome, Verdict, different, undecided
from grader.maths.notation.normalise import without_struck_text
from grader.maths.notation.number_words import in_digits
from grader.maths.numbers.answers import compare_numerals
from grader.maths.numbers.choice import agree
from grader.maths.numbers.written import uses_decimal_comma
from grader.maths.reasons import Reason
from grader.maths.tensors.prose import listed_in_prose, named_in_prose
from grader.maths.tensors.rows import labelled_entries, rows_of_lines
from grader.maths.tensors.written import (
    TRANSPOSED,
    Nested,
    Shape,
    Written,
    closing,
    find_arrays,
    flat,
    plain_tensors,
    read_nested,
    shape_of,
    squeezed,
    transposed,
    turned,
)

_MAX_CHARACTERS = 40_000


def compare_tensor(student: str, reference: str, tolerance: object = None) -> Verdict:
    """Whether a tensor is the expected one; the same numbers in another layout are undecided."""
    if not student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    if len(student) > _MAX_CHARACTERS:
        return undecided(Reason.LIMIT, f"more than {_MAX_CHARACTERS} characters")
    expected = _stated(reference, None)
    wanted = None if isinstance(expected, Reason) else shape_of(expected)
    if isinstance(expected, Reason) or wanted is None:
        return undecided(Reason.UNPARSED, "the reference is no tensor")
    text = without_struck_text(student)
    if is_doubtful(text):
        return undecided(Reason.HEDGED, "the answer is not put as certain")
    found = _stated(_with_rows_apart(text) if len(wanted) == 2 else text, wanted)
    if isinstance(found, Reason):
        return undecided(found, "no tensor, or several with nothing to choose by")
    shape = shape_of(found)
    if shape is None:
        return undecided(Reason.LAYOUT, "the rows differ in length")
    verdict = _compare(_Answer(found, shape, text), expected, wanted, tolerance)
    if verdict.outcome is Outcome.DIFFERENT and _is_beside(text, expected, wanted, tolerance):
        return undecided(Reason.AMBIGUOUS, "the expected tensor is one of a list")
    return verdict


def _is_beside(text: str, expected: Nested, wanted: Shape, tolerance: object) -> bool:
    """Whether the expected tensor stands before the last, each with a label: ``mean: .., variance: ..``."""
    plain = plain_tensors(text)
    arrays = list(find_arrays(plain, decimal_comma=uses_decimal_comma(plain)))
    spans = [(start, end) for start, end, _ in arrays]
    if len(arrays) < 2 or not is_one_of_list(plain, spans, len(arrays) - 1):
        return False
    answers = [_Answer(value, shape_of(value) or (), text) for _, _, value in arrays[:-1]]
    return any(_compare(each, expected, wanted, tolerance).is_equal for each in answers)


@dataclass(frozen=True)
class _Answer:
    """A tensor with its shape, and the text that it was read in."""

    value: Nested
    shape: Shape
    text: str


_SPACED_SLASH = re.compile(r"\s+/\s+")


def _with_rows_apart(text: str) -> str:
    """``0.5 0.5 / 0.25 0.75``: rows that a slash sets apart, as lines."""
    rows = _SPACED_SLASH.split(text)
    counts = {len(row.split()) for row in rows}
    return "\n".join(rows) if len(rows) > 1 and len(counts) == 1 and min(counts) > 1 else text


def _compare(student: _Answer, expected: Nested, wanted: Shape, tolerance: object) -> Verdict:
    shape, other = student.shape, flat(expected)
    own, turned = flat(student.value), transposed(student.value)
    if len(own) != len(other):
        return different(f"shape {shape} and not {wanted}")
    if len(shape) == 2 and shape[::-1] == wanted and _has_turned_axes(student):
        return _entries(turned, other, tolerance)
    is_row = len(wanted) == 2 and wanted[0] == 1 and shape == wanted[1:]  # a vector, written as a row
    if shape == wanted or is_row or (squeezed(shape) == wanted and _LATEX_MATRIX.search(student.text)):
        return _entries(own, other, tolerance)
    if _entries(own, other, tolerance).is_equal or _entries(turned, other, tolerance).is_equal:
        return undecided(Reason.LAYOUT, f"the numbers are right, the shape is {shape} and not {wanted}")
    return different(f"shape {shape} and not {wanted}")


_LATEX_MATRIX = re.compile(r"\\begin\{(?:[bpvBV]?matrix\*?|smallmatrix|array|tabular)\}")
"""In which a vector is a column or a row."""
_ROW_NAME = re.compile(
    r"^[ \t]*(?:\|[ \t]*)?[*+•-]*[ \t]*(?:\d[.)]\s+)?"
    r"(?:(?P<column>col(?:umn|onne)?s?\.?)|(?P<row>rows?|lignes?|lines?)|[A-Za-zÀ-ÿ]+)"
    r"[\s_#]*\{?\d{1,2}\}?\$?\s*[:=|]",
    re.IGNORECASE | re.MULTILINE,
)
_AXES_TOLD = re.compile(
    r"\b(?:rows?|columns?|lignes?|colonnes?)\s*(?:=|:|are|is|for|sont|pour)\s*(?:the\s+|les\s+)?[A-Za-zÀ-ÿ]{3,}",
    re.IGNORECASE,
)


def _has_turned_axes(student: _Answer) -> bool:
    """Whether the writer says what the rows are, where they are the columns asked for."""
    names = list(_ROW_NAME.finditer(student.text))
    if any(name["row"] for name in names):
        return False
    if len(names) == student.shape[0] and (
        len(set(student.shape)) > 1 or all(name["column"] for name in names)
    ):
        return True
    return len(set(student.shape)) > 1 and bool(_AXES_TOLD.search(student.text))


def _entries(own: tuple[Written, ...], other: tuple[Written, ...], tolerance: object) -> Verdict:
    """The verdict on all entries: different where one is, else undecided where one is."""
    doubt = EQUAL
    for place, (written, expected) in enumerate(zip(own, other, strict=True)):
        verdict = compare_numerals(written.stated, expected.stated, tolerance)
        if verdict.outcome is Outcome.DIFFERENT:
            return different(f"entry {place + 1}: {written.stated.text} and not {expected.stated.text}")
        doubt = doubt if verdict.is_equal else verdict
    return doubt


_SHAPE_TOLD = re.compile(
    r",?[ \t]?(?:\b(?:of|with|has|de)\s+)?\b(?:shape|size|dimensions?|forme|taille)"
    r"\s*(?:is\s*|[=:]\s*)?[([][\d,\s×x]+[)\]]",
    re.IGNORECASE,
)
"""The shape, beside the numbers."""
_BARRED = re.compile(r"[(\[]\s*-?[\d.]+(?:\s*\|\s*-?[\d.]+)+\s*[)\]]")
"""A list whose numbers bars separate."""


def _stated(text: str, wanted: Shape | None) -> Nested | Reason:
    """The tensor that a text puts forward; `wanted` tells apart layouts that captions leave open."""
    plain = _SHAPE_TOLD.sub(" ", plain_tensors(text))
    plain = _BARRED.sub(lambda found: found.group().replace("|", ","), plain)
    plain = plain if re.search(r"\d", plain) else in_digits(plain)
    comma = uses_decimal_comma(plain)
    boxed = re.search(r"\\boxed\s*\{", plain)
    if boxed:
        plain = plain[boxed.end() : closing(plain, boxed.end() - 1) - 1]
    arrays = list(find_arrays(plain, decimal_comma=comma))
    if arrays:
        chosen = _chosen(plain, arrays, wanted)
        named = named_in_prose(plain, decimal_comma=comma) if chosen is Reason.AMBIGUOUS else None
        return chosen if named is None or shape_of(named) is None else named
    found = labelled_entries(plain, wanted, decimal_comma=comma)
    if found is None:
        found = named_in_prose(plain, decimal_comma=comma)
    if found is None:
        found = rows_of_lines(plain, wanted, decimal_comma=comma)
    if found is None:
        found = listed_in_prose(plain, decimal_comma=comma)
    if found is None and len(re.findall(r"\d+(?:[.,]\d+)?", plain)) == 1:
        found = read_nested(re.split(r"=", plain)[-1], decimal_comma=comma)
    return Reason.UNPARSED if found is None else found


_CHAINED = re.compile(r"\s*(?:=|≈|\\approx|\\simeq|~)\s*")
_NEXT_ROW = re.compile(r"[ \t]*[,;]?[ \t]*(?:\n\s*|[,;]\s*(?=[A-Za-z]))(?:[^\n\[\](){}]{0,40}[:=])?\s*")
"""What stands between two rows that are lists of their own: an end of line, and a caption."""


_OPERATOR = re.compile(r"\s*(?:[-+*/@·×∙⋅]|\\cdot|\\times)\s*")
"""What stands between two terms of a calculation."""
_REST = r"[^\n,;:\[\]A-Za-z=]*"
_CALCULATED = re.compile(
    rf"\s*(?:[-+*/@·×∙⋅^]|\\cdot|\\times){_REST}(?:[A-Za-z](?![A-Za-z]){_REST})*(?:=|≈)\s*"
)
"""What stands between a term and the result, with more terms: ``(1, 2) + 3 = (4, 5)``."""
_IN_LIST = re.compile(r"[,;]?\s*(?:and|et|und|&)?")
"""What stands between two rows in a sentence."""
_COLUMNS_ARE = re.compile(r"\b(?:columns?|colonnes?)\b[^\[\](){}.\n]{0,25}$", re.IGNORECASE)


def _chosen(plain: str, arrays: list[tuple[int, int, Nested]], wanted: Shape | None) -> Nested | Reason:
    gaps = [plain[first[1] : second[0]] for first, second in pairwise(arrays)]
    nested: Nested = tuple(value for _, _, value in arrays)
    if _COLUMNS_ARE.search(plain[: arrays[0][0]]) and len(shape_of(nested) or ()) == 2:
        nested = turned(nested)
    own = shape_of(nested)
    fits = own is not None and (own == wanted or (wanted is None and len(own) == 2))
    if gaps and fits and all(_NEXT_ROW.fullmatch(gap) or _IN_LIST.fullmatch(gap.strip()) for gap in gaps):
        return nested
    if gaps and _OPERATOR.fullmatch(gaps[-1]):
        return Reason.UNPARSED  # a calculation without its result
    ends = [
        (start, end, value)
        for (start, end, value), gap in zip(arrays, [*gaps, ""], strict=True)
        if not any(each.fullmatch(gap) for each in (_CHAINED, _OPERATOR, _CALCULATED))
    ]
    kept = [ends[place] for place in put_forward(plain, [(start, end) for start, end, _ in ends])]
    if not kept:
        return Reason.UNPARSED
    if not all(_are_same(value, kept[-1][2]) for _, _, value in kept[:-1]):
        return Reason.AMBIGUOUS
    start, end, value = kept[-1]
    if plain.count("[", 0, start) > plain.count("]", 0, start):
        return Reason.UNPARSED  # a part of a list that was not read
    if plain[end - 1] == TRANSPOSED and wanted == (len(flat(value)), 1) and len(shape_of(value) or ()) == 1:
        return tuple((number,) for number in flat(value))
    return _in_lines(value, plain[start:end], wanted)


def _in_lines(value: Nested, text: str, wanted: Shape | None) -> Nested:
    """A list over as many lines as rows are wanted is those rows, as MATLAB has it."""
    lines = [len(line.split()) for line in text.strip("[]() ").split("\n") if line.strip()]
    numbers = flat(value)
    if shape_of(value) != (len(numbers),) or wanted is None or [wanted[-1]] * wanted[0] != lines:
        return value
    columns = wanted[-1]
    return tuple(numbers[start : start + columns] for start in range(0, len(numbers), columns))


def _are_same(first: Nested, second: Nested) -> bool:
    """Whether two tensors are one, or one of them the other rounded."""
    own, other = flat(first), flat(second)
    return len(own) == len(other) and all(
        agree(one.stated, two.stated) for one, two in zip(own, other, strict=True)
    )
