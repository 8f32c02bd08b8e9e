"""The XML of a Word document: its names, read within bounds, and written again for pandoc."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml)/")
"""What "Strict Open XML" writes where all others write 2006."""
_OFF = frozenset({"0", "false", "off", "none"})

for _prefix, _space in _SPACES.items():
    ElementTree.register_namespace(_prefix, _space)


class WordProblem(Exception):
    """Why a Word document cannot be read, in a few words fit for the student."""


def name(short: str) -> str:
    """The name of an element or attribute as the XML library has it: ``w:p`` with its whole name space."""
    prefix, _, local = short.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def parsed(xml: bytes) -> Element:
    """The root of one part of the document; WordProblem where it is none, or declares entities."""
    if any(b"<!DOCTYPE".decode().encode(code) in xml for code in ("utf-8", "utf-16-le", "utf-16-be")):
        raise WordProblem("it declares XML entities, as no word processor does")
    try:
        return ElementTree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", xml))
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise WordProblem("it is not a Word document, or it is damaged") from error


def written(root: Element) -> bytes:
    """The XML of an element; WordProblem where it is nested deeper than anybody writes."""
    # pandoc reads equations in notes only if the document itself declares their name space
    root.set(name("m:val"), "")
    try:
        return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
    except RecursionError as error:
        raise WordProblem("its structure is nested too deeply") from error


def value(element: Element, child: str) -> str:
    """The ``w:val`` of a child, empty where there is none."""
    found = element.find(name(child))
    return found.get(name("w:val"), "") if found is not None else ""


def is_on(properties: Element | None, *switches: str) -> bool:
    """Whether one of these properties stands there and is not switched off."""
    if properties is None:
        return False
    for switch in switches:
        found = properties.find(name(switch))
        if found is not None:
            prefix = switch.partition(":")[0]
            if found.get(name(f"{prefix}:val"), "1").lower() not in _OFF:
                return True
    return False


def holds(element: Element, *names: str) -> bool:
    """Whether an element of one of these names stands anywhere inside."""
    return any(next(element.iter(name(each)), None) is not None for each in names)


def rewrite(root: Element, rules: dict[str, Callable[[Element], list[Element] | None]]) -> None:
    """Put in place of each element what the rule for its name gives (None: itself), the innermost first."""
    named = {name(short): rule for short, rule in rules.items()}
    for parent in reversed(list(root.iter())):
        if not any(child.tag in named for child in parent):
            continue
        children: list[Element] = []
        for child in parent:
            rule = named.get(child.tag)
            instead = rule(child) if rule else None
            children += [child] if instead is None else instead
        parent[:] = children
