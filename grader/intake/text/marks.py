"""Private-use characters that carry lines, labels and protected pieces through a parser and back.

They never occur in a student's text (`grader.intake.files.encoding` removes them) and never leave intake.
"""

from __future__ import annotations

import re

PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Every character that marks may use; removed from what a student wrote before anything else."""

_LINE_OPEN, _LINE_CLOSE = "\ue110", "\ue111"
_HOLD_OPEN, _HOLD_CLOSE = "\ue100", "\ue101"
_LABEL_OPEN, _LABEL_CLOSE = "\ue102", "\ue103"
_ANSWER_OPEN, _ANSWER_CLOSE = "\ue104", "\ue105"
ANSWER_END = "\ue106"
_COUNTER_OPEN, _COUNTER_CLOSE = "\ue109", "\ue10a"
PICTURE, OBJECT = "\ue10b", "\ue10c"
"""Stand for a picture and for an embedded object of a Word document."""
STRONG_OPEN, STRONG_CLOSE = "\ue107", "\ue108"

MARK = re.compile(
    f"{_LINE_OPEN}(?P<line>[0-9]+){_LINE_CLOSE} ?"
    f"|{_HOLD_OPEN}(?P<hold>[0-9]+){_HOLD_CLOSE}"
    f"|{_LABEL_OPEN}(?P<label>[^{_LABEL_CLOSE}]*){_LABEL_CLOSE}"
    f"|{_ANSWER_OPEN}(?P<answer>[^{_ANSWER_CLOSE}]*){_ANSWER_CLOSE}"
    f"|{_COUNTER_OPEN}(?P<counter>[^{_COUNTER_CLOSE}]*){_COUNTER_CLOSE}"
    f"|(?P<picture>{PICTURE})"
    f"|(?P<object>{OBJECT})"
    f"|(?P<end>{ANSWER_END})"
)
LINE_MARK = f"{_LINE_OPEN}[0-9]+{_LINE_CLOSE}"
"""The pattern of one mark of a line."""
COUNTER = re.compile(f"{_COUNTER_OPEN}([^{_COUNTER_CLOSE}]*){_COUNTER_CLOSE}")
HOLD = re.compile(f"{_HOLD_OPEN}([0-9]+){_HOLD_CLOSE}")


def line_mark(line: int) -> str:
    """Says that what follows (or the line just ended) stands at `line`."""
    return f"{_LINE_OPEN}{line}{_LINE_CLOSE}"


def hold_mark(index: int) -> str:
    """Stands for the protected piece of that index."""
    return f"{_HOLD_OPEN}{index}{_HOLD_CLOSE}"


def label_mark(label: str) -> str:
    """Carries a list item's label, which parsers drop."""
    return f"{_LABEL_OPEN}{label}{_LABEL_CLOSE}"


def answer_mark(part: str) -> str:
    """Opens an answer that its environment assigns to `part` beyond doubt."""
    return f"{_ANSWER_OPEN}{part}{_ANSWER_CLOSE}"


def counter_mark(action: str, name: str, value: str = "") -> str:
    """Says what happens to a counter here: ``step``, ``set``, ``add``, ``show``, ``star``, ``number``."""
    return f"{_COUNTER_OPEN}{action}:{name}:{value}{_COUNTER_CLOSE}"


def without_strong(text: str) -> str:
    """The text without the marks of bold type."""
    return text.replace(STRONG_OPEN, "").replace(STRONG_CLOSE, "")


def without_marks(text: str) -> str:
    """The text without any mark at all."""
    return PRIVATE.sub("", MARK.sub("", text))
