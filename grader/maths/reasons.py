"""Why a formula was not decided: the closed vocabulary of `grader compare` and of the checks."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model.words import Word


class Reason(Word):
    """The word an undecided verdict's reason begins with."""

    UNPARSED = "unparsed"
    UNKNOWN_SYMBOL = "unknown-symbol"
    ILL_TYPED = "ill-typed"
    AMBIGUOUS = "ambiguous"
    HEDGED = "hedged"
    NOT_FINITE = "not-finite"
    LAYOUT = "layout"
    LIMIT = "limit"
    EMPTY = "empty"


@dataclass(frozen=True)
class Unread:
    """What stood in the way of reading or deciding; `position` counts characters of the normalised text."""

    reason: Reason
    detail: str
    position: int = 0

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"
