"""The start token stands at the head of the sequence."""

from __future__ import annotations

from ..decoded import split


def drop_start(value: object, arguments: tuple[object, ...]) -> object:
    """The sequence after the start token."""
    decoded = split(value)
    if decoded is None or not decoded[0]:
        return None
    words, score = decoded
    return words[1:], score


REPAIRS = (drop_start,)
