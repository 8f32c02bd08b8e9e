"""Everything a report becomes on disk: results.json and report.html."""

from __future__ import annotations

from pathlib import Path

from grader.model.report import Report
from grader.reports.gradescope import SubmissionMetadata, results_data, write_results
from grader.reports.html import write_html


def write_reports(report: Report, out: Path, metadata: SubmissionMetadata | None = None) -> None:
    """Write both files into `out`, made where it is missing; OSError as it comes."""
    out.mkdir(parents=True, exist_ok=True)
    write_results(results_data(report, metadata), out / "results.json")
    write_html(report, out / "report.html")
