"""Judge each link of an answer's statements in a part's worlds, and mend known slips of notation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from grader.maths.derivations.anaphora import is_subject, with_antecedent
from grader.maths.derivations.court import Court, parsed
from grader.maths.derivations.definitions import assigned, defined_by, stand_ins
from grader.maths.derivations.evaluate import evaluate
from grader.maths.derivations.names import name_of
from grader.maths.derivations.relations import (
    Finding,
    Relation,
    Verdict,
    holds_in,
    judge_relation,
    relation,
    step_letters,
)
from grader.maths.derivations.roles import Role
from grader.maths.derivations.scene import MEND_IDENTITY, Definition, Scene
from grader.maths.derivations.statements import Statement
from grader.maths.derivations.tree import (
    Application,
    Bars,
    Indexed,
    Numeral,
    Symbol,
    Terms,
    Tree,
    is_zero,
)
from grader.maths.values import IllTyped, NotUnderstood, Value, is_scalar
from grader.maths.worlds import World
from grader.model.words import Word


class Mending(Word):
    """What makes a false or ill-typed link a true one: slips that a rubric may name."""

    NORM = "norm"  # a matrix where its norm is meant
    IDENTITY = "identity"  # a number in a sum with a matrix
    AT_MOST = "at-most"  # an equality that is only an inequality
    EXPECTATION = "expectation"  # a random quantity equated with its expectation


@dataclass(frozen=True)
class Link:
    """One link as judged: between side `number` and the next."""

    number: int
    finding: Finding
    mending: Mending | None = None
    mended: Relation | None = None
    sides: tuple[Tree, Tree] | None = None
    """The two sides as mended, in the student's order."""


@dataclass(frozen=True)
class Judged:
    """A statement with its sides as trees (None where not understood) and its links judged."""

    statement: Statement
    trees: tuple[Tree | None, ...]
    links: tuple[Link, ...]
    problems: tuple[str, ...] = ()
    """Why sides were not understood."""
    definitions: dict[str, Definition] = field(default_factory=dict)
    defines: str = ""
    sides: dict[object, Value | Exception] = field(
        default_factory=dict, hash=False, compare=False, repr=False
    )
    """What its sides were found to be in free worlds."""

    @property
    def understood(self) -> bool:
        """Whether every link got a verdict on its truth."""
        return all(link.finding.verdict is not Verdict.UNDECIDED for link in self.links)


def judge_statements(
    court: Court, statements: Sequence[Statement], given: dict[str, Definition] | None = None
) -> tuple[Judged, ...]:
    """Every statement judged, in order; definitions hold from where they stand."""
    definitions = stand_ins(court, statements) if given is None else given
    judged: list[tuple[Judged, dict[str, Definition]]] = []
    pending = list(statements)
    while pending:
        statement = pending.pop(0)
        if statement.role is Role.DENIED:
            continue
        if is_subject(statement):
            resolved = with_antecedent(court, statement, [each.statement for each, _ in judged], definitions)
            if resolved is None:
                continue
            statement = resolved
        found = _judge(court, statement, definitions)
        if statement.joins:
            apart = _apart(court, found, [each for each, _ in judged], definitions)
            if apart is not None:
                pending[:0] = apart
                continue
        judged.append((found, definitions))
        definitions = found.definitions
    following = [*(found.definitions for found, _ in judged[1:]), definitions]
    return tuple(
        _with_later(court, found, before, (definitions, after))
        for (found, before), after in zip(judged, following, strict=False)
    )


