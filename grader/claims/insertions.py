"""What interrupts a clause that goes on behind it: brackets, relative clauses, short additions."""

from __future__ import annotations

from grader.claims import language
from grader.claims.calls import is_call
from grader.claims.words import word_set


def parenthetic(tokens: tuple[str, ...]) -> set[int]:
    """Indices of ``, however,`` and the like."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if token != ",":
            continue
        for length in (1, 2, 3):
            last = index + length + 1
            if tuple(tokens[index + 1 : last]) in language.PARENTHETIC and tokens[last : last + 1] == (",",):
                found |= set(range(index, last + 1))
    return found


def insertions(tokens: tuple[str, ...]) -> list[tuple[int, int]]:
    """Spans of ``(...)`` and ``, which ...,`` after which the clause before goes on."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        end = _insertion_end(tokens, index)
        if end:
            found.append((index, end))
            index = end
        else:
            index += 1
    return found


def _insertion_end(tokens: tuple[str, ...], index: int) -> int:
    if tokens[index] == "(" and not is_call(tokens, index):
        depth = 0
        for last in range(index, min(len(tokens), index + 60)):
            depth += (tokens[last] == "(") - (tokens[last] == ")")
            if depth == 0:
                return last + 1
    if (
        tokens[index] == ","
        and tokens[index + 1 : index + 2]
        and tokens[index + 1]
        in ("which", "who", "qui", "like", "such", "where", "being", "unlike", "contrary", "compared")
    ):
        for last in range(index + 2, min(len(tokens), index + 25)):
            if tokens[last] == "," and index > 0:
                following = tokens[last + 1 : last + 2]
                if following and following[0] in language.FINITE | {"not", "cannot", "fails", "does"}:
                    return last + 1
                return 0
    if tokens[index] == "," and tokens[index + 1 : index + 2] and tokens[index + 1] in ("and", "et"):
        return _addition_end(tokens, index)
    return 0


def _addition_end(tokens: tuple[str, ...], index: int) -> int:
    """Where a short addition ends, after which the clause goes on: *divides A, and hence also B, by ...*."""
    for last in range(index + 2, min(len(tokens), index + _ADDITION)):
        if tokens[last] in language.FINITE | language.REASON_VERBS:
            return 0
        if tokens[last] == ",":
            return last + 1 if tokens[last + 1 : last + 2] and tokens[last + 1] in _GOING_ON else 0
    return 0


_ADDITION = 10  # tokens, the commas among them
_GOING_ON = word_set("by with through par via")
