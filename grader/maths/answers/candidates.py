"""Which expression of an answer is the answer: boxed, concluded with, asked for by name, or the only one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from grader.macros import definitions_in, expand, group_at
from grader.maths.answers.conclusions import (
    BOUNDING,
    CORRECTED,
    HEDGE,
    clause,
    is_aside,
    is_concluded,
    is_denied,
    is_final,
    is_in_reason,
    is_noun,
)
from grader.maths.answers.labels import spelled
from grader.maths.expressions.symbols import Declarations
from grader.maths.notation.letter_times import with_times_signs
from grader.maths.notation.normalise import normalise, without_struck_text
from grader.maths.notation.spoken import with_maxima, write_out
from grader.maths.notation.spoken_signs import write_signs
from grader.maths.notation.tokens import TokenKind, tokenise
from grader.maths.reading.reader import read_styles, split_chain, split_lines
from grader.maths.reading.spans import Piece, find_pieces, has_prose
from grader.maths.reasons import Reason, Unread

MAX_ANSWER_CHARACTERS = 20_000
MAX_CANDIDATES = 60


@dataclass(frozen=True)
class Candidate:
    """One formula of an answer; `final` when the student concludes with it, `asked` when its left side is."""

    text: str
    final: bool = False
    asked: bool = False
    aside: bool = False
    """Whether it stands in a remark."""
    alternative: bool = False
    """Whether an "or" joins it to another."""
    conditional: bool = False
    """Whether it stands under a condition of its own (``N^{T+1} if BOS counts``)."""
    stated: bool = False
    """Whether no more than *is* or a colon offers it: any fact may be told so."""
    in_reason: bool = False
    """Whether it stands in the reason given for one before it."""


_CONTINUES = re.compile(r"\s*=(?![>=])")
"""What begins with a sign goes on from the formula before the words."""
_OTHERWISE = re.compile(r"\b(?:else|otherwise|sinon|autrement)\b", re.IGNORECASE)
_ASKED_BACK = re.compile(r"^\s*[~≈∼]\s*\$?\s*[\\\w]")
_CONDITION = re.compile(
    r"^\s*,?\s*(?:if|when|unless|in case|provided|si|quand|assuming|counting|including)\b", re.IGNORECASE
)
_NEAR_CONDITION = re.compile(
    r"^\s*,?\s*(?:[a-zà-ÿ]+\s+){0,3}(?:if|when|unless|provided|si|quand)\b", re.IGNORECASE
)
"""A condition a few words on, which counts where the text also says what holds otherwise."""
_GOES_ON = re.compile(r"^\s*,?\s*(?:and|et|&)?\s*$", re.IGNORECASE)
"""What stands between a remark and the rest of it."""
_INSTANCE = re.compile(r"^\s*\\?[A-Za-z]+\s*=\s*\d+\s*$")
"""A value put in for an example; what follows in that sentence is about the example."""
_SENTENCE_END = re.compile(
    r"[.;!]\s|\n\s*\n|\b(?:so|hence|thus|therefore|in general|donc|ainsi)\b", re.IGNORECASE
)
_OR = re.compile(
    r"^\s*[,(]*\s*(?:or|ou|alternatively|vs\.?|versus)\b\s*(?:bien|even|maybe|also)?\s*,?\s*$", re.IGNORECASE
)
_REMARK = re.compile(
    r"(?:\\q?quad|&&)\s*\\text(?:rm|it)?\s*\{\s*(?:\(|by\b|since\b|because\b|using\b|def)[^{}$]{1,80}\}\s*(?=\\\\)"
    r"|\\q?quad\s*\\text\s*\{\s*\([^\n$]{0,200}?\)\s*(?=$|\n|\$|\\\\|\\end)"
)
"""A remark in brackets at the end of a row, of words and formulas."""
_BOXED = re.compile(r"\\(?:boxed|fbox)\s*(?=\{)")


def find_candidates(
    text: str, declarations: Declarations, *, asked: str = ""
) -> tuple[Candidate, ...] | Unread:
    """The formulas of an answer that may be the answer, in order; `Unread` where it is empty or hedged."""
    if len(text) > MAX_ANSWER_CHARACTERS:
        return Unread(Reason.LIMIT, f"more than {MAX_ANSWER_CHARACTERS} characters")
    text = without_struck_text(text).strip()
    if "\\" in text:
        text = _REMARK.sub("", text)
        text, macros = definitions_in(text)
        text = expand(text, macros)
    if not re.sub(r"[\s$.,;:]|\\\\", "", text):
        return Unread(Reason.EMPTY, "nothing written")
    boxed = _boxed(text)
    if boxed:
        return tuple(_candidate(each, declarations, asked, final=True) for each in boxed[-1:])
    text = with_times_signs(_without_markup(_without_code_fences(text)), declarations.by_key)
    text = write_signs(with_maxima(text))
    if _is_bare_formula(text, declarations):
        return tuple(
            _candidate(each, declarations, asked, final=False) for each in _listed(text, declarations)
        )
    text = write_out(text)
    pieces = _since_correction(find_pieces(text, declarations))
    if isinstance(pieces, Unread):
        return pieces
    pieces = _without_name_lists(pieces)
    if _ASKED_BACK.search(text) or any(_is_questioned(pieces, place) for place in range(len(pieces))):
        return Unread(Reason.HEDGED, "the answer is put as a question or an estimate")
    hedge = HEDGE.search(" ".join(piece.text for piece in pieces if not piece.is_math))
    hedge = hedge or next(filter(None, map(_bounded, pieces, pieces[1:])), None)
    if hedge:
        return Unread(Reason.HEDGED, f"the answer hedges: {' '.join(hedge.group().split())[:60]!r}")
    found = _from_pieces(pieces, declarations, asked)
    if found:
        return found
    if not any(piece.is_math for piece in pieces):
        return Unread(Reason.UNPARSED, "no formula found")
    return Unread(Reason.UNPARSED, "no formula is offered as the answer")


_PLACES = re.compile(
    r"\s*(?:(?:free|possible|libres?|freie)\s+)?(?:positions?|slots?|places?|tokens|Positionen|Stellen|Plätze)\b"
)
"""Behind a number of places, which is none of lists: ``N^T: T+1 positions, the first is fixed``."""
_NAME = r"[A-Za-z]_\{?\w{1,3}\}?"
_NAMES_LISTED = re.compile(rf"[\s$]*(?:{_NAME}\s*,\s*)+(?:\.\.\.|…|⋯|\\[lc]?dots)\s*,\s*{_NAME}[\s$]*")
"""``w_0, ..., w_T``: the names of what is counted, and no answer."""


def _without_name_lists(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces, lists of names as words where another formula stands beside them."""
    named = [bool(each.is_math and _NAMES_LISTED.fullmatch(each.text)) for each in pieces]
    if not any(named) or all(name for name, each in zip(named, pieces, strict=True) if each.is_math):
        return pieces
    return tuple(
        replace(each, is_math=False) if name else each for name, each in zip(named, pieces, strict=True)
    )


