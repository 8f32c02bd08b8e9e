"""Prepare LaTeX for pandoc: places and labels as marks, listings set apart, macros that it does not know."""

from __future__ import annotations

import re

from grader.intake.formats.latex.counters import with_counter_marks
from grader.intake.formats.latex.lists import Lists
from grader.intake.formats.latex.unknown_commands import with_arguments_kept
from grader.intake.pandoc.counters import Counters
from grader.intake.text import marks
from grader.intake.text.formulas import Piece, PieceKind
from grader.intake.text.struck import closing_brace

_LISTING = re.compile(
    r"\\(?P<edge>begin|end)\{(?P<name>algorithm2e|algorithmic|algorithm|algorithmicx|pseudocode|lstlisting|minted|Verbatim|BVerbatim|verbatim|alltt)\*?\}"
)
_LISTING_OPTIONS = re.compile(r"^\s*(?:\[[^\]]*\])?\s*(?:\{\w*\})?(?:\[[^\]]*\])?")
_MATHS_EDGE = re.compile(
    r"\\(?P<edge>begin|end)\{(?P<name>equation|align|alignat|gather|multline|eqnarray|flalign|displaymath|math|dmath|IEEEeqnarray|"
    r"tabular|tabularx|array|tikzpicture|longtable|cases|bmatrix|pmatrix|aligned)\*?\}|(?P<open>(?<!\\)\\\[)|(?P<close>\\\])|(?P<dollars>(?<!\\)\$\$)"
)
_ANSWER_BEGIN = re.compile(r"\\begin\{answer\}\s*(?:\{(?P<braced>[^{}]*)\}|\[(?P<bracketed>[^\[\]]*)\])")
_ANSWER_END = re.compile(r"\\end\{answer\}")
_SECTION = re.compile(r"(\\(?:sub)*(?:section|paragraph)\*?|\\chapter\*?)\s*(?:\[[^\]]*\])?\{")
_UNMARKED = re.compile(
    r"\s*(?:$|\\(?:end|item|part|newcommand|renewcommand|providecommand|def|let|DeclareMath|setlength|setcounter|newpage|clearpage|"
    r"usepackage|documentclass|hline|label|vspace|hspace|maketitle|title|author|date|newtheorem|newenvironment|tableofcontents|"
    r"bibliography|pagestyle|caption|centering|includegraphics|input|include)(?![A-Za-z])|[&}\]])"
)
_BEGIN_LAYOUT = re.compile(
    r"\s*\\begin\{(?!equation|align|gather|multline|eqnarray|flalign|displaymath|math|dmath)"
)
_UNWRAPPED = re.compile(
    r"\\(?:fbox|framebox|hl|uline|uuline|uwave|dashuline|ul|textnormal|centerline|hbox|tcbox|highlight|makebox|mdframed)\s*(?:\[[^\]]*\])*\s*(?=\{)"
    r"|\\(?:colorbox|parbox|scalebox|raisebox)\s*(?:\[[^\]]*\])*\s*\{[^{}]*\}\s*(?:\[[^\]]*\])*(?=\{)"
    r"|\\(?:fcolorbox|resizebox)\s*\*?\s*\{[^{}]*\}\s*\{[^{}]*\}(?=\{)"
)
_LAYOUT = re.compile(
    r"\\(?:begin|end)\{(?:proof|solution|solutionor[a-z]+|solutionbox|framed|mdframed|tcolorbox|minipage|multicols|spacing|adjustbox)\*?\}(?:\[[^\]]*\])*(?:\{[^{}]*\})?"
)
_STRUCK = re.compile(r"\\(?:sout|st|xout|deleted)(?![A-Za-z])\s*\{")
_DELIMITER = re.compile(
    r"\\DeclarePairedDelimiterX?\s*\{?\\(?P<name>[A-Za-z]+)\}?\s*\{(?P<left>[^{}]*)\}\s*\{(?P<right>[^{}]*)\}"
)
_DOCUMENT_COMMAND = re.compile(
    r"\\(?:New|Renew|Provide|Declare)DocumentCommand\s*\{?\\(?P<name>[A-Za-z]+)\}?\s*\{(?P<spec>[ mso]*)\}"
)
_TRIVIAL_LIST = re.compile(r"\\(?:begin|end)\{trivlist\}|\\hskip\s*(?:\\labelsep\b|-?[\d.]+\s*[a-z]{2})")
_LIST_LABEL = re.compile(r"\\item\s*\[((?:[^\[\]{}]|\{[^{}]*\})*)\]")
_LONG = re.compile(r"\\(?:long|protected|outer|global)\s*(?=\\def\b)")
_OTHER_DEF = re.compile(r"\\[gex]def\b")
_PROVIDE = re.compile(r"\\providecommand\b")
_RAW_LINE_LIMIT = 60_000


def prepared_latex(lines: list[str]) -> tuple[str, list[Piece], Counters]:
    """The text of a document for pandoc, the listings that marks stand for in it, and its counters.

    Every line that begins text or a formula is marked with its number, from 1.
    """
    begin = next((index for index, line in enumerate(lines) if "\\begin{document}" in line), -1)
    preamble, body = lines[: begin + 1], lines[begin + 1 :]
    marker = _Marker(begin + 2)
    marked = marker.body(body)
    text = "\n".join(
        [_plain_definitions("\n".join(preamble)), *marked, "\\end{document}" if preamble else ""]
    )
    text, counters = with_counter_marks(with_arguments_kept(_expandable(_without_struck(text))))
    return text, marker.listings, counters


