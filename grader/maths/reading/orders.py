r"""How often a derivative is taken, and by what each time: ``d^2``, ``dx^2``, ``\\partial x \\partial y``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.maths.notation.tokens import FUNCTIONS, GREEK, Token, TokenKind

MOST = 3
"""How often at most."""
_SIGNS = ("partial", "d")


def apart(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The sign of a differential apart from its name, where a declared name joined them: ``dz``."""
    first = tokens[0] if tokens else None
    if first is None or first.kind is not TokenKind.NAME or len(first.text) < 2 or first.text[0] != "d":
        return tokens
    if first.text in FUNCTIONS or first.text in GREEK:
        return tokens
    return (replace(first, text="d"), replace(first, text=first.text[1:]), *tokens[1:])


def without_order(tokens: Sequence[Token]) -> tuple[int, tuple[Token, ...]]:
    """The order right behind a sign, and what stands behind it: ``^2 L`` is two, and L."""
    order, length = _power(tokens)
    return order, tuple(tokens[length:])


def _power(tokens: Sequence[Token]) -> tuple[int, int]:
    """The whole number of a power that begins here, and how many tokens say it; one where there is none."""
    texts = [token.text for token in tokens[:4]]
    if texts[:1] != ["^"]:
        return 1, 0
    if texts[1:2] == ["{"] and texts[3:4] == ["}"]:
        number, length = texts[2], 4
    else:
        number, length = "".join(texts[1:2]), 2
    if number.isdigit() and 0 < int(number) <= MOST:
        return int(number), length
    return 1, 0


def each_by(below: tuple[Token, ...], sign: str) -> tuple[tuple[Token, ...], ...]:
    """The names below, one for each time that is differentiated: ``dx^2`` is x and x."""
    return tuple(name for group in _groups(below, sign) for name in _repeated(group))


def _groups(below: tuple[Token, ...], sign: str) -> Iterator[tuple[Token, ...]]:
    group: list[Token] = []
    depth = 0
    for token in below:
        depth += token.is_operator("{", "(") - token.is_operator("}", ")")
        parts = apart((token,)) if depth == 0 and sign == "d" else (token,)
        if depth == 0 and parts[0].text == sign and (group or len(parts) > 1 or token is below[0]):
            if group:
                yield tuple(group)
            group = list(parts[1:])
        else:
            group.append(token)
    if group:
        yield tuple(group)


def _repeated(group: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """A name as often as its power says; ``\\partial w^\\top`` only says how the result lies."""
    for length in (2, 4):
        order, used = _power(group[-length:])
        if used == length and len(group) > length:
            yield from (group[:-length] for _ in range(order))
            return
    if len(group) > 2 and group[-2].text == "^" and group[-1].text in ("top", "T", "'"):
        group = group[:-2]
    yield group
