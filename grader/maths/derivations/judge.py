"""Judge each link of an answer's statements in a part's worlds, and mend known slips of notation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from grader.maths.derivations.evaluate import evaluate
from grader.maths.derivations.fragments import Fragment
from grader.maths.derivations.names import name_of
from grader.maths.derivations.parse import parse
from grader.maths.derivations.relations import (
    Finding,
    Relation,
    Verdict,
    holds_in,
    judge_relation,
    relation,
)
from grader.maths.derivations.roles import Role
from grader.maths.derivations.scene import MEND_IDENTITY, Definition, Scene, grammar_of
from grader.maths.derivations.statements import Side, Statement, read_statements
from grader.maths.derivations.tree import (
    Application,
    Bars,
    Indexed,
    Numeral,
    Slope,
    Symbol,
    Terms,
    Tree,
    contains,
    parts,
    substitute,
)
from grader.maths.derivations.values import IllTyped, NotUnderstood, is_scalar
from grader.maths.normalise import normalise
from grader.maths.tokens import tokenise
from grader.maths.worlds import Draw, World, worlds_of
from grader.model.submission import Place
from grader.model.words import Word

WORLD_COUNT = 5
"""How many worlds a link must hold in."""
_ASSIGNMENT = re.compile(r"\\leftarrow|←|\\gets|<-|:=|\\coloneqq")


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

    @property
    def understood(self) -> bool:
        """Whether every link got a verdict on its truth."""
        return all(link.finding.verdict is not Verdict.UNDECIDED for link in self.links)


@dataclass(frozen=True)
class Court:
    """Where statements are judged: a part's world function and its worlds."""

    build: Callable[[Draw], None]
    seed: int
    worlds: tuple[World, ...]

    @property
    def first(self) -> World:
        """Any of the worlds: the names and readings of all are the same."""
        return self.worlds[0]

    @property
    def names(self) -> frozenset[str]:
        """Its names of several letters, which running text may hold without delimiters."""
        return frozenset(name for name in grammar_of(self.first).known if len(name) > 1 and name.isalpha())

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words of its names, for the tokeniser."""
        return grammar_of(self.first).vocabulary


def open_court(build_one: Callable[[Draw], None], seed: int = 0) -> Court:
    """The court of one part."""
    return Court(build_one, seed, worlds_of(build_one, count=WORLD_COUNT, seed=seed))


def read_relation(court: Court, text: str) -> Relation:
    """A rubric's relation; raises ValueError where it is not one."""
    found = [
        each for each in read_statements([Fragment(text, Place("rubric"))], court.vocabulary) if each.signs
    ]
    if len(found) != 1 or len(found[0].signs) != 1:
        raise ValueError(f"not one relation: {text}")
    statement = found[0]
    grammar = grammar_of(court.first)
    try:
        left, right = (parse(side.tokens, grammar) for side in statement.sides)
    except NotUnderstood as problem:
        raise ValueError(f"{text}: {problem}") from problem
    return relation(left, statement.signs[0], right)


def judge_statements(
    court: Court, statements: Sequence[Statement], given: dict[str, Definition] | None = None
) -> tuple[Judged, ...]:
    """Every statement judged, in order; definitions hold from where they stand."""
    definitions = _stand_ins(court, statements) if given is None else given
    judged: list[tuple[Judged, dict[str, Definition]]] = []
    for statement in statements:
        if statement.role is Role.DENIED:
            continue
        found = _judge(court, statement, definitions)
        judged.append((found, definitions))
        definitions = found.definitions
    following = [*(found.definitions for found, _ in judged[1:]), definitions]
    return tuple(
        _with_later(court, found, before, (definitions, after))
        for (found, before), after in zip(judged, following, strict=False)
    )


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
    if _all_hold(found) or len(found.definitions) == len(everything):
        return found
    again = _judge(court, found.statement, {**everything, **before})
    if _all_hold(again) or (again.understood and not found.understood):
        return again
    return _judge(court, found.statement, {**following, **before}) if len(following) > len(before) else found


def _all_hold(judged: Judged) -> bool:
    return all(link.finding.verdict is Verdict.HOLDS for link in judged.links)


def _stand_ins(court: Court, statements: Sequence[Statement]) -> dict[str, Definition]:
    """What names mean because of the names that occur with them, or do not."""
    if not court.first.stand_ins or not any(statement.signs for statement in statements):
        return {}
    names: set[str] = set()
    for side in (side for statement in statements if statement.signs for side in statement.sides):
        try:
            pending = [_parsed(court, side, {})]
        except NotUnderstood:
            continue
        while pending:
            tree = pending.pop()
            names.add(name_of(tree))
            pending += parts(tree)
    found: dict[str, Definition] = {}
    for each in court.first.stand_ins:
        fits = each.beside in names if each.beside else not each.without or each.without not in names
        meant = Definition(read_tree(court, each.of), supposed=not each.beside and not each.without)
        if fits and each.name in names and meant not in found.values():
            found[each.name] = meant
    return found


def _judge(court: Court, statement: Statement, definitions: dict[str, Definition]) -> Judged:
    trees: list[Tree | None] = []
    problems: list[str] = []
    for side in statement.sides:
        try:
            trees.append(_parsed(court, side, definitions))
        except NotUnderstood as problem:
            trees.append(None)
            problems.append(f"{side.text}: {problem}")
    trees = _assigned(court, statement, trees)
    definitions, defined = _defined(court, statement, trees, definitions)
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
    if statement.signs[number] == "->" and right == "infinity":
        return Finding(Verdict.HOLDS, "a condition")
    return Finding(Verdict.UNDECIDED, "; ".join(problems))


