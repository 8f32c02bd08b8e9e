"""Judge the steps of chains: each link by itself, each equation also by the ones before it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.maths.derivations.roles import Role
from grader.maths.equality.conditions import holds_at
from grader.maths.equality.decide import Outcome, compare_expressions
from grader.maths.equality.problem import Problem, environments
from grader.maths.equality.relations import compare_relations
from grader.maths.expressions.expression import Derivative, Expression, Name, Relation, walk
from grader.maths.expressions.symbols import Sort
from grader.maths.reading.reader import read_expression, read_relation
from grader.maths.reading.state import Style
from grader.maths.reasons import Reason, Unread
from grader.maths.working.chains import Chain
from grader.maths.working.differences import is_derivative, read_derivative
from grader.maths.working.equations import follows, is_at_most
from grader.maths.working.premises import Premises, may_be_given
from grader.maths.working.steps import Step, StepVerdict

_MOST_SOLVED = 120
"""Equations solved for one answer."""
_HABITS = (
    (Style(loose_slash=True), re.compile("/")),
    (Style(narrow_functions=True), re.compile(r"log|ln|exp|sin|cos|tan")),
    (
        Style(power_inside=True),
        re.compile(r"(?:log|ln|exp|sin|cos|tan)\s*(?:\\[Bb]ig+l?|\\left)?\s*\(.*?\)\s*\^"),
    ),
    (Style(bars_as_norm=True), re.compile(r"(?<![|\\])\|(?!\|)|vert")),
    (Style(letter_power=True), re.compile(r"\^\s*\{?\s*T")),
)
"""How others read, and what a formula has in which it makes a difference; how far a sum goes is no habit."""
_CASE = re.compile(
    r"\b(?:case|for|when|if|at|let|take|with|put|base|start\w*|pour|cas|si|any)\b[^.;]*$", re.IGNORECASE
)
_LONE_NAME = re.compile(r"^\s*\\?[A-Za-zα-ωΑ-Ω]+(?:_\{?[\w+-]+\}?)?\s*$")


def judge_chains(
    chains: Sequence[Chain],
    given: Problem,
    problem: Problem,
    defining: frozenset[int],
    reference: str,
) -> tuple[Step, ...]:
    """The steps of all chains; `defining` are the places of those whose first link defines a name."""
    if _are_equations(chains, given):
        run = _Run(chains, problem, defining, reference, whole_lines=True)
    else:
        run = _Run(chains, problem, defining, reference, whole_lines=False)
    return tuple(step for number in range(len(chains)) for step in run.steps_of(number))


def read_equations(chain: Chain, problem: Problem) -> tuple[Relation, ...] | Unread:
    """The equations of a line, any of which may hold."""
    found: list[Relation] = []
    for text in (f"{chain.sides[0]} = {chain.sides[1]}", *chain.others):
        read = read_relation(text, problem.declarations)
        if isinstance(read, Unread):
            return read
        found.append(read)
    return tuple(found)


def _are_equations(chains: Sequence[Chain], problem: Problem) -> bool:
    """Whether every line is an equation of its own, the first no identity: each is one step."""
    if len(chains) < 2 or any(chain.signs != ["="] for chain in chains):
        return False
    if any(chain.role is not Role.STATED for chain in chains):
        return False
    if (
        len(chains) == 2
        and _spelled(chains[0].sides[0]) == _spelled(chains[1].sides[0])
        and _LONE_NAME.match(chains[0].sides[0])
    ):
        return False
    first = read_relation(f"{chains[0].sides[0]} = {chains[0].sides[1]}", problem.declarations)
    if isinstance(first, Unread):
        return False
    return compare_expressions(first.sides[1], first.sides[0], problem).outcome is Outcome.DIFFERENT


def _spelled(text: str) -> str:
    return re.sub(r"\s+|\\[,;! ]", "", text)


class _Run:
    """The judging of one answer, from its first line to its last."""

    def __init__(
        self,
        chains: Sequence[Chain],
        problem: Problem,
        defining: frozenset[int],
        reference: str,
        *,
        whole_lines: bool,
    ) -> None:
        self.chains = chains
        self.problem = problem
        self.defining = defining
        self.reference = reference
        self.whole_lines = whole_lines
        self.premises = Premises(problem)
        self.spent = 0

    def steps_of(self, number: int) -> Iterator[Step]:
        """The steps of one chain: its opening and its links, or one where a line is an equation."""
        chain = self.chains[number]
        if chain.others:
            yield self._alternatives(chain)
            return
        if self._is_condition(chain):
            return
        if not self.whole_lines and (number == 0 or not self._is_repeated(number)):
            yield _opening(chain.sides[0], self.problem)
        for place in range(len(chain.signs)):
            step = self._as_said(self._link(number, place), number, place)
            if self.whole_lines:
                step = replace(step, line=f"{chain.sides[0]} = {chain.sides[1]}")
            yield step

    def _as_said(self, step: Step, number: int, place: int) -> Step:
        """A step, with what it says where that is false."""
        chain = self.chains[number]
        right = self._read(chain.sides[place + 1]) if step.verdict is StepVerdict.FALSE else None
        readable = self._readable(chain, place + 1)
        if right is None or isinstance(right, Unread) or not readable:
            return step
        return replace(step, stated=Relation((readable[-1], right), (chain.signs[place],)), chain=number)

    def _is_repeated(self, number: int) -> bool:
        """Whether a chain goes on from a side of the one before."""
        chain = self.chains[number]
        before = {_spelled(side) for side in self.chains[number - 1].sides}
        return bool(chain.signs) and _spelled(chain.sides[0]) in before

    def _is_condition(self, chain: Chain) -> bool:
        """Rely on what is only assumed of numbers (``for a > 0``), which is no step."""
        if self._is_case(chain):
            return True
        if chain.role is not Role.ASSUMED or len(chain.signs) != 1 or chain.signs[0] in ("=", "~", "->"):
            return False
        stated = read_relation(
            f"{chain.sides[0]} {chain.signs[0]} {chain.sides[1]}", self.problem.declarations
        )
        if not isinstance(stated, Relation):
            return True
        places = environments(self.problem, 6)
        if all(holds_at(stated, each) for each in places):
            return any(re.fullmatch(r"\s*[-\d.]+\s*", side) for side in chain.sides)
        self.premises.accept(stated)
        return True

    def _is_case(self, chain: Chain) -> bool:
        """Whether it says for which number the next is claimed (``base case $n = 1$:``)."""
        if chain.signs != ["="] or not _CASE.search(chain.words):
            return False
        left = read_expression(chain.sides[0], self.problem.declarations)
        symbol = self.problem.declarations.get(left.key) if isinstance(left, Name) else None
        whole = symbol is not None and symbol.sort in (Sort.INDEX, Sort.INT, Sort.POSINT)
        return whole and bool(re.fullmatch(r"\s*\d+\s*", chain.sides[1]))

    # --- links

    def _link(self, number: int, place: int) -> Step:
        chain = self.chains[number]
        sign, line = chain.signs[place], chain.sides[place + 1]
        left, right = self._read(chain.sides[place]), self._read(line)
        if place == 0 and number in self.defining:
            return Step(line, StepVerdict.HOLDS, "defines its left side")
        if isinstance(right, Unread):
            return _unread(line, right)
        if isinstance(left, Unread) and self.whole_lines:
            return _unread(line, left)
        if isinstance(left, Unread):
            return self._after_unread(chain, place, left, right)
        step = self._judged(line, left, sign, right)
        if step.verdict is StepVerdict.FALSE and self._holds_otherwise(chain, place):
            return Step(line, StepVerdict.HOLDS, "by another habit of writing")
        stated = Relation((left, right), (sign,))
        if step.verdict is StepVerdict.UNDECIDED and place == 0 and _is_unknown_derivative(left):
            # a derivative of what nobody told: the chain says what it stands for
            return Step(line, StepVerdict.HOLDS, "says what its left side is")
        if step.verdict is StepVerdict.FALSE and sign == "=":
            return self._conditional(step, stated, number, place)
        if step.verdict is StepVerdict.FALSE:
            return self._rescued(step, stated, chain)
        return step

    def _holds_otherwise(self, chain: Chain, place: int) -> bool:
        """Whether a link holds as others write: ``1/2a`` for 1/(2a) or (1/2)a, bars for a norm."""
        texts = (chain.sides[place], chain.sides[place + 1])
        for style, mark in _HABITS:
            if not any(mark.search(text) for text in texts):
                continue
            readings = [
                [read_expression(text, self.problem.declarations, style=each) for each in (Style(), style)]
                for text in texts
            ]
            for left, right in itertools.product(*readings):
                if isinstance(left, Unread) or isinstance(right, Unread):
                    continue
                step = judge_link("", left, chain.signs[place], right, self.problem)
                if step.verdict is StepVerdict.HOLDS:
                    return True
        return False

    def _read(self, text: str) -> Expression | Unread:
        return read_expression(text, self.problem.declarations)

    def _after_unread(self, chain: Chain, place: int, left: Unread, right: Expression) -> Step:
        sign, line = chain.signs[place], chain.sides[place + 1]
        derivative = read_derivative(chain.sides[place], self.problem) if sign == "=" else None
        if derivative is not None:
            holds = is_derivative(derivative, right, self.problem)
            if holds is not None:
                return Step(line, StepVerdict.HOLDS if holds else StepVerdict.FALSE)
        # what follows an unread or ill-typed line is compared with the last line that could be read
        readable = self._readable(chain, place)
        if not readable or sign != "=" or set(chain.signs[: place + 1]) != {"="}:
            return Step(line, StepVerdict.UNDECIDED, f"after a line that was not understood: {left}")
        return self._judged(line, readable[-1], sign, right)

    def _readable(self, chain: Chain, place: int) -> list[Expression]:
        """The sides before a place that could be read."""
        sides = [self._read(side) for side in chain.sides[:place]]
        return [side for side in sides if not isinstance(side, Unread)]

    def _judged(self, line: str, left: Expression, sign: str, right: Expression) -> Step:
        return judge_link(line, left, sign, right, self.problem)

    def _conditional(self, step: Step, stated: Relation, number: int, place: int) -> Step:
        """An equation that does not always hold: it may be given, or follow from what is."""
        chain, premises = self.chains[number], self.premises
        alone = len(chain.signs) == 1
        self.spent += 1
        if self.spent > _MOST_SOLVED:
            return Step(step.line, StepVerdict.UNDECIDED, f"{Reason.LIMIT}: too many equations to solve")
        given = place == len(chain.signs) - 1 and may_be_given(
            stated, self.chains, number, self.reference, self.problem
        )
        if not premises.previous and not premises.accepted:
            if given:
                premises.accept(stated)
                return Step(step.line, StepVerdict.HOLDS, "what is given")
            if self.whole_lines:
                premises.go_on((stated,), astray=True)
            return step
        found = premises.follows(stated, step.witness or "the sides differ")
        if found == "" or (alone and self._restates(stated)):
            premises.go_on((stated,), astray=premises.astray)
            return Step(step.line, StepVerdict.HOLDS)
        if given and not chain.implied and self._is_another(number):
            premises.accept(stated)
            return Step(step.line, StepVerdict.HOLDS, "what is given")
        premises.go_on((stated,), astray=True)
        if found is None:
            reason = f"{Reason.LIMIT}: the line before could not be solved"
            return Step(step.line, StepVerdict.UNDECIDED, reason)
        return Step(step.line, StepVerdict.FALSE, "", found)

    def _restates(self, stated: Relation) -> bool:
        """Whether an equation says what the one before said."""
        return (
            len(self.premises.previous) == 1
            and compare_relations(stated, self.premises.previous[0], self.problem).outcome is Outcome.EQUAL
        )

    def _is_another(self, number: int) -> bool:
        """Whether an equation is one more that is given."""
        chain = self.chains[number]
        if chain.role in (Role.ASSUMED, Role.DEFINED):
            return True
        # "at the optimum x = 2" says what follows
        if chain.demanded and not any(map(_LONE_NAME.match, (chain.sides[0], chain.sides[-1]))):
            return True
        return (chain.joined and len(self.premises.accepted) == number) or self._is_second(number)

    def _is_second(self, number: int) -> bool:
        """Whether an equation is the second of a system: what comes next needs it and the one before."""
        if number != 1 or len(self.chains) < 3 or len(self.premises.accepted) != 1:
            return False
        own, after = (_ends_of(each, self.problem) for each in self.chains[number : number + 2])
        if own is None or after is None:
            return False
        both = Premises(self.problem, accepted=[*self.premises.accepted, own])
        problem = both.restricted
        if problem is None:
            return False
        return compare_expressions(
            after.sides[-1], after.sides[0], problem
        ).outcome is Outcome.EQUAL and not any(
            follows(alone, (after,), self.problem) == "" for alone in (own, *self.premises.accepted)
        )

    def _rescued(self, step: Step, stated: Relation, chain: Chain) -> Step:
        """An inequality that fails somewhere may be assumed, or hold where the assumptions do."""
        if chain.role is Role.ASSUMED and len(chain.signs) == 1:
            self.premises.accept(stated)
            return Step(step.line, StepVerdict.HOLDS, "what is given")
        if not self.premises.accepted:
            return step
        problem = self.premises.restricted
        if problem is None:
            reason = f"{Reason.LIMIT}: no point at which the premises hold"
            return Step(step.line, StepVerdict.UNDECIDED, reason)
        return judge_link(step.line, stated.sides[0], stated.signs[0], stated.sides[1], problem)

    # --- lines that list solutions

    def _alternatives(self, chain: Chain) -> Step:
        line = chain.line
        found = read_equations(chain, self.problem)
        if isinstance(found, Unread):
            return _unread(line, found)
        previous = self.premises.previous
        self.spent += len(previous) + len(found)
        self.premises.go_on(found, astray=False)
        if not previous:
            return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: several answers")
        if self.spent > _MOST_SOLVED:
            return Step(line, StepVerdict.UNDECIDED, f"{Reason.LIMIT}: too many equations to solve")
        answers = [follows(premise, found, self.problem) for premise in previous]
        # a solution that is listed must be one
        answers += [follows(listed, previous, self.problem) for listed in found]
        if any(answers):
            return Step(line, StepVerdict.FALSE, "", next(filter(None, answers)) or "")
        if None in answers:
            return Step(line, StepVerdict.UNDECIDED, f"{Reason.LIMIT}: the line before could not be solved")
        return Step(line, StepVerdict.HOLDS)


def _opening(text: str, problem: Problem) -> Step:
    found = read_expression(text, problem.declarations)
    if isinstance(found, Unread) and found.reason is Reason.ILL_TYPED:
        return Step(text, StepVerdict.ILL_TYPED, str(found))
    return Step(text, StepVerdict.HOLDS)


def _ends_of(chain: Chain, problem: Problem) -> Relation | None:
    """The equation between a chain's first side and its last; None where it says none."""
    if not chain.signs:
        return None
    read = read_relation(f"{chain.sides[0]} = {chain.sides[-1]}", problem.declarations)
    return None if isinstance(read, Unread) else read


