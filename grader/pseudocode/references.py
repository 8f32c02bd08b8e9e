"""Arrays that an expression of pseudo-code names, with their indices."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Ref:
    """An array read or written: its name and its indices, subscripts first."""

    name: str
    indices: tuple[str, ...]


def read_refs(text: str) -> tuple[Ref, ...]:
    """The names in an expression with their indices; a name without any has none.

    >>> read_refs("delta[t-1][i] * p[i,j]")
    (Ref(name='delta', indices=('t-1', 'i')), Ref(name='p', indices=('i', 'j')))
    """
    found: list[Ref] = []
    position = 0
    while match := NAME.search(text, position):
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


def last_ref_start(text: str) -> int:
    """Where the name begins that ends the text, its indices included; -1 where none does.

    >>> last_ref_start("and a[t][j] ")
    4
    """
    position, end = 0, len(text.rstrip())
    while match := NAME.search(text, position):
        position = match.end()
        while position < end and text[position] == "[":
            position = _closing(text, position) + 1
        if position >= end:
            return match.start()
    return -1


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
