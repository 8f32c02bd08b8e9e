"""Drop what a student struck out, in prose and inside formulas."""

from __future__ import annotations

import re

_STRUCK = re.compile(r"\\(?P<command>sout|xout|st|xcancel|bcancel|hcancel|cancel)(?![A-Za-z])\s*\{")
_TERM_CANCELLED = frozenset({"cancel", "bcancel", "xcancel", "hcancel"})


def without_struck_out(tex: str) -> str:
    r"""LaTeX without the arguments of ``\sout``, ``\st``, ``\cancel`` and the like.

    Terms cancelled against one another (``\frac{\cancel{a} b}{\cancel{a}}``) are no correction: they stay.
    """
    if "\\" not in tex or not _STRUCK.search(tex):
        return tex
    keep_cancelled = len(re.findall(r"\\[bxh]?cancel(?![A-Za-z])", tex)) > 1 or "frac" in tex
    result: list[str] = []
    position = 0
    while match := _STRUCK.search(tex, position):
        end = closing_brace(tex, match.end() - 1)
        result.append(tex[position : match.start()])
        if match["command"] in _TERM_CANCELLED and keep_cancelled:
            result.append("{" + tex[match.end() : end - 1] + "}")
        position = end
    result.append(tex[position:])
    return "".join(result)


def closing_brace(tex: str, opening: int) -> int:
    """The position after the brace that closes the one at `opening`; the end where none does."""
    depth = 0
    position = opening
    while position < len(tex):
        sign = tex[position]
        if sign == "\\":
            position += 2
            continue
        depth += (sign == "{") - (sign == "}")
        position += 1
        if depth == 0:
            return position
    return len(tex)
