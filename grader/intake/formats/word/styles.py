"""What the paragraph and character styles of a Word document mean, whatever language they are named in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from grader.intake.formats.word.ooxml import is_on, name, value

_MAX_CHAIN = 10
_HEADING = re.compile(
    r"(?:heading|titre|überschrift|encabezado|t[íi]tulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis"
    r"|címsor|başlık|заголовок|标题|標題|見出し|제목)\s*([1-9])",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:toc|contents|tdm|verzeichnis|table of contents)\s*(?:[1-9]|heading)", re.IGNORECASE
)


@dataclass(frozen=True)
class Styles:
    """Ids of the styles whose text is no answer: struck out, hidden or a prompt; a table of contents."""

    struck: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()


def read_styles(root: Element) -> Styles:
    """The styles that strike text out, hide it or ask for it, and those of a table of contents."""
    own = {each.get(name("w:styleId"), ""): each for each in root.iterfind(name("w:style"))}
    struck = {each for each, style in own.items() if _strikes(style, own) or _is_prompt(style)}
    contents = {each for each, style in own.items() if _CONTENTS.match(value(style, "w:name"))}
    return Styles(frozenset(struck), frozenset(contents))


def name_headings(root: Element) -> None:
    """Name every style of a heading in English, as pandoc knows them: by its level, else by its name."""
    for style in root.iterfind(name("w:style")):
        title = style.find(name("w:name"))
        if title is None or style.get(name("w:type")) != "paragraph":
            continue
        properties = style.find(name("w:pPr"))
        level = value(properties, "w:outlineLvl") if properties is not None else ""
        named = _HEADING.fullmatch(title.get(name("w:val"), "").strip())
        if named or (level.isdecimal() and int(level) < 9):
            title.set(name("w:val"), f"heading {named[1] if named else int(level) + 1}")


def _is_prompt(style: Element) -> bool:
    return value(style, "w:name").lower() == "placeholder text"


def _strikes(style: Element, own: dict[str, Element]) -> bool:
    """Whether a style, or the first one it is based on that says so, strikes its text out or hides it."""
    for _ in range(_MAX_CHAIN):
        properties = style.find(name("w:rPr"))
        for switch in ("w:strike", "w:dstrike", "w:vanish"):
            if properties is not None and properties.find(name(switch)) is not None:
                return is_on(properties, switch)
        above = own.get(value(style, "w:basedOn"))
        if above is None:
            return False
        style = above
    return False
