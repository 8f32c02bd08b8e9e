"""Judge a stated order of growth, such as a time or space complexity, as a class in all variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from pydantic import model_validator

from grader.checks.answer_lines import AnswerLines, lines_of_blocks, lines_of_field
from grader.checks.growth_choice import Choice, choose, read_stated
from grader.checks.request import CheckKind, Params, Request
from grader.maths.growth.orders import (
    Growth,
    add,
    is_dominated,
    is_exponential,
    read_conditions,
    read_growth,
    same_class,
)
from grader.maths.growth.statements import (
    Labels,
    Statement,
    counted_of,
    find_statements,
    leaves_unread,
    names_quantity,
)
from grader.maths.notation.letter_times import with_times_signs
from grader.model.assignment import Reference
from grader.model.judgement import Judgement, Truth

EXPONENTIAL = "exponential"
"""Among a mistake's classes: anything that grows faster than every power."""


class GrowthParams(Params):
    """What a check takes for right, and how its quantity is named."""

    quantity: str
    """The quantity asked for, such as ``time``; also a name of the field of ``answers.yaml``."""
    words: tuple[str, ...]
    """Words that name the quantity."""
    counted: tuple[str, ...] = ()
    """Nouns for what is counted: ``T N^2 steps``, ``a table of T N`` without a word for the quantity."""
    masked: tuple[str, ...] = ()
    """Patterns in which those words mean something else (``time step``)."""
    others: tuple[str, ...] = ()
    """Patterns that name other algorithms: what is said of those is no answer."""
    variables: Mapping[str, tuple[str, ...]]
    """The variables, each with the words for what it is."""
    conditions: tuple[str, ...] = ()
    """What holds between the variables: ``B <= N``."""
    accepted: tuple[str, ...]
    """Names in ANSWERS: any of these classes is right."""
    accepted_if_said: Mapping[str, tuple[str, ...]] = {}
    """Classes that are right where the answer matches one of the patterns."""
    mistakes: Mapping[str, tuple[str, ...]] = {}
    """Known mistake to its classes, or ``exponential``."""
    swapped: Mapping[str, str] = {}
    """Known mistake to the check that this one may have been exchanged with."""
    fields: tuple[str, ...] = ()

    def reference_names(self) -> tuple[str, ...]:
        """The accepted classes are computed by the reference."""
        return self.accepted

    @model_validator(mode="after")
    def _readable(self) -> GrowthParams:
        names = tuple(self.variables)
        read_conditions(self.conditions, names)
        for text in (
            *self.accepted_if_said,
            *(each for classes in self.mistakes.values() for each in classes),
        ):
            if text != EXPONENTIAL and not isinstance(read_growth(text, names), Growth):
                raise ValueError(f"'{text}' is no order of growth in {', '.join(names)}")
        return self


def check_growth(request: Request[GrowthParams]) -> Mapping[str, Judgement]:
    """Judge each check; two that were exchanged are seen together."""
    names = [name for params in request.checks.values() for name in params.variables]
    whole = lines_of_blocks(request.answer.blocks)
    whole = replace(whole, text=with_times_signs(whole.text, names))  # as long as before
    labels = _labels(request)
    stated = find_statements(whole.text, labels) if whole.text.strip() else ()
    stated = _of_both(stated, labels, whole.text)
    statements = _unlabelled_in_order(stated, labels, whole.text)
    found = {
        check: _judge(check, params, request, whole, statements, labels)
        for check, params in request.checks.items()
    }
    unlabelled = any(not each.quantity and each.mention.symbol and not each.aside for each in stated)
    return _with_swaps(found, request, unlabelled=unlabelled)


@dataclass(frozen=True)
class _Finding:
    judgement: Judgement
    growth: Growth | None = None


def _labels(request: Request[GrowthParams]) -> Labels:
    every = tuple(request.checks.values())
    return Labels(
        {params.quantity: params.words for params in every},
        tuple(dict.fromkeys(word for params in every for word in params.masked)),
        tuple(dict.fromkeys(word for params in every for word in params.others)),
        "".join(
            sorted({name for params in every for name in params.variables if re.fullmatch("[a-z]", name)})
        ),
    )


