"""Lay a report out on a terminal: every part, its points, verdicts, named mistakes, what awaits a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader import messages
from grader.model.judgement import Mark
from grader.model.report import CheckReport, PartReport, Report, Verdict
from grader.reports.prose import one_line, points_text
from grader.reports.quotes import loose_mistakes, part_quotes, scored_checks, unscored_checks

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_COLUMNS_FOR_TITLES = 96
_COLUMNS_FOR_CHECK_NAMES = 72
"""Columns under which the table leaves out titles, then names of checks: ids of mistakes stay whole."""
_MAX_QUOTES = 4
_MAX_REMARKS = 20

_SIGNS = {
    Verdict.PASS: ("✓", "+", "green"),
    Verdict.PARTIAL: ("◐", "~", "yellow"),
    Verdict.FAIL: ("✗", "x", "red"),
    Verdict.MISSING: ("–", "-", "red"),
    Verdict.UNREADABLE: ("?", "?", "magenta"),
    Verdict.REVIEW: ("⚑", "!", "magenta"),
}


def print_report(report: Report, console: Console) -> None:
    """The table of all parts, then what was lost or awaits a person, with the lines it rests on."""
    from rich.text import Text

    plain = not _speaks_unicode(console)
    heading = _words(f"{report.submission}  {report.assignment}", plain=plain)
    console.print(Text(heading, style="bold"))
    console.print(_table(report, width=console.width, plain=plain))
    for part in report.parts:
        if _needs_words(part):
            _print_part(part, console, plain=plain)
    _print_notes(report, console, plain=plain)
    console.print(_total(report))


def _speaks_unicode(console: Console) -> bool:
    """Whether the terminal can show what lies beyond ASCII, in all the signs we use."""
    encoding = console.encoding or "ascii"
    try:
        "✓◐✗–⚑…·└".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _words(text: str, *, plain: bool, limit: int = 400) -> str:
    """One line that the terminal can show: no control characters, none that its encoding lacks."""
    line = one_line(text, limit)
    return line.encode("ascii", "backslashreplace").decode("ascii") if plain else line


def _table(report: Report, *, width: int, plain: bool) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    titles, names = width >= _COLUMNS_FOR_TITLES, width >= _COLUMNS_FOR_CHECK_NAMES
    mistakes = [mistake.id for part in report.parts for mistake in part.mistakes]
    table = Table(box=box.ASCII2 if plain else box.SIMPLE_HEAD, pad_edge=False, show_footer=True)
    table.add_column("Part", no_wrap=True, overflow="crop", footer="" if titles else "Total")
    if titles:
        table.add_column("Title", overflow="fold", footer="Total")
    total = f"{points_text(report.score)} / {points_text(report.max_score)}"
    table.add_column("Points", justify="right", no_wrap=True, overflow="crop", footer=total)
    table.add_column("Checks", overflow="fold")
    longest = max(map(len, mistakes), default=0)
    table.add_column("Mistakes", style="yellow", overflow="fold", min_width=min(longest, width // 3))
    for part in report.parts:
        row: list[str | Text] = [Text(part.id)]
        if titles:
            row.append(Text(_words(part.title, plain=plain)))
        row.append(_points(part))
        row.append(_verdicts(part, plain=plain, names=names))
        row.append(Text(" ".join(mistake.id for mistake in part.mistakes)))
        table.add_row(*row)
    return table


def _points(part: PartReport) -> Text:
    from rich.text import Text

    style = "magenta" if part.review else "green" if part.score >= part.max_score else "red"
    words = f"{points_text(part.score)} / {points_text(part.max_score)}"
    return Text(words + (" ?" if part.review else ""), style=style)


def _verdicts(part: PartReport, *, plain: bool, names: bool) -> Text:
    from rich.text import Text

    words = Text()
    for check in scored_checks(part):
        unicode_sign, ascii_sign, style = _SIGNS[check.verdict]
        separator = " " if words and names else ""
        sign = ascii_sign if plain else unicode_sign
        words.append(separator + sign + (check.id if names else ""), style=style)
    for check in unscored_checks(part):
        if check.run is not None and names:
            words.append(f" ({check.run.function} {check.run.passed}/{check.run.cases})", style="dim")
    if part.ours:
        words.append("not graded", style="magenta")
    return words


def _needs_words(part: PartReport) -> bool:
    return part.review or part.ours or part.score < part.max_score or bool(part.mistakes)


def _print_part(part: PartReport, console: Console, *, plain: bool) -> None:
    from rich.text import Text

    console.print(Text(f"{part.id} {_words(part.title, plain=plain)}", style="bold"))
    if part.ours:
        _print_line(console, messages.OURS, plain=plain)
    for reason in part.review_reasons:
        _print_line(console, f"awaits a person: {reason}", plain=plain, style="magenta")
    told: set[str] = set()
    for check in part.checks:
        for sentence in _check_sentences(check):
            if sentence not in told:
                told.add(sentence)
                _print_line(console, sentence, plain=plain)
    for feedback in loose_mistakes(part):
        _print_line(console, feedback, plain=plain)
    _print_quotes(part, console, plain=plain)


def _check_sentences(check: CheckReport) -> list[str]:
    sentences = []
    if check.message and check.message not in (messages.OURS, messages.PROVISIONAL):
        sentences.append(check.message)
    if check.run is not None and check.run.passed < check.run.cases:
        run = check.run
        sentences.append(messages.function_result(run.function, run.cases, run.passed, refused=run.refused))
        sentences.extend(run.messages[:4])
    return sentences


def _print_quotes(part: PartReport, console: Console, *, plain: bool) -> None:
    """The lines that speak against the answer or could not be decided; else the first ones read."""
    quotes = part_quotes(part)
    marked = [line for line in quotes if line.mark not in (Mark.READ, Mark.HOLDS, Mark.FOR)]
    for quote in (marked or quotes)[:_MAX_QUOTES]:
        place = _words(str(quote.place), plain=plain, limit=60)
        words = _words(quote.text, plain=plain, limit=160)
        _print_line(console, f"{place}: {words}", plain=plain, style="dim")


def _print_line(console: Console, sentence: str, *, plain: bool, style: str = "") -> None:
    from rich.padding import Padding
    from rich.text import Text

    text = Text(_words(sentence, plain=plain, limit=600), style=style, overflow="fold")
    console.print(Padding(text, (0, 0, 0, 2)))


def _print_notes(report: Report, console: Console, *, plain: bool) -> None:
    for remark in report.remarks[:_MAX_REMARKS]:
        _print_line(console, messages.remark_message(remark), plain=plain, style="yellow")
    for note in report.staff_notes:
        _print_line(console, note, plain=plain, style="yellow")
    if report.layers:
        _print_line(console, f"student code ran behind: {', '.join(report.layers)}", plain=plain, style="dim")


def _total(report: Report) -> Text:
    from rich.text import Text

    words = f"{points_text(report.score)} of {points_text(report.max_score)} points"
    waiting = [part.id for part in report.parts if part.review]
    if waiting:
        words += f"; {len(waiting)} of {len(report.parts)} parts await a person: {', '.join(waiting)}"
    return Text(words, style="bold")
