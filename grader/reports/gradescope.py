"""Write a report as Gradescope's results.json, through gradescope-utils' runner."""

from __future__ import annotations

import io
import json
import unittest
from collections.abc import Callable, Mapping
from pathlib import Path

from grader.model.judgement import Reading
from grader.model.report import CheckReport, PartReport, Report
from grader.reports.atomic import write_atomically
from grader.reports.metadata import SubmissionMetadata, read_metadata
from grader.reports.prose import harmless, points_number
from grader.reports.results_schema import validate_results, validate_results_file
from grader.reports.student import part_markdown, summary_markdown

__all__ = [
    "NEEDS_REVIEW",
    "SubmissionMetadata",
    "read_metadata",
    "results_data",
    "validate_results",
    "validate_results_file",
    "write_results",
]

NEEDS_REVIEW = "needs-review"
"""The tag of a part that awaits a person."""

Json = dict[str, object]


def results_data(report: Report, metadata: SubmissionMetadata | None = None) -> Json:
    """The whole of results.json: one test a part, in the report's order, whatever became of the part.

    gradescope-utils runs one passing test a part, which carries points and name; what it has no word for
    (formats, texts, extra data), and what it gets wrong (a time as a string, sums of floats, an empty
    leaderboard), the post-processor sets.
    """
    from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

    def finish(data: Json) -> None:
        _finish(data, report, metadata or SubmissionMetadata())

    runner = JSONTestRunner(
        stream=io.StringIO(),
        buffer=False,
        visibility="visible",
        stdout_visibility="hidden",
        post_processor=finish,
    )
    runner.run(unittest.TestSuite(_part_test(part) for part in report.parts))
    data: Json = runner.json_data
    return data


def write_results(data: Mapping[str, object], path: Path) -> None:
    """Put results.json in its place, whole: ValueError where JSON has no such number, OSError as it comes."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    write_atomically(path, (text + "\n").encode("utf-8", errors="replace"))


def _part_test(part: PartReport) -> unittest.TestCase:
    """A test of its own class, with a function of its own: the library keeps scores on the function."""

    def carried(self: unittest.TestCase) -> None:
        """The judging is over: there is nothing left that could fail."""

    attributes: dict[str, object] = {
        "__weight__": points_number(part.max_score),
        "__score__": points_number(part.score),
        "__number__": part.id,
        "__visibility__": str(part.visibility),
        "__tags__": _tags(part),
    }
    for name, value in attributes.items():
        setattr(carried, name, value)
    carried.__doc__ = _name(part)
    methods: dict[str, Callable[[unittest.TestCase], None]] = {"test_part": carried}
    test: unittest.TestCase = type("PartTest", (unittest.TestCase,), methods)("test_part")
    return test


def _finish(data: Json, report: Report, metadata: SubmissionMetadata) -> None:
    """Complete what the library made: nothing of it is trusted to have kept a part."""
    made = data.get("tests")
    made = made if isinstance(made, list) else []
    by_number = {test.get("number"): test for test in made if isinstance(test, dict)}
    data["tests"] = [_test_entry(by_number.get(part.id, {}), part) for part in report.parts]
    data["score"] = points_number(report.score)
    data["output"] = summary_markdown(report, metadata)
    data["output_format"] = "md"
    data["test_output_format"] = "md"
    data["test_name_format"] = "text"
    data["extra_data"] = _extra_data(report)
    data.pop("leaderboard", None)
    data.pop("execution_time", None)  # a clock: the same submission gives the same bytes


def _test_entry(made: Mapping[str, object], part: PartReport) -> Json:
    return {
        "number": part.id,
        "name": _name(part),
        "score": points_number(part.score),
        "max_score": points_number(part.max_score),
        "status": made.get("status", "passed" if part.score >= part.max_score else "failed"),
        "output": part_markdown(part),
        "output_format": "md",
        "visibility": str(part.visibility),
        "tags": _tags(part),
    }


def _name(part: PartReport) -> str:
    return " ".join(harmless(f"{part.id} {part.title}").split())


def _tags(part: PartReport) -> list[str]:
    return [*_mistake_ids(part), *([NEEDS_REVIEW] if part.review else [])]


def _mistake_ids(part: PartReport) -> list[str]:
    return list(dict.fromkeys(mistake.id for mistake in part.mistakes))


def _extra_data(report: Report) -> Json:
    return {
        "parts": {part.id: part_data(part) for part in report.parts},
        "staff": {
            "layers": list(report.layers),
            "notes": [harmless(note) for note in report.staff_notes],
            "parts": {part.id: staff for part in report.parts if (staff := _staff_data(part))},
        },
    }


def part_data(part: PartReport) -> Json:
    """One part as a program wants it (contract, section 6)."""
    return {
        "score": points_number(part.score),
        "max_score": points_number(part.max_score),
        "review": part.review,
        "mistakes": _mistake_ids(part),
        "checks": [_check_data(check) for check in part.checks],
    }


def _check_data(check: CheckReport) -> Json:
    data: Json = {
        "id": check.id,
        "verdict": str(check.verdict),
        "points": points_number(check.points),
        "max_points": points_number(check.max_points),
        "evidence": str(check.evidence),
    }
    if check.run is not None:
        data |= {"function": check.run.function, "cases": check.run.cases, "passed": check.run.passed}
    if check.mistakes or check.run is not None:
        data["mistakes"] = list(check.mistakes)
    return data


def _staff_data(part: PartReport) -> Json:
    """What only staff see of a part: why it awaits a person, reasons, witnesses, smallest failing cases."""
    data: Json = {}
    if part.review_reasons:
        data["review"] = [harmless(reason)[:4000] for reason in part.review_reasons]
    checks: Json = {}
    for check in part.checks:
        entry = {
            "reason": harmless(check.staff)[:4000],
            "counterexample": harmless(check.run.counterexample)[:8000] if check.run else "",
            "readings": [_reading_line(reading) for reading in check.readings[:40] if reading.note],
        }
        kept = {key: value for key, value in entry.items() if value}
        if kept:
            checks[check.id] = kept
    if checks:
        data["checks"] = checks
    return data


def _reading_line(reading: Reading) -> str:
    return harmless(f"{reading.place} {reading.mark}: {reading.text} ({reading.note})")[:2000]
