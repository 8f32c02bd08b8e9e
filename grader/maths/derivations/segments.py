"""Cut the tokens of a row into statements: at commas, arrows and words that stand between them."""

from __future__ import annotations

from collections.abc import Sequence

from grader.maths.derivations.decorations import SIGNS, without_remarks
from grader.maths.notation.tokens import Token, TokenKind

_SEPARATORS = frozenset({"=>", "<=>", "<==", ";", ",", ":"})
OPENING, CLOSING = ("(", "[", "\\{", "<|"), (")", "]", "\\}", "|>")
CONNECTIVES = frozenset(
    [
        "and",
        "where",
        "since",
        "for",
        "as",
        "if",
        "hence",
        "so",
        "then",
        "because",
        "with",
        "by",
        "thus",
        "when",
        "but",
        "is",
        "let",
        "et",
        "donc",
        "car",
        "pour",
        "avec",
        "ou",
        "or",
        "therefore",
        "using",
        "ie",
        "given",
        "from",
        "we",
        "have",
        "assume",
        "that",
        "this",
        "also",
        "now",
        *("only", "iff", "si", "seulement", "either", "hence"),
    ]
)


def segments(tokens: list[Token]) -> list[list[Token]]:
    """Cut at commas, arrows and words that stand between statements."""
    tokens = _without_leading_arrow(without_remarks(tokens))
    balanced = is_balanced(tokens)
    found: list[list[Token]] = [[]]
    depth = 0
    for place, token in enumerate(tokens):
        if token.is_operator("{") or (balanced and token.is_operator(*OPENING)):
            depth += 1
        elif token.is_operator("}") or (balanced and token.is_operator(*CLOSING)):
            depth -= 1
        elif depth <= 0 and _separates(tokens, place):
            found.append([])
            continue
        found[-1].append(token)
    return [_trimmed(segment) for segment in found if _trimmed(segment)]


def is_balanced(tokens: Sequence[Token]) -> bool:
    """Whether every round or square bracket that closes was opened, and every one opened is closed."""
    depth = 0
    for token in tokens:
        depth += token.is_operator("(", "[") - token.is_operator(")", "]")
        if depth < 0:
            return False
    return depth == 0


def _separates(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.kind is TokenKind.TEXT or (token.is_operator("->") and _implies(tokens, place)):
        return True
    if token.kind is TokenKind.NAME and token.text in CONNECTIVES and len(token.text) > 1:
        return True
    if not (token.kind is TokenKind.OPERATOR and token.text in _SEPARATORS):
        return False
    if token.text == ";":
        # a wide space round a sign is only a wide space
        around = [tokens[each] for each in (place - 1, place + 1) if 0 <= each < len(tokens)]
        return not any(each.kind is TokenKind.OPERATOR and each.text in SIGNS | {"+", "-"} for each in around)
    return True


def _without_leading_arrow(tokens: list[Token]) -> list[Token]:
    """The tokens without an arrow that only leads from words to a relation: ``-> a = b``."""
    if not tokens or not tokens[0].is_operator("->"):
        return tokens
    is_goal = len(tokens) > 2 and tokens[1].text == "0"
    return tokens[1:] if not is_goal and _implies(tokens, 0, before=True) else tokens


def _implies(tokens: Sequence[Token], place: int, *, before: bool = False) -> bool:
    """Whether an arrow leads from one relation to another: ``a = b -> c = d`` is no limit."""
    related = frozenset(SIGNS - {"->"})
    before = before or any(
        each.kind is TokenKind.OPERATOR and each.text in related for each in tokens[:place]
    )
    for each in tokens[place + 1 :]:
        if each.kind is TokenKind.OPERATOR and each.text in related:
            return before
        if each.is_operator("->", *_SEPARATORS) or each.text in CONNECTIVES:
            return False
    return False


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[-1].is_operator(".", ":", ",", ";", "!") or tokens[-1].text == "\\"):
        tokens = tokens[:-1]
    while tokens and (tokens[0].is_operator(".", ":", ",", ";") or tokens[0].text == "\\"):
        tokens = tokens[1:]
    # a bracket round the whole remark
    if (
        len(tokens) > 2
        and tokens[0].is_operator("(")
        and not is_balanced(tokens)
        and not tokens[-1].is_operator(")")
    ):
        tokens = tokens[1:]
    opened = sum(token.is_operator("(", "[") - token.is_operator(")", "]") for token in tokens)
    if opened == -1 and tokens[-1].is_operator(")"):
        tokens = tokens[:-1]
    return tokens
