"""What crosses the sandbox's boundary, as data: values, calls, what became of them, what was loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.errors import SandboxError as SandboxError  # raised by every executor
from grader.model.submission import Place
from grader.model.words import Word

Array = npt.NDArray[Any]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class PrefixTable:
    """A function of a prefix (a tuple of ids) that gives an array of `width` numbers, as a table.

    The rebuilt function takes a tuple of fewer than `depth` ids in ``range(width)``; numpy integers and
    whole floats count as ids. A prefix that is not in the table gives an array of -inf; anything else
    raises ``ValueError`` or ``TypeError``. The arrays it hands out are the table's own rows: changing one
    is changing an input.
    """

    width: int
    depth: int
    rows: Mapping[tuple[int, ...], FloatArray]


@dataclass(frozen=True)
class ArrayFunction:
    """A function from an array to a new array of the same shape, entry by entry: its name and parameters.

    `grader.execution.callables.ARRAY_FUNCTIONS` lists the names; every parameter has a default there.
    """

    name: str
    parameters: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


CallableData = PrefixTable | ArrayFunction
"""A callable argument: the child rebuilds it, and `callables.rebuild` does the same in the grader."""

Value = None | bool | int | float | str | Array | list["Value"] | tuple["Value", ...] | CallableData
"""An argument, or (but for the callables) a returned value: exact types, never a subclass.

What a student returns is converted in the child: numpy scalars and 0-d arrays to Python scalars, any real
dtype to little-endian bool, ints or floats of at most 8 bytes, object arrays to lists, a complex value whose
imaginary part is nothing but rounding to its real part, fractions and decimals to int (if whole) or float.
NaN and infinities stay what they are; an int has at most `MAX_INT_DIGITS` digits.
"""

MAX_INT_DIGITS = 10_000


@dataclass(frozen=True)
class Call:
    """One call of a student's function."""

    arguments: tuple[Value, ...]
    named: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """Arguments passed by name."""
    timeout_seconds: float = 2.0
    public: bool = False
    """Whether the student may see this case: what is raised in any other is for staff only, what is printed
    for nobody."""
    read_only: bool = False
    """Whether the input arrays refuse writing, so that code which changes them raises."""


@dataclass(frozen=True)
class Returned:
    """The call gave a value."""

    value: Value
    mutated: tuple[int | str, ...] = ()
    """Arguments that the call changed: positions from 0, and names of those passed by name."""


@dataclass(frozen=True)
class Raised:
    """The call ended in an exception of the student's code."""

    type_name: str
    message: str = ""
    """Harmless and short, but the student's own words: for a public case only."""
    file: str = ""
    """The student's file where it happened (the innermost frame of theirs), and its line; may be empty."""
    line: int = 0
    function: str = ""
    """The student's function where it happened."""


@dataclass(frozen=True)
class WrongSignature:
    """The function cannot be called with these arguments."""

    signature: str
    """As it was when the file was loaded: ``(a, b)``; empty where it has none that can be read."""
    message: str = ""


@dataclass(frozen=True)
class TimedOut:
    """The call took longer than its limit and was stopped."""

    seconds: float


@dataclass(frozen=True)
class OutOfMemory:
    """The call asked for more memory than it may have."""

    megabytes: int


class Death(Word):
    """How a worker ended before it gave an answer."""

    EXIT = "exit"  # it left the process, as os._exit does
    CRASH = "crash"  # a signal such as a segmentation fault
    OUTPUT = "output"  # it printed without end and was stopped


@dataclass(frozen=True)
class Died:
    """The call ended its whole process."""

    how: Death
    detail: str = ""
    """The exit status or the signal's name."""


class Garble(Word):
    """Why an answer could not be taken."""

    TYPE = "type"  # a type that is no number, text, list, tuple or array
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    FORGED = "forged"  # bytes on the answer pipe that are no answer to this call
    FAILED = "failed"  # reading the returned object raised


@dataclass(frozen=True)
class Garbled:
    """The call ended, but what it gave back is nothing we can take."""

    reason: Garble
    type_name: str = ""
    """The type that could not be taken: ``generator``, ``set``, ``dict``."""
    where: str = ""
    """Where in the value it stands: ``[1][0]``; empty for the whole of it."""


