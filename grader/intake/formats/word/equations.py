"""Bring Word's equations into the form that pandoc reads: struck-out symbols left out, lines apart."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from grader.intake.formats.word.ooxml import holds, is_on, name, value
from grader.intake.formats.word.styles import Styles

_STRIKES = ("m:strikeH", "m:strikeV", "m:strikeBLTR", "m:strikeTLBR")
_KEPT = frozenset({"e", "num", "den", "sub", "sup", "deg", "lim", "fName", "oMath", "r", "t"})
"""Slots of a formula's parts, which must be there even where nothing stands in them, and runs."""
_RELATION = re.compile("[=<>≤≥≠≈≃≅≡∝∈⊂⊆∼→⇒⇔←↔]")
_MATH = name("m:oMath").removesuffix("oMath")


def without_struck_out(equation: Element, styles: Styles) -> list[Element] | None:
    """The equation without what is struck out or deleted in it; nothing, if that was all."""
    gone = {each for each in equation.iter() if _is_gone(each, styles)}
    if not gone:
        return None if holds(equation, "m:t") else []
    for parent in reversed(list(equation.iter())):
        kept = [child for child in parent if child not in gone and not _is_emptied(child)]
        if len(kept) < len(parent):
            parent[:] = kept
    return None if holds(equation, "m:t") else []


def _is_gone(element: Element, styles: Styles) -> bool:
    if element.tag == name("m:r"):
        properties = element.find(name("w:rPr"))
        if properties is None:
            return False
        deleted = properties.find(name("w:del")) is not None or value(properties, "w:rStyle") in styles.struck
        return deleted or is_on(properties, "w:strike", "w:dstrike", "w:vanish")
    if element.tag == name("m:borderBox"):
        return is_on(element.find(name("m:borderBoxPr")), *_STRIKES)
    return False


def _is_emptied(element: Element) -> bool:
    local = element.tag.removeprefix(_MATH)
    if not element.tag.startswith(_MATH) or local in _KEPT or local.endswith("Pr"):
        return False
    return len(element) > 0 and not holds(element, "m:t")


def has_lost_relations(equation: Element) -> bool:
    """Whether a line has a logical *and* where a relation belongs: LibreOffice makes it of Word's ``&=``."""
    rows = (row for lines in equation.iter(name("m:eqArr")) for row in lines.iterfind(name("m:e")))
    texts = ("".join(each.text or "" for each in row.iter(name("m:t"))) for row in rows)
    return any("∧" in text and not _RELATION.search(text) for text in texts)


def with_bare_operator(nary: Element) -> list[Element] | None:
    """A sum, product or integral without limits as its sign: pandoc would glue its name to what follows."""
    if any(holds(slot, "m:t") for short in ("m:sub", "m:sup") for slot in nary.iterfind(name(short))):
        return None
    sign = nary.find(f"{name('m:naryPr')}/{name('m:chr')}")
    run = Element(name("m:r"))
    text = Element(name("m:t"))
    text.text = sign.get(name("m:val"), "∫") if sign is not None else "∫"
    run.append(text)
    return [run, *(child for slot in nary.iterfind(name("m:e")) for child in slot)]


def one_by_one(paragraph: Element) -> list[Element] | None:
    """Each equation of a displayed group as a display of its own; pandoc would run them together."""
    equations = paragraph.findall(name("m:oMath"))
    if len(equations) < 2:
        return None
    displays = []
    for equation in equations:
        display = Element(paragraph.tag)
        display.append(equation)
        displays.append(display)
    return displays
