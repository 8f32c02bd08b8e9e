"""Lines of pseudo-code as statements: loops with their ranges, assignments with what they read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from grader.pseudocode.lines import CodeLine

_LOOP = re.compile(
    r"^\W*(?:\d+[.:)]?\s*)?(?:for|pour|foreach|repeat for|loop)\b\s*(?:each|all|every|chaque|tout)?\s*"
    r"(?:(?:word|words|label|state|time|step|timestep|position|index|pas|mot|token)s?\s+)*"
    r"(?P<name>[a-z]\w*)?\s*(?:<-|=|in|from|de|:)?\s*(?P<range>.*)$"
)
_WHILE = re.compile(r"^\W*(?:while|tant que)\b(?P<range>.*)$")
_END = re.compile(r"^\W*(?:end|fin)\b")
_RETURN = re.compile(r"^\W*(?:\d+[.:)]?\s*)?(?:return|output|retourner|renvoyer)\b(?P<value>.*)$")
_ASSIGNED = re.compile(r"<-|(?<![<>=!:])=(?![=>])")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OPERATOR = re.compile(r"\b(?P<word>argmax|max|maximum|sum|logsumexp|somme|largest|highest)\b")


@dataclass(frozen=True)
class Ref:
    """An array read or written: its name and its indices, subscripts first."""

    name: str
    indices: tuple[str, ...]


@dataclass(frozen=True)
class Loop:
    """A loop: its variable and the text of its range."""

    variable: str
    range: str
    line: CodeLine


@dataclass(frozen=True)
class Assignment:
    """An assignment, what it reads, and the loops around it, outermost first."""

    target: Ref
    value: str
    operators: frozenset[str]
    """Of ``max``, ``argmax`` and ``sum``."""
    bound: str
    """What the operator ranges over, if that is written."""
    reads: tuple[Ref, ...]
    loops: tuple[Loop, ...]
    line: CodeLine


@dataclass(frozen=True)
class Program:
    """The statements of a piece of pseudo-code."""

    loops: tuple[Loop, ...]
    assignments: tuple[Assignment, ...]
    returns: tuple[CodeLine, ...]
    lines: tuple[CodeLine, ...]


def read_program(lines: tuple[CodeLine, ...]) -> Program:
    """Loops nest by indentation; where none is left, a loop reaches to the next loop after an assignment."""
    flat = _is_flat(lines)
    stack: list[tuple[int, Loop]] = []
    loops: list[Loop] = []
    assignments: list[Assignment] = []
    returns: list[CodeLine] = []
    after_assignment = False
    for line in lines:
        plain = line.plain
        if _END.match(plain):
            if stack:
                stack.pop()
            continue
        loop = _loop(line)
        if not flat:
            while stack and line.indent <= stack[-1][0]:
                stack.pop()
        elif (loop and after_assignment) or plain.startswith("#") or plain.startswith("//"):
            stack.clear()
        if loop:
            stack.append((line.indent, loop))
            loops.append(loop)
            after_assignment = False
            plain = _after_colon(loop)
        if _RETURN.match(plain):
            returns.append(line)
            continue
        for piece in re.split(r";|\bdo\b|\bthen\b", plain):
            found = _assignment(piece, tuple(each for _, each in stack), line)
            if found and not _is_header(line, loop):
                assignments.append(found)
                after_assignment = True
    return Program(tuple(loops), tuple(assignments), tuple(returns), lines)


def _is_header(line: CodeLine, loop: Loop | None) -> bool:
    return loop is not None and ":" not in line.plain and " do" not in line.plain


def _is_flat(lines: tuple[CodeLine, ...]) -> bool:
    """Whether the lines behind loops are nowhere indented more than the loop."""
    return not any(
        _loop(line) and following.indent > line.indent for line, following in pairwise(lines)
    ) and not any(_END.match(line.plain) for line in lines)


def _loop(line: CodeLine) -> Loop | None:
    match = _LOOP.match(line.plain)
    if (
        match
        and match.group("range")
        and re.search(r"\d|\.\.|\bin\b|range|\bto\b|=|<-|\bdownto\b|\[", line.plain)
    ):
        return Loop(match.group("name") or "", match.group("range"), line)
    match = _WHILE.match(line.plain)
    if match:
        name = _NAME.search(match.group("range"))
        return Loop(name.group() if name else "", match.group("range"), line)
    return None


def _after_colon(loop: Loop) -> str:
    """What stands behind the head of a loop written on one line."""
    parts = re.split(r":(?!\d|t\b|n\b)|\bdo\b", loop.range, maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def _assignment(text: str, loops: tuple[Loop, ...], line: CodeLine) -> Assignment | None:
    for match in _ASSIGNED.finditer(text):
        if text[: match.start()].count("[") != text[: match.start()].count("]"):
            continue
        refs = read_refs(text[: match.start()])
        if not refs:
            return None
        value = text[match.end() :]
        operators = frozenset(_operator(found.group("word")) for found in _OPERATOR.finditer(value))
        return Assignment(refs[-1], value, operators, _bound(value), read_refs(value), loops, line)
    return None


def _operator(word: str) -> str:
    if word == "argmax":
        return "argmax"
    return "sum" if word in ("sum", "logsumexp", "somme") else "max"


def _bound(value: str) -> str:
    found = re.search(r"\b(?:argmax|max|sum)\s*\[\s*([a-z]\w*)", value)
    if found is None:
        found = re.search(r"\b(?:over|for|sur|all|pour)\s+(?:all |each |every |tout )?([a-z]\w*)\b", value)
    return found.group(1) if found else ""


def read_refs(text: str) -> tuple[Ref, ...]:
    """The names in an expression with their indices; a name without any has none.

    >>> read_refs("delta[t-1][i] * p[i,j]")
    (Ref(name='delta', indices=('t-1', 'i')), Ref(name='p', indices=('i', 'j')))
    """
    found: list[Ref] = []
    position = 0
    while match := _NAME.search(text, position):
        position = match.end()
        indices: list[str] = []
        while position < len(text) and text[position] == "[":
            end = _closing(text, position)
            indices += _split(text[position + 1 : end])
            position = end + 1
        found.append(Ref(match.group(), tuple(indices)))
        for index in indices:
            if "[" in index:
                found.extend(read_refs(index))
    return tuple(found)


def _closing(text: str, opening: int) -> int:
    depth = 0
    for index in range(opening, len(text)):
        depth += (text[index] == "[") - (text[index] == "]")
        if depth == 0:
            return index
    return len(text)


def _split(inside: str) -> list[str]:
    parts = [""]
    depth = 0
    for letter in inside:
        depth += (letter in "[(") - (letter in "])")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    cleaned = [re.sub(r"\s+", "", part) for part in parts]
    if len(cleaned) == 1 and re.fullmatch(r"[a-z]{2}", cleaned[0]):
        return list(cleaned[0])  # P_{ij}
    return cleaned
