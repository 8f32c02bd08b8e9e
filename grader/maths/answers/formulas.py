"""Judge an answer as written against an expected formula: find its formula, read it, compare."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from grader.maths.answers.alternatives import joined, read_alternatives
from grader.maths.answers.candidates import Candidate, choose, find_candidates
from grader.maths.answers.cases import without_start
from grader.maths.answers.entries import from_entries, from_lone_entry, relation_of_entries
from grader.maths.answers.implicit import compare_equation
from grader.maths.answers.intervals import as_bounds
from grader.maths.answers.labels import by_labels, is_name_like, spelled
from grader.maths.answers.own_definitions import with_own_definitions
from grader.maths.answers.own_letters import with_declared_letters
from grader.maths.answers.side_conditions import without_side_condition
from grader.maths.answers.trimmings import without_trimmings
from grader.maths.equality.decide import EQUAL, Outcome, Verdict, compare_expressions, undecided
from grader.maths.equality.problem import Problem
from grader.maths.equality.recurrence import Recurrence, as_recurrence, compare_recurrences
from grader.maths.equality.relations import compare_relations
from grader.maths.expressions.expression import (
    Apply,
    Constant,
    Derivative,
    Expression,
    Index,
    Name,
    Number,
    Power,
    Relation,
    Transpose,
    names_in,
    walk,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.notation.mathematica import from_mathematica
from grader.maths.notation.recurrence_names import with_steps_named
from grader.maths.reading.arraycode.statements import computed
from grader.maths.reading.reader import read_relation, read_styles, split_chain
from grader.maths.reasons import Reason, Unread
from grader.model.words import Word


class Form(Word):
    """What a formula is compared as."""

    SCALAR = "scalar"
    MATRIX = "matrix"
    RECURRENCE = "recurrence"
    RELATION = "relation"


@dataclass(frozen=True)
class Target:
    """An expected formula, read."""

    form: Form
    expression: Expression | Recurrence
    asked: str = ""
    """The left side it was given with, as text: an answer may repeat it."""


@dataclass(frozen=True)
class Finding:
    """A verdict on one formula of an answer, and how it was read."""

    verdict: Verdict
    text: str = ""
    expression: Expression | None = None
    problem: Problem | None = None
    """The problem with the student's own definitions, in which the formula was read."""


def read_target(text: str, form: Form, problem: Problem, *, asked: str = "") -> Target | Unread:
    """The expected formula; an equation's left side is what is asked, unless the form is a relation."""
    declarations = problem.declarations
    if form is Form.RELATION:
        relation = read_alternatives(text, declarations)
        return relation if isinstance(relation, Unread) else Target(form, relation)
    sides, signs = split_chain(text)
    if form is Form.RECURRENCE:
        relation = read_relation(text, declarations, free_indices=True)
        if isinstance(relation, Unread):
            return relation
        recurrence = as_recurrence(relation, declarations)
        if recurrence is None:
            return Unread(Reason.UNPARSED, "no recurrence: its left side is no function of plain indices")
        return Target(form, recurrence, sides[0])
    expression, _ = read_styles(sides[-1], declarations)
    if isinstance(expression, Unread):
        return expression
    return Target(form, expression, asked or (sides[0] if signs else ""))


def judge_answer(text: str, target: Target, problem: Problem) -> Finding:
    """The finding on an answer with all its prose: on the formula that it offers as the answer."""
    if target.form is Form.SCALAR:
        text = _BOUNDED.sub("", text)
    if target.form in (Form.SCALAR, Form.MATRIX):
        text = computed(text)
    if not isinstance(target.expression, Recurrence):
        problem = _with_understood_arguments(problem, target.expression)
    if target.form is Form.RECURRENCE:
        text = with_steps_named(text, target.asked)
    text = with_declared_letters(from_mathematica(text), problem.declarations)
    text, extended = with_own_definitions(text, problem, target.asked)
    if target.form is Form.RECURRENCE:
        text = by_labels(text, target.asked)
    candidates = find_candidates(text, extended.declarations, asked=target.asked)
    if isinstance(candidates, Unread):
        return Finding(undecided(candidates.reason, candidates.detail))
    chosen = choose(candidates)
    if target.form is Form.RELATION and len(chosen) > 1 and all(each.alternative for each in chosen):
        return replace(
            judge_formula(joined([each.text for each in chosen]), target, extended), problem=extended
        )
    findings = [judge_formula(candidate.text, target, extended) for candidate in chosen]
    finding = _combined(chosen, findings)
    if finding.verdict.outcome is Outcome.DIFFERENT and target.form in (Form.SCALAR, Form.MATRIX):
        earlier = candidates[: len(candidates) - len(chosen)] if chosen == candidates[-len(chosen) :] else ()
        told = [judge_formula(each.text, target, extended) for each in earlier if not each.conditional]
        told += [each for each in findings if each is not finding]
        finding = _with_earlier(finding, chosen[0], told, target)
    return replace(finding, problem=extended)


