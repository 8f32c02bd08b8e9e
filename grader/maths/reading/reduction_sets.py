"""Ranges that stand behind what a maximum or sum is of: ``max{a_i : i = 1..N}``, ``max{a_i}_{i=1}^N``."""

from __future__ import annotations

from grader.maths.notation.tokens import Token, TokenKind
from grader.maths.reading.indices import BRACKETS, script_end
from grader.maths.reading.state import State

_RANGE_SIGNS = ("=", "in", "<=", "<")


def move_range_forward(state: State) -> None:
    """Put such a range below the sign, where it usually stands; other tokens stay as they are."""
    opening = state.token
    if opening is None or opening.text not in BRACKETS or opening.kind is not TokenKind.OPERATOR:
        return
    end = _closing(state.tokens, state.position)
    if end < 0:
        return
    before, group, after = (
        state.tokens[: state.position],
        state.tokens[state.position : end + 1],
        state.tokens[end + 1 :],
    )
    scripts = _scripts(after)
    if scripts:
        state.tokens = (*before, *after[:scripts], *group, *after[scripts:])
        return
    place = _separator(group)
    if place > 0:
        body, told = group[1:place], group[place + 1 : -1]
        state.tokens = (
            *before,
            *(_sign(text) for text in ("_", "{")),
            *told,
            *(_sign(text) for text in ("}", "(")),
            *body,
            _sign(")"),
            *after,
        )


def _closing(tokens: tuple[Token, ...], start: int) -> int:
    """The place of the bracket that closes the one at `start`; -1 where none does."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].is_operator(*BRACKETS) - tokens[place].is_operator(*BRACKETS.values())
        if depth == 0:
            return place
    return -1


def _scripts(tokens: tuple[Token, ...]) -> int:
    """How many tokens the range behind a bracket has, ``_{i=1}^N``; 0 where there is none."""
    if not tokens or not tokens[0].is_operator("_"):
        return 0
    end = script_end(tokens, 1)
    if not any(token.is_operator(*_RANGE_SIGNS) for token in tokens[:end]):
        return 0
    if end < len(tokens) and tokens[end].is_operator("^"):
        end = script_end(tokens, end + 1)
    return end


def _separator(group: tuple[Token, ...]) -> int:
    """Where a group is cut into what is maximised and its range; 0 where it is not."""
    depth, found = 0, []
    for place, token in enumerate(group):
        depth += token.is_operator(*BRACKETS) - token.is_operator(*BRACKETS.values())
        if depth == 1 and place > 1 and token.is_operator(":", "|", "for"):
            found.append(place)
    if len(found) != 1:
        return 0
    told = group[found[0] + 1 : -1]
    names = [token for token in told if token.kind is TokenKind.NAME]
    if not names or any(token.text == "range" for token in names):
        return 0
    return found[0] if len(told) == 1 or any(token.is_operator(*_RANGE_SIGNS) for token in told) else 0


def _sign(text: str) -> Token:
    return Token(TokenKind.OPERATOR, text)
