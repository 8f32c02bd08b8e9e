"""What an answer's names stand for: defined in it, or supposed because of the names beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.maths.derivations.court import Court, parameters_of, parsed, read_tree
from grader.maths.derivations.evaluate import evaluate
from grader.maths.derivations.names import joined, name_of
from grader.maths.derivations.relations import Verdict, judge_relation, relation
from grader.maths.derivations.roles import Role
from grader.maths.derivations.scene import Definition, Scene, grammar_of
from grader.maths.derivations.statements import Statement
from grader.maths.derivations.tree import (
    Dots,
    Factors,
    Indexed,
    Ratio,
    Slope,
    Symbol,
    Terms,
    Tree,
    contains,
    parts,
    substitute,
)
from grader.maths.values import IllTyped, NotUnderstood, is_scalar

_ASSIGNMENT = re.compile(r"\\leftarrow|←|\\gets|<-|:=|\\coloneqq")


def stand_ins(court: Court, statements: Sequence[Statement]) -> dict[str, Definition]:
    """What names mean because of the names that occur with them, or do not."""
    if not court.first.stand_ins or not any(statement.signs for statement in statements):
        return {}
    names: set[str] = set()
    for side in (side for statement in statements if statement.signs for side in statement.sides):
        try:
            pending = [parsed(court, side, {})]
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


def assigned(court: Court, statement: Statement, trees: list[Tree | None]) -> list[Tree | None]:
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
        if isinstance(tree, Terms) and [part for _, part in tree.terms].count(Dots()) == 1:
            # ``g <- ... + a``: the dots stand for what it was
            kept = ((sign, Symbol(before) if part == Dots() else part) for sign, part in tree.terms)
            return Terms(tuple(kept)) if Dots() in (tree.terms[0][1], tree.terms[-1][1]) else tree
        return Symbol(before) if isinstance(tree, Symbol) and world.resolve(tree.name) == name else tree

    rest = [None if tree is None else substitute(tree, earlier) for tree in trees[1:]]
    names_itself = any(tree is not None and contains(tree, trees[0]) for tree in trees[1:])
    has_dots = any(isinstance(tree, Terms) and tree != new for tree, new in zip(trees[1:], rest, strict=True))
    if _ASSIGNMENT.search(statement.text) or names_itself or has_dots:
        return [Symbol(target), *rest]
    return trees


def defined_by(
    court: Court, statement: Statement, trees: list[Tree | None], definitions: dict[str, Definition]
) -> tuple[dict[str, Definition], tuple[str, int] | None]:
    """The definitions after this statement, and the name it defines with the link that does so."""
    if not statement.signs or statement.signs[0] != "=":
        return definitions, None
    first = _as_first_meant(court, trees, definitions)
    if first is not None:
        return first, None
    for name_place, body_place, link in ((0, 1, 0), (1, 0, 0)):
        name_tree, body = trees[name_place], trees[body_place]
        if name_tree is None or body is None:
            continue
        name_tree, body = _solved_for(court, name_tree, body, definitions)
        other = _other_meaning(court, name_tree, body, definitions)
        found = (
            other
            or _not_as_supposed(court, name_tree, body, definitions)
            or _new_name(court, name_tree, definitions)
        )
        parameters = parameters_of(statement.sides[name_place], grammar_of(court.first, definitions))
        if found is None and (parameters or statement.role is Role.DEFINED):
            found = _own_letter(court, name_tree, definitions)
        if found is None:
            continue
        if not parameters and not _has_value(court, body, definitions, found[1]):
            continue
        own = Definition(body, found[1], parameters=parameters, other=other is not None)
        return {**definitions, found[0]: own}, (found[0], link)
    return definitions, None


def _solved_for(
    court: Court, tree: Tree, body: Tree, definitions: dict[str, Definition]
) -> tuple[Tree, Tree]:
    """A name and its value from ``n e = u``, where n is a number and e is new; else both as they are."""
    if not isinstance(tree, Factors) or tree.entrywise:
        return tree, body
    new = [each for each in tree.factors if _new_name(court, each, definitions) is not None]
    rest = tuple(each for each in tree.factors if each not in new)
    if len(new) != 1 or len(rest) != len(tree.factors) - 1:
        return tree, body
    scene = Scene(court.first, definitions)
    try:
        if not is_scalar(evaluate(scene, joined(list(rest)))):
            return tree, body
    except (IllTyped, NotUnderstood):
        return tree, body
    return new[0], Ratio(body, joined(list(rest)))


def _as_first_meant(
    court: Court, trees: list[Tree | None], definitions: dict[str, Definition]
) -> dict[str, Definition] | None:
    """The definitions without a name that goes back to its own meaning: ``g``, with the penalty in it."""
    name_tree, body = trees[0], trees[1]
    name = name_of(name_tree) if name_tree is not None else ""
    if body is None or name_tree is None or name not in definitions or not definitions[name].other:
        return None
    rest = {own: meant for own, meant in definitions.items() if own != name}
    first = judge_relation(relation(name_tree, "=", body, rest), court.worlds).verdict
    other = judge_relation(relation(name_tree, "=", body, definitions), court.worlds).verdict
    # a new value of it, right or wrong, is one of what it stands for by itself
    return rest if first is Verdict.HOLDS or other is Verdict.FALSE else None


def _other_meaning(
    court: Court, tree: Tree, body: Tree, definitions: dict[str, Definition]
) -> tuple[str, str] | None:
    """A known name that is defined here as the other thing it may stand for."""
    name = name_of(tree)
    meant = court.first.also.get(name) or court.first.also.get(court.first.resolve(name))
    if meant is None or name in definitions or not isinstance(tree, (Symbol, Indexed)):
        return None
    other = relation(Symbol(meant), "=", body, definitions)
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
        if isinstance(tree.base, Indexed):
            return None  # an entry of what has an index by itself
        base, full = name_of(tree.base), name_of(tree)
        if not base or world.resolve(full) in world.rooted or world.resolve(base) in world.rooted:
            return None
        if any(name in definitions and not definitions[name].supposed for name in (base, full)):
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