def _since_correction(pieces: tuple[Piece, ...]) -> tuple[Piece, ...] | Unread:
    """The pieces since the words that take back what stands before them; a bare apology is a hedge."""
    taken_back = [
        place for place, each in enumerate(pieces) if not each.is_math and CORRECTED.search(each.text)
    ]
    if not taken_back:
        return pieces
    later = pieces[taken_back[-1] :]
    if any(each.is_math for each in later):
        return later
    return Unread(Reason.HEDGED, "the answer is taken back, and nothing stands in its place")


def _bounded(words: Piece, formula: Piece) -> re.Match[str] | None:
    """The words that make a formula no more than a bound."""
    return BOUNDING.search(words.text) if formula.is_math and not words.is_math else None


_MARKUP = (
    (re.compile(r"<sup>\s*(.{1,40}?)\s*</sup>", re.IGNORECASE), r"^{\1}"),
    (re.compile(r"<sub>\s*(.{1,40}?)\s*</sub>", re.IGNORECASE), r"_{\1}"),
    # a token of the model's (``<BOS>``) is a word, unless a formula says that something equals it
    (re.compile(r"(?<![=\w] )(?<![=\w$`\\])[`$]?<\s?/?[A-Z]{2,5}\s?>[`$]?"), " the start token "),
    (re.compile(r"(?<=[a-z] )<\s?/?[A-Z]{2,5}\s?>(?!\$)"), " the start token "),
    (re.compile(r"</?(?:b|i|em|strong|u|p|br|span|code|var)\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"(?<![\w)\]}*])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?![\w(*])"), r"\1"),
    (re.compile(r"(?<![\w)\]}_])__(?=\S)([^\n]+?)(?<=\S)__(?![\w({])"), r"\1"),
)


def _without_markup(text: str) -> str:
    """The text without Markdown's and HTML's emphasis; raised and lowered text as scripts."""
    for pattern, plain in _MARKUP:
        text = pattern.sub(plain, text)
    return text


