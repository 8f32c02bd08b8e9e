"""Tensors as written: nested lists, LaTeX matrices, NumPy and MATLAB prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from grader.damage import is_damaged, mend
from grader.maths.numbers.written import Numeral, plain_numbers, read_numeral

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
    r"array|tabular)\}(?:\s*\[[^\]]*\])?(?P<body>.*?)\\end\{(?P=name)\}",
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


_RAISED = re.compile(r"(?<=[^\W\d_]|[}\])])[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LOWERED = re.compile(r"(?<=[^\W\d_]|[}⁰¹²³⁴⁵⁶⁷⁸⁹])[₀-₉]+(?:,[₀-₉]+)*")
_SMALL_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)
TRANSPOSED = "\x05"
"""Stands after a list that is transposed."""
_TRANSPOSE = re.compile(
    r"(?<=[\])])\s*(?:\^\s*\{?\s*(?:\\top|\\intercal|\\mathsf\s*T?|\\prime|[Tt](?![a-z])|⊤)\s*\}?|ᵀ|'(?![\w'])|\.T\b)"
)
_DRAWN = str.maketrans("\x02$⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠│⟨⟩〈〉", " " * 15 + "[][]")
"""Marks of mathematics and brackets drawn over several lines go, angles are brackets."""
_ARRAY_CODE = re.compile(
    r"\b(?:np|numpy|torch|tf|jnp)\.|\b(?:array|asarray|tensor|Tensor|matrix|Matrix)\s*(?=[(\[])|"
    r"\b(?:axis|axes|dims?|keepdims?|ddof)\s*=\s*(?:[(\[][-\d,\s]*[)\]]|[\w.-]+)|"
    r",\s*(?:dtype|device|grad_fn|requires_grad|shape|layout)\s*=\s*(?:<\w+>|"
    r"['\"][\w:]+['\"]|\([\d, ]*\)|[\w.]+)"
)


_DISPLAYED = re.compile(
    r"(?<!\\)\\\[(?P<display>(?:\\\\|(?!\\[\[\]]).)*)(?<!\\)\\\]|(?<!\\)\\\((?P<inline>(?:(?!\\[()]).)*)\\\)",
    re.DOTALL,
)
"""A formula between LaTeX's delimiters, which look like brackets of a list."""


def _without_delimiters(match: re.Match[str]) -> str:
    """The formula by itself where it is more than the entries of a list: an equation, a matrix."""
    body = match["display"] if match["display"] is not None else match["inline"]
    return f" {body} " if re.search(r"[=≈]|\\(?:begin|approx)|[\[\]]", body) else match[0]


def plain_tensors(text: str) -> str:
    """The text with matrices as nested lists, rows of displays as lines, fonts and marks taken off."""
    text = text[:_MAX_CHARACTERS]
    text = (mend(text) if is_damaged(text) else text).translate(_DRAWN)
    text = re.sub(r"[ \t]{30,}", " " * 30, text)
    text = re.sub(r"<(\s*[-−]?\d[-−+\d.,;/\s]*)>", r"[\1]", text)
    text = re.sub(r"(?<=[,;:=&(\[])\s*(?<!\\)\\ (?=[\s\d\-−+.(\[\\])", " ", text)
    text = re.sub(r"(?<!\\)\\ (?=\s*[,;)\]])", " ", text)
    text = _DISPLAYED.sub(_without_delimiters, text) if "\\" in text else text
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
    text = re.sub(r"\\(?:approx|simeq|cong)(?![A-Za-z])", "≈", text)
    text = _TRANSPOSE.sub(TRANSPOSED, text)
    if not text.isascii():
        text = _LOWERED.sub(lambda found: f"_{{{found.group().translate(_SMALL_DIGITS)}}}", text)
        text = _RAISED.sub(lambda found: f"^{{{found.group().translate(_SMALL_DIGITS)}}}", text)
    text = _ARRAY_CODE.sub("", text)
    return text.replace("&", " ").replace("…", "...")


def _as_list(match: re.Match[str]) -> str:
    body = match["body"]
    if match["name"] in ("array", "tabular"):
        body = re.sub(r"^\s*\{[^{}]*\}", "", body)
    body = re.sub(r"\\(?:hline|toprule|midrule|bottomrule|[hv]dots)(?![A-Za-z])", " ", body)
    rows = [
        row
        for row in re.split(r"\\\\(?:\[[^\]\n]*\])?|\\cr\b|(?<=[\d)])\s*\\\s*(?=[\d\n])", body)
        if row.strip()
    ]
    return (
        "[" + ", ".join("[" + ", ".join(cell.strip() for cell in row.split("&")) + "]" for row in rows) + "]"
    )


_ENTRY = r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:/\d+)?"
_ROWS = re.compile(
    rf"(?m)(?:^[ \t]*{_ENTRY}(?:[ \t]*[,|][ \t]*{_ENTRY}|[ \t]+{_ENTRY}){{1,15}}"
    r"[ \t]*[,;]?[ \t]*$\n?){2,64}"
)


