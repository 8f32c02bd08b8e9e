"""Tensors as written: nested lists, LaTeX matrices, NumPy and MATLAB prints; and their comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from grader.maths.equality import EQUAL, Verdict, different, undecided
from grader.maths.numbers import Numeral, distance_allowed, plain_numbers, read_numeral, uses_decimal_comma
from grader.maths.reasons import Reason

_MAX_CHARACTERS = 40_000
_MAX_ENTRIES = 4_096
_MAX_DEPTH = 12


@dataclass(frozen=True)
class Written:
    """One number of a tensor as written: the links of its chain (``8/3 = 2.67``), the last being stated."""

    links: tuple[Numeral, ...]

    @property
    def stated(self) -> Numeral:
        """What the writer ends with."""
        return self.links[-1]


Nested = Union[Written, tuple["Nested", ...]]  # noqa: UP007
"""A tensor as written: numbers nested in tuples."""
Shape = tuple[int, ...]

_OPEN = {"[": "]", "(": ")", "{": "}"}
_MATRIX = re.compile(
    r"\\begin\{(?P<name>[bpvBV]?matrix\*?|smallmatrix|"
    r"array)\}(?:\s*\[[^\]]*\])?(?P<body>.*?)\\end\{(?P=name)\}",
    re.DOTALL,
)
_BRACKETED = re.compile(
    r"[\[(]\s*(\\begin\{(?:matrix|smallmatrix|array)\}(?:(?!\\begin\{).)*?\\end\{(?:matrix|smallmatrix|"
    r"array)\})\s*[\])]",
    re.DOTALL,
)
"""A matrix without brackets of its own, with those around it."""
_WRAPPED = re.compile(
    r"\\(?:text|textbf|textit|textrm|textsf|texttt|mathrm|mathbf|mathit|mathsf|mathtt|boldsymbol|bm|"
    r"operatorname|mbox)\s*\{([^{}]*)\}"
)


def plain_tensors(text: str) -> str:
    """The text with matrices as nested lists, rows of displays as lines, fonts and marks taken off."""
    text = text[:_MAX_CHARACTERS].replace("\x02", " ").replace("$", " ")
    text = re.sub(r"[ \t]{30,}", " " * 30, text)
    text = re.sub(r"(?<=[,;:=])\s*\\ (?=[\s\d\-−(\[])", " ", text)
    for _ in range(4):
        text = _WRAPPED.sub(r" \1 ", text) if "\\" in text else text
    text = plain_numbers(text)
    text = _BRACKETED.sub(lambda match: match[1], text)
    for _ in range(6):
        changed = _MATRIX.sub(_as_list, text)
        if changed == text:
            break
        text = changed
    text = re.sub(r"\\(?:begin|end)\{[A-Za-z]+\*?\}", " ", text)
    text = re.sub(r"\\\\(?:\[[^\]\n]*\])?", "\n", text)
    text = re.sub(r"\\[{(\[]|\\lbrack\b|\\lbrace\b|\\langle\b", "[", text)
    text = re.sub(r"\\[})\]]|\\rbrack\b|\\rbrace\b|\\rangle\b", "]", text)
    text = re.sub(r"\]\s*\^\s*\{?\s*(?:\\top|\\intercal|T|\\mathsf)\s*\}?", "]", text)
    text = re.sub(
        r"\b(?:np|numpy|torch)\.|\b(?:array|tensor|Tensor|matrix)\s*(?=\()|,\s*dtype=[\w.]+", "", text
    )
    return text.replace("&", " ").replace("…", "...")


def _as_list(match: re.Match[str]) -> str:
    body = match["body"]
    if match["name"] == "array":
        body = re.sub(r"^\s*\{[^{}]*\}", "", body)
    body = re.sub(r"\\hline|\\[hv]dots", " ", body)
    rows = [
        row
        for row in re.split(r"\\\\(?:\[[^\]\n]*\])?|\\cr\b|(?<=[\d)])\s*\\\s*(?=[\d\n])", body)
        if row.strip()
    ]
    return (
        "[" + ", ".join("[" + ", ".join(cell.strip() for cell in row.split("&")) + "]" for row in rows) + "]"
    )


_WRAPPED_LINE = re.compile(r"(?<=[A-Za-z,]) *\n(?=[a-z\d(\[])|(?<=\d) *\n(?=[a-z]{2,})")
"""A line's end inside a sentence."""