class Skip(Word):
    """Why a call was not made at all."""

    MISSING = "missing"  # no file defines the function
    NOT_CALLABLE = "not-callable"
    NOT_LOADED = "not-loaded"  # its file did not load this time
    GIVEN_UP = "given-up"  # after `GIVE_UP_AFTER` time-outs of this function
    WAITED = "waited"  # after `GIVE_UP_AFTER` calls that used up time and no processor: its doing, or not
    NO_TIME = "no-time"  # the executor's deadline has passed: ours, not the student's
    OURS = "ours"  # the sandbox failed: ours


@dataclass(frozen=True)
class NotRun:
    """The call was not made."""

    reason: Skip
    detail: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether the student had no part in it: then a person must look."""
        return self.reason in (Skip.NO_TIME, Skip.OURS)


GIVE_UP_AFTER = 3
"""Time-outs (or memory kills) of one function after which the rest of its calls is given up."""

Outcome = Returned | Raised | WrongSignature | TimedOut | OutOfMemory | Died | Garbled | NotRun


@dataclass(frozen=True)
class Run:
    """What became of one call, among others in one worker and, where that was tried, alone in a fresh one."""

    outcome: Outcome
    printed: str = ""
    """What was printed during a public call, cut and made harmless; what others print is nobody's to see."""
    alone: Outcome | None = None
    """The same call alone in a fresh process: tried where the caller asked, and on a sample."""
    depends_on_history: bool = False
    """Whether alone it came out another way: something is kept between calls (or drawn at random)."""
    is_random: bool = False
    """Whether it comes out differently every time, even alone: then history is not to blame."""
    seconds: float = 0.0
    """The call's own processor time, measured from outside."""


class LoadTrouble(Word):
    """Why a file, or one statement of it, did not load."""

    SYNTAX = "syntax"
    INDENTATION = "indentation"
    TABS = "tabs"  # tabs and spaces mixed
    ENCODING = "encoding"  # neither UTF-8 nor what it declares; read as Latin-1
    MISSING_PACKAGE = "missing-package"
    RAISED = "raised"
    LEFT = "left"  # it called sys.exit or os._exit while loading
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    DIED = "died"
    TOO_LARGE = "too-large"
    OURS = "ours"  # the sandbox failed while loading it: not the student's doing


@dataclass(frozen=True)
class LoadProblem:
    """One thing that went wrong while a file was loaded; what stands before it counts, often what follows."""

    trouble: LoadTrouble
    place: Place
    type_name: str = ""
    message: str = ""
    """Harmless and short."""
    package: str = ""
    """With MISSING_PACKAGE: what is missing."""
    is_fatal: bool = False
    """Whether nothing of the file could be loaded."""


@dataclass(frozen=True)
class Definition:
    """A wanted function as found."""

    function: str
    file: str
    """The first file in alphabetical order that defines it as something callable."""
    line: int = 0
    signature: str = ""
    """Such as ``(P, bos, T)``; empty where Python cannot tell."""
    also_in: tuple[str, ...] = ()
    """Other files that define it too."""


@dataclass(frozen=True)
class LoadedCode:
    """What the student's files gave when they were loaded once."""

    definitions: Mapping[str, Definition] = field(default_factory=lambda: MappingProxyType({}))
    """By the function's name; a wanted function that is not here is missing."""
    not_callable: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    """Wanted names that are bound at top level, but to nothing that can be called."""
    unreached: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    """Wanted names whose ``def`` is in the source of a file but was not reached (see `problems`)."""
    nested: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    """Wanted names defined in the source, but inside a class, a function or an ``if __name__`` block."""
    problems: tuple[LoadProblem, ...] = ()
    printed: str = ""
    """What the files printed while they loaded, cut and made harmless."""

    def is_handed_in(self, function: str) -> bool:
        """Whether the source has that function in whatever state."""
        places = (self.definitions, self.not_callable, self.unreached, self.nested)
        return any(function in names for names in places)
