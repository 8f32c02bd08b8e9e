"""The process that grades on Gradescope: tells the supervisor of each part, and at the end of the whole.

``python -m grader.gradescope.grading_process FOLDER ROOT DESCRIPTOR SECONDS PARENT``
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from grader.errors import AssignmentError, EmptySubmission, GraderError, SubmissionError
from grader.gradescope.processes import end_with
from grader.model.assignment import Assignment
from grader.model.report import PartReport, Report
from grader.model.submission import Submission

_OWN_SHARE = 0.85
"""Student code gets this much of the time, so that all is graded before the supervisor stops us."""


def main(arguments: list[str]) -> int:
    """Grade, telling of each part as it is done."""
    begin = time.monotonic()
    folder, root, descriptor = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
    end_with(int(arguments[4]))
    _be_the_first_to_go()
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        _grade(folder, root, descriptor, begin + float(arguments[3]) * _OWN_SHARE)
    except SubmissionError as error:
        _tell(descriptor, {"refused": str(error), "empty": isinstance(error, EmptySubmission)})
        return _failed(error)
    except AssignmentError as error:
        _tell(descriptor, {"unsound": True})
        return _failed(error)
    except GraderError as error:
        return _failed(error)
    return 0


def _failed(error: GraderError) -> int:
    print(f"grader: {error}", file=sys.stderr)
    return 1


def _grade(folder: Path, root: Path, descriptor: int, deadline: float) -> None:
    from grader.assignment import load_assignment
    from grader.code_run import code_judge
    from grader.grading import Findings, OnFunction, grade_path
    from grader.reports.gradescope import part_data, read_metadata, results_data

    def on_part(part: PartReport) -> None:
        tests = results_data(Report(root.name, assignment.title, (part,)))["tests"]
        test = tests[0] if isinstance(tests, list) else {}
        _tell(descriptor, {"part": part.id, "test": test, "data": part_data(part), "ours": part.ours})

    def judge_code(submission: Submission, assignment: Assignment, on_function: OnFunction) -> Findings:
        judge = code_judge(deadline_seconds=deadline - time.monotonic())
        return judge(submission, assignment, on_function)

    assignment = load_assignment(folder)
    report = grade_path(root / "submission", assignment, judge_code, on_part=on_part)
    _tell(descriptor, {"final": results_data(report, read_metadata(root / "submission_metadata.json"))})


def _tell(descriptor: int, row: object) -> None:
    data = json.dumps(row, allow_nan=False).encode() + b"\n"
    with suppress(OSError):  # the supervisor was killed: what is graded stands on the disk
        while data:
            data = data[os.write(descriptor, data) :]


def _be_the_first_to_go() -> None:
    """When memory runs out, this process goes and not its supervisor."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
