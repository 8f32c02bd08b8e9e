"""Every sentence a student can read: no reference answer, hidden case, path of ours or traceback."""

from __future__ import annotations

from collections.abc import Sequence

from grader.model.judgement import Judgement, Truth
from grader.model.report import Verdict
from grader.model.submission import Remark, RemarkKind

OURS = "We could not grade this part automatically; a person will look at it. Nothing has been taken off."
SEEN_BY_STAFF = "Until then every part awaits a person."
PROVISIONAL = "These points are provisional: a person will look at this part."
UNSCORED_FUNCTION = "This function was run and is shown for your information; it earns no points by itself."

_REMARKS = {
    RemarkKind.UNKNOWN_PART: "We found a heading for part '{detail}' ({place}), which this assignment does not have. If an answer stands there, give it the id of its part.",
    RemarkKind.REPEATED_PART: "Part {part} is answered more than once; the last answer ({place}) counts.",
    RemarkKind.NO_PARTS: "We found no part in {place}. Begin each answer with the id of its part on a line of its own, for example `## {detail}`, `Question {detail}`, or `\\subsection*{{{detail}}}`.",
    RemarkKind.BEFORE_PARTS: "What stands at the head of {place} is under no part. If it answers part {detail}, write that id above it; a person will look at it.",
    RemarkKind.COUNTED_PARTS: "We found no ids of parts in {place}, so we counted its headings and lists: what stands at {detail} is read as part {part}. Write the id of each part at the head of its answer to be sure.",
    RemarkKind.NO_ANSWERS: "We found no answer in {place}.",
    RemarkKind.PDF_ONLY: "{place} is {detail}, and we cannot read mathematics out of it. Please hand in its source, or save it as one of .md, .tex, .ipynb, .docx and .yaml; until then a person will look at it.",
    RemarkKind.UNREADABLE_FILE: "{place} could not be read ({detail}). Please save it again and hand it in once more.",
    RemarkKind.TOO_LARGE: "{place} is too large to be read ({detail}). Please hand in the text and the code only.",
    RemarkKind.LONG_ANSWER: "What stands under part {part} is longer than we read ({detail}): what comes from {place} on was not read, and a person will look at it.",
    RemarkKind.ENCODING: "{place} is not in UTF-8; we read it as {detail}. If characters look wrong, save it as UTF-8.",
    RemarkKind.READ_PLAINLY: "The layout of {place} could not be taken apart ({detail}); we read it line by line, without tables and lists.",
    RemarkKind.SKIPPED_FILE: "Not read: {place} ({detail}).",
    RemarkKind.OUTSIDE_INPUT: "{place} includes a file that is not in your submission ({detail}); it was not read. Please hand it in with the others.",
    RemarkKind.PICTURE: "A picture stands in part {part} ({place}). Pictures are not read here; where your text leaves something open, a person will look at it.",
    RemarkKind.OBJECT: "A formula or an object in part {part} ({place}) was embedded by another program, or lost signs in one, and we cannot read it. Please type it with Word's own equation editor or as LaTeX between dollar signs, and hand in again; until then, where your text leaves something open, a person will look at it.",
    RemarkKind.MISPLACED_ANSWER: "What stands under part {part} ({place}) looks like the answer to another part ({detail}). If so, move it; a person will look at it.",
    RemarkKind.YAML_PROBLEM: "{place} is not valid YAML: {detail}. Put texts with special characters between quotation marks.",
    RemarkKind.ARCHIVE_PROBLEM: "{place}: {detail}.",
    RemarkKind.TEXT_FOR_GRADER: "{place} addresses the grader; that has no effect.",
}


def remark_message(remark: Remark) -> str:
    """A remark of the readers, in words."""
    return _REMARKS[remark.kind].format(place=remark.place, detail=remark.detail, part=remark.part)


def check_message(
    verdict: Verdict, judgement: Judgement, feedback: Sequence[str], *, implied: bool = False
) -> str:
    """What a student reads about one check: what is wrong as far as the rubric tells, and the next step."""
    if implied:
        return "We saw the result but not the way to it. " + PROVISIONAL
    words = list(feedback)
    if verdict is Verdict.MISSING:
        words.append("We found no answer to this.")
    elif verdict is Verdict.UNREADABLE:
        words.append("We could not make out your answer with certainty. " + PROVISIONAL)
    elif verdict is Verdict.REVIEW:
        words.append(PROVISIONAL)
    elif verdict in (Verdict.FAIL, Verdict.PARTIAL) and not feedback:
        words.append(judgement.advice or _UNNAMED)
    return " ".join(words)


_UNNAMED = "This is not right yet. Try it on a small example by hand, and compare line by line."


def review_reason(judgement: Judgement) -> str:
    """For staff: why a check awaits a person."""
    if judgement.truth is Truth.UNREADABLE:
        return f"not understood: {judgement.reason}" if judgement.reason else "not understood"
    return judgement.reason or "a person confirms this check"


# Wording of the reports (results.json and the like).

READ_AS = "What we read"
NOTHING_READ = "We found nothing under this part."
NOT_SHOWN = "({count} more not shown)"
TOTAL_NOT_SHOWN = "Some parts are shown later, so the total is not final."
REVIEW_COUNT_ONE = "1 part awaits a person; its points are provisional."
REVIEW_COUNT = "{count} parts await a person; their points are provisional."
REMARKS_HEADING = "What we noticed while reading"
NEXT_STEP_WRONG = "Next: mend the points above and hand in again if your course allows it."
NEXT_STEP_MISSING = (
    'Next: answer under a heading that holds the id `{part}`, or under `"{part}"` in `answers.yaml`.'
)
NEXT_STEP_UNREADABLE = (
    "Next: state the final answer as one formula in `$…$` or in `answers.yaml`; that is read without doubt."
)
LATE = "Submitted {lateness} after the due date ({due})."
LATE_PAST_LIMIT = (
    "Submitted {lateness} after the due date ({due}), and after the last date for late work ({late_due})."
)
EARLIER_ONE = "You have 1 earlier submission{score}."
EARLIER = "You have {count} earlier submissions{score}."
EARLIER_SCORE = "; the latest of them has {points} points"


def function_result(function: str, cases: int, passed: int, *, refused: bool = False) -> str:
    """How a function fared on its hidden cases, which are counted and never told."""
    if refused:
        return f"`{function}` could not be run here. {OURS}"
    if not cases:
        return f"No hidden case of `{function}` could be run."
    return f"`{function}` passes {passed} of {cases} hidden cases."


def duration(seconds: int) -> str:
    """A length of time in words: ``2 days 3 hours``, ``5 minutes``."""
    units = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
    words = []
    for name, size in units:
        count, seconds = divmod(seconds, size)
        if count:
            words.append(f"{count} {name}{'s' if count > 1 else ''}")
    return " ".join(words[:2]) or "less than a second"
