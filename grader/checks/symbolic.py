"""Judge an answer that is a formula: equal to the expected one, to a known mistake, or different."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from grader.checks.request import CheckKind, Params, Request
from grader.maths.answers.candidates import find_candidates
from grader.maths.answers.formulas import Finding, Form, Target, judge_answer, read_target
from grader.maths.equality.decide import Outcome, Verdict
from grader.maths.equality.mutations import SLIPS, name_slip
from grader.maths.equality.problem import Problem, state_problem
from grader.maths.equality.recurrence import Recurrence, as_recurrence, mentions
from grader.maths.expressions.printing import print_expression
from grader.maths.expressions.symbols import key_of
from grader.maths.notation.recurrence_names import with_own_name
from grader.maths.reasons import Reason, Unread
from grader.model.judgement import Judgement, Mark, Reading, Truth
from grader.model.submission import Answer, FieldValue, Place

LONE_FIELD = ""
_UNREADABLE = (Reason.UNPARSED, Reason.UNKNOWN_SYMBOL, Reason.LIMIT)


class SymbolicParams(Params):
    """The expected formula and the formulas of known mistakes, in the part's symbols."""

    expected: str
    """A name in the reference's answers."""
    form: Literal["scalar", "matrix", "recurrence", "relation"] = "scalar"
    asked: str = ""
    """The left side an answer may have, such as ``s``."""
    fields: tuple[str, ...] = ()
    """Names the field of ``answers.yaml`` may have; a lone string always counts."""
    mistakes: Mapping[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """Mistake id to the formulas that betray it."""
    not_exact: str = ""
    """The mistake of writing the expected formula inside O(·)."""
    essential: str = ""
    """A pattern of which something stands in every right answer: without it, what is not read is wrong."""
    without: Mapping[str, str] = Field(default_factory=dict)
    """Mistake id to a declared function that the right side must use."""

    def reference_names(self) -> tuple[str, ...]:
        """The expected formula is computed by the reference."""
        return (self.expected,)


def check_symbolic(request: Request[SymbolicParams]) -> Mapping[str, Judgement]:
    """A judgement for each check of the request."""
    problem = state_problem(request.symbols, request.given)
    return {check: _judge(params, request, problem) for check, params in request.checks.items()}


def _judge(params: SymbolicParams, request: Request[SymbolicParams], problem: Problem) -> Judgement:
    form = Form(params.form)
    expected = read_target(
        str(request.reference.answers[params.expected]()), form, problem, asked=params.asked
    )
    if isinstance(expected, Unread):
        raise ValueError(f"{request.part}: the expected formula {params.expected!r} is not read: {expected}")
    text, place = _answer_text(request.answer, params.fields)
    if not text.strip():
        return Judgement(Truth.ABSENT, reason="nothing was answered")
    if params.not_exact:
        text = _without_order_beside(text, expected, problem)
        order = _order_judgement(text, place, params, expected, problem)
        if order is not None:
            return order
    if form is Form.RECURRENCE:
        text = with_own_name(text, expected.asked, problem.declarations.by_key)
    finding = _with_bracket_closed(judge_answer(text, expected, problem), expected, problem)
    readings = _readings(finding, text, place, request.answer)
    verdict = finding.verdict
    if verdict.is_equal:
        return Judgement(Truth.RIGHT, readings=readings, reason="agrees with the expected formula")
    if verdict.outcome is Outcome.DIFFERENT and form is Form.RECURRENCE and _is_told(text):
        return Judgement(Truth.REVIEW, readings=readings, reason="told in words, with pieces of formulas")
    if verdict.outcome is Outcome.DIFFERENT:
        judged = _wrong(finding, text, expected, params, request, problem, readings)
        if form is Form.RECURRENCE and not judged.mistakes and _maximum_is_told(text, finding.text):
            return Judgement(Truth.REVIEW, readings=readings, reason="a maximum is told beside the formula")
        return judged
    if params.essential and not re.search(params.essential, text, re.IGNORECASE):
        return Judgement(Truth.WRONG, readings=readings, reason="what every right answer has is not there")
    return _untold(verdict, text, problem, readings)


def _answer_text(answer: Answer, names: tuple[str, ...]) -> tuple[str, Place]:
    """The text to judge and where it begins; a field of ``answers.yaml`` wins over the write-up."""
    for name in (*names, LONE_FIELD):
        if name in answer.fields:
            field = answer.fields[name]
            return _flat(field.value), field.place
    if len(answer.fields) == 1 and not names:
        field = next(iter(answer.fields.values()))
        return _flat(field.value), field.place
    place = answer.blocks[0].place if answer.blocks else Place("")
    return "\n".join(block.text for block in answer.blocks), place


_SIGN = re.compile(r"[=←≔]|\\(?:leftarrow|gets|coloneqq)|<-|\bequals\b|\best\s+égale?\b", re.IGNORECASE)
_TOLD_WORDS = 12
"""As many words without a sign of equality tell a recurrence."""


def _is_told(text: str) -> bool:
    """Whether an answer has no equation, and words enough to be a recurrence by themselves."""
    return not _SIGN.search(text) and len(re.findall(r"[A-Za-zÀ-ÿ]{3,}", text)) >= _TOLD_WORDS


def _with_bracket_closed(finding: Finding, expected: Target, problem: Problem) -> Finding:
    """The finding on a formula whose last bracket was forgotten where it is right with it, else as it was."""
    opened = [mark for mark in "([" if finding.text.count(mark) == finding.text.count(_CLOSING[mark]) + 1]
    if finding.verdict.reason is not Reason.UNPARSED or len(opened) != 1:
        return finding
    closed = judge_answer(f"${finding.text}{_CLOSING[opened[0]]}$", expected, problem)
    return closed if closed.verdict.is_equal else finding


_CLOSING = {"(": ")", "[": "]"}
_MAXIMUM = re.compile(
    r"(?<![A-Za-z])max(?![a-z])|\b(?:maxim\w+|largest|highest|greatest|größte\w*|höchste\w*|le\s+plus\s+grand)\b",
    re.IGNORECASE,
)


def _maximum_is_told(text: str, formula: str) -> bool:
    """Whether the words beside a formula without a maximum speak of one."""
    return not re.search(r"max|sup", formula) and bool(_MAXIMUM.search(text.replace(formula, " ")))


def _flat(value: FieldValue) -> str:
    return value if isinstance(value, str) else "\n".join(_flat(each) for each in value)


_ORDER = re.compile(
    r"^\s*(?:T\s*=\s*|=\s*)?\\?(?:mathcal\s*\{?\s*O\s*\}?|O|Theta|Θ|𝒪|Ω|"
    r"Omega)\s*(?:\\left)?\s*[(\[{](?P<inside>.*)[)\]}]\s*\.?\s*$",
    re.DOTALL,
)


_LAYOUT = re.compile(r"[\s{}$]")
_SPOKEN_ORDER = re.compile(
    r"\b(?:(?:of|on|in|de)\s+(?:the\s+|l')?(?:order|ordre)(?:\s+(?:of|de))?|order\s+of|l'ordre\s+de)"
    r"(?:\s+magnitude(?:\s+of)?)?\s+(?:\$(?P<math>[^$\n]{1,60})\$|(?P<plain>[A-Z][\w^{}()*·+-]{0,40}))",
    re.IGNORECASE,
)


_ORDER_BESIDE = re.compile(
    r"\$?\s*(?:\\mathcal\s*\{?\s*O\s*\}?|\\Theta|\\Omega|(?<![A-Za-z\\])[OΘΩ])\s*(?:\\left)?\(\s*(?P<inside>[^()$]{1,40})(?:\\right)?\)\s*\$?"
)


def _without_order_beside(text: str, expected: Target, problem: Problem) -> str:
    """``N^T sequences, so O(N^T)`` without the order, where the rest is right by itself and says the same."""
    orders = list(_ORDER_BESIDE.finditer(text))
    if len(orders) != 1 or not judge_answer(f"${orders[0]['inside']}$", expected, problem).verdict.is_equal:
        return text
    rest = text[: orders[0].start()].rstrip(" ,:;=(")
    return rest if judge_answer(rest, expected, problem).verdict.is_equal else text


def _order_judgement(
    text: str, place: Place, params: SymbolicParams, expected: Target, problem: Problem
) -> Judgement | None:
    """The judgement on an order of growth where an exact formula is asked; None where it is none."""
    text = _SPOKEN_ORDER.sub(lambda found: f"$O({found['math'] or found['plain']})$", text)
    candidates = find_candidates(text, problem.declarations)
    if isinstance(candidates, Unread) or not candidates:
        return None
    orders = [found for found in (_ORDER.match(candidate.text) for candidate in candidates) if found]
    exact = [candidate for candidate in candidates if not _ORDER.match(candidate.text)]
    if not orders or any(
        judge_answer(f"${each.text}$", expected, problem).verdict.is_equal for each in exact
    ):
        return None
    inside = judge_answer("$" + re.sub(r"\\right\s*$", "", orders[-1]["inside"]) + "$", expected, problem)
    reading = Reading(orders[-1].group(), place, understood=_understood(inside), note="an order of growth")
    rest = text
    for found in orders:
        rest = rest.replace(found.group().strip(), "")
    if inside.verdict.is_equal and _LAYOUT.sub("", orders[-1]["inside"]) in _LAYOUT.sub("", rest):
        return Judgement(
            Truth.REVIEW,
            leaning=Truth.RIGHT,
            readings=(reading,),
            reason="an order of growth, and the formula itself beside it",
        )
    if inside.verdict.is_equal:
        return Judgement(
            Truth.WRONG,
            (params.not_exact,),
            readings=(reading,),
            reason="the expected formula, as an order only",
        )
    return None


def _readings(finding: Finding, text: str, place: Place, answer: Answer) -> tuple[Reading, ...]:
    shown = finding.text or text[:300]
    return (
        Reading(
            shown if "$" in shown or not finding.text else f"${shown}$",
            _place_of(shown, place, answer),
            Mark.READ,
            _understood(finding),
            finding.verdict.witness or finding.verdict.detail,
        ),
    )


def _place_of(text: str, place: Place, answer: Answer) -> Place:
    for block in answer.blocks:
        if text.strip() and text.strip() in block.text:
            return block.place
    return place


def _understood(finding: Finding) -> str:
    return "" if finding.expression is None else print_expression(finding.expression)


def _wrong(
    finding: Finding,
    text: str,
    expected: Target,
    params: SymbolicParams,
    request: Request[SymbolicParams],
    problem: Problem,
    readings: tuple[Reading, ...],
) -> Judgement:
    problem = finding.problem or problem
    mistakes = tuple(
        mistake
        for mistake, targets in params.mistakes.items()
        if any(_is_target(finding, target, expected, problem) for target in _listed(targets))
    )
    if not mistakes:
        mistakes = tuple(
            mistake
            for mistake, function in params.without.items()
            if _lacks(finding, function, expected, problem)
        )
    advice = ""
    if not mistakes and finding.expression is not None:
        slip = name_slip(finding.expression, expected.expression, problem)
        advice = SLIPS.get(slip, "")
    return Judgement(
        Truth.WRONG,
        mistakes,
        readings=readings,
        reason="differs from the expected formula",
        witness=finding.verdict.witness,
        advice=advice,
    )


def _listed(targets: str | tuple[str, ...]) -> tuple[str, ...]:
    return (targets,) if isinstance(targets, str) else targets


def _is_target(finding: Finding, target: str, expected: Target, problem: Problem) -> bool:
    read = read_target(target, expected.form, problem)
    if isinstance(read, Unread):
        raise ValueError(f"the mistake's formula {target!r} is not read: {read}")
    return judge_answer(
        f"${finding.text}$", Target(read.form, read.expression, expected.asked), problem
    ).verdict.is_equal


def _lacks(finding: Finding, function: str, expected: Target, problem: Problem) -> bool:
    """Whether the right side as read never uses a function."""
    expression = finding.expression
    if expression is None:
        return False
    if isinstance(expected.expression, Recurrence):
        own = as_recurrence(expression, problem.declarations, expected.expression.function)
        expression = expression if own is None else own.body
    return not mentions(expression, key_of(function))


def _untold(verdict: Verdict, text: str, problem: Problem, readings: tuple[Reading, ...]) -> Judgement:
    if verdict.reason is Reason.EMPTY:
        return Judgement(Truth.ABSENT, reason=verdict.detail)
    reason = f"{verdict.reason}: {verdict.detail}"
    if verdict.reason in (Reason.AMBIGUOUS, Reason.HEDGED) and _is_shotgun(text, problem):
        return Judgement(
            Truth.WRONG, readings=readings, reason="several formulas are listed and none is chosen"
        )
    truth = Truth.UNREADABLE if verdict.reason in _UNREADABLE else Truth.REVIEW
    return Judgement(truth, readings=readings, reason=reason)


def _is_shotgun(text: str, problem: Problem) -> bool:
    """Whether an answer is a bare list of formulas with nothing that chooses between them.

    Two of them are one only with *or* between them.
    """
    candidates = find_candidates(_EITHER.sub(" ", text), problem.declarations)
    if isinstance(candidates, Unread) or len(candidates) < 2:
        return False
    first = 1 if _SEVERAL.match(text) else 0  # what follows "possible answers:" is not concluded with
    if any(each.conditional or each.asked for each in candidates):
        return False
    if any(each.final for each in candidates[first:]):
        return False
    rest = text
    for candidate in candidates:
        rest = rest.replace(candidate.text, " ", 1)
    words = [word.lower() for word in re.findall(r"[A-Za-zÀ-ÿ]+", rest)]
    if len(candidates) < 3 and not {"or", "ou", "either", "soit"} & set(words):
        return False
    return all(word in _LISTING for word in words)


_SEVERAL = re.compile(
    r"\W*(?:the\s+)?(?:possible\s+)?(?:answers|options|candidates|solutions|réponses)\b", re.IGNORECASE
)
_EITHER = re.compile(r"\b(?:either|soit)\b", re.IGNORECASE)
_LISTING_TEXT = (
    "or ou oder and et und also maybe all of the above either soit it is its s c est answer answers possible "
    "options option candidates candidate could be one these solutions solution réponses réponse possibles "
    "mögliche antworten"
)
_LISTING = frozenset(_LISTING_TEXT.split())


SYMBOLIC = CheckKind("symbolic", SymbolicParams, check_symbolic)
