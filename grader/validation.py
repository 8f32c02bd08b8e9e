"""Data against a model: every complaint with its file, its line and the nearest valid word."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from grader.yaml_marks import Marked, Path_

Model = TypeVar("Model", bound=BaseModel)


def validated(
    model: type[Model],
    data: object,
    marked: Marked,
    prefix: Path_,
    complaints: list[str],
    extra_words: Iterable[str] = (),
) -> Model | None:
    """`data` as `model`, or None with its complaints appended."""
    if not prefix and marked.complaints:
        complaints.extend(marked.complaints)
        if marked.data is None:
            return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for problem in error.errors():
            path = (*prefix, *problem["loc"])
            words = [*_fields_at(model, problem["loc"]), *extra_words]
            complaints.append(f"{marked.at(path)}: {_wording(problem, path, words)}")
        return None


def _fields_at(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The valid keys beside the one complained of, as far as the model tells."""
    return list(model.model_fields) if len(location) == 1 else _nested_fields(model, location)


def _nested_fields(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    words: list[str] = []
    for name in re.findall(r"\b[A-Z]\w+", str([field.annotation for field in model.model_fields.values()])):
        nested = getattr(sys.modules[model.__module__], name, None)
        if isinstance(nested, type) and issubclass(nested, BaseModel):
            words += nested.model_fields
    return words


def _wording(problem: Mapping[str, object], path: tuple[str | int, ...], words: list[str]) -> str:
    dotted = ".".join(str(piece) for piece in path) or "the file"
    last = str(path[-1]) if path else ""
    if problem["type"] == "extra_forbidden":
        return f"{dotted}: unknown key '{last}'{nearest(last, words)}"
    if problem["type"] == "missing":
        return f"{dotted}: '{last}' is missing"
    if problem["type"] in ("enum", "literal_error"):
        value = str(problem["input"])
        allowed = re.findall(r"'([^']+)'", str(problem["msg"]))
        return f"{dotted}: '{value}' is not one of {', '.join(allowed)}{nearest(value, allowed)}"
    return f"{dotted}: {_plainly(problem)}"


_SHAPES = {
    "dict_type": "should be a mapping, `key: value`",
    "model_type": "should be a mapping, `key: value`",
    "tuple_type": "should be a list",
    "list_type": "should be a list",
    "string_type": 'should be text, between quotation marks ("1.1", not 1.1)',
    "decimal_parsing": "should be a number",
    "decimal_type": "should be a number",
    "int_parsing": "should be a whole number",
    "float_parsing": "should be a number",
    "bool_parsing": "should be true or false",
}
"""What instructors are told for pydantic's words for a value of the wrong shape."""


def _plainly(problem: Mapping[str, object]) -> str:
    if problem["type"] == "value_error":  # a sentence of ours, which quotes what it needs
        return str(problem["msg"]).removeprefix("Value error, ")
    words = _SHAPES.get(str(problem["type"]), problem["msg"])
    return f"{words} (found {problem['input']!r:.60})"


def nearest(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'x'?`` with the nearest of some words, or nothing."""
    close = get_close_matches(word, list(words), n=1, cutoff=0.5)
    return f"; did you mean '{close[0]}'?" if close else ""
