"""Find the mathematics in an answer: between delimiters, or as runs of bare notation among words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.maths.expressions.symbols import Declarations
from grader.maths.notation.tokens import segment
from grader.maths.notation.vocabulary import FUNCTIONS, GREEK


@dataclass(frozen=True)
class Piece:
    """A run of text or of mathematics, in order."""

    text: str
    is_math: bool
    delimited: bool = False


_DELIMITED = re.compile(
    r"\$\$(?P<display>.{1,3000}?)\$\$|\$(?P<inline>[^$]+?)\$|\\\((?P<round>(?:(?!\\\().){1,3000}?)\\\)|"
    r"(?<!\\)\\\[(?P<square>(?:(?!\\\[).){1,3000}?)\\\]|"
    r"(?P<environment>\\begin\{(?P<name>equation|align|aligned|gather|eqnarray|multline|"
    r"displaymath|math|split)(?P<star>\*?)\}"
    r".{1,6000}?\\end\{(?P=name)(?P=star)\})|`(?P<code>[^`]+)`",
    re.DOTALL,
)
_WORD = re.compile(r"\S+")
_STRONG = re.compile(
    r"[\\^_=*/+<>|{}\d−×·⋅‖∥√∑∏∂∇≤≥ᵀ²³⁻ⁿ₀-₉ₐ-ₜᵢⱼ½!αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΣΦΨΩ⊥⊤⟂⊙∘⊗′≈≠→⇒ŷ̂]|"
    r"[\w)\]]\s?@(?=\s?[\w(])(?![\w-]+\.[a-z]{2})"  # a product of arrays, and no address
)
_OPERATOR_WORD = re.compile(r"^(?:[-+*/=·×<>|‖−–∗@⊙∘÷]|<=|>=|\*\*)+$")
_STOP_WORDS = (
    "a an as at in is it to be by we of on or so if i the and for no not me my he us do up go am "
    "was are but this that "
    "with from has have can will then thus hence each per its our all any one two you he she "
    "they o ou et le la les un "
    "une de du des on ce se ne pas au en est par si sa son tu il"
)
_STOP = frozenset(_STOP_WORDS.split())
_NOTATION_WORDS = (
    "frac left right mathbf boldsymbol top sqrt linalg for over range array otherwise rac oldsymbol "
    "argmax argmin begin end cases bmatrix pmatrix matrix partial nabla perp grad hat bar tilde text "
    "mathrm torch numpy math pow operatorname times cdot Var Cov Std diag tr "
)
_NOTATION = frozenset(_NOTATION_WORDS.split())
_ALSO_PROSE_WORDS = (
    "minimum maximum inverse outer inner transpose divide multiply power square range array choose product"
)
_ALSO_PROSE = frozenset(_ALSO_PROSE_WORDS.split())
"""Functions that are words of sentences where no bracket follows them: ``at the minimum 2X w = 0``."""
_HYPHENED = re.compile(r"^[A-Za-zÀ-ÿ]{2,}(?:[-/'’][A-Za-zÀ-ÿ]+)+$")
_SLOPE = re.compile(r"^d([A-Za-z]{1,8})/d([A-Za-z]{1,8})$")
_STATISTIC = re.compile(r"^[-(]*(?:Var|Cov|Std|tr|Tr|diag)\(")
"""A function that is written like a word: ``Var(x)``."""
_CODE_CALL = re.compile(
    r"^[-(]*(?:(?:np|numpy|torch|jnp|math|scipy|F|tf)\.[a-z]|[A-Za-z]\w{0,11}\.(?:sum|mean|dot)\()"
)
_ENTRY = re.compile(
    r"^(?P<name>[A-Za-z]\w*)(?:\[\s*\w(?:[-+]\d)?(?:\s*,\s*\w(?:[-+]\d)?)*\s*\]|"
    r"\(\s*\w(?:[-+]\d)?(?:\s*,\s*\w(?:[-+]\d)?)+\s*\))"
)
"""An entry of a table: ``P[k, j]``, ``P(i, j)``."""
_ELLIPSES = frozenset({"...", "…", "⋯"})
_AFTER_ELLIPSIS = re.compile(r"\s*(?:[-+*·×,<=]|[A-Za-z](?:[_^]\{?\w{1,3}\}?)?\s*(?:=|$))")
"""What an ellipsis within a formula goes on with: a sign, or the last factor: ``N · N ⋯ N = ...``."""
_EDGES = ' \t\n.,;:!?"“”«»'


def find_pieces(text: str, declarations: Declarations) -> tuple[Piece, ...]:
    """The answer cut into text and mathematics; empty pieces are left out."""
    pieces: list[Piece] = []
    position = 0
    for found in _DELIMITED.finditer(text):
        pieces.append(Piece(text[position : found.start()], False))
        inner = next(
            found[name]
            for name in ("display", "inline", "round", "square", "environment", "code")
            if found[name] is not None
        )
        pieces.append(Piece(inner, True, delimited=True))
        position = found.end()
    pieces.append(Piece(text[position:], False))
    has_delimiters = len(pieces) > 1
    result: list[Piece] = []
    for piece in pieces:
        if piece.is_math:
            result.append(piece)
        else:
            result.extend(_bare(piece.text, declarations, alone=not has_delimiters))
    return tuple(piece for piece in result if piece.text.strip())


def _bare(text: str, declarations: Declarations, *, alone: bool) -> list[Piece]:
    """Runs of bare notation in a text; where there are delimiters, only runs that cannot be prose count."""
    pieces: list[Piece] = []
    run_start = run_end = -1
    strong = False
    position = 0
    words = list(_words(text))
    only = len(words) == 1
    for start, end in words:
        weight = _weight(text[start:end], declarations)
        if not weight and (
            _begins_run(text, start, end, declarations)
            or _is_between(text, start, end, run_end, declarations)
        ):
            weight = 1
        if run_start >= 0 and text[start:end] in _ELLIPSES and _AFTER_ELLIPSIS.match(text, end):
            run_end = end
            continue
        if weight:
            if run_start < 0:
                run_start = start
            run_end = end
            strong = strong or weight == 2
            if text[start:end].rstrip()[-1:] in ",;.:" and not _continues(text, end):
                position = _close(text, pieces, position, run_start, run_end, strong or only, alone)
                run_start, strong = -1, False
        elif run_start >= 0:
            position = _close(text, pieces, position, run_start, run_end, strong or only, alone)
            run_start, strong = -1, False
    if run_start >= 0:
        position = _close(text, pieces, position, run_start, run_end, strong or only, alone)
    pieces.append(Piece(text[position:], False))
    return pieces


def _is_between(text: str, start: int, end: int, run_end: int, declarations: Declarations) -> bool:
    """Whether a single letter stands between notation and notation, or its end, as a factor: ``x^T V y``."""
    letter = text[start:end]
    if not re.fullmatch(r"[B-HJ-Zb-xz]", letter) or run_end < 0 or text[run_end:start].strip():
        return False
    following = _WORD.match(text, end + 1)
    if following is not None and letter.islower():
        return False
    return following is None or _weight(following.group(), declarations) > 0


def _begins_run(text: str, start: int, end: int, declarations: Declarations) -> bool:
    """Whether a word such as ``I`` stands beside an operator, and so is a symbol."""
    if not re.fullmatch(r"[A-Za-z]{1,2}", text[start:end]):
        return False
    after = text[end:].lstrip()
    if re.fullmatch(r"[b-xzB-HJ-Z]", text[start:end]) and _is_notation(after, declarations):
        return True  # a lone letter before what must be mathematics is a factor: ``s W^T g``
    return bool(re.match(r"[-+*/=^@−·×](?:\s|\W|\w\b|\w[_^(])", after))


def _is_notation(text: str, declarations: Declarations) -> bool:
    """Whether a text begins with a word that can only be mathematics, and no operator."""
    word = _WORD.match(text)
    return (
        word is not None
        and _weight(word.group(), declarations) == 2
        and not _OPERATOR_WORD.match(word.group())
    )


def _continues(text: str, end: int) -> bool:
    """Whether brackets are still open at this place, so that a comma does not end the run."""
    before = text[:end]
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


_FACTORIAL = re.compile(r"(?:\b(?:log|ln)\s*|/\s*)[A-Za-z]$")


def _without_edges(run: str) -> str:
    """A run without the punctuation behind it; ``log k!`` ends in no exclamation."""
    kept = run.rstrip(_EDGES)
    return f"{kept}!" if run[len(kept) : len(kept) + 1] == "!" and _FACTORIAL.search(kept) else kept


def _close(
    text: str, pieces: list[Piece], position: int, start: int, end: int, strong: bool, alone: bool
) -> int:
    kept = _without_edges(text[start:end])
    run = kept.lstrip(_EDGES)
    bare_needed = alone or len(run) > 2
    if strong and run and bare_needed:
        pieces.append(Piece(text[position:start], False))
        pieces.append(Piece(_balanced(run), True))
        return start + len(kept)
    return position


def _balanced(run: str) -> str:
    """Without a bracket of the sentence at either end."""
    if run.endswith(")") and run.count(")") > run.count("("):
        run = run[:-1]
    if run.startswith("(") and run.count("(") > run.count(")"):
        run = run[1:]
    opening = run.rfind(" (")
    if opening > 0 and run.count("(") > run.count(")") and ")" not in run[opening:]:
        run = run[:opening]  # a remark in words begins there: ``X y (X being ...)``
    return run


def _words(text: str) -> list[tuple[int, int]]:
    """Words by their places; what stands in braces stays one word."""
    words: list[tuple[int, int]] = []
    depth = closing = 0
    start = -1
    for place, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth = max(0, depth - 1)
        elif character in "([" and start >= 0 and place >= closing:
            # the argument of a call is part of its word, spaces and all
            closing = max(closing, _closing(text, place))
        if place < closing:
            continue
        if character.isspace() and depth == 0:
            if start >= 0:
                words.append((start, place))
                start = -1
        elif start < 0:
            start = place
    if start >= 0:
        words.append((start, len(text)))
    return words


def _closing(text: str, opening: int) -> int:
    """The place after the bracket that closes the one at `opening`; 0 where none does nearby."""
    depth = 0
    for place in range(opening, min(len(text), opening + 120)):
        depth += (text[place] in "([") - (text[place] in ")]")
        if depth == 0:
            return place + 1
    return 0


def has_prose(text: str, declarations: Declarations) -> bool:
    """Whether any word of it is neither mathematics nor declared."""
    for start, end in _words(text):
        word = text[start:end]
        if _weight(word, declarations) == 0 and word.strip(_EDGES + "()[]") not in ("I", "a", "A", ""):
            return True
        if any(_is_prose(run, declarations) for run in re.findall(r"(?<![\\A-Za-z])[A-Za-zÀ-ÿ]{3,}", word)):
            return True
    return False


def _is_prose(run: str, declarations: Declarations) -> bool:
    if run in FUNCTIONS or run in GREEK or run in declarations.vocabulary or run in _NOTATION:
        return False
    return not all(
        part in declarations.vocabulary | FUNCTIONS | GREEK for part in segment(run, declarations.vocabulary)
    )


def _weight(word: str, declarations: Declarations) -> int:
    """2 for what must be mathematics, 1 for what may be, 0 for prose."""
    if _OPERATOR_WORD.match(word):
        return 2 if word not in ("-", "–", "|", "/") else 1
    if _CODE_CALL.match(word) or _STATISTIC.match(word):
        return 2
    if (entry := _ENTRY.match(word)) and entry["name"] in declarations.vocabulary:
        return 2
    core = word.strip(_EDGES + "()[]").removesuffix(".T")
    if core in ("I", "a", "A") and core not in declarations.by_key:
        return 0
    if not core:
        return 1 if word.strip(_EDGES) else 0
    if core.lower() in _STOP and (core.islower() or len(core) > 1) and core not in declarations.by_key:
        return 0
    slope = _SLOPE.match(core)
    if slope and all(_is_formula(part, declarations) for part in slope.groups()):
        return 2
    if _HYPHENED.match(core) and not _is_formula(core, declarations):
        return 0
    if _STRONG.search(core):
        return 2 if not re.fullmatch(r"\d+(?:st|nd|rd|th|%)?", core) else 1
    if core in _ALSO_PROSE and core == word.strip(_EDGES) and core not in declarations.by_key:
        return 0
    if _is_formula(core, declarations) or core in FUNCTIONS or core in GREEK:
        if "(" in word or "[" in word:
            return 2
        return 1
    if re.match(r"^[B-Z]\([^()]{1,40}\)$", word):
        return 1
    if re.match(r"^[A-Za-z]+\(", word) and _is_formula(re.sub(r"[^A-Za-z]", "", core), declarations):
        return 2
    return 0


def _is_formula(core: str, declarations: Declarations) -> bool:
    """Whether letters and brackets spell declared names only."""
    runs = re.findall(r"[A-Za-z]+", core)
    known = declarations.vocabulary | FUNCTIONS | GREEK | {"O", "Theta", "I", "e"}
    if not runs or re.search(r"[^A-Za-z()\[\],'|.-]", core):
        return False
    if core.lower() in _STOP and core not in declarations.by_key:
        return False
    return all(part in known for run in runs for part in segment(run, declarations.vocabulary))
