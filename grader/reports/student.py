"""What a student reads on Gradescope about a submission and about each part, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from itertools import groupby

from grader import messages
from grader.model.assignment import Visibility
from grader.model.judgement import FunctionRun
from grader.model.report import CheckReport, PartReport, Report, Verdict
from grader.reports.markdown import code_span, escape_markdown, fence, prose_markdown
from grader.reports.metadata import SubmissionMetadata
from grader.reports.prose import harmless, one_line, points_text
from grader.reports.quotes import MARK_SIGNS, Quote, loose_mistakes, part_quotes, scored_checks

_MAX_READINGS = 40
_MAX_QUOTE_CHARACTERS = 600
_MAX_LINKS = 12
_MAX_REMARKS = 60
_MAX_MESSAGES = 12
_MAX_PRINTED_CHARACTERS = 4000
_MAX_CODE_CHARACTERS = 4000
_MAX_OUTPUT_CHARACTERS = 90_000

_VERDICT_WORDS = {
    Verdict.PASS: "right",
    Verdict.PARTIAL: "partly right",
    Verdict.FAIL: "not right yet",
    Verdict.MISSING: "no answer found",
    Verdict.UNREADABLE: "could not be read with certainty",
    Verdict.REVIEW: "awaits a person",
}


def part_markdown(part: PartReport) -> str:
    """What was read, what is wrong as far as the rubric tells, and what to do next."""
    return _within_limit(_part_blocks(part))


def summary_markdown(report: Report, metadata: SubmissionMetadata) -> str:
    """The text above all parts: the total where it may be seen, what awaits a person, what was noticed."""
    return _within_limit(_summary_blocks(report, metadata))


def _within_limit(blocks: Iterator[str]) -> str:
    """Blocks joined by empty lines, whole ones only, as many as Gradescope shows uncut."""
    kept: list[str] = []
    length = 0
    for block in blocks:
        length += len(block) + 2
        if length > _MAX_OUTPUT_CHARACTERS:
            kept.append("…")
            break
        kept.append(block)
    return "\n\n".join(kept)


def _part_blocks(part: PartReport) -> Iterator[str]:
    yield _score_line(part)
    if part.ours:
        yield messages.OURS
    yield from _quotes(part)
    yield from _checks(part)
    loose = loose_mistakes(part)
    if loose:
        yield "\n".join(f"- Note: {prose_markdown(feedback)}" for feedback in loose)
    told: list[FunctionRun] = []  # several checks may rest on one function
    for check in part.checks:
        if check.run is not None and check.run not in told:
            told.append(check.run)
            yield from _function(check, check.run, show_counterexample=part.show_counterexample)
    next_step = _next_step(part)
    if next_step:
        yield next_step


def _score_line(part: PartReport) -> str:
    line = f"**{points_text(part.score)} of {points_text(part.max_score)} points**"
    return f"{line}. {messages.PROVISIONAL}" if part.review and not part.ours else line


def _quotes(part: PartReport) -> Iterator[str]:
    quotes = part_quotes(part)
    if not quotes:
        return
    yield f"**{messages.READ_AS}**"
    shown = quotes[:_MAX_READINGS]
    for file, lines in groupby(shown, key=lambda quote: quote.place.file):
        listing = "\n".join(_quoted_line(quote) for quote in lines)
        yield f"{code_span(file)}\n\n{fence(listing)}" if file else fence(listing)
    if len(quotes) > len(shown):
        yield messages.NOT_SHOWN.format(count=len(quotes) - len(shown))


def _quoted_line(quote: Quote) -> str:
    number = f"{quote.place.line:>4}" if quote.place.line else "    "
    lines = [f"{number} {MARK_SIGNS[quote.mark]} {one_line(quote.text, _MAX_QUOTE_CHARACTERS)}"]
    for one in quote.shown[:_MAX_LINKS]:
        understood = one_line(one.text, _MAX_QUOTE_CHARACTERS)
        sign = f" {MARK_SIGNS[one.mark]}" if len(quote.shown) > 1 else ""
        lines.append(f"       understood as:{sign} {understood}")
    return "\n".join(lines)


def _checks(part: PartReport) -> Iterator[str]:
    """One line a check; a message that several checks share is said once, after the last of them."""
    lines = []
    scored = scored_checks(part)
    for position, check in enumerate(scored, start=1):
        points = f"{points_text(check.points)}/{points_text(check.max_points)}"
        lines.append(f"- {escape_markdown(check.id)}: {_VERDICT_WORDS[check.verdict]} ({points})")
        shared = position < len(scored) and scored[position].message == check.message
        message = check.message.replace(messages.PROVISIONAL, "").replace(messages.OURS, "").strip()
        if message and not shared:
            lines.append(f"  {prose_markdown(message)}")
    if lines:
        yield "\n".join(lines)


def _function(check: CheckReport, run: FunctionRun, *, show_counterexample: bool) -> Iterator[str]:
    yield prose_markdown(messages.function_result(run.function, run.cases, run.passed, refused=run.refused))
    if check.max_points <= 0:
        yield messages.UNSCORED_FUNCTION
        if check.message and check.message != messages.UNSCORED_FUNCTION:
            yield prose_markdown(check.message)
    if run.messages:
        yield "\n".join(f"- {prose_markdown(message)}" for message in run.messages[:_MAX_MESSAGES])
    if show_counterexample and run.counterexample.strip():
        yield fence(harmless(run.counterexample)[:_MAX_CODE_CHARACTERS], "python")
    if run.printed.strip():
        yield f"It printed:\n\n{fence(harmless(run.printed)[:_MAX_PRINTED_CHARACTERS])}"


def _next_step(part: PartReport) -> str:
    verdicts = {check.verdict for check in scored_checks(part)}
    if part.ours or part.score >= part.max_score:
        return ""
    if Verdict.UNREADABLE in verdicts:
        return messages.NEXT_STEP_UNREADABLE
    if Verdict.MISSING in verdicts and not part_quotes(part):
        return messages.NEXT_STEP_MISSING.format(part=part.id)
    return messages.NEXT_STEP_WRONG if verdicts & {Verdict.FAIL, Verdict.PARTIAL} else ""


def _summary_blocks(report: Report, metadata: SubmissionMetadata) -> Iterator[str]:
    shown = [part for part in report.parts if part.visibility is Visibility.VISIBLE]
    if len(shown) == len(report.parts):
        yield f"**{points_text(report.score)} of {points_text(report.max_score)} points**"
    else:
        yield messages.TOTAL_NOT_SHOWN
    waiting = sum(part.review for part in shown)
    if waiting:
        yield messages.REVIEW_COUNT_ONE if waiting == 1 else messages.REVIEW_COUNT.format(count=waiting)
    yield from _circumstances(metadata)
    if report.remarks:
        sentences = [messages.remark_message(remark) for remark in report.remarks[:_MAX_REMARKS]]
        remarks = [f"- {prose_markdown(one_line(sentence, 1500))}" for sentence in sentences]
        if len(report.remarks) > _MAX_REMARKS:
            remarks.append("- " + messages.NOT_SHOWN.format(count=len(report.remarks) - _MAX_REMARKS))
        yield f"**{messages.REMARKS_HEADING}**"
        yield "\n".join(remarks)


def _circumstances(metadata: SubmissionMetadata) -> Iterator[str]:
    """Lateness and earlier submissions, for information: neither changes a point."""
    lateness = metadata.lateness
    if lateness is not None and metadata.due is not None and metadata.created is not None:
        words = messages.duration(int(lateness.total_seconds()))
        limit = metadata.late_due
        same_kind = limit is not None and (limit.tzinfo is None) == (metadata.created.tzinfo is None)
        past = limit is not None and same_kind and metadata.created > limit
        template = messages.LATE_PAST_LIMIT if past else messages.LATE
        yield template.format(lateness=words, due=metadata.due, late_due=limit or "")
    if metadata.earlier:
        latest = max(metadata.earlier, key=lambda earlier: _order(earlier.submitted))
        score = ""
        if latest.score is not None:
            score = messages.EARLIER_SCORE.format(points=f"{latest.score:g}")
        count = len(metadata.earlier)
        yield (messages.EARLIER_ONE if count == 1 else messages.EARLIER).format(count=count, score=score)


def _order(moment: datetime | None) -> float:
    """A moment as a sortable number, the same in every time zone the grader runs in."""
    if moment is None:
        return float("-inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()
