"""`grader check`: a table of all that was proved of an assignment; 2 where something does not hold."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from grader.assignment import load_assignment
from grader.errors import UsageError


def check_assignment(folder: Path, *, brief: bool = False) -> int:
    """Prove the assignment in `folder`; with `brief`, print only what does not hold."""
    from rich.console import Console
    from rich.table import Table

    from grader.selfcheck import prove

    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    assignment = load_assignment(folder)
    findings = list(prove(assignment))
    held = Counter(finding.proof for finding in findings if finding.holds)
    failed = [finding for finding in findings if not finding.holds]
    console = Console()
    if not brief:
        table = Table("proof", "holds", "fails")
        for proof in dict.fromkeys(finding.proof for finding in findings):
            table.add_row(proof, str(held[proof]), str(sum(finding.proof == proof for finding in failed)))
        console.print(f"{assignment.title}: {len(assignment.parts)} parts, {assignment.points} points")
        console.print(table)
    for finding in failed:
        print(f"{finding.proof}: {finding.subject}: {finding.seen}", file=sys.stderr)
    return 2 if failed else 0


def check_results(file: Path) -> int:
    """Say what of a results.json is not as Gradescope documents it; 2 where something is not."""
    from grader.reports.gradescope import validate_results_file

    complaints = validate_results_file(file)
    for complaint in complaints:
        print(f"{file}: {complaint}", file=sys.stderr)
    if not complaints:
        print(f"{file}: valid")
    return 2 if complaints else 0
