"""Claims that an answer calls by a letter: *let P(t) be a = b; assume P(t-1)* says a = b a step before."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import zip_longest

from grader.maths.derivations.roles import Role
from grader.maths.derivations.statements import Side, Statement
from grader.maths.notation.tokens import Token, TokenKind

_MAX_ARGUMENT = 3
"""Tokens in ``t - 1``."""
Argument = tuple[Token, ...]


def with_called_claims(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, where a claim is called again with what it says at that step, as an assumption."""
    claims: dict[str, tuple[str, Statement]] = {}
    found: list[Statement] = []
    for statement, following in zip_longest(statements, statements[1:]):
        call = None if statement.signs else _call_of(statement.sides[0])
        found.append(_without_call(statement, claims))
        if call is None:
            continue
        name, argument = call
        letter = argument[0].text
        if name not in claims:
            if len(argument) == 1 and following is not None and _speaks_of(following, letter):
                claims[name] = letter, following
            continue
        letter, claim = claims[name]
        is_before = any(token.is_operator("-") for token in argument)
        if any(token.text == letter for token in argument) and (is_before or statement.role is Role.ASSUMED):
            found[-1] = _at(claim, letter, argument, statement)
    return tuple(found)


def _without_call(statement: Statement, claims: Container[str]) -> Statement:
    """A chain without the claim that it is said to be: *a = b, which is P(t)*."""
    called = _call_of(statement.sides[-1]) if statement.signs else None
    if called is None or called[0] not in claims:
        return statement
    last = len(statement.sides) - 1
    joins = tuple(place for place in statement.joins if place < last)
    return replace(statement, sides=statement.sides[:last], signs=statement.signs[:-1], joins=joins)


def _call_of(side: Side) -> tuple[str, Argument] | None:
    """The letter and the argument of ``P(t-1)`` or ``P_{t-1}``, where a side is no more than that."""
    tokens = list(side.tokens)
    while len(tokens) > 2 and tokens[0].is_operator("{", "(") and tokens[-1].is_operator("}", ")"):
        tokens = tokens[1:-1]
    if len(tokens) < 3 or tokens[0].kind is not TokenKind.NAME:
        return None
    if len(tokens[0].text) > 1 or not tokens[0].text.isupper():
        return None
    rest = tokens[2:] if tokens[1].is_operator("_") else tokens[1:]
    is_bracketed = rest[0].is_operator("(", "{") and rest[-1].is_operator(")", "}")
    inner = rest[1:-1] if is_bracketed else rest
    if not inner or len(inner) > _MAX_ARGUMENT or inner[0].kind is not TokenKind.NAME:
        return None
    is_step = all(token.kind is TokenKind.NUMBER or token.is_operator("+", "-") for token in inner[1:])
    return (tokens[0].text, tuple(inner)) if is_step else None


def _speaks_of(statement: Statement, letter: str) -> bool:
    return bool(statement.signs) and any(
        token.text == letter for side in statement.sides for token in side.tokens
    )


def _at(claim: Statement, letter: str, argument: Argument, called: Statement) -> Statement:
    """What a claim says with its letter replaced, where it is called."""
    braces = Token(TokenKind.OPERATOR, "{"), Token(TokenKind.OPERATOR, "}")
    group = argument if len(argument) == 1 else (braces[0], *argument, braces[1])
    sides = tuple(
        Side(
            tuple(each for token in side.tokens for each in (group if token.text == letter else (token,))),
            called.place,
        )
        for side in claim.sides
    )
    return replace(called, sides=sides, signs=claim.signs, role=Role.ASSUMED)
