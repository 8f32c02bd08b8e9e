"""Find mathematics, code and comments in text that mixes Markdown, LaTeX and plain prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.intake.text.struck import without_struck_out
from grader.model.words import Word


class PieceKind(Word):
    """What a stretch of text outside prose is."""

    INLINE = "inline"  # mathematics within a sentence
    DISPLAY = "display"  # displayed mathematics
    BARE = "bare"  # an environment such as bmatrix without delimiters, part of a bare formula
    CODE = "code"  # an inline listing
    FENCE = "fence"  # a fenced listing
    COMMENT = "comment"  # nothing the student answers


@dataclass(frozen=True)
class Piece:
    """One stretch `source[start:end]`, and what it holds without its delimiters."""

    start: int
    end: int
    kind: PieceKind
    content: str
    inner: tuple[int, int] = (0, 0)
    """Of a fence: where its content starts and ends."""
    info: str = ""
    """Of a fence: the word after the opening fence."""


_DISPLAY_ENVIRONMENTS = {
    "equation": "",
    "displaymath": "",
    "math": "",
    "align": "aligned",
    "alignat": "aligned",
    "flalign": "aligned",
    "eqnarray": "aligned",
    "IEEEeqnarray": "aligned",
    "gather": "gathered",
    "multline": "multlined",
}
_INNER_ENVIRONMENTS = (
    "aligned|alignedat|gathered|split|cases|dcases|rcases|array|matrix|bmatrix|pmatrix|vmatrix|Vmatrix|Bmatrix"
    "|smallmatrix"
)
_OPENER = re.compile(
    r"(?P<fence>(?m:^)[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<ticks>`{3,}|~{3,})(?P<info>[^\n`]*)\n)"
    r"|(?P<comment><!--)"
    r"|(?P<gitlab>\$`)"
    r"|(?P<code>`+)"
    r"|(?P<environment>\\begin\{(?P<name>"
    + "|".join(_DISPLAY_ENVIRONMENTS)
    + "|"
    + _INNER_ENVIRONMENTS
    + r")(?P<star>\*?)\})"
    r"|(?P<bracket>\\\\\[(?!\d*\.?\d+(?:pt|em|ex|cm|mm)\])|\\\[)"
    r"|(?P<paren>\\\\\(|\\\()"
    r"|(?P<dollars>\$\$)"
    r"|(?P<escape>\\[\\$`])"
    r"|(?P<dollar>\$)"
)
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_PROSE = re.compile(r"(?:(?<![\\{\w])[A-Za-zÀ-ÿ]{3,}[ ,;]+){4}")
_WORDS = re.compile(r"\s+(?:[A-Za-zÀ-ÿ]{2,}\s+)+")
_MATHS_SIGN = re.compile(r"[\\^_=<>+*/]|^\s*[A-Za-z]\s*$")
_NUMBERING = re.compile(r"\\(?:label|tag\*?)\s*\{[^{}]*\}|\\(?:nonumber|notag)\b")
_BLANKS = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_OPERATOR = re.compile(r"\\mathop\{\s*\\mathrm\{([^{}]*)\}\s*\}")
_MATHS_INFO = frozenset({"math", "latexmath", "katex"})
_MAX_FORMULA = 20_000  # characters


def find_pieces(text: str) -> Iterator[Piece]:
    """All stretches that are not prose, from left to right, none overlapping."""
    position = 0
    while match := _OPENER.search(text, position):
        piece = _READERS[match.lastgroup or ""](text, match)
        if piece is None:
            position = match.end() if match.lastgroup != "fence" else match.end() - 1
            continue
        yield _unquoted(piece, text) if "\n" in piece.content and ">" in piece.content else piece
        position = piece.end


def _unquoted(piece: Piece, text: str) -> Piece:
    """A piece that stands in a quotation without the quotation's signs at the start of its lines."""
    line = text[text.rfind("\n", 0, piece.start) + 1 : piece.start]
    depth = line[: len(line) - len(line.lstrip(" \t>"))].count(">")
    if not depth:
        return piece
    sign = re.compile(rf"(?m)^[ \t]*(?:>[ \t]?){{1,{depth}}}")
    content = sign.sub("", piece.content)
    return replace(piece, content=content if piece.kind is PieceKind.FENCE else content.strip())


def clean_formula(tex: str) -> str:
    """A formula without numbering, struck-out terms and runs of blanks, its ends trimmed."""
    tex = _OPERATOR.sub(r"\\operatorname*{\1}", _NUMBERING.sub("", tex))
    return _BLANKS.sub(" ", without_struck_out(tex)).strip()


def formula_of_display(tex: str) -> str:
    r"""A displayed formula in the form all formats give: ``align*`` as ``aligned``, ``equation`` bare."""
    pieces = list(find_pieces(tex.strip())) if tex.lstrip().startswith("\\begin") else []
    if len(pieces) == 1 and pieces[0].end - pieces[0].start == len(tex.strip()):
        return pieces[0].content
    return clean_formula(tex)


def _escape(text: str, match: re.Match[str]) -> Piece | None:
    return None


def _fence(text: str, match: re.Match[str]) -> Piece | None:
    ticks = match["ticks"]
    closing = re.compile(rf"(?m)^[ \t>]*{re.escape(ticks[0])}{{{len(ticks)},}}[ \t]*$")
    end = closing.search(text, match.end())
    if end is None:
        return None
    content = text[match.end() : end.start()]
    info = match["info"].strip().strip("{}.").split(" ")[0].lower()
    start = match.start("ticks")
    if info in _MATHS_INFO:
        return Piece(start, end.end(), PieceKind.DISPLAY, clean_formula(content))
    return Piece(start, end.end(), PieceKind.FENCE, content.rstrip("\n"), (match.end(), end.start()), info)


