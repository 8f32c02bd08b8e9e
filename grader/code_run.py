"""Brings student code, sandbox and code checks together; imported only where there is code to run."""

from __future__ import annotations

import atexit
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.errors import SandboxError
from grader.grading import NOT_RUN, Findings, JudgeCode, OnFunction
from grader.model.assignment import Assignment
from grader.model.submission import Submission

if TYPE_CHECKING:
    from grader.execution.sandbox import Sandbox


def code_judge(
    *, unsafe: bool = False, deadline_seconds: float | None = None, keep_open: bool = False
) -> JudgeCode:
    """A judge of code that opens the sandbox when first needed and closes it after each submission.

    `keep_open`: for many submissions to one assignment, one after the other. The sandbox stays open, until
    the process ends, wherever it is certain that nothing of a submission is left when the next one comes.
    """
    kept: list[Sandbox] = []

    def judge(submission: Submission, assignment: Assignment, on_function: OnFunction) -> Findings:
        from grader.checks.code import judge_code
        from grader.execution.refusal import Refusal

        executor = kept.pop() if kept else _opened(assignment, unsafe=unsafe)
        try:
            findings = judge_code(
                submission.code,
                assignment,
                executor,
                deadline_seconds=deadline_seconds,
                on_function=on_function,
            )
            if keep_open and executor.clear():
                kept.append(executor)
            return findings
        except SandboxError as error:
            # The write-up is graded all the same; every function that was handed in goes to a person.
            findings = judge_code(submission.code, assignment, Refusal(str(error)))
            return replace(findings, staff_notes=(f"{NOT_RUN}: {error}", *findings.staff_notes))
        finally:
            if not kept:
                executor.close()

    if keep_open:
        atexit.register(_close_all, kept)
    return judge


def _opened(assignment: Assignment, *, unsafe: bool) -> Sandbox:
    from grader.execution.sandbox import open_sandbox

    return open_sandbox(
        import_seconds=assignment.import_seconds,
        packages=assignment.packages,
        private=[str(assignment.folder)],
        unsafe=unsafe,
    )


def _close_all(kept: list[Sandbox]) -> None:
    while kept:
        kept.pop().close()