def joined_lines(text: str) -> str:
    """With every list, and every sentence that goes on, on one line."""
    out, depth, length = [], 0, 0
    for character in text:
        depth += (character in "[(") - (character in "])")
        depth = max(depth, 0)
        length = length + 1 if depth else 0
        if character == "\n" and depth > 0 and length < 2_000:
            out.append(" ")
        else:
            if character == "\n":
                depth = 0
            out.append(character)
    return _WRAPPED_LINE.sub(" ", "".join(out))


def find_arrays(text: str, *, decimal_comma: bool = False) -> Iterator[tuple[int, int, Nested]]:
    """The bracketed lists of at least two numbers in a plain text, with where each begins and ends."""
    position, budget = 0, _MAX_CHARACTERS * 5
    while position < len(text) and budget > 0:
        if text[position] in _OPEN:
            end = closing(text, position)
            budget -= max(end - position, 1)
            if end > 0:
                value = read_nested(text[position:end], decimal_comma=decimal_comma)
                if value is not None and not isinstance(value, Written) and size(value) > 1:
                    yield position, end, value
                    position = end
                    continue
        position += 1


def closing(text: str, opening: int) -> int:
    """Just past the bracket that closes the one at `opening`; -1 where none does."""
    stack: list[str] = []
    for position in range(opening, min(len(text), opening + 20_000)):
        character = text[position]
        if character in _OPEN:
            stack.append(_OPEN[character])
            if len(stack) > _MAX_DEPTH * 4:
                return -1
        elif character in "])}":
            if not stack:
                return -1
            stack.pop()
            if not stack:
                return position + 1
    return -1


def read_nested(text: str, *, decimal_comma: bool = False, depth: int = 0) -> Nested | None:
    """A number, or a bracketed list of such; None for anything else."""
    text = text.strip().rstrip(".").strip() if not re.search(r"\d\.$", text.strip()) else text.strip()
    if not text or depth > _MAX_DEPTH:
        return None
    bracketed = text[0] in _OPEN and closing(text, 0) == len(text)
    number = None if bracketed and text[0] != "(" else read_written(text, decimal_comma=decimal_comma)
    if number is not None:
        return number
    if not bracketed:
        return None
    items: list[Nested] = []
    for piece in _pieces(text[1:-1], decimal_comma=decimal_comma):
        item = read_nested(piece, decimal_comma=decimal_comma, depth=depth + 1)
        if item is None:
            return None
        items.append(item)
        if len(items) > _MAX_ENTRIES:
            return None
    if len(items) == 1 and text[0] == "(" and not isinstance(items[0], Written):
        return items[0]
    return tuple(items) if items else None


def _pieces(inside: str, *, decimal_comma: bool) -> list[str]:
    rows = [row for row in _split(inside, ";") if row.strip()]
    comma = decimal_comma or (
        len(rows) > 1 and "." not in inside and any(re.fullmatch(r"\s*-?\d+,\d+\s*", row) for row in rows)
    )
    if len(rows) > 1:
        parts = [_row_pieces(row, decimal_comma=comma) for row in rows]
        if all(len(part) == 1 for part in parts):
            return [part[0] for part in parts]
        return ["[" + ", ".join(part) + "]" for part in parts]
    return _row_pieces(inside, decimal_comma=comma)


def _row_pieces(row: str, *, decimal_comma: bool) -> list[str]:
    if decimal_comma:
        row = re.sub(r"(?<=\d),(?=\d)", ".", row)
    parts = [part for part in _split(row, ",") if part.strip()]
    if len(parts) > 1:
        return parts
    tight = re.sub(r"\s*([/*^])\s*", r"\1", row).strip()
    spaced = [part for part in _split(re.sub(r"\s+", " ", tight), " ") if part.strip()]
    if len(spaced) > 1 and all(re.match(r"[-+]?[\d.(\[{]", part) for part in spaced):
        return spaced
    adjacent = re.sub(r"(?<=[\])}])\s*(?=[\[({])", "\x00", tight).split("\x00")
    return (
        adjacent if len(adjacent) > 1 and all(closing(part, 0) == len(part) for part in adjacent) else parts
    )