def _apart(
    court: Court, found: Judged, before: Sequence[Judged], definitions: dict[str, Definition]
) -> tuple[Statement, Statement] | None:
    """A chain, and what goes on from an earlier one behind words: ``... Then <= b``; None for any other."""
    statement = found.statement
    place = statement.joins[0]
    if found.links[place - 1].finding.verdict not in (Verdict.FALSE, Verdict.ILL_TYPED):
        return None
    sign, right = statement.signs[place - 1], found.trees[place]
    for earlier in reversed(before):
        left = earlier.trees[-1]
        if not earlier.links or left is None or right is None or earlier.statement.aside:
            continue
        if right in earlier.trees or earlier.statement.role is Role.CLAIM:
            continue  # what is said already, or is to be shown, is not where it goes on from
        if judge_relation(relation(left, sign, right, definitions), court.worlds).verdict is Verdict.HOLDS:
            head = replace(
                statement, sides=statement.sides[:place], signs=statement.signs[: place - 1], joins=()
            )
            sides = (*earlier.statement.sides, *statement.sides[place:])
            signs = (*earlier.statement.signs, *statement.signs[place - 1 :])
            return head, replace(statement, sides=sides, signs=signs, joins=())
    return None


def _with_later(
    court: Court,
    found: Judged,
    before: dict[str, Definition],
    later: tuple[dict[str, Definition], dict[str, Definition]],
) -> Judged:
    """What does not hold, judged again with what is defined after it: ``a = J b with J = ...``.

    `later` is all that is defined, and what is after the next statement: that is what ``where`` says.
    """
    everything, following = later
    told = {name: meant for name, meant in before.items() if not meant.supposed}
    if _all_hold(found) or everything == {**everything, **before} == found.definitions:
        return found
    again = _judge(court, found.statement, {**everything, **told})
    if _all_hold(again) or (again.understood and not found.understood):
        return again
    return _judge(court, found.statement, {**following, **told}) if len(following) > len(before) else found


def _all_hold(judged: Judged) -> bool:
    return all(link.finding.verdict is Verdict.HOLDS for link in judged.links)


def _judge(court: Court, statement: Statement, definitions: dict[str, Definition]) -> Judged:
    trees: list[Tree | None] = []
    problems: list[str] = []
    for side in statement.sides:
        try:
            trees.append(parsed(court, side, definitions))
        except NotUnderstood as problem:
            trees.append(None)
            problems.append(f"{side.text}: {problem}")
    trees = assigned(court, statement, trees)
    definitions, defined = defined_by(court, statement, trees, definitions)
    links = []
    for number, sign in enumerate(statement.signs):
        left, right = trees[number], trees[number + 1]
        if defined is not None and number == defined[1]:
            links.append(Link(number, Finding(Verdict.HOLDS, f"defines {defined[0]}")))
            continue
        if left is None or right is None:
            links.append(Link(number, _gap(statement, number, problems)))
            continue
        links.append(_link(court, statement, number, relation(left, sign, right, definitions), definitions))
    return Judged(
        statement, tuple(trees), tuple(links), tuple(problems), definitions, defined[0] if defined else ""
    )


def _gap(statement: Statement, number: int, problems: Sequence[str]) -> Finding:
    right = statement.sides[number + 1].text
    if statement.signs[number] == "->" and right in ("infinity", "inf"):
        return Finding(Verdict.HOLDS, "a condition")
    return Finding(Verdict.UNDECIDED, "; ".join(problems))


def _link(
    court: Court, statement: Statement, number: int, stated: Relation, definitions: dict[str, Definition]
) -> Link:
    if stated.sign == "->" and statement.sides[number + 1].text in ("infinity", "inf"):
        return Link(number, Finding(Verdict.HOLDS, "a condition"))
    finding = judge_relation(stated, court.worlds)
    if finding.verdict is Verdict.HOLDS:
        return Link(number, finding)
    if stated.sign == "->" and any(
        judge_relation(replace(stated, bound=((letter, "T", 0),), memory={}), court.worlds).verdict
        is Verdict.HOLDS
        for letter in step_letters(stated)
    ):
        return Link(number, Finding(Verdict.HOLDS, "as the steps go on"))
    condition = _condition(court, stated)
    if condition is not None:
        return Link(number, condition)
    tight = _tight(court, statement, number, definitions)
    if tight is not None and judge_relation(tight, court.worlds).verdict is Verdict.HOLDS:
        return Link(number, Finding(Verdict.HOLDS), mended=tight)
    if finding.verdict is Verdict.UNDECIDED:
        return Link(number, finding)
    for mending, mended in mendings(court, stated):
        if _mended_holds(court, mending, mended):
            sides = (mended.left, mended.right)
            swapped = statement.signs[number] in (">", ">=")
            return Link(number, finding, mending, mended, sides[::-1] if swapped else sides)
    return Link(number, finding)