def _without_code_fences(text: str) -> str:
    """The text without the marks of a block of code, and without its comments."""
    text = re.sub(r"^```\w*\s*$", "", text, flags=re.MULTILINE)
    return text if "\\" in text else re.sub(r"(?<=\S)\s+#\s(?!=).*$", "", text, flags=re.MULTILINE)


_DELIMITER = re.compile(
    r"\$|\\\(|\\\[|\\begin\{(?:equation|align|aligned|gather|eqnarray|displaymath|math|split)|`|\n\s*\n"
)
_GOING_ON = re.compile(r",\s*(?:so|hence|thus|then|therefore|donc|alors)\s", re.IGNORECASE)
_MAX_BARE = 2_000
_MAX_SEPARATORS = 40


def _is_bare_formula(text: str, declarations: Declarations) -> bool:
    """Whether an answer without delimiters is one formula from its first character to its last."""
    if len(text) > _MAX_BARE or _DELIMITER.search(text) or _GOING_ON.search(text):
        return False
    if not has_prose(text, declarations):
        return True
    return not isinstance(_read(text, declarations), Unread)


def _listed(text: str, declarations: Declarations) -> tuple[str, ...]:
    """The formulas of a bare list ``a, b, c``, where it is no single formula and each of them can be read."""
    parts = [part for part in re.split(r"[,;](?![^(\[{]*[)\]}])", text) if part.strip()]
    if len(parts) < 2 or len(parts) > MAX_CANDIDATES:
        return (text,)
    # a formula, and where it starts: ``S(n) = ..., S(0) = ...``
    starts = [part for part in parts[1:] if _is_at_number(spelled(split_chain(part)[0][0]))]
    rest = tuple(part for part in parts if part not in starts)
    if starts and not any(isinstance(_read(part, declarations), Unread) for part in rest):
        return rest
    if not isinstance(_read(text, declarations), Unread):
        return (text,)
    if any(isinstance(_read(part, declarations), Unread) for part in parts):
        return (text,)
    return tuple(parts)


def _read(text: str, declarations: Declarations) -> object:
    return read_styles(text, declarations, free_indices=True, relation=True)[0]


def _boxed(text: str) -> list[str]:
    found = []
    for match in _BOXED.finditer(text):
        end = group_at(text, match.end())
        if end > 0:
            found.append(text[match.end() + 1 : end - 1].strip("$ "))
    return found


def _from_pieces(pieces: tuple[Piece, ...], declarations: Declarations, asked: str) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    has_otherwise = any(_OTHERWISE.search(piece.text) for piece in pieces if not piece.is_math)
    before, aside, in_example = "", False, False
    for place, piece in enumerate(pieces):
        if not piece.is_math:
            in_example = in_example and not _SENTENCE_END.search(piece.text)
            before = (before + piece.text)[-400:]
            continue
        after = pieces[place + 1].text if place + 1 < len(pieces) and not pieces[place + 1].is_math else ""
        if is_denied(before, after):
            before += " · "
            continue
        goes_on = piece.text.lstrip().startswith("=") and is_noun(before)
        aside = (
            (is_aside(before) and not goes_on)
            or (aside and bool(_GOES_ON.match(clause(before))))
            or in_example
            or (bool(_PLACES.match(after)) and "^" not in piece.text)
        )
        in_example = in_example or (aside and bool(_INSTANCE.match(piece.text)))
        conditional = bool(_CONDITION.match(after)) and (len(pieces) > 3 or has_otherwise)
        conditional = conditional or (has_otherwise and bool(_NEAR_CONDITION.match(after)))
        final = is_final(before)
        stated, in_reason = final and not is_concluded(before), is_in_reason(before)
        for line in _formulas(piece.text, asked):
            if len(found) >= MAX_CANDIDATES:
                break
            if not line.strip(" =(\n"):
                continue  # what was left of a remark: ``(k = the word before)``
            if found and found[-1].asked and _CONTINUES.match(line):
                found[-1] = replace(found[-1], text=f"{found[-1].text.rstrip(' .,;')} {line}")
                continue
            candidate = _candidate(line, declarations, asked, final=final)
            candidate = replace(candidate, aside=aside and not candidate.asked)
            found.append(replace(candidate, conditional=conditional, stated=stated, in_reason=in_reason))
        if len(found) > 1 and _OR.match(clause(before)):
            found[-2:] = [replace(each, alternative=True) for each in found[-2:]]
        before += " · "
    if len(found) < 2:
        return tuple(found)
    # what stands in a remark is the answer only where nothing else is
    found = _without_special_values(found, declarations)
    kept = tuple(each for each in found if not _is_mere_mention(each.text)) or tuple(found)
    return tuple(each for each in kept if not each.aside) or kept


