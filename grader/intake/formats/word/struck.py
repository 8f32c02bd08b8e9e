"""Leave out of Word's equations what is struck out or deleted; pandoc would read it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_EQUATION = re.compile(r"<m:oMath>.*?</m:oMath>", re.DOTALL)
_STRUCK = re.compile(r"<w:d?strike\b|<w:del\b")
_SPACE = re.compile(r"<\/?(?P<space>[A-Za-z][\w.-]*):|\s(?P<attribute>[A-Za-z][\w.-]*):[\w.-]+=")
_RESERVED = re.compile(r"ns\d+")
"""Prefixes that the XML library keeps for itself."""
_OFF = frozenset({"0", "false", "off", "none"})
_KEPT_EMPTY = frozenset({"e", "num", "den", "sub", "sup", "deg", "lim", "fName", "oMath"})
"""Slots of a formula's parts, which must be there even where nothing stands in them."""


def without_struck_mathematics(document: str) -> str:
    """The document's XML without what is struck out in its equations, whole equations included."""
    if not _STRUCK.search(document):
        return document
    return _EQUATION.sub(lambda match: _equation(match[0]), document)


def _equation(xml: str) -> str:
    if not _STRUCK.search(xml):
        return xml
    spaces = {match["space"] or match["attribute"] for match in _SPACE.finditer(xml)} - {"xml", "xmlns"}
    if any(_RESERVED.fullmatch(space) for space in spaces):
        return xml
    declared = "".join(f' xmlns:{space}="{space}"' for space in sorted(spaces))
    try:
        root = ElementTree.fromstring(f"<root{declared}>{xml}</root>")
    except ElementTree.ParseError:
        return xml
    for space in spaces:
        ElementTree.register_namespace(space, space)
    try:
        _prune(root[0])
        written = ElementTree.tostring(root[0], encoding="unicode")
    except RecursionError:
        return xml
    if not root[0].findall(".//{m}t"):
        return ""
    return re.sub(r'\sxmlns:\w+="\w+"', "", written)


def _prune(element: ElementTree.Element) -> None:
    """Drop struck-out runs, and every part of the formula in which nothing is left."""
    for child in list(element):
        if child.tag.endswith("Pr"):
            continue
        _prune(child)
        if child.tag == "{w}del" or _is_struck(child) or _is_emptied(child):
            element.remove(child)


def _is_emptied(element: ElementTree.Element) -> bool:
    name = element.tag.removeprefix("{m}")
    if not element.tag.startswith("{m}") or name in _KEPT_EMPTY or name in ("r", "t"):
        return False
    return element.find(".//{m}t") is None


def _is_struck(run: ElementTree.Element) -> bool:
    marks = [*run.iterfind("{w}rPr/{w}strike"), *run.iterfind("{w}rPr/{w}dstrike")]
    struck = any(mark.get("{w}val", "1").lower() not in _OFF for mark in marks)
    return struck or run.find("{w}rPr/{w}del") is not None
