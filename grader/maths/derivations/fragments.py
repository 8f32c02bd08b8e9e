"""Find the mathematics of an answer: spans, displays, and formulas typed into running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grader.maths.tokens import FUNCTIONS, GREEK
from grader.model.submission import Answer, Block, BlockKind, Place, SpanKind


@dataclass(frozen=True)
class Fragment:
    """A run of mathematics, with the words before and after it in its paragraph."""

    text: str
    place: Place
    before: str = ""
    after: str = ""
    display: bool = False


_WORDED = "\u2060"
"""Marks a sign that stands for words."""
_RELATION_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (
            r"\b(?:tends?|goes|go|converges?|approach(?:es)?|shrinks?|decays?|vanish(?:es)?|tend|converge)\s+"
            r"(?:exponentially\s+|geometrically\s+)?(?:to(?:wards?)?\s+|vers\s+)?(?:zero|0)\b",
            f" {_WORDED}→ 0 ",
        ),
        (r"\b(?:is|equals|is equal to|vaut|est égale? à)\s+(?:zero|0|zéro)\b", f" {_WORDED}= 0 "),
        (
            r"\b(?:is|are)\s+(?:always\s+)?(?:at most|bounded(?: above)? by|no (?:more|larger|greater) than|"
            r"less than or equal to|smaller than or equal to|upper[- ]bounded by|"
            r"not (?:more|larger|greater) than)",
            f" {_WORDED}≤ ",
        ),
        (
            r"\bequals\b|\b(?:is|are)\s+(?:then\s+|therefore\s+|thus\s+|just\s+|also\s+)?equal to\b",
            f" {_WORDED}= ",
        ),
    )
)
_BARE_IS = re.compile(
    r"^\s*(?:is|becomes|est)\s*(?:just|simply|then|therefore|thus|now)?\s*:?\s*$", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\b(?:this|which|that|it|ceci|cela|ce qui|qui)\s+(?:is|equals|becomes|est|vaut|devient)"
    r"(?:\s+(?:exactly|just|simply|precisely|equal to|nothing (?:but|other than)|exactement))?\s*:?\s*$",
    re.IGNORECASE,
)
"""Words by which the next formula goes on from the one before."""
_RELATION = re.compile(r"[=≤≥<>→←⇒≈]|\\le|\\ge|\\to\b")
_MATHS_CHARACTER = re.compile(
    r"[=≤≥<>→←⇒≈∂∇√‖∥∑∏^_+*/\\|·×ᵀ²ŷŵĝŝẑ\u0302-\u0304\u2070-\u209c\u1d62-\u1d6aΑ-Ωα-ω⊤⊥𝔼∞]|->|\[\w"
)
_GLUED = re.compile(
    r"^[A-Za-z]\w{0,5}[(\[].*|.*[)\]]$|^[-−]?\d+(?:\.\d+)?[A-Za-z]?$|^[-−]$|^[(\[{]+[A-Za-z0-9]{1,2}$"
)
_ACCENTED = re.compile(r"^[A-Za-z](?:hat|bar|tilde)$")
_ELLIPSES = frozenset({"...", "..", "…", "⋯"})
_LETTERS = re.compile(r"^[A-Za-z]{1,2}[,)\]']*$")
_PROSE_LETTERS = frozenset(
    [
        "a",
        "A",
        "of",
        "is",
        "to",
        "in",
        "we",
        "by",
        "so",
        "as",
        "it",
        "if",
        "or",
        "at",
        "an",
        "no",
        "be",
        "up",
        "do",
        "on",
        "my",
        "us",
        "He",
        "he",
        "me",
        "go",
    ]
)
_LATEX_WORD = re.compile(r"^[a-z]+$")
_KNOWN_WORDS = GREEK | FUNCTIONS | {"Var", "diag", "nabla", "partial", "grad"}


def read_fragments(answer: Answer) -> tuple[Fragment, ...]:
    """All the mathematics of an answer, in order."""
    fragments: list[Fragment] = []
    lead = ""
    for block in answer.blocks:
        found = list(_of_block(block))
        if block.kind is BlockKind.DISPLAY and found and not found[0].before:
            found[0] = replace(found[0], before=lead)
        fragments += found
        lead = _tail(block) if block.kind is not BlockKind.DISPLAY else ""
    return tuple(fragments)


def read_text(text: str, place: Place) -> tuple[Fragment, ...]:
    """The mathematics of plain text with delimiters, for answers that are no document."""
    pieces = re.split(r"(\$\$.+?\$\$|\$.+?\$|\\\[.+?\\\]|\\\(.+?\\\))", text, flags=re.DOTALL)
    runs: list[tuple[bool, str]] = []
    for piece in pieces:
        is_maths = len(piece) > 2 and (piece[0] == "$" or piece[:2] in ("\\[", "\\("))
        if is_maths:
            piece = piece.strip("$") if piece[0] == "$" else piece[2:-2]
        runs.append((is_maths, piece))
    return tuple(_joined(runs, place))


def prose(answer: Answer) -> str:
    """All the words of an answer, mathematics left out."""
    return " ".join(
        span.text for block in answer.blocks for span in block.spans if span.kind is SpanKind.TEXT
    )


def _tail(block: Block) -> str:
    return " ".join(span.text for span in block.spans[-1:] if span.kind is SpanKind.TEXT)


def _of_block(block: Block) -> Iterator[Fragment]:
    if block.kind is BlockKind.CODE:
        yield from _joined([(False, block.text)], block.place)
        return
    if block.kind is BlockKind.TABLE:
        for row in block.rows:
            for cell in row:
                yield from _joined([(span.kind is SpanKind.MATH, span.text) for span in cell], block.place)
        return
    if block.kind is BlockKind.DISPLAY:
        for span in block.spans:
            yield Fragment(span.text, block.place, display=True)
        return
    yield from _joined([(span.kind is SpanKind.MATH, span.text) for span in block.spans], block.place)


@dataclass(frozen=True)
class _Piece:
    maths: bool
    text: str
    written: bool = False
    """Whether it was delimited as mathematics."""


def _joined(runs: Iterable[tuple[bool, str]], place: Place) -> Iterable[Fragment]:
    """Join mathematics that only a sign or a relation word separates, and cut the rest apart."""
    pieces = list(_pieces(list(runs)))
    before: list[str] = []
    number = 0
    while number < len(pieces):
        if not pieces[number].maths:
            before.append(pieces[number].text)
            number += 1
            continue
        run = [pieces[number]]
        while number + 1 < len(pieces) and pieces[number + 1].maths and _touch(run[-1], pieces[number + 1]):
            number += 1
            run.append(pieces[number])
        number += 1
        named = _named(run, before)
        if named is None:
            before.append(" ".join(piece.text for piece in run))
            continue
        run = named
        text = " ".join(piece.text for piece in run).replace(_WORDED, "").strip()
        if any(piece.written for piece in run) or _is_formula(text):
            after = next((piece.text for piece in pieces[number : number + 1] if not piece.maths), "")
            yield Fragment(_trimmed(text, run), place, " ".join(before).strip(), after)
            # the words before the last formula of a sentence no longer introduce the next
            before = [] if re.search(r"[.;]\s*$", text) else before[-1:] if _introduces(before) else []
        else:
            before.append(text)


def _introduces(before: list[str]) -> bool:
    return bool(before) and not re.search(
        r"[.;!?]\s*\S*$", before[-1].strip()[-3:] if before[-1].strip() else ""
    )


_STARTS_WITH_SIGN = re.compile(r"\s*(?:[=≤≥<>→]|\\(?:le|leq|ge|geq|to|approx|rightarrow|in)(?![A-Za-z]))")
_ENDS_OPEN = re.compile(r"(?:[\u2060=≤≥<>→+*/·×-]|\\(?:le|leq|ge|geq|to|cdot|times|approx))\s*$")
_STARTS_OPEN = re.compile(
    r"^\s*(?:[\u2060=≤≥<>→+*/·×-]|\\(?:le|leq|ge|geq|to|cdot|times|approx|rightarrow)(?![A-Za-z]))"
)


_NOUN = re.compile(
    r"\b(?:(?P<mean>mean|expectation|expected value|average|moyenne|espérance)|"
    r"(?P<variance>variance|covariance)|"
    r"(?P<deviation>standard deviation|std|écart[- ]type)|(?P<norm>(?:operator |spectral |l2 )?norme?))"
    r"(?: of| de)?(?: the (?:vector|matrix|jacobian|preactivation))?\s*$",
    re.IGNORECASE,
)
_WRAPPERS = {"mean": "E[%s]", "variance": "Var(%s)", "deviation": "std(%s)", "norm": r"\|%s\|"}
_PREPOSITION = re.compile(
    r"\b(?:of|in|by|on|at|to|for|from|with respect to|wrt|vector|matrix|de|du)\s*$", re.IGNORECASE
)


def _named(run: list[_Piece], before: list[str]) -> list[_Piece] | None:
    """``the mean of $y$ is 0`` is about E[y]; what other nouns of ``$y$`` are is not for us to say: None."""
    text = " ".join(piece.text for piece in run)
    if _WORDED not in text:
        return run
    if text.lstrip().startswith(_WORDED):
        return None  # its subject is a word
    if not before or _RELATION.search(text[: text.index(_WORDED)]):
        return run
    noun = _NOUN.search(before[-1])
    if noun is not None and noun.lastgroup is not None:
        subject, rest = text.split(_WORDED, 1)
        return [_Piece(True, f"{_WRAPPERS[noun.lastgroup] % subject.strip()} {rest}", written=True)]
    return None if _PREPOSITION.search(before[-1]) else run


def _touch(left: _Piece, right: _Piece) -> bool:
    """Whether two runs of mathematics are one formula."""
    if left.written and right.written:
        return bool(_ENDS_OPEN.search(left.text)) != bool(_STARTS_OPEN.search(right.text))
    if left.written or right.written:
        return bool(_ENDS_OPEN.search(left.text) or _STARTS_OPEN.search(right.text))
    return True


def _pieces(runs: list[tuple[bool, str]]) -> Iterator[_Piece]:
    for number, (is_maths, text) in enumerate(runs):
        if is_maths:
            yield _Piece(True, text, written=True)
            continue
        between = 0 < number < len(runs) - 1 and runs[number - 1][0] and runs[number + 1][0]
        if between and _BARE_IS.match(text) and not _STARTS_WITH_SIGN.match(runs[number + 1][1]):
            yield _Piece(True, f"{_WORDED}=")
            continue
        going_on = _GOES_ON.search(text) if between and not _RELATION.search(runs[number + 1][1]) else None
        if not going_on:
            for pattern, sign in _RELATION_WORDS:
                text = pattern.sub(sign, text)
        yield from _words(text[: going_on.start()] if going_on else text)
        if going_on:
            yield _Piece(True, "=")


def _words(text: str) -> Iterator[_Piece]:
    for line in re.split(r"(\n)", text):
        if line == "\n":
            yield _Piece(False, " ")
            continue
        run: list[str] = []
        prose_run: list[str] = []
        words = line.split()
        for number, word in enumerate(words):
            dots = word in _ELLIPSES and run and any(map(is_mathematical, words[number + 1 : number + 2]))
            if dots or is_mathematical(word):
                if prose_run:
                    yield _Piece(False, " ".join(prose_run))
                    prose_run = []
                run.append(word)
                # within a bracket a comma or semicolon does not end a formula
                ends = re.search(r"[,;]$|(?<!\.)\.$", word)
                if ends and (word[-1] == "." or _is_closed(run)):
                    yield _Piece(True, " ".join(run))
                    yield _Piece(False, word[-1])
                    run = []
                continue
            if run:
                yield _Piece(True, " ".join(run))
                run = []
            prose_run.append(word)
        if run:
            yield _Piece(True, " ".join(run))
        if prose_run:
            yield _Piece(False, " ".join(prose_run))


def _is_closed(run: list[str]) -> bool:
    text = "".join(run)
    return sum(map(text.count, "([")) <= sum(map(text.count, ")]"))


def is_mathematical(word: str) -> bool:
    """Whether a word of running text is a piece of a formula."""
    bare = word.rstrip(",.;:")
    if not bare:
        return False
    if _MATHS_CHARACTER.search(bare):
        return not re.match(r"^[a-z]{3,}/[a-z]{3,}$|^https?:", bare)
    if bare.strip("()[],;") in _KNOWN_WORDS:
        return True
    if _GLUED.match(bare) and not re.match(r"^\(?[A-Za-z]{3,}\)?$|^\(.{4,}$|^[a-z]{4,}\)$", bare):
        return True
    return bool(_LETTERS.match(bare) or _ACCENTED.match(bare)) and bare not in _PROSE_LETTERS


def _is_formula(text: str) -> bool:
    return bool(_RELATION.search(text)) and bool(re.search(r"[A-Za-zΑ-ω]|→ 0", text))


def _trimmed(text: str, run: list[_Piece]) -> str:
    return text if run[-1].written else text.rstrip(" .,;:")
