"""Write a LaTeX table as a pipe table, for answers that are read without pandoc."""

from __future__ import annotations

import re

_TABULAR = re.compile(
    r"\\begin\s*\{(?P<name>tabular[xy]?\*?|longtable)\}(?P<head>(?:\s*\[[^\]\n]*\]|\s*\{(?:[^{}\n]|\{[^{}\n]*\})*\})*)"
    r"(?P<body>.*?)\\end\s*\{(?P=name)\}",
    re.DOTALL,
)
_RULE = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|centering|(?:cline|cmidrule)\s*(?:\([^)\n]*\))?\s*\{[^{}\n]*\})(?:\[[^\]\n]*\])?"
)
_ROW_END = re.compile(r"\\\\(?:\[[^\]\n]*\])?|\\tabularnewline\b")
_CELL_END = re.compile(r"(?<!\\)&")
_SPANNING = re.compile(
    r"\\multi(?P<way>column|row)\s*\{(?P<count>\d{1,2})\}\s*\{[^{}]*\}\s*\{(?P<text>.*)\}\s*", re.DOTALL
)
_HEADED = re.compile(r"[\x00\s]*[^\x00]*?(?:\\\\(?:\[[^\]\n]*\])?|\\tabularnewline)\s*\x00")
"""A first row with a rule below it, which makes it the heads of the columns."""
_MOST_CELLS = 4_000


def with_pipe_tables(text: str) -> str:
    """The text with every ``tabular`` as a pipe table, a cell that spans several repeated in each."""
    return _TABULAR.sub(_pipe_table, text) if "\\begin" in text else text


def _pipe_table(match: re.Match[str]) -> str:
    ruled = _HEADED.match(_RULE.sub("\x00", match["body"]))
    body = _RULE.sub(" ", match["body"])
    rows: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for line in _ROW_END.split(body):
        if line.strip():
            rows.append(_cells(line, below))
        if sum(map(len, rows)) > _MOST_CELLS:
            return match[0]
    if not rows:
        return ""
    width = max(map(len, rows))
    if not ruled and rows[0][0]:
        rows.insert(0, [""] * width)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n\n" + "\n".join([lines[0], "|" + "---|" * width, *lines[1:]]) + "\n\n"


def _cells(line: str, below: dict[int, tuple[int, str]]) -> list[str]:
    """A row's cells; `below` holds by column how many rows more a cell above spans, and its text."""
    cells: list[str] = []
    for written in _CELL_END.split(line):
        text, count = " ".join(written.split()), 1
        spanning = _SPANNING.fullmatch(text)
        if spanning and spanning["way"] == "column":
            text, count = spanning["text"].strip(), int(spanning["count"])
        elif spanning:
            text = spanning["text"].strip()
            below[len(cells)] = (int(spanning["count"]), text)
        left, above = below.get(len(cells), (0, ""))
        if left:
            text = text or above
            below[len(cells)] = (left - 1, above)
        cells += [text.replace("|", "∣")] * count
    return cells
