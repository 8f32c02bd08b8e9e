"""Reduce text to the words a hand-out is recognised by, whatever text recognition did to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<word>(?P<slash>\\?)(?P<name>[A-Za-zÀ-ɏ]+(?:-\n[a-zà-ɏ]+)?))|(?P<digits>\d+)|(?P<greek>[Ͱ-Ͽ])|(?P<sign>[∇∂∞∀∏∑√⊤⊥])"
)
_DROPPED = frozenset(
    (  # noqa: SIM905
        "boldsymbol oldsymbol mathbf bm mathrm mathsf mathtt mathbb mathcal text ext textbf textit texttt "
        "exttt emph textsc textrm operatorname left right ight big bigl bigr bigg biggl biggr quad qquad "
        "cdot cdots ldots dots times imes le leq ge geq lt gt mid vert lvert rvert langle rangle angle "
        "star ast widetilde tilde overline bar hat widehat limits displaystyle begin egin end aligned "
        "matrix bmatrix pmatrix array "
        "align cases equation implies rightarrow leftarrow gets frac rac dfrac tfrac left colon coloneqq "
        "label item section subsection subsubsection paragraph noindent textasteriskcentered mathit "
        "mathbin bigskip medskip boldmath footnote footnotemark footnotetext section enumerate itemize"
    ).split()
)
"""Layout and type face, with and without the backslash that text recognition loses."""
_DROPPED_COMMANDS = frozenset(
    ["in", "to", "ne", "neq", "par", "s", "ss", "a", "it", "bf", "rm", "tt", "m", "f", "mu_", "qed"]
)
_DAMAGED = {
    "op": "t",
    "top": "t",
    "heta": "theta",
    "abla": "nabla",
    "argmax": "arg max",
    "argmin": "arg min",
    "intercal": "t",
}
_SIGNS = {
    "∇": "nabla",
    "∂": "partial",
    "∞": "infty",
    "∀": "forall",
    "∏": "prod",
    "∑": "sum",
    "√": "sqrt",
    "⊤": "t",
    "⊥": "perp",
}
_GREEK_VARIANTS = {
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "final sigma": "sigma",
    "lamda": "lambda",
}
_MATHS_WORDS = frozenset(
    (  # noqa: SIM905
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau "
        "upsilon phi chi psi omega arg max min log exp ln lim sup inf sum prod sqrt sin cos tanh det tr "
        "diag var infty partial nabla perp bos eos forall exists"
    ).split()
)
"""Words that make a formula typed without dollars look like prose."""


def is_prose_word(word: str) -> bool:
    """Whether a word is one of a sentence and not a name in a formula."""
    return len(word) > 2 and word.isalpha() and word not in _MATHS_WORDS


@dataclass(frozen=True)
class Token:
    """A word and where it stands in its text."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> Iterator[Token]:
    """The words of a text in order: lower case, Greek letters by name, markup left out."""
    plain, origin = _decomposed(text)
    for match in _TOKEN.finditer(plain):
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        for word in _words(match, plain):
            yield Token(word, start, end)


def _words(match: re.Match[str], text: str) -> list[str]:
    if match["digits"]:
        return [match["digits"]]
    if match["greek"]:
        return [_greek_name(match["greek"])]
    if match["sign"]:
        return [_SIGNS[match["sign"]]]
    name = match["name"].lower().replace("-\n", "")
    if name in _DROPPED or (match["slash"] and name in _DROPPED_COMMANDS):
        return []
    if name in ("m", "f") and text[match.end() : match.end() + 1] == "{":
        return []
    if match["slash"] or name in ("op", "heta", "abla", "argmax", "argmin"):
        name = _DAMAGED.get(name, name)
    return _GREEK_VARIANTS.get(name, name).split(" ")


def _greek_name(letter: str) -> str:
    name = unicodedata.name(letter, "").rpartition(" LETTER ")[2].split(" WITH ")[0].lower()
    return _GREEK_VARIANTS.get(name, name).split(" ")[-1]


def _decomposed(text: str) -> tuple[str, range | list[int]]:
    """The text with styled and raised letters as plain ones, and for each character where it came from."""
    if text.isascii():
        return text, range(len(text))
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for plain in character if character.isascii() else unicodedata.normalize("NFKC", character):
            characters.append(plain)
            origin.append(index)
    return "".join(characters), origin
