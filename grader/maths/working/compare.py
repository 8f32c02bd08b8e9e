"""Judge working line by line, and its end, by declarations alone (`grader compare`)."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from grader.maths.derivations.roles import Role
from grader.maths.equality.conditions import with_domains
from grader.maths.equality.decide import Outcome, compare_expressions
from grader.maths.equality.differentials import with_differentials
from grader.maths.equality.expectations import with_expectations
from grader.maths.equality.potentials import with_gradients, with_potentials
from grader.maths.equality.problem import Problem, define, defined_key, state_problem
from grader.maths.equality.relations import compare_relations
from grader.maths.expressions.expression import ZERO, Expression, Name, Number, Power, Relation, names_in
from grader.maths.expressions.symbols import DeclarationError, Sort
from grader.maths.reading.reader import read_expression, read_relation, split_chain
from grader.maths.reasons import Reason, Unread
from grader.maths.working.alternatives import alternatives, is_signed
from grader.maths.working.asymptotics import is_passage, limits_in, read_order, same_order
from grader.maths.working.chains import Chain, read_working
from grader.maths.working.changes import with_named_changes, without_size
from grader.maths.working.cues import is_ground
from grader.maths.working.equations import is_at_most
from grader.maths.working.judging import is_rounded
from grader.maths.working.letters import with_letters, with_understood
from grader.maths.working.links import judge_chains
from grader.maths.working.own_names import with_own_names
from grader.maths.working.solutions import read_equations
from grader.maths.working.steps import DerivationVerdict, Step, StepVerdict
from grader.maths.working.suppositions import Suppositions

_MAX_CHARACTERS = 20_000
_NUMBERS = frozenset({Sort.REAL, Sort.POSREAL})
_TWO = Number(Fraction(2))
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
        symbols = without_size(symbols, f"{student} {reference} {' '.join(given)}")
        stated, lost = _stated(symbols, given)
        problem = with_domains(with_gradients(with_expectations(replace(stated, differentiates=True))))
    except DeclarationError as error:
        return DerivationVerdict("undecided", f"{Reason.LIMIT}: the declarations: {error}")
    try:
        return _compare(student, reference, problem, knows_all=not lost)
    except RecursionError:
        return DerivationVerdict("undecided", f"{Reason.LIMIT}: too deep")


def _stated(symbols: Mapping[str, str], given: Sequence[str]) -> tuple[Problem, list[str]]:
    """The problem, and what is given that could not be read."""
    problem, lost = state_problem(dict(symbols)), []
    for relation in given:
        try:
            problem = define(problem, relation)
        except DeclarationError:
            lost.append(relation)
    return problem, lost


def _compare(student: str, reference: str, problem: Problem, *, knows_all: bool) -> DerivationVerdict:
    chains = read_working(student, problem.declarations)
    mentioned = [chain for chain in chains if chain.mention]
    chains = [chain for chain in chains if not chain.mention]
    if not chains:
        return DerivationVerdict("undecided", f"{Reason.UNPARSED}: no mathematics found")
    chains, problem, written = with_named_changes(chains, problem)
    extended, defining = with_own_names(chains, problem)
    sides = [*_sides(chains), reference]
    extended = with_understood(with_differentials(with_potentials(extended), sides))
    extended, strangers = with_letters(extended, sides)
    judged = judge_chains(chains, problem, extended, defining, reference, limits_in(student))
    steps = Suppositions(student, chains, extended).excused(judged)
    lonely = _introduced(chains, reference, extended)
    steps = _with_suppositions(steps, chains)
    steps = tuple(
        _as_far_as_known(step, strangers | lonely.get(step.chain, frozenset()), knows_all=knows_all)
        for step in (replace(step, line=written.get(step.line.strip(), step.line)) for step in steps)
    )
    if _HEDGED.search(student):
        return DerivationVerdict("undecided", f"{Reason.HEDGED}: the working is not put as certain", steps)
    last = [*_endings(chains, defining, problem, reference), *mentioned]
    earlier = [] if mentioned else _earlier(chains, defining, reference)
    return _whole(steps, last, earlier, reference, extended)


def _introduced(chains: Sequence[Chain], reference: str, problem: Problem) -> Mapping[int, frozenset[str]]:
    """By the numbers of chains that define or assume: numbers without a value, on one side alone."""
    known = {defined_key(left) for left, _ in problem.definitions}
    sides = [(number, side) for number, chain in enumerate(chains) for side in chain.sides]
    counted: Counter[str] = Counter()
    names: dict[int, set[str]] = {}
    for number, side in (*sides, *((-1, each) for each in split_chain(reference)[0])):
        read = read_expression(side, problem.declarations)
        own = frozenset() if isinstance(read, Unread) else names_in(read)
        counted.update(own)
        names.setdefault(number, set()).update(own)

    def is_lonely(key: str) -> bool:
        symbol = problem.declarations.get(key)
        return counted[key] == 1 and key not in known and symbol is not None and symbol.sort in _NUMBERS

    return {
        number: frozenset(filter(is_lonely, names.get(number, ())))
        for number, chain in enumerate(chains)
        if chain.role in (Role.DEFINED, Role.ASSUMED)
    }


def _with_suppositions(steps: Sequence[Step], chains: Sequence[Chain]) -> tuple[Step, ...]:
    """The steps, undecided where they suppose what is false, or follow from that by an arrow."""
    supposed: set[int] = set()
    found = []
    for step in steps:
        follows_one = chains[step.chain].implied and step.chain - 1 in supposed
        if _is_supposition(step, chains) or (step.verdict is StepVerdict.FALSE and follows_one):
            supposed.add(step.chain)
            reason = f"{Reason.AMBIGUOUS}: what is supposed"
            step = replace(step, verdict=StepVerdict.UNDECIDED, reason=reason)
        found.append(step)
    return tuple(found)


def _is_supposition(step: Step, chains: Sequence[Chain]) -> bool:
    """Whether it says of a name that it is a number, so that something else follows: ``a = 0 => b = 0``."""
    if step.verdict is not StepVerdict.FALSE or step.stated is None or step.chain + 1 >= len(chains):
        return False
    left, right = step.stated.sides[0], step.stated.sides[-1]
    following = chains[step.chain + 1]
    # "so b = 2. Hence a b = 14" states it; "so b = 0 => x = 0" need not
    supposed = following.implied and (following.beside or not chains[step.chain].implied)
    return isinstance(left, Name) and isinstance(right, Number) and supposed


def _as_far_as_known(step: Step, strangers: frozenset[str], *, knows_all: bool) -> Step:
    """A step, undecided where it is false of letters of which nothing is known."""
    if step.verdict is not StepVerdict.FALSE:
        return step
    if not knows_all:
        return replace(step, verdict=StepVerdict.UNDECIDED, reason=f"{Reason.UNPARSED}: what is given")
    if step.stated is not None and names_in(step.stated) & strangers:
        why = f"{Reason.UNKNOWN_SYMBOL}: letters that are not declared"
        return replace(step, verdict=StepVerdict.UNDECIDED, reason=why)
    return step


def _sides(chains: Sequence[Chain]) -> list[str]:
    return [side for chain in chains for side in (*chain.sides, *chain.others)]


def _endings(
    chains: Sequence[Chain], defining: frozenset[int], problem: Problem, reference: str
) -> list[Chain]:
    """The chains that the working may end with: the last that says no name or reason, and the last of all."""
    numbered = [
        (number, chain)
        for number, chain in enumerate(chains)
        if not is_passage(chain.sides, chain.signs, problem)
    ] or list(enumerate(chains))
    chains = [chain for _, chain in numbered]
    said = [
        chain
        for number, chain in numbered
        if (number not in defining or len(chain.sides) > 2) and chain.role not in (Role.ASSUMED, Role.DEFINED)
    ] or chains
    claimed = [chain for chain in said if not chain.reason] or said
    # "here g = h w" after the end says what was used
    reached = [chain for chain in claimed if chain.signs and not is_ground(chain.words)] or claimed
    return [claimed[-1], said[-1], chains[-1], reached[-1], *_about(said, reference)]


_MOST_EARLIER = 8


def _earlier(chains: Sequence[Chain], defining: frozenset[int], reference: str) -> list[Chain]:
    """The chains that may have reached the end before lines about something else; a number tells nothing."""
    if re.fullmatch(r"\s*-?[\d.]*\s*", split_chain(reference)[0][-1]):
        return []
    about = re.sub(r"\s", "", chains[-1].sides[0])
    return [
        chain
        for number, chain in enumerate(chains[:-1])
        if chain.role is Role.STATED
        and chain.signs
        and not chain.reason
        and number not in defining
        and re.sub(r"\s", "", chain.sides[0]) != about
    ][-_MOST_EARLIER:]


def _about(chains: Sequence[Chain], reference: str) -> list[Chain]:
    """The last chain about what the reference is about: lines about something else may come after it."""
    left, sign, _ = reference.partition("=")
    if not sign:
        return []
    spelled = re.sub(r"\s|\\[,;! ]", "", left)
    return [each for each in chains if re.sub(r"\s|\\[,;! ]", "", each.sides[0]) == spelled][-1:]


# --- the whole


def _whole(
    steps: tuple[Step, ...],
    last: Sequence[Chain],
    earlier: Sequence[Chain],
    reference: str,
    problem: Problem,
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
        ends = _reached(
            [*last[:1], *(_before_denial(chain, reference) for chain in last), *last[1:]], reference, problem
        )
        if ends is StepVerdict.FALSE and any(
            _ends(each, reference, problem) is StepVerdict.HOLDS for each in earlier
        ):
            ends = StepVerdict.HOLDS
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


def _reached(chains: Sequence[Chain], reference: str, problem: Problem) -> StepVerdict:
    """Whether one of several chains ends as wanted; else what is known of the first."""
    tried: list[tuple[Chain, StepVerdict]] = []
    # those about the same as the reference stand last, and are the quickest to tell
    for chain in reversed(chains):
        if any(chain == each for each, _ in tried):
            continue
        tried.append((chain, _ends(chain, reference, problem)))
        if tried[-1][1] is StepVerdict.HOLDS:
            return StepVerdict.HOLDS
    return next(verdict for each, verdict in tried if each == chains[0])


def _before_denial(chain: Chain, reference: str) -> Chain:
    """A chain without what its last side is not, or only nearly, or exceeds where an equation is wanted."""
    others = {"!=", "~"} if _LIMITING.keys() & set(split_chain(reference)[1]) else {"!=", "~", *_LIMITING}
    place = next((number for number, sign in enumerate(chain.signs) if sign in others), -1)
    if place < 0 or (chain.signs[place] != "!=" and place == 0):
        return chain
    return replace(chain, sides=chain.sides[: place + 1], signs=chain.signs[:place])


def _ends(last: Chain, reference: str, problem: Problem) -> StepVerdict:
    """Whether the last line is the end wanted."""
    if last.others or len(alternatives(reference)) > 1:
        return _ends_among(last, reference, problem)
    sides, signs = split_chain(reference)
    if _spelled(last.sides[-1]) == _spelled(sides[-1]):
        return StepVerdict.HOLDS  # there may be no point at which it could be measured
    order = read_order(sides[-1], problem)
    if order is not None:
        return same_order(last.sides[-1], order, problem)
    wanted = read_expression(sides[-1], problem.declarations)
    reached = read_expression(last.sides[-1], problem.declarations)
    if not isinstance(wanted, Unread) and not isinstance(reached, Unread):
        found = compare_expressions(reached, wanted, problem)
        if found.outcome is Outcome.EQUAL or is_rounded(last.sides[-1], wanted, reached):
            return StepVerdict.HOLDS
    if signs and last.signs:
        stated = read_relation(reference, problem.declarations)
        if isinstance(stated, Relation) and _states(last, stated, problem):
            return StepVerdict.HOLDS
        own = read_relation(f"{last.sides[0]} {_sign_of(last.signs)} {last.sides[-1]}", problem.declarations)
        if not isinstance(stated, Unread) and not isinstance(own, Unread):
            outcome = compare_relations(own, stated, problem).outcome
            return {Outcome.EQUAL: StepVerdict.HOLDS, Outcome.DIFFERENT: StepVerdict.FALSE}.get(
                outcome, StepVerdict.UNDECIDED
            )
    if isinstance(wanted, Unread) or isinstance(reached, Unread):
        return StepVerdict.UNDECIDED
    return StepVerdict.FALSE if found.outcome is Outcome.DIFFERENT else StepVerdict.UNDECIDED


def _spelled(side: str) -> str:
    return re.sub(r"\s|\\[,;:! ]|\\left|\\right(?![a-z])", "", side)


_LIMITING = {"<=": r"\le", "<": "<", ">=": r"\ge", ">": ">"}


def _sign_of(signs: Sequence[str]) -> str:
    """What a chain says of its first side and its last; an equality where its signs do not tell."""
    others = set(signs) - {"="}
    if others in ({"<=", "<"}, {">=", ">"}):
        others -= {"<=", ">="}
    return _LIMITING.get(others.pop(), "=") if len(others) == 1 else "="


def _states(last: Chain, wanted: Relation, problem: Problem) -> bool:
    """Whether an inequality, or its square, stands between two sides of a chain."""
    if len(wanted.signs) != 1 or wanted.signs[0] not in _LIMITING:
        return False
    read = [read_expression(side, problem.declarations) for side in last.sides]
    ends = wanted.sides if wanted.signs[0] in ("<=", "<") else wanted.sides[::-1]
    if any(side.shape for side in ends):
        return False
    forms = [ends]
    if all(is_at_most(ZERO, each, problem) == "" for each in ends):
        forms.append((Power(ends[0], _TWO), Power(ends[1], _TWO)))
    places = [(_places(read, low, problem), _places(read, high, problem)) for low, high in forms]
    for lows, highs in places:
        for low, high in itertools.product(lows, highs):
            between = set(last.signs[min(low, high) : max(low, high)])
            allowed = {"=", "<", "<="} if low < high else {"=", ">", ">="}
            strict = bool(between & {"<", ">"}) or wanted.signs[0] in ("<=", ">=")
            if low != high and between <= allowed and strict:
                return True
    return False


def _places(read: Sequence[Expression | Unread], wanted: Expression, problem: Problem) -> list[int]:
    return [
        number
        for number, side in enumerate(read)
        if not isinstance(side, Unread) and compare_expressions(side, wanted, problem).is_equal
    ]


def _ends_among(last: Chain, reference: str, problem: Problem) -> StepVerdict:
    """Whether the solutions listed last are the ones wanted, in any order."""
    if is_signed(last.sides[-1]):
        left = reference.partition("=")[0]
        last = replace(last, sides=[left, ""], others=alternatives(f"{left} = {last.sides[-1]}"))
        read = [read_relation(each, problem.declarations) for each in last.others]
        own: tuple[Relation, ...] | Unread = tuple(each for each in read if isinstance(each, Relation))
    else:
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