def _with_earlier(finding: Finding, last: Candidate, told: list[Finding], target: Target) -> Finding:
    """The finding on the formula that came before, where the last only explains it.

    So it does where it is a part of it (``(N-1)^T, as there are N-1 words``), or a reason for it that leaves
    out a letter of the answer (``N^T since the length is T+1``).
    """
    assert not isinstance(target.expression, Recurrence)
    told = [each for each in told if each.expression is not None and not _is_trivial(each)]
    right = [each for each in told if each.verdict.is_equal]
    last_expression = finding.expression
    if last_expression is None or not told:
        return finding
    whole = [each for each in told if each.expression and last_expression in tuple(walk(each.expression))[1:]]
    if whole and not right:
        return whole[0]
    lacks = bool(names_in(target.expression) - names_in(last_expression))
    if not right or not (last.stated or lacks):
        return finding
    if last.stated and lacks and (last.in_reason or whole) and len(right) == len(told):
        return right[0]
    return Finding(
        undecided(Reason.AMBIGUOUS, "another formula is stated after it"), finding.text, last_expression
    )


_BARS = r"(?:‖|∥|\|\||\\[lr]?Vert|\\left\s*\\\||\\\|)"
_BOUNDED = re.compile(
    rf"^[^=]{{0,80}}?{_BARS}[^=]{{0,80}}?(?:∂|\\partial|∇|\\nabla)[^=]{{0,120}}{_BARS}[\s$]*"
    r"(?:\\leq?(?:slant)?\b|≤|⩽|<=|is\s+(?:at\s+most|no\s+more\s+than|bounded\s+(?:from\s+above\s+|above\s+)?by)|"
    r"est\s+(?:au\s+plus|majorée?\s+par))[\s:]*\$?"
)
"""The norm of a derivative and that it is bounded, before the bound that is asked for."""


@lru_cache(maxsize=512)
def _with_understood_arguments(problem: Problem, expected: Expression) -> Problem:
    """The problem in which a function needs no argument that has one and the same in what is expected."""
    applied: dict[str, set[Expression]] = {}
    for part in walk(expected):
        if isinstance(part, Apply) and len(part.arguments) == 1:
            applied.setdefault(part.function.rstrip("'"), set()).add(part.arguments[0])
    understood = []
    for key, arguments in sorted(applied.items()):
        symbol = problem.declarations.get(key)
        if len(arguments) == 1 and symbol is not None and symbol.sort in (Sort.FUNCTION, Sort.ELEMENTWISE):
            understood.append((key, next(iter(arguments))))
    if not understood:
        return problem
    return replace(problem, declarations=replace(problem.declarations, understood=tuple(understood)))


def _combined(candidates: tuple[Candidate, ...], findings: list[Finding]) -> Finding:
    if len(findings) == 1 and not candidates[0].conditional:
        return findings[0]
    if any(candidate.conditional for candidate in candidates):
        return Finding(undecided(Reason.AMBIGUOUS, "an answer under a condition"), findings[0].text)
    serious = [finding for finding in findings if not _is_trivial(finding)] or findings
    read = [finding for finding in serious if not _is_unread(finding)]
    if not read:
        return serious[-1]
    outcomes = {finding.verdict.outcome for finding in read}
    stated = [each for each in serious if _is_unread(each) and split_chain(each.text)[1]]
    if stated and outcomes == {Outcome.DIFFERENT} and not any(split_chain(each.text)[1] for each in read):
        return stated[-1]  # what it says is so is the answer, though it could not be read
    if len(outcomes) == 1:
        unknown = [each for each in serious if each.verdict.reason is Reason.UNKNOWN_SYMBOL]
        open_end = serious[-1] is not read[-1] or _defines_part_of(read[-1].text, unknown)
        if unknown and open_end and Outcome.DIFFERENT in outcomes:
            return unknown[-1]  # what could not be read may be the answer
        return read[-1]
    if serious[-1] is read[-1] and candidates[-1].final and findings[-1] is read[-1]:
        return read[-1]
    return Finding(
        undecided(Reason.AMBIGUOUS, f"{len(read)} formulas that do not say the same, and none is chosen"),
        read[-1].text,
        read[-1].expression,
    )


