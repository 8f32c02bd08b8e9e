"""Judge the steps of chains: each link by itself, each equation also by the ones before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from grader.maths.derivations.roles import Role
from grader.maths.equality.decide import Outcome, compare_expressions
from grader.maths.equality.problem import Problem
from grader.maths.equality.relations import compare_relations
from grader.maths.expressions.expression import Expression, Relation, names_in
from grader.maths.reading.reader import read_relation
from grader.maths.reasons import Reason, Unread
from grader.maths.working.alternatives import is_signed
from grader.maths.working.asymptotics import judge_asymptotic
from grader.maths.working.bounds import has_free_function, is_bounded, limits_what_is_free
from grader.maths.working.cases import is_condition
from grader.maths.working.chains import Chain
from grader.maths.working.differences import is_derivative, read_derivative
from grader.maths.working.habits import holds_otherwise, judge_signed, read_side
from grader.maths.working.judging import (
    is_unknown_derivative,
    is_update,
    judge_link,
    opening,
    unread_step,
)
from grader.maths.working.nablas import judge_gradient
from grader.maths.working.own_names import names_quantity
from grader.maths.working.premises import Premises, is_second, may_be_given
from grader.maths.working.primes import judge_prime
from grader.maths.working.sayings import (
    is_extremum,
    is_of_strangers,
    is_said_what,
    supposes_all,
    supposes_value,
)
from grader.maths.working.solutions import judge_solutions, read_equations
from grader.maths.working.steps import Step, StepVerdict

_KEEPS = re.compile(r"\b(?:only|keep\w*|retain\w*|admissible|seule?|garde\w*)\b[^.;]*$", re.IGNORECASE)
"""Words that keep one of several solutions, for a reason that may stand elsewhere."""
_MOST_SOLVED = 120
"""Equations solved for one answer."""
_LONE_NAME = re.compile(r"^\s*\\?[A-Za-zα-ωΑ-Ω]+(?:_\{?[\w+-]+\}?)?\s*$")


def judge_chains(
    chains: Sequence[Chain],
    given: Problem,
    problem: Problem,
    defining: frozenset[int],
    reference: str,
    limits: Mapping[str, str],
) -> tuple[Step, ...]:
    """The steps of all chains; `defining` are the places of those whose first link defines a name.

    `limits` says which letters tend where.
    """
    whole_lines = _are_equations(chains, given)
    run = _Run(chains, problem, defining, reference, limits, whole_lines=whole_lines)
    return tuple(step for number in range(len(chains)) for step in run.steps_of(number))


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
    if not names_in(first):
        return False  # numbers are worked out, and nothing is solved
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
        limits: Mapping[str, str],
        *,
        whole_lines: bool,
    ) -> None:
        self.chains = chains
        self.limits = limits
        self.problem = problem
        self.defining = defining
        self.reference = reference
        self.whole_lines = whole_lines
        self.premises = Premises(problem)
        self.spent = 0
        self.named: dict[str, Expression] = {}
        self.outside: tuple[list[Relation], tuple[Relation, ...], bool] | None = None
        """What was given before a condition that one chain has."""

    def steps_of(self, number: int) -> Iterator[Step]:
        """The steps of one chain; the condition that stands behind it holds no longer than it does."""
        chain = self.chains[number]
        if chain.scoped and not (number and self.chains[number - 1].scoped):
            self.outside = (list(self.premises.accepted), self.premises.previous, self.premises.astray)
        yield from self._steps_of(number)
        if self.outside is not None and not chain.scoped:
            self.premises.accepted, self.premises.previous, self.premises.astray = self.outside
            self.outside = None

    def _steps_of(self, number: int) -> Iterator[Step]:
        """Its opening and its links, or one step where a line is an equation."""
        chain = self.chains[number]
        if chain.others:
            yield self._solutions(chain)
            return
        if is_condition(chain, self.problem, self.premises) or self._is_unread_claim(chain):
            return
        repeated = chain.resumed or (number > 0 and self._is_repeated(number))
        if not self.whole_lines and not repeated:
            yield opening(chain.sides[0], self._read(chain.sides[0]))
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

    def _is_unread_claim(self, chain: Chain) -> bool:
        """Whether it is what is to be shown, in words that nobody declared: no step leads there."""
        unread = any(isinstance(self._read(side), Unread) for side in chain.sides)
        return chain.role is Role.CLAIM and len(self.chains) > 1 and unread

    # --- links

    def _link(self, number: int, place: int) -> Step:
        """The step of a link; a side that may go on from elsewhere is false where it is so of each."""
        chain = self.chains[number]
        others = [self._read(each) for each in chain.rivals.get(place + 1, ())]
        right = self._read(chain.sides[place + 1])
        if others and not isinstance(right, Unread):
            sign, line = chain.signs[place], chain.sides[place + 1]
            sides = [self._read(chain.sides[place]), *others]
            found = [self._judged(line, side, sign, right) for side in sides if not isinstance(side, Unread)]
            holding = next((step for step in found if step.verdict is StepVerdict.HOLDS), None)
            if holding is not None:
                return holding
        step = self._link_from_before(number, place)
        if step.verdict is StepVerdict.FALSE and any(isinstance(each, Unread) for each in others):
            why = f"{Reason.AMBIGUOUS}: it may go on from what was not understood"
            return Step(step.line, StepVerdict.UNDECIDED, why)
        return step

    def _link_from_before(self, number: int, place: int) -> Step:
        chain = self.chains[number]
        sign, line = chain.signs[place], chain.sides[place + 1]
        within = self.premises.restricted or self.problem
        if sign == "->" and self._says_equal(chain.sides[place], line):
            return Step(line, StepVerdict.HOLDS)
        asymptotic = judge_asymptotic(chain.sides[place], sign, line, self.limits, within)
        if asymptotic is not None:
            return asymptotic
        if sign == "=" and is_signed(chain.sides[place]) and is_signed(line):
            return judge_signed(line, chain.sides[place], line, self.problem)
        left, right = self._read(chain.sides[place]), self._read(line)
        if place == 0 and number in self.defining:
            return Step(line, StepVerdict.HOLDS, "defines its left side")
        if (
            isinstance(right, Unread)
            and place == 0
            and is_said_what(self.chains, number, right, self.problem)
        ):
            return Step(line, StepVerdict.HOLDS, "says in words what its left side is")
        if any(is_of_strangers(chain, place, each, self.problem) for each in (left, right)):
            return Step(line, StepVerdict.HOLDS, "what is said of names that nobody declared")
        if isinstance(right, Unread) and sign == "->" and not self.limits:
            return Step(line, StepVerdict.HOLDS, "what an arrow leads to in words")
        if isinstance(right, Unread):
            return unread_step(line, right)
        if isinstance(left, Unread) and sign == "=":
            derived = judge_gradient(line, chain.sides[place], right, self.problem) or judge_prime(
                line, chain.sides[place], right, self.problem
            )
            if derived is not None:
                return derived
        if isinstance(left, Unread) and sign == "=" and self._is_named(chain, place, right):
            return Step(line, StepVerdict.HOLDS, "says what its left side is")
        if isinstance(left, Unread) and self.whole_lines:
            return unread_step(line, left)
        if isinstance(left, Unread):
            return self._after_unread(chain, place, left, right)
        step = self._judged(line, left, sign, right)
        if step.verdict is StepVerdict.FALSE and place == 0 and sign == "=":
            step = judge_prime(line, chain.sides[0], right, self.problem) or step
        if step.verdict is StepVerdict.FALSE and holds_otherwise(
            chain.sides[place], sign, line, self.problem
        ):
            return Step(line, StepVerdict.HOLDS, "by another habit of writing")
        stated = Relation((left, right), (sign,))
        if step.verdict is StepVerdict.FALSE and is_update(left, sign, right):
            return Step(line, StepVerdict.HOLDS, "what comes in the place of its left side")
        names = place == 0 or (place == 1 and number in self.defining)
        if step.verdict is StepVerdict.UNDECIDED and names and is_unknown_derivative(left):
            # a derivative of what nobody told: the chain says what it stands for
            return Step(line, StepVerdict.HOLDS, "says what its left side is")
        if step.verdict is StepVerdict.FALSE and sign == "=":
            return self._conditional(step, stated, number, place)
        if step.verdict is StepVerdict.FALSE:
            step = self._rescued(step, stated, chain, place)
        if step.verdict is StepVerdict.FALSE and has_free_function(stated, self.problem):
            why = f"{Reason.AMBIGUOUS}: a property of a function of which nothing is known"
            return Step(line, StepVerdict.UNDECIDED, why)
        return step

    def _says_equal(self, before: str, after: str) -> bool:
        """Whether an arrow leads from one form of an expression to another."""
        left, right = self._read(before), self._read(after)
        if isinstance(left, Unread) or isinstance(right, Unread):
            return False
        return judge_link("", left, "=", right, self.problem).verdict is StepVerdict.HOLDS

    def _read(self, text: str) -> Expression | Unread:
        return read_side(text, self.problem)

    def _is_named(self, chain: Chain, place: int, right: Expression) -> bool:
        """Whether a side names a quantity that nobody declared, and a link says what it is, or again."""
        name = _spelled(chain.sides[place])
        if place or not names_quantity(chain.sides[0]):
            return False
        known = self.named.setdefault(name, right)
        return judge_link("", known, "=", right, self.problem).verdict is StepVerdict.HOLDS

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
        if supposes_value(stated, self.chains, number, self.reference, premises) or supposes_all(
            stated, chain, premises
        ):
            premises.accept(stated)
            return Step(step.line, StepVerdict.HOLDS, "what is supposed")
        extremum = is_extremum(stated, self.chains, number, self.problem)
        if extremum:
            return Step(step.line, StepVerdict.HOLDS, "where it is least or greatest")
        if extremum is False and not chain.implied and not premises.bear_on(stated):
            why = f"{Reason.AMBIGUOUS}: it may be where something is least or greatest"
            return Step(step.line, StepVerdict.UNDECIDED, why)
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
        cased = any(premises.is_other_value(stated, each) for each in premises.accepted)
        if cased and not chain.implied and re.search(r"\w", chain.words):
            premises.accept(stated)
            return Step(step.line, StepVerdict.HOLDS, "what is given")
        found = premises.follows(stated, step.witness or "the sides differ")
        if found and self._is_set_to_zero(chain, number):
            premises.accept(stated)
            return Step(step.line, StepVerdict.HOLDS, "what is given")
        if found == "" or (alone and self._restates(stated)):
            premises.go_on((stated,), astray=premises.astray)
            return Step(step.line, StepVerdict.HOLDS)
        if given and not chain.implied and self._is_another(number):
            premises.accept(stated)
            return Step(step.line, StepVerdict.HOLDS, "what is given")
        if found and stated in premises.previous and _KEEPS.search(chain.words):
            premises.go_on((stated,), astray=False)
            return Step(step.line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: a solution that is kept")
        premises.go_on((stated,), astray=True)
        if found is None:
            reason = f"{Reason.LIMIT}: the line before could not be solved"
            return Step(step.line, StepVerdict.UNDECIDED, reason)
        return Step(step.line, StepVerdict.FALSE, "", found)

    def _is_set_to_zero(self, chain: Chain, number: int) -> bool:
        """Whether an equation sets to zero what an earlier chain ends with: ``0 = X`` after ``dL/dx = X``."""
        if len(chain.sides) != 2 or "0" not in chain.sides:
            return False
        other = _spelled(chain.sides[chain.sides[0].strip() == "0"])
        return any(_spelled(each.sides[-1]) == other for each in self.chains[:number])

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
        return (chain.joined and len(self.premises.accepted) == number) or is_second(
            self.chains, number, self.premises
        )

    def _rescued(self, step: Step, stated: Relation, chain: Chain, place: int) -> Step:
        """An inequality that fails somewhere may be assumed, or hold where the assumptions do."""
        if chain.role is Role.ASSUMED and len(chain.signs) == 1:
            self.premises.accept(stated)
            return Step(step.line, StepVerdict.HOLDS, "what is given")
        if place == 0 and limits_what_is_free(stated, self.problem):
            self.premises.accept(stated)
            return Step(step.line, StepVerdict.HOLDS, "what is given: a bound")
        if is_bounded(stated, self.problem):
            return Step(step.line, StepVerdict.HOLDS, "what is given: a bound")
        if not self.premises.accepted:
            return step
        problem = self.premises.restricted
        if problem is None:
            reason = f"{Reason.LIMIT}: no point at which the premises hold"
            return Step(step.line, StepVerdict.UNDECIDED, reason)
        return judge_link(step.line, stated.sides[0], stated.signs[0], stated.sides[1], problem)

    def _solutions(self, chain: Chain) -> Step:
        """The step of a line that lists solutions."""
        found = read_equations(chain, self.problem)
        if isinstance(found, Unread):
            return unread_step(chain.line, found)
        previous = self.premises.previous
        self.spent += len(previous) + len(found)
        self.premises.go_on(found, astray=False)
        if self.spent > _MOST_SOLVED:
            return Step(chain.line, StepVerdict.UNDECIDED, f"{Reason.LIMIT}: too many equations to solve")
        return judge_solutions(chain.line, found, previous, self.problem)
