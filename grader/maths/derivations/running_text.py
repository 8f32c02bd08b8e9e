"""Tell the mathematics of running text from its words, one word after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.maths.notation.tokens import FUNCTIONS, GREEK

RELATION = re.compile(r"[=≤≥<>→←⇒≈]|\\le|\\ge|\\(?:to|(?:long)?rightarrow)\b")
_MATHS_CHARACTER = re.compile(
    r"[=≤≥<>→←⇒≈∂∇√‖∥∑∏^_+*@/\\|·×ᵀ²ŷŵĝŝẑ\u0302-\u0304\u2070-\u209c\u1d62-\u1d6a\u2c7cΑ-Ωα-ω⊤⊥𝔼∞⟨⟩]|->|\[\w|[\w)]\.T\b|\b(?:np|numpy|torch|jnp)\.[a-z]|\b[abghuvwxz]'[abghuvwxyzE(]"
    r"|(?<![A-Za-zà-ÿ])û+(?![a-zà-ÿ])"
)
_GLUED = re.compile(
    r"^[A-Za-z]\w{0,5}[(\[].*|.*[)\]]$|^[-−]?\d+(?:\.\d+)?[A-Za-z]?$|^[-−]$|^[(\[{]+[A-Za-z0-9]{1,2}$"
    # a step typed without a mark: gt-1
    r"|^[A-Za-z][tT][-−+]\d[)\]]*[,.;]?$"
)
_ACCENTED = re.compile(r"^[A-Za-z](?:hat|bar|tilde)$")
_ELLIPSES = frozenset({"...", "..", "…", "⋯"})
_LETTERS = re.compile(r"^[A-Za-z]{1,2}[,)\]']*$")
_PROSE_WORDS = """
    of is to in we by so as it if or at an no be up do on my us he me go
    le la un de en il se sa ce ne au si et ou es"""
_PROSE_LETTERS = frozenset((*_PROSE_WORDS.split(), "a", "A"))
_NO_ACCENT = frozenset({"that", "what", "chat"})
_SHORT_WORDS = """
    and the for but get has see are let now its one two our all any can was not yes car est les des que qui
    par sur une son dans avec donc"""
_NOT_OPERANDS = _PROSE_LETTERS | frozenset(_SHORT_WORDS.split())
"""Short words that are no names, whatever sign stands beside them."""
_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_]*'?$")
_CODED = re.compile(r"[_0-9']|^.{1,3}$")
_INITIALS = re.compile(r"^\((?:[IHR]\.?[HARPV]\.?|QED|CQFD|LHS|RHS|CR)\)$", re.IGNORECASE)
"""``(IH)`` behind a line: why it holds, and no factor of it."""
_SIGNS_BEFORE = re.compile(r"(?:[*/^+=·×←]|<-)$")
_SIGNS_AFTER = re.compile(r"^(?:[*/^+=·×←]|<-)")
_MINUS = frozenset({"-", "−"})
_BRACKETS = re.compile(r"^[()\[\]]+$")
_TIMES = re.compile(r"\(\s*\$?\w\$?\s+(?:times|factors|terms|fois|facteurs)\s*\)")
"""``(T times)`` behind dots says no more than the dots."""
_REMARK = re.compile(r"(?<![\w\\])\[([^\[\]\n]{2,120})\](?=[ \t]*[.,;]?[ \t]*(?:\n|$))")
"""``[definition of h_t]`` at a line's end."""
_BY_REASON = re.compile(
    r"(?<=\s)\(\s*(?:by|from|via|using|per|par|nach|mit)\s+[A-Za-zÀ-ÿ.'’ -]{1,40}\)(?=[ \t]*(?:\n|$))",
    re.IGNORECASE,
)
"""``(by IH)`` at a line's end."""
_ARROWS = frozenset({"←", "<-", "<--", "<---", "⟵", "⇐", "<=", "<=="})
_CHAIN_SIGN = re.compile(r"\s*(?:=(?![>=])|≤|≥|<=(?!>)|>=|≈)")
"""What a line begins with that goes on from a formula alone on the line before."""
ORPHAN = "\u2061"
"""Marks a sign that stands behind a word that was meant as its left side."""
_LEADING_WORDS = """
    so thus hence then therefore and which that this it also again finally get gets have obtain gives yields
    is equals becomes where with since because as donc ainsi alors soit est vaut devient obtient now"""
