"""What was read of a part: every line once, in the submission's order, with the gravest mark it bears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Understanding:
    """One way in which a quoted line was judged: a chain has one for each of its links."""

    text: str
    """How it was understood; empty where that says no more than the line itself."""
    mark: Mark
    note: str = ""
    """For staff."""


@dataclass(frozen=True)
class Quote:
    """One line of the submission with everything that was made of it."""

    place: Place
    text: str
    mark: Mark
    """The gravest of its understandings'."""
    understandings: tuple[Understanding, ...]

    @property
    def shown(self) -> tuple[Understanding, ...]:
        """The understandings that say more than the line."""
        return tuple(one for one in self.understandings if one.text)

    @property
    def notes(self) -> tuple[str, ...]:
        """For staff, each once."""
        return tuple(dict.fromkeys(one.note for one in self.understandings if one.note))


def part_quotes(part: PartReport) -> tuple[Quote, ...]:
    """What all the part's checks read, each line of the submission once."""
    return quotes(reading for check in part.checks for reading in check.readings)


def quotes(readings: Iterable[Reading]) -> tuple[Quote, ...]:
    """Readings of one line put together, equal ones made one; sorted by file and line."""
    together: dict[tuple[Place, str], dict[str, Reading]] = {}
    for reading in readings:
        line = together.setdefault((reading.place, " ".join(reading.text.split())), {})
        understood = _shown_understanding(reading)
        line[understood] = _graver(line[understood], reading) if understood in line else reading
    found = [
        Quote(
            place,
            next(iter(line.values())).text,
            min((reading.mark for reading in line.values()), key=_GRAVITY.index),
            tuple(Understanding(understood, one.mark, one.note) for understood, one in line.items()),
        )
        for (place, _), line in together.items()
    ]
    return tuple(sorted(found, key=lambda quote: quote.place))


def _graver(one: Reading, other: Reading) -> Reading:
    first, second = sorted((one, other), key=lambda reading: _GRAVITY.index(reading.mark))
    notes = [first.note, second.note] if second.note not in ("", first.note) else [first.note]
    return replace(first, note="; ".join(note for note in notes if note))


def _shown_understanding(reading: Reading) -> str:
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
