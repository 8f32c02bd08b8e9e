"""Take off what is written over signs, under formulas and in brackets beside them."""

from __future__ import annotations

from collections.abc import Sequence

from grader.maths.notation.tokens import Token, TokenKind

SIGNS = frozenset({"=", "<=", ">=", "<", ">", "~", "->", "!=", "propto"})
_STACKED = frozenset({"overset", "stackrel", "underset"})
_ARROWS = frozenset({"xrightarrow", "xlongrightarrow"})
_ENDS = frozenset({"qedhere", "qed", "blacksquare", "square", "Box", "QED"})
_BRACES = frozenset({"underbrace", "overbrace"})
_FRAMES = {
    **dict.fromkeys(("boxed", "Aboxed", "tcboxmath", "tcbhighmath", "bbox", "hl", "highlight"), 0),
    **{"colorbox": 1, "fcolorbox": 2},
}
"""Commands that draw a frame or mark what matters, with the number of colours in front of what is framed."""


def without_labels(tokens: Sequence[Token]) -> tuple[list[Token], list[list[Token]]]:
    """The tokens, and as segments of their own what is said below braces: ``\\underbrace{a}_{=b}``.

    What begins with a sign is no bracket: ``x \\underbrace{- a}_{b} y`` is a difference.
    """
    kept: list[Token] = []
    said: list[list[Token]] = []
    place = 0
    tokens = [each for each in tokens if each.kind is not TokenKind.COMMAND or each.text not in _ENDS]
    while place < len(tokens):
        token = tokens[place]
        if token.kind is not TokenKind.COMMAND or token.text not in _BRACES:
            kept.append(token)
            place += 1
            continue
        inner, end = _argument(tokens, place + 1)
        label: list[Token] = []
        if end < len(tokens) and tokens[end].is_operator("_", "^"):
            label, end = _argument(tokens, end + 1)
        marks = [each for each in label if each.is_operator("=", ":")]
        name = [each for each in label if each not in marks]
        if marks and name and not any(each.kind is TokenKind.TEXT for each in name):
            said.append([*name, Token(TokenKind.OPERATOR, "="), *inner])
        signed = bool(inner) and inner[0].is_operator("+", "-")
        opening, closing = Token(TokenKind.OPERATOR, "{"), Token(TokenKind.OPERATOR, "}")
        kept += inner if signed else [opening, *inner, closing]
        place = end
    return kept, said