_LEADS_ON = frozenset(_LEADING_WORDS.split())
"""Words from which a chain goes on."""
_KNOWN_WORDS = GREEK | FUNCTIONS | {"Var", "diag", "nabla", "partial", "grad", "lim"}


@dataclass(frozen=True)
class Piece:
    """A run of mathematics, or of words."""

    maths: bool
    text: str
    written: bool = False
    """Whether it was delimited as mathematics."""


def pieces_of(text: str, names: frozenset[str] = frozenset(), *, first: bool = False) -> Iterator[Piece]:
    text = _REMARK.sub(_in_round_brackets, _BY_REASON.sub("", _TIMES.sub(" ", text)))
    lines = re.split(r"(\n)", re.sub(r"[\"“”«»]", r' " ', text))
    ends_in_maths = False
    for place, line in enumerate(lines):
        if line == "\n":
            if not ends_in_maths or not _CHAIN_SIGN.match(lines[place + 1]):
                yield Piece(False, " ")
            continue
        run: list[str] = []
        prose_run: list[str] = []
        words = line.split()
        if (
            words
            and words[0] in _BULLETS
            and (first or place > 1)
            and _is_item(words, place == len(lines) - 1)
        ):
            words[0] = "•"
        words = ["•" if _is_number_of_item(words, number) else word for number, word in enumerate(words)]
        for number, word in enumerate(words):
            if _points_back(words, number):
                word = "•"
            goes_on = run and (_is_open(run) or _goes_on(words, number, names))
            is_name = (word in names or word == "dû") and bool(
                RELATION.match(words[number + 1] if number + 1 < len(words) else "")
            )
            if goes_on or is_name or is_mathematical(word, names) or _is_operand(words, number):
                if prose_run:
                    yield Piece(False, " ".join(prose_run))
                    if RELATION.match(word) and _is_subject(prose_run[-1]):
                        word = f"{ORPHAN}{word}"
                    prose_run = []
                run.append(word)
                # within a bracket a comma or semicolon does not end a formula
                ends = re.search(r"[,;]$|(?<!\.)\.$", word)
                if ends and (word[-1] == "." or _is_closed(run)):
                    yield Piece(True, " ".join(run))
                    yield Piece(False, word[-1])
                    run = []
                continue
            remark = _opening_of_remark(run) if run else 0
            if remark:
                run, prose_run = run[:remark], run[remark:]
            if run:
                yield Piece(True, " ".join(run))
                run = []
            prose_run.append(word)
        if run:
            yield Piece(True, " ".join(run))
        if prose_run:
            yield Piece(False, " ".join(prose_run))
        ends_in_maths = len(run) == len(words) > 0 and not RELATION.search(line)


def _in_round_brackets(found: re.Match[str]) -> str:
    """A remark in square brackets as one in round brackets; entries of an array as they are."""
    words = found[1].split()
    is_remark = any(_is_word(word) for word in words) or bool(_INITIALS.match(f"({found[1].strip()})"))
    return f"({found[1]})" if is_remark else found[0]


def _is_word(word: str) -> bool:
    bare = word.strip(".,;:()")
    return bare.isalpha() and len(bare) > 2 and not is_mathematical(bare)


def _points_back(words: list[str], number: int) -> bool:
    """Whether an arrow behind a formula points a remark at it: ``... + 2 gamma theta   <- changed``."""
    following = words[number + 1 : number + 2]
    return words[number] in _ARROWS and number > 0 and bool(following) and _is_word(following[0])


def _is_operand(words: list[str], number: int) -> bool:
    """Whether a word that is no known name is one, by the signs beside it: ``eps * s_hat``, ``lam = ``."""
    word = words[number].rstrip(",.;:")
    if not _NAME.match(word) or word.lower() in _NOT_OPERANDS:
        return False
    before = words[number - 1] if number else ""
    after = words[number + 1] if number + 1 < len(words) and word == words[number] else ""
    signs = bool(_SIGNS_BEFORE.search(before)) + bool(_SIGNS_AFTER.match(after))
    if "*" in (before[-1:], after[:1]) or signs == 2 or (signs and _CODED.search(word)):
        return True
    minus = (before in _MINUS) + (after in _MINUS)
    return bool(minus and (signs or (minus == 2 and _CODED.search(word))))


