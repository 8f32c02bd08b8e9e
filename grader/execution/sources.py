"""Student source files: bytes to text, text to pieces that are loaded one by one. Runs in the worker."""

from __future__ import annotations

import ast
import codecs
import io
import itertools
import re
import tokenize
from dataclasses import dataclass

_CELL_MARK = re.compile(r"^# In\[[^\]\n]*\]:[^\S\n]*$", re.MULTILINE)
_MAGIC_LINE = re.compile(r"^(\s*)(?:%{1,2}[A-Za-z].*|!{1,2}[^=\s].*|\?.*|[\w.]+\?\??\s*)$")
_MAGIC_VALUE = re.compile(r"^(\s*[\w, ]+=\s*)[%!].*$")
_TRANSPARENT_CELLS = frozenset({"time", "timeit", "capture", "prun", "memit", "mprun", "python", "python3"})
_DEFINITION = re.compile(r"^(\s*)(?:async\s+)?def\s+(\w+)\b|^()(\w+)\s*=\s*lambda\b", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A stretch of source that is parsed by itself: a whole file, or one cell of a notebook."""

    text: str
    """Preceded by empty lines, so that line numbers are those of the file."""
    line: int


def decode_source(data: bytes) -> tuple[str, bool]:
    """The text of a source file, and whether its encoding had to be guessed (Latin-1)."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), False
    guessed = False
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        text, guessed = data.removeprefix(codecs.BOM_UTF8).decode("latin-1"), True
    return text.replace("\r\n", "\n").replace("\r", "\n"), guessed


def pieces(name: str, text: str) -> list[Piece]:
    """The pieces of a file in order: cells of a notebook, else the whole."""
    if not name.endswith(".ipynb"):
        return [Piece(text, 1)]
    starts = [match.start() for match in _CELL_MARK.finditer(text)]
    bounds = [0, *starts, len(text)]
    found = []
    for start, end in itertools.pairwise(bounds):
        if text[start:end].strip():
            line = text.count("\n", 0, start) + 1
            found.append(Piece("\n" * (line - 1) + _without_magic(text[start:end]), line))
    return found


def _without_magic(cell: str) -> str:
    """The cell without IPython's own commands, if any still stand in it; lines keep their numbers."""
    if _parses(cell):
        return cell
    lines = cell.split("\n")
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    words = first[2:].split()
    if first.startswith("%%") and words and words[0] not in _TRANSPARENT_CELLS:
        return ""
    cleaned = [_MAGIC_VALUE.sub(r"\1None", _MAGIC_LINE.sub(r"\1pass", line)) for line in lines]
    without = "\n".join(cleaned)
    return without if _parses(without) else cell


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def definitions_in(text: str) -> list[tuple[str, int, bool]]:
    """Name, line and whether it stands at the margin, of every ``def`` found by its look alone."""
    found = []
    for match in _DEFINITION.finditer(text):
        indent, name = (match[1], match[2]) if match[2] else (match[3], match[4])
        line = text.count("\n", 0, match.start(2) if match[2] else match.start(4)) + 1
        found.append((name, line, not indent.strip("\n")))
    return found
