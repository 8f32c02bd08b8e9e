"""The report of a submission that could not be graded: every part is for a person, and nothing is lost."""

from __future__ import annotations

from decimal import Decimal

from grader.model.assignment import Assignment
from grader.model.report import PartReport, Report


def ungraded_report(name: str, assignment: Assignment, problem: str) -> Report:
    """No part graded, through no fault of the student; `problem` is for staff."""
    parts = tuple(
        PartReport(part.id, part.title, Decimal(0), part.points, True, (), (), part.visibility, ours=True)
        for part in assignment.parts
    )
    return Report(name, assignment.title, parts, staff_notes=(problem,))