def bracketed_rows(text: str) -> str:
    """With lines below each other that hold nothing but as many numbers each as the rows of a list."""
    return _ROWS.sub(_rows, text)


def _rows(match: re.Match[str]) -> str:
    rows = [re.split(r"[\s,|]+", line.strip(" \t,;")) for line in match[0].split("\n") if line.strip()]
    if len({len(row) for row in rows}) > 1:
        return match[0]
    return "[" + ", ".join("[" + ", ".join(row) + "]" for row in rows) + "]\n"


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
            if position and text[position - 1].isalnum() and re.match(r"\s*[=:]", text[end : end + 9]):
                position = end  # the index of an entry, ``x[1,2] = ``
                continue
            budget -= max(end - position, 1)
            if end > 0:
                value = read_nested(text[position:end], decimal_comma=decimal_comma)
                if value is not None and not isinstance(value, Written) and size(value) > 1:
                    start, end, value = _with_factor(text, position, end, value)
                    yield start, end, value
                    position = end
                    continue
        position += 1


_SIGN = r"\s*(?:\\cdot|\\times|[*·×∙⋅])\s*"
_ROOT = r"(?:√\s*\(?\d+\)?|\\?sqrt\s*(?:\(\d+\)|\{\d+\}|\d))"
_QUOTIENT = rf"\(\([-\d.]+\)/\((?:[-\d.]+|{_ROOT})\)\)"
_FACTOR = rf"(?:{_QUOTIENT}|\(?\s*-?(?:\d+\s*/\s*)?{_ROOT}\s*\)?|\(?-?\d+(?:\.\d+)?(?:\s*/\s*\d+)?\)?)"
_FACTOR_BEFORE = re.compile(
    rf"(?:(?<![\w)\].^_])(?P<signed>-?{_FACTOR}){_SIGN}|(?:^|(?<=[=:≈\n]))\s*(?P<bare>-?{_FACTOR}|-)\s*)$"
)
_FACTOR_AFTER = re.compile(rf"\s*/\s*(?P<below>{_FACTOR})|{_SIGN}(?P<times>{_FACTOR})(?!\s*[\[(])")


def _with_factor(text: str, start: int, end: int, value: Nested) -> tuple[int, int, Nested]:
    """The list with what is done to all of it: a number in front or behind, a transposition."""
    if text[end : end + 1] == TRANSPOSED:
        end += 1
        value = turned(value)
    before = _FACTOR_BEFORE.search(text, max(0, start - 40), start)
    if before is not None:
        written = before["signed"] or before["bare"]
        factor = read_numeral("-1" if written == "-" else written)
        if factor is not None:
            value, start = _scaled(value, factor.value), before.start()
    after = _FACTOR_AFTER.match(text, end)
    if after is not None:
        factor = read_numeral(after["below"] or after["times"])
        if factor is not None and factor.value:
            value, end = _scaled(value, 1 / factor.value if after["below"] else factor.value), after.end()
    return start, end, value


def _scaled(value: Nested, factor: Fraction) -> Nested:
    """Every number times a factor; how many decimals they would have been written with is then not known."""
    if not isinstance(value, Written):
        return tuple(_scaled(item, factor) for item in value)
    number = value.stated
    scaled = Numeral(number.value * factor, None, f"{factor} · {number.text}", abs(number.slack * factor))
    return Written((scaled,))


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
    if len(rows) == 1 and (lines := _lines(inside)):
        return ["[" + line + "]" for line in lines]
    comma = decimal_comma or (
        len(rows) > 1 and "." not in inside and any(re.fullmatch(r"\s*-?\d+,\d+\s*", row) for row in rows)
    )
    if len(rows) > 1:
        parts = [_row_pieces(row, decimal_comma=comma) for row in rows]
        if all(len(part) == 1 for part in parts):
            return [part[0] for part in parts]
        return ["[" + ", ".join(part) + "]" for part in parts]
    return _row_pieces(inside, decimal_comma=comma)


def _lines(inside: str) -> list[str]:
    """The rows of a list that ends of lines separate: each with commas, and none at its end."""
    lines = [line for line in _split(inside, "\n") if line.strip()]
    are_rows = all("," in line and not line.rstrip().endswith(",") for line in lines)
    return lines if len(lines) > 1 and are_rows and "[" not in inside and "(" not in inside else []


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


def transposed(value: Nested) -> tuple[Written, ...]:
    """The numbers of a matrix column by column; row by row for anything else."""
    shape, numbers = shape_of(value) or (), flat(value)
    if len(shape) != 2:
        return numbers
    rows, columns = shape
    return tuple(numbers[row * columns + column] for column in range(columns) for row in range(rows))


def turned(value: Nested) -> Nested:
    """A matrix with its rows as columns; anything else as it is."""
    shape = shape_of(value) or ()
    if len(shape) != 2:
        return value
    numbers = iter(transposed(value))
    return tuple(tuple(next(numbers) for _ in range(shape[0])) for _ in range(shape[1]))
