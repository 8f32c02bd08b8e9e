"""A start token, whatever stands for it, is at the head of each sequence."""

from __future__ import annotations

from ..decoded import change_each, single, split_all


def drop_start(value: object, arguments: tuple[object, ...]) -> object:
    """The sequences after their start token."""
    one = single(value)
    hypotheses = [one] if one else split_all(value)
    if hypotheses is None or len({repr(words[:1]) for words, _ in hypotheses}) > 1:
        return None
    return change_each(value, lambda words, number: (words[1:], number))


REPAIRS = (drop_start,)
