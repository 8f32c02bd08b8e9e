"""Reports made by hand, as varied as the writers must bear."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from grader.model.assignment import Evidence, Visibility
from grader.model.judgement import FunctionRun, Mark, Reading
from grader.model.report import CheckReport, NamedMistake, PartReport, Report, Verdict
from grader.model.submission import Place, Remark, RemarkKind

HOSTILE = (
    "```\n</script><script>alert(1)</script> <img src=x onerror=alert(1)>"
    " **bold** [a](http://evil) \x00\x1b[31m \u202e"
)
_SQUARED = "The norm stands squared here. Differentiate `u/|u|` again with $\\|u\\| = \\sqrt{u^\\top u}$."


def made_check(check_id: str = "count", **changes: object) -> CheckReport:
    check = CheckReport(check_id, Verdict.PASS, Decimal(1), Decimal(1), Evidence.WRITEUP)
    return replace(check, **changes)  # type: ignore[arg-type]


def made_part(part_id: str = "2.1", **changes: object) -> PartReport:
    part = PartReport(
        part_id, "Number of sequences", Decimal(1), Decimal(1), False, (), (made_check(),), Visibility.VISIBLE
    )
    return replace(part, **changes)  # type: ignore[arg-type]


def made_report(*parts: PartReport, **changes: object) -> Report:
    return replace(Report("alice", "Homework 3", parts or full_parts()), **changes)  # type: ignore[arg-type]


def full_parts() -> tuple[PartReport, ...]:
    """One part of each sort."""
    line = Reading(
        r"$\|W\sigma(h)\| \le \boldsymbol{W}^\top \frac{a}{b}$", Place("writeup.md", 41), Mark.HOLDS
    )
    false = Reading(
        r"hence $s = \frac{\gamma}{\|u\|^2}$",
        Place("writeup.md", 43),
        Mark.FALSE,
        r"s = \gamma/\|u\|^{2}",
        "witness u=(1,2)",
    )
    return (
        made_part(
            "1.1",
            title="Induction over time",
            checks=(
                made_check("step", readings=(line,)),
                made_check(
                    "scale",
                    verdict=Verdict.FAIL,
                    points=Decimal(0),
                    mistakes=("scale-squared",),
                    readings=(line, false),
                    message=_SQUARED,
                    staff="differs at u=(1,2): 3 against 5",
                ),
            ),
            score=Decimal(1),
            max_score=Decimal(2),
            mistakes=(
                NamedMistake(
                    "scale-squared",
                    _SQUARED,
                ),
                NamedMistake("norm-missing", "A matrix is compared with a number."),
            ),
        ),
        made_part(
            "2.2.c",
            title="Backtracking",
            score=Decimal("1.5"),
            max_score=Decimal("1.5"),
            review=True,
            review_reasons=("a person confirms this check",),
            checks=(
                made_check(
                    "proof",
                    verdict=Verdict.REVIEW,
                    points=Decimal("1.5"),
                    max_points=Decimal("1.5"),
                    message="These points are provisional: a person will look at this part.",
                    readings=(Reading(HOSTILE, Place("we`ird\n|name.md", 3), Mark.FOR),),
                ),
            ),
        ),
        made_part(
            "2.2.d",
            title="Viterbi <b>decoding</b>",
            score=Decimal("0.5"),
            max_score=Decimal(2),
            mistakes=(NamedMistake("reads-current-row", "The maximum reads the row being filled."),),
            show_counterexample=True,
            checks=(
                made_check(
                    "algorithm",
                    verdict=Verdict.PARTIAL,
                    points=Decimal("0.5"),
                    max_points=Decimal(2),
                    evidence=Evidence.CODE,
                    mistakes=("reads-current-row",),
                    message="The maximum reads the row being filled.",
                    run=FunctionRun(
                        "viterbi",
                        12,
                        7,
                        ("One call did not end in 2 s.",),
                        "viterbi(P, 0, 3)\n# gives ([0], 0.0)",
                        "hi ```",
                    ),
                ),
                made_check(
                    "viterbi-step",
                    points=Decimal(0),
                    max_points=Decimal(0),
                    evidence=Evidence.CODE,
                    run=FunctionRun("viterbi_step", 9, 9),
                ),
            ),
        ),
        made_part(
            "3.1",
            title="Weight decay",
            score=Decimal(0),
            max_score=Decimal(2),
            review=True,
            checks=(
                made_check(
                    "lambda",
                    verdict=Verdict.UNREADABLE,
                    points=Decimal(0),
                    max_points=Decimal(2),
                    readings=(
                        Reading(
                            r"$$\begin{aligned} \theta &= \frac{1 \\ &< b & c \end{aligned}$$",
                            Place("a.tex", 7),
                        ),
                    ),
                    message="We could not make out your answer with certainty.",
                    staff="unparsed at 'frac'",
                ),
            ),
        ),
        made_part(
            "4.1",
            title="Statistics",
            score=Decimal(0),
            max_score=Decimal(4),
            checks=(
                made_check(
                    "mu",
                    verdict=Verdict.MISSING,
                    points=Decimal(0),
                    max_points=Decimal(4),
                    message="We found no answer to this.",
                ),
            ),
        ),
        made_part(
            "4.2",
            title="Ours",
            score=Decimal(0),
            max_score=Decimal(6),
            review=True,
            ours=True,
            checks=(),
            review_reasons=("deadline",),
        ),
    )


REMARKS = (
    Remark(RemarkKind.UNKNOWN_PART, Place("writeup.md", 9), "9.9 <script>"),
    Remark(RemarkKind.SKIPPED_FILE, Place("a*b_c.png"), "a picture"),
)
