"""Cut normalised mathematics into tokens: numbers, names, operators and commands, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from grader.maths.notation.vocabulary import (
    COMMAND_NAMES,
    GREEK_VARIANTS,
    KEYWORDS,
    OPERATOR_COMMANDS,
    SHORT_KEYWORDS,
    WORDS,
)
from grader.maths.notation.vocabulary import (
    FUNCTIONS as FUNCTIONS,
)
from grader.maths.notation.vocabulary import (
    GREEK as GREEK,
)
from grader.model.words import Word


class TokenKind(Word):
    """What a token is."""

    NUMBER = "number"
    NAME = "name"
    OPERATOR = "operator"
    COMMAND = "command"
    TEXT = "text"


@dataclass(frozen=True)
class Token:
    """One token; `spaced` tells whether white space stood before it, `start` where it began."""

    kind: TokenKind
    text: str
    start: int = 0
    spaced: bool = False

    def is_operator(self, *texts: str) -> bool:
        """Whether it is one of these operators."""
        return self.kind is TokenKind.OPERATOR and self.text in texts


_OPERATOR = re.compile(
    r"\.\*|\./|\.\^|//|<=>|<==|=>|==>|->|<-|<=|>=|!=|:=|==|\*\*|\.\.\.|\.T\b|\|\||\|>|<\||"
    r"[-+*/^_=<>!,;:|(){}\[\]'@&%~·×]|\."
)
_CANONICAL = {
    "**": "^",
    ":=": "=",
    "==": "=",
    "<-": "=",
    "==>": "=>",
    ".T": ".T",
    ".*": "odot",
    "./": "oslash",
}
_PIECE = re.compile(
    r"(?P<space>\s+)|(?P<text>\x00[^\x01]*\x01)|(?P<command>\\(?:[A-Za-z]+|.))|"
    r"(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+)|(?P<word>[A-Za-z]+)|(?P<other>.)",
    re.DOTALL,
)
_ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "bar",
    "overline": "bar",
    "tilde": "tilde",
    "widetilde": "tilde",
    "dot": "dot",
    "ddot": "ddot",
    "check": "check",
    "breve": "breve",
}
_SUFFIX_ACCENT = re.compile(r"^(?P<base>[A-Za-z]+?)_?(?P<accent>hat|bar|tilde)$")


LONGEST_WORD = 24
"""Longer words are not looked for inside a run of letters."""


@lru_cache(maxsize=256)
def tokenise(text: str, vocabulary: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The tokens of a normalised formula; `vocabulary` are the words that declarations use."""
    return _without_needless_braces(_with_accents(_pieces(text, vocabulary)))


def _pieces(text: str, vocabulary: frozenset[str]) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    spaced = False
    while position < len(text):
        match = _PIECE.match(text, position)
        assert match is not None
        kind, piece = match.lastgroup, match.group()
        if kind == "space":
            spaced = True
            position = match.end()
            continue
        end = match.end()
        if kind == "number":
            if re.fullmatch(r"\d+[eE]\d+", piece) and len(piece) > 4:
                pass
            tokens.append(Token(TokenKind.NUMBER, piece, position, spaced))
        elif kind == "text":
            inner = piece[1:-1].strip()
            tokens.append(Token(TokenKind.TEXT, inner, position, spaced))
        elif kind == "command":
            tokens.append(_command(piece[1:], position, spaced))
        elif kind == "word":
            start = position
            for word in segment(piece, vocabulary):
                kind_of_word = TokenKind.OPERATOR if _is_keyword(word, piece, vocabulary) else TokenKind.NAME
                tokens.append(Token(kind_of_word, word, start, spaced and start == position))
                start += len(word)
        else:
            operator = _OPERATOR.match(text, position)
            found = operator.group() if operator else piece
            end = position + len(found)
            tokens.append(Token(TokenKind.OPERATOR, _CANONICAL.get(found, found), position, spaced))
        spaced = False
        position = end
    return tokens


def _is_keyword(word: str, run: str, vocabulary: frozenset[str]) -> bool:
    return word == run and (
        (word in KEYWORDS and word not in vocabulary)
        or (word in SHORT_KEYWORDS and not all(letter in vocabulary for letter in word))
    )


def _command(name: str, position: int, spaced: bool) -> Token:
    name = GREEK_VARIANTS.get(name, name)
    name = COMMAND_NAMES.get(name, name)
    if name in OPERATOR_COMMANDS:
        return Token(TokenKind.OPERATOR, OPERATOR_COMMANDS[name], position, spaced)
    if name in WORDS and name not in ("sqrt", "binom"):
        return Token(TokenKind.NAME, name, position, spaced)
    return Token(TokenKind.COMMAND, name, position, spaced)


