"""Compare recurrences up to the names of their indices and a shift of their step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from grader.maths.equality.decide import Outcome, Verdict, compare_expressions, undecided
from grader.maths.equality.problem import Problem
from grader.maths.expressions.build import add, negate
from grader.maths.expressions.expression import (
    Apply,
    Call,
    Expression,
    Index,
    Name,
    Negation,
    Number,
    Range,
    Reduction,
    Relation,
    Sum,
    transform,
    walk,
)
from grader.maths.expressions.symbols import Declarations, Sort
from grader.maths.reasons import Reason

_INDEX_SORTS = (Sort.INDEX, Sort.INT, Sort.POSINT)


@dataclass(frozen=True)
class Recurrence:
    """A right side whose left side's arguments are the indices ``#0``, ``#1`` and so on."""

    function: str
    arguments: int
    body: Expression
    names: Mapping[str, Expression]
    """What the left side called its arguments: each name as its place, shifted as the left side has it."""


def as_recurrence(relation: Expression, declarations: Declarations, function: str = "") -> Recurrence | None:
    """The recurrence that an equation states for `function` (any, if empty); None where it states none."""
    if not isinstance(relation, Relation) or set(relation.signs) - {"="}:
        return None
    rearranged = _rearranged(relation, declarations, function)
    if rearranged is not None:
        return rearranged
    for left, right in ((relation.sides[0], relation.sides[-1]), (relation.sides[-1], relation.sides[0])):
        if isinstance(left, Call) and left.function == "log" and isinstance(left.arguments[0], Apply):
            # log delta = ... is delta = exp(...)
            left, right = left.arguments[0], Call("exp", (right,))
        if isinstance(left, Apply) and (not function or left.function == function):
            found = _solved(left, right, declarations)
            if found is not None:
                return found
    return None


def _rearranged(relation: Relation, declarations: Declarations, function: str) -> Recurrence | None:
    """``F_n - F_{n-1} = F_{n-2}`` solved for the latest step, where several stand alone in sums."""
    if len(relation.sides) != 2:
        return None
    terms = [*_terms(relation.sides[0]), *map(negate, _terms(relation.sides[1]))]
    steps: dict[int, int] = {}
    for place, term in enumerate(terms):
        applied = term.operand if isinstance(term, Negation) else term
        if isinstance(applied, Apply) and (not function or applied.function == function):
            split = name_and_shift(applied.arguments[0], declarations)
            if split is not None:
                steps[place] = split[1]
    latest = [place for place, step in steps.items() if step == max(steps.values())]
    stands_alone = any(isinstance(side, Apply) for side in relation.sides)
    if len(steps) < (2 if stands_alone else 1) or len(latest) != 1:
        return None
    left = terms.pop(latest[0])
    rest = add(terms) if terms else Number(Fraction(0))
    if isinstance(left, Negation):
        applied, right = left.operand, rest
    else:
        applied, right = left, negate(rest)
    if not isinstance(applied, Apply) or not mentions(right, applied.function):
        return None
    if any(step >= steps[latest[0]] for step in _steps_within(right, applied.function, declarations)):
        return None
    return _solved(applied, right, declarations)


def _steps_within(expression: Expression, function: str, declarations: Declarations) -> list[int]:
    """The shifts of the first arguments with which a function is applied anywhere."""
    applied = (part for part in walk(expression) if isinstance(part, Apply) and part.function == function)
    splits = (name_and_shift(each.arguments[0], declarations) for each in applied)
    return [split[1] for split in splits if split is not None]


def _terms(side: Expression) -> tuple[Expression, ...]:
    return side.terms if isinstance(side, Sum) else (side,)


def _solved(left: Apply, right: Expression, declarations: Declarations) -> Recurrence | None:
    renames: dict[str, Expression] = {}
    for place, argument in enumerate(left.arguments):
        split = name_and_shift(argument, declarations)
        if split is None or split[0] in renames:
            return None
        name, shift = split
        new: Expression = Index(f"#{place}")
        renames[name] = add((new, Number(Fraction(-shift)))) if shift else new
    return Recurrence(left.function, len(left.arguments), substitute(right, renames), renames)


def name_and_shift(argument: Expression, declarations: Declarations) -> tuple[str, int] | None:
    """An argument ``t + 1`` as its name and shift."""
    shift = 0
    names: list[str] = []
    for term in argument.terms if isinstance(argument, Sum) else (argument,):
        if isinstance(term, Number) and term.value.denominator == 1:
            shift += int(term.value)
        elif isinstance(term, Negation) and isinstance(term.operand, Number):
            shift -= int(term.operand.value)
        elif isinstance(term, Index):
            names.append(term.name)
        elif isinstance(term, Name) and _is_index(term, declarations):
            names.append(term.key)
        else:
            return None
    return (names[0], shift) if len(names) == 1 else None


def _is_index(name: Name, declarations: Declarations) -> bool:
    symbol = declarations.get(name.key)
    return symbol is not None and symbol.sort in _INDEX_SORTS


def substitute(expression: Expression, renames: Mapping[str, Expression]) -> Expression:
    """The expression with free indices and index-like names replaced; what a reduction binds stays bound."""
    if isinstance(expression, Index):
        return renames.get(expression.name, expression)
    if isinstance(expression, Name):
        return renames.get(expression.key, expression) if not expression.shape else expression
    if isinstance(expression, Reduction):
        bound = {each.index for each in expression.ranges}
        inner = {name: new for name, new in renames.items() if name not in bound}
        ranges = tuple(
            Range(
                each.index,
                each.lower and substitute(each.lower, renames),
                each.upper and substitute(each.upper, renames),
            )
            for each in expression.ranges
        )
        return Reduction(expression.operator, ranges, substitute(expression.body, inner), expression.shape)
    return transform(expression, lambda part: substitute(part, renames))


