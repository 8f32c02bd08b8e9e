"""The table on the terminal, on every kind of terminal."""

import io
from types import ModuleType

import pytest
from rich.console import Console

from grader.model.report import Report
from grader.reports.terminal import print_report


def _printed(report: Report, *, width: int = 120, encoding: str = "utf-8", colour: bool = False) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    print_report(report, Console(file=stream, width=width, force_terminal=colour, legacy_windows=False))
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_table_has_every_part_with_points_verdicts_and_mistakes(made: ModuleType) -> None:
    printed = _printed(made.made_report())
    rows = {
        line.split()[0]: line
        for line in printed.splitlines()
        if " / " in line and line.split()[0][0].isdigit()
    }
    assert list(rows) == [part.id for part in made.full_parts()]
    assert "1 / 2" in rows["1.1"]
    assert "✓step ✗scale" in rows["1.1"]
    assert "scale-squared norm-missing" in rows["1.1"]
    assert "1.5 / 1.5 ?" in rows["2.2.c"]
    assert "(viterbi_step 9/9)" in rows["2.2.d"]


@pytest.mark.parametrize("width", [80, 120])
def test_ids_of_mistakes_are_never_broken(made: ModuleType, width: int) -> None:
    report = made.made_report()
    words = _printed(report, width=width).split()
    assert all(mistake.id in words for part in report.parts for mistake in part.mistakes)


def test_total_says_what_awaits_a_person(made: ModuleType) -> None:
    last = _printed(made.made_report()).strip().splitlines()[-1]
    assert last == "3 of 17.5 points; 3 of 6 parts await a person: 2.2.c, 3.1, 4.2"


def test_quotes_stand_with_file_and_line(made: ModuleType) -> None:
    assert r"  writeup.md:43: hence $s = \frac{\gamma}{\|u\|^2}$" in _printed(made.made_report())


@pytest.mark.parametrize("width", [20, 40, 71, 72, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_every_width_and_encoding_is_borne(made: ModuleType, width: int, encoding: str) -> None:
    printed = _printed(made.made_report(remarks=made.REMARKS), width=width, encoding=encoding)
    assert max(len(line) for line in printed.splitlines()) <= width
    assert "3 of 17.5" in printed


def test_no_escape_sequence_of_a_student_reaches_the_terminal(made: ModuleType) -> None:
    printed = _printed(made.made_report())
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_markup_in_words_is_shown_as_written(made: ModuleType) -> None:
    assert "[a](http://evil)" in _printed(made.made_report())
    report = made.made_report(made.made_part("1", title="[bold]x[/bold] [/]"))
    assert "[bold]x[/bold] [/]" in _printed(report)


def test_colours_come_only_where_a_terminal_is(made: ModuleType) -> None:
    assert "\x1b[" in _printed(made.made_report(), colour=True)
