"""Cut working, as plain text, into runs of mathematics with the words round them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.damage import mend
from grader.macros import group_at
from grader.maths.expressions.symbols import Declarations
from grader.maths.notation.normalise import without_struck_text
from grader.maths.reading.spans import find_pieces
from grader.maths.working.remarks import has_words, without_last_words, without_remark
from grader.maths.working.rows import has_relation

_ENVIRONMENT = re.compile(
    r"\\(?P<which>begin|end)\s*\{(?:align|aligned|alignat|alignedat|flalign|gather|gathered|split|multline|"
    r"equation|eqnarray|IEEEeqnarray|dmath|displaymath|math)\*?\}(?:\{\d*[rcl]*\})?"
)
_WRAPPER = re.compile(
    r"\\(?:begin|end)\s*\{(?:enumerate|itemize|proof|solution|answer|center|quote|description)\}(?:\[[^\]]*\])?"
)


@dataclass(frozen=True)
class Piece:
    """A run of mathematics: whether it has lines of its own, and the words before and after it."""

    text: str
    own: bool
    before: str = ""
    after: str = ""


def read_pieces(student: str, declarations: Declarations) -> Iterator[Piece]:
    """The runs of mathematics of working, in order."""
    return _pieces(_prepared(student), declarations)


def _prepared(text: str) -> str:
    """Damage mended line by line, displays delimited alike, lists and struck text taken off."""
    text = re.sub(r"([^\S\n])[^\S\n]{20,}", lambda gap: gap[1] * 20, text.replace("\r\n", "\n"))
    text = re.sub(r"ℓ(?![A-Za-z])", r"\\ell", text).replace("ℓ", r"\ell ")
    text = re.sub(r"\n(?:[^\S\n]*\n){3,}", "\n\n\n", text)  # wide gaps say no more than others
    text = without_struck_text(text, comments="\\begin" in text)
    lines = [
        mend(line.replace("\\begin{", "\\begin {")).replace("\\begin {", "\\begin{")
        for line in text.split("\n")
    ]
    text = re.sub(r"(?<!\\)\\(?=[ \t]*(?:\n|[ \t]&))", r"\\\\\\\\", "\n".join(lines))
    text = re.sub(r"^\s*```\w*\s*$", "", _WRAPPER.sub("\n", text), flags=re.MULTILINE)
    text = _without_inner_dollars(text)
    text = _TABLE_ROW.sub(_of_cells, text)
    text = _SYSTEM.sub(_as_equations, _ROWS.sub(_as_rows, text))
    text = _APART.sub(r"\g<one> ≠ \g<other>", text)
    text = re.sub(r"\\item(?:\[[^\]]*\])?(?![A-Za-z])", "\n", text)
    return _displays(text)


_GROUPED = re.compile(
    r"\\(?P<name>tag\*?|text|mbox|textrm|textnormal|intertext|shortintertext|textit|hbox)\s*(?=\{)"
)


def _without_inner_dollars(text: str) -> str:
    """Formulas in the words of a display as its own, ``\\text{since $a$}``; tags are left out."""
    position = 0
    while (mark := _GROUPED.search(text, position)) is not None:
        end = group_at(text, mark.end())
        inner = text[mark.end() + 1 : end - 1] if end > 0 else ""
        if end < 0 or "$" not in inner:
            position = mark.end()
            continue
        # in running text, dollars around it are of no display
        plain = "" if mark["name"].startswith("tag") else _in_turn(mark["name"], inner)
        text = text[: mark.start()] + plain + text[end:]
        position = mark.start() + len(plain)
    return text


def _in_turn(name: str, inner: str) -> str:
    parts = inner.split("$")
    return "".join(
        f" {part} " if number % 2 else f"\\{name}{{{part}}}" if part.strip() else ""
        for number, part in enumerate(parts)
    )


_TABLE_ROW = re.compile(
    r"^[ \t]*\|(?P<cells>.*\S[ \t]+\|(?=[ \t]).*|[ \t]*:?-{2,}.*|[ \t].*[ \t])\|[ \t]*$", re.MULTILINE
)


def _of_cells(row: re.Match[str]) -> str:
    """The row of a table as a line: the cells that say something, the words of others behind them."""
    cells = [cell.strip() for cell in re.split(r"(?<=\s)\|(?=\s)", row["cells"])]
    said = [cell for cell in cells if has_relation(cell)]
    words = [cell for cell in cells if re.search(r"[A-Za-z]{2}", cell) and cell not in said]
    return "\n".join(said) + "".join(f"   [{each}]" for each in words) if said else ""


_APART = re.compile(
    r"(?<![\w\\^{])(?P<one>[A-Za-z]'?)\s+(?:is\s+|est\s+)?(?:different from|not equal to|distinct from|"
    r"unequal to|différent de)\s+(?P<other>[A-Za-z]'?|\d+)(?!\w)"
)
"""``i different from j``, typed without delimiters."""
_ROWS = re.compile(r"\\begin\s*\{array\}\s*(?:\[\w\]\s*)?\{[^{}]*\}(?P<rows>.*?)\\end\s*\{array\}", re.DOTALL)


_SYSTEM = re.compile(
    r"(?P<opens>\$\$|\\\[)\s*(?:\\left\s*\\?[{.]\s*)?\\begin\s*\{(?:cases|dcases)\}(?P<rows>.*?)"
    r"\\end\s*\{(?:cases|dcases)\}(?:\s*\\right\s*\.)?",
    re.DOTALL,
)


def _as_equations(system: re.Match[str]) -> str:
    """A brace before equations, with nothing in front of it, joins no cases of one formula."""
    rows = [row for row in system["rows"].split("\\\\") if row.strip()]
    if not all(re.search(r"[=<>≤≥]|\\(?:leq?|geq?)(?![A-Za-z])", row.split("&")[0]) for row in rows):
        return system.group()
    return f"{system['opens']}\\begin{{aligned}}{system['rows']}\\end{{aligned}}"


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


def _pieces(text: str, declarations: Declarations) -> Iterator[Piece]:
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
            found += _bare_runs(line, declarations)
    return found


_CUT = re.compile(r"=\s*\\?[A-Za-z]{3,}\s*$")
_GOES_ON_IN_WORDS = re.compile(r"\s*(?:of|de|over|applied to|on)\b", re.IGNORECASE)


def _bare_runs(line: str, declarations: Declarations) -> Iterator[tuple[str, str]]:
    """The runs of words and mathematics of a line, a colon behind a formula kept apart from it."""
    pieces = find_pieces(line, declarations)
    position = 0
    for number, piece in enumerate(pieces):
        after = pieces[number + 1].text if number + 1 < len(pieces) else ""
        position = line.find(piece.text, position) + len(piece.text)
        # ``a = softmax of s`` is said in words, and so is what goes on with a letter that nobody declared
        said = bool(_CUT.search(piece.text) and _GOES_ON_IN_WORDS.match(after)) or bool(
            re.search(r"[-+*/·]\s*$", piece.text) and after.strip()
        )
        yield ("bare" if piece.is_math and not said else "", piece.text)
        if piece.is_math and re.match(r"\s*:(?!=)", line[position:]) and not after.lstrip().startswith(":"):
            yield ("", ":")


_SPOKEN = tuple(
    (re.compile(rf"^\s*(?:{words})\s*$", re.IGNORECASE), sign)
    for words, sign in (
        (r"(?:(?:is|are)\s+)?(?:equal to|equals|the same as)", "="),
        (r"factors as|simplifies to|expands (?:to|as)|reduces to", "="),
        (r"(?:is|are)\s+(?:at most|bounded by|no larger than|less than or equal to)", r"\le"),
        (
            r"(?:is\s+)?(?:different from|not equal to|distinct from|unequal to)|"
            r"n'est pas égal à|(?:est\s+)?différent de",
            r"\ne",
        ),
        (r"(?:is|are)\s+(?:at least|no smaller than|greater than or equal to)", r"\ge"),
    )
)


_OFFERS = re.compile(r"^\s*,?\s*(?:or|ou)(?:\s+(?:else|alternatively|bien))?\s*$", re.IGNORECASE)
_IS_ZERO = re.compile(
    r"^\s*(?:(?:is|be|are|must be|equals?|to|is set to|vaut|est|=)\s+(?:equal to\s+)?(?:zero|0)|"
    r"vanish(?:es)?|s'annule)\b",
    re.IGNORECASE,
)


_WHICH_IS_ZERO = re.compile(
    r"^\s*,?\s*(?:which|and this|this)\s+(?:is (?:equal to )?(?:zero|0)|vanishes|equals zero)\b",
    re.IGNORECASE,
)


def _is_of_the_same(formula: str, following: list[tuple[str, str]]) -> bool:
    """Whether the next formula is an equation for the same side: ``x = 2`` or ``x = 3``."""
    before, sign, _ = formula.partition("=")
    after = following[0][1].partition("=")[0] if following and following[0][0] else ""
    return bool(sign and before.strip()) and before.strip() == after.strip()


def _is_composed(formula: str) -> bool:
    """Whether a formula is more than a name and says nothing yet."""
    return bool(re.search(r"[-+−*/]|\\frac|\^|\s", formula.strip())) and not has_relation(formula)


def _joined(runs: list[tuple[str, str]]) -> Iterator[Piece]:
    """Mathematics with the words round it; a spoken sign between two formulas makes them one."""
    before, held = "", None
    for number, (kind, text) in enumerate(runs):
        if not kind:
            sign = next((sign for pattern, sign in _SPOKEN if pattern.match(text)), "")
            if _OFFERS.match(text) and held is not None and _is_of_the_same(held[0], runs[number + 1 :]):
                sign = r"\text{ or }"
            is_zero = held is not None and _IS_ZERO.match(text) and _is_composed(held[0])
            if held is not None and (is_zero or _WHICH_IS_ZERO.match(text)):
                held = (f"{held[0]} = 0", held[1], f"{held[2]} set ")
            if held is not None and sign and number + 1 < len(runs):
                held = (f"{held[0]} {sign}", held[1], held[2])
                continue
            if held is not None:
                yield Piece(held[0], held[1], held[2], text)
                held, before = None, ""
            before += text
            continue
        if held is not None and held[0].endswith(("=", r"\le", r"\ge", r"\text{ or }")) and not before:
            held = (f"{held[0]} {text}", held[1], held[2])
            continue
        if held is not None:
            yield Piece(held[0], held[1], held[2])
            before = ""
        own = kind in ("display", "square") or _alone(runs, number)
        held, before = (text, own, before), ""
    if held is not None:
        yield Piece(*held)


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
    r"^\s*(?:\(\d+\)\s*(?:[-+−,&]|and|plus|minus)\s*\(\d+\)\s*:\s+)?(?:(?:[*•]|-(?=\s+[A-Za-z]{3,}\s))\s+|\d+[.)]\s+|\([ivx\d]+\)\s*|(?:>|\|)\s+)?"
    r"(?:[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ' -]{1,60}:\s+)?"
)
_LEADING = re.compile(
    r"^(?:\s*(?:so|hence|thus|therefore|then|and|now|finally|since|we get|we have|we obtain|this gives|gives|"
    r"that is|i\.e\.|recall|donc|ainsi|d'où|alors|∴|\\therefore)(?![A-Za-z_({^=])[,:]?\s*)+",
    re.IGNORECASE,
)
_FIRST_REMARK = re.compile(r"^\s*[(\[](?P<inner>[^()\[\]]*)[)\]]:?\s+(?=\S)")


def _of_line(line: str, declarations: Declarations) -> Iterator[Piece]:
    label = _LABEL.match(line)
    words = label.group() if label else ""
    rest = line[len(words) :]
    remark = _FIRST_REMARK.match(rest)
    if remark and has_words(remark["inner"], declarations):
        words, rest = words + remark.group(), rest[remark.end() :]
    led = _LEADING.match(rest)
    if led:
        words, rest = words + led.group(), rest[led.end() :]
    rest = without_last_words(without_remark(rest, declarations), declarations)
    if not rest.strip():
        return
    colon = ":" if rest.rstrip().endswith(":") else ""
    if not has_words(rest, declarations):
        yield Piece(rest.strip(), True, words, colon)
        return
    runs = list(_bare_runs(rest, declarations))
    joined = list(_joined(runs))
    for number, each in enumerate(joined):
        after = each.after or (colon if number == len(joined) - 1 else "")
        yield replace(each, before=words + each.before, after=after)
        words = ""
