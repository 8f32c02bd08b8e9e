"""Find the mathematics of an answer: spans, displays, and formulas typed into running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grader.damage import mend_words
from grader.maths.derivations.assignments import is_replaced
from grader.maths.derivations.folds import with_folds
from grader.maths.derivations.listings import read_listing
from grader.maths.derivations.maps import with_maps
from grader.maths.derivations.nouns import STARTS_WITH_SIGN, Nouns, with_counts, with_nouns
from grader.maths.derivations.properties import with_properties
from grader.maths.derivations.relation_words import (
    MULTIPLIED,
    REFERRING,
    REFERRING_IS,
    RELATION_WORDS,
    SAID,
    WORDED,
    refers,
)
from grader.maths.derivations.running_text import ORPHAN, RELATION, Piece, is_composed, pieces_of
from grader.maths.derivations.spellings import respelled, with_angles
from grader.maths.derivations.spoken import with_spoken
from grader.model.submission import Answer, Block, BlockKind, Place, Span, SpanKind


@dataclass(frozen=True)
class Fragment:
    """A run of mathematics, with the words before and after it in its paragraph."""

    text: str
    place: Place
    before: str = ""
    after: str = ""
    display: bool = False
    orphan: bool = False
    """Whether it begins with a sign whose left side is a word that is no formula."""
    aside: bool = False
    """Whether it stands within a bracket of the text."""
    referring: bool = False
    """Whether the word that it begins behind points at a formula further up."""


_BARE_IS = re.compile(
    r"^[\s,:]*(?:is|becomes|denotes?|stands? for|est|vaut|devient|désigne|"
    r"(?:must|should|has to|needs to|will|doit)\s+(?:be|être)|being|"
    r"to be|"
    r"(?:be|is|being|être)?\s*(?:chosen|set|taken|given|defined|choisie?|prise?)?\s*"
    r"(?:equal to|égale? à|to be|as|to|by|comme))"
    r"\s*(?:just|simply|then|therefore|thus|now|exactly)?\s*:?\s*$",
    re.IGNORECASE,
)
"""Words between two formulas that say that they are equal."""
_EQUAL_TO = re.compile(r"^\s*(?:(?:chosen|set|taken)\s+)?(?:equal to|égale? à)\s*$", re.IGNORECASE)
_IS_SAME = re.compile(
    r"^\s*,?\s*(?:(?:which is|that is|i\.?e\.?|or|c'est-à-dire)\s*,?\s*)?(?:exactly |just )?"
    r"(?:the same (?:thing )?as|identical to|equivalent to|la même chose que|égal à|that is|i\.e\.)\s*,?\s*$",
    re.IGNORECASE,
)
"""Words between two formulas without a sign that say that they are the same."""
_IS_LIMIT = re.compile(r"^[\s,:]*(?:to|as|by)\s*$", re.IGNORECASE)
"""Words that do so only where a verb before the first formula says that it is chosen: ``set $a$ to $b$``."""
_CHOOSES = re.compile(
    r"\b(?:set|sets|setting|tak(?:e|es|ing)|choos(?:e|es|ing)|defin\w*|let|put|prend\w*|pos\w*|chois\w*|"
    r"identif\w*|recogni[sz]\w*|read\w*|find\w*|obtain\w*|express\w*)\s*$",
    re.IGNORECASE,
)
_WITH_NORM = re.compile(
    r"^\s*,?\s*(?:and |et )?(?:(?:an?|une)\s+(?:\w+\s+){0,2}(?:matrix|matrice|jacobian|operator)\s+)?"
    r"(?:with|of|has|has a|avec|de|a pour|whose)\s+"
    r"(?:(?:operator|spectral|matrix)\s+)?norme?(?:\s+(?:is|est))?\s*$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\s*(?:at most|bounded (?:above )?by|no (?:more|larger|greater) than|≤|<=|au plus)\s*$", re.IGNORECASE
)
_APPOSED = re.compile(r"\b(?:with|for|avec|de|of)\s+(?:\w+\s+){1,3}$", re.IGNORECASE)
_IS_MATCHED = re.compile(r"^[\s,:]*(?:with|to|and|avec|à|et)\s*$", re.IGNORECASE)
_MATCHES = re.compile(r"\b(?:identif|match|equat|assimil)\w*(?:\s+(?:the|la|le))?\s*$", re.IGNORECASE)
"""A verb that does so of two formulas: ``identify $a$ with $b$``."""
_GOES_ON = re.compile(
    r"\b(?:this|which|that|it|ceci|cela|ce qui|qui)\s+(?:is|equals|becomes|est|vaut|devient)"
    r"(?:\s+(?:exactly|just|simply|precisely|equal to|nothing (?:but|other than)|exactement))?\s*:?\s*$",
    re.IGNORECASE,
)
"""Words by which the next formula goes on from the one before."""


def read_fragments(
    answer: Answer, names: frozenset[str] = frozenset(), nouns: Nouns = ()
) -> tuple[Fragment, ...]:
    """All the mathematics of an answer, in order; `names` are words that are names.

    `nouns` name quantities.
    """
    fragments: list[Fragment] = []
    lead = ""
    for block in answer.blocks:
        found = list(_of_block(block, names, nouns))
        if block.kind is BlockKind.DISPLAY and found and not found[0].before:
            found[0] = replace(found[0], before=lead)
        fragments += found
        lead = _tail(block) if block.kind is not BlockKind.DISPLAY else ""
    return tuple(fragments)


_DELIMITED = re.compile(
    r"(\$\$.+?\$\$|\$.+?\$|\\\[.+?\\\]|\\\(.+?\\\)|"
    r"\\begin\s*\{(?:align|equation|eqnarray|gather|multline|split|flalign|displaymath|math)[^{}]*\}.+?"
    r"\\end\s*\{(?:align|equation|eqnarray|gather|multline|split|flalign|displaymath|math)[^{}]*\})",
    re.DOTALL,
)


def read_text(text: str, place: Place) -> tuple[Fragment, ...]:
    """The mathematics of plain text with delimiters, for answers that are no document."""
    runs: list[tuple[bool, str]] = []
    for number, piece in enumerate(_DELIMITED.split(text)):
        is_maths = number % 2 == 1
        if is_maths and not piece.startswith(r"\begin"):
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


def _of_block(block: Block, names: frozenset[str], nouns: Nouns) -> Iterator[Fragment]:
    if block.kind is BlockKind.CODE:
        yield from _joined(read_listing(block.text), block.place, names, nouns)
        return
    if block.kind is BlockKind.TABLE:
        rows = [
            [tuple(_joined(_runs(cell), block.place, names, nouns)) for cell in row] for row in block.rows
        ]
        related = (
            place
            for row in rows
            for place, cell in enumerate(row)
            if any(RELATION.search(f.text) for f in cell)
        )
        main = min(related, default=0)
        for row in rows:
            for place, cell in enumerate(row):
                # what stands beside the first column of formulas are reasons, which no chain goes on from
                yield from (replace(each, aside=True) for each in cell) if place > main else cell
        return
    if block.kind is BlockKind.DISPLAY:
        for _, text in with_maps([(True, respelled(span.text)) for span in block.spans]):
            yield Fragment(text, block.place, display=True)
        return
    runs = _runs(block.spans)
    yield from _joined(runs, block.place, names, nouns)


def _runs(spans: Iterable[Span]) -> list[tuple[bool, str]]:
    """Mathematics and words of a paragraph; a listing within it is read as one by itself."""
    runs: list[tuple[bool, str]] = []
    for span in spans:
        if span.kind is SpanKind.CODE:
            runs += [(is_maths, text.rstrip("\n")) for is_maths, text in read_listing(span.text)]
        else:
            runs.append((span.kind is SpanKind.MATH, respelled(span.text)))
    return runs


def _joined(
    runs: Iterable[tuple[bool, str]],
    place: Place,
    names: frozenset[str] = frozenset(),
    nouns: Nouns = (),
) -> Iterator[Fragment]:
    """Join mathematics that only a sign or a relation word separates, and cut the rest apart."""
    pieces = list(
        _pieces(with_properties(with_spoken(with_folds(with_maps(list(runs)), nouns))), names, nouns)
    )
    before: list[str] = []
    number, last = 0, ""
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
        if run[-1].text.rstrip().endswith((f"{WORDED}=", f"{WORDED}≤")) and _goes_on_in_words(pieces, number):
            # what it is said to be is words
            run[-1] = replace(run[-1], text=run[-1].text.rstrip()[:-2])
            if not run[-1].text.strip() and len(run) == 1:
                before.append(run[0].text)
                continue
        named = _named(run, before, last)
        if named is None:
            last = ""
            before.append(" ".join(piece.text for piece in run))
            continue
        run = named
        text = " ".join(piece.text for piece in run).replace(WORDED, "").strip()
        orphan, text = text.startswith(ORPHAN), text.replace(ORPHAN, "")
        referring, text = text.startswith(REFERRING), text.replace(REFERRING, "").strip()
        if any(piece.written for piece in run) or _is_formula(text):
            after = next((piece.text for piece in pieces[number : number + 1] if not piece.maths), "")
            lead, last = " ".join(before).strip(), text
            aside = lead.count("(") > lead.count(")")
            referring = referring or (orphan and refers(lead))
            trimmed = _trimmed(text, run)
            yield Fragment(trimmed, place, lead, after, orphan=orphan, aside=aside, referring=referring)
            # the words before the last formula of a sentence no longer introduce the next
            ended = re.search(r"[.;]\s*$", text) or not _introduces(before)
            before = [] if ended else [f"{before[-1]} {SAID}"]
        else:
            last = ""  # what stands between is what "which" would be about
            before.append(text)


def _introduces(before: list[str]) -> bool:
    return bool(before) and not re.search(
        r"[.;!?]\s*\S*$", before[-1].strip()[-3:] if before[-1].strip() else ""
    )


def _goes_on_in_words(pieces: list[Piece], number: int) -> bool:
    """Whether more words than one stand behind a sign."""
    return number < len(pieces) and not pieces[number].maths and len(pieces[number].text.split()) > 1


_ENDS_OPEN = re.compile(r"(?:[\u2060=≤≥<>→+*/·×-]|\\(?:le|leq|ge|geq|to|cdot|times|approx))\s*$")
_STARTS_OPEN = re.compile(
    r"^\s*(?:[\u2060=≤≥<>→+*/·×-]|\\(?:le|leq|ge|geq|to|cdot|times|approx|rightarrow)(?![A-Za-z]))"
)


_NOUN = re.compile(
    r"\b(?:(?P<mean>mean|expectation|expected value|average|moyenne|espérance)|"
    r"(?P<variance>variance|covariance)|"
    r"(?P<gradient>gradient|derivative|dérivée)|"
    r"(?P<deviation>standard deviation|std|écart[- ]type)|(?P<norm>(?:operator |spectral |l2 )?norme?))"
    r"(?: of| de)?(?: (?:the|la|le) (?:vector|matrix|jacobian|preactivation|penalty|term|loss|\w+))?\s*$",
    re.IGNORECASE,
)
_WRAPPERS = {
    "mean": "E[%s]",
    "variance": "Var(%s)",
    "deviation": r"\sqrt{Var(%s)}",
    "gradient": r"\nabla (%s)",
    "norm": r"\|%s\|",
}
_NAME = 8
"""Characters that a mere name may have."""
_WHICH = re.compile(r"\W*(?:and\s+)?(?:which|that|qui)(?:\s+in\s+turn)?\s*", re.IGNORECASE)
"""A clause about the formula before it."""
_ITS_NORM = re.compile(
    r"[^.;]{0,30}\b(?:its|whose|sa|dont la)\s+(?:(?:operator|spectral)\s+)?norme?\s*", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|by|on|at|to|for|from|with respect to|wrt|vector|matrix|de|du|des)"
    r"(?:\s+(?:the|our|this|la|le|les)(?:\s+\w+)?)?\s*$",
    re.IGNORECASE,
)


def _named(run: list[Piece], before: list[str], last: str) -> list[Piece] | None:
    """``the mean of $y$ is 0`` is about E[y]; what other nouns of ``$y$`` are is not for us to say: None.

    *Its norm* is that of the `last` formula.
    """
    text = " ".join(piece.text for piece in run)
    if WORDED not in text:
        return run
    if text.lstrip().startswith(WORDED) and last and before and _WHICH.fullmatch(before[-1]):
        return [Piece(True, text.lstrip().lstrip(WORDED), written=True)]
    if text.lstrip().startswith(WORDED) and last and before and _ITS_NORM.fullmatch(before[-1]):
        side = re.split(r"[=≤≥<>→]|\\(?:le|leq|to)(?![A-Za-z])", last)[0].strip(" .,;")
        return [Piece(True, rf"\|{side}\| {text.lstrip().lstrip(WORDED)}", written=True)]
    if re.match(rf"\s*{WORDED}[=≤]\s*[^\s=≤<>]", text) and refers(" ".join(before)):
        return [Piece(True, f"{REFERRING}{text.replace(WORDED, '').strip()}", written=run[-1].written)]
    if text.lstrip().startswith(WORDED):
        # its subject is a word; what it is said to be may still be a chain
        return [piece for piece in run if piece.written and RELATION.search(piece.text)][:1] or None
    if not before:
        return run
    noun = _NOUN.search(before[-1])
    subject, rest = text.split(WORDED, 1)
    if RELATION.search(subject):
        # the norm of a = b is c: of both, and that they are equal was said by the way
        ends = (
            noun is not None and noun.lastgroup is not None and re.fullmatch(r"[^=]+=([^=≤≥<>→]+)", subject)
        )
        if not ends or noun is None or noun.lastgroup is None:
            return run
        wrapped = _WRAPPERS[noun.lastgroup] % ends[1].strip()
        return [Piece(True, f"{subject} ; {wrapped} {rest}", written=True)]
    if noun is not None and noun.lastgroup is not None:
        return [Piece(True, f"{_WRAPPERS[noun.lastgroup] % subject.strip()} {rest}", written=True)]
    if not _PREPOSITION.search(before[-1]):
        return run
    # the value of what a noun of it is stands by itself
    return [run[-1]] if len(run) > 1 and run[-1].written and len(run[-1].text.split("=")[0]) > _NAME else None


def _touch(left: Piece, right: Piece) -> bool:
    """Whether two runs of mathematics are one formula."""
    if left.written and right.written:
        return bool(_ENDS_OPEN.search(left.text)) != bool(_STARTS_OPEN.search(right.text))
    if left.written or right.written:
        return bool(_ENDS_OPEN.search(left.text) or _STARTS_OPEN.search(right.text))
    return True


def _pieces(runs: list[tuple[bool, str]], names: frozenset[str], nouns: Nouns) -> Iterator[Piece]:
    runs = with_counts(runs, nouns) if nouns else runs
    for number, (is_maths, text) in enumerate(runs):
        if is_maths:
            yield Piece(True, text, written=True)
            continue
        between = 0 < number < len(runs) - 1 and runs[number - 1][0] and runs[number + 1][0]
        if between and _says_equal(runs, number):
            # "for a equal to b" says it of a itself, as "the mean of a is b" does not
            yield Piece(True, "=" if _EQUAL_TO.match(text) else f"{WORDED}=")
            continue
        ahead = runs[number + 1][1] if number < len(runs) - 1 else ""
        if between and _WITH_NORM.match(text) and STARTS_WITH_SIGN.match(ahead):
            side = re.split(r"(?<!\\)[=≤<]", runs[number - 1][1])[0].strip(" .,;")
            yield Piece(False, ",")
            yield Piece(True, rf"\|{side}\|", written=True)
            continue
        at_most = _AT_MOST.search(text) if between and not STARTS_WITH_SIGN.match(ahead) else None
        if at_most and _WITH_NORM.match(text[: at_most.start()]):
            side = re.split(r"(?<!\\)[=≤<]", runs[number - 1][1])[0].strip(" .,;")
            yield Piece(False, ",")
            yield Piece(True, rf"\|{side}\| ≤", written=True)
            continue
        text = with_nouns(text, nouns, ahead)
        if not STARTS_WITH_SIGN.match(ahead):
            text = REFERRING_IS.sub(rf"\g<subject> {WORDED}= ", text)
            spoken = "".join(said for _, said in runs[max(number - 2, 0) : number]) + text
            if ahead and not RELATION.search(ahead) and MULTIPLIED.search(spoken):
                text = f"{text} {WORDED}≤ "
        going_on = _GOES_ON.search(text) if between and _is_subject_of(runs, number) else None
        if not going_on:
            text = with_angles(mend_words(text))
            for pattern, sign in RELATION_WORDS:
                text = pattern.sub(sign, text)
        yield from pieces_of(text[: going_on.start()] if going_on else text, names, first=number == 0)
        if going_on:
            yield Piece(True, "=")


def _is_subject_of(runs: list[tuple[bool, str]], number: int) -> bool:
    """Whether ``which is`` between two formulas is said of the one before it."""
    if RELATION.search(runs[number + 1][1]):
        return False
    mentioned = number > 1 and _PREPOSITION.search(runs[number - 2][1]) is not None
    return bool(RELATION.search(runs[number - 1][1])) or not mentioned


def _says_equal(runs: list[tuple[bool, str]], number: int) -> bool:
    """Whether the words between two formulas say that they are equal."""
    text, following = runs[number][1], runs[number + 1][1]
    verb = runs[number - 2][1] if number > 1 else ""
    if _IS_SAME.match(text):
        return not RELATION.search(following) and not STARTS_WITH_SIGN.match(following)
    if _IS_MATCHED.match(text) and _MATCHES.search(verb):
        return not RELATION.search(runs[number - 1][1] + following)
    if not _BARE_IS.match(text) or STARTS_WITH_SIGN.match(following):
        return False
    if is_replaced(runs[number - 1][1], text, following) or (
        _APPOSED.search(verb) and RELATION.search(following)
    ):
        return False  # or the verb is of the noun before: a step with step size $a$ is $x = ...$
    return not _IS_LIMIT.match(text) or bool(_CHOOSES.search(verb))


def _is_formula(text: str) -> bool:
    if not RELATION.search(text):
        return is_composed(text)
    return bool(re.search(r"[A-Za-zΑ-ω]|(?:→|-+>) ?0", text))


def _trimmed(text: str, run: list[Piece]) -> str:
    return text if run[-1].written else text.rstrip(" .,;:")
