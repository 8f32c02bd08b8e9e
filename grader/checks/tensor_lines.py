"""An answer as lines of labels and values: every cell of a table repeats the labels of its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.checks.answer_lines import AnswerLines
from grader.maths.tensors.labelled import ITEM, START
from grader.model.submission import Answer, Block, BlockKind, Place, Span, SpanKind

_MAX_CHARACTERS = 40_000
_VALUE = re.compile(r"[\[;]|\d[.,]\s?\d|\d\s*/\s*\d|\\frac|\\begin")
_NUMBER = re.compile(r"\s*\(?\d{1,2}\)?\s*")


def lines_of_answer(answer: Answer, axis_words: tuple[tuple[str, ...], ...]) -> AnswerLines:
    """The blocks one below the other; formulas are plain text here."""
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    length = 0
    for block in answer.blocks:
        lines = list(_table(block, axis_words)) if block.kind is BlockKind.TABLE else [_line(block)]
        for text in lines:
            starts.append(length)
            places.append(block.place)
            texts.append(text)
            length += len(text) + 1
        if length > _MAX_CHARACTERS:
            break
    return AnswerLines("\n".join(texts)[:_MAX_CHARACTERS], tuple(starts), tuple(places))


def _line(block: Block) -> str:
    number = block.label.strip("().: ")
    return (
        f"{ITEM}{number} {_text(block.spans)}"
        if number.isdecimal() and len(number) < 3
        else _text(block.spans)
    )


def _text(spans: tuple[Span, ...]) -> str:
    return "".join(f" {span.text} " if span.kind is SpanKind.MATH else span.text for span in spans)


def _table(block: Block, axis_words: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    rows = [[_text(cell).strip() for cell in row] for row in block.rows]
    if not rows:
        return
    rows = _with_axes_named(_with_names_first(rows), axis_words)
    header = rows[0]
    if len(rows) == 1:
        yield START + " ".join(header)
        return
    axis_columns = [
        column
        for column, name in enumerate(header)
        if _is_axis(name, axis_words) and _may_be_indices(rows[1:], column)
    ]
    if header and _is_axis(header[0], axis_words) and any(_NUMBER.fullmatch(name) for name in header[1:]):
        header = [
            header[0],
            *(f"{header[0]} {name}" if _NUMBER.fullmatch(name) else name for name in header[1:]),
        ]
        axis_columns = []
    named = [
        column
        for column in range(1, len(header))
        if column not in axis_columns and _are_names([row[column] for row in rows[1:] if column < len(row)])
    ]
    corner = header[0] if not _is_axis(header[0], axis_words) and 0 not in axis_columns else ""
    for row in rows[1:]:
        labels = [corner, row[0]] if row and 0 not in axis_columns else []
        labels += [
            f"{header[column]} {row[column]}" if _NUMBER.fullmatch(row[column]) else row[column]
            for column in axis_columns
            if column < len(row)
        ]
        labels += [row[column] for column in named if column < len(row)]
        for column, cell in enumerate(row):
            if cell and column not in (*axis_columns, *named) and (column or len(row) == 1):
                name = header[column] if column < len(header) else ""
                yield f"{START}{' '.join(labels)} {name} : {cell}"


def _are_names(cells: list[str]) -> bool:
    """Whether the cells of a column name what stands beside them: words, and no number."""
    return all(cells) and all(re.search(r"[^\W\d_]", cell) and not re.search(r"\d", cell) for cell in cells)


def _with_names_first(rows: list[list[str]]) -> list[list[str]]:
    """A last column of names before columns of values stands first."""
    body = [row for row in rows[1:] if row]
    if not body or len({len(row) for row in rows}) > 1 or len(rows[0]) < 2:
        return rows
    are_values = all(re.search(r"\d", row[0]) and not _NUMBER.fullmatch(row[0]) for row in body)
    are_names = all(re.search(r"[A-Za-z]", row[-1]) and not re.search(r"\d", row[-1]) for row in body)
    return [[row[-1], *row[:-1]] for row in rows] if are_values and are_names else rows


_SHORT = re.compile(r"(?P<prefix>[A-Za-z]{1,3})[ _]?\{?(?P<number>\d{1,2})\}?")


def _with_axes_named(rows: list[list[str]], axis_words: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """``s1, s2, ...`` along one side of a table are the axis that the other side, in words, does not name."""
    top, left = rows[0][1:], [row[0] if row else "" for row in rows[1:]]
    numbers_of_top, numbers_of_left = _short_labels(top), _short_labels(left)
    if numbers_of_top and (word := _other_axis(left, axis_words)):
        return [[*rows[0][:1], *(f"{word} {number}" for number in numbers_of_top)], *rows[1:]]
    if numbers_of_left and (word := _other_axis(top, axis_words)):
        labels = [f"{word} {number}" for number in numbers_of_left]
        return [rows[0], *([label, *row[1:]] for label, row in zip(labels, rows[1:], strict=True))]
    return rows


def _short_labels(labels: list[str]) -> list[int]:
    """The numbers of labels that are one abbreviation, counted up; empty for any others."""
    found = [_SHORT.fullmatch(label.strip("$ ")) for label in labels]
    known = [match for match in found if match is not None]
    numbers = [int(match["number"]) for match in known]
    if len(known) < 2 or len(known) != len(found) or len({match["prefix"] for match in known}) > 1:
        return []
    return numbers if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else []


def _other_axis(labels: list[str], axis_words: tuple[tuple[str, ...], ...]) -> str:
    """A word for the first axis that labels do not name, where they name another in whole words."""
    named = [
        all(re.match(rf"(?:{'|'.join(map(re.escape, words))})s?\b", label, re.IGNORECASE) for label in labels)
        for words in (tuple(word for word in each if len(word) > 2) for each in axis_words)
    ]
    others = [words[0] for words, is_named in zip(axis_words, named, strict=True) if not is_named]
    return others[0] if any(named) and others and labels else ""


def _may_be_indices(rows: list[list[str]], column: int) -> bool:
    """Whether a column's cells may number the rows; lists and decimals are values (``batch`` is a group)."""
    return not any(_VALUE.search(row[column]) for row in rows if column < len(row))


def _is_axis(name: str, axis_words: tuple[tuple[str, ...], ...]) -> bool:
    plain = name.strip().strip(":#").strip().lower()
    return any(plain in {word.lower(), f"{word.lower()}s"} for words in axis_words for word in words)
