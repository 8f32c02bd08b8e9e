"""What working puts forward as given: equations to be solved, assumptions, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from grader.maths.derivations.roles import Role
from grader.maths.equality.decide import DRAWS, ENOUGH, Outcome, Verdict, compare_expressions
from grader.maths.equality.problem import Problem, defined_key, environments, names_behind, supposing
from grader.maths.expressions.expression import (
    Call,
    Derivative,
    Expression,
    Identity,
    Name,
    Negation,
    Norm,
    Number,
    Power,
    Product,
    Relation,
    Sum,
    Transpose,
    is_zero,
    names_in,
    walk,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.reading.reader import read_expression, read_relation
from grader.maths.reasons import Unread
from grader.maths.working.assumed import changes_names
from grader.maths.working.chains import Chain
from grader.maths.working.cues import is_ground
from grader.maths.working.equations import follows
from grader.maths.working.judging import ends_of

_LOOK_AHEAD = 3
_WORDS_AFTER = 20
_IN_GENERAL = re.compile(
    r"\b(?:(?:well[- ])?known|identity|in general|always|toujours|en général|allgemein|immer)\b",
    re.IGNORECASE,
)
"""Words by which an equation is no premise but said to hold everywhere."""


@dataclass
class Premises:
    """What has been put forward so far, beyond what always holds."""

    problem: Problem
    accepted: list[Relation] = field(default_factory=list)
    """All that is taken as given: equations and inequalities."""
    previous: tuple[Relation, ...] = ()
    """The last line that was an equation (the alternatives of it): the next is held to it."""
    origin: tuple[Relation, ...] = ()
    """The first such line, whose solutions tell which of those that a line lists are none."""
    astray: bool = False
    """Whether that line does not follow from what is given, and neither need the next."""

    def accept(self, stated: Relation) -> None:
        """Take a relation as given from here on; of an earlier case, that it excludes, no longer."""
        kept = [each for each in self.accepted if not self._excludes(stated, each)]
        if len(kept) < len(self.accepted):
            self.accepted, self.previous, self.origin, self.astray = kept, (), (), False
        self.accepted.append(stated)
        if set(stated.signs) == {"="}:
            self.go_on((stated,), astray=False)

    def _excludes(self, stated: Relation, earlier: Relation) -> bool:
        """Whether two relations, one of them an inequality, hold together at no point."""
        if self.is_other_value(stated, earlier):
            return True
        if set(stated.signs) | set(earlier.signs) == {"="} or not names_in(stated) & names_in(earlier):
            return False
        both = replace(self.problem, conditions=(*self.problem.conditions, earlier, stated))
        return len(environments(both, DRAWS)) < ENOUGH

    def is_other_value(self, stated: Relation, earlier: Relation) -> bool:
        """Whether two relations give one name two values, as cases do."""
        (name, value), (other, before) = stated.sides[:2], earlier.sides[:2]
        named = isinstance(name, Name) and name == other and stated.signs == earlier.signs == ("=",)
        return named and isinstance(value, Number) and isinstance(before, Number) and value != before

    def go_on(self, line: tuple[Relation, ...], *, astray: bool) -> None:
        """Hold what comes next to a line."""
        self.previous, self.astray = line, astray
        self.origin = self.origin or line

    @property
    def restricted(self) -> Problem | None:
        """The problem at points where all that is given holds; None where there are too few."""
        if not self.accepted:
            return None
        problem = replace(self.problem, conditions=(*self.problem.conditions, *self.accepted))
        if len(environments(problem, DRAWS)) >= ENOUGH:
            return problem
        problem = self.problem
        for each in self.accepted:
            problem = supposing(problem, each)
        return problem if len(environments(problem, DRAWS)) >= ENOUGH else None

    def follows(self, stated: Relation, witness: str) -> str | None:
        """Empty where an equation follows from what was put forward, else a witness; None if untold.

        `witness` tells where it fails without any premise.
        """
        previous = [each for each in self.previous if self._bears_on(each, stated)]
        accepted = [
            each
            for each in self.accepted
            if self._bears_on(each, stated) and not self._leaves_free(each, stated)
        ]
        if not previous and not accepted:
            return witness
        if len(self.previous) > 1 and stated in self.previous and self._keeps(stated):
            return ""
        settled = False
        if not self.astray and accepted and not any(map(_has_derivative, accepted)):
            together = self._at_all(stated)
            if together is not None and not together.is_equal:
                # what is said of one entry may be said of all
                of_all = any(self._has_index(each) for each in (*accepted, *previous))
                return None if of_all else together.witness or witness
            settled = together is not None
        equations = [each for each in accepted if set(each.signs) == {"="}]
        found = [follows(premise, (stated,), self.problem) for premise in previous or equations[-1:]]
        lost = next(filter(None, found), None)
        if lost is None:
            return "" if settled or (found and None not in found) else None
        if len(self.accepted) > 1 and not self.astray:
            # with several premises, one alone may well not do
            return "" if settled else None
        # what was derived on the way counts, too
        of_all = len(self.accepted) > 1 and any(map(self._has_index, self.accepted))
        return None if of_all else lost

    def _keeps(self, stated: Relation) -> bool:
        """Whether a solution that was listed is all that the first line leaves: the others are none."""
        return bool(self.origin) and all(follows(each, (stated,), self.problem) == "" for each in self.origin)

    def _has_index(self, stated: Relation) -> bool:
        """Whether an index stands in it beside other names: ``i = j`` is said of no entry."""
        symbols = [self.problem.declarations.get(key) for key in names_in(stated)]
        counts = [each is not None and each.sort is Sort.INDEX for each in symbols]
        return any(counts) and not all(counts)

    def _at_all(self, stated: Relation) -> Verdict | None:
        problem = self.restricted
        if problem is None:
            return None
        found = compare_expressions(stated.sides[-1], stated.sides[0], problem)
        return None if found.outcome is Outcome.UNDECIDED else found

    def bear_on(self, stated: Relation) -> bool:
        """Whether something that was put forward has a name in common with a relation."""
        return any(self._bears_on(each, stated) for each in (*self.previous, *self.accepted))

    def _leaves_free(self, premise: Relation, stated: Relation) -> bool:
        """Whether it limits only what an equation does not have: ``r <= R`` tells nothing of R by itself."""
        if set(premise.signs) == {"="}:
            return False
        known = {defined_key(left) for left, _ in self.problem.definitions}
        own = names_in(premise) - known - names_behind(stated, self.problem)
        others = [each for each in self.accepted if each is not premise]
        return bool(own) and not any(own & names_in(each) for each in others)

    def _bears_on(self, premise: Relation, stated: Relation) -> bool:
        """Whether a premise and an equation have a name in common, by what the names stand for."""
        return bool(names_behind(premise, self.problem) & names_behind(stated, self.problem))


def _has_derivative(stated: Relation) -> bool:
    return any(isinstance(part, Derivative) for part in walk(stated))


def may_be_given(
    stated: Relation, chains: Sequence[Chain], number: int, reference: str, problem: Problem
) -> bool:
    """Whether an equation that does not always hold may be one that the working starts from.

    It may where words say so, or where the working goes on to isolate one of its unknowns; not where all
    that could be unknown in it is given.
    """
    given = {defined_key(left) for left, _ in problem.definitions}
    sides = (stated.sides[0], stated.sides[-1])
    if any(isinstance(side, Name) and side.key in given for side in sides) and not any(map(is_zero, sides)):
        return False
    if any(isinstance(side, Name) and side.key.startswith("d ") for side in sides):
        return False  # it says what a differential is
    if _has_derivative(stated) and not any(map(is_zero, sides)):
        return False  # it says what a derivative is
    names = names_in(stated)
    if not names:
        return False
    if _IN_GENERAL.search(f"{chains[number].words} {chains[number].after[:_WORDS_AFTER]}") and (
        names_in(sides[0]) == names_in(sides[1]) and len(names & given) == 0
    ):
        return False  # it is said to be so always
    isolated = names & _isolated(chains[number + 1 :], reference, problem)
    if isolated and isolated <= given:
        return False
    chain = chains[number]
    alone = len(chain.signs) == 1
    plain = all(isinstance(side, (Name, Number, Identity)) for side in sides)
    if chain.role in (Role.ASSUMED, Role.DEFINED) and (alone or plain):
        return True
    if alone and _is_property(stated, problem):
        return True
    if chain.implied and (number or names & given):
        return False
    told = plain or is_ground(chain.words) or changes_names(stated, problem) or all(map(_is_bare, sides))
    if alone and not names & given and told and _is_used(stated, chains[number + 1 :], problem):
        return True
    # of a chain of several links, one that ends in a number or name may be what is demanded
    demanded = chain.demanded and (alone or any(isinstance(side, (Number, Name)) for side in sides))
    if demanded or (isolated and not _goes_on_from(chain, given, sides, problem)):
        return True
    if len(chains) < 2 or number or any(each.signs != ["="] for each in chains):
        return False
    if names & {"E", "Var"} and "E" in problem.declarations.by_key:
        return False  # it says what a mean is
    following = read_relation(f"{chains[1].sides[0]} = {chains[1].sides[1]}", problem.declarations)
    if isinstance(following, Unread):
        return True
    if _is_rule(stated) and not any(isinstance(side, Number) for side in following.sides):
        return False
    if any(isinstance(side, Name) and side.key in given for side in following.sides):
        return False  # nothing is solved where a name is reached that is given a value
    # beside an identity, an equation that does not always hold is a slip
    return not compare_expressions(following.sides[1], following.sides[0], problem).is_equal


def is_second(chains: Sequence[Chain], number: int, premises: Premises) -> bool:
    """Whether an equation is the second of a system: what comes next needs it and the one before."""
    if number != 1 or len(chains) < 3 or len(premises.accepted) != 1:
        return False
    own, after = (ends_of(each, premises.problem) for each in chains[number : number + 2])
    if own is None or after is None:
        return False
    both = Premises(premises.problem, accepted=[*premises.accepted, own])
    problem = both.restricted
    if problem is None:
        return False
    return compare_expressions(after.sides[-1], after.sides[0], problem).outcome is Outcome.EQUAL and not any(
        follows(alone, (after,), premises.problem) == "" for alone in (own, *premises.accepted)
    )


def _goes_on_from(
    chain: Chain, given: frozenset[str] | set[str], sides: tuple[Expression, ...], problem: Problem
) -> bool:
    """Whether a link goes on working out what is given a value, and sets it equal to no number."""
    first = read_expression(chain.sides[0], problem.declarations)
    worked = len(chain.signs) > 1 and not isinstance(first, Unread) and defined_key(first) in given
    return worked and not any(isinstance(side, Number) for side in sides)


def _is_rule(stated: Relation) -> bool:
    """Whether it says what becomes of a sum or product, as rules do: ``(A B)^{-1} = A^{-1} B^{-1}``."""
    left, right = stated.sides[0], stated.sides[-1]
    if names_in(left) != names_in(right):
        return False
    for side, other in ((left, right), (right, left)):
        inner: Expression | None = None
        if isinstance(side, Power):
            inner = side.base
        elif isinstance(side, (Transpose, Norm)):
            inner = side.operand
        elif isinstance(side, Call) and len(side.arguments) == 1:
            inner = side.arguments[0]
        if isinstance(inner, (Sum, Product)) and isinstance(other, (Sum, Product)):
            return True
    return False


def _is_bare(side: Expression) -> bool:
    """Whether a side is a product of names, as in ``A B = B A``."""
    return all(isinstance(part, (Name, Product, Transpose, Negation, Number)) for part in walk(side))


def _is_property(stated: Relation, problem: Problem) -> bool:
    """Whether it says of one vector or matrix what not all are: ``Q^\\top Q = I``, ``\\|u\\| = 1``."""
    names = names_in(stated)
    symbol = problem.declarations.get(next(iter(names))) if len(names) == 1 else None
    given = {defined_key(left) for left, _ in problem.definitions}
    if symbol is None or not symbol.shape or symbol.is_callable or symbol.key in given:
        return False
    return any(isinstance(side, (Number, Identity, Name)) for side in (stated.sides[0], stated.sides[-1]))


def _is_used(stated: Relation, later: Sequence[Chain], problem: Problem) -> bool:
    """Whether a later link holds where an equation does, and not everywhere."""
    failing = list(_failing(later[:_LOOK_AHEAD], problem))
    restricted = Premises(problem, accepted=[stated]).restricted if failing else None
    if restricted is None:
        return False
    return any(compare_expressions(right, left, restricted).is_equal for left, right in failing)


def _failing(chains: Sequence[Chain], problem: Problem) -> Iterator[tuple[Expression, Expression]]:
    """The links with an equality sign that do not hold everywhere."""
    for chain in chains:
        sides = [read_expression(side, problem.declarations) for side in chain.sides]
        for left, right, sign in zip(sides, sides[1:], chain.signs, strict=False):
            if sign != "=" or isinstance(left, Unread) or isinstance(right, Unread):
                continue
            if compare_expressions(right, left, problem).outcome is Outcome.DIFFERENT:
                yield left, right


def _isolated(chains: Sequence[Chain], reference: str, problem: Problem) -> frozenset[str]:
    """Names that stand alone on a side of a later equation, or of the end."""
    found: set[str] = set()
    texts = [
        f"{chain.sides[0]} = {chain.sides[-1]}"
        for chain in chains
        if chain.signs and set(chain.signs) == {"="} and not is_ground(chain.words)
    ]
    for text in (*texts, reference):
        read = read_relation(text, problem.declarations) if "=" in text else None
        if isinstance(read, Relation):
            for side, other in ((read.sides[0], read.sides[-1]), (read.sides[-1], read.sides[0])):
                if isinstance(side, Name) and side.key not in names_in(other):
                    found.add(side.key)
    return frozenset(found)