def compare_recurrences(student: Expression, reference: Recurrence, problem: Problem) -> Verdict:
    """Whether a student's recurrence, or its right side alone, is the reference's."""
    own = as_recurrence(student, problem.declarations, reference.function)
    draws = _index_draws(reference, problem.declarations)
    ahead = _looks_ahead(reference, problem.declarations)
    is_solved = own is not None and _looks_ahead(own, problem.declarations) == ahead
    if isinstance(student, Relation) and not is_solved:
        verdict = _compare_implicit(student, reference, problem, draws)
        if verdict is not None:
            return verdict
    if own is None:
        if isinstance(student, Relation):
            if any(isinstance(side, Apply) and side.function == reference.function for side in student.sides):
                return undecided(Reason.AMBIGUOUS, "a recurrence for special arguments only")
            return undecided(Reason.UNPARSED, f"no recurrence for {reference.function}")
        body = substitute(student, reference.names)
    else:
        if own.arguments != reference.arguments:
            return undecided(Reason.ILL_TYPED, "another number of arguments")
        body = own.body
    verdict = compare_expressions(body, reference.body, problem, draws)
    if verdict.outcome is Outcome.DIFFERENT and _solves(body, reference, problem, draws):
        return undecided(Reason.AMBIGUOUS, "a solution of the recurrence, and not the recurrence")
    return verdict


def _looks_ahead(recurrence: Recurrence, declarations: Declarations) -> bool:
    """Whether the right side speaks of later steps than the left: then it may state those."""
    return any(step > 0 for step in _steps_within(recurrence.body, recurrence.function, declarations))


def _compare_implicit(
    equation: Relation, reference: Recurrence, problem: Problem, draws: tuple[dict[str, int], ...]
) -> Verdict | None:
    """Whether an equation holds for the reference's step, and for no other value; None where it has no step.

    ``v_t - mu v_{t-1} = g_t``, ``(v_t - g_t) / mu = v_{t-1}``: at its latest step, or at its earliest where
    the reference speaks of later ones.
    """
    if len(equation.sides) != 2 or set(equation.signs) != {"="}:
        return None
    last = _last_step(equation, reference, problem.declarations)
    if last is None:
        return None
    solved = _solved(last, Number(Fraction(0)), problem.declarations)
    if solved is None or solved.arguments != reference.arguments:
        return None
    sides = [substitute(side, solved.names) for side in equation.sides]
    step = substitute(last, solved.names)
    verdicts = []
    for value in (reference.body, add((reference.body, Number(Fraction(1))))):
        left, right = (_with_value(side, step, value) for side in sides)
        verdicts.append(compare_expressions(left, right, problem, draws))
    if verdicts[0].is_equal and verdicts[1].is_equal:
        return undecided(Reason.AMBIGUOUS, "an equation that holds for any sequence")
    return verdicts[0]


def _last_step(equation: Relation, reference: Recurrence, declarations: Declarations) -> Apply | None:
    """The application of the function at the step that the reference solves for; None where several are."""
    found: dict[Apply, int] = {}
    for part in walk(equation):
        if isinstance(part, Apply) and part.function == reference.function:
            split = name_and_shift(part.arguments[0], declarations)
            if split is None:
                return None
            found[part] = split[1]
    choose = min if _looks_ahead(reference, declarations) else max
    last = [part for part, step in found.items() if step == choose(found.values())]
    bound = {each.index for part in walk(equation) if isinstance(part, Reduction) for each in part.ranges}
    if len(last) != 1 or bound & {part.name for part in walk(last[0]) if isinstance(part, Index)}:
        return None
    return last[0]


def _with_value(expression: Expression, step: Expression, value: Expression) -> Expression:
    if expression == step:
        return value
    return transform(expression, lambda part: _with_value(part, step, value))


def _solves(
    body: Expression, reference: Recurrence, problem: Problem, draws: tuple[dict[str, int], ...]
) -> bool:
    """Whether a right side without the function is a closed form of it."""
    if mentions(body, reference.function) or not mentions(reference.body, reference.function):
        return False

    def closed(part: Expression) -> Expression:
        if isinstance(part, Apply) and part.function == reference.function:
            places = {f"#{place}": argument for place, argument in enumerate(part.arguments)}
            return substitute(body, places)
        return transform(part, closed)

    return compare_expressions(body, closed(reference.body), problem, draws).is_equal


def _index_draws(reference: Recurrence, declarations: Declarations) -> tuple[dict[str, int], ...]:
    """Values for the left side's arguments: steps large enough to look back, indices within any size."""
    symbol = declarations.get(reference.function)
    kinds = symbol.arguments if symbol is not None else ()
    draws = []
    for number in range(7):
        draw = {}
        for place in range(reference.arguments):
            index = place < len(kinds) and kinds[place] == "index"
            draw[f"#{place}"] = 1 + (number + place) % 2 if index else 4 + (number * 3 + place) % 6
        draws.append(draw)
    return tuple(draws)


def mentions(expression: Expression, function: str) -> bool:
    """Whether a function is applied anywhere in the expression."""
    return any(isinstance(part, Apply) and part.function == function for part in walk(expression))
