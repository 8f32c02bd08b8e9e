"""What a kind of check is asked, and how a kind presents itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from grader.model.assignment import Reference
from grader.model.judgement import Judgement
from grader.model.submission import Answer


class Params(BaseModel):
    """The base of every kind's parameters: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def reference_names(self) -> tuple[str, ...]:
        """Names in the reference's ANSWERS that these parameters use: the loader sees that they exist."""
        return ()

    def worlds(self) -> tuple[str, ...]:
        """Names in the reference's WORLDS that these parameters use."""
        return ()


P = TypeVar("P", bound=Params)


@dataclass(frozen=True)
class Request(Generic[P]):
    """All the checks of one kind in one part, asked together: they read the same answer once.

    A kind judges `checks` (check id to its parameters) and never sees points.
    """

    part: str
    checks: Mapping[str, P]
    answer: Answer
    reference: Reference
    symbols: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    given: tuple[str, ...] = ()
    mistakes: frozenset[str] = frozenset()
    """Ids of the part's known mistakes: a kind names no other."""
    seed: int = 0


@dataclass(frozen=True)
class CheckKind(Generic[P]):
    """A kind of check: its YAML word, its parameters, and the function that judges.

    `judge` returns one judgement for each check id of the request. It never raises for anything that a
    student wrote: what it cannot understand is UNREADABLE, what it cannot decide is REVIEW.
    """

    word: str
    params: type[P]
    judge: Callable[[Request[P]], Mapping[str, Judgement]]
