"""Write a report as one page: no script, no link out, mathematics as MathML, student text always escaped."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from grader import messages
from grader.model.judgement import Mark
from grader.model.report import PartReport, Report, Verdict
from grader.model.submission import SpanKind
from grader.reports.mathml import latex_to_mathml
from grader.reports.prose import harmless, points_text, split_prose
from grader.reports.quotes import (
    MARK_SIGNS,
    MARK_WORDS,
    loose_mistakes,
    part_quotes,
    scored_checks,
    unscored_checks,
)

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from markupsafe import Markup

_TEMPLATES = Path(__file__).parent / "templates"
_SUBMISSION = "submission.html.jinja"
_MAX_TEXT_CHARACTERS = 6000
_MAX_READINGS = 120
_ASCII_NOTATION = re.compile(r"[A-Za-z]{3}|[<>=-][<>=]|\|\|")

VERDICT_WORDS = {
    Verdict.PASS: "right",
    Verdict.PARTIAL: "partly right",
    Verdict.FAIL: "not right",
    Verdict.MISSING: "no answer",
    Verdict.UNREADABLE: "not understood",
    Verdict.REVIEW: "for a person",
}


def prepare() -> None:
    """Load what laying a page out needs, before there is one."""
    _environment().get_template(_SUBMISSION)
    math_html("x")


def render_html(report: Report) -> str:
    """The page of one submission, staff details folded away."""
    return render_page(_SUBMISSION, report=report)


def render_page(template: str, script: str = "", **names: object) -> str:
    """A template of ours as a page that may load nothing at all, and run no script but the one given."""
    from markupsafe import Markup

    style = _style()
    policy = f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'" + (
        f"; script-src '{_digest(script)}'" if script else ""
    )
    page = _environment().get_template(template)
    return page.render(style=Markup(style), script=Markup(script), policy=policy, **names)


def prose_html(text: str, *, limit: int = _MAX_TEXT_CHARACTERS) -> Markup:
    """A sentence with back-ticks and dollars as HTML: code as code, formulas as MathML, the rest escaped."""
    from markupsafe import Markup

    text = harmless(text)
    cut = len(text) > limit
    pieces: list[str] = []
    for segment in split_prose(text[:limit]):
        if segment.kind is SpanKind.MATH:
            pieces.append(math_html(segment.text, block=segment.block))
        elif segment.kind is SpanKind.CODE:
            pieces.append(f"<code>{escape(segment.text)}</code>")
        else:
            pieces.append(escape(segment.text))
    return Markup("".join(pieces) + ("…" if cut else ""))


def math_html(latex: str, *, block: bool = False) -> Markup:
    """A formula as MathML with its source as a tooltip, or its source alone where it cannot be laid out."""
    from markupsafe import Markup

    element = latex_to_mathml(harmless(latex), block=block)
    source = escape(harmless(latex).strip())
    if element is None:
        return Markup(f'<code class="tex">{source}</code>')
    return Markup(f'<span class="{"display" if block else "formula"}" title="{source}">{element}</span>')


def understood_html(text: str) -> Markup:
    """How a line was understood: a formula where it is LaTeX, else as it stands (``sigma(W g) <= 1``)."""
    from markupsafe import Markup

    if "$" in text:
        return prose_html(text)
    if "\\" in text or not _ASCII_NOTATION.search(text):
        return math_html(text)
    return Markup(f'<code class="tex">{escape(harmless(text))}</code>')


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _style() -> str:
    return (_TEMPLATES / "report.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        bytecode_cache=_bytecode_cache(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "anchor": anchor,
        "harmless": harmless,
        "loose_mistakes": loose_mistakes,
        "points": points_text,
        "prose": prose_html,
        "quotes": lambda part: part_quotes(part)[:_MAX_READINGS],
        "remark": messages.remark_message,
        "scored": scored_checks,
        "state": part_state,
        "understood": understood_html,
        "unscored": unscored_checks,
    }
    environment.globals |= {
        "messages": messages,
        "mark_signs": MARK_SIGNS,
        "mark_words": MARK_WORDS,
        "read": Mark.READ,
        "verdict_words": VERDICT_WORDS,
    }
    return environment


def _bytecode_cache() -> BytecodeCache | None:
    """Compiled templates beside Python's own compiled files, where they may be written; nowhere shared."""
    from jinja2 import FileSystemBytecodeCache

    folder = Path(__file__).parent / "__pycache__"
    if folder.is_dir() and os.access(folder, os.W_OK):
        return FileSystemBytecodeCache(str(folder))
    return None


def anchor(part_id: str) -> str:
    """A part's id as the name of a place in the page."""
    return "part-" + "".join(character if character.isalnum() else "-" for character in part_id)


def part_state(part: PartReport) -> str:
    """One word for a part's row: full, some, none, review or ours."""
    if part.ours:
        return "ours"
    if part.review:
        return "review"
    if part.score >= part.max_score:
        return "full"
    return "some" if part.score > 0 else "none"
