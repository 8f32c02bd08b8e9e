"""Find what a word in front of a sign stands for: ``... so it is at most $a$``, ``the product is $a$``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.maths.derivations.court import Court, parsed
from grader.maths.derivations.fragments import Fragment
from grader.maths.derivations.relations import Verdict, judge_relation, relation
from grader.maths.derivations.scene import Definition
from grader.maths.derivations.statements import SUBJECT, Side, Statement, read_statements
from grader.maths.notation.tokens import Token, TokenKind
from grader.maths.values import NotUnderstood

_FARTHEST = 8
"""How many statements back a word may point."""
_BOUNDS = frozenset({"<=", "<"})
_BARS = (Token(TokenKind.OPERATOR, "||"),)


def is_subject(statement: Statement) -> bool:
    """Whether the first side is a word, which a formula further up is to be put in place of."""
    return statement.sides[0].text == SUBJECT


def without_subject(statement: Statement) -> Statement | None:
    """What is said behind the first sign; None where a bound alone remains."""
    if len(statement.signs) == 1 and statement.signs[0] != "=":
        return None
    joins = tuple(place - 1 for place in statement.joins if place > 1)
    return replace(statement, sides=statement.sides[1:], signs=statement.signs[1:], joins=joins)


def with_antecedent(
    court: Court,
    statement: Statement,
    before: Sequence[Statement],
    definitions: dict[str, Definition],
) -> Statement | None:
    """The statement about the nearest formula of which it is true; without its subject where there is none.

    A word may point anywhere, so that what would be false of one formula is not held against anybody.
    """
    try:
        right = parsed(court, statement.sides[1], definitions)
    except NotUnderstood:
        return without_subject(statement)
    for side in (*_antecedents(before, statement.signs[0]), *_named(court, statement)):
        try:
            left = parsed(court, side, definitions)
        except NotUnderstood:
            continue
        stated = relation(left, statement.signs[0], right, definitions)
        if left != right and judge_relation(stated, court.worlds).verdict is Verdict.HOLDS:
            return replace(statement, sides=(Side(side.tokens, statement.place), *statement.sides[1:]))
    return without_subject(statement)


def _antecedents(before: Sequence[Statement], sign: str) -> Iterator[Side]:
    """What the statements before are about, the nearest first; a bound may be one of a norm."""
    for statement in list(reversed(before))[:_FARTHEST]:
        first = statement.sides[0]
        yield first
        if sign in _BOUNDS:
            yield Side((*_BARS, *first.tokens, *_BARS), first.place)


def _named(court: Court, statement: Statement) -> Iterator[Side]:
    """What the part's own nouns stand for, mentioned or not."""
    lone = (Fragment(formula, statement.place) for formula in dict(court.nouns).values())
    yield from _antecedents(read_statements(lone, court.vocabulary), statement.signs[0])
