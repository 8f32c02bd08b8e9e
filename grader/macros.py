"""Expand a student's own LaTeX macros, within bounds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MAX_EXPANSIONS = 200
MAX_EXPANDED_CHARACTERS = 20_000
MAX_DEFINITIONS = 100


@dataclass(frozen=True)
class Macro:
    """What a command stands for; `arguments` counts its arguments, `optional` is the first one's default."""

    body: str
    arguments: int = 0
    optional: str | None = None


WELL_KNOWN: Mapping[str, Macro] = {
    "norm": Macro(r"\|#1\|", 1),
    "abs": Macro(r"|#1|", 1),
    "inner": Macro(r"\langle #1, #2\rangle", 2),
    "innerp": Macro(r"\langle #1, #2\rangle", 2),
    "pdv": Macro(r"\frac{\partial #1}{\partial #2}", 2),
    "dv": Macro(r"\frac{d #1}{d #2}", 2),
    "T": Macro(r"\top "),
    "tran": Macro(r"^\top "),
    "trans": Macro(r"^\top "),
    "transp": Macro(r"^\top "),
    "R": Macro(r"R"),
    "E": Macro(r"E"),
    "Var": Macro(r"\operatorname{Var}"),
    "bigO": Macro(r"O"),
    "bs": Macro(r"#1", 1),
    "vb": Macro(r"#1", 1),
    "mat": Macro(r"#1", 1),
    "vect": Macro(r"#1", 1),
}
"""Commands that classes and packages define, or that nearly everybody defines alike."""

_NEW = re.compile(
    r"\\(?:re)?(?:newcommand|providecommand)\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*(?:\[([^\]]*)\])?\s*(?=\{)"
)
_DEF = re.compile(r"\\(?:def|gdef)\s*\\([A-Za-z]+)\s*((?:#\d)*)\s*(?=\{)")
_LET = re.compile(r"\\let\s*\\([A-Za-z]+)\s*=?\s*(\\[A-Za-z]+)")
_DOCUMENT = re.compile(
    r"\\(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*"
    r"\{\s*(?:s\s*)?((?:m\s*)*)\}\s*(?=\{)"
)
_PAIRED = re.compile(r"\\DeclarePairedDelimiter\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\{([^{}]{1,20})\}\s*(?=\{)")
_OPERATOR = re.compile(r"\\DeclareMathOperator\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?=\{)")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_STAR = re.compile(r"\*(?=\s*[\[{])")
_SIZE = re.compile(r"\s*\[\s*\\(?:big|bigg|Big|Bigg)\s*\]")
DEFINING = ("newcommand", "providecommand", "\\def", "\\gdef", "\\let", "\\Declare", "DocumentCommand")
"""What stands in every definition of a macro."""


def group_at(text: str, start: int) -> int:
    """The position after the brace group that opens at `start`; -1 where it never closes."""
    depth = 0
    position = start
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 2
            continue
        depth += (character == "{") - (character == "}")
        position += 1
        if depth == 0:
            return position
    return -1


def definitions_in(text: str) -> tuple[str, dict[str, Macro]]:
    """The text without its macro definitions, and the definitions."""
    macros: dict[str, Macro] = {}
    macros.update((same[1], Macro(same[2])) for same in _LET.finditer(text))
    text = _LET.sub(" ", text)
    for pattern in (_NEW, _DEF, _OPERATOR, _DOCUMENT, _PAIRED):
        while len(macros) < MAX_DEFINITIONS:
            found = pattern.search(text)
            if found is None:
                break
            end = group_at(text, found.end())
            if end < 0:
                break
            body = text[found.end() + 1 : end - 1]
            macros[found[1]] = _macro(pattern, found, body)
            # what stands behind it stays in its line
            text = text[: found.start()] + " " + "\n" * text.count("\n", found.start(), end) + text[end:]
    return text, macros


def _macro(pattern: re.Pattern[str], found: re.Match[str], body: str) -> Macro:
    if pattern is _NEW:
        return Macro(body, int(found[2] or 0), found[3])
    if pattern is _DEF:
        return Macro(body, len(found[2]) // 2)
    if pattern is _DOCUMENT:
        return Macro(body, found[2].count("m"))
    if pattern is _PAIRED:
        return Macro(f"{found[2]} #1 {body}", 1)
    return Macro("\\operatorname{" + body + "}")


def expand(text: str, macros: Mapping[str, Macro]) -> str:
    """The text with macros expanded; what would pass the bounds stays as it is."""
    if not macros:
        return text
    position = expansions = 0
    while expansions < MAX_EXPANSIONS and len(text) <= MAX_EXPANDED_CHARACTERS:
        found = _COMMAND.search(text, position)
        if found is None:
            break
        macro = macros.get(found[1])
        if macro is None:
            position = found.end()
            continue
        arguments, end = _arguments(text, found.end(), macro)
        if arguments is None:
            position = found.end()
            continue
        body = _filled(macro.body, arguments)
        if found[1] in _COMMAND.findall(body):
            position = found.end()
            continue
        text = text[: found.start()] + body + ("" if not body[-1:].isalpha() else " ") + text[end:]
        position = found.start()
        expansions += 1
    return text


def _filled(body: str, arguments: list[str]) -> str:
    """The body with its ``#1`` replaced; a number without an argument vanishes."""

    def argument(which: re.Match[str]) -> str:
        number = int(which[1])
        return arguments[number - 1] if 0 < number <= len(arguments) else ""

    # a command right before an argument that begins with a letter must not swallow it
    body = re.sub(r"(\\[A-Za-z]+)(?=#\d)", r"\1 ", body)
    return re.sub(r"#(\d)", argument, body)


def _arguments(text: str, position: int, macro: Macro) -> tuple[list[str] | None, int]:
    arguments: list[str] = []
    if macro.arguments:
        # \norm*{x} and \norm[\big]{x} only say how large the bars are
        for decoration in (_STAR, _SIZE):
            if skipped := decoration.match(text, position):
                position = skipped.end()
    if macro.optional is not None:
        optional = re.compile(r"\s*\[([^\]]*)\]").match(text, position)
        arguments.append(optional[1] if optional else macro.optional)
        position = optional.end() if optional else position
    while len(arguments) < macro.arguments:
        while position < len(text) and text[position].isspace():
            position += 1
        if position >= len(text):
            return None, position
        if text[position] == "{":
            end = group_at(text, position)
            if end < 0:
                return None, position
            arguments.append(text[position + 1 : end - 1])
            position = end
        else:
            command = _COMMAND.match(text, position)
            end = command.end() if command else position + 1
            arguments.append(text[position:end])
            position = end
    return arguments, position
