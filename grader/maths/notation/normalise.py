"""Bring LaTeX, Unicode and ASCII mathematics into one plain LaTeX, before anything is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from grader.damage import mend
from grader.macros import WELL_KNOWN, Macro, definitions_in, expand, group_at
from grader.maths.notation.lookalikes import unicode_to_latex
from grader.maths.notation.vocabulary import FUNCTIONS

MAX_CHARACTERS = 20_000
"""More than this is cut: no formula is as long, and a document is normalised piece by piece."""

MAX_COMMANDS = 4_000
_FONT_WORDS = (
    "mathbf boldsymbol bm bf mathrm rm mathit mathsf mathcal mathbb mathscr mathfrak mathtt mathnormal "
    "textbf textit textrm textsf texttt textnormal bold pmb vec underline underbar mathop operatorname "
    "operatornamewithlimits mathds mathord mathrel mathbin mathinner ensuremath boldmath symbf symbfit symup "
    "mathbfit cal emph hbox mbox fbox overrightarrow mathstrut"
)
_FONTS = frozenset(_FONT_WORDS.split())
_ONES = frozenset(("mathbf", "boldsymbol", "bm", "mathbb", "mathds"))
_TEXT_LIKE = frozenset(
    ("text", "textrm", "textnormal", "mbox", "hbox", "textbf", "textit", "texttt", "textsf", "emph")
)
_SPACES = re.compile(
    r"\\(?:left|right|middle|tiny|scriptsize|footnotesize|small|normalsize|large|Large|big[lrm]?|Big[lrm]?|bigg[lrm]?|Bigg[lrm]?|displaystyle|textstyle|scriptstyle|"
    r"scriptscriptstyle|limits|nolimits|quad|qquad|nonumber|notag|hfill|noindent|smallskip|medskip|bigskip|"
    r"centering|par|thinspace|enspace|strut|rm|bf|it|cal|tt|sf|relax|null|allowbreak|break|hline)(?![A-Za-z])"
    r"|\\[,;:!> ]|~"
)
_DROPPED_WITH_ARGUMENT = re.compile(
    r"\\(?:hspace|vspace|label|tag|vphantom|hphantom|phantom|color|textcolor|mathcolor|eqref|footnote|kern)"
    r"\*?\s*\{[^{}]*\}"
)
_ALIASES = {
    "dfrac": "frac",
    "tfrac": "frac",
    "cfrac": "frac",
    "nicefrac": "frac",
    "sfrac": "frac",
    "dbinom": "binom",
    "tbinom": "binom",
    "dotsm": "dots",
    "Tr": "tr",
    "argmax": "argmax",
    "lbrace": "{",
    "rbrace": "}",
}
_WORD_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_NUMERIC_MODULES = re.compile(
    r"\b(?:(?:np|numpy|torch|tf|math|Math|jnp|scipy|F)\.)(?:linalg\.|special\.|nn\.)?(?=[A-Za-z])"
)
_BASED_LOGARITHM = re.compile(r"(?<![A-Za-z])(log)(2|10)(?=\s*\(|\s+[A-Za-z\\])")
"""``log2(x)``: the number is the base, and no factor of the argument."""
_WHOLE_PART = re.compile(r"(?<![\\A-Za-z0-9_])(?:int|trunc)\s*(?=\()")
"""Python's whole part, which of what is not negative is the floor."""
_BROADCAST = re.compile(r"(?<=[A-Za-z])\.\(")
"""Julia's call of a function entry by entry."""
_ARG_EXTREMUM = re.compile(r"(?:\\|\b)arg(?:\s|\\,|\\ |\{\}|_)*\\?(max|min)(?![a-z])")
_UNDERSET = re.compile(
    r"\\underset\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\{\s*(\\?(?:[A-Za-z]+|operatorname\*?\s*\{[^{}]*\})"
    r"(?:\s*\\?,?\s*\\?[A-Za-z]+)?)\s*\}"
)
_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,3})((?:(?:\{,\}|\\,|\\ |,)\d{3})+)(?![\d,]|\{,\})")
_BRACED_COMMA = re.compile(r"(?<=\d)\{,\}(?=\d)")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d+)(?![\d,.])")


def normalise(text: str, *, macros: Mapping[str, Macro] | None = None) -> str:
    """Plain LaTeX for a formula in any notation: no fonts, no spacing commands, no Unicode, macros expanded.

    It never raises and never grows the text beyond a small multiple of `MAX_CHARACTERS`.
    """
    return _normalised(text[:MAX_CHARACTERS], tuple((macros or {}).items()))


