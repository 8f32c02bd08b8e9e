"""Write into a Word document's text the numbers that Word counts for its headings and lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from grader.intake.labels.numerals import numeral
from grader.intake.text import marks

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES = re.compile(r"<w:pPr>(?P<inner>.*?)</w:pPr>", re.DOTALL)
_OLD_PROPERTIES = re.compile(r"<w:pPrChange\b.*?</w:pPrChange>", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle\s+w:val="([^"]*)"')
_NUMBER = re.compile(r'<w:numId\s+w:val="(\d{1,9})"')
_LEVEL = re.compile(r'<w:ilvl\s+w:val="(\d)"')
_PLACEHOLDER = re.compile(r"%([1-9])")
_STYLES = {
    "lowerLetter": "LowerAlpha",
    "upperLetter": "UpperAlpha",
    "lowerRoman": "LowerRoman",
    "upperRoman": "UpperRoman",
}
_MAX_XML = 4 * 1024 * 1024  # bytes
_MAX_CHAIN = 10


@dataclass(frozen=True)
class _Level:
    """How one level of a list is counted and shown."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    restarts: bool = True


@dataclass(frozen=True)
class _List:
    """A list as paragraphs name it: what it counts with, its levels, and where it starts anew."""

    counts_with: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@dataclass
class _Count:
    """The lists of a document while its paragraphs are counted."""

    lists: Mapping[str, _List]
    styled: Mapping[str, tuple[str, int | None]]
    values: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def mark(self, properties: str) -> str:
        """What a paragraph with these properties shows in front of its text, as marks."""
        properties = _OLD_PROPERTIES.sub("", properties)
        style = _STYLE.search(properties)
        number, level = self.styled.get(style[1] if style else "", ("", None))
        direct, direct_level = _NUMBER.search(properties), _LEVEL.search(properties)
        number = direct[1] if direct else number
        found = self.lists.get(number)
        if found is None:
            return ""
        if direct_level:
            level = int(direct_level[1])
        elif style:
            linked = (each for each, form in found.levels.items() if form.style == style[1])
            level = next(linked, level)
        return self._counted(number, found, level or 0)

    def _counted(self, number: str, found: _List, level: int) -> str:
        values = self.values.setdefault(found.counts_with, {})
        if number not in self.begun:
            self.begun.add(number)
            for each in found.starts:
                values.pop(each, None)
        form = found.levels.get(level, _Level())
        first = found.starts.get(level, form.start)
        values[level] = values[level] + 1 if level in values else first
        for deeper in [each for each in values if each > level]:
            if found.levels.get(deeper, form).restarts:
                del values[deeper]
        if form.form in ("bullet", "none"):
            return ""
        label = _PLACEHOLDER.sub(lambda match: self._shown(found, int(match[1]) - 1), form.text).strip()
        return marks.counter_mark("number", str(values[level])) + (marks.label_mark(label) if label else "")

    def _shown(self, found: _List, level: int) -> str:
        form = found.levels.get(level, _Level())
        value = self.values[found.counts_with].get(level, form.start)
        return numeral(value, _STYLES.get(form.form, "Decimal"))


def with_numbers(document: str, numbering: bytes, styles: bytes) -> str:
    """The document's XML with the number of every paragraph that shows one, as marks in front of its text."""
    lists, styled = _lists(numbering), _styled(styles)
    if not lists or not ("<w:numPr>" in document or styled):
        return document
    count = _Count(lists, styled)

    def write(match: re.Match[str]) -> str:
        mark = count.mark(match["inner"])
        return f'{match[0]}<w:r><w:t xml:space="preserve">{mark}</w:t></w:r>' if mark else match[0]

    return _PROPERTIES.sub(write, document)


def _lists(numbering: bytes) -> dict[str, _List]:
    root = _parsed(numbering)
    if root is None:
        return {}
    forms = {each.get(f"{_W}abstractNumId", ""): _levels(each) for each in root.iterfind(f"{_W}abstractNum")}
    lists: dict[str, _List] = {}
    for each in root.iterfind(f"{_W}num"):
        abstract = _value(each, "abstractNumId")
        levels, starts = dict(forms.get(abstract, {})), {}
        for override in each.iterfind(f"{_W}lvlOverride"):
            level = _integer(override.get(f"{_W}ilvl", ""), 0)
            levels.update(_levels(override))
            start = _value(override, "startOverride")
            if start:
                starts[level] = _integer(start, 1)
        lists[each.get(f"{_W}numId", "")] = _List(abstract, levels, starts)
    return lists


def _levels(element: ElementTree.Element) -> dict[int, _Level]:
    return {
        _integer(each.get(f"{_W}ilvl", ""), 0): _Level(
            _integer(_value(each, "start"), 1),
            _value(each, "numFmt") or "decimal",
            _value(each, "lvlText"),
            _value(each, "pStyle"),
            _value(each, "lvlRestart") != "0",
        )
        for each in element.iterfind(f"{_W}lvl")
    }


def _styled(styles: bytes) -> dict[str, tuple[str, int | None]]:
    """The list and level that a paragraph style brings with it, or takes from the style it is based on."""
    root = _parsed(styles)
    if root is None:
        return {}
    given: dict[str, tuple[str, int | None]] = {}
    based: dict[str, str] = {}
    for each in root.iterfind(f"{_W}style"):
        name = each.get(f"{_W}styleId", "")
        based[name] = _value(each, "basedOn")
        properties = each.find(f"{_W}pPr/{_W}numPr")
        if properties is not None and (number := _value(properties, "numId")):
            level = _value(properties, "ilvl")
            given[name] = (number, _integer(level, 0) if level else None)
    inherited = {name: _inherited(name, given, based) for name in based}
    return {name: value for name, value in inherited.items() if value is not None}


def _inherited(
    name: str, given: Mapping[str, tuple[str, int | None]], based: Mapping[str, str]
) -> tuple[str, int | None] | None:
    for _ in range(_MAX_CHAIN):
        if name in given:
            return given[name]
        name = based.get(name, "")
    return None


def _parsed(xml: bytes) -> ElementTree.Element | None:
    """The root of a part of the document; None where it is not there, too large, or declares entities."""
    if not xml or len(xml) > _MAX_XML or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        return None
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        return None


def _value(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""


def _integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
