"""What runs in a worker process: grade one submission, and let nothing that goes wrong leave it."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.job import Job, Outcome
from grader.model.assignment import Assignment
from grader.model.report import Report

if TYPE_CHECKING:
    from grader.grading import JudgeCode

_MAX_ANSWER_CHARACTERS = 500
_ONE_AT_A_TIME = threading.Lock()  # a Dask worker has threads; a grading has the process to itself


def grade_job(job: Job) -> Outcome:
    """Grade one submission of the class and lay out its two reports."""
    from grader.errors import GraderError
    from grader.grading import OUR_FAILURES, describe

    started = time.perf_counter()
    with _ONE_AT_A_TIME:
        try:
            outcome = _graded(job)
        except (GraderError, OSError) as problem:
            outcome = Outcome(job.name, problem=str(problem) or type(problem).__name__)
        except OUR_FAILURES as failure:  # a bug of ours costs one submission, and staff see where it is
            outcome = Outcome(job.name, problem=f"an error of ours, please report it: {describe(failure)}")
    return replace(outcome, seconds=time.perf_counter() - started)


def _graded(job: Job) -> Outcome:
    from grader.grading import grade_path
    from grader.reports.gradescope import results_data
    from grader.reports.html import render_html

    assignment = _assignment(job.assignment)
    if assignment.digest != job.digest:
        return Outcome(job.name, problem="this worker has another version of the assignment or the grader")
    report = grade_path(Path(job.path), assignment, _code_judge(job.assignment, unsafe=job.unsafe))
    report = replace(report, submission=job.name)
    return Outcome(
        job.name,
        results=json.dumps(results_data(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n",
        page=render_html(report),
        answers=json.dumps(answers_for_review(report), ensure_ascii=False),
    )


@lru_cache(maxsize=2)
def _code_judge(folder: str, *, unsafe: bool) -> JudgeCode:
    """One judge of code for all submissions to an assignment that this process grades."""
    from grader.code_run import code_judge

    return code_judge(unsafe=unsafe, keep_open=True)


@lru_cache(maxsize=2)
def _assignment(folder: str) -> Assignment:
    from grader.assignment import load_assignment

    return load_assignment(Path(folder), with_digest=True)


def answers_for_review(report: Report) -> dict[str, str]:
    """Part id to the answer as read, on one line: like answers give like lines, and are put together."""
    from grader.reports.prose import one_line
    from grader.reports.quotes import part_quotes

    return {
        part.id: one_line(" ⏎ ".join(quote.text for quote in part_quotes(part)), _MAX_ANSWER_CHARACTERS)
        for part in report.parts
        if part.review
    }
