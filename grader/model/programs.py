"""What an assignment says about the functions students write: cases to call them with, mistakes to expect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from grader.model.words import Word

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


@dataclass(frozen=True)
class PrefixModel:
    """An argument that is a function of a prefix (a tuple of ids) giving `width` numbers, as a table.

    A prefix of fewer than `depth` ids that is not in `rows` gives -inf throughout; a longer one raises.
    """

    width: int
    depth: int
    rows: Mapping[tuple[int, ...], npt.NDArray[np.float64]]
    called: str = "function"
    """What the assignment calls this argument, for snippets that students read."""


@dataclass(frozen=True)
class EntrywiseFunction:
    """An argument that is a function applied to each entry of an array, by its name in the sandbox."""

    name: str
    parameters: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    called: str = "function"
    """What the assignment calls this argument, for snippets that students read."""


class CaseKind(Word):
    """Why a case is there. Mistakes are told apart on REGULAR ones."""

    REGULAR = "regular"
    EDGE = "edge"  # the smallest sizes, impossible events, more asked for than there is
    LONG = "long"  # so long that products of probabilities vanish
    GROWTH = "growth"  # so long that only a program of the right order of growth ends in time


@dataclass(frozen=True)
class Case:
    """One call of a function, with what is special about it."""

    arguments: tuple[object, ...]
    kind: CaseKind = CaseKind.REGULAR
    label: str = ""
    """A few words that name the special circumstance without giving the input away: ``T = 1``."""
    named: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    public: bool = False
    """Whether it stands in the assignment, so that a student may see all of it."""
    read_only: bool = False
    """Whether the arrays refuse to be written to."""


@dataclass(frozen=True)
class CaseSet:
    """All the cases of one function."""

    hidden: Callable[[int], tuple[Case, ...]]
    """The cases for a seed."""
    small: Callable[[], tuple[Case, ...]] = tuple
    """Cases that can be followed by hand, the smallest first: a counterexample is looked for here. A long one
    is tried last, where a long hidden one fails."""
    simpler: Callable[[Case], SearchStrategy[Case]] | None = None
    """A hypothesis strategy of cases simpler than a failing one, for where the small ones do not serve."""


class Ending(Word):
    """How one call of a student's function ended."""

    RETURNED = "returned"
    RAISED = "raised"
    TOO_LONG = "too-long"  # out of time or memory
    LOST = "lost"  # it died or gave something that cannot be read
    NOT_RUN = "not-run"


@dataclass(frozen=True)
class Observation:
    """One case and what a student's function made of it."""

    case: Case
    expected: object
    ending: Ending
    value: object = None
    passed: bool = False
    """Whether the value is right, each time, and no input was changed."""
    is_right: bool = False
    """Whether the value is right, whatever became of the inputs."""
    changed_input: bool = False
    """Whether the call changed an array that it was given, or failed only since it was not allowed to."""
    error: str = ""
    """With RAISED: the name of the exception's type."""


Program = Callable[..., object]
"""A function that takes a case's arguments."""

Repair = Callable[[object, tuple[object, ...]], object]
"""Undo a slip in a student's output, given the arguments; None where it cannot be there."""

Recogniser = Callable[[tuple[Observation, ...]], bool]


@dataclass(frozen=True)
class MistakePrograms:
    """One known mistake of one function, in the ways students make it (a file of ``reference/mistakes``)."""

    id: str
    variants: tuple[Program, ...] = ()
    """``VARIANTS``: whole programs with the mistake."""
    changes: tuple[Mapping[str, object], ...] = ()
    """``CHANGES``: switches of the function's ``program.py``, so that two mistakes can be combined."""
    repairs: tuple[Repair, ...] = ()
    """``REPAIRS``: what makes a slip in the output good again."""
    explains: Recogniser | None = None
    """Whether the observations as a whole are those of this mistake."""
    accompanies: Recogniser | None = None
    """Whether this mistake is there too, whatever else is wrong."""