def _split(text: str, separator: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in "])}":
            depth -= 1
        elif character == separator and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    parts.append(text[start:])
    return parts


def read_written(text: str, *, decimal_comma: bool = False) -> Written | None:
    """A number with the chain that leads to it; links that are no numbers are passed over, not the last."""
    pieces = [piece for piece in re.split(r"=|≈|\\approx|\\simeq|≃|~", text) if piece.strip()]
    links = [read_numeral(piece, decimal_comma=decimal_comma) for piece in pieces]
    if not links or links[-1] is None:
        return None
    return Written(tuple(link for link in links if link is not None))


def shape_of(value: Nested) -> Shape | None:
    """The shape; None where the rows differ."""
    if isinstance(value, Written):
        return ()
    inner = {shape_of(item) for item in value}
    if len(inner) != 1:
        return None
    only = inner.pop()
    return None if only is None else (len(value), *only)


def are_rows(arrays: list[Nested], shape: Shape) -> bool:
    """Whether the lists are the rows of one tensor, written without brackets around them all."""
    rows = len(shape) > 1 and len(arrays) == shape[0] > 1
    return rows and all(shape_of(each) == shape[1:] for each in arrays)


def flat(value: Nested) -> tuple[Written, ...]:
    """The numbers, row by row."""
    if isinstance(value, Written):
        return (value,)
    return tuple(number for item in value for number in flat(item))


def size(value: Nested) -> int:
    """How many numbers it holds."""
    return len(flat(value))


def squeezed(shape: Shape) -> Shape:
    """The shape without axes of one."""
    return tuple(length for length in shape if length != 1)


_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|not sure|guess|either|or|ou|probably|peut-être|depending|might)\b|\?", re.IGNORECASE
)


def compare_tensor(student: str, reference: str, tolerance: object = None) -> Verdict:
    """Whether a tensor is the expected one; the same numbers in another layout are undecided."""
    if not student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    if len(student) > _MAX_CHARACTERS:
        return undecided(Reason.LIMIT, f"more than {_MAX_CHARACTERS} characters")
    expected = _lone_tensor(reference)
    if isinstance(expected, Reason):
        return undecided(Reason.UNPARSED, "the reference is no tensor")
    if _HEDGE.search(student):
        return undecided(Reason.HEDGED, "the answer is not put as certain")
    found = _lone_tensor(student)
    if isinstance(found, Reason):
        return undecided(found, "no tensor, or several with nothing to choose by")
    shapes = shape_of(found), shape_of(expected)
    if shapes[0] is None or shapes[1] is None:
        return undecided(Reason.LAYOUT, "the rows differ in length")
    return _compare(found, shapes[0], expected, shapes[1], tolerance)


def _compare(student: Nested, shape: Shape, expected: Nested, wanted: Shape, tolerance: object) -> Verdict:
    own, other = flat(student), flat(expected)
    if len(own) != len(other):
        return different(f"shape {shape} and not {wanted}")
    if shape == wanted:
        return _entries(own, other, tolerance)
    if (
        _entries(own, other, tolerance).is_equal
        or _entries(_transposed(own, shape), other, tolerance).is_equal
    ):
        return undecided(Reason.LAYOUT, f"the numbers are right, the shape is {shape} and not {wanted}")
    return different(f"shape {shape} and not {wanted}")


def _entries(own: tuple[Written, ...], other: tuple[Written, ...], tolerance: object) -> Verdict:
    for place, (written, expected) in enumerate(zip(own, other, strict=True)):
        allowed = distance_allowed(expected.stated, tolerance)
        if allowed is None:
            return undecided(Reason.UNPARSED, f"the tolerance {tolerance!r} is none")
        if abs(written.stated.value - expected.stated.value) > allowed:
            return different(f"entry {place + 1}: {written.stated.text} and not {expected.stated.text}")
    return EQUAL


