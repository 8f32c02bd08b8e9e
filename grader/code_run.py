"""Brings student code, sandbox and code checks together; imported only where there is code to run."""

from __future__ import annotations

from dataclasses import replace

from grader.errors import SandboxError
from grader.grading import NOT_RUN, Findings, JudgeCode, OnFunction
from grader.model.assignment import Assignment
from grader.model.submission import Submission


def code_judge(*, unsafe: bool = False, deadline_seconds: float | None = None) -> JudgeCode:
    """A judge of code that opens the sandbox when first needed and closes it after each submission."""

    def judge(submission: Submission, assignment: Assignment, on_function: OnFunction) -> Findings:
        from grader.checks.code import judge_code
        from grader.execution.refusal import Refusal
        from grader.execution.sandbox import open_sandbox

        executor = open_sandbox(
            import_seconds=assignment.import_seconds,
            packages=assignment.packages,
            private=[str(assignment.folder)],
            unsafe=unsafe,
        )
        try:
            return judge_code(
                submission.code,
                assignment,
                executor,
                deadline_seconds=deadline_seconds,
                on_function=on_function,
            )
        except SandboxError as error:
            # The write-up is graded all the same; every function that was handed in goes to a person.
            findings = judge_code(submission.code, assignment, Refusal(str(error)))
            return replace(findings, staff_notes=(f"{NOT_RUN}: {error}", *findings.staff_notes))
        finally:
            executor.close()

    return judge
