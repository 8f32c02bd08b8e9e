"""What can go wrong for a reason that a person can mend; each message says what, where, and what to do.

GraderError
├── UsageError          wrong words on the command line (exit 2)
├── AssignmentError     the assignment folder is not sound (exit 2): every complaint at once
├── SubmissionError     there is nothing to read at all in a submission (exit 1)
│   └── EmptySubmission nothing was handed in, so nobody need look for it
└── SandboxError        a layer that should hold while student code runs does not (exit 1, for staff)
"""

from __future__ import annotations


class GraderError(Exception):
    """The root: its text is fit for the terminal, without a traceback."""


class UsageError(GraderError):
    """The command line asks for something that does not exist."""


class AssignmentError(GraderError):
    """The assignment cannot be used; `complaints` holds one line for each problem, `file:line: what`."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


class SubmissionError(GraderError):
    """Nothing of the submission can be read: no such path, an empty folder, a damaged archive."""


class EmptySubmission(SubmissionError):
    """Nothing was handed in: every other refused submission may hold answers, and a person looks."""


class SandboxError(GraderError):
    """Student code cannot be run safely here."""
