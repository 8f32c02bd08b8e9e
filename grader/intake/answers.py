"""One answer given as a value: a text, or a mapping of fields, as ``answers.yaml`` and JSON lines hold it."""

from __future__ import annotations

from types import MappingProxyType

from grader.intake.files.encoding import clean_text
from grader.intake.passes.appeals import without_appeals
from grader.intake.passes.mended import mended
from grader.intake.text.answer_text import read_answer_text
from grader.model.submission import Answer, Field, FieldValue, Place

_MAX_DEPTH = 8


def read_answer(part: str, value: object, file: str) -> Answer:
    """The answer to `part`; `file` is how its place is called.

    >>> read_answer("2.1", {"count": 3}, "answers.yaml").fields["count"].value
    '3'
    """
    place = Place(file, 1)
    if isinstance(value, dict):
        fields = {str(name): Field(field_value(item), place) for name, item in value.items()}
        return Answer(part, (), MappingProxyType(fields))
    return Answer(part, without_appeals(mended(read_answer_text(_as_text(value), place))))


def field_value(value: object, depth: int = 0) -> FieldValue:
    """A scalar as its characters, a list as a tuple; what is nested too deeply is cut."""
    if isinstance(value, (list, tuple)) and depth < _MAX_DEPTH:
        return tuple(field_value(item, depth + 1) for item in value)
    return _as_text(value)


def _as_text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(_as_text(item) for item in value)
    return "" if value is None else clean_text(str(value))
