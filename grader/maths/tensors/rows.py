"""Tensors without brackets: lines and tables with captions, entries by their index."""

from __future__ import annotations

import re
from itertools import product

from grader.maths.tensors.written import Nested, Shape, Written, read_written

_MAX_LINES = 64
_LIST_MARK = re.compile(r"^\s*(?:[-*+•–]\s+|\d{1,2}[.)]\s+|\(\w{1,3}\)\s+)")
_CAPTION = re.compile(r"^\s*(?=[^:=]*[A-Za-zα-ωΑ-Ω])[^:=|→>]{1,60}(?:[:=→]|->)>?\s*")
_REMARK = re.compile(r"\s*\([^()|]*[A-Za-z]{3,}[^()|]*\)\s*|[^\d|]*[A-Za-zÀ-ÿ]{3,}[^\d|]*")
"""A last line that explains: one in brackets, or one without any number."""
_AND = re.compile(r",?\s+(?:and|et|und|&)\s+")
_SEPARATOR = re.compile(r"[-|:+=\s]+")
_Cells = list[str]
_Row = tuple[Written, ...]


def rows_of_lines(text: str, wanted: Shape | None, *, decimal_comma: bool) -> Nested | None:
    """A matrix as lines or rows of a table, with or without captions; None where a line is anything else.

    Lines of one number each are a vector.
    """
    lines = [line for line in text.split("\n") if line.strip() and not _SEPARATOR.fullmatch(line)]
    while len(lines) > 1 and _REMARK.fullmatch(lines[-1]):
        lines.pop()
    if len(lines) == 1:
        lines = lines[0].split(";")
    if not 1 < len(lines) <= _MAX_LINES:
        return None
    cells = [_cells(line) for line in lines]
    captioned = len(cells[0]) > 1 and not cells[0][0]
    while cells and (
        captioned or not any(re.search(r"\d", cell) and _read(cell, decimal_comma) for cell in cells[0])
    ):
        cells, captioned = cells[1:], False
    if not cells or not all(cells):
        return None
    cells = _without_captions(cells, wanted, decimal_comma)
    rows: list[_Row] = []
    for row in cells:
        numbers = [_read(cell, decimal_comma) for cell in row]
        known = tuple(number for number in numbers if number is not None)
        if not known or len(known) != len(numbers):
            return None
        rows.append(known)
    return _as_tensor(rows, wanted)


def _as_tensor(rows: list[_Row], wanted: Shape | None) -> Nested | None:
    if len({len(row) for row in rows}) != 1:
        return None
    if len(rows) == 1:
        return rows[0] if wanted is None or len(wanted) == 1 else (rows[0],)
    if len(rows[0]) == 1 and wanted != (len(rows), 1):
        return tuple(row[0] for row in rows)
    return tuple(rows)


def _cells(line: str) -> _Cells:
    if "|" in line:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        return cells if len(cells) > 1 else cells[0].split()
    line = _LIST_MARK.sub("", line, count=1)
    captions = _CAPTION.match(line)
    line = line[captions.end() :] if captions else line
    line = _AND.sub(", ", line.strip().rstrip(",;."))
    return [cell for cell in re.split(r"[,;]?\s+", line) if cell]


def _read(cell: str, decimal_comma: bool) -> Written | None:
    return read_written(cell.strip("*_ "), decimal_comma=decimal_comma)


def _without_captions(cells: list[_Cells], wanted: Shape | None, decimal_comma: bool) -> list[_Cells]:
    """Without a first column of names, or of the rows' numbers where the shape says so."""
    if any(len(row) < 2 for row in cells):
        return cells
    first = [_read(row[0], decimal_comma) for row in cells]
    if all(number is None for number in first):
        return [row[1:] for row in cells]
    counted = [None if number is None else number.stated.value for number in first]
    columns = wanted[-1] if wanted and len(wanted) == 2 else 1
    if len(cells[0]) == columns + 1 and counted in (
        list(range(1, len(cells) + 1)),
        list(range(len(cells))),
    ):
        return [row[1:] for row in cells]
    return cells


_ENTRY = re.compile(
    r"(?<![A-Za-z\\])(?:[A-Za-z\\]|[μσδα-ω]){1,40}\s*(?:\^\s*\{?[\w*]{1,8}\}?\s*(?=_))?[_\[(#]?\s*\{?\s*(?P<index>\d{1,2}(?:\s*,\s*\d{1,2})?)\s*[})\]]?\s*"
    r"(?:=|:|→|->|\\to(?![a-z])|\bis\b)\s*(?P<value>[^=,;:\n]+?(?:\s*=[^=,;:\n]+?)?)\s*(?=[,;\n]|\band\b|\bet\b|\bund\b|\.?\s*$)"
)


def labelled_entries(text: str, wanted: Shape | None, *, decimal_comma: bool) -> Nested | None:
    """``p_1 = 0.2, p_2 = 0.8``: a tensor where the indices are all of one shape, from 1 or from 0."""
    found: dict[tuple[int, ...], Written] = {}
    if decimal_comma:
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    for match in _ENTRY.finditer(text):
        value = read_written(match["value"])
        index = _index(match["index"], wanted)
        if value is None or index in found:
            return None
        found[index] = value
    if len(found) < 2 or len({len(index) for index in found}) != 1 or re.search(r"\d", _ENTRY.sub(" ", text)):
        return None
    lasts = [max(column) for column in zip(*found, strict=True)]
    for first in (1, 0):
        shape = tuple(last + 1 - first for last in lasts)
        places = list(product(*(range(first, length + first) for length in shape)))
        if sorted(found) == places:
            return _shaped([found[place] for place in places], shape)
    return None


def _index(text: str, wanted: Shape | None) -> tuple[int, ...]:
    """``12`` of a matrix is row 1, column 2."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", text))
    if len(numbers) == 1 and wanted is not None and len(wanted) == 2 and len(text.strip()) == 2:
        return tuple(int(digit) for digit in text.strip())
    return numbers


def _shaped(numbers: list[Written], shape: Shape) -> Nested:
    if len(shape) == 1:
        return tuple(numbers)
    step = len(numbers) // shape[0]
    return tuple(_shaped(numbers[row * step : (row + 1) * step], shape[1:]) for row in range(shape[0]))
