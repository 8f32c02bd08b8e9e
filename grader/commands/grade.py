"""`grader grade`: submissions to tables and reports; one bad submission never stops the others."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from grader.aside import aside, awaiting, map_on_two_cores
from grader.assignment import load_assignment
from grader.code_run import code_judge
from grader.errors import EmptySubmission, SubmissionError
from grader.grading import NOT_RUN, OUR_FAILURES, describe, grade
from grader.model.assignment import Assignment
from grader.model.report import Report
from grader.model.submission import Submission


def grade_paths(paths: Sequence[Path], out: Path, folder: Path, *, unsafe: bool = False) -> int:
    """Grade each path; 1 if any could not be graded, and it is said which."""
    reads: list[Callable[[], Submission]] = [partial(_read, path, folder) for path in paths]
    lays_out: list[Callable[[Report], Callable[[], LaidOut]]] = [_lay_out_aside for _ in paths]
    # the second core has work while the assignment is loaded
    reads[0] = aside(reads[0])
    lays_out[0] = awaiting(_prepare_laying_out, _laid_out)
    assignment = load_assignment(folder)
    failed: list[Path] = []
    for path, name, read, lay_out in zip(paths, _names(paths), reads, lays_out, strict=True):
        place = out / name if len(paths) > 1 else out
        try:
            graded = _grade_one(path, read, lay_out, place, assignment, unsafe=unsafe)
        except SubmissionError as error:
            graded = False
            print(f"grader: {error}", file=sys.stderr)
            _lay_out_ungraded(name, str(error), place, assignment, empty=isinstance(error, EmptySubmission))
        if not graded:
            failed.append(path)
    if failed and len(paths) > 1:
        print(f"Not graded: {', '.join(str(path) for path in failed)}", file=sys.stderr)
    return 1 if failed else 0


def _read(path: Path, folder: Path) -> Submission:
    from grader.early_reading import read_for

    return read_for(path, folder)


def _grade_one(
    path: Path,
    read: Callable[[], Submission],
    lay_out: Callable[[Report], Callable[[], LaidOut]],
    out: Path,
    assignment: Assignment,
    *,
    unsafe: bool,
) -> bool:
    try:
        report = grade(read(), assignment, code_judge(unsafe=unsafe), map_parts=map_on_two_cores)
    except OUR_FAILURES as failure:  # one submission that we stumble over never stops the others
        print(f"grader: {path}: an error of ours, please report it: {describe(failure)}", file=sys.stderr)
        _lay_out_ungraded(path.name, "", out, assignment)
        return False
    laid_out = lay_out(report)
    from grader.reports.gradescope import results_data
    from grader.reports.write import write_reports

    results = results_data(report)
    page, table = laid_out()
    try:
        write_reports(results, page, out)  # before anything is shown: a closed terminal loses nothing
    except OSError as error:
        print(f"grader: cannot write to {out}: {error.strerror}; give another --out", file=sys.stderr)
        return False
    print(table, end="")
    print(f"Written: {out / 'results.json'}, {out / 'report.html'}")
    refused = [note for note in report.staff_notes if note.startswith(NOT_RUN)]
    for note in refused:
        print(f"grader: {path}: {note}", file=sys.stderr)
    return not refused


def _lay_out_ungraded(name: str, why: str, out: Path, assignment: Assignment, *, empty: bool = False) -> None:
    """Both reports of a submission that was not graded, over an earlier run's; `why` is for the student."""
    from grader.gradescope.partial import read_outlines, refused_results
    from grader.reports.gradescope import results_data
    from grader.reports.html import render_html
    from grader.reports.ungraded import ungraded_report
    from grader.reports.write import write_reports

    report = ungraded_report(name, assignment, why)
    results = (
        refused_results(read_outlines(assignment.folder), why, empty=empty) if why else results_data(report)
    )
    try:
        write_reports(results, render_html(report), out)
    except OSError as error:
        print(f"grader: cannot write to {out}: {error.strerror}; give another --out", file=sys.stderr)


LaidOut = tuple[str, str]
"""report.html, and the table as this terminal shows it."""


def _laid_out(report: Report) -> LaidOut:
    from rich.console import Console

    from grader.reports.html import render_html
    from grader.reports.terminal import print_report

    console = Console()
    with console.capture() as table:
        print_report(report, console)
    return render_html(report), table.get()


def _prepare_laying_out() -> None:
    from rich import console, padding, table  # noqa: F401 - to have them loaded

    from grader.reports import html, terminal  # noqa: F401

    html.prepare()


def _lay_out_aside(report: Report) -> Callable[[], LaidOut]:
    return aside(partial(_laid_out, report))


def _names(paths: Sequence[Path]) -> list[str]:
    """A folder name for each path, unlike every other."""
    names: list[str] = []
    for path in paths:
        stem = (
            re.sub(r"\.(zip|tar\.gz|tgz|md|tex|ipynb|docx|ya?ml|py)$", "", path.resolve().name)
            or "submission"
        )
        name, count = stem, 1
        while name in names:
            count += 1
            name = f"{stem}-{count}"
        names.append(name)
    return names
