"""What Gradescope tells about a submission: when it came, when it was due, what came before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

_MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class Earlier:
    """One earlier submission of the same student."""

    submitted: datetime | None
    score: float | None
    failed: bool = False


@dataclass(frozen=True)
class SubmissionMetadata:
    """The parts of ``submission_metadata.json`` that a report shows; what is missing there is None."""

    created: datetime | None = None
    due: datetime | None = None
    late_due: datetime | None = None
    earlier: tuple[Earlier, ...] = ()

    @property
    def lateness(self) -> timedelta | None:
        """How long after the due date it came, by its own time stamp and never by the clock; or None."""
        if self.created is None or self.due is None:
            return None
        if (self.created.tzinfo is None) != (self.due.tzinfo is None):
            return None
        return self.created - self.due if self.created > self.due else None


def read_metadata(path: Path) -> SubmissionMetadata:
    """Read the file; whatever is absent, damaged or of another shape is simply not known."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            return SubmissionMetadata()
        loaded: object = json.loads(path.read_text(encoding="utf-8", errors="replace"))
    except (OSError, ValueError, RecursionError):
        return SubmissionMetadata()
    if not isinstance(loaded, dict):
        return SubmissionMetadata()
    assignment = loaded.get("assignment")
    assignment = assignment if isinstance(assignment, dict) else {}
    previous = loaded.get("previous_submissions")
    return SubmissionMetadata(
        created=_moment(loaded.get("created_at")),
        due=_moment(assignment.get("due_date")),
        late_due=_moment(assignment.get("late_due_date")),
        earlier=tuple(_earlier(entry) for entry in previous if isinstance(entry, dict))
        if isinstance(previous, list)
        else (),
    )


def _earlier(entry: dict[object, object]) -> Earlier:
    return Earlier(
        _moment(entry.get("submission_time")),
        _score(entry.get("score")),
        entry.get("autograder_error") is True,
    )


def _score(value: object) -> float | None:
    """A score as Gradescope writes it: a number, or a number in a string such as ``"20.0"``."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        score = float(value)
    except (ValueError, OverflowError):
        return None
    return score if abs(score) < 1e9 else None


def _moment(value: object) -> datetime | None:
    """An ISO-8601 time stamp, also as Python 3.10 cannot read it: ``Z``, or any number of decimals."""
    if not isinstance(value, str):
        return None
    text = value.strip().replace("Z", "+00:00")
    head, dot, rest = text.partition(".")
    if dot:
        digits = len(rest) - len(rest.lstrip("0123456789"))
        text = f"{head}.{rest[:digits][:6]:0<6}{rest[digits:]}"
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