def _defines_part_of(text: str, others: list[Finding]) -> bool:
    """Whether a formula is an equation for a name that others use: ``sAg`` beside ``A = ...``."""
    sides, signs = split_chain(text)
    name = spelled(sides[0])
    if not signs or not name:
        return False
    written = (spelled(other.text) for other in others)
    return any(
        words[place : place + len(name)] == name
        for words in written
        for place in range(len(words) - len(name) + 1)
    )


def _is_trivial(finding: Finding) -> bool:
    """Whether it is a lone symbol or numeral, as the words of an explanation mention them."""
    return isinstance(finding.expression, (Name, Number, Index, Constant))


def _is_unread(finding: Finding) -> bool:
    return finding.expression is None and finding.verdict.reason in (
        Reason.UNPARSED,
        Reason.UNKNOWN_SYMBOL,
        Reason.EMPTY,
    )


def judge_formula(text: str, target: Target, problem: Problem) -> Finding:
    """The finding on one formula, its left side and intermediate sides included."""
    text = without_trimmings(text)
    if target.form is Form.RELATION:
        return _judge_relation(text, target, problem)
    sides, signs = split_chain(without_side_condition(text))
    if target.form is Form.RECURRENCE:
        return _judge_recurrence(sides, signs, target, problem)
    if "->" in signs:
        return _judge_stages(sides, signs, target, problem)
    if any(sign not in ("=", "=>", "~") for sign in signs):
        return Finding(undecided(Reason.AMBIGUOUS, "a relation where an expression is asked"), text)
    if "~" in signs or "≈" in text:
        return Finding(undecided(Reason.AMBIGUOUS, "only approximately"), text)
    return _judge_sides(sides, target, problem)


def _judge_stages(
    sides: tuple[str, ...], signs: tuple[str, ...], target: Target, problem: Problem
) -> Finding:
    """Stages that arrows join, ``N → N^2 → ... → N^T``: the last is the answer unless one before was it."""
    start = len(signs) - signs[::-1].index("->")
    last = _judge_sides(sides[start:], target, problem)
    if last.verdict.outcome is Outcome.DIFFERENT and any(
        _judge_expression(side, target, problem).verdict.is_equal for side in sides[:start]
    ):
        return Finding(undecided(Reason.AMBIGUOUS, "an earlier stage is another"), last.text, last.expression)
    return last


def _judge_sides(sides: tuple[str, ...], target: Target, problem: Problem) -> Finding:
    if len(sides) > 1 and spelled(sides[-1]) == spelled(target.asked):
        sides = (sides[-1], *sides[:-1])
    last = _judge_expression(sides[-1], target, problem)
    if len(sides) == 1:
        as_entry = last.verdict.reason is Reason.UNKNOWN_SYMBOL
        return (_judge_entries(sides, target, problem) if as_entry else None) or last
    assert not isinstance(target.expression, Recurrence)
    if last.verdict.outcome is Outcome.DIFFERENT:
        implicit = compare_equation(sides, target.asked, target.expression, problem)
        if implicit is not None:
            return Finding(implicit, last.text, last.expression)
    if last.verdict.reason in (Reason.UNKNOWN_SYMBOL, Reason.ILL_TYPED):
        told = _judge_entries(sides, target, problem)
        if told is not None:
            return told
    if _is_unread(last) and len(sides) == 2 and is_name_like(sides[-1]):
        first = _judge_expression(sides[0], target, problem)
        if first.verdict.is_equal or len(spelled(sides[-1])) == 1:
            return first
    for side in sides[:-1]:
        earlier = _judge_expression(side, target, problem)
        if earlier.expression is None or _is_left_side(earlier.expression):
            continue
        if isinstance(earlier.expression, Power) and last.verdict.outcome is Outcome.DIFFERENT:
            return Finding(undecided(Reason.AMBIGUOUS, "an equation for a power"), last.text, last.expression)
        if {earlier.verdict.outcome, last.verdict.outcome} == {Outcome.EQUAL, Outcome.DIFFERENT}:
            return Finding(
                undecided(Reason.AMBIGUOUS, "the sides of the chain are not equal"),
                last.text,
                last.expression,
            )
    return last


def _judge_entries(sides: tuple[str, ...], target: Target, problem: Problem) -> Finding | None:
    """The finding on an answer that tells the entries of a vector or matrix."""
    assert not isinstance(target.expression, Recurrence)
    told = from_entries(sides, target.expression.shape, problem)
    wholes = [told] if told is not None else from_lone_entry(sides[-1], target.expression.shape, problem)
    verdicts = [compare_expressions(whole, target.expression, extended) for whole, extended in wholes]
    if not verdicts:
        return None
    if len({verdict.outcome for verdict in verdicts}) > 1:  # which letter is the row?
        verdicts = [undecided(Reason.AMBIGUOUS, "an entry without a word on which index is the row")]
    return Finding(verdicts[0], " = ".join(sides), wholes[0][0])


