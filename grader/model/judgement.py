"""What a check found out: the truth of an answer, never its points."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model.submission import Place
from grader.model.words import Word


class Truth(Word):
    """The outcome of one check. *Could not tell* has two forms and never becomes WRONG."""

    RIGHT = "right"
    WRONG = "wrong"
    ABSENT = "absent"  # nothing was answered
    UNREADABLE = "unreadable"  # something was answered and could not be understood
    REVIEW = "review"  # understood, but only a person can tell


class Mark(Word):
    """What we think of one line as read."""

    READ = "read"  # taken as the answer, not judged by itself
    HOLDS = "holds"
    FALSE = "false"
    ILL_TYPED = "ill-typed"
    UNDECIDED = "undecided"
    FOR = "for"  # a sentence that speaks for the answer
    AGAINST = "against"


@dataclass(frozen=True)
class Reading:
    """One piece of the answer as we read it: the student's own words, with their place."""

    text: str
    """As written, mathematics between dollars."""
    place: Place
    mark: Mark = Mark.READ
    understood: str = ""
    """How we understood it, as LaTeX where it is mathematics; empty when the same as `text`."""
    note: str = ""
    """For staff: the witness or the reason."""


@dataclass(frozen=True)
class FunctionRun:
    """How one function of the submission fared on its hidden cases."""

    function: str
    cases: int
    passed: int
    messages: tuple[str, ...] = ()
    """For the student: what went wrong, no hidden case in it."""
    counterexample: str = ""
    """A snippet that runs and shows the smallest failing case found; shown as the rubric says."""
    printed: str = ""
    """What the student's code printed on public cases, cut and made harmless."""
    refused: bool = False
    """Whether it could not be run at all for a reason that is ours."""


@dataclass(frozen=True)
class Judgement:
    """The finding of one check on one kind of evidence."""

    truth: Truth
    mistakes: tuple[str, ...] = ()
    """Ids of the known mistakes recognised, RIGHT ones included (a rubric may only note them)."""
    outcome: str = ""
    """A graded middle outcome such as ``one-wrong``, which the rubric gives points and nobody flags."""
    leaning: Truth = Truth.WRONG
    """With REVIEW: what the provisional points assume, RIGHT or WRONG (then mistakes and outcome count)."""
    readings: tuple[Reading, ...] = ()
    reason: str = ""
    """For staff: why, in one sentence; for UNREADABLE and REVIEW also what stood in the way."""
    witness: str = ""
    """For staff: the point or world at which the answer and the reference differ."""
    advice: str = ""
    """For the student, without the answer: what kind of slip it looks like where no known mistake fits."""
    run: FunctionRun | None = None
