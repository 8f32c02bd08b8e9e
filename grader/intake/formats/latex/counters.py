r"""Carry LaTeX's counters through pandoc, which drops them: ``\section``, ``\setcounter``, ``\theq``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from grader.intake.labels.headings import is_question_word
from grader.intake.pandoc.counters import SECTIONS, Counters
from grader.intake.text import marks
from grader.intake.text.struck import closing_brace

_FORM = re.compile(
    r"\\(?:(?:re)?newcommand\s*\*?\s*\{?|def\s*)\\the(?P<name>[A-Za-z]+)\s*\}?\s*(?=\{)|\\(?P<appendix>appendix)\b"
)
_DECLARED = re.compile(
    r"\\newcounter\s*\{(?P<new>[A-Za-z]+)\}(?:\s*\[(?P<new_in>[A-Za-z]+)\])?"
    r"|\\(?:counterwithin|numberwithin|@addtoreset)\*?\s*\{(?P<inner>[A-Za-z]+)\}\s*\{(?P<outer>[A-Za-z]+)\}"
    r"|\\setcounter\s*\{secnumdepth\}\s*\{(?P<depth>-?\d)\}"
)
_THEOREM = re.compile(
    r"\\newtheorem\s*\{(?P<name>[A-Za-z]+)\}\s*(?:\[(?P<shared>[A-Za-z]+)\])?\s*\{(?P<title>[^{}]*)\}(?:\s*\[(?P<within>[A-Za-z]+)\])?"
    r"|\\newtcbtheorem\s*(?:\[(?P<options>[^\[\]]*)\])?\s*\{(?P<box>[A-Za-z]+)\}\s*\{(?P<box_title>[^{}]*)\}"
)
_WITHIN = re.compile(r"(?:number|counter) within\s*=\s*\{?(\w+)")
_EVENT = re.compile(
    r"\\(?P<heading>chapter|(?:sub){0,2}section|(?:sub)?paragraph)(?P<star>\*?)\s*(?:\[[^\[\]]*\])?\s*\{"
    r"|\\(?P<change>setcounter|addtocounter)\s*\{(?P<counter>[A-Za-z]+)\}\s*\{(?P<value>[^{}]{0,20})\}"
    r"|\\(?:ref)?stepcounter\s*\{(?P<stepped>[A-Za-z]+)\}"
    r"|\\arabic\s*\{(?P<arabic>[A-Za-z]+)\}|\\the(?P<the>[A-Za-z]+)(?:\{\})?"
)
_MAX_THEOREMS = 30
_OUTER = dict(zip(SECTIONS[1:], SECTIONS, strict=False))


@dataclass(frozen=True)
class _Theorem:
    """An environment such as ``question`` that prints a word and a number."""

    title: str
    counter: str
    boxed: bool = False


@dataclass
class _Declared:
    counters: Counters = field(default_factory=Counters)
    theorems: dict[str, _Theorem] = field(default_factory=dict)


def with_counter_marks(text: str) -> tuple[str, Counters]:
    """The text with marks where a counter changes or is shown, and the counters that it declares."""
    declared = _Declared(Counters(within=_sections_within(text)))
    text = _without_forms(text, declared.counters)
    _declare(text, declared)
    text = _with_theorems(text, declared)
    known = {*SECTIONS, *declared.counters.within, *declared.counters.forms, *declared.counters.values}
    return _EVENT.sub(lambda match: _marked(match, known), text), declared.counters


def _sections_within(text: str) -> dict[str, str]:
    first = "chapter" if "\\chapter" in text else "section"
    return {inner: outer for inner, outer in _OUTER.items() if inner != first}


def _without_forms(text: str, counters: Counters) -> str:
    r"""The text without ``\renewcommand{\thesection}{…}``, which would be marked; the forms are kept."""
    pieces: list[str] = []
    position = 0
    while match := _FORM.search(text, position):
        end = match.end()
        if match["name"]:
            end = closing_brace(text, match.end())
            counters.forms[match["name"]] = text[match.end() + 1 : end - 1]
        pieces += [text[position : match.start()], "\n" * text.count("\n", match.start(), end)]
        position = end
    return "".join([*pieces, text[position:]])


def _declare(text: str, declared: _Declared) -> None:
    counters = declared.counters
    depth = 2 if "\\chapter" in text else 3
    for match in _DECLARED.finditer(text):
        if match["new"]:
            counters.values[match["new"]] = 0
        if match["depth"]:
            depth = int(match["depth"])
        inner, outer = match["new"] or match["inner"], match["new_in"] or match["outer"]
        if inner and outer and inner != outer:
            counters.within[inner] = outer
            if match["new"]:
                counters.forms.setdefault(inner, rf"\arabic{{{inner}}}")
    counters.numbered = frozenset(SECTIONS[: max(0, depth + 1)])
    for match in _THEOREM.finditer(text):
        name, title = match["name"] or match["box"], match["title"] or match["box_title"] or ""
        if not is_question_word(title):
            continue
        box = _WITHIN.search(match["options"] or "")
        outer = match["within"] or (box[1] if box else None)
        declared.theorems[name] = _Theorem(title.strip(), match["shared"] or name, bool(match["box"]))
        counters.values[match["shared"] or name] = 0
        if outer and outer != name:
            counters.within[name] = outer


def _with_theorems(text: str, declared: _Declared) -> str:
    """The text with each such environment as a paragraph that begins with its title and number in bold."""
    for name, theorem in list(declared.theorems.items())[:_MAX_THEOREMS]:
        argument = r"\s*\{([^{}]*)\}\s*\{[^{}]*\}" if theorem.boxed else r"(?:\s*\[([^\[\]]*)\])?"
        step = marks.counter_mark("step", theorem.counter) + marks.counter_mark("show", theorem.counter)
        opened = partial(_opened, f"\n\n\\textbf{{{theorem.title} {step}}}")
        text = re.sub(rf"\\begin\{{{name}\}}{argument}", opened, text)
        text = text.replace(f"\\end{{{name}}}", "\n\n")
    return text


def _opened(head: str, match: re.Match[str]) -> str:
    return f"{head} ({match[1]})\n\n" if match[1] else f"{head}\n\n"


def _marked(match: re.Match[str], known: set[str]) -> str:
    if heading := match["heading"]:
        return match[0] + marks.counter_mark("star" if match["star"] else "step", heading)
    if match["counter"] in known:
        return marks.counter_mark(match["change"][:3], match["counter"], match["value"])
    if match["stepped"] in known:
        return marks.counter_mark("step", match["stepped"])
    shown = match["arabic"] or match["the"]
    return marks.counter_mark("show", shown) if shown in known else match[0]