def _of_both(statements: tuple[Statement, ...], labels: Labels, text: str) -> tuple[Statement, ...]:
    """With ``time and space: O(TN)`` as a statement of each, where nothing else is stated of the first."""
    usable = [each for each in statements if each.quantity and not each.aside]
    for quantity in labels.quantities:
        if len(usable) != 1 or usable[0].quantity == quantity:
            continue
        first, second = (
            "|".join(map(re.escape, labels.quantities[name])) for name in (quantity, usable[0].quantity)
        )
        joined = (
            rf"\b(?:{first})(?:\s+complexity)?\s*(?:and|&|et|und|y|/)\s*(?:the\s+)?(?:{second})\b"
            r"[^.;,\n]{0,30}$"
        )
        if re.search(joined, text[: usable[0].mention.start], re.IGNORECASE):
            return (*statements, replace(usable[0], quantity=quantity))
    return statements


def _unlabelled_in_order(
    statements: tuple[Statement, ...], labels: Labels, text: str
) -> tuple[Statement, ...]:
    """Statements without a label: in the order asked if none has one, else the only quantity left."""
    usable = [each for each in statements if not each.aside and each.mention.symbol and not each.quantity]
    named = {each.quantity for each in statements if each.quantity and not each.aside}
    left = [quantity for quantity in labels.quantities if quantity not in named]
    if not usable and len(left) == 1:  # a formula without O counts where it is concluded with
        usable = [
            each for each in statements if each.final and not (each.aside or each.step or each.quantity)
        ]
    if not usable or not left:
        return statements
    if len(usable) == 1 and _BOTH.search(text, 0, usable[0].mention.start):
        return (*statements, *(replace(usable[0], quantity=quantity) for quantity in left))
    if len(left) == 1:
        return tuple(replace(each, quantity=left[0]) if each in usable else each for each in statements)
    heads = [each for each in usable if each.link.strip(" \x02") == "="]
    usable = [each for each in usable if each not in heads]  # O(TS) = O(TBN) is one answer
    if len(usable) > len(left) or any(each.step for each in usable):
        usable = [each for each in usable if each.final and not each.step]
        if len(usable) < len(left):  # those that the text names are told elsewhere
            left = [each for each in left if not names_quantity(text, labels, each)]
        if len(usable) != len(left):
            return statements
    order = iter(left)
    return tuple(replace(each, quantity=next(order)) if each in usable else each for each in statements)


_BOTH = re.compile(r"\b(?:both|(?:the )?two|each|les deux)\b[^.;\n]{0,30}$", re.IGNORECASE)


def _judge(
    check: str,
    params: GrowthParams,
    request: Request[GrowthParams],
    whole: AnswerLines,
    statements: tuple[Statement, ...],
    labels: Labels,
) -> _Finding:
    fields = request.answer.fields
    name = next((name for name in (check, params.quantity, *params.fields) if name in fields), None)
    if name is not None:
        lines = lines_of_field(fields[name])
        if not lines.text.strip():
            return _Finding(Judgement(Truth.ABSENT))
        found = find_statements(lines.text, Labels({}, params.masked, params.others))
        choice = choose(lines.text, found, params, field=True)
        return _decide(choice, params, request, lines)
    own = tuple(each for each in statements if each.quantity == params.quantity)
    choice = _beside_unlabelled(choose(whole.text, own, params, field=False), statements, whole.text, params)
    if choice.absent and not statements and len(labels.quantities) == 1 and _may_tell(whole.text, params):
        # nothing else is asked for: the answer needs neither a label nor an O
        choice = choose(whole.text, own, params, field=True)
    if choice.absent:
        taken = [each.mention for each in statements if each.quantity]
        told = tuple(
            Statement(each)
            for each in counted_of(whole.text, params.counted, labels)
            if not any(other.start < each.end and each.start < other.end for other in taken)
        )
        finding = _decide(choose(whole.text, told, params, field=False), params, request, whole)
        if finding.judgement.truth is Truth.RIGHT:
            return finding
    if choice.absent and (
        any(not each.quantity and not each.aside for each in statements)
        or leaves_unread(whole.text, statements, labels, params.quantity)
    ):
        choice = Choice(unread="unparsed: the order of growth named there was not understood")
    return _decide(choice, params, request, whole)