def without_stacks(tokens: Sequence[Token]) -> list[Token]:
    """``\\overset{(a)}{\\le}`` is its sign; ``\\xrightarrow{..}`` is an arrow; ``f |_{x = 0}`` is f there."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.is_operator("|", "rvert") and _says_where(tokens, place):
            _, place = _argument(tokens, place + 2)
            continue
        if token.kind is TokenKind.COMMAND and token.text in _STACKED:
            first, after = _argument(tokens, place + 1)
            second, end = _argument(tokens, after)
            signs = [
                each for each in (*first, *second) if each.kind is TokenKind.OPERATOR and each.text in SIGNS
            ]
            kept += signs[-1:] if signs else second
            place = end
        elif token.kind is TokenKind.COMMAND and token.text in _ARROWS:
            _, place = _argument(tokens, _behind_options(tokens, place + 1))
            kept.append(Token(TokenKind.OPERATOR, "->"))
        elif token.is_operator("&"):
            place += 1
        elif (
            token.is_operator("_") and kept and kept[-1].kind is TokenKind.OPERATOR and kept[-1].text in SIGNS
        ):
            # what stands below a sign says when it holds
            _, place = _argument(tokens, place + 1)
        else:
            kept.append(token)
            place += 1
    return kept


def with_braced_scripts(tokens: Sequence[Token]) -> list[Token]:
    """``g_(t-1)`` and ``a^(T-1)`` with braces: a bracket right behind the mark holds all of the script.

    A superscript of one name in brackets, such as ``(j)``, keeps them: it counts and does not raise.
    """
    left = list(tokens)
    for place in range(1, len(left)):
        if not left[place].is_operator("(") or not left[place - 1].is_operator("_", "^"):
            continue
        end = _closing(left, place)
        if end is None:
            continue
        opening, closing = Token(TokenKind.OPERATOR, "{"), Token(TokenKind.OPERATOR, "}")
        if end == place + 2 and left[place - 1].is_operator("^"):
            continue
        left[place], left[end] = opening, closing
    return _with_counts_apart(left)


def _with_counts_apart(tokens: list[Token]) -> list[Token]:
    """``x^{(k)T}`` as ``x^{(k)}^T``."""
    left = list(tokens)
    for place in range(len(left) - 6, 0, -1):
        if not (
            left[place].is_operator("{")
            and left[place - 1].is_operator("^")
            and left[place + 1].is_operator("(")
        ):
            continue
        end = _closing(left, place + 1)
        is_turned = end is not None and end + 2 < len(left) and left[end + 2].is_operator("}")
        if end is None or not is_turned or left[end + 1].text not in ("T", "top"):
            continue
        left[end + 1 : end + 3] = [Token(TokenKind.OPERATOR, "}"), left[place - 1], left[end + 1]]
    return left


def _says_where(tokens: Sequence[Token], place: int) -> bool:
    """Whether a bar is that of ``|_{x = 0}``."""
    if place + 1 >= len(tokens) or not tokens[place + 1].is_operator("_"):
        return False
    inner, _ = _argument(tokens, place + 2)
    return _relates(inner) and any(each.is_operator("=") for each in inner)


def without_frames(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the braces and frames that a whole relation stands in: ``\\boxed{a = b}``."""
    left = list(tokens)
    place = 0
    while place < len(left):
        start, framed = place, left[place].kind is TokenKind.COMMAND and left[place].text in _FRAMES
        if framed:
            start = _behind_options(left, start + 1)
            for _ in range(_FRAMES[left[place].text]):
                _, start = _argument(left, start)
        is_argument = place > 0 and (
            left[place - 1].kind is TokenKind.COMMAND or left[place - 1].is_operator("_", "^", "}")
        )
        if start < len(left) and left[start].is_operator("{") and (framed or not is_argument):
            inner, end = _argument(left, start)
            inner = [each for each in inner if each.text != "$"]
            if _relates(inner):
                left[place:end] = inner
                continue
            if framed:
                left[place:start] = []
        place += 1
    return left


def _behind_options(tokens: Sequence[Token], place: int) -> int:
    """The place behind ``[...]``, where it stands there."""
    if place < len(tokens) and tokens[place].is_operator("["):
        while place < len(tokens) and not tokens[place].is_operator("]"):
            place += 1
        place += 1
    return place


def _relates(tokens: Sequence[Token]) -> bool:
    """Whether a sign stands in the tokens, braces within or not."""
    return any(each.kind is TokenKind.OPERATOR and each.text in SIGNS for each in tokens)


def _argument(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    if place >= len(tokens):
        return [], place
    if not tokens[place].is_operator("{"):
        return [tokens[place]], place + 1
    depth, end = 1, place + 1
    while end < len(tokens) and depth:
        depth += tokens[end].is_operator("{") - tokens[end].is_operator("}")
        end += 1
    return list(tokens[place + 1 : end - 1]), end


def without_remarks(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets that hold words, a limit or a condition: ``(T -> inf)``, ``(a < 1)``."""
    place = 0
    while place < len(tokens):
        end = _closing(tokens, place) if tokens[place].is_operator("(", "[") else None
        if end is not None and (
            any(token.kind is TokenKind.TEXT or token.is_operator("->") for token in tokens[place:end])
            or _is_condition(tokens, place, end)
        ):
            tokens = [*tokens[:place], Token(TokenKind.OPERATOR, ";"), *tokens[end + 1 :]]
        place += 1
    return tokens


def _is_condition(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a bracket at the end, set apart, says for what something is said: ``= 0 (0 <= a < 1)``."""
    inner = tokens[place + 1 : end]
    related = any(each.is_operator("<=", "<", ">", ">=") for each in inner)
    is_apart = tokens[place].spaced and place > 0 and tokens[place - 1].kind is not TokenKind.COMMAND
    return related and is_apart and end == len(tokens) - 1 and tokens[place].is_operator("(")


def _closing(tokens: Sequence[Token], place: int) -> int | None:
    """Where a bracket is closed; None where it is not."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += tokens[end].is_operator("(", "[", "{") - tokens[end].is_operator(")", "]", "}")
        if depth == 0:
            return end
    return None
