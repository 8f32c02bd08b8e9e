"""The right hypotheses, not best first."""

from __future__ import annotations

from ..decoded import split_all


def sort_hypotheses(value: object, arguments: tuple[object, ...]) -> object:
    """The hypotheses, best first."""
    hypotheses = split_all(value)
    if hypotheses is None:
        return None
    return sorted(hypotheses, key=lambda hypothesis: -float(hypothesis[1]))  # type: ignore[arg-type]


REPAIRS = (sort_hypotheses,)