def _without_special_values(found: list[Candidate], declarations: Declarations) -> list[Candidate]:
    """Without ``S(3) = 6`` beside ``S(n) = ...``: an example, or where a sequence starts."""
    sides = [split_chain(each.text)[0] for each in found]
    lefts = [spelled(each[0]) for each in sides]
    general = {
        left[0]
        for left, each in zip(lefts, sides, strict=True)
        if len(left) > 2 and not left[2].isdigit() and not isinstance(_read(each[-1], declarations), Unread)
    }
    return [
        each
        for left, each in zip(lefts, found, strict=True)
        if each.asked or not (_is_at_number(left) and left[0] in general)
    ]


def _is_at_number(left: tuple[str, ...]) -> bool:
    """Whether a left side is ``S(3)``, ``S_3`` or ``S_3(j)``."""
    if len(left) < 3 or left[1] not in ("(", "[", "_") or not left[2].isdigit():
        return False
    return len(left) in (3, 4) or (left[1] == "_" and len(left) == 6 and left[3] == "(")


_SIZES = re.compile(r"^[\s(]*\w+\s*(?:×|\\times|<|>|≤|≥|\\(?:leq?|geq?|ll|gg)(?![A-Za-z]))\s*\w+[\s)]*$")
"""A shape, ``n × n``, or how two letters compare, ``n < d``."""


def _is_mere_mention(text: str) -> bool:
    """Whether it is a lone symbol, a shape or a calculation with numbers only, as explanations have them."""
    if _SIZES.match(text):
        return True
    tokens = tokenise(normalise(text[:200]))
    return len(tokens) <= 1 or not any(token.kind is TokenKind.NAME for token in tokens)


def _is_questioned(pieces: tuple[Piece, ...], place: int) -> bool:
    """Whether a question mark stands right after a formula."""
    following = pieces[place + 1].text if place + 1 < len(pieces) else ""
    return pieces[place].is_math and following.lstrip().startswith("?")


_APART = re.compile(r"(?:[,;]|\\q?quad(?![A-Za-z]))(?:\s|[,;&~]|\\q?quad(?![A-Za-z])|\\[,;: ])*")
_INDEX_RELATION = re.compile(r"^\s*[A-Za-z](?:_\{?\w+\}?)?\s*(?:=|\\in\b|∈|>|<|≥|≤|\\[gl]eq?\b|\\ne)")


def _apart(row: str, asked: str) -> list[str]:
    """The equations of a row that has several; a side condition stays where it is."""
    if len(row) > _MAX_BARE or row.count("=") < 2 or row.count(",") > _MAX_SEPARATORS:
        return [row]
    depth = 0
    for place, character in enumerate(row):
        depth += (character in "([{") - (character in ")]}")
        depth += row.startswith("\\begin{", place) - row.startswith("\\end{", place)
        escaped = place > 0 and row[place - 1] == "\\" and character in ",;"
        found = _APART.match(row, place) if depth == 0 and place and not escaped else None
        if found is None or not found.group().strip():
            continue
        tail = row[found.end() :]
        sides, signs = split_chain(tail)
        if "=" not in signs or not split_chain(row[:place])[1]:
            continue
        if _INDEX_RELATION.match(tail) and spelled(sides[0]) != spelled(asked):
            continue
        return [row[:place], *_apart(tail, asked)]
    return [row]


def _formulas(text: str, asked: str = "") -> list[str]:
    """The formulas of a display, a row that begins with a sign joined to the row before."""
    rows: list[str] = []
    for line in split_lines(text):
        if rows and re.match(
            r"^\s*(?:=|\\leq?\b|\\geq?\b|<|>|≤|≥|\\approx|\\equiv|[-+](?!\s*$)|\\cdot|\\times)", line
        ):
            rows[-1] += " " + line
        else:
            rows.append(line)
    return [part for row in rows for part in _apart(row, asked) if part.strip()]


def _candidate(text: str, declarations: Declarations, asked: str, *, final: bool) -> Candidate:
    sides, signs = split_chain(text)
    is_asked = bool(signs) and bool(asked) and spelled(sides[0]) == spelled(asked)
    return Candidate(text, final, is_asked)


def choose(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates that count: those asked for by name, else those concluded with, else all."""
    asked = tuple(candidate for candidate in candidates if candidate.asked)
    if asked:
        if any(each.conditional or each.alternative for each in asked):
            return tuple(each for each in candidates if each.asked or each.alternative)
        return asked[-1:]
    final = [place for place, candidate in enumerate(candidates) if candidate.final]
    if final:
        return candidates if candidates[-1].alternative else candidates[final[-1] :]
    return candidates
