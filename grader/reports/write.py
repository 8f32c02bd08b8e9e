"""Everything a report becomes on disk: results.json and report.html."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from grader.model.report import Report
from grader.reports.atomic import write_atomically
from grader.reports.gradescope import results_data, write_results


def write_reports(report: Report, page: Callable[[], str], out: Path) -> None:
    """Write both files into `out`, made where it is missing, each whole; OSError as it comes.

    `page` gives the text of report.html, and is asked last.
    """
    out.mkdir(parents=True, exist_ok=True)
    write_results(results_data(report), out / "results.json")
    write_atomically(out / "report.html", page().encode("utf-8", errors="replace"))