def _condition(court: Court, stated: Relation) -> Finding | None:
    """What says for which step, or for which sign of a name, something is said: ``t = 0``, ``lambda > 0``."""
    for name, other in ((stated.left, stated.right), (stated.right, stated.left)):
        if name_of(name) in court.first.indices and _is_step(court.first, other):
            return Finding(Verdict.HOLDS, "a condition")
        if stated.sign in ("<=", "<") and isinstance(name, (Symbol, Indexed)) and other == Numeral(0.0):
            return Finding(Verdict.UNDECIDED, "a condition")
    return None


def _is_step(world: World, tree: Tree) -> bool:
    """Whether a formula is made of numbers and index letters alone."""
    if isinstance(tree, Terms):
        return all(_is_step(world, term) for _, term in tree.terms)
    return isinstance(tree, Numeral) or name_of(tree) in world.indices


def _tight(
    court: Court, statement: Statement, number: int, definitions: dict[str, Definition]
) -> Relation | None:
    """The link with ``a/2b`` read as a/(2b); None where that changes nothing."""
    sides = statement.sides[number : number + 2]
    if not any(token.is_operator("/") for side in sides for token in side.tokens):
        return None
    try:
        left, right = (parsed(court, side, definitions, tight=True) for side in sides)
    except NotUnderstood:
        return None
    return relation(left, statement.signs[number], right, definitions)


def mendings(court: Court, stated: Relation) -> Iterator[tuple[Mending, Relation]]:
    """What a false or ill-typed relation may have been meant as."""
    sides = [_kind(court, stated, side) for side in (stated.left, stated.right)]
    if "matrix" in sides and "number" in sides:
        left = Bars(stated.left) if sides[0] == "matrix" else stated.left
        right = Bars(stated.right) if sides[1] == "matrix" else stated.right
        yield Mending.NORM, replace(stated, left=left, right=right)
    if "clash" in sides:
        yield Mending.IDENTITY, stated
    if stated.sign == "=" and sides == ["number", "number"]:
        yield Mending.AT_MOST, replace(stated, sign="<=")
    if stated.sign == "=":
        left, right = (_expected(side) for side in (stated.left, stated.right))
        yield Mending.EXPECTATION, replace(stated, left=left, right=right)


def _expected(side: Tree) -> Tree:
    """The expectation of a side; what is zero by its form is so of any shape and stays as it is."""
    return side if is_zero(side) else Application(Symbol("E"), (side,))


def _kind(court: Court, stated: Relation, side: Tree) -> str:
    try:
        value = evaluate(Scene(court.first, stated.definitions), side)
    except IllTyped:
        return "clash"
    except NotUnderstood:
        return "unknown"
    if is_scalar(value):
        return "random" if value.shape[0] > 1 else "number"
    return "matrix" if value.shape[2] > 1 else "vector"


def _mended_holds(court: Court, mending: Mending, mended: Relation) -> bool:
    if mending is Mending.EXPECTATION and not _is_random(court, mended):
        return False
    readings = frozenset({MEND_IDENTITY}) if mending is Mending.IDENTITY else frozenset()
    return all(
        holds_in(mended, world, each | readings).verdict is Verdict.HOLDS
        for each in court.first.readings[:1]
        for world in court.worlds
    )


def _is_random(court: Court, mended: Relation) -> bool:
    """Whether exactly one side varied before its expectation was taken."""
    varies = []
    for side in (mended.left, mended.right):
        inner = side.arguments[0] if isinstance(side, Application) else side
        try:
            varies.append(evaluate(Scene(court.first, mended.definitions), inner).shape[0] > 1)
        except (IllTyped, NotUnderstood):
            return False
    return varies[0] != varies[1]
