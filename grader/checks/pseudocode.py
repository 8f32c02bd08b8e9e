"""Look for known mistakes in pseudo-code where it is plain about them; a person always confirms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import Field

from grader.checks.request import CheckKind, Params, Request
from grader.model.judgement import Judgement, Mark, Reading, Truth
from grader.model.submission import Answer, Place
from grader.model.submission import Field as AnswerField
from grader.pseudocode.findings import Finding, Found, Vocabulary, find
from grader.pseudocode.lines import CodeLine, plain_line, pseudocode_lines
from grader.pseudocode.statements import read_program

_MAX_SHOWN = 12


class PseudocodeParams(Params):
    """The names that a problem's sizes and arrays go by, and the mistakes that findings name."""

    steps: tuple[str, ...] = ()
    """Names of the number of steps."""
    states: tuple[str, ...] = ()
    """Names of the number of states."""
    transitions: tuple[str, ...] = ()
    """Beginnings of the names of the transition matrix (first index: the earlier state)."""
    starts: tuple[str, ...] = ()
    """Names of the start token."""
    findings: dict[Finding, str] = Field(default_factory=dict)
    """Finding to the known mistake it is."""


def check_pseudocode(request: Request[PseudocodeParams]) -> Mapping[str, Judgement]:
    """Judge each check on the pseudo-code of the answer; the verdict is never final."""
    lines = _lines(request.answer)
    return {check: _judge(params, lines, request.mistakes) for check, params in request.checks.items()}


def _lines(answer: Answer) -> tuple[CodeLine, ...]:
    lines = list(pseudocode_lines(answer.blocks))
    for field in answer.fields.values():
        lines += _field_lines(field)
    return tuple(lines)


def _field_lines(field: AnswerField) -> list[CodeLine]:
    text = field.value if isinstance(field.value, str) else "\n".join(str(item) for item in field.value)
    return [
        CodeLine(
            line.strip(),
            plain_line(line),
            len(line) - len(line.lstrip()),
            Place(field.place.file, field.place.line),
        )
        for line in text.split("\n")[:300]
        if line.strip()
    ]


def _judge(params: PseudocodeParams, lines: tuple[CodeLine, ...], known: frozenset[str]) -> Judgement:
    if not lines:
        return Judgement(Truth.ABSENT)
    vocabulary = Vocabulary(
        frozenset(name.lower() for name in params.steps),
        frozenset(name.lower() for name in params.states),
        tuple(name.lower() for name in params.transitions),
        tuple(name.lower() for name in params.starts),
    )
    found = find(read_program(lines), vocabulary)
    against = [(params.findings[item.finding], item) for item in found if item.finding in params.findings]
    named = tuple(dict.fromkeys(mistake for mistake, _ in against if mistake in known))
    kinds = {item.finding for item in found}
    prose = " ".join(line.plain for line in lines)
    complete = _is_complete(kinds, prose)
    return Judgement(
        Truth.REVIEW,
        named,
        leaning=Truth.RIGHT if complete and not named else Truth.WRONG,
        readings=_shown(found, lines, {id(item) for _, item in against}),
        reason="pseudo-code is confirmed by a person"
        + ("" if complete or named else "; no recurrence with a walk back was recognised in it"),
    )


def _is_complete(kinds: set[Finding], prose: str) -> bool:
    recurrence = Finding.RECURRENCE in kinds or re.search(_MAXIMUM, prose) is not None
    walk = (
        Finding.WALK_BACK in kinds
        or re.search(
            r"back-?\s?(?:track|pointer|ptr|trac)|argmax|\bpaths?\b"
            r"|\bbackwards?\b|\bprepend\w*|\brevers\w+",
            prose,
        )
        is not None
    )
    return recurrence and walk


_MAXIMUM = (
    r"\bmax(?:imum|imi[sz]\w+)?\b|argmax.*\bpaths?\b|\bif \w+(?:\[[^ ]*\])? > \w*(?:best|max|top|score)"
    r"|\bif \S*(?: ?[*+] ?\S+)+ ?> ?\w+\[[^ ]*\]"
    r"|argmax\S* ?p\[.*\[t ?- ?1"
)


def _shown(found: tuple[Found, ...], lines: tuple[CodeLine, ...], against: set[int]) -> tuple[Reading, ...]:
    marks = [
        Reading(
            item.line.text,
            item.line.place,
            Mark.AGAINST if id(item) in against else Mark.FOR,
            note=str(item.finding),
        )
        for item in found
    ]
    return tuple(marks[:_MAX_SHOWN]) or tuple(Reading(line.text, line.place) for line in lines[:_MAX_SHOWN])


PSEUDOCODE = CheckKind("pseudocode", PseudocodeParams, check_pseudocode)
