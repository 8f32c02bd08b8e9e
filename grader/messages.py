"""Every sentence a student can read: no reference answer, hidden case, path of ours or traceback."""

from __future__ import annotations

from collections.abc import Sequence

from grader.model.judgement import Judgement, Truth
from grader.model.report import Verdict
from grader.model.submission import Remark, RemarkKind

OURS = "We could not grade this part automatically; a person will look at it. Nothing has been taken off."
PROVISIONAL = "These points are provisional: a person will look at this part."
DISAGREEMENT = "Your write-up and your code do not say the same here, so a person will look at this part."
UNSCORED_FUNCTION = "This function was run and is shown for your information; it earns no points by itself."

_REMARKS = {
    RemarkKind.UNKNOWN_PART: "We found a heading for part '{detail}' ({place}), which this assignment does not have. If an answer stands there, give it the id of its part.",
    RemarkKind.REPEATED_PART: "Part {part} is answered more than once; the last answer ({place}) counts.",
    RemarkKind.NO_PARTS: "We found no part in {place}. Begin each answer with the id of its part on a line of its own, for example `## {detail}`, `Question {detail}`, or `\\subsection*{{{detail}}}`.",
    RemarkKind.NO_ANSWERS: "We found no answer in {place}.",
    RemarkKind.PDF_ONLY: "{place} is a PDF, and we cannot read mathematics out of a PDF. Please hand in its source as well (.md, .tex, .ipynb, .docx or .yaml); until then a person will look at it.",
    RemarkKind.UNREADABLE_FILE: "{place} could not be read ({detail}). Please save it again and hand it in once more.",
    RemarkKind.TOO_LARGE: "{place} is too large to be read ({detail}). Please hand in the text and the code only.",
    RemarkKind.ENCODING: "{place} is not in UTF-8; we read it as {detail}. If characters look wrong, save it as UTF-8.",
    RemarkKind.SKIPPED_FILE: "{place} was not read ({detail}).",
    RemarkKind.OUTSIDE_INPUT: "{place} includes a file that is not in your submission ({detail}); it was not read. Please hand it in with the others.",
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
