"""A start token, whatever stands for it, is at the head of each sequence."""

from __future__ import annotations

from ..decoded import split_all


def drop_start(value: object, arguments: tuple[object, ...]) -> object:
    """The sequences after their start token."""
    hypotheses = split_all(value)
    if hypotheses is None or len({repr(words[:1]) for words, _ in hypotheses}) > 1:
        return None
    return [(words[1:], number) for words, number in hypotheses]


REPAIRS = (drop_start,)