def _is_unknown_derivative(expression: Expression) -> bool:
    return isinstance(expression, Derivative) or any(
        isinstance(part, Derivative) for part in walk(expression)
    )


def _unread(line: str, unread: Unread) -> Step:
    verdict = StepVerdict.ILL_TYPED if unread.reason is Reason.ILL_TYPED else StepVerdict.UNDECIDED
    return Step(line, verdict, str(unread))


def judge_link(line: str, left: Expression, sign: str, right: Expression, problem: Problem) -> Step:
    """Whether a sign between two sides holds wherever the problem's equations do."""
    if sign == "=":
        found = compare_expressions(right, left, problem)
        if found.outcome is Outcome.EQUAL:
            return Step(line, StepVerdict.HOLDS)
        if found.outcome is Outcome.DIFFERENT:
            return Step(line, StepVerdict.FALSE, found.detail, found.witness)
        ill = found.reason is Reason.ILL_TYPED
        verdict = StepVerdict.ILL_TYPED if ill else StepVerdict.UNDECIDED
        return Step(line, verdict, f"{found.reason}: {found.detail}")
    if sign in ("<=", "<", ">=", ">"):
        if left.shape or right.shape:
            return Step(line, StepVerdict.ILL_TYPED, f"{Reason.ILL_TYPED}: an inequality of no numbers")
        smaller, larger = (left, right) if sign in ("<=", "<") else (right, left)
        answer = is_at_most(smaller, larger, problem)
        if answer is None:
            return Step(line, StepVerdict.UNDECIDED, f"{Reason.NOT_FINITE}: no numbers to compare")
        return Step(line, StepVerdict.HOLDS if answer == "" else StepVerdict.FALSE, "", answer)
    if sign == "!=":
        outcome = compare_expressions(right, left, problem).outcome
        differs = {Outcome.EQUAL: StepVerdict.FALSE, Outcome.DIFFERENT: StepVerdict.HOLDS}
        return Step(line, differs.get(outcome, StepVerdict.UNDECIDED), f"{Reason.AMBIGUOUS}: the sign {sign}")
    return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: the sign {sign}")
