"""Markdown in which the words of a student stay words: escaped, or inside a fence they cannot close."""

from __future__ import annotations

import re

from grader.model.submission import SpanKind
from grader.reports.prose import harmless, one_line, split_prose

_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~>$@]|:(?=//)|(?<=www)\.|!(?=\[)")
_AT_START = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
_TICKS = re.compile(r"`+")


def escape_markdown(text: str) -> str:
    """One line of Markdown that shows exactly the text: no markup, no HTML, no link."""
    line = one_line(text, limit=2000).replace("&", "&amp;").replace("<", "&lt;")
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], line)
    return _AT_START.sub(_escape_list_marker, escaped)


def _escape_list_marker(found: re.Match[str]) -> str:
    """``-`` and ``1.`` begin a list where they stand first: `1\\.` does not."""
    if found[2].isdigit():
        return f"{found[1]}&#{ord(found[2][0])};{found[2][1:]}"
    return f"{found[1]}\\{found[2]}"


def code_span(text: str) -> str:
    """The text as inline code, between more back-ticks than it holds in a row."""
    line = one_line(text, limit=2000)
    if not line:
        return ""
    ticks = "`" * (_longest_run(line) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{padding}{line}{padding}{ticks}"


def fence(text: str, language: str = "text") -> str:
    """The text as a fenced block, the fence longer than any run of back-ticks in it."""
    body = harmless(text).strip("\n")
    ticks = "`" * max(3, _longest_run(body) + 1)
    return f"{ticks}{language}\n{body}\n{ticks}"


def prose_markdown(text: str) -> str:
    """A sentence with back-ticks and dollars as Markdown: code and formulas as code, the rest escaped."""
    pieces: list[str] = []
    for segment in split_prose(harmless(text)):
        if segment.kind is SpanKind.TEXT:
            before = " " if segment.text[:1].isspace() and pieces else ""
            after = " " if segment.text[-1:].isspace() else ""
            pieces.append(before + escape_markdown(segment.text) + (after if segment.text.strip() else ""))
        else:
            pieces.append(code_span(segment.text))
    return "".join(pieces).strip()


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