def _plain_definitions(preamble: str) -> str:
    r"""The preamble; an environment of the student's own that is a list of one item begins with its label.

    ``\begin{trivlist}\item[{\bfseries #1 #2.}]`` is how homework templates print ``Problem 2.1.``
    """
    if "trivlist" not in preamble:
        return preamble
    return _LIST_LABEL.sub(r"\\textbf{\1} ", _TRIVIAL_LIST.sub("", preamble))


def _expandable(text: str) -> str:
    """The text with definitions in the form that pandoc expands."""
    text = _LONG.sub("", _OTHER_DEF.sub(r"\\def", text))
    names = [match["name"] for match in _DELIMITER.finditer(text)]
    text = _DELIMITER.sub(_as_command, text)
    text = _DOCUMENT_COMMAND.sub(_as_newcommand, text)
    text = _PROVIDE.sub(r"\\newcommand", text)
    if names:
        text = re.sub(rf"\\({'|'.join(names)})(?:\*|\[\\?[A-Za-z]*\])\s*(?=\{{)", r"\\\1", text)
    return text


def _as_command(match: re.Match[str]) -> str:
    return f"\\newcommand{{\\{match['name']}}}[1]{{{match['left']} #1 {match['right']}}}"


def _as_newcommand(match: re.Match[str]) -> str:
    """A document command with mandatory arguments only; pandoc could not expand a star or an option."""
    spec = match["spec"].replace(" ", "")
    if set(spec) - {"m"}:
        return match[0]
    arguments = f"[{len(spec)}]" if spec else ""
    return f"\\newcommand{{\\{match['name']}}}{arguments}"


def _without_struck(text: str) -> str:
    pieces: list[str] = []
    position = 0
    while match := _STRUCK.search(text, position):
        end = closing_brace(text, match.end() - 1)
        pieces.append(text[position : match.start()])
        position = end
    return "".join([*pieces, text[position:]])


class _Marker:
    """Goes through a document line by line and knows where a mark is harmless."""

    def __init__(self, first_line: int) -> None:
        self._line = first_line
        self._lists = Lists()
        self.listings: list[Piece] = []
        self._listing = ""
        self._rows: list[str] = []
        self._maths: list[str] = []
        self._braces = 0

    def body(self, lines: list[str]) -> list[str]:
        """The lines with marks."""
        result: list[str] = []
        for offset, line in enumerate(lines[:_RAW_LINE_LIMIT]):
            result.append(self._marked(line, marks.line_mark(self._line + offset)))
        if self._listing:
            result.append(self._closed_listing())
        return result

    def _marked(self, line: str, mark: str) -> str:
        if self._listing:
            return self._in_listing(line)
        opening = _LISTING.search(line)
        if opening and opening["edge"] == "begin":
            return self._open_listing(line, opening, mark)
        if not line.strip():
            self._braces = 0
        line = _LAYOUT.sub("\n\n", _UNWRAPPED.sub("", line))
        line = _ANSWER_BEGIN.sub(
            lambda match: (
                f"\n\n{marks.answer_mark((match['braced'] or match['bracketed'] or '').strip())}\n\n"
            ),
            line,
        )
        line = _ANSWER_END.sub(f"\n\n{marks.ANSWER_END}\n\n", line)
        free = not self._maths and self._braces <= 0
        self._follow(line)
        if not self._maths or free:
            line = self._lists.rewrite(line, mark)
        if not free or _UNMARKED.match(line):
            return line
        if section := _SECTION.match(line.lstrip()):
            bare = line.lstrip()
            return bare[: section.end()] + mark + " " + bare[section.end() :]
        return f"{mark}\n\n{line}" if _BEGIN_LAYOUT.match(line) else f"{mark} {line.lstrip()}"

    def _follow(self, line: str) -> None:
        """Keep track of open formulas, tables and groups."""
        for match in _MATHS_EDGE.finditer(line):
            if match["dollars"]:
                if self._maths and self._maths[-1] == "$$":
                    self._maths.pop()
                else:
                    self._maths.append("$$")
            elif match["open"] or match["edge"] == "begin":
                self._maths.append(match["name"] or "[")
            elif self._maths and (match["name"] or "[") in self._maths:
                while self._maths.pop() != (match["name"] or "["):
                    pass
        plain = re.sub(r"\\.", "", line)
        self._braces += plain.count("{") - plain.count("}")
        if not line.strip() and self._maths == ["$$"]:
            self._maths.clear()

    def _open_listing(self, line: str, opening: re.Match[str], mark: str) -> str:
        """Begin to gather a listing, which a mark replaces: no parser touches what stands in it."""
        self._listing, self._rows = opening["name"], []
        rest = _LISTING_OPTIONS.sub("", line[opening.end() :])
        before = self._lists.rewrite(line[: opening.start()], mark)
        return f"{mark} {before}\n\n{self._in_listing(rest)}"

    def _in_listing(self, line: str) -> str:
        for edge in _LISTING.finditer(line):
            if edge["edge"] == "end" and edge["name"] == self._listing:
                self._rows.append(line[: edge.start()])
                return self._closed_listing() + line[edge.end() :]
        inner = _LISTING.sub("", line)
        if inner.strip() or inner == line:
            self._rows.append(_LISTING_OPTIONS.sub("", inner) if inner != line else inner)
        return ""

    def _closed_listing(self) -> str:
        self._listing = ""
        code = "\n".join(self._rows).strip("\n")
        self.listings.append(Piece(0, 0, PieceKind.FENCE, code))
        return f"\n\n{marks.hold_mark(len(self.listings) - 1)}\n\n"
