"""Brackets and stops that belong to mathematics, such as those of ``p(w_t | w_{t-1})``."""

from __future__ import annotations

from grader.claims.words import word_set


def is_call(tokens: tuple[str, ...], index: int) -> bool:
    """Whether a bracket or stop belongs to mathematics such as ``p(w_t | w_{t-1})``."""
    if tokens[index] == ":" and index and tokens[index - 1].isdigit():
        return _is_symbol("".join(tokens[index + 1 : index + 2]))  # w_{1:T}
    if tokens[index] in (":", ","):
        return _depth(tokens, index) > 0
    if tokens[index] == "(":
        return bool(index) and _is_symbol(tokens[index - 1]) and not _is_prose(tokens, index)
    if tokens[index] == ")":
        opening = _opening(tokens, index)
        return opening is not None and is_call(tokens, opening)
    return False


_SHORT_WORDS = word_set(
    "no is it we so as of in on to by or if be an at do up us my et ou si le la un en au du de ne ce se"
)


def _is_symbol(token: str) -> bool:
    return (len(token) <= 2 and token not in _SHORT_WORDS) or token in (
        "delta",
        "lambda",
        "theta",
        "sigma",
        "max",
        "argmax",
        "log",
        "sqrt",
        "aa",
    )


def _is_prose(tokens: tuple[str, ...], index: int) -> bool:
    closing = index + 1
    while closing < len(tokens) and tokens[closing] != ")":
        closing += 1
    return sum(token.isalpha() and len(token) > 3 for token in tokens[index:closing]) >= 2


def _opening(tokens: tuple[str, ...], index: int) -> int | None:
    depth = 0
    for position in range(index, -1, -1):
        depth += (tokens[position] == ")") - (tokens[position] == "(")
        if depth == 0:
            return position
    return None


def _depth(tokens: tuple[str, ...], index: int) -> int:
    depth = 0
    for position in range(index - 1, max(-1, index - 40), -1):
        if tokens[position] == ")":
            depth -= 1
        elif tokens[position] == "(":
            depth += 1
            if depth > 0:
                return 1 if is_call(tokens, position) else 0
    return 0
