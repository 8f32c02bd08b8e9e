"""A graded submission: what the writers lay out. Nothing here is judged or scored any more."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from grader.model.assignment import Evidence, Visibility
from grader.model.judgement import FunctionRun, Reading
from grader.model.submission import Remark
from grader.model.words import Word


class Verdict(Word):
    """The word of a check in results.json (contract, section 6)."""

    PASS = "pass"
    PARTIAL = "partial"
    FAIL = "fail"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    REVIEW = "review"


@dataclass(frozen=True)
class NamedMistake:
    """A known mistake as flagged in a part, with the words for the student."""

    id: str
    feedback: str


@dataclass(frozen=True)
class CheckReport:
    """One check of one part, scored."""

    id: str
    verdict: Verdict
    points: Decimal
    max_points: Decimal
    evidence: Evidence
    mistakes: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    message: str = ""
    """For the student."""
    staff: str = ""
    """For staff: reason and witness."""
    run: FunctionRun | None = None
    """For a check judged on code, and for functions that no check scores (max_points 0)."""


@dataclass(frozen=True)
class PartReport:
    """One part, scored. `score` is what the student is given now, provisional where `review`."""

    id: str
    title: str
    score: Decimal
    max_score: Decimal
    review: bool
    mistakes: tuple[NamedMistake, ...]
    checks: tuple[CheckReport, ...]
    visibility: Visibility
    show_counterexample: bool = False
    review_reasons: tuple[str, ...] = ()
    """For staff: why a person must look."""
    ours: bool = False
    """Whether the part was not graded for a reason that is ours (deadline, crash): nothing was taken off."""


@dataclass(frozen=True)
class Report:
    """One submission, graded."""

    submission: str
    assignment: str
    parts: tuple[PartReport, ...]
    remarks: tuple[Remark, ...] = ()
    layers: tuple[str, ...] = ()
    """The sandbox layers that held while student code ran; empty when none was run."""
    staff_notes: tuple[str, ...] = ()

    @property
    def score(self) -> Decimal:
        """Points given now, provisional ones included."""
        return sum((part.score for part in self.parts), Decimal(0))

    @property
    def max_score(self) -> Decimal:
        """The most that could be earned."""
        return sum((part.max_score for part in self.parts), Decimal(0))
