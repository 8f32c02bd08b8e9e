"""Take off what is written over signs, under formulas and in brackets beside them."""

from __future__ import annotations

from collections.abc import Sequence

from grader.maths.tokens import Token, TokenKind

SIGNS = frozenset({"=", "<=", ">=", "<", ">", "~", "->", "!=", "propto"})
_STACKED = frozenset({"overset", "stackrel", "underset"})
_ARROWS = frozenset({"xrightarrow", "xlongrightarrow"})
_ENDS = frozenset({"qedhere", "qed", "blacksquare", "square", "Box", "QED"})
_BRACES = frozenset({"underbrace", "overbrace"})


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
    """``\\overset{(a)}{\\le}`` is its sign; ``\\xrightarrow{..}`` is an arrow."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind is TokenKind.COMMAND and token.text in _STACKED:
            first, after = _argument(tokens, place + 1)
            second, end = _argument(tokens, after)
            signs = [
                each for each in (*first, *second) if each.kind is TokenKind.OPERATOR and each.text in SIGNS
            ]
            kept += signs[-1:] if signs else second
            place = end
        elif token.kind is TokenKind.COMMAND and token.text in _ARROWS:
            place += 1
            if place < len(tokens) and tokens[place].is_operator("["):
                while place < len(tokens) and not tokens[place].is_operator("]"):
                    place += 1
                place += 1
            _, place = _argument(tokens, place)
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
    """The tokens without brackets that hold words or a limit: ``(by hypothesis)``, ``(T -> infinity)``."""
    place = 0
    while place < len(tokens):
        end = _closing(tokens, place) if tokens[place].is_operator("(", "[") else None
        if end is not None and any(
            token.kind is TokenKind.TEXT or token.is_operator("->") for token in tokens[place:end]
        ):
            tokens = [*tokens[:place], Token(TokenKind.OPERATOR, ";"), *tokens[end + 1 :]]
        place += 1
    return tokens


def _closing(tokens: Sequence[Token], place: int) -> int | None:
    """Where a bracket is closed; None where it is not."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += tokens[end].is_operator("(", "[", "{") - tokens[end].is_operator(")", "]", "}")
        if depth == 0:
            return end
    return None
