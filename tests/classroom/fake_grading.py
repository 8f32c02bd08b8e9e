"""A stand-in for grading, quick and with every sort of accident, for the tests of class runs.

It lives in a module of its own name, for worker processes to find it. A submission's ``answer.md`` says
what is to happen: ``score N``, ``die``, ``die once``, ``raise``, ``hang``, ``refuse``.
"""

from __future__ import annotations

import json
import os
import time
from decimal import Decimal
from pathlib import Path

from grader.classroom.job import Job, Outcome
from grader.model.assignment import Assignment, Check, Evidence, KnownMistake, Part, Reference, Visibility
from grader.model.judgement import Reading
from grader.model.report import CheckReport, NamedMistake, PartReport, Report, Verdict
from grader.model.submission import Place
from grader.reports.gradescope import results_data
from grader.reports.html import render_html


def made_assignment(folder: Path) -> Assignment:
    """Two parts, six points."""
    parts = tuple(
        Part(
            part_id,
            title,
            Decimal(points),
            (Check("all", Decimal(points), "symbolic", None),),
            {"off-by-one": KnownMistake("off-by-one", "One too many.", {"all": Decimal(1)})},
        )
        for part_id, title, points in (("1.1", "Counting", 4), ("2.a", "=Formulas", 2))
    )
    reference = Reference({}, {}, {}, {})
    return Assignment("Homework", folder, parts, reference, digest="d1", time_limit_seconds=60)


def grade(job: Job) -> Outcome:
    """Do what the submission says; note each grading in the file `$GRADED`, to count them."""
    words = _words(Path(job.path))
    if "GRADED" in os.environ:
        with open(os.environ["GRADED"], "a", encoding="utf-8") as log:
            log.write(job.name + "\n")
    if words == "slow":
        time.sleep(0.3)
    if words == "die":
        os._exit(9)
    if words == "die once" and not (flag := Path(os.environ["GRADED"] + ".died")).exists():
        flag.touch()
        os.kill(os.getpid(), 9)
    if words == "hang":
        time.sleep(3600)
    if words == "refuse":
        return Outcome(job.name, problem="=nothing to read")
    score = Decimal(words.split()[1]) if words.startswith("score") else Decimal(0)
    report = _report(job.name, score, words)
    answers = {part.id: words for part in report.parts if part.review}
    results = json.dumps(results_data(report), ensure_ascii=False, indent=1) + "\n"
    return Outcome(job.name, results, render_html(report), json.dumps(answers), seconds=time.process_time())


def _words(path: Path) -> str:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in {".md", ".yaml"})
        return files[0].read_text(encoding="utf-8").strip() if files else ""
    return path.read_text(encoding="utf-8").strip() if path.suffix == ".md" else path.name


def _report(name: str, score: Decimal, words: str) -> Report:
    verdict = Verdict.PASS if score >= 4 else Verdict.PARTIAL if score > 0 else Verdict.FAIL
    reading = Reading(words, Place("answer.md", 1))
    check = CheckReport(
        "all", verdict, min(score, Decimal(4)), Decimal(4), Evidence.WRITEUP, readings=(reading,)
    )
    mistakes = (NamedMistake("off-by-one", "One too many."),) if 0 < score < 4 else ()
    one = PartReport(
        "1.1", "Counting", check.points, Decimal(4), False, mistakes, (check,), Visibility.VISIBLE
    )
    rest = CheckReport("all", Verdict.REVIEW, max(score - 4, Decimal(0)), Decimal(2), Evidence.WRITEUP)
    two = PartReport("2.a", "=Formulas", rest.points, Decimal(2), score < 6, (), (rest,), Visibility.VISIBLE)
    return Report(name, "Homework", (one, two))


def threads(job: Job) -> Outcome:
    """Tell the BLAS threads of the worker."""
    return Outcome(job.name, results=f"{os.environ['OMP_NUM_THREADS']} {os.environ['MKL_NUM_THREADS']}")
