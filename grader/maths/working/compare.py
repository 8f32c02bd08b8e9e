"""Judge working line by line, and its end, by declarations alone (`grader compare`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from grader.maths.derivations.roles import Role
from grader.maths.equality.decide import Outcome, compare_expressions
from grader.maths.equality.expectations import with_expectations
from grader.maths.equality.problem import Problem, state_problem
from grader.maths.equality.relations import compare_relations
from grader.maths.expressions.symbols import DeclarationError
from grader.maths.reading.reader import read_expression, read_relation, split_chain
from grader.maths.reasons import Reason, Unread
from grader.maths.working.alternatives import alternatives
from grader.maths.working.chains import Chain, read_working
from grader.maths.working.cues import is_ground
from grader.maths.working.letters import with_letters
from grader.maths.working.links import judge_chains, read_equations
from grader.maths.working.own_names import with_own_names
from grader.maths.working.steps import DerivationVerdict, Step, StepVerdict
from grader.maths.working.suppositions import Suppositions

_MAX_CHARACTERS = 20_000
_HEDGED = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|not sure|unsure|no idea|i guess|guessing|could not decide|"
    r"can(?:no|')t decide|don'?t know|do not know|peut[- ]être|pas s[ûu]re?|je ne sais)\b|\?\?",
    re.IGNORECASE,
)


def compare_derivation(
    student: str, reference: str, symbols: Mapping[str, str], given: Sequence[str] = ()
) -> DerivationVerdict:
    """Judge each step of `student`, and whether it ends at `reference` (which may be empty)."""
    if not student.strip():
        return DerivationVerdict("undecided", f"{Reason.EMPTY}: nothing written")
    if len(student) > _MAX_CHARACTERS:
        return DerivationVerdict("undecided", f"{Reason.LIMIT}: too long")
    try:
        stated = state_problem(dict(symbols), tuple(given))
        problem = with_expectations(replace(stated, differentiates=True))
    except DeclarationError as error:
        return DerivationVerdict("undecided", f"{Reason.LIMIT}: the declarations: {error}")
    try:
        return _compare(student, reference, problem)
    except RecursionError:
        return DerivationVerdict("undecided", f"{Reason.LIMIT}: too deep")


def _compare(student: str, reference: str, problem: Problem) -> DerivationVerdict:
    chains = read_working(student, problem.declarations)
    mentioned = [chain for chain in chains if chain.mention]
    chains = [chain for chain in chains if not chain.mention]
    if not chains:
        return DerivationVerdict("undecided", f"{Reason.UNPARSED}: no mathematics found")
    extended, defining = with_own_names(chains, problem)
    extended = with_letters(extended, [*_sides(chains), reference])
    judged = judge_chains(chains, problem, extended, defining, reference)
    steps = Suppositions(student, chains, extended).excused(judged)
    if _HEDGED.search(student):
        return DerivationVerdict("undecided", f"{Reason.HEDGED}: the working is not put as certain", steps)
    return _whole(steps, [*_endings(chains, defining), *mentioned], reference, extended)


def _sides(chains: Sequence[Chain]) -> list[str]:
    return [side for chain in chains for side in (*chain.sides, *chain.others)]


def _endings(chains: Sequence[Chain], defining: frozenset[int]) -> list[Chain]:
    """The chains that the working may end with: the last that says no name or reason, and the last of all."""
    said = [
        chain
        for number, chain in enumerate(chains)
        if (number not in defining or len(chain.sides) > 2) and chain.role not in (Role.ASSUMED, Role.DEFINED)
    ] or list(chains)
    claimed = [chain for chain in said if not chain.reason] or said
    # "here g = h w" after the end says what was used
    reached = [chain for chain in claimed if chain.signs and not is_ground(chain.words)] or claimed
    return [claimed[-1], said[-1], chains[-1], reached[-1]]


# --- the whole


def _whole(
    steps: tuple[Step, ...], last: Sequence[Chain], reference: str, problem: Problem
) -> DerivationVerdict:
    false = next((step for step in steps if step.verdict is StepVerdict.FALSE), None)
    ill = next((step for step in steps if step.verdict is StepVerdict.ILL_TYPED), None)
    unread = next((step for step in steps if step.verdict is StepVerdict.UNDECIDED), None)
    if false is not None:
        return DerivationVerdict(
            "different", f"does not follow: {false.line}", steps, false.witness or "a line is false"
        )
    ends = StepVerdict.HOLDS
    if reference.strip():
        found = [_ends(_before_denial(chain), reference, problem) for chain in last]
        ends = StepVerdict.HOLDS if StepVerdict.HOLDS in found else found[0]
    if ends is StepVerdict.FALSE:
        return DerivationVerdict("different", "it ends elsewhere", steps, f"the end: {last[0].sides[-1]}")
    if ill is not None:
        return DerivationVerdict("undecided", f"{Reason.ILL_TYPED}: {ill.line}", steps)
    if unread is not None:
        reason = (
            unread.reason
            if unread.reason.split(":")[0] in set(map(str, Reason))
            else f"{Reason.UNPARSED}: {unread.reason}"
        )
        return DerivationVerdict("undecided", reason, steps)
    if ends is not StepVerdict.HOLDS:
        return DerivationVerdict("undecided", f"{Reason.UNPARSED}: the end could not be compared", steps)
    return DerivationVerdict("equal", "every line follows", steps)


def _before_denial(chain: Chain) -> Chain:
    """A chain without what its last side is said not to be."""
    if "!=" not in chain.signs:
        return chain
    place = chain.signs.index("!=")
    return replace(chain, sides=chain.sides[: place + 1], signs=chain.signs[:place])


def _ends(last: Chain, reference: str, problem: Problem) -> StepVerdict:
    """Whether the last line is the end wanted."""
    if last.others or len(alternatives(reference)) > 1:
        return _ends_among(last, reference, problem)
    sides, signs = split_chain(reference)
    wanted = read_expression(sides[-1], problem.declarations)
    reached = read_expression(last.sides[-1], problem.declarations)
    if not isinstance(wanted, Unread) and not isinstance(reached, Unread):
        found = compare_expressions(reached, wanted, problem)
        if found.outcome is Outcome.EQUAL:
            return StepVerdict.HOLDS
    if signs and last.signs:
        stated = read_relation(reference, problem.declarations)
        own = read_relation(f"{last.sides[0]} = {last.sides[-1]}", problem.declarations)
        if not isinstance(stated, Unread) and not isinstance(own, Unread):
            outcome = compare_relations(own, stated, problem).outcome
            return {Outcome.EQUAL: StepVerdict.HOLDS, Outcome.DIFFERENT: StepVerdict.FALSE}.get(
                outcome, StepVerdict.UNDECIDED
            )
    if isinstance(wanted, Unread) or isinstance(reached, Unread):
        return StepVerdict.UNDECIDED
    return StepVerdict.FALSE if found.outcome is Outcome.DIFFERENT else StepVerdict.UNDECIDED


def _ends_among(last: Chain, reference: str, problem: Problem) -> StepVerdict:
    """Whether the solutions listed last are the ones wanted, in any order."""
    own = read_equations(last, problem) if len(last.sides) == 2 else ()
    wanted = [read_relation(each, problem.declarations) for each in alternatives(reference)]
    if isinstance(own, Unread) or any(isinstance(each, Unread) for each in wanted):
        return StepVerdict.UNDECIDED
    outcomes = [
        {compare_relations(one, each, problem).outcome for one in own}
        for each in wanted
        if not isinstance(each, Unread)
    ]
    if all(Outcome.EQUAL in found for found in outcomes) and len(own) == len(wanted):
        return StepVerdict.HOLDS
    return (
        StepVerdict.UNDECIDED if any(Outcome.UNDECIDED in found for found in outcomes) else StepVerdict.FALSE
    )
