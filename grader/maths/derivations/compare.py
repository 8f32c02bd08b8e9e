"""Judge working line by line, and its end, by declarations alone (`grader compare`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.maths.derivations.alternatives import alternatives
from grader.maths.derivations.differences import is_derivative, read_derivative
from grader.maths.derivations.equations import follows, is_at_most
from grader.maths.derivations.fragments import read_text
from grader.maths.derivations.steps import DerivationVerdict, Step, StepVerdict
from grader.maths.equality import Outcome, compare_expressions
from grader.maths.expression import Expression, Relation, names_in
from grader.maths.problem import Problem, state_problem
from grader.maths.reader import read_expression, read_relation, split_chain, split_lines
from grader.maths.reasons import Reason, Unread
from grader.maths.relations import compare_relations
from grader.maths.symbols import DeclarationError
from grader.model.submission import Place

_MAX_LINES = 80
_MOST_SOLVED = 120
"""Equations solved for one answer."""
_MAX_CHARACTERS = 20_000
_LEADING = re.compile(
    r"^(?:\s*(?:so|hence|thus|therefore|then|and|now|finally|since|we get|we have|gives|that is|i\.e\.|donc|"
    r"ainsi|d'où|alors|=>|⇒|⟹|∴|\\implies|\\Rightarrow|\\therefore|\\iff|⇔|\d+[.)]|\([ivx\d]+\)|[-*•])(?![A-Za-z])[,:]?\s*)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s*(?:\((?:by|since|because|using|from|chain|par)\b[^()]*\)|\[(?:by|since)[^\]]*\])\s*$"
)
_PROSE = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}\s+[a-z]{2,}\s+[a-z]{2,}")
_DELIMITER = re.compile(r"\$|\\\(|\\\[")
_IMPLIES = frozenset({"=>", "<=>", "<=="})


@dataclass
class _Chain:
    sides: list[str]
    signs: list[str] = field(default_factory=list)
    others: tuple[str, ...] = ()
    """Equations any of which may hold instead: ``x = 2 or x = 3``."""
    line: str = ""


def compare_derivation(
    student: str, reference: str, symbols: Mapping[str, str], given: Sequence[str] = ()
) -> DerivationVerdict:
    """Judge each step of `student`, and whether it ends at `reference` (which may be empty)."""
    if not student.strip():
        return DerivationVerdict("undecided", f"{Reason.EMPTY}: nothing written")
    if len(student) > _MAX_CHARACTERS:
        return DerivationVerdict("undecided", f"{Reason.LIMIT}: too long")
    try:
        problem = state_problem(dict(symbols), tuple(given))
    except DeclarationError as error:
        return DerivationVerdict("undecided", f"{Reason.LIMIT}: the declarations: {error}")
    chains = _chains(student)
    if not chains:
        return DerivationVerdict("undecided", f"{Reason.UNPARSED}: no mathematics found")
    if _are_equations(chains, problem):
        steps = _without_system(tuple(_equation_steps(chains, problem)), chains, problem)
    else:
        steps = tuple(_chain_steps(chains, problem))
    return _whole(steps, chains, reference, problem)


# --- reading


def _chains(student: str) -> list[_Chain]:
    chains: list[_Chain] = []
    for line in list(_lines(student))[:_MAX_LINES]:
        first, *others = alternatives(line)
        if others and first.count("=") == 1:
            sides, signs = split_chain(first)
            chains.append(_Chain([side.strip() for side in sides], list(signs), tuple(others), line))
        else:
            _add_line(chains, line)
    return chains


def _lines(student: str) -> Iterator[str]:
    if _DELIMITER.search(student):
        for fragment in read_text(student, Place("student")):
            yield from _rows(fragment.text)
        return
    for row in _rows(student):
        if _PROSE.search(row) and not re.search(r"\\text", row):
            for fragment in read_text(row, Place("student")):
                yield from _rows(fragment.text)
        else:
            yield row


def _rows(text: str) -> Iterator[str]:
    for row in split_lines(text):
        for line in row.split("\n"):
            cut = _TRAILING.sub("", _LEADING.sub("", line)).strip()
            cut = re.sub(r"[\s.;,]+$", "", cut)
            if cut:
                yield cut


def _add_line(chains: list[_Chain], line: str) -> None:
    sides, signs = split_chain(line)
    chain: _Chain | None = None
    for number, side in enumerate(sides):
        sign = signs[number - 1] if number else ""
        side = side.strip()
        if sign in _IMPLIES:
            chain = None
            sign = ""
        if not side:
            if number == 0 and chains:
                chain = chains[-1]
            continue
        if chain is None:
            alone = not sign and len(sides) == 1
            if alone and chains and chains[-1].sides:
                # a formula alone on its line goes on from the one before
                chain = chains[-1]
                sign = "="
            else:
                chain = _Chain([])
                chains.append(chain)
        if chain.sides:
            chain.signs.append(sign or "=")
        chain.sides.append(side)


# --- steps of a chain


def _read(text: str, problem: Problem) -> Expression | Unread:
    return read_expression(text, problem.declarations)


def _chain_steps(chains: Sequence[_Chain], problem: Problem) -> Iterator[Step]:
    previous: _Chain | None = None
    for chain in chains:
        if chain.others:
            yield Step(chain.line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: several answers")
            continue
        if not chain.signs:
            yield _opening(chain.sides[0], problem)
            previous = chain
            continue
        if previous is None or _spelled(chain.sides[0]) not in {_spelled(side) for side in previous.sides}:
            yield _opening(chain.sides[0], problem)
        for number, sign in enumerate(chain.signs):
            yield _link(chain, number, sign, problem)
        previous = chain


def _spelled(text: str) -> str:
    return re.sub(r"\s+|\\[,;! ]", "", text)


def _opening(text: str, problem: Problem) -> Step:
    found = _read(text, problem)
    if isinstance(found, Unread) and found.reason is Reason.ILL_TYPED:
        return Step(text, StepVerdict.ILL_TYPED, str(found))
    return Step(text, StepVerdict.HOLDS)


_NAME = re.compile(
    r"^\s*\\?[A-Za-z]+(?:_\{?[\w+-]+\}?)?(?:\([\w,\\ ]*\))?\s*$|^\s*\\nabla.{0,12}$|"
    r"^\s*\\frac\{\\partial.{0,30}$"
)


def _link(chain: _Chain, number: int, sign: str, problem: Problem) -> Step:
    line = chain.sides[number + 1]
    left, right = _read(chain.sides[number], problem), _read(line, problem)
    if isinstance(right, Unread):
        return _unread(line, right)
    if isinstance(left, Unread):
        if number == 0 and _NAME.match(chain.sides[0]) and left.reason is not Reason.ILL_TYPED:
            # a name nobody declared: the chain says what it stands for
            return Step(line, StepVerdict.HOLDS, "defines its left side")
        derivative = read_derivative(chain.sides[number], problem) if sign == "=" else None
        if derivative is not None:
            holds = is_derivative(derivative, right, problem)
            if holds is not None:
                return Step(line, StepVerdict.HOLDS if holds else StepVerdict.FALSE)
        # what follows an unread or ill-typed line is compared with the last line that could be read
        readable = [
            side
            for side in map(lambda s: _read(s, problem), chain.sides[:number])
            if not isinstance(side, Unread)
        ]
        if not readable or sign != "=" or set(chain.signs[: number + 1]) != {"="}:
            return Step(line, StepVerdict.UNDECIDED, f"after a line that was not understood: {left}")
        left = readable[-1]
    return _judged(line, left, sign, right, problem)


def _unread(line: str, unread: Unread) -> Step:
    verdict = StepVerdict.ILL_TYPED if unread.reason is Reason.ILL_TYPED else StepVerdict.UNDECIDED
    return Step(line, verdict, str(unread))


def _judged(line: str, left: Expression, sign: str, right: Expression, problem: Problem) -> Step:
    if sign == "=":
        found = compare_expressions(right, left, problem)
        if found.outcome is Outcome.EQUAL:
            return Step(line, StepVerdict.HOLDS)
        if found.outcome is Outcome.DIFFERENT:
            return Step(line, StepVerdict.FALSE, found.detail, found.witness)
        ill = found.reason is Reason.ILL_TYPED
        return Step(
            line, StepVerdict.ILL_TYPED if ill else StepVerdict.UNDECIDED, f"{found.reason}: {found.detail}"
        )
    if sign in ("<=", "<", ">=", ">"):
        smaller, larger = (left, right) if sign in ("<=", "<") else (right, left)
        answer = is_at_most(smaller, larger, problem)
        if answer is None:
            return Step(line, StepVerdict.UNDECIDED, f"{Reason.NOT_FINITE}: no numbers to compare")
        return Step(line, StepVerdict.HOLDS if answer == "" else StepVerdict.FALSE, "", answer)
    return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: the sign {sign}")


# --- steps that are equations


def _are_equations(chains: Sequence[_Chain], problem: Problem) -> bool:
    """Whether every line is an equation of its own, the first no identity: something is being solved."""
    if len(chains) < 2 or any(chain.signs != ["="] for chain in chains):
        return False
    if (
        len({_spelled(chain.sides[0]) for chain in chains}) == 1
        and len(chains) == 2
        and _NAME.match(chains[0].sides[0])
    ):
        return False
    first = _equation(chains[0], problem)
    if isinstance(first, Unread):
        return False
    return compare_expressions(first.sides[1], first.sides[0], problem).outcome is Outcome.DIFFERENT


def _equation(chain: _Chain, problem: Problem) -> Relation | Unread:
    return read_relation(f"{chain.sides[0]} = {chain.sides[1]}", problem.declarations)


def _equations(chain: _Chain, problem: Problem) -> tuple[Relation, ...] | Unread:
    """The equations of a line, any of which may hold."""
    found: list[Relation] = []
    for text in (f"{chain.sides[0]} = {chain.sides[1]}", *chain.others):
        read = read_relation(text, problem.declarations)
        if isinstance(read, Unread):
            return read
        found.append(read)
    return tuple(found)


def _equation_steps(chains: Sequence[_Chain], problem: Problem) -> Iterator[Step]:
    previous: tuple[Relation, ...] | None = None
    spent = 0
    for chain in chains:
        line = chain.line or f"{chain.sides[0]} = {chain.sides[1]}"
        found = _equations(chain, problem)
        if isinstance(found, Unread):
            yield _unread(line, found)
            continue
        spent += len(previous or ()) + (len(found) if len(found) > 1 else 0)
        if previous is None:
            yield Step(line, StepVerdict.HOLDS, "what is given")
        elif spent > _MOST_SOLVED:
            yield Step(line, StepVerdict.UNDECIDED, f"{Reason.LIMIT}: too many equations to solve")
        else:
            yield _follows(line, previous, found, problem)
        previous = found


def _without_system(steps: tuple[Step, ...], chains: Sequence[_Chain], problem: Problem) -> tuple[Step, ...]:
    """Two equations given, and a third that has lost one of their unknowns, are no slip of ours to judge."""
    if len(steps) < 3 or {step.verdict for step in steps[1:3]} != {StepVerdict.FALSE}:
        return steps
    names: list[frozenset[str]] = []
    for chain in chains[:3]:
        read = _equation(chain, problem)
        names.append(frozenset() if isinstance(read, Unread) else frozenset(names_in(read)))
    if min(len(names[0]), len(names[1])) < 2 or not names[2] < names[0] | names[1]:
        return steps
    reason = f"{Reason.AMBIGUOUS}: perhaps a system of equations"
    return tuple(
        replace(step, verdict=StepVerdict.UNDECIDED, reason=reason, witness="") if number in (1, 2) else step
        for number, step in enumerate(steps)
    )


def _follows(
    line: str, previous: tuple[Relation, ...], found: tuple[Relation, ...], problem: Problem
) -> Step:
    if any(
        compare_expressions(each.sides[1], each.sides[0], problem).outcome is Outcome.EQUAL for each in found
    ):
        return Step(line, StepVerdict.HOLDS, "always true")
    if len(previous) == len(found) == 1 and (
        compare_relations(found[0], previous[0], problem).outcome is Outcome.EQUAL
    ):
        return Step(line, StepVerdict.HOLDS)
    answers = [follows(premise, found, problem) for premise in previous]
    if len(found) > 1:
        # a solution that is listed must be one
        answers += [follows(listed, previous, problem) for listed in found]
    if any(answers):
        return Step(line, StepVerdict.FALSE, "", next(filter(None, answers)))
    if None in answers:
        reason = f"{Reason.LIMIT}: the line before could not be solved"
        return Step(line, StepVerdict.UNDECIDED, reason)
    return Step(line, StepVerdict.HOLDS)


# --- the whole


def _whole(
    steps: tuple[Step, ...], chains: Sequence[_Chain], reference: str, problem: Problem
) -> DerivationVerdict:
    false = next((step for step in steps if step.verdict is StepVerdict.FALSE), None)
    ill = next((step for step in steps if step.verdict is StepVerdict.ILL_TYPED), None)
    unread = next((step for step in steps if step.verdict is StepVerdict.UNDECIDED), None)
    if false is not None:
        return DerivationVerdict(
            "different", f"does not follow: {false.line}", steps, false.witness or "a line is false"
        )
    ends = _ends(chains, reference, problem) if reference.strip() else StepVerdict.HOLDS
    if ends is StepVerdict.FALSE:
        return DerivationVerdict("different", "it ends elsewhere", steps, f"the end: {chains[-1].sides[-1]}")
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


def _ends(chains: Sequence[_Chain], reference: str, problem: Problem) -> StepVerdict:
    """Whether the last line is the end wanted."""
    last = chains[-1]
    if last.others or len(alternatives(reference)) > 1:
        return _ends_among(last, reference, problem)
    sides, signs = split_chain(reference)
    wanted = _read(sides[-1], problem)
    reached = _read(last.sides[-1], problem)
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


def _ends_among(last: _Chain, reference: str, problem: Problem) -> StepVerdict:
    """Whether the solutions listed last are the ones wanted, in any order."""
    own = _equations(last, problem) if len(last.sides) == 2 else ()
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