_BULLETS = frozenset({"-", "−", "–", "*", "+"})
_LONGEST = 40
_ALSO_WORDS = """
    norm sum sign outer inner dot power range array square choose multiply divide inverse transpose maximum
    minimum ones zeros floor pow comb subtract mean
    BN bn BatchNorm batchnorm"""
_ALSO_ENGLISH = frozenset(_ALSO_WORDS.split())
"""Functions whose names are words: mathematics only within a formula or before a bracket."""


def _goes_on(words: list[str], number: int, names: frozenset[str]) -> bool:
    """Whether a word goes on a formula: a bracket alone, or dots before more of it."""
    following = words[number + 1 : number + 2]
    dots = words[number] in _ELLIPSES and any(is_mathematical(word, names) for word in following)
    return dots or bool(_BRACKETS.match(words[number])) or words[number] in _ALSO_ENGLISH


def _is_item(words: list[str], is_last: bool) -> bool:
    """Whether a line that begins with a dash is an item of a list, and no term that goes on a sum."""
    return (len(words) == 1 and is_last) or bool(RELATION.search(" ".join(words)))


_ITEM = re.compile(r"^\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)$")


def _is_number_of_item(words: list[str], number: int) -> bool:
    """Whether a word is the number of an item within a line: ``(ii)`` behind a full stop."""
    return bool(_ITEM.match(words[number])) and (number == 0 or words[number - 1][-1] in ".;:,")


def _is_open(run: list[str]) -> bool:
    """Whether a brace of LaTeX that was typed into the text is still to be closed, or a root has no body."""
    if run[-1].endswith("\\sqrt"):
        return True
    text = "".join(run)
    return len(run) < _LONGEST and "\\" in text and text.count("{") > text.count("}")


def _is_subject(word: str) -> bool:
    """Whether a word in front of a sign is a name for the left side, and no word that leads on to it."""
    return word.isalpha() and len(word) > 2 and word.lower() not in _LEADS_ON


def _opening_of_remark(run: list[str]) -> int:
    """Where a bracket was opened that goes on in words: ``a = b (W symmetric)``; 0 for nowhere."""
    for number in range(len(run) - 1, 0, -1):
        if run[number].startswith("(") and not _is_closed(run[number:]):
            return number
    return 0


def _is_closed(run: list[str]) -> bool:
    text = "".join(run)
    return sum(map(text.count, "([⟨")) <= sum(map(text.count, ")]⟩"))


_HEAVY = re.compile(
    r"[∇∂√‖∥∑∏Α-Ωα-ω\u1d62-\u1d6a\u2080-\u208e\u2c7c]|\b(?:nabla|grad|" + "|".join(sorted(GREEK)) + r")\b"
)
_SCALED = re.compile(r"\d+\s*[α-ωΑ-Ω]{2,4}")
_JOINS = re.compile(r"[-−+*/·^]")


def is_composed(text: str) -> bool:
    """Whether a run without a sign is a formula beyond doubt: ``∇L + 2γθ``."""
    joined = _JOINS.search(text) or _SCALED.fullmatch(text.strip(" .,;"))
    return bool(joined) and len(_HEAVY.findall(text)) > 1


def is_mathematical(word: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a word of running text is a piece of a formula."""
    bare = word.rstrip(",.;:")
    if not bare or _INITIALS.match(bare):
        return False
    if _MATHS_CHARACTER.search(bare):
        words = re.match(r"^([a-z]{3,})/([a-z]{3,})$", bare)
        return not re.match(r"^https?:", bare) and (words is None or set(words.groups()) <= _KNOWN_WORDS)
    name = bare.strip("()[],;")
    if (name in _KNOWN_WORDS or name in names) and name not in _ALSO_ENGLISH:
        return True
    if _GLUED.match(bare) and not re.match(r"^\(?[A-Za-z]{3,}\)?$|^\(.{4,}$|^[a-z]{4,}\)$", bare):
        return True
    if bare in _NO_ACCENT or (bare.lower() if len(bare) > 1 else bare) in _PROSE_LETTERS:
        return False
    return bool(_LETTERS.match(bare) or _ACCENTED.match(bare))
