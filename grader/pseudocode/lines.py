"""Pseudo-code as plain lines: subscripts and calls become ``name[index]``, arrows become ``<-``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from grader.model.submission import Block, BlockKind, Place, spans_text

_MAX_LINES = 300
_MAX_LENGTH = 400  # characters of a line that are read
_ARROWS = re.compile(r"\\(?:gets|leftarrow|Leftarrow|assign)(?![a-zA-Z])|←|⟵|&lt;-+|<\s?-+|:=|\\coloneqq")
_DROPPED = re.compile(
    r"\\(?:State|STATE|Statex|Require|Ensure|Return|KwRet|item|left|right|boldsymbol|mathbf|mathrm|mathit|mathcal|mathbb|text|textbf|textit"
    r"|texttt|textsc|bm|operatorname|hat|bar|tilde|overline|displaystyle|limits|quad|qquad|Big|big|bigl|bigr|Bigl|Bigr|log|prod|star|ast)(?![a-zA-Z])\*?"
)
_LINE_ENDS = re.compile(r"\n|\\\\(?=\s|$)")
_SENTENCE_ENDS = re.compile(r"\n|\\\\(?=\s|$)|(?<=[a-z)\]}$]\.)[ ](?=[A-Z])")
_KEYWORDS = (
    (re.compile(r"\\(?:For|FOR|ForAll|FORALL|ForEach)(?![a-zA-Z])"), "for "),
    (re.compile(r"\\(?:While|WHILE)(?![a-zA-Z])"), "while "),
    (re.compile(r"\\(?:End|END)(?:For|FOR|While|WHILE|If|IF)?(?![a-zA-Z])"), "end"),
    (re.compile(r"\\(?:Return|RETURN|KwRet)(?![a-zA-Z])"), "return "),
    (re.compile(r"\\(?:ldots|cdots|dots)(?![a-zA-Z])|…"), ".."),
    (re.compile(r"\\in(?![a-zA-Z])|∈"), " in "),
    (re.compile(r"\\(?:sum)(?![a-zA-Z])|∑|Σ"), " sum "),
    (re.compile(r"(?i)\\?arg\s*(?:\\[,;:! ])*\s*\\?max"), " argmax "),
    (re.compile(r"\\max(?![a-zA-Z])"), " max "),
    (re.compile(r"\\(?:cdot|times)(?![a-zA-Z])|[·×⋅]"), "*"),
    (re.compile(r"\\(?:to)(?![a-zA-Z])|→"), " to "),
    (re.compile(r"−|–"), "-"),
    (re.compile(r"(?<![A-Za-z])oldsymbol"), ""),
    (re.compile(r"\\\\|\\[,;:! ]|\$|`|\\(?=[{}_|<])"), " "),
    (
        re.compile(
            r"<\s*/?\s*(?:bos|BOS|s)\s*>|⟨\s*BOS\s*⟩|\\langle\s*\\?(?:text\w*|mathrm|mathsf|mathtt)?\s*\{?\s*BOS\s*\}?\s*\\rangle"
        ),
        " bos ",
    ),
)
_STARRED = re.compile(r"\^\s*(?:\{\s*(?:\\?\*|\\star|\\ast)\s*\}|\*|\\star|\\ast)")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SUBSCRIPT = re.compile(r"_\s*(\{[^{}]*\}|\d+|[ijkl]{2}|[A-Za-z])(?![A-Za-z])")
_GLUED = re.compile(r"(\\(?:max|min|sum))\s*_\s*([a-z])(?=[A-Z\\])")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z][A-Za-z0-9]+)*")
_NOT_CALLED = frozenset(
    {
        "if",
        "for",
        "while",
        "in",
        "to",
        "from",
        "and",
        "or",
        "return",
        "max",
        "argmax",
        "sum",
        "over",
        "range",
        "len",
        "log",
        "exp",
        "print",
        "do",
        "then",
        "end",
        "else",
        "with",
    }
)


@dataclass(frozen=True)
class CodeLine:
    """One line: as written, as plain characters, and how far it is indented."""

    text: str
    plain: str
    indent: int
    place: Place


def pseudocode_lines(blocks: Iterable[Block]) -> tuple[CodeLine, ...]:
    """The lines of an answer that may be pseudo-code, prose between them included."""
    found: list[CodeLine] = []
    for block in blocks:
        base = 4 * max(0, block.level - 1) if block.kind is BlockKind.ITEM else 0
        text = "\n".join(spans_text(span) for row in block.rows for span in row) if block.rows else block.text
        ends = _LINE_ENDS if block.kind is BlockKind.CODE else _SENTENCE_ENDS
        for number, line in enumerate(ends.split(text)):
            if line.strip() and len(found) < _MAX_LINES:
                indent = base + len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
                place = Place(block.place.file, block.place.line + number if block.place.line else 0)
                found.append(CodeLine(line.strip(), plain_line(line), indent, place))
    return tuple(found)


def plain_line(text: str) -> str:
    r"""A line without LaTeX: ``\delta_{t-1}(i)`` becomes ``delta[t-1][i]``.

    >>> plain_line(r"$\delta_t(j) \gets \max_i P_{ij}\,\delta_{t-1}(i)$")
    'delta[t][j] <- max[i] p[ij] delta[t-1][i]'
    """
    text = _ARROWS.sub(" <- ", text[:_MAX_LENGTH])
    text = _GLUED.sub(r"\1_{\2} ", text)  # \max_iP
    for pattern, plain in _KEYWORDS:
        text = pattern.sub(plain, text)
    text = _STARRED.sub("", text)
    text = _DROPPED.sub(" ", text)
    text = _COMMAND.sub(r" \1 ", text)
    text = "".join(_letter(letter) for letter in unicodedata.normalize("NFKC", text)).lower()
    text = re.sub(r"(?<=[a-z0-9]) : (?=-?[a-z0-9+-]+(?:\s|$))", ":", text)  # for t = 1 : T-1
    text = _indexed(text)
    text = re.sub(r"[{}\\]", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def _letter(letter: str) -> str:
    if letter > "\u036f":
        name = unicodedata.name(letter, "")
        if name.startswith("GREEK"):
            return f" {name.rsplit(' ', 1)[-1].lower().replace('lamda', 'lambda')} "
    return letter


def _indexed(text: str) -> str:
    """Subscripts, and brackets right behind a name, as indices in square brackets."""
    text = re.sub(r"\s+(?=_)|(?<=_)\s+", "", text)
    for _ in range(4):  # nested subscripts, innermost first
        text = _SUBSCRIPT.sub(lambda match: "[" + match.group(1).strip("{} ") + "]", text)
    text = re.sub(r"\s+(?=\[)", "", text)
    out: list[str] = []
    closing: list[str] = []
    for index, letter in enumerate(text):
        if letter == "(":
            before = text[:index].rstrip()
            word = re.search(r"[a-z][a-z0-9_]*$", before)
            called = (before[-1:] == "]" and before == text[:index] and not _is_operator_index(before)) or (
                word is not None and before == text[:index] and word.group() not in _NOT_CALLED
            )
            out.append("[" if called else "(")
            closing.append("]" if called else ")")
        elif letter == ")" and closing:
            out.append(closing.pop())
        else:
            out.append(letter)
    return "".join(out)


def _is_operator_index(before: str) -> bool:
    """Whether the bracket before closes the index of max or sum: then what follows is what it ranges over."""
    return re.search(r"(?:max|sum|min)\[[^\[\]]*\]$", before) is not None