def _parsed(court: Court, side: Side, definitions: dict[str, Definition], *, tight: bool = False) -> Tree:
    return parse(side.tokens, grammar_of(court.first, definitions, tight=tight))


def _assigned(court: Court, statement: Statement, trees: list[Tree | None]) -> list[Tree | None]:
    """``theta <- theta - ...`` is about the next theta and the one before, where the world says so."""
    if len(trees) < 2 or trees[0] is None:
        return trees
    world = court.first
    name = world.resolve(name_of(trees[0]))
    target = world.assigned.get(name)
    if target is None or statement.signs[0] != "=":
        return trees
    before = world.before[name]

    def earlier(tree: Tree) -> Tree:
        return Symbol(before) if isinstance(tree, Symbol) and world.resolve(tree.name) == name else tree

    rest = [None if tree is None else substitute(tree, earlier) for tree in trees[1:]]
    names_itself = any(tree is not None and contains(tree, trees[0]) for tree in trees[1:])
    if _ASSIGNMENT.search(statement.text) or names_itself:
        return [Symbol(target), *rest]
    return trees


def _defined(
    court: Court, statement: Statement, trees: list[Tree | None], definitions: dict[str, Definition]
) -> tuple[dict[str, Definition], tuple[str, int] | None]:
    """The definitions after this statement, and the name it defines with the link that does so."""
    if not statement.signs or statement.signs[0] != "=":
        return definitions, None
    for name_place, body_place, link in ((0, 1, 0), (1, 0, 0)):
        name_tree, body = trees[name_place], trees[body_place]
        if name_tree is None or body is None:
            continue
        found = (
            _other_meaning(court, name_tree, body, definitions)
            or _not_as_supposed(court, name_tree, body, definitions)
            or _new_name(court, name_tree, definitions)
        )
        if found is None and statement.role is Role.DEFINED:
            found = _own_letter(court, name_tree, definitions)
        if found is None or not _has_value(court, body, definitions, found[1]):
            continue
        return {**definitions, found[0]: Definition(body, found[1])}, (found[0], link)
    return definitions, None


def _other_meaning(
    court: Court, tree: Tree, body: Tree, definitions: dict[str, Definition]
) -> tuple[str, str] | None:
    """A known name that is defined here as the other thing it may stand for."""
    name = court.first.resolve(name_of(tree))
    if name not in court.first.also or name in definitions or not isinstance(tree, (Symbol, Indexed)):
        return None
    other = relation(Symbol(court.first.also[name]), "=", body, definitions)
    return (name, "") if judge_relation(other, court.worlds).verdict is Verdict.HOLDS else None


def _not_as_supposed(
    court: Court, tree: Tree, body: Tree, definitions: dict[str, Definition]
) -> tuple[str, str] | None:
    """A name that is defined here, and not as what people mean by it."""
    name = name_of(tree)
    if not isinstance(tree, (Symbol, Indexed)) or name not in definitions or not definitions[name].supposed:
        return None
    own = relation(tree, "=", body, definitions)
    return None if judge_relation(own, court.worlds).verdict is Verdict.HOLDS else (name, "")


def _own_letter(court: Court, tree: Tree, definitions: dict[str, Definition]) -> tuple[str, str] | None:
    """A letter that the world has only for an index, and a student defines: ``let n = ||u||``."""
    world = court.first
    if not isinstance(tree, Symbol) or tree.name in definitions or tree.name in world.values:
        return None
    return (tree.name, "") if tree.name in world.indices else None


def _new_name(court: Court, tree: Tree, definitions: dict[str, Definition]) -> tuple[str, str] | None:
    """The unknown name that a tree is, with its index letter; None for anything known or composed."""
    world = court.first
    if isinstance(tree, Slope) and not tree.differential:
        return None
    if isinstance(tree, Symbol):
        name = tree.name
        known = world.resolve(name) in world.rooted or name in world.opaque
        return None if known or name in definitions or name in ("infinity",) else (name, "")
    if isinstance(tree, Indexed):
        base, full = name_of(tree.base), name_of(tree)
        if not base or world.resolve(full) in world.rooted or world.resolve(base) in world.rooted:
            return None
        if base in definitions or full in definitions:
            return None
        if len(tree.indices) == 1 and isinstance(tree.indices[0], Symbol) and len(tree.indices[0].name) == 1:
            return base, tree.indices[0].name
        return full, ""
    return None


def _has_value(court: Court, body: Tree, definitions: dict[str, Definition], index: str) -> bool:
    bound = {index: court.first.indices.get(index, 2)} if index else {}
    try:
        evaluate(Scene(court.first, definitions, bound=bound), body)
    except IllTyped:
        return False
    except NotUnderstood:
        return False
    return True


def _link(
    court: Court, statement: Statement, number: int, stated: Relation, definitions: dict[str, Definition]
) -> Link:
    if stated.sign == "->" and statement.sides[number + 1].text == "infinity":
        return Link(number, Finding(Verdict.HOLDS, "a condition"))
    finding = judge_relation(stated, court.worlds)
    if finding.verdict is Verdict.HOLDS:
        return Link(number, finding)
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
        left, right = (_parsed(court, side, definitions, tight=True) for side in sides)
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
        expectation = Symbol("E")
        yield (
            Mending.EXPECTATION,
            replace(
                stated,
                left=Application(expectation, (stated.left,)),
                right=Application(expectation, (stated.right,)),
            ),
        )


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


def read_tree(court: Court, text: str) -> Tree:
    """A rubric's formula; raises NotUnderstood."""
    return parse(tokenise(normalise(text), court.vocabulary), grammar_of(court.first))
