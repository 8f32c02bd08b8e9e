"""Everything a report becomes on disk: results.json and report.html."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.reports.atomic import write_atomically
from grader.reports.gradescope import write_results


def write_reports(results: Mapping[str, object], page: str, out: Path) -> None:
    """Write both files into `out`, made where it is missing, each whole; OSError as it comes."""
    out.mkdir(parents=True, exist_ok=True)
    write_results(results, out / "results.json")
    write_atomically(out / "report.html", page.encode("utf-8", errors="replace"))
