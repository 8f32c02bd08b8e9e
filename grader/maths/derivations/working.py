"""Read working, as plain text with its prose, into chains of sides: `grader compare` has no document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from grader.damage import mend
from grader.maths.derivations.alternatives import alternatives
from grader.maths.derivations.roles import Role, role_of
from grader.maths.derivations.rows import DEMANDED, IMPLIED, claims, has_relation, rows_of, sides_of
from grader.maths.normalise import without_struck_text
from grader.maths.spans import find_pieces, has_prose
from grader.maths.symbols import Declarations

_MAX_CHAINS = 80
_MAX_SIDES = 300
_IMPLIES = frozenset({"=>", "<=>", "<=="})
_DEFINING = re.compile(r":=|≔|\\(?:coloneqq|triangleq|doteq|equiv)(?![A-Za-z])|≜|≡")
_ENVIRONMENT = re.compile(
    r"\\(?P<which>begin|end)\s*\{(?:align|aligned|alignat|alignedat|flalign|gather|gathered|split|multline|"
    r"equation|eqnarray|IEEEeqnarray|dmath|displaymath|math)\*?\}(?:\{\d*[rcl]*\})?"
)
_WRAPPER = re.compile(
    r"\\(?:begin|end)\s*\{(?:enumerate|itemize|proof|solution|answer|center|quote|description)\}(?:\[[^\]]*\])?"
)


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


@dataclass(frozen=True)
class _Piece:
    """A run of mathematics: whether it has lines of its own, and the words before and after it."""

    text: str
    own: bool
    before: str = ""
    after: str = ""


def read_working(student: str, declarations: Declarations) -> list[Chain]:
    """The chains of working, in order."""
    chains: list[Chain] = []
    role = Role.STATED
    for piece in _pieces(_prepared(student), declarations):
        if len(chains) >= _MAX_CHAINS or sum(len(chain.sides) for chain in chains) > _MAX_SIDES:
            break
        said = role_of(piece.before, piece.after)
        if said is Role.DENIED and (piece.own or not _REFUSED.search(piece.before + "|" + piece.after)):
            said = Role.STATED
        if _SUPPOSED.search(piece.before):
            said = Role.ASSUMED
        # what "and" joins is put forward as the same
        role = role if _JOINS.fullmatch(piece.before) and piece.before else said
        for row in rows_of(piece.text):
            _add_row(chains, row, piece, role)
    stated = [chain for chain in chains if chain.role is not Role.DENIED]
    # what is merely mentioned is no step, but may be what the working ends with
    kept = [chain for chain in stated if not chain.mention or chain is stated[-1]]
    return kept if len(kept) > 1 or not kept else [replace(kept[0], mention=False)]


# --- pieces


def _prepared(text: str) -> str:
    """Damage mended line by line, displays delimited alike, lists and struck text taken off."""
    text = without_struck_text(text.replace("\r\n", "\n"), comments="\\begin" in text)
    lines = [
        mend(line.replace("\\begin{", "\\begin {")).replace("\\begin {", "\\begin{")
        for line in text.split("\n")
    ]
    text = re.sub(r"(?<!\\)\\(?=[ \t]*(?:\n|[ \t]&))", r"\\\\\\\\", "\n".join(lines))
    text = re.sub(r"^\s*```\w*\s*$", "", _WRAPPER.sub("\n", text), flags=re.MULTILINE)
    text = _ROWS.sub(_as_rows, text)
    text = re.sub(r"\\item(?:\[[^\]]*\])?(?![A-Za-z])", "\n", text)
    return _displays(text)


_ROWS = re.compile(r"\\begin\s*\{array\}\s*(?:\[\w\]\s*)?\{[^{}]*\}(?P<rows>.*?)\\end\s*\{array\}", re.DOTALL)


def _as_rows(array: re.Match[str]) -> str:
    """An array whose columns are the sides of relations is no matrix."""
    rows = array["rows"]
    if not re.search(r"&\s*(?:=|\\leq?|\\geq?|≤|≥|<|>)\s*&", rows):
        return array.group()
    return f"\\begin{{eqnarray}}{rows}\\end{{eqnarray}}"


def _displays(text: str) -> str:
    """The text with `$$` round each display that no delimiter opens."""
    pieces = re.split(r"(\$\$.+?\$\$|\$.+?\$|\\\[.+?\\\]|\\\(.+?\\\))", text, flags=re.DOTALL)
    return "".join(piece if number % 2 else _wrapped(piece) for number, piece in enumerate(pieces))


def _wrapped(text: str) -> str:
    result, depth, position = "", 0, 0
    for mark in _ENVIRONMENT.finditer(text):
        result += text[position : mark.start()]
        opens = mark["which"] == "begin"
        plain = f"\\{mark['which']}{{{'eqnarray' if 'array' in mark.group() else 'aligned'}}}"
        result += "$$" + plain if opens and depth == 0 else ""
        depth += 1 if opens else -1
        result += plain + "$$" if not opens and depth == 0 else ""
        depth, position = max(depth, 0), mark.end()
    return result + text[position:]


_DELIMITED = re.compile(
    r"\$\$(?P<display>.+?)\$\$|(?<!\\)\\\[(?P<square>.+?)\\\]|\$(?P<inline>[^$]+?)\$|\\\((?P<round>.+?)\\\)|"
    r"`(?P<code>[^`\n]+)`",
    re.DOTALL,
)


def _pieces(text: str, declarations: Declarations) -> Iterator[_Piece]:
    marks = list(_DELIMITED.finditer(text))
    if not marks:
        for line in text.split("\n"):
            yield from _of_line(line, declarations)
        return
    runs: list[tuple[str, str]] = []
    position = 0
    for mark in marks:
        runs.append(("", text[position : mark.start()]))
        kind = mark.lastgroup or ""
        runs.append((kind, mark[kind]))
        position = mark.end()
    runs.append(("", text[position:]))
    yield from _joined(_with_words(runs, declarations))


def _with_words(runs: list[tuple[str, str]], declarations: Declarations) -> list[tuple[str, str]]:
    """Runs with bare mathematics in the words found, line by line."""
    found: list[tuple[str, str]] = []
    for kind, text in runs:
        if kind or not has_relation(text):
            found.append((kind, text))
            continue
        for line in re.split(r"(?<=\n)", text):
            found += [
                ("bare" if piece.is_math else "", piece.text) for piece in find_pieces(line, declarations)
            ]
    return found


_SPOKEN = (
    (re.compile(r"^\s*(?:(?:is|are)\s+)?(?:equal to|equals|the same as)\s*$", re.IGNORECASE), "="),
    (
        re.compile(r"^\s*(?:is|are)\s+(?:at most|bounded by|no larger than|less than or equal to)\s*$", re.I),
        r"\le",
    ),
    (re.compile(r"^\s*(?:is|are)\s+(?:at least|no smaller than|greater than or equal to)\s*$", re.I), r"\ge"),
)


def _joined(runs: list[tuple[str, str]]) -> Iterator[_Piece]:
    """Mathematics with the words round it; a spoken sign between two formulas makes them one."""
    before, held = "", None
    for number, (kind, text) in enumerate(runs):
        if not kind:
            sign = next((sign for pattern, sign in _SPOKEN if pattern.match(text)), "")
            if held is not None and sign and number + 1 < len(runs):
                held = (f"{held[0]} {sign}", held[1], held[2])
                continue
            if held is not None:
                yield _Piece(held[0], held[1], held[2], text)
                held, before = None, ""
            before += text
            continue
        if held is not None and held[0].endswith(("=", r"\le", r"\ge")) and not before:
            held = (f"{held[0]} {text}", held[1], held[2])
            continue
        if held is not None:
            yield _Piece(held[0], held[1], held[2])
            before = ""
        own = kind in ("display", "square") or _alone(runs, number)
        held, before = (text, own, before), ""
    if held is not None:
        yield _Piece(*held)


_ONLY_CONNECTS = re.compile(
    r"[\s.,;:>*•\-\d()]*(?:(?:so|hence|thus|therefore|then|and|now|finally|since|we get|we have|gives|"
    r"that is|i\.e\.|donc|ainsi|d'où|alors|⇒|⟹|=>|∴)[\s,:]*)*",
    re.IGNORECASE,
)


def _alone(runs: list[tuple[str, str]], number: int) -> bool:
    """Whether no words share a formula's line."""
    before = runs[number - 1][1] if number else ""
    after = runs[number + 1][1] if number + 1 < len(runs) else ""
    left, right = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
    if number > 1 and runs[number - 1][0] == "" and "\n" not in before:
        return False
    if number + 2 < len(runs) and "\n" not in after:
        return False
    return bool(_ONLY_CONNECTS.fullmatch(left)) and not re.search(r"\w", right)


