"""What was read of a part: every line once, in the submission's order, with the gravest mark it bears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from grader.model.judgement import Mark, Reading
from grader.model.report import CheckReport, PartReport
from grader.model.submission import Place
from grader.reports.prose import harmless

_GRAVITY = (Mark.FALSE, Mark.ILL_TYPED, Mark.AGAINST, Mark.FOR, Mark.HOLDS, Mark.UNDECIDED, Mark.READ)

MARK_SIGNS = {
    Mark.READ: "·",
    Mark.HOLDS: "✓",
    Mark.FALSE: "✗",
    Mark.ILL_TYPED: "✗",
    Mark.UNDECIDED: "?",
    Mark.FOR: "✓",
    Mark.AGAINST: "✗",
}
MARK_WORDS = {
    Mark.READ: "read",
    Mark.HOLDS: "holds",
    Mark.FALSE: "does not hold",
    Mark.ILL_TYPED: "does not fit together",
    Mark.UNDECIDED: "not decided",
    Mark.FOR: "speaks for the answer",
    Mark.AGAINST: "speaks against the answer",
}


def part_readings(part: PartReport) -> tuple[Reading, ...]:
    """The readings of all the part's checks, each line of the submission once."""
    return merge_readings(reading for check in part.checks for reading in check.readings)


def merge_readings(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Equal lines made one, with the gravest mark and every note; sorted by file and line."""
    merged: dict[tuple[Place, str], Reading] = {}
    for reading in readings:
        key = (reading.place, " ".join(reading.text.split()))
        merged[key] = _graver(merged[key], reading) if key in merged else reading
    return tuple(sorted(merged.values(), key=lambda reading: reading.place))


def _graver(one: Reading, other: Reading) -> Reading:
    first, second = sorted((one, other), key=lambda reading: _GRAVITY.index(reading.mark))
    notes = [first.note, second.note] if second.note not in ("", first.note) else [first.note]
    return replace(
        first,
        understood=first.understood or second.understood,
        note="; ".join(note for note in notes if note),
    )


def shown_understanding(reading: Reading) -> str:
    """How the line was understood, where that says more than the line itself."""
    understood = harmless(reading.understood).strip()
    return "" if understood.strip("$ ") == harmless(reading.text).strip().strip("$ ") else understood


def scored_checks(part: PartReport) -> tuple[CheckReport, ...]:
    """The checks that earn points."""
    return tuple(check for check in part.checks if check.max_points > 0)


def unscored_checks(part: PartReport) -> tuple[CheckReport, ...]:
    """The functions that were run for information only."""
    return tuple(check for check in part.checks if check.max_points <= 0)


def loose_mistakes(part: PartReport) -> tuple[str, ...]:
    """Feedback of named mistakes that no check's message holds already."""
    told = "\n".join(check.message for check in part.checks)
    feedback = (mistake.feedback for mistake in part.mistakes)
    return tuple(dict.fromkeys(words for words in feedback if words and words not in told))