def _beside_unlabelled(
    choice: Choice, statements: tuple[Statement, ...], text: str, params: GrowthParams
) -> Choice:
    """A choice with the orders that are stated of nothing in particular beside it: one may be the total."""
    if choice.absent or choice.unread or choice.doubt:
        return choice
    loose = [each for each in statements if not each.quantity and not each.aside and each.mention.symbol]
    read = [read_stated(each.mention.inner, text, params) for each in loose]
    return replace(choice, others=(*choice.others, *(each for each in read if isinstance(each, Growth))))


_DEGREE = re.compile(
    r"\d|\b(?:constant|linear|quadratic|cubic|polynomial|exponential|logarithmic|linéaire|quadratique|cubique|"
    r"polynomial|exponentiel|logarithmique)",
    re.IGNORECASE,
)


def _may_tell(text: str, params: GrowthParams) -> bool:
    """Whether a text may name an order of growth at all: a number, a degree, or one of the variables."""
    names = "|".join(map(re.escape, params.variables))
    return bool(_DEGREE.search(text) or re.search(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])", text))


def _decide(
    choice: Choice, params: GrowthParams, request: Request[GrowthParams], lines: AnswerLines
) -> _Finding:
    readings = tuple(lines.quote(*span) for span in choice.spans)
    if choice.absent:
        return _Finding(Judgement(Truth.ABSENT))
    if choice.unread:
        return _Finding(Judgement(Truth.UNREADABLE, readings=readings, reason=choice.unread))
    if choice.is_list:
        reason = "several orders of growth are listed and none is chosen"
        return _Finding(Judgement(Truth.WRONG, readings=readings, reason=reason))
    verdicts = [_truth(growth, params, request, lines.text) for growth in choice.growths]
    if choice.doubt:
        leaning = Truth.RIGHT if all(each.truth is Truth.RIGHT for each in verdicts) else Truth.WRONG
        named = tuple(dict.fromkeys(name for each in verdicts for name in each.mistakes))
        doubt = Judgement(
            Truth.REVIEW,
            named if leaning is Truth.WRONG else (),
            leaning=leaning,
            readings=readings,
            reason=choice.doubt,
        )
        return _Finding(doubt)
    if all(each.truth is Truth.RIGHT for each in verdicts):
        return _Finding(Judgement(Truth.RIGHT, readings=readings), choice.growths[-1])
    if len({each.truth for each in verdicts}) > 1:
        mixed = Judgement(
            Truth.REVIEW, readings=readings, reason="ambiguous: several classes, not all of them right"
        )
        return _Finding(mixed)
    last = verdicts[-1]
    if choice.partial:
        part = Judgement(
            Truth.REVIEW,
            last.mistakes,
            leaning=Truth.WRONG,
            readings=readings,
            reason="it may be the cost of a part",
        )
        return _Finding(part, choice.growths[-1])
    stated = (*choice.others, add(choice.others[-2:])) if len(choice.others) > 1 else choice.others
    right = [each for each in stated if _truth(each, params, request, lines.text).truth is Truth.RIGHT]
    if last.truth is Truth.WRONG and right:
        conditions = read_conditions(params.conditions, tuple(params.variables))
        whole = is_dominated(choice.growths[-1], right[-1], conditions)
        doubt = Judgement(
            Truth.REVIEW,
            () if whole else last.mistakes,
            leaning=Truth.RIGHT if whole else Truth.WRONG,
            readings=readings,
            reason="ambiguous: several orders of growth, one of them right",
        )
        return _Finding(doubt, choice.growths[-1])
    finding = Judgement(
        last.truth,
        last.mistakes,
        leaning=last.leaning,
        readings=readings,
        reason=last.reason,
        witness=last.witness,
    )
    return _Finding(finding, choice.growths[-1])