@lru_cache(maxsize=256)
def _normalised(text: str, macros: tuple[tuple[str, Macro], ...]) -> str:
    """What `normalise` gives; one formula is looked at several times until it is judged."""
    text = mend(unicode_to_latex(text))
    if "\\" in text:
        text, own = definitions_in(text)
        text = expand(text, {**WELL_KNOWN, **dict(macros), **own})
        text = re.sub(
            r"\\\\(?=(?:frac|log|cdot|gamma|eta|lambda|sum|max|mathbf|boldsymbol|left|right|text)\b)",
            r"\\",
            text,
        )
        text = _UNDERSET.sub(r"\2_{\1}", text)
        text = _ARG_EXTREMUM.sub(r"arg\1", _DROPPED_WITH_ARGUMENT.sub(" ", text))
        # a row's end "\\" must not lend its second backslash to what follows
        text = _outside_row_ends(text)
        text = _without_fonts(text)
    text = _ARG_EXTREMUM.sub(r" arg\1 ", text)
    text = re.sub(r"\b(np|numpy|jnp)\.identity\b", r"\1.eye", text)
    text = _BROADCAST.sub("(", _NUMERIC_MODULES.sub("", text))
    text = _WHOLE_PART.sub("floor", _BASED_LOGARITHM.sub(r"\1_{\2}", text))
    return _BRACED_COMMA.sub(".", _thousands(text))


_SIZED = r"\\(?:left|right|middle|(?:big|Big|bigg|Bigg)[lrm]?)"
_BAR = r"(?:\||\\[lr]?vert(?![A-Za-z]))"
_BARS_IN_A_ROW = re.compile(rf"({_SIZED})\s*{_BAR}(?:(?:\\!|\s)*\1\s*{_BAR})+|\|\\!+\|")
_SIDED_BARS = (
    (re.compile(r"\\left\s*(?:\\\||\\Vert(?![A-Za-z])|\|\|)"), r"\\lVert "),
    (re.compile(r"\\right\s*(?:\\\||\\Vert(?![A-Za-z])|\|\|)"), r"\\rVert "),
    (re.compile(r"\\left\s*<"), r"\\langle "),
    (re.compile(r"\\right\s*>"), r"\\rangle "),
    (re.compile(r"\\left\s*(?:\||\\vert(?![A-Za-z]))"), r"\\lvert "),
    (re.compile(r"\\right\s*(?:\||\\vert(?![A-Za-z]))"), r"\\rvert "),
)
"""Bars that tell whether they open or close keep telling it."""


def _paired_bars(found: re.Match[str]) -> str:
    """Two single bars of one size, side by side, are a double bar; a third that closes comes before them."""
    size = found[1] or ""
    pairs, single = divmod(found[0].count(size), 2) if size else (1, 0)
    double_bars, bar = f"{size}\\|" * pairs, f"{size}|" * single
    return bar + double_bars if size == "\\right" else double_bars + bar


def _outside_row_ends(text: str) -> str:
    if "|" in text or "vert" in text:
        text = _BARS_IN_A_ROW.sub(_paired_bars, text)
    if "\\left" in text or "\\right" in text:
        for pattern, sided in _SIDED_BARS:
            text = pattern.sub(sided, text)
    rows = re.split(r"(\\\\(?:\[[^\]]*\])?)", text)
    for place in range(0, len(rows), 2):
        rows[place] = _SPACES.sub(" ", rows[place])
    return "".join(row if place % 2 == 0 else r"\\" for place, row in enumerate(rows))


def _without_fonts(text: str) -> str:
    pieces: list[str] = []
    position = 0
    for _ in range(MAX_COMMANDS):
        found = _WORD_COMMAND.search(text, position)
        if found is None:
            break
        pieces.append(text[position : found.start()])
        position = found.end()
        name = found[1]
        if found.start() > 0 and text[found.start() - 1] == "\\" and _odd_backslashes(text, found.start()):
            pieces.append(found.group())
        elif name in _ALIASES:
            pieces.append("\\" + _ALIASES[name] + ("" if name in ("lbrace", "rbrace") else " "))
        elif name in _FONTS or name in _TEXT_LIKE:
            piece, position = _unfonted(text, position, name)
            # what a font held may hold fonts itself: read it again from there
            text = piece + text[position:]
            position = 0
        else:
            pieces.append(found.group().rstrip("*") + ("" if found.group()[-1] != "*" else " "))
    pieces.append(text[position:])
    return "".join(pieces)


def _odd_backslashes(text: str, end: int) -> bool:
    count = 0
    while end - 1 - count >= 0 and text[end - 1 - count] == "\\":
        count += 1
    return count % 2 == 1


_SIMPLE = re.compile(r"\s*[A-Za-z0-9]+\s*$|\s*\\[A-Za-z]+\s*$")
_PROSE = re.compile(
    r"[A-Za-z]+\s+[A-Za-z]|^\s*\([A-Za-z]{3,}[^()]*\)?\s*$|[A-Za-z]{2,}\.?\s+\$|^\s*(?:if|otherwise|else|when|where|for|and|or|with|si|sinon|est|is)\b"
)


