r"""Keep what stands in commands that a document uses and nobody defines; pandoc drops it with the command.

``\answer{…}`` comes from a template that was not handed in, and holds the answer all the same.
"""

from __future__ import annotations

import re

from grader.intake.text.formulas import PieceKind, find_pieces
from grader.intake.text.struck import closing_brace

_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)\*?(?:\s*\[[^\[\]\n]*\])*\s*(?=\{)")
_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|(?:New|Renew|Provide|Declare)DocumentCommand|DeclareRobustCommand|[gex]?def|let"
    r"|DeclareMathOperator|DeclarePairedDelimiterX?)\s*\*?\s*\{?\s*\\([A-Za-z]+)"
)
_NO_ANSWER = frozenset(
    (  # noqa: SIM905
        "Cref DeclareMathOperator addtocounter addtolength author autoref begin bibliography "
        "bibliographystyle cancel caption captionsetup cfoot chapter chead cite citep citet color comment "
        "counterwithin cref date def definecolor deleted documentclass edef emph end enlargethispage "
        "ensuremath eqref fancyfoot fancyhead fbox footnote footnotetext foreignlanguage gdef geometry "
        "graphicspath hbox hide hphantom href hrule hspace hypersetup ignore include includegraphics input "
        "item label let lfoot lhead lstinputlisting lstset marginnote marginpar mbox mdfsetup newcommand "
        "newcounter newenvironment newmdenv newtcbtheorem newtcolorbox newtheorem noindent numberwithin "
        "onehalfspacing pagestyle paragraph part phantom providecommand qformat ref renewcommand "
        "renewenvironment rfoot rhead rule section selectlanguage setcounter setlength sout st subparagraph "
        "subsection subsubsection subtitle tcbset text textbf textcolor textit textmd textrm textsc textsf "
        "textsl texttt textup thanks theoremstyle thispagestyle tikzset title titleformat todo uline "
        "underline url usepackage verb vphantom vspace xout "
    ).split()
)
"""Commands whose argument pandoc reads, or that hold no answer."""
_WORDS = re.compile(r"(?:[^\W\d_]{2,}[\s,.;:]+){2}[^\W\d_]")
_MAX_ARGUMENT = 20_000  # characters
_MAX_COMMANDS = 2_000


def with_arguments_kept(text: str) -> str:
    """The text without the names of such commands, their arguments as paragraphs of their own."""
    defined = {match[1] for match in _DEFINED.finditer(text)} | _NO_ANSWER
    start = max(0, text.find("\\begin{document}"))
    formulas = [
        (piece.start, piece.end)
        for piece in find_pieces(text)
        if piece.kind in (PieceKind.INLINE, PieceKind.DISPLAY, PieceKind.BARE)
    ]
    pieces: list[str] = []
    position = index = 0
    for count, match in enumerate(_COMMAND.finditer(text, start)):
        while index < len(formulas) and formulas[index][1] <= match.start():
            index += 1
        within = index < len(formulas) and formulas[index][0] <= match.start()
        if within or match["name"] in defined or match.start() < position or count > _MAX_COMMANDS:
            continue
        arguments = _arguments(text, match.end())
        if not any(_says_something(text[begin:end]) for begin, end in arguments):
            continue
        pieces.append(text[position : match.start()])
        pieces += [f"\n\n{text[begin:end]}\n\n" for begin, end in arguments[:-1]]
        pieces.append("\n\n")
        position = arguments[-1][0] - 1
    return "".join([*pieces, text[position:]]) if pieces else text


def _arguments(text: str, opening: int) -> list[tuple[int, int]]:
    """Where each argument in a row begins and ends, without its braces."""
    found: list[tuple[int, int]] = []
    while text[opening : opening + 1] == "{" and len(found) < 5:
        end = opening + closing_brace(text[opening : opening + _MAX_ARGUMENT], 0)
        found.append((opening + 1, end - 1))
        opening = end
    return found


def _says_something(argument: str) -> bool:
    return "$" in argument or "\\[" in argument or "\\begin{" in argument or bool(_WORDS.search(argument))
