"""The process that grades on Gradescope: tells the supervisor of each part, and writes the final file.

``python -m grader.gradescope.grading_process FOLDER ROOT DESCRIPTOR SECONDS``
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from grader.errors import GraderError
from grader.model.report import PartReport, Report

_OWN_SHARE = 0.9
"""Student code gets this much of the time, so that the report is written before the supervisor stops us."""


def main(arguments: list[str]) -> int:
    """Grade, telling of each part as it is done."""
    folder, root, descriptor, seconds = (
        Path(arguments[0]),
        Path(arguments[1]),
        int(arguments[2]),
        float(arguments[3]),
    )
    _be_the_first_to_go()
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        _grade(folder, root, descriptor, seconds)
    except GraderError as error:
        print(f"grader: {error}", file=sys.stderr)
        _write_problem(root, error)
        _tell(descriptor, {"finished": True})
        return 1
    return 0


def _grade(folder: Path, root: Path, descriptor: int, seconds: float) -> None:
    from grader.assignment import load_assignment
    from grader.code_run import code_judge
    from grader.grading import grade_path
    from grader.reports.gradescope import part_data, read_metadata, results_data, write_results

    def on_part(part: PartReport) -> None:
        tests = results_data(Report(root.name, assignment.title, (part,)))["tests"]
        test = tests[0] if isinstance(tests, list) else {}
        _tell(descriptor, {"part": part.id, "test": test, "data": part_data(part)})

    assignment = load_assignment(folder)
    report = grade_path(
        root / "submission", assignment, code_judge(deadline_seconds=seconds * _OWN_SHARE), on_part=on_part
    )
    data = results_data(report, read_metadata(root / "submission_metadata.json"))
    write_results(data, root / "results" / "results.json")
    _tell(descriptor, {"finished": True})
    with suppress(OSError):
        from grader.reports.html import write_html

        write_html(report, root / "results" / "report.html")


def _write_problem(root: Path, error: GraderError) -> None:
    """A submission that cannot be read, or an assignment that is not sound: a valid file that says so."""
    from grader.errors import SubmissionError
    from grader.gradescope.partial import store

    of_student = isinstance(error, SubmissionError)
    text = (
        str(error)
        if of_student
        else "We could not grade this submission, for a reason that is ours; staff will look at it."
    )
    store({"score": 0.0, "output": text, "output_format": "text"}, root / "results" / "results.json")


def _tell(descriptor: int, row: object) -> None:
    with suppress(OSError):  # the supervisor was killed: the final file is still ours to write
        data = json.dumps(row, allow_nan=False).encode() + b"\n"
        while data:
            data = data[os.write(descriptor, data) :]


def _be_the_first_to_go() -> None:
    """When memory runs out, this process goes and not its supervisor."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
