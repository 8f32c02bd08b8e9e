"""What crosses to a worker and back: one submission to grade, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """One submission to grade, by names that a worker process can open."""

    name: str
    path: str
    assignment: str
    """The assignment's folder."""
    digest: str
    """Of the assignment and the grader: a worker that has others must not grade."""
    unsafe: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of one job; only `seconds` may differ from run to run."""

    name: str
    results: str = ""
    """The text of results.json."""
    page: str = ""
    """The text of report.html."""
    answers: str = ""
    """JSON: part id to the answer as read, for the parts that await a person."""
    problem: str = ""
    """Why it was not graded, for staff; empty when it was."""
    seconds: float = 0.0

    @property
    def graded(self) -> bool:
        """Whether it was graded, with whatever score."""
        return not self.problem


Grade = Callable[[Job], Outcome]
"""What runs in a worker: a function of a module, so that another process can find it."""
