"""Bring the text of a Word document into the form that a reader of the page sees, for pandoc to read.

Boxes stand after their paragraph, deleted and hidden text is gone, pictures and embedded objects are marks,
and what a program wrapped an equation or a text in (content controls, fields, alternatives) is unwrapped.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from grader.intake.formats.word import equations
from grader.intake.formats.word.formulas import CARET
from grader.intake.formats.word.ooxml import holds, is_on, name, rewrite, value
from grader.intake.formats.word.styles import Styles
from grader.intake.text import marks
from grader.intake.text.pictures import formula_of_picture

_WRAPPERS = [
    "w:ins",
    "w:moveTo",
    "w:smartTag",
    "w:fldSimple",
    "w:customXml",
    "w:hyperlink",
    "w:dir",
    "w:bdo",
    "a14:m",
]
_BODIES = ("w:t", "m:t", "w:txbxContent")
_EQUATION_FIELD = re.compile(r"\s*EQ\b", re.IGNORECASE)
_SYMBOLS = re.compile("[\uf020-\uf0ff]")
"""Where Word keeps the characters of its Symbol font."""
_BOX, _TEXT, _RUN = name("w:txbxContent"), name("w:t"), name("w:r")
_EQUATIONS = frozenset({name("m:oMath"), name("m:oMathPara")})
_MAX_DESCRIPTION = 4000  # characters


def as_seen(root: Element, styles: Styles) -> None:
    """Rewrite a document's body, or its notes, in place."""
    _drop_private_characters(root)
    rewrite(
        root,
        {
            **dict.fromkeys(_WRAPPERS, _unwrapped),
            "w:del": _deleted,
            "w:moveFrom": _deleted,
            "w:tr": _row,
            "w:sdt": _controlled,
            "mc:AlternateContent": _alternative,
            "w:drawing": _picture,
            "w:pict": _picture,
            "w:object": _picture,
            "w:r": lambda run: _run(run, styles),
            "w:p": lambda paragraph: _paragraph(paragraph, styles),
            "m:nary": equations.with_bare_operator,
            "m:oMath": lambda equation: equations.without_struck_out(equation, styles),
            "m:oMathPara": equations.one_by_one,
        },
    )


def _drop_private_characters(root: Element) -> None:
    for run in root.iter(_RUN):
        fonts = run.find(f"{name('w:rPr')}/{name('w:rFonts')}")
        if fonts is not None and fonts.get(name("w:ascii"), "").lower() == "symbol":
            for text in run.iterfind(_TEXT):
                text.text = _SYMBOLS.sub(lambda match: chr(ord(match[0]) - 0xF000), text.text or "")
    for short in ("w:t", "m:t"):
        for text in root.iter(name(short)):
            text.text = marks.PRIVATE.sub("", text.text or "")
    for text in root.iter(name("m:t")):
        text.text = (text.text or "").replace("^", CARET)


def _unwrapped(wrapper: Element) -> list[Element] | None:
    return list(wrapper) if len(wrapper) else None  # an empty one is a mark on a run's properties


def _deleted(change: Element) -> list[Element] | None:
    return [] if len(change) else None


def _row(row: Element) -> list[Element] | None:
    return [] if row.find(f"{name('w:trPr')}/{name('w:del')}") is not None else None


def _controlled(control: Element) -> list[Element]:
    """What stands in a content control; a table of contents or the prompt to type something is no text."""
    properties = control.find(name("w:sdtPr"))
    if properties is not None:
        gallery = properties.find(f"{name('w:docPartObj')}/{name('w:docPartGallery')}")
        if gallery is not None and gallery.get(name("w:val")) == "Table of Contents":
            return []
        if is_on(properties, "w:showingPlcHdr"):
            return []
    content = control.find(name("w:sdtContent"))
    return list(content) if content is not None else []


def _alternative(choices: Element) -> list[Element]:
    """The first form of a thing that holds text or an equation; the first of all where none does."""
    best = next((each for each in choices if holds(each, *_BODIES)), None)
    if best is None:
        best = next(iter(choices), None)
    return list(best) if best is not None else []


def _picture(drawing: Element) -> list[Element]:
    boxes = list(drawing.iter(_BOX))
    if boxes:
        return boxes
    if any(each.get(name("o:hr")) for each in drawing.iter()):
        return []  # a ruled line, as Google writes them
    descriptions = (each.get(key, "") for each in drawing.iter() for key in ("descr", "alt"))
    formulas = (formula_of_picture("", words[:_MAX_DESCRIPTION]) for words in descriptions if words)
    formula = next((each for each in formulas if each), "")
    if formula:
        return [_text(f"${formula}$")]
    return [_text(marks.OBJECT if holds(drawing, "o:OLEObject") else marks.PICTURE)]


def _text(content: str) -> Element:
    text = Element(_TEXT, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = content
    return text


def text_run(content: str) -> Element:
    """A run of plain text."""
    run = Element(_RUN)
    run.append(_text(content))
    return run


def _run(run: Element, styles: Styles) -> list[Element] | None:
    """Nothing of what is struck out or hidden; equations and boxes beside the run instead of inside it."""
    properties = run.find(name("w:rPr"))
    if is_on(properties, "w:strike", "w:dstrike", "w:vanish"):
        return []
    if properties is not None and value(properties, "w:rStyle") in styles.struck:
        return []
    if not any(child.tag == _BOX or child.tag in _EQUATIONS for child in run):
        return None
    pieces: list[Element] = []
    for child in run:
        if child.tag == _BOX or child.tag in _EQUATIONS:
            pieces.append(child)
        elif child is not properties:
            piece = Element(_RUN)
            piece.extend([child] if properties is None else [properties, child])
            pieces.append(piece)
    return pieces


def _paragraph(paragraph: Element, styles: Styles) -> list[Element] | None:
    properties = paragraph.find(name("w:pPr"))
    if properties is not None:
        style = value(properties, "w:pStyle")
        mark = properties.find(f"{name('w:rPr')}/{name('w:del')}")
        if style in styles.contents or style in styles.struck:
            return []
        if mark is not None and not holds(paragraph, *_BODIES):
            return []
    boxes = [child for child in paragraph if child.tag == _BOX]
    children = [text_run(child.text or "") if child.tag == _TEXT else child for child in paragraph]
    if any(_EQUATION_FIELD.match(each.text or "") for each in paragraph.iter(name("w:instrText"))):
        children.append(text_run(marks.OBJECT))
    if any(equations.has_lost_relations(child) for child in children if child.tag in _EQUATIONS):
        children.append(text_run(marks.OBJECT))
    paragraph[:] = [child for child in children if child.tag != _BOX]
    return [paragraph, *(each for box in boxes for each in box)]