def _is_left_side(expression: Expression) -> bool:
    """Whether a first side only names what is asked."""
    if isinstance(expression, Transpose):  # h' = ...: another h
        return len(expression.operand.shape) == 1
    return isinstance(expression, (Name, Apply, Derivative))


def _judge_expression(text: str, target: Target, problem: Problem) -> Finding:
    assert not isinstance(target.expression, Recurrence)
    expression, others = read_styles(text, problem.declarations)
    if isinstance(expression, Unread):
        return Finding(undecided(expression.reason, expression.detail), text)
    if isinstance(expression, Apply) and len(spelled(text)) == 1:
        return Finding(undecided(Reason.UNPARSED, f"{expression.function} alone, without its argument"), text)
    if any(isinstance(part, Derivative) for part in walk(expression)):
        problem = replace(problem, differentiates=True)
    verdict = compare_expressions(expression, target.expression, problem)
    if not verdict.is_equal and any(
        compare_expressions(other, target.expression, problem).is_equal for other in others
    ):
        verdict = undecided(Reason.AMBIGUOUS, "it is right in one reading and not in the other")
    return Finding(verdict, text, expression)


_DEFINITION = re.compile(r"max(?![a-z]).*(?<![A-Za-z])[pP]r?\s*(?:\\left\s*)?\(", re.DOTALL)


def _judge_recurrence(
    sides: tuple[str, ...], signs: tuple[str, ...], target: Target, problem: Problem
) -> Finding:
    assert isinstance(target.expression, Recurrence)
    if any(sign != "=" for sign in signs):
        return Finding(undecided(Reason.AMBIGUOUS, "a relation that is no recurrence"), " ".join(sides))
    text = sides[0] if len(sides) == 1 else f"{sides[0]} = {without_start(sides[-1])}"
    expression, others = read_styles(text, problem.declarations, free_indices=True, relation=len(sides) > 1)
    if isinstance(expression, Unread):
        # the answer, then the definition that it comes from: ``= max_i p(w_t = j | ...) max_w p(w, ...)``
        if len(sides) > 2 and _DEFINITION.search(sides[-1]):
            earlier = _judge_recurrence(sides[:-1], signs[:-1], target, problem)
            if earlier.verdict.is_equal:
                return earlier
        return Finding(undecided(expression.reason, expression.detail), text)
    verdict = compare_recurrences(expression, target.expression, problem)
    if (
        verdict.reason is Reason.UNKNOWN_SYMBOL and len(others) == 1
    ):  # an index is free but in the other reading
        expression, others = others[0], ()
        verdict = compare_recurrences(expression, target.expression, problem)
    if not verdict.is_equal and any(
        compare_recurrences(other, target.expression, problem).is_equal for other in others
    ):
        verdict = undecided(Reason.AMBIGUOUS, "it is right in one reading and not in the other")
    return Finding(verdict, text, expression)


def _judge_relation(text: str, target: Target, problem: Problem) -> Finding:
    assert isinstance(target.expression, Relation)
    text = as_bounds(text)
    relation = read_alternatives(text, problem.declarations)
    if isinstance(relation, Unread):
        told = relation_of_entries(without_side_condition(text), target.expression, problem)
        if told is not None:
            whole, extended = told
            return Finding(compare_relations(whole, target.expression, extended), text, whole)
        return Finding(undecided(relation.reason, relation.detail), text)
    if len(target.expression.sides) > 2:  # several bounds at once
        verdict = compare_relations(relation, target.expression, problem)
        if verdict.outcome is Outcome.DIFFERENT and len(relation.sides) == 2:
            verdict = undecided(Reason.AMBIGUOUS, "one bound where several are asked for")
        return Finding(verdict, text, relation)
    if len(relation.sides) > 2 and not names_in(relation.sides[0]) and not names_in(relation.sides[-1]):
        return Finding(undecided(Reason.LIMIT, "a relation between two numbers"), text, relation)
    if len(relation.sides) == 2:
        return Finding(compare_relations(relation, target.expression, problem), text, relation)
    ends = Relation((relation.sides[0], relation.sides[-1]), relation.signs[-1:])
    verdict = compare_relations(ends, target.expression, problem)
    if not verdict.is_equal and len(set(relation.signs) - {"=", "~"}) == len(set(relation.signs)) == 1:
        # bounds on both sides: ``a <= x <= b``
        both = compare_relations(relation, target.expression, problem)
        verdict = both if both.is_equal or both.outcome is Outcome.UNDECIDED else verdict
    return Finding(verdict, text, relation)


__all__ = ["EQUAL", "Finding", "Form", "Target", "judge_answer", "judge_formula", "read_target"]
