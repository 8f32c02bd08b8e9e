"""An assignment as loaded: parts, checks, known mistakes, and what the reference computes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from grader.model.words import Word


class Evidence(Word):
    """What a check may be judged on."""

    WRITEUP = "writeup"
    CODE = "code"


class Visibility(Word):
    """Who sees a part on Gradescope, and when."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"


@dataclass(frozen=True)
class KnownMistake:
    """A mistake students make, with the credit it leaves on the checks it spoils."""

    id: str
    feedback: str
    """Told to the student: what is wrong and where to look, without the answer."""
    credit: Mapping[str, Decimal]
    """Check id to the points left. A check not listed keeps its points: the mistake is a note there."""
    code_credit: Mapping[str, Decimal] | None = None
    """The same where the mistake shows in code, if code leaves another credit than the write-up."""

    example: object = None
    """An answer with this mistake and no other (text, or fields), for `grader check`; None: none is given."""

    def credit_for(self, check: str, evidence: Evidence) -> Decimal | None:
        """The points left on a check, None where the mistake does not spoil it."""
        if evidence is Evidence.CODE and self.code_credit is not None:
            return self.code_credit.get(check)
        return self.credit.get(check)


@dataclass(frozen=True)
class Check:
    """One judged property of a part. `params` belongs to the kind and is opaque to everyone else."""

    id: str
    points: Decimal
    kind: str
    params: object
    evidence: tuple[Evidence, ...] = (Evidence.WRITEUP,)
    function: str = ""
    """The function whose hidden cases judge this check, where code is evidence."""
    output: int | None = None
    """Which element of the function's returned tuple judges this check; None: all of it."""
    confirm: frozenset[Evidence] = frozenset()
    """Evidence whose verdict a person confirms: points are provisional."""
    outcomes: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    """Points of a kind's middle outcomes, such as ``one-wrong``."""
    implies: tuple[str, ...] = ()
    """Checks that a right answer here implies; those without an answer of their own are review then."""


@dataclass(frozen=True)
class Part:
    """The unit that earns points."""

    id: str
    title: str
    points: Decimal
    checks: tuple[Check, ...]
    mistakes: Mapping[str, KnownMistake] = field(default_factory=lambda: MappingProxyType({}))
    functions: tuple[str, ...] = ()
    """Functions of `solutions.py` that belong here; those no check scores are run and shown."""
    symbols: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Declarations for the part's mathematics: name to type."""
    given: tuple[str, ...] = ()
    """Equations that hold, each defining its left side."""
    visibility: Visibility = Visibility.VISIBLE
    show_counterexample: bool = False


@dataclass(frozen=True)
class Reference:
    """What an assignment's ``reference/`` package provides, by plain names that a rubric may use."""

    answers: Mapping[str, Callable[[], object]]
    """Expected answers: expressions as LaTeX strings, numbers, tensors, sequences; each computed."""
    worlds: Mapping[str, object]
    """World builders for derivations; their shape is `grader.maths.worlds`' business."""
    functions: Mapping[str, Callable[..., object]]
    """Correct implementations of the functions that students write."""
    cases: Mapping[str, object]
    """Case builders by function name; their shape is `grader.checks.code`'s business."""
    folder: Path = Path()
    package: str = ""
    """The name under which ``reference/`` was imported, for what is loaded from it later."""


@dataclass(frozen=True)
class Assignment:
    """A folder with ``assignment.yaml``, ``rubrics/`` and ``reference/``, validated."""

    title: str
    folder: Path
    parts: tuple[Part, ...]
    reference: Reference
    questions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Question number to title, for headings and reports."""
    seed: int = 0
    time_limit_seconds: float = 600.0
    """The limit set on Gradescope; the grader stops itself before it."""
    call_seconds: float = 2.0
    import_seconds: float = 10.0
    packages: tuple[str, ...] = ("numpy",)
    """What student code may import besides the standard library."""
    handout: frozenset[int] = frozenset()
    """Fingerprints of the hand-out's word sequences, to set its text aside."""
    digest: str = ""
    """Hash of all the assignment's files, for a class run to know what is up to date; else empty."""

    @property
    def points(self) -> Decimal:
        """The most a submission can earn."""
        return sum((part.points for part in self.parts), Decimal(0))

    def part(self, part_id: str) -> Part:
        """The part of that id; KeyError where there is none."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)