@lru_cache(maxsize=4096)
def segment(run: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    """A run of letters as words: the run itself where it is known, else the longest known pieces."""
    if run in vocabulary or run in ("hat", "bar", "tilde"):
        return (run,)
    letters_declared = all(letter in vocabulary for letter in run)
    if (
        run in FUNCTIONS
        or run in KEYWORDS
        or run in SHORT_KEYWORDS
        or (run in WORDS and not letters_declared)
    ):
        return (run,)
    accented = _SUFFIX_ACCENT.match(run)
    if accented and (
        accented["base"] in vocabulary or accented["base"] in GREEK or len(accented["base"]) == 1
    ):
        return (run,)
    known = vocabulary | (FUNCTIONS if letters_declared else WORDS)
    words: list[str] = []
    position = 0
    while position < len(run):
        longest = max(
            (
                end
                for end in range(position + 1, min(len(run), position + LONGEST_WORD) + 1)
                if run[position:end] in known
            ),
            default=position + 1,
        )
        words.append(run[position:longest])
        position = longest
    return tuple(words)


def _with_accents(tokens: list[Token]) -> list[Token]:
    """Join an accent and what it stands on into one name: ``\\hat{y}``, ``yhat`` are ``hat(y)``."""
    joined: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind is TokenKind.COMMAND and token.text in _ACCENTS:
            end, base = _accent_base(tokens, position + 1)
            if base:
                text = f"{_ACCENTS[token.text]}({base})"
                joined.append(Token(TokenKind.NAME, text, token.start, token.spaced))
                position = end
                continue
        elif token.kind is TokenKind.NAME and len(token.text) > 3:
            match = _SUFFIX_ACCENT.match(token.text)
            if match and token.text not in WORDS:
                token = Token(token.kind, f"{match['accent']}({match['base']})", token.start, token.spaced)
        elif (
            token.is_operator("_")
            and joined
            and joined[-1].kind is TokenKind.NAME
            and position + 1 < len(tokens)
            and tokens[position + 1].text in ("hat", "bar", "tilde")
        ):
            last = joined.pop()
            joined.append(
                Token(last.kind, f"{tokens[position + 1].text}({last.text})", last.start, last.spaced)
            )
            position += 2
            continue
        joined.append(token)
        position += 1
    return joined


def _accent_base(tokens: list[Token], position: int) -> tuple[int, str]:
    if position < len(tokens) and tokens[position].kind is TokenKind.NAME:
        return position + 1, tokens[position].text
    if (
        position + 2 < len(tokens)
        and tokens[position].is_operator("{")
        and tokens[position + 1].kind is TokenKind.NAME
    ):
        depth, end = 1, position + 1
        base = ""
        while end < len(tokens):
            depth += tokens[end].is_operator("{") - tokens[end].is_operator("}")
            if depth == 0:
                return end + 1, base
            base += tokens[end].text
            end += 1
    return position, ""


def _without_needless_braces(tokens: list[Token]) -> tuple[Token, ...]:
    """Drop braces round a single token after ``_`` and ``^``, so that ``x_{1}`` and ``x_1`` look alike."""
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        kept.append(token)
        position += 1
        if not token.is_operator("_", "^"):
            continue
        while (
            position + 2 < len(tokens)
            and tokens[position].is_operator("{")
            and tokens[position + 2].is_operator("}")
            and not tokens[position + 1].is_operator("{")
        ):
            # marked as spaced: what follows a brace is never part of the index (x_{1}2)
            inner = tokens[position + 1]
            kept.append(Token(inner.kind, inner.text, inner.start, False))
            position += 3
            if position < len(tokens) and tokens[position].kind in (TokenKind.NAME, TokenKind.NUMBER):
                following = tokens[position]
                tokens[position] = Token(following.kind, following.text, following.start, True)
            break
    return tuple(kept)


def spell(tokens: Iterable[Token]) -> str:
    """Tokens as one canonical string, a space only where two words would run together."""
    spelled = ""
    for token in tokens:
        text = token.text if token.kind is not TokenKind.COMMAND else "\\" + token.text
        if spelled and spelled[-1].isalnum() and text[:1].isalnum():
            spelled += " "
        spelled += text
    return spelled
