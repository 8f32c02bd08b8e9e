"""Mend LaTeX whose backslashes were lost, by text recognition or by an escape such as a tab for ``\\t``."""

from __future__ import annotations

import re

_CONTROL = {"\t": "t", "\x08": "b", "\x0c": "f", "\r": "r", "\n": "n", "\x07": "a", "\x0b": "v"}
_COMMAND_WORDS = (
    "top times theta tau text textbf textit textrm tilde tan tanh to triangleq therefore tfrac tr "
    "beta boldsymbol bm begin bar bigl bigr big binom bf mathbf bot boxed "
    "frac forall "
    "rho right rVert rvert rangle rm rightarrow rceil rfloor "
    "nabla nu neq ne not norm nolimits "
    "alpha approx arg argmax argmin ast vec varepsilon vert varphi"
)
_COMMANDS = frozenset(_COMMAND_WORDS.split())
_CONTROLLED = re.compile("([\t\x08\x0c\r\n\x07\x0b])([A-Za-z]+)")
_TAILS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), whole)
    for pattern, whole in (
        (r"(?<![A-Za-z\\])oldsymbol(?=\s*[{\\A-Za-z])", r"\\boldsymbol"),
        (r"(?<![A-Za-z\\])rac(?=\s*\{)", r"\\frac"),
        (r"(?<![A-Za-z\\])egin(?=\{)", r"\\begin"),
        (r"(?<![A-Za-z\\])inom(?=\{)", r"\\binom"),
        (r"(?<![A-Za-z\\])ext(?=\{)", r"\\text"),
        (r"(?<![A-Za-z\\])ilde(?=\{)", r"\\tilde"),
        (r"(?<![A-Za-z\\])m(?=\{[A-Za-z]\})", r"\\bm"),
        (r"(?<=[\^{])\s*op(?=\s*[}\s$]|$)", r"\\top "),
        (r"(?<=\^)\s+op\b", r"\\top "),
        (r"(?<![A-Za-z\\])abla(?=[_\s])", r"\\nabla"),
        (r"(?<![A-Za-z\\])heta(?![A-Za-z])", r"\\theta"),
        (r"(?<![A-Za-z\\])imes(?![A-Za-z])", r"\\times"),
        (r"(?<![A-Za-z\\])ight(?=[)\]}|.]|\\[|}r])", r"\\right"),
        (r"(?<![A-Za-z\\])orall(?![A-Za-z])", r"\\forall"),
    )
)
_DAMAGED = re.compile(r"(?<![A-Za-z\\])(?:oldsymbol|rac\s*\{|egin\{)|\\(?:boldsymbol|frac)(?=oldsymbol)")
_WHOLE = {
    "eta": r"\beta ",
    "ho": r"\rho ",
    "ambda": r"\lambda ",
    "au": r"\tau ",
    "lpha": r"\alpha ",
    "o": r"\to ",
}
_SHORTENED = re.compile(r"(?<![A-Za-z\\])(?:eta|ho|ambda|au|lpha)(?![A-Za-z])|(?<=\s)o(?=\s+[\w\\])")
"""Names that are whole words without their first letter, too: only in a text that is damaged elsewhere."""


def is_damaged(text: str) -> bool:
    """Whether commands in a text have lost their backslashes for certain."""
    return _DAMAGED.search(text) is not None


def mend(text: str, *, damaged: bool = False) -> str:
    """The text with lost backslashes restored where nothing else could be meant.

    `damaged` says that its document has lost some: then more is sure than the text by itself shows.
    """
    damaged = damaged or is_damaged(text)
    if any(control in text for control in _CONTROL):
        text = _CONTROLLED.sub(_restore, text)
    text = _with_heads(text)
    if damaged:
        text = _SHORTENED.sub(lambda found: _WHOLE[found[0]], text)
    if "\\begin{" in text:
        # a row's end that lost one of its two backslashes: "\ " before the next row
        text = re.sub(r"(?<!\\)\\(?=\s)", r"\\\\", text)
    return text


def _with_heads(text: str) -> str:
    """The text with what is no word but the rest of a command made whole."""
    for pattern, whole in _TAILS:
        text = pattern.sub(whole, text)
    return text


_ENGLISH_TAILS = frozenset({"an", "o", "r"})
"""What may follow a tab as a word of its own."""


def mend_words(text: str) -> str:
    """Running text with the LaTeX typed into it mended, where a whole command has lost its first letter."""
    if any(control in text for control in _CONTROL):
        text = _CONTROLLED.sub(_restore_whole, text)
    return _with_heads(text)


def _restore_whole(found: re.Match[str]) -> str:
    """A command that an escape has cut, whole; what follows a line's end is a word, but for ``abla``."""
    command = _CONTROL[found[1]] + found[2]
    is_sure = command in _COMMANDS and (found[1] not in "\r\n" or command == "nabla")
    return f"\\{command} " if is_sure and found[2] not in _ENGLISH_TAILS else found.group()


def _restore(found: re.Match[str]) -> str:
    letter, tail = _CONTROL[found[1]], found[2]
    longest = max((end for end in range(1, len(tail) + 1) if letter + tail[:end] in _COMMANDS), default=0)
    if not longest:
        return found.group()
    return f"\\{letter}{tail[:longest]} {tail[longest:]}"
