"""Write into a Word document's text the numbers that Word counts for its headings and lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from grader.intake.formats.word.ooxml import name, value
from grader.intake.formats.word.page import text_run
from grader.intake.labels.numerals import numeral
from grader.intake.text import marks

_PLACEHOLDER = re.compile(r"%([1-9])")
_STYLES = {
    "lowerLetter": "LowerAlpha",
    "upperLetter": "UpperAlpha",
    "lowerRoman": "LowerRoman",
    "upperRoman": "UpperRoman",
}
_MAX_CHAIN = 10
_MAX_LABEL = 60  # characters


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

    def mark(self, properties: Element) -> str:
        """What a paragraph with these properties shows in front of its text, as marks."""
        style = value(properties, "w:pStyle")
        number, level = self.styled.get(style, ("", None))
        direct = properties.find(name("w:numPr"))
        direct_level = value(direct, "w:ilvl") if direct is not None else ""
        if direct is not None and value(direct, "w:numId"):
            number = value(direct, "w:numId")
        found = self.lists.get(number)
        if found is None:
            return ""
        if direct_level:
            level = _integer(direct_level, 0)
        elif style:
            linked = (each for each, form in found.levels.items() if form.style == style)
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
        text = marks.PRIVATE.sub("", form.text[:_MAX_LABEL])
        label = _PLACEHOLDER.sub(lambda match: self._shown(found, int(match[1]) - 1), text).strip()
        return marks.counter_mark("number", str(values[level])) + (marks.label_mark(label) if label else "")

    def _shown(self, found: _List, level: int) -> str:
        form = found.levels.get(level, _Level())
        value = self.values[found.counts_with].get(level, form.start)
        return numeral(value, _STYLES.get(form.form, "Decimal"))


def write_numbers(document: Element, numbering: Element | None, styles: Element | None) -> None:
    """Write the number of every paragraph that shows one into the document, as marks in front of its text."""
    if numbering is None:
        return
    count = _Count(_lists(numbering), _styled(styles) if styles is not None else {})
    for paragraph in document.iter(name("w:p")):
        properties = paragraph.find(name("w:pPr"))
        if properties is not None and (mark := count.mark(properties)):
            paragraph.insert(list(paragraph).index(properties) + 1, text_run(mark))


def _lists(root: Element) -> dict[str, _List]:
    abstracts = {each.get(name("w:abstractNumId"), ""): each for each in root.iterfind(name("w:abstractNum"))}
    of_style = {value(each, "w:styleLink"): each for each in abstracts.values()}
    forms = {
        number: _levels(of_style.get(value(each, "w:numStyleLink") or "-", each))
        for number, each in abstracts.items()
    }
    lists: dict[str, _List] = {}
    for each in root.iterfind(name("w:num")):
        abstract = value(each, "w:abstractNumId")
        levels, starts = dict(forms.get(abstract, {})), {}
        for override in each.iterfind(name("w:lvlOverride")):
            level = _integer(override.get(name("w:ilvl"), ""), 0)
            levels.update(_levels(override))
            start = value(override, "w:startOverride")
            if start:
                starts[level] = _integer(start, 1)
        lists[each.get(name("w:numId"), "")] = _List(abstract, levels, starts)
    return lists


def _levels(element: Element) -> dict[int, _Level]:
    return {
        _integer(each.get(name("w:ilvl"), ""), 0): _Level(
            _integer(value(each, "w:start"), 1),
            value(each, "w:numFmt") or "decimal",
            value(each, "w:lvlText"),
            value(each, "w:pStyle"),
            value(each, "w:lvlRestart") != "0",
        )
        for each in element.iterfind(name("w:lvl"))
    }


def _styled(root: Element) -> dict[str, tuple[str, int | None]]:
    """The list and level that a paragraph style brings with it, or takes from the style it is based on."""
    given: dict[str, tuple[str, int | None]] = {}
    based: dict[str, str] = {}
    for each in root.iterfind(name("w:style")):
        style = each.get(name("w:styleId"), "")
        based[style] = value(each, "w:basedOn")
        properties = each.find(f"{name('w:pPr')}/{name('w:numPr')}")
        if properties is not None and (number := value(properties, "w:numId")):
            level = value(properties, "w:ilvl")
            given[style] = (number, _integer(level, 0) if level else None)
    inherited = {style: _inherited(style, given, based) for style in based}
    return {style: found for style, found in inherited.items() if found is not None}


def _inherited(
    style: str, given: Mapping[str, tuple[str, int | None]], based: Mapping[str, str]
) -> tuple[str, int | None] | None:
    for _ in range(_MAX_CHAIN):
        if style in given:
            return given[style]
        style = based.get(style, "")
    return None


def _integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
