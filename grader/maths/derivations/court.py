"""Where statements are judged, a part's worlds, and how formulas are read there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.maths.derivations.fragments import Fragment
from grader.maths.derivations.names import Grammar
from grader.maths.derivations.parse import parse
from grader.maths.derivations.relations import Relation, relation
from grader.maths.derivations.scene import Definition, grammar_of
from grader.maths.derivations.statements import Side, read_statements
from grader.maths.derivations.tree import Tree
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import TokenKind, tokenise
from grader.maths.values import NotUnderstood
from grader.maths.worlds import Draw, World, worlds_of
from grader.model.submission import Place

WORLD_COUNT = 5
"""How many worlds a link must hold in."""
_LONGEST_NAME = 5
"""Of a function that an answer defines: ``f``, ``Phi``, ``Psi``."""


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
    def nouns(self) -> tuple[tuple[str, str], ...]:
        """Words that name a quantity, as a pattern, and the quantity."""
        return tuple(self.first.nouns.items())

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


def parsed(court: Court, side: Side, definitions: dict[str, Definition], *, tight: bool = False) -> Tree:
    grammar = grammar_of(court.first, definitions, tight=tight)
    return parse(side.tokens[: _end_of_name(side)] if parameters_of(side, grammar) else side.tokens, grammar)


def _end_of_name(side: Side) -> int:
    """Where the arguments begin: behind ``R``, or behind the index of ``F_t``."""
    has_index = len(side.tokens) > 3 and side.tokens[1].is_operator("_")
    return 3 if has_index else 1


def parameters_of(side: Side, grammar: Grammar) -> tuple[str, ...]:
    """What a name that nobody knows depends on, where a side is no more than that: ``F_t(v)``."""
    tokens = side.tokens[_end_of_name(side) :]
    first = side.tokens[0] if side.tokens else None
    if (
        len(tokens) < 3
        or first is None
        or first.kind is not TokenKind.NAME
        or len(first.text) > _LONGEST_NAME
    ):
        return ()
    is_new = first.text not in (grammar.known - grammar.counted) | grammar.functions
    names, commas = tokens[1:-1:2], tokens[2:-1:2]
    if not is_new or not tokens[0].is_operator("(") or not tokens[-1].is_operator(")"):
        return ()
    is_list = all(name.kind is TokenKind.NAME for name in names) and all(
        each.is_operator(",") for each in commas
    )
    return tuple(name.text for name in names) if is_list and len(names) == len(commas) + 1 else ()


def read_tree(court: Court, text: str) -> Tree:
    """A rubric's formula; raises NotUnderstood."""
    return parse(tokenise(normalise(text), court.vocabulary), grammar_of(court.first))