def _comment(text: str, match: re.Match[str]) -> Piece | None:
    end = text.find("-->", match.end())
    stop = len(text) if end < 0 else end + 3
    return Piece(match.start(), stop, PieceKind.COMMENT, "")


def _gitlab(text: str, match: re.Match[str]) -> Piece | None:
    end = text.find("`$", match.end())
    if end < 0 or "\n\n" in text[match.end() : end]:
        return None
    return Piece(match.start(), end + 2, PieceKind.INLINE, clean_formula(text[match.end() : end]))


def _code(text: str, match: re.Match[str]) -> Piece | None:
    ticks = match["code"]
    closing = re.compile(rf"(?<!`){ticks}(?!`)")
    end = closing.search(text, match.end())
    if end is None or _BLANK_LINE.search(text, match.end(), end.start()):
        return None
    content = text[match.end() : end.start()].strip()
    if len(content) > 2 and content[0] == content[-1] == "$":
        return Piece(match.start(), end.end(), PieceKind.INLINE, clean_formula(content.strip("$")))
    return Piece(match.start(), end.end(), PieceKind.CODE, content)


def _environment(text: str, match: re.Match[str]) -> Piece | None:
    name, star = match["name"], match["star"]
    edge = re.compile(r"\\(begin|end)\{" + re.escape(name + star) + r"\}")
    depth = 0
    for found in edge.finditer(text, match.start(), match.start() + _MAX_FORMULA):
        depth += 1 if found[1] == "begin" else -1
        if depth == 0:
            return _whole_environment(text, match, found)
    return None


def _whole_environment(text: str, match: re.Match[str], closing: re.Match[str]) -> Piece:
    name = match["name"]
    if name not in _DISPLAY_ENVIRONMENTS:
        alone = _is_alone(text, match.start(), closing.end())
        kind = PieceKind.DISPLAY if alone else PieceKind.BARE
        return Piece(match.start(), closing.end(), kind, text[match.start() : closing.end()])
    body = text[match.end() : closing.start()]
    if name in ("alignat", "IEEEeqnarray"):
        body = re.sub(r"^\s*\{[^{}]*\}", "", body)
    inner = _DISPLAY_ENVIRONMENTS[name]
    body = clean_formula(body)
    content = f"\\begin{{{inner}}}\n{body}\n\\end{{{inner}}}" if inner else body
    return Piece(match.start(), closing.end(), PieceKind.DISPLAY, content)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but blanks stands on the lines where a stretch begins and ends, nor right around it."""
    before = text[max(0, start - 200) : start].rpartition("\n\n")[2]
    after = text[end : end + 200].partition("\n\n")[0]
    return not before.strip() and not after.strip(" \t\n.,;$")


def _bracket(text: str, match: re.Match[str]) -> Piece | None:
    return _delimited(text, match, match["bracket"][:-1] + "]", PieceKind.DISPLAY)


def _paren(text: str, match: re.Match[str]) -> Piece | None:
    return _delimited(text, match, match["paren"][:-1] + ")", PieceKind.INLINE)


def _delimited(text: str, match: re.Match[str], closing: str, kind: PieceKind) -> Piece | None:
    end = text.find(closing, match.end(), match.end() + _MAX_FORMULA)
    if end < 0:
        return None
    content = text[match.end() : end]
    if _crosses_prose(content):
        return None
    return Piece(match.start(), end + len(closing), kind, clean_formula(content))


def _dollars(text: str, match: re.Match[str]) -> Piece | None:
    end = text.find("$$", match.end(), match.end() + _MAX_FORMULA)
    content = text[match.end() : end] if end > 0 else ""
    if not content.strip() or _crosses_prose(content):
        return None
    return Piece(match.start(), end + 2, PieceKind.DISPLAY, clean_formula(content))


def _crosses_prose(content: str) -> bool:
    """Whether what two delimiters enclose runs over paragraphs: then one of them is stray."""
    if not _BLANK_LINE.search(content):
        return False
    return bool(_PROSE.search(content)) or "\n#" in content or len(content) > 3000


def _dollar(text: str, match: re.Match[str]) -> Piece | None:
    end = match.end()
    while True:
        end = text.find("$", end, match.end() + _MAX_FORMULA)
        if end < 0:
            return None
        if text[end - 1] != "\\":
            break
        end += 1
    content = text[match.end() : end]
    if not _is_inline_formula(content, text[end + 1 : end + 2]):
        return None
    return Piece(match.start(), end + 1, PieceKind.INLINE, clean_formula(content))


def _is_inline_formula(content: str, following: str) -> bool:
    """Whether dollars around `content` are mathematics and not two amounts of money."""
    if not content.strip() or _BLANK_LINE.search(content):
        return False
    if following.isdigit() and (content[0].isdigit() or content[-1].isspace()):
        return False
    if content[0].isspace() != content[-1].isspace() and not _MATHS_SIGN.search(content):
        return False
    if content[0].isspace() and _WORDS.fullmatch(content):
        return False
    return not (_PROSE.search(content) and "\\text" not in content and "\\mbox" not in content)


_READERS = {
    "fence": _fence,
    "ticks": _fence,
    "info": _fence,
    "comment": _comment,
    "gitlab": _gitlab,
    "code": _code,
    "environment": _environment,
    "bracket": _bracket,
    "paren": _paren,
    "dollars": _dollars,
    "escape": _escape,
    "dollar": _dollar,
}
