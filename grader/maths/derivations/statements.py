"""Read an answer's working into statements: chains of sides joined by signs, each with its place and role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from grader.maths.derivations.decorations import (
    SIGNS,
    with_braced_scripts,
    without_frames,
    without_labels,
    without_stacks,
)
from grader.maths.derivations.fragments import Fragment
from grader.maths.derivations.names import WORDS
from grader.maths.derivations.relation_words import REFERRING, SAID
from grader.maths.derivations.roles import Role, adds, concludes, role_of
from grader.maths.derivations.segments import CLOSING, CONNECTIVES, OPENING, is_balanced, segments
from grader.maths.derivations.spellings import with_angles
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import Token, TokenKind, spell, tokenise
from grader.model.submission import Place

SUBJECT = REFERRING
"""The left side of a statement that is about a word for a formula further up."""
_MAX_STATEMENTS = 120
_MAX_TOKENS = 400
_SUBSCRIPT = re.compile(r"_\s*\{?\s*([A-Za-z]{4,16})\b")
"""A word below a name: no product of its letters."""

_CONDITIONS = frozenset({"in", "forall", "notin"})
_ROW_END = re.compile(r"\\\\(?:\s*\[[^\]]*\])?")
_ENVIRONMENT = re.compile(
    r"\\(?:begin|end)\s*\{\s*(?:aligned|align|alignat|alignedat|split|gathered|gather|equation|eqnarray|"
    r"multline|displaymath|math|flalign|IEEEeqnarray|dcases|subequations)\*?\s*\}(?:\s*\{\s*\d*[rcl]*\s*\})?"
)
_ARRAY = re.compile(r"\\begin\s*\{\s*array\s*\}\s*(?:\[\w\]\s*)?\{[^{}]*\}|\\end\s*\{\s*array\s*\}")
_RELATED_ROWS = re.compile(r"&\s*(?:=|<=|>=|≤|≥|\\leq?|\\geq?)\s*&")
"""An array whose columns are the sides of relations is no matrix."""
_OTHER_ENVIRONMENT = re.compile(r"\\begin\s*\{")
_NAMED_REASON = re.compile(
    r"&\s*(?:[(\[]\s*(?:[A-Z]\.?){2,4}\s*[)\]]|"
    r"&\s*[(\[]\s*(?:\d{1,2}|\*{1,3}|[A-Z]|\\(?:star|ast|dagger))\s*[)\]])"
    r"\s*(?=\\\\|\\end|$)"
)
"""What a row rests on, in a column of its own: ``&& (IH)``."""
_QUAD = re.compile(r"\\q?quad(?![A-Za-z])|\\;\\;|\\enspace")


@dataclass(frozen=True)
class Side:
    """One side of a relation, as tokens and as text."""

    tokens: tuple[Token, ...]
    place: Place

    @property
    def text(self) -> str:
        """The side in one canonical spelling."""
        return spell(self.tokens)


@dataclass(frozen=True)
class Statement:
    """``a = b <= c``: sides and the signs between them; a single side is a formula standing alone."""

    sides: tuple[Side, ...]
    signs: tuple[str, ...]
    place: Place
    role: Role = Role.STATED
    text: str = ""
    """As the student wrote it."""
    concludes: bool = False
    """Whether words such as *hence* introduce it."""
    aside: bool = False
    """Whether it is a remark in brackets, which no chain goes on from."""
    added: bool = False
    """Whether the words say that it is added to something: ``we add $x$ to the gradient``."""
    joins: tuple[int, ...] = ()
    """The numbers of the sides from which it goes on behind words."""

    @property
    def is_chain(self) -> bool:
        """Whether anything is related at all."""
        return bool(self.signs)


def read_statements(
    fragments: Iterable[Fragment], vocabulary: frozenset[str] = frozenset()
) -> tuple[Statement, ...]:
    """The statements of pieces of mathematics, in order; a row that begins with a sign continues the last."""
    words = vocabulary | WORDS | CONNECTIVES
    statements: list[Statement] = []
    dangling = ""
    for fragment in fragments:
        role, is_conclusion = role_of(fragment.before, fragment.after), concludes(fragment.before)
        orphan = fragment.orphan or _is_orphan(fragment) or _is_of_words(fragment, statements)
        first = True
        for row in _rows(fragment.text):
            row = normalise(row)
            tokens = with_braced_scripts(tokenise(row, words | frozenset(_SUBSCRIPT.findall(row))))
            tokens, labels = without_labels(without_stacks(tokens))
            for segment in (*segments(without_frames(tokens[:_MAX_TOKENS])), *labels):
                sides, signs = _split(_spelled_out(segment), fragment.place)
                if sides is None:
                    continue
                if fragment.referring and first and signs and not sides[0].tokens:
                    sides[0] = Side((Token(TokenKind.NAME, SUBJECT),), fragment.place)
                first = False
                if orphan and not sides[0].tokens:
                    sides, signs = sides[1:], signs[1:]
                    if not signs:
                        continue
                orphan = False
                if len(statements) >= _MAX_STATEMENTS:
                    return tuple(statements)
                dangling = _append(statements, sides, signs, dangling, fragment, role, is_conclusion)
    return tuple(statements)


_LEADING = """
    is are which that this it be must should will then thus so therefore hence also has have norm simply
    just exactly always with we get and satisfies fulfils the its whose est sont qui que donc alors vaut
    on a norme becomes stays equals obey obeys equal to"""
_LEADS_TO_SIGN = frozenset(_LEADING.split())
"""Words between a formula and the sign by which it goes on."""


def _is_orphan(fragment: Fragment) -> bool:
    """Whether a fragment that begins with a sign stands behind a word that was meant as its left side."""
    words = fragment.before.replace(SAID, " ").split()
    if not words or fragment.display or fragment.before.endswith(SAID) or words[-1] in _LEADS_TO_SIGN:
        return False
    return bool(re.fullmatch(r"[^\W\d_]{1,2}|.*[^\x00-\x7fàâçéèêëîïôûùü][^)\]]*", words[-1]))


_IN_NORM = re.compile(
    r"\b(?:the|its|whose|this|in|la|sa|so|hence|thus|with)\s+(?:(?:operator|spectral|l2|matrix)\s+)?norme?\b"
    r"(?:\s+of\s+(?:this|it|the (?:product|whole|left[- ]hand side)))?"
    r"(?:\s+(?:is|satisfies|obeys|becomes|stays|est|vaut|then|thus|therefore|hence|donc|at most|we get))*"
    r"[\s:,]*$",
    re.IGNORECASE,
)
"""Words that put the first side of the last formula under a norm: ``a = b. The norm is $\\le c$``."""


def _is_of_words(fragment: Fragment, statements: Sequence[Statement]) -> bool:
    """Whether a sign is about words behind the last formula: of *$T$ such factors: $\\le a$* not about T."""
    if not statements or statements[-1].signs or SAID not in fragment.before:
        return False
    between = re.findall(r"[^\W\d_]+", fragment.before.rsplit(SAID, 1)[1].lower())
    return any(word not in _LEADS_TO_SIGN for word in between)


def _append(
    statements: list[Statement],
    sides: list[Side],
    signs: list[str],
    dangling: str,
    fragment: Fragment,
    role: Role,
    concludes: bool,
) -> str:
    """Add a chain, or continue the last one; returns the sign it ends with, if it ends with one."""
    continues = bool(signs) and not sides[0].tokens
    ends = signs[-1] if signs and not sides[-1].tokens else ""
    if ends:
        sides, signs = sides[:-1], signs[:-1]
    if continues and statements:
        sides = sides[1:]
        place = max((place for place, each in enumerate(statements) if not each.aside), default=-1)
        last = statements[place]
        if _IN_NORM.search(fragment.before) and not last.sides[0].tokens[0].is_operator("||", "lVert"):
            bars = (Token(TokenKind.OPERATOR, "||"),)
            first = Side((*bars, *last.sides[0].tokens, *bars), fragment.place)
            statements.append(
                Statement((first, *sides), tuple(signs), fragment.place, role, fragment.text, concludes)
            )
            return ends
        text = f"{last.text} {fragment.text}" if last.place != fragment.place else last.text
        joins = (
            (*last.joins, len(last.sides)) if len(statements) > 1 and fragment.before.strip() else last.joins
        )
        statements[place] = replace(
            last, sides=(*last.sides, *sides), signs=(*last.signs, *signs), text=text, joins=joins
        )
        return ends
    if continues:
        sides, signs = sides[1:], signs[1:]
    if dangling and statements and sides:
        last = statements.pop()
        statements.append(replace(last, sides=(*last.sides, *sides), signs=(*last.signs, dangling, *signs)))
        return ends
    if sides and all(side.tokens for side in sides):
        statements.append(
            Statement(
                tuple(sides),
                tuple(signs),
                fragment.place,
                role,
                fragment.text,
                concludes,
                fragment.aside,
                adds(fragment.before, fragment.after),
            )
        )
    return ends


def _rows(text: str) -> list[str]:
    text = _QUAD.sub(" ; ", with_angles(text))
    # the text is normalised row by row, but a damaged row end is only known inside its environment
    text = normalise(text)
    text = _ENVIRONMENT.sub(" ", _NAMED_REASON.sub(" ", text))
    if _RELATED_ROWS.search(text):
        text = _ARRAY.sub(" ", text)
    if _OTHER_ENVIRONMENT.search(text):
        return [text]
    return [row for row in _ROW_END.split(text) if row.strip()]


def _spelled_out(tokens: list[Token]) -> list[Token]:
    """``g += x`` as ``g = g + (x)``."""
    for place, token in enumerate(tokens[1:-1], start=1):
        following = tokens[place + 1]
        if token.is_operator("+", "-") and following.is_operator("=") and following.start == token.start + 1:
            brackets = (Token(TokenKind.OPERATOR, "("), Token(TokenKind.OPERATOR, ")"))
            name, added = tokens[:place], tokens[place + 2 :]
            return [*name, following, *name, token, brackets[0], *added, brackets[1]]
    return tokens


def _split(tokens: list[Token], place: Place) -> tuple[list[Side] | None, list[str]]:
    """Sides and signs; None for a mere condition such as ``t in N``."""
    sides: list[list[Token]] = [[]]
    signs: list[str] = []
    depth = 0
    balanced = is_balanced(tokens)
    for token in tokens:
        if token.is_operator("{") or (balanced and token.is_operator(*OPENING)):
            depth += 1
        elif token.is_operator("}") or (balanced and token.is_operator(*CLOSING)):
            depth -= 1
        elif depth <= 0 and token.kind is TokenKind.OPERATOR:
            if token.text in _CONDITIONS and signs and sides[-1]:
                break  # what is said, and for what it is said
            if token.text in _CONDITIONS:
                return None, []
            if token.text in SIGNS:
                signs.append(token.text)
                sides.append([])
                continue
        sides[-1].append(token)
    if any(not side or _is_dots(side) for side in sides[1:-1]):
        sides, signs = _without_doubled_signs(sides, signs)
    return [Side(tuple(side), place) for side in sides], signs


def _is_dots(side: Sequence[Token]) -> bool:
    return bool(side) and all(token.is_operator("...", "·") for token in side)


def _without_doubled_signs(sides: list[list[Token]], signs: list[str]) -> tuple[list[list[Token]], list[str]]:
    """``a = = b`` and ``a = <= b`` have one sign, the later; so have ``a <= ... <= b``, dots for the rest."""
    kept_sides, kept_signs = [sides[0]], []
    dotted = ""
    for number, side in enumerate(sides[1:]):
        is_last = number == len(signs) - 1
        if _is_dots(side) and not is_last:
            dotted = signs[number]
            continue
        if not side and not is_last:
            continue
        kept_sides.append(side)
        kept_signs.append(dotted if dotted and signs[number] == "=" else signs[number])
        dotted = ""
    return kept_sides, kept_signs
