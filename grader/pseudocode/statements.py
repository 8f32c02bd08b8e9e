"""Lines of pseudo-code as statements: loops with their ranges, assignments with what they read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from grader.pseudocode.assignments import Assignment, Loop, assignments_in, begins_sentence
from grader.pseudocode.lines import CodeLine
from grader.pseudocode.references import NAME

_LOOP = re.compile(
    r"^\W*(?:\d+[.:)]?\s*)?(?:for|pour|foreach|repeat for|loop)\b\s*(?:each|all|every|chaque|tout)?\s*"
    r"(?:(?:word|words|label|state|time|step|timestep|position|index|pas|mot|token)s?\s+)*"
    r"(?P<name>[a-z]\w*)?\s*(?:<-|=|in|from|de|:)?\s*(?P<range>.*)$"
)
_REPEAT = re.compile(
    r"^\W*(?:repeat|repeter|répéter|do)\b(?: for)?\s*(?P<range>[a-z0-9-]+)\s*(?:times|fois)\b"
)
_WHILE = re.compile(r"^\W*(?:while|tant que)\b(?P<range>.*)$")
_END = re.compile(r"^\W*(?:end|fin)\b")
_RETURN = re.compile(r"^\W*(?:\d+[.:)]?\s*)?(?:return|output|retourner|renvoyer)\b(?P<value>.*)$")


@dataclass(frozen=True)
class Program:
    """The statements of a piece of pseudo-code."""

    loops: tuple[Loop, ...]
    assignments: tuple[Assignment, ...]
    returns: tuple[CodeLine, ...]
    lines: tuple[CodeLine, ...]


def read_program(lines: tuple[CodeLine, ...]) -> Program:
    """Loops nest by indentation; where none is left, a loop reaches to the next loop after an assignment."""
    indented, ended = _is_indented(lines), any(_END.match(line.plain) for line in lines)
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
        loop = None if begins_sentence(plain) else _loop(line)
        if indented:
            while stack and line.indent <= stack[-1][0]:
                stack.pop()
        elif (loop and after_assignment and not ended) or plain.startswith("#") or plain.startswith("//"):
            stack.clear()
        if loop:
            stack.append((line.indent, loop))
            loops.append(loop)
            after_assignment = False
            plain = _after_colon(loop)
        if _RETURN.match(plain):
            returns.append(line)
            continue
        around = tuple(each for _, each in stack)
        for piece in re.split(r";|\bdo\b|\bthen\b", plain):
            found = assignments_in(piece, around, line)
            if found and not _is_header(line, loop):
                assignments += found
                after_assignment = True
    return Program(tuple(loops), tuple(assignments), tuple(returns), lines)


def _is_header(line: CodeLine, loop: Loop | None) -> bool:
    return loop is not None and ":" not in line.plain and " do" not in line.plain


def _is_indented(lines: tuple[CodeLine, ...]) -> bool:
    """Whether a line behind a loop is anywhere indented more than the loop."""
    return any(_loop(line) and following.indent > line.indent for line, following in pairwise(lines))


def _loop(line: CodeLine) -> Loop | None:
    match = _LOOP.match(line.plain)
    if (
        match
        and match.group("range")
        and re.search(
            r"\b(?:each|every|all|chaque|tout)\b|\d|\.\.|\bin\b|range|\bto\b|=|<-|\bdownto\b|\[", line.plain
        )
    ):
        return Loop(match.group("name") or "", match.group("range"), line)
    match = _REPEAT.match(line.plain)
    if match:
        return Loop("", match.group("range"), line)
    match = _WHILE.match(line.plain)
    if match:
        name = NAME.search(match.group("range"))
        return Loop(name.group() if name else "", match.group("range"), line)
    return None


def _after_colon(loop: Loop) -> str:
    """What stands behind the head of a loop written on one line."""
    parts = re.split(r":(?!\d|t\b|n\b)|\bdo\b", loop.line.plain, maxsplit=1)
    return parts[1] if len(parts) > 1 else ""
