"""`grader check`: a table of all that was proved of an assignment; 2 where something does not hold."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from grader.assignment import load_assignment
from grader.errors import AssignmentError, UsageError
from grader.model.assignment import Assignment
from grader.selfcheck import BROKEN_CHECK, Finding
from grader.yaml_marks import load_marked


def check_assignment(folder: Path, *, brief: bool = False) -> int:
    """Prove the assignment in `folder`; with `brief`, print only what does not hold."""
    from rich.console import Console
    from rich.table import Table

    from grader.selfcheck import prove

    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    assignment = load_assignment(folder)
    undeclared = list(_undeclared(assignment))
    if undeclared:
        raise AssignmentError(undeclared)
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
    told: set[str] = set()
    for finding in failed:
        if BROKEN_CHECK in finding.seen:  # one fault of a rubric spoils all that its check judges
            fault = finding.seen[finding.seen.index(BROKEN_CHECK) :]
            if fault in told:
                continue
            told.add(fault)
        print(
            f"{_place(finding, assignment)}not proved: {finding.proof}: {finding.subject}: {finding.seen}",
            file=sys.stderr,
        )
    if not failed and not brief:
        print("Everything holds.")
    return 2 if failed else 0


def _undeclared(assignment: Assignment) -> Iterator[str]:
    """A complaint for each symbol whose type is none: what is written with it could not be read."""
    from grader.maths.expressions.symbols import DeclarationError, declare

    for part in assignment.parts:
        for name, kind in part.symbols.items():
            try:
                declare({name: kind})
            except DeclarationError as error:
                marked = load_marked(
                    assignment.folder / "rubrics" / f"{part.id}.yaml", f"rubrics/{part.id}.yaml"
                )
                yield f"{marked.at(('symbols', name))}: {part.id}: symbol {error}"


def _place(finding: Finding, assignment: Assignment) -> str:
    """``file:line: `` of the rubric's entry that a finding is about, as far as its subject names one."""
    part, _, rest = finding.subject.partition(" ")
    file = next(
        (each.id for each in assignment.parts if part == each.id or part in each.functions),
        "",
    )
    path = assignment.folder / "rubrics" / f"{file}.yaml"
    if not file or not path.is_file():
        return ""
    name = rest.split(" ")[0] or part
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if line.strip().startswith(f"{name}:")]
    return f"rubrics/{path.name}:{found[-1] if found else 1}: "


def print_schema() -> int:
    """The JSON schema of rubric files on the standard output, for editors."""
    import json

    from grader.rubric_schema import json_schema

    print(json.dumps(json_schema(), indent=2))
    return 0


def check_results(file: Path) -> int:
    """Say what of a results.json is not as Gradescope documents it; 2 where something is not."""
    from grader.reports.gradescope import validate_results_file

    complaints = validate_results_file(file)
    for complaint in complaints:
        print(f"{file}: {complaint}", file=sys.stderr)
    if not complaints:
        print(f"{file}: valid")
    return 2 if complaints else 0
