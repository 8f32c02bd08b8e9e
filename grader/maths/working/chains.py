"""Read working, as plain text with its prose, into chains of sides: `grader compare` has no document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.maths.derivations.roles import Role
from grader.maths.expressions.symbols import Declarations
from grader.maths.working.alternatives import alternatives, is_signed
from grader.maths.working.cues import (
    goes_on,
    has_noun_before,
    has_prose_subject,
    is_case,
    is_concluded,
    is_condition,
    is_correction,
    is_demanded,
    is_ground,
    is_reason,
    is_supposed,
    is_zero_where,
    joins,
    opens_case,
    role_of_piece,
    role_of_words,
)
from grader.maths.working.pieces import Piece, read_pieces
from grader.maths.working.rows import DEMANDED, IMPLIED, claims, has_relation, rows_of, sides_of

_MAX_CHAINS = 80
_MAX_SIDES = 300
_IMPLIES = frozenset({"=>", "<=>", "<=="})
_DEFINING = re.compile(r":=|≔|\\(?:coloneqq|triangleq|doteq|equiv)(?![A-Za-z])|≜|≡")


@dataclass
class Chain:
    """``a = b <= c`` as text: sides, the signs between them, and what it is put forward as."""

    sides: list[str]
    signs: list[str] = field(default_factory=list)
    others: tuple[str, ...] = ()
    """Equations any of which may hold instead: ``x = 2 or x = 3``."""
    line: str = ""
    role: Role = Role.STATED
    words: str = ""
    """The words in front of it, since the formula before."""
    mention: bool = False
    """A formula in running text that says nothing by itself."""
    demanded: bool = False
    """Whether it is to be made true: a derivative set to zero."""
    implied: bool = False
    """Whether an arrow or *hence* leads to it."""
    joined: bool = False
    """Whether *and* or a comma joins it to the one before."""
    reason: bool = False
    """Whether it says why something else holds."""
    after: str = ""
    """The words behind it."""
    opens: bool = False
    """Whether a colon behind it opens what comes next."""
    beside: bool = False
    """Whether it stands in its row behind another."""
    scoped: bool = False
    """Whether it is a condition of what the next chain says, and of no more."""
    resumed: bool = False
    """Whether it begins with what an earlier one ends with."""
    rivals: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """What else a side may go on from, by its place: a remark may stand between it and the side before."""


def read_working(student: str, declarations: Declarations) -> list[Chain]:
    """The chains of working, in order."""
    chains: list[Chain] = []
    role = Role.STATED
    for piece in read_pieces(student, declarations):
        if len(chains) >= _MAX_CHAINS or sum(len(chain.sides) for chain in chains) > _MAX_SIDES:
            break
        said = role_of_piece(piece)
        # what "and" joins is put forward as the same
        role = role if joins(piece.before) else said
        if role is Role.DENIED and not has_relation(piece.text):
            role = Role.STATED  # "b does not depend on a, ...": nothing is denied of what follows
        for row in rows_of(piece.text):
            _add_row(chains, row, piece, role)
    stated = [chain for chain in chains if chain.role is not Role.DENIED]
    # what is merely mentioned is no step, but may be what the working ends with
    kept = [chain for chain in stated if not chain.mention or chain is stated[-1]]
    return kept if len(kept) > 1 or not kept else [replace(kept[0], mention=False)]


_NAMED_RANGE = re.compile(
    r"^\s*[A-Za-z](?:_\{?\w+\}?)?\s*(?:=|\\in\b|∈)\s*(?:\\\{|\{)?\s*\w+\s*(?:,(?:\s|\\[,;: ])*\w+\s*)?"
    r"(?:,|\.\.)?(?:\s|\\[,;: ])*(?:\\[lc]?dots|\.\.\.?|…)"
)


_NEARLY = re.compile(r"\s*(?:≈|∼|\\(?:approx|sim|simeq)(?![A-Za-z]))")
_LIMITS = re.compile(r"\s*(?:[<>≤≥]|\\(?:leq?|geq?|leqslant|geqslant|lt|gt)(?![A-Za-z]))")


def _add_row(chains: list[Chain], row: str, piece: Piece, role: Role) -> None:
    if chains and is_correction(piece.before):
        _withdraw(chains)
    if chains and is_zero_where(piece.before):
        chains.append(Chain([_continued(chains)[0].sides[-1], "0"], ["="], demanded=True, resumed=True))
    if _add_listed(chains, row, piece.before, role):
        return
    listed = list(claims(row))
    first = len(chains)
    for number, claim in enumerate(listed):
        words = claim.lead.replace(IMPLIED, "hence") if number or claim.lead.strip(" ,;") else ""
        said = role_of_words(words) if words.strip(" ,;") else role
        words = words if number else f"{piece.before} {words}"
        implied = IMPLIED in claim.lead or is_concluded(words)
        if _NAMED_RANGE.match(claim.text) or (not has_relation(claim.text) and number):
            continue
        if re.search(r"\\(?:in|notin|forall|sim)(?![A-Za-z])|[∈∉∀∼]|\s~\s", claim.text):
            continue
        after = piece.after if number == len(listed) - 1 else listed[number + 1].lead
        if not (number or piece.own) and (
            (has_prose_subject(words) and _LIMITS.match(claim.text))
            or (has_noun_before(words) and _NEARLY.match(claim.text))
        ):
            continue
        if is_zero_where(words):
            implied = True
        elif (
            is_supposed(words)
            or is_condition(words, claim.text)
            or (not number and opens_case(words, claim.text, after))
        ):
            said = Role.ASSUMED
        together = number > 0 and joins(words) and len(chains) > first
        said = chains[-1].role if together else said
        if _add_listed(chains, claim.text, words, said):
            continue
        made = Chain(
            [],
            role=said,
            words=words,
            demanded=is_demanded(words, piece),
            implied=implied,
            joined=joins(words),
            reason=chains[-1].reason if together else is_reason(words),
            after=after,
            beside=number > 0,
        )
        _add_claim(chains, claim.text, made, piece)
        if not number and len(chains) > 1 and _RIGHT_BEHIND.match(piece.before) and not chains[-1].opens:
            first = len(chains) - 2
        behind = number or first == len(chains) - 2
        if behind and first < len(chains) - 1 and _is_condition_behind(chains[-1]):
            condition = chains.pop()
            chains.insert(first, replace(condition, scoped=True, beside=False))


def _withdraw(chains: list[Chain]) -> None:
    """Take off the last side that was written: what comes next is said instead of it."""
    chain = _continued(chains)[0]
    if chain.signs:
        chain.sides.pop()
        chain.signs.pop()
        chain.others = ()


def _is_numbered(chain: Chain) -> bool:
    """Whether it says which number a letter is."""
    if chain.signs != ["="] or chain.implied:
        return False
    return bool(re.fullmatch(r"[A-Za-z]", chain.sides[0])) and chain.sides[1].isdigit()


_RIGHT_BEHIND = re.compile(r"^(?:[ \t]*,)?[ \t]+(?:for|if|when|whenever|at|pour|si|quand|en)[ \t]+$")
_TWO_LETTERS = re.compile(r"^\s*[A-Za-z]'?\s*$")


def _is_condition_behind(chain: Chain) -> bool:
    """Whether it says, behind a formula, for which indices or numbers that is meant."""
    if len(chain.signs) != 1 or not (is_case(chain.words) or _RIGHT_BEHIND.match(chain.words.rstrip() + " ")):
        return False
    return chain.role is Role.ASSUMED or all(map(_TWO_LETTERS.match, chain.sides))


def _add_listed(chains: list[Chain], text: str, words: str, role: Role) -> bool:
    """Add a line that lists solutions; whether it is one."""
    first, *others = alternatives(text)
    if not others or first.count("=") != 1 or re.search(r"\\?(?:sum|max|min|prod)_", text):
        return False
    sides, signs = sides_of(first)
    if signs != ["="]:
        return False
    chains.append(
        Chain([_trimmed(side) for side in sides], signs, tuple(others), _trimmed(text), role, words)
    )
    return True


def _add_claim(chains: list[Chain], text: str, made: Chain, piece: Piece) -> None:
    if DEMANDED in text:
        made.demanded = True
        text = text.replace(DEMANDED, " ")
    if _DEFINING.search(text):
        made.role = Role.DEFINED
    sides, signs = sides_of(_trimmed(text))
    sides, signs = (
        _without_list(sides),
        _implications(sides, signs, f"{piece.text} {made.words} {piece.after}"),
    )
    if is_signed(text) and set(signs) == {"="} and not is_signed(sides[0]):
        # the first link says which two solutions there are, the others what they are
        if len(sides) > 2 and sides[0].strip() and is_signed(sides[1]):
            _add_listed(chains, f"{sides[0]} = {sides[1]}", made.words, made.role)
            sides, signs = sides[1:], signs[1:]
        elif not sides[0].strip() and chains and chains[-1].others:
            sides = [chains[-1].line.partition("=")[2], *sides[1:]]
    sides, signs = sides[:_MAX_SIDES], signs[: _MAX_SIDES - 1]
    if len(sides) > 2 and sides[-1].strip() == "0" and _DERIVED.match(sides[0]):
        made.demanded = True
    chain: Chain | None = None
    for number, side in enumerate(sides):
        sign = signs[number - 1] if number else ""
        if sign in _IMPLIES:
            chain, sign = None, ""
            made = replace(made, implied=True)
        side = _trimmed(side)
        if not side:
            if number == 0 and len(sides) > 1 and _names(piece):
                chain = replace(made, sides=[_names(piece)], signs=[], mention=False)
                chains.append(chain)
            elif number == 0 and len(sides) > 1 and chains:
                chain = _going_on(chains)
                chain.demanded = chain.demanded or made.demanded
            continue
        if chain is None:
            alone = len(sides) == 1
            if alone and chains and _may_go_on(_continued(chains)[0], piece):
                # a formula alone on its line goes on from the one before
                chain, sign = _going_on(chains), "="
            else:
                chain = replace(made, sides=[], signs=[], mention=alone and not piece.own)
                chains.append(chain)
        if chain.sides:
            chain.signs.append(sign or "=")
        chain.sides.append(side)
    if chain is not None:
        chain.opens = bool(re.match(r"\s*:", chain.after))
        chain.scoped = _is_numbered(chain) and (chain.opens or is_case(chain.words))


_DERIVED = re.compile(r"\s*(?:\\partial|∂|\\nabla|∇|\\[dt]?frac\s*\{\s*(?:\\partial|d\b|∂)|d\w*\s*/\s*d)")
_TENDS = re.compile(
    r"\\?lim(?![a-z])|\\infty|∞|\b(?:as|inf|infinity|tends?|converges?|approach\w*|goes|vers)\b|\\(?:up|down)arrow",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"^\s*-?[\d.]+\s*$")


def _implications(sides: Sequence[str], signs: Sequence[str], context: str) -> list[str]:
    """The signs, an arrow between statements as one that implies: nothing tends anywhere there."""
    found = list(signs)
    for place, sign in enumerate(signs):
        if sign != "->" or not place or _TENDS.search(context):
            continue
        follows = any(each not in ("->", *_IMPLIES) for each in signs[place + 1 :])
        if follows or (signs[place - 1] == "=" and _NUMERAL.match(sides[place])):
            found[place] = "=>"
    return found


def _without_list(sides: list[str]) -> list[str]:
    """The sides, the first without what a comma only sets before it: ``with p, q = 1 - p``."""
    if len(sides) < 2 or _last_listed(sides[1]) != sides[1]:
        return sides
    return [_last_listed(sides[0]), *sides[1:]]


def _last_listed(text: str) -> str:
    """What stands behind the last comma outside brackets."""
    depth = start = 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0 and text[place - 1 : place] != "\\":
            start = place + 1
    return text[start:].strip() or text


_WORD_BEFORE = re.compile(r"(?:^|[\s:;,.])(?P<word>[A-Za-z]{3,14})\s*$")
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        "and but the that this which are was gives give get obtain have has yields becomes thus hence then "
        "therefore since because where with for when finally now namely equals equal side expression term "
        "hand also next donc ainsi alors car avec pour est soit puis step rest norm value it is so we",
    )
)


def _names(piece: Piece) -> str:
    """The word in front of a sign, ``mean = (1 + 2)/2``, that names what it is; empty where there is none."""
    if not re.match(r"\s*=", piece.text) or is_correction(piece.before):
        return ""
    found = _WORD_BEFORE.search(piece.before.rsplit("\n", 1)[-1])
    word = found["word"] if found else ""
    apart = re.search(r"[;,.:]\s*[A-Za-z]+\s*$", piece.before) and word.lower() in _NOUNS
    return "" if word.lower() in _NO_NAMES and not apart else word


_NOUNS = frozenset(("step", "rest", "norm", "value", "term", "side", "expression"))
_MOST_RIVALS = 4


def _going_on(chains: list[Chain]) -> Chain:
    """The chain that goes on; a new one from there, where an assumption about the rest stands between."""
    chain, rivals = _continued(chains)
    if chain is not chains[-1] and chains[-1].role is Role.ASSUMED:
        chain = Chain([chain.sides[-1]], resumed=True)
        chains.append(chain)
    chain.rivals[len(chain.sides)] = rivals
    chain.mention = False
    return chain


def _continued(chains: Sequence[Chain]) -> tuple[Chain, tuple[str, ...]]:
    """The chain that a row beginning with a sign goes on with, and the last sides of others that it may."""
    nearest: list[Chain] = []
    for chain in reversed(chains[-_MOST_RIVALS:]):
        nearest.append(chain)
        if not (_is_aside(chain) or chain.beside or is_ground(chain.words)):
            break
    said = [chain for chain in nearest if not _is_aside(chain) and (chain.signs or not chain.mention)]
    best = said[0] if said else nearest[0]
    return best, tuple(chain.sides[-1] for chain in nearest if chain is not best and not chain.others)


def _is_aside(chain: Chain) -> bool:
    """Whether it says why something holds, or is mentioned among words."""
    if chain.mention:
        return bool(re.search(r"\w", f"{chain.words} {chain.after}"))
    if chain.beside and not chain.words.strip():
        return True  # in a column of its own
    return chain.reason or chain.role is Role.ASSUMED or (chain.beside and chain.role is not Role.STATED)


_SPACE = r"(?:\s|\\[,;:!> ]|\\q?quad(?![A-Za-z])|~|&)"


def _trimmed(side: str) -> str:
    """Without spaces and punctuation at either end."""
    side = re.sub(rf"^(?:{_SPACE}|[.;,:])+", "", side)
    return re.sub(rf"(?:{_SPACE}|(?<!\\)[.;,:])+$", "", side)


def _may_go_on(chain: Chain, piece: Piece) -> bool:
    """Whether a formula that stands alone is the next line of a chain."""
    if chain.opens and chain.signs:
        return False
    return not chain.others and not chain.mention and goes_on(piece, is_chain=bool(chain.signs))
