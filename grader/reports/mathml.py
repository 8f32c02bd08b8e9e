"""LaTeX to MathML that is safe to put into a page: rebuilt from known elements only, else None."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

_MAX_CHARACTERS = 3000
_MAX_NESTING = 40
_MAX_ELEMENTS = 4000

_ELEMENTS = re.compile(
    r"math|mrow|mi|mo|mn|mtext|mspace|msup|msub|msubsup|mfrac|"
    r"msqrt|mroot|mover|munder|munderover|mtable|mtr|mtd|mstyle|mpadded|mphantom"
)
_ATTRIBUTES = re.compile(
    r"display|displaystyle|stretchy|fence|form|accent|columnalign|linethickness|minsize|"
    r"maxsize|width|height|movablelimits|lspace|rspace|separator|symmetric|largeop"
)
_CHILDREN = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "msubsup": 3,
    "mover": 2,
    "munder": 2,
    "munderover": 3,
}
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9.%+ -]{0,40}")
# The converter lays these out only under the other name, or numbers their lines.
_ENVIRONMENTS = re.compile(
    r"\\(begin|end)\s*\{(?:aligned|alignedat|align|flalign|eqnarray|gathered|gather|multline|equation)\*?\}"
)
_UNDERSTOOD_PREFIXES = re.compile(r"\\(?:label|tag|notag|nonumber|hspace|vspace)\*?(?:\{[^{}]*\})?")
# Inside the converter these would become markup: they travel as private characters.
_PRIVATE = {"<": "\ue001", ">": "\ue002", '"': "\ue003"}
_BACK = {private: plain for plain, private in _PRIVATE.items()}
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


@lru_cache(maxsize=4096)
def latex_to_mathml(latex: str, *, block: bool = False) -> str | None:
    """The formula as a ``<math>`` element, or None where it cannot be shown as mathematics.

    The converter escapes nothing, so its output is never used as it is: it is parsed as XML and rebuilt from
    a list of elements and attributes; whatever is not on the list makes the whole formula None.
    """
    if len(latex) > _MAX_CHARACTERS or _nesting(latex) > _MAX_NESTING:
        return None
    converted = _convert(latex)
    if converted is None:
        return None
    try:
        root = ElementTree.fromstring(converted)
    except ElementTree.ParseError:
        return None
    if sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        return None
    rebuilt = _rebuild(root)
    if rebuilt is None or not "".join(rebuilt.itertext()).strip():
        return None
    rebuilt.set("display", "block" if block else "inline")
    return ElementTree.tostring(rebuilt, encoding="unicode")


def _convert(latex: str) -> str | None:
    from latex2mathml.converter import convert

    prepared = _UNDERSTOOD_PREFIXES.sub(" ", _ENVIRONMENTS.sub(r"\\\1{split}", latex))
    for plain, private in _PRIVATE.items():
        prepared = prepared.replace(plain, private)
    try:
        return str(convert(prepared.strip()))
    except _refusals():
        return None


def _refusals() -> tuple[type[Exception], ...]:
    """What the converter raises on formulas it cannot lay out: its own errors, and slips of its parser."""
    from latex2mathml import exceptions

    own = [value for value in vars(exceptions).values() if isinstance(value, type)]
    slips = (ArithmeticError, AttributeError, LookupError, RuntimeError, StopIteration, TypeError, ValueError)
    return (*slips, *(error for error in own if issubclass(error, Exception)))


def _nesting(latex: str) -> int:
    """How deep the groups, `\\left`s and environments nest at most."""
    depth = deepest = 0
    for found in re.finditer(r"\\[{}]|\\left\b|\\right\b|\\begin\b|\\end\b|[{}\[\]]", latex):
        token = found[0]
        if token in ("{", "[", "\\left", "\\begin"):
            depth += 1
            deepest = max(deepest, depth)
        elif token in ("}", "]", "\\right", "\\end"):
            depth -= 1
    return deepest


def _rebuild(element: ElementTree.Element) -> ElementTree.Element | None:
    name = element.tag.removeprefix(_NAMESPACE)
    if not _ELEMENTS.fullmatch(name) or len(element) != _CHILDREN.get(name, len(element)):
        return None
    rebuilt = ElementTree.Element(name)
    for key, value in element.attrib.items():
        if _ATTRIBUTES.fullmatch(key) and _PLAIN_VALUE.fullmatch(value):
            rebuilt.set(key, value)
    rebuilt.text = _lettered(_restored(element.text), element.get("mathvariant", ""))
    if rebuilt.text and element.get("mathvariant") == "normal":
        rebuilt.set("mathvariant", "normal")
    for child in element:
        copy = _rebuild(child)
        if copy is None:
            return None
        copy.tail = _restored(child.tail)
        rebuilt.append(copy)
    return rebuilt


def _restored(text: str | None) -> str | None:
    return text and "".join(_BACK.get(character, character) for character in text)


# Browsers draw no `mathvariant` but ``normal`` (MathML Core): bold letters are characters of their own.
_BOLD_STARTS = {
    "bold": (0x1D400, 0x1D41A, 0x1D6C2),
    "bold-italic": (0x1D468, 0x1D482, 0x1D736),
}


def _lettered(text: str | None, variant: str) -> str | None:
    if not text or variant not in _BOLD_STARTS:
        return text
    upper, lower, greek = _BOLD_STARTS[variant]
    return "".join(_letter(character, upper, lower, greek) for character in text)


def _letter(character: str, upper: int, lower: int, greek: int) -> str:
    if "A" <= character <= "Z":
        return chr(upper + ord(character) - ord("A"))
    if "a" <= character <= "z":
        return chr(lower + ord(character) - ord("a"))
    if "α" <= character <= "ω":
        return chr(greek + ord(character) - ord("α"))
    return character