def _truth(growth: Growth, params: GrowthParams, request: Request[GrowthParams], text: str) -> Judgement:
    conditions = read_conditions(params.conditions, tuple(params.variables))
    witness = ""
    for target in accepted_classes(params, request.reference):
        verdict = same_class(growth, target, conditions)
        if verdict.is_equal:
            return Judgement(Truth.RIGHT)
        witness = witness or (f"against O({target.text}) {verdict.witness}" if verdict.witness else "")
    for formula, words in params.accepted_if_said.items():
        target = read_target(formula, tuple(params.variables))
        if same_class(growth, target, conditions).is_equal:
            if any(re.search(word, text, re.IGNORECASE) for word in words):
                return Judgement(Truth.RIGHT)
            return Judgement(
                Truth.REVIEW,
                leaning=Truth.RIGHT,
                reason="right only if more is counted, and the answer does not say so",
            )
    return Judgement(Truth.WRONG, _mistakes(growth, params, request, conditions), witness=witness)


def _mistakes(
    growth: Growth,
    params: GrowthParams,
    request: Request[GrowthParams],
    conditions: tuple[tuple[str, str], ...],
) -> tuple[str, ...]:
    for mistake, classes in params.mistakes.items():
        for text in classes:
            if text == EXPONENTIAL:
                met = is_exponential(growth)
            else:
                met = same_class(growth, read_target(text, tuple(params.variables)), conditions).is_equal
            if met and mistake in request.mistakes:
                return (mistake,)
    return ()


def _with_swaps(
    found: Mapping[str, _Finding], request: Request[GrowthParams], *, unlabelled: bool
) -> Mapping[str, Judgement]:
    """The judgements with exchanged orders named; those that no label tells apart are for a person."""
    judged = {check: finding.judgement for check, finding in found.items()}
    for check, params in request.checks.items():
        for mistake, other in params.swapped.items():
            if mistake in request.mistakes and _is_swapped(check, other, found, request):
                for each in (check, other):
                    old = found[each].judgement
                    judged[each] = Judgement(
                        Truth.WRONG, (mistake,), readings=old.readings, reason=old.reason, witness=old.witness
                    )
    for check, other in combinations(request.checks, 2):
        swapped = unlabelled and not judged[check].mistakes and _is_swapped(check, other, found, request)
        for each in (check, other) if swapped else ():
            reason = "ambiguous: right the other way round, and no label tells which is which"
            judged[each] = replace(judged[each], truth=Truth.REVIEW, leaning=Truth.RIGHT, reason=reason)
    return judged


def _is_swapped(
    check: str, other: str, found: Mapping[str, _Finding], request: Request[GrowthParams]
) -> bool:
    if other not in found or other not in request.checks:
        return False
    growths = (found[check].growth, found[other].growth)
    if any(found[each].judgement.truth is not Truth.WRONG for each in (check, other)):
        return False
    return all(
        growth is not None
        and any(
            same_class(
                growth,
                target,
                read_conditions(request.checks[each].conditions, tuple(request.checks[each].variables)),
            ).is_equal
            for target in accepted_classes(request.checks[each], request.reference)
        )
        for growth, each in zip(growths, (other, check), strict=True)
    )


def accepted_classes(params: GrowthParams, reference: Reference) -> tuple[Growth, ...]:
    """The right classes, computed by the reference."""
    names = tuple(params.variables)
    return tuple(read_target(str(reference.answers[name]()), names) for name in params.accepted)


@lru_cache(maxsize=256)
def read_target(text: str, variables: tuple[str, ...]) -> Growth:
    """A class written by the rubric's author; ValueError where it cannot be read."""
    growth = read_growth(text, variables)
    if not isinstance(growth, Growth):
        raise ValueError(f"'{text}' is no order of growth: {growth}")
    return growth


GROWTH = CheckKind("growth", GrowthParams, check_growth)