def _unfonted(text: str, position: int, name: str) -> tuple[str, int]:
    """What stands in for a font command's argument, and where reading goes on."""
    while position < len(text) and text[position] == " ":
        position += 1
    if position >= len(text) or text[position] != "{":
        if name in _ONES and text[position : position + 1] == "1":
            return " \\ones ", position + 1
        return " ", position
    end = group_at(text, position)
    if end < 0:
        return " ", position
    inner = text[position + 1 : end - 1]
    if name in _TEXT_LIKE and inner.count("(") != inner.count(")"):
        return _half_bracketed(inner), end
    if name in _TEXT_LIKE and inner.rstrip().endswith(":") and inner.strip()[:-1].replace(" ", "").isalpha():
        return "\x00" + inner.replace(":", " ") + "\x01", end
    if name in _TEXT_LIKE and (
        _PROSE.search(inner) or _is_unit(inner, text, position) or _is_reference(inner, text, position, end)
    ):
        return "\x00" + re.sub(r"[{}\\]", " ", inner) + "\x01", end
    if _SIMPLE.match(inner):
        if name in _ONES and inner.strip() == "1":
            return " \\ones ", end
        return f" {inner.strip()} ", end
    return "{" + inner + "}", end


def _half_bracketed(inner: str) -> str:
    r"""``\text{(by } a = b \text{)}``: brackets outside of the words, so that they meet each other."""
    words = re.sub(r"[{}\\()]", " ", inner)
    marked = f"\x00{words}\x01" if words.strip() else ""
    return f" ({marked}" if inner.count("(") > inner.count(")") else f"{marked}) "


_REFERENCE = re.compile(r"\s*[(\[]\s*(?:(?:[A-Z]\.?\s?){1,4}|\d{1,2}|\*{1,3}|[ivx]{1,4})\s*[)\]]\s*")
_ABBREVIATION = re.compile(r"\s*(?:[A-Z]\.?){2,4}\s*")
_ROW_ENDS = re.compile(r"\s*(?:$|\\\\|\\end\b|[&,.;])")


def _is_reference(inner: str, text: str, position: int, end: int) -> bool:
    r"""Whether ``\text{(IH)}``, or ``\text{IH}`` at the end of a row, names what a step rests on."""
    command = text.rfind("\\", 0, position)
    before = text[:command].rstrip()
    if before.endswith(("_", "^", "{")):
        return False
    if _REFERENCE.fullmatch(inner):
        return True
    if before.endswith(("& (", "&(", "; (", ";(")) and text[end:].lstrip().startswith(")"):
        return True  # (\text{def}) in a column of its own
    at_end = before.endswith(("&", ";", ",")) and _ROW_ENDS.match(text, end)
    return bool(at_end and _ABBREVIATION.fullmatch(inner))


def _is_unit(inner: str, text: str, position: int) -> bool:
    r"""Whether one word in ``\text{}`` is said beside the formula, no name in it (``\theta_{\text{s}}``)."""
    before = text[:position].rstrip("{ ")
    before = before[: before.rfind("\\")].rstrip("{ ") if "\\" in before else before
    if before.endswith(("_", "^")):
        return False
    word = inner.strip()
    return word.isalpha() and word.islower() and word not in FUNCTIONS and (inner != word or len(word) > 5)


def _thousands(text: str) -> str:
    def joined(found: re.Match[str]) -> str:
        separators = set(re.findall(r"\{,\}|\\,|\\ |,", found[2]))
        if len(separators) == 1 and (len(found[2]) > 5 or "{,}" not in separators) and found[1] != "0":
            groups = re.findall(r"\d{3}", found[2])
            # one comma and three digits may as well be a decimal comma or a list: leave it
            if len(groups) > 1 or "," not in separators:
                return found[1] + "".join(groups)
        return found.group()

    return _THOUSANDS.sub(joined, text)


def decimal_commas(text: str) -> str:
    """The text with commas between digits read as decimal points, outside brackets, where no list can be."""

    def pointed(found: re.Match[str]) -> str:
        before = text[: found.start()]
        if before.count("(") > before.count(")") or before.count("[") > before.count("]"):
            return found.group()
        return f"{found[1]}.{found[2]}"

    return _DECIMAL_COMMA.sub(pointed, text)


_STRUCK_GROUP = re.compile(r"\\(?:sout|st|cancel|bcancel|xcancel|hcancel|xout|soutmath)\s*(?=\{)")
_STRUCK_PAIR = re.compile(r"~~.+?~~|<(del|s|strike)>.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")


def without_struck_text(text: str, *, comments: bool = False) -> str:
    """The text without what its writer crossed out (``\\sout``, ``\\cancel``, ``~~ ~~``, ``<del>``)."""
    text = _STRUCK_PAIR.sub(" ", text)
    while True:
        found = _STRUCK_GROUP.search(text)
        if found is None:
            break
        end = group_at(text, found.end())
        text = text[: found.start()] + " " + (text[end:] if end >= 0 else "")
    return _COMMENT.sub("", text) if comments else text
