"""Hold a results.json against Gradescope's documented format, every complaint at once."""

from __future__ import annotations

import difflib
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

MAX_OUTPUT_CHARACTERS = 100_000
"""Gradescope cuts longer outputs in the middle."""
_MAX_NESTING = 60

_VISIBILITY = ("visible", "hidden", "after_due_date", "after_published")
_FORMATS = ("text", "html", "simple_format", "md", "ansi")

Rule = Callable[[str, object], Iterator[str]]


def validate_results_file(path: Path) -> list[str]:
    """Everything that is wrong with a results.json on disk; an empty list if nothing is."""
    try:
        raw = path.read_bytes()
    except OSError as problem:
        return [f"{path}: cannot be read: {problem.strerror or problem}"]
    if not raw.strip():
        return [f"{path}: the file is empty"]
    repeated: list[str] = []

    def without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
        times = Counter(key for key, _ in pairs)
        repeated.extend(f"the key {key!r} stands twice in one object" for key in times if times[key] > 1)
        return dict(pairs)

    try:
        data: object = json.loads(raw.decode("utf-8"), object_pairs_hook=without_repeats)
    except UnicodeDecodeError as problem:
        return [f"{path}: not UTF-8 at byte {problem.start}"]
    except json.JSONDecodeError as problem:
        return [f"{path}:{problem.lineno}: not JSON: {problem.msg}"]
    except RecursionError:
        return [f"{path}: nested too deep"]
    except ValueError as problem:
        return [f"{path}: not JSON: {problem}"]
    return repeated + validate_results(data)


def validate_results(data: object) -> list[str]:
    """Everything in which the data differs from Gradescope's format; an empty list if nothing does."""
    if not isinstance(data, dict):
        return [f"the root must be an object, not {_kind(data)}"]
    complaints = list(_unsound("", data, 0))
    complaints += _object("", data, _TOP)
    tests = data.get("tests")
    if "score" not in data and not _has_scored_test(tests):
        complaints.append("score: there must be a score at the top, or in at least one test")
    return complaints


def _has_scored_test(tests: object) -> bool:
    return isinstance(tests, list) and any(isinstance(test, dict) and "score" in test for test in tests)


def _unsound(where: str, value: object, depth: int) -> Iterator[str]:
    """What no value anywhere may be: null, NaN, infinite, a string Gradescope stores otherwise than it is."""
    if depth > _MAX_NESTING:
        yield f"{where}: nested deeper than {_MAX_NESTING} levels"
    elif value is None:
        yield f"{where}: null is an error on Gradescope; leave the key out"
    elif isinstance(value, float) and not math.isfinite(value):
        yield f"{where}: {value} is no JSON number"
    elif isinstance(value, str):
        yield from _unsound_text(where, value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                yield f"{where}: the key {key!r} is not a string"
            yield from _unsound(f"{where}.{key}".lstrip("."), inner, depth + 1)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unsound(f"{where}[{index}]", inner, depth + 1)
    elif not isinstance(value, (bool, int, float)):
        yield f"{where}: {_kind(value)} is not JSON"


def _unsound_text(where: str, text: str) -> Iterator[str]:
    if "\x00" in text:
        yield f"{where}: holds a NUL character"
    if "\r" in text:
        yield f"{where}: lines must end in \\n alone"
    if any("\ud800" <= character <= "\udfff" for character in text):
        yield f"{where}: holds half of a surrogate pair, which cannot be encoded"


def _object(where: str, value: object, rules: Mapping[str, Rule]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: must be an object, not {_kind(value)}"
        return
    for key, inner in value.items():
        place = f"{where}.{key}".lstrip(".")
        rule = rules.get(key) if isinstance(key, str) else None
        if rule is not None and inner is not None:
            yield from rule(place, inner)
        elif rule is None:
            near = difflib.get_close_matches(str(key), rules, n=1)
            yield f"{place}: not in Gradescope's format" + (f"; did you mean {near[0]!r}?" if near else "")


def _number(where: str, value: object) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        yield f"{where}: must be a number, not {_kind(value)}"


def _seconds(where: str, value: object) -> Iterator[str]:
    yield from _number(where, value)
    if isinstance(value, (int, float)) and value < 0:
        yield f"{where}: must not be negative"


def _text(where: str, value: object) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{where}: must be a string, not {_kind(value)}"
    elif len(value) > MAX_OUTPUT_CHARACTERS:
        yield f"{where}: {len(value)} characters; Gradescope cuts after {MAX_OUTPUT_CHARACTERS}"


def _one_of(words: tuple[str, ...]) -> Rule:
    def rule(where: str, value: object) -> Iterator[str]:
        if value not in words:
            yield f"{where}: {value!r} is not one of {', '.join(words)}"

    return rule


def _list_of(rule: Rule) -> Rule:
    def rule_of_list(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{where}: must be a list, not {_kind(value)}"
            return
        for index, inner in enumerate(value):
            yield from rule(f"{where}[{index}]", inner)

    return rule_of_list


def _any_object(where: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: must be an object, not {_kind(value)}"


def _number_or_text(where: str, value: object) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        yield f"{where}: must be a number or a string, not {_kind(value)}"


def _test(where: str, value: object) -> Iterator[str]:
    yield from _object(where, value, _TEST)
    if isinstance(value, dict) and "max_score" in value and "score" not in value:
        yield f"{where}: max_score without score"


def _leaderboard_entry(where: str, value: object) -> Iterator[str]:
    yield from _object(where, value, _LEADERBOARD)
    if isinstance(value, dict):
        yield from (f"{where}.{key}: is missing" for key in ("name", "value") if key not in value)


def _kind(value: object) -> str:
    names = {bool: "true/false", str: "a string", list: "a list", dict: "an object", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, (int, float)) else type(value).__name__)


_TEST: Mapping[str, Rule] = {
    "score": _number,
    "max_score": _number,
    "status": _one_of(("passed", "failed")),
    "name": _text,
    "name_format": _one_of(_FORMATS),
    "number": _text,
    "output": _text,
    "output_format": _one_of(_FORMATS),
    "tags": _list_of(_text),
    "visibility": _one_of(_VISIBILITY),
    "extra_data": _any_object,
}
_LEADERBOARD: Mapping[str, Rule] = {
    "name": _text,
    "value": _number_or_text,
    "order": _one_of(("asc", "desc")),
}
_TOP: Mapping[str, Rule] = {
    "score": _number,
    "execution_time": _seconds,
    "output": _text,
    "output_format": _one_of(_FORMATS),
    "test_output_format": _one_of(_FORMATS),
    "test_name_format": _one_of(_FORMATS),
    "visibility": _one_of(_VISIBILITY),
    "stdout_visibility": _one_of(_VISIBILITY),
    "extra_data": _any_object,
    "tests": _list_of(_test),
    "leaderboard": _list_of(_leaderboard_entry),
}