def _transposed(numbers: tuple[Written, ...], shape: Shape) -> tuple[Written, ...]:
    if len(shape) != 2:
        return numbers
    rows, columns = shape
    return tuple(numbers[row * columns + column] for column in range(columns) for row in range(rows))


def transposed(value: Nested) -> tuple[Written, ...]:
    """The numbers of a matrix column by column; row by row for anything else."""
    return _transposed(flat(value), shape_of(value) or ())


def _lone_tensor(text: str) -> Nested | Reason:
    plain = plain_tensors(text)
    comma = uses_decimal_comma(plain)
    boxed = re.search(r"\\boxed\s*\{", plain)
    if boxed:
        plain = plain[boxed.end() : closing(plain, boxed.end() - 1) - 1]
    arrays = list(find_arrays(plain, decimal_comma=comma))
    if not arrays:
        assigned = _assignments(plain)
        if assigned is not None:
            return assigned
        lines = _lines_of_numbers(plain, decimal_comma=comma)
        if lines is not None:
            return lines
        whole = read_nested(re.split(r"=", plain)[-1], decimal_comma=comma)
        if whole is not None:
            return whole
        listed = read_nested(f"[{re.split(r'=|:', plain)[-1]}]", decimal_comma=comma)
        return listed if listed is not None and not isinstance(listed, Written) else Reason.UNPARSED
    between = [plain[arrays[place][1] : arrays[place + 1][0]] for place in range(len(arrays) - 1)]
    nested = tuple(value for _, _, value in arrays)
    on_lines = bool(between) and all(re.fullmatch(r"[ \t]*,?[ \t]*\n\s*", gap) for gap in between)
    if on_lines and len(shape_of(nested) or ()) == 2:
        return nested
    values = [_values(value) for _, _, value in arrays]
    chained = all(
        re.fullmatch(r"\s*(?:=|≈|\\approx)\s*", plain[arrays[place][1] : arrays[place + 1][0]])
        for place in range(len(arrays) - 1)
    )
    if len(set(values)) > 1 and not chained:
        return Reason.AMBIGUOUS
    return arrays[-1][2]


def _lines_of_numbers(text: str, *, decimal_comma: bool) -> Nested | None:
    """A matrix as lines of numbers with spaces or bars between them; None where any line is anything else."""
    lines = [line.strip().strip("|").strip() for line in text.split("=")[-1].split("\n")]
    lines = [line for line in lines if line and not re.fullmatch(r"[-|:+ ]+", line)]
    if not 1 < len(lines) <= 64:
        return None
    rows = []
    for line in lines:
        cells = line.split("|") if "|" in line else re.split(r"[,;]?\s+", line.rstrip(",;."))
        numbers = [read_written(cell, decimal_comma=decimal_comma) for cell in cells]
        if len(numbers) < 2 or any(number is None for number in numbers):
            return None
        rows.append(tuple(number for number in numbers if number is not None))
    return tuple(rows) if len({len(row) for row in rows}) == 1 else None


def _values(value: Nested) -> tuple[Fraction, ...]:
    return tuple(number.stated.value for number in flat(value))


_ASSIGNMENT = re.compile(
    r"(?<![A-Za-z\\])[A-Za-z\\]{1,40}\s*_?\s*\{?\s*(\d+)\s*\}?\s*=\s*([^=,;\n]+?)\s*(?=[,;\n]|\band\b|$)"
)


def _assignments(text: str) -> Nested | None:
    """``p_1 = 0.2, p_2 = 0.8``: a vector, where the indices are 1, 2, ... (or 0, 1, ...)."""
    found = [(int(match[1]), read_written(match[2])) for match in _ASSIGNMENT.finditer(text)]
    numbers = [number for _, number in found if number is not None]
    indices = [index for index, _ in found]
    if len(numbers) < 2 or len(numbers) != len(found):
        return None
    return tuple(numbers) if indices in (list(range(1, len(found) + 1)), list(range(len(found)))) else None