# --- lines without delimiters


_LABEL = re.compile(
    r"^\s*(?:(?:[*•]|-(?=\s+[A-Za-z]{3,}\s))\s+|\d+[.)]\s+|\([ivx\d]+\)\s*|(?:>|\|)\s+)?"
    r"(?:[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ' -]{1,60}:\s+)?"
)
_LEADING = re.compile(
    r"^(?:\s*(?:so|hence|thus|therefore|then|and|now|finally|since|we get|we have|we obtain|this gives|gives|"
    r"that is|i\.e\.|recall|donc|ainsi|d'où|alors|∴|\\therefore)(?![A-Za-z_({^=])[,:]?\s*)+",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*(?:\((?P<round>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<square>[^\[\]]*)\]|"
    r"(?:\s{2,}|\t)(?:#|//|--|<-|←)\s*(?P<tail>.*)|[#%]\s(?P<comment>.*))\s*[.∎□■]?\s*$"
)


def _of_line(line: str, declarations: Declarations) -> Iterator[_Piece]:
    label = _LABEL.match(line)
    words = label.group() if label else ""
    rest = line[len(words) :]
    led = _LEADING.match(rest)
    if led:
        words, rest = words + led.group(), rest[led.end() :]
    rest = _without_remark(rest, declarations)
    if not rest.strip():
        return
    if not _has_words(rest, declarations):
        yield _Piece(rest.strip(), True, words)
        return
    pieces = find_pieces(rest, declarations)
    runs = [("bare" if piece.is_math else "", piece.text) for piece in pieces]
    for each in _joined(runs):
        yield replace(each, before=words + each.before)
        words = ""


def _without_remark(line: str, declarations: Declarations) -> str:
    for _ in range(3):
        found = _REMARK.search(line)
        if found is None or not line[: found.start()].strip():
            return line
        inner = next((part for part in found.groupdict().values() if part is not None), "")
        if found["round"] is not None or found["square"] is not None:
            spaced = line[found.start() : found.start() + 1].isspace()
            apart = line[found.start() : found.start() + 2].isspace() and _is_name_of_rule(
                inner, declarations
            )
            if not spaced or not (apart or _has_words(inner, declarations)):
                return line
        line = line[: found.start()]
    return line


def _is_name_of_rule(words: str, declarations: Declarations) -> bool:
    """Whether words in brackets at the end of a line only say why."""
    return (
        bool(re.fullmatch(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ .,'-]{2,}", words)) and words not in declarations.vocabulary
    )


_SHORT = frozenset(re.findall(r"\w+", "is by so we of in at to it on be if or as an the and for"))


def _has_words(text: str, declarations: Declarations) -> bool:
    """Whether words of a language stand in it, beyond those that join formulas."""
    if not has_prose(text, declarations):
        return False
    bare = re.sub(r"\\(?:text|mbox|textrm|operatorname|mathrm)\s*\{[^{}]*\}|\\[A-Za-z]+", " ", text)
    bare = re.sub(
        r"(?<![A-Za-z])(?:and|so|hence|thus|therefore|then|or|ou|et|donc)(?![A-Za-z_({^])", " ", bare
    )
    words = re.findall(r"(?<![A-Za-z_^{\\])[A-Za-zÀ-ÿ]{2,}(?![A-Za-z(\[{^])", bare)
    return any(
        (word in _SHORT and word not in declarations.vocabulary)
        or (len(word) > 2 and has_prose(word, declarations))
        for word in words
    )


# --- chains


_REFUSED = re.compile(
    r"\b(?:not|isn't|wrong|incorrect|instead of|rather than|mistake|n'est pas|au lieu de|would be|"
    r"would give)\b",
    re.IGNORECASE,
)

_JOINS = re.compile(r"[\s,;]*(?:and(?:\s+also)?|et|as well as)?[\s,;]*", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:for|when|whenever|if|unless|provided|pour|si|quand|every|any|all|with|where|assuming|avec|où)\b[^.;]*$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|from|si|provided(?:\s+that)?)\s*(?:we have\s*)?$", re.IGNORECASE)
_DEMAND = re.compile(
    r"\b(?:set(?:ting|s)?|solv\w+|require|requiring|impos\w+|stationar\w+|critical|optim\w+|minimi[sz]\w+|"
    r"maximi[sz]\w+|vanish\w*|equat\w+|first[- ]order|normal equations?|zero|root|must|"
    r"annul\w*|pos(?:ons|ant))\b",
    re.IGNORECASE,
)
_NAMED_RANGE = re.compile(r"^\s*[A-Za-z](?:_\{?\w+\}?)?\s*(?:=|\\in\b|∈).*(?:\\[lc]?dots|\.\.\.|…)")


def _add_row(chains: list[Chain], row: str, piece: _Piece, role: Role) -> None:
    if _add_listed(chains, row, piece.before, role):
        return
    for number, claim in enumerate(claims(row)):
        words = claim.lead.replace(IMPLIED, "hence") if number or claim.lead.strip(" ,;") else ""
        said = role_of(words, "") if words.strip(" ,;") else role
        words = words if number else f"{piece.before} {words}"
        implied = IMPLIED in claim.lead or bool(re.search(r"\b(?:hence|so|thus|therefore)\b", words))
        if _NAMED_RANGE.match(claim.text) or (not has_relation(claim.text) and number):
            continue
        if re.search(r"\\(?:in|notin|forall|sim)(?![A-Za-z])|[∈∉∀∼]", claim.text):
            continue
        if _SUPPOSED.search(words):
            said = Role.ASSUMED
        if _is_condition(words, claim.text):
            said = Role.ASSUMED
        if _add_listed(chains, claim.text, words, said):
            continue
        joined = bool(words.strip() and _JOINS.fullmatch(words))
        reason = bool(_REASON.search(words))
        made = Chain([], [], (), "", said, words, False, _is_demanded(words, piece), implied, joined, reason)
        _add_claim(chains, claim.text, made, piece)


_INEQUALITY = re.compile(r"[<>≤≥≠]|\\(?:[lg]eq?|neq?|[lg]t)(?![A-Za-z])")
_DOMAIN = re.compile(
    r"^\s*\\?[A-Za-zα-ω]+(?:_\{?\w+\}?)?\s*(?:[<>≤≥≠]|\\(?:[lg]eq?|neq?|[lg]t)(?![A-Za-z]))\s*-?[\d.]+\s*$"
)
_REASON = re.compile(
    r"\b(?:as|since|because|given|car|puisque|using|note that|recall|remember)\b[^.;]*$", re.IGNORECASE
)


def _is_condition(words: str, text: str) -> bool:
    """Whether an inequality says under what condition something is claimed."""
    if _CONDITION.search(words) and _INEQUALITY.search(text):
        return True
    return bool(_DOMAIN.match(text)) and bool(_REASON.search(words))


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


def _is_demanded(words: str, piece: _Piece) -> bool:
    return bool(_DEMAND.search(words)) or bool(re.match(r"\s*(?:to\s+(?:be\s+)?zero|and solve)", piece.after))


def _add_claim(chains: list[Chain], text: str, made: Chain, piece: _Piece) -> None:
    if DEMANDED in text:
        made.demanded = True
        text = text.replace(DEMANDED, " ")
    if _DEFINING.search(text):
        made.role = Role.DEFINED
    sides, signs = sides_of(_trimmed(text))
    sides, signs = sides[:_MAX_SIDES], signs[: _MAX_SIDES - 1]
    chain: Chain | None = None
    for number, side in enumerate(sides):
        sign = signs[number - 1] if number else ""
        if sign in _IMPLIES:
            chain, sign = None, ""
        side = _trimmed(side)
        if not side:
            if number == 0 and len(sides) > 1 and chains:
                chain = chains[-1]
                chain.mention = False
                chain.demanded = chain.demanded or made.demanded
            continue
        if chain is None:
            alone = len(sides) == 1
            if alone and piece.own and chains and _may_go_on(chains[-1], piece):
                # a formula alone on its line goes on from the one before
                chain, sign = chains[-1], "="
                chain.mention = False
            else:
                chain = replace(made, sides=[], signs=[], mention=alone and not piece.own)
                chains.append(chain)
        if chain.sides:
            chain.signs.append(sign or "=")
        chain.sides.append(side)


_THIS_IS = re.compile(
    r"\b(?:this|which|that|it|ceci|cela|ce qui)\s+(?:is|equals|becomes|reads|simplifies to|reduces to|est|"
    r"vaut|(?:can be|is) (?:re)?written as|is the same as|devient)"
    r"(?:\s+(?:just|exactly|simply|then))?\s*:?\s*$",
    re.IGNORECASE,
)
_SPACE = r"(?:\s|\\[,;:!> ]|\\q?quad(?![A-Za-z])|~|&)"


def _trimmed(side: str) -> str:
    """Without spaces and punctuation at either end."""
    side = re.sub(rf"^(?:{_SPACE}|[.;,:])+", "", side)
    return re.sub(rf"(?:{_SPACE}|(?<!\\)[.;,:])+$", "", side)


def _may_go_on(chain: Chain, piece: _Piece) -> bool:
    """Whether a formula that stands alone is the next line of a chain."""
    if chain.others or chain.mention:
        return False
    return not re.search(r"\w", piece.before) or bool(_THIS_IS.search(piece.before))
