r"""Write out the labels of list items, which parsers drop: ``\item[(b)]``, ``label=(\alph*)``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from grader.intake.labels.numerals import numeral
from grader.intake.pandoc.counters import SECTIONS
from grader.intake.text import marks

_NAMES = r"enumerate|itemize|description|compactenum|compactitem|inparaenum|tasks|questions|(?:sub){0,2}parts"
_EVENT = re.compile(
    rf"\\begin\{{(?P<open>{_NAMES})\*?\}}\s*(?P<options>\[(?:[^\[\]]|\[[^\]]*\])*\])?"
    rf"|\\end\{{(?P<close>{_NAMES})\*?\}}"
    r"|\\titledquestion\s*(?P<title>\{[^{}]*\})(?:\s*\[[^\[\]]*\])?"
    r"|\\(?P<item>item|(?:sub){0,2}part|task|question)(?![A-Za-z])\s*(?P<label>\[(?:[^\[\]{}]|\{[^{}]*\}|\[[^\]]*\])*\])?"
    r"|\\(?:def\s*|renewcommand\s*\*?\s*\{?)\\labelenum(?P<level>i{1,3}v?)\}?\s*\{(?P<form>(?:[^{}]|\{[^{}]*\})*)\}"
    r"|\\(?P<change>setcounter|addtocounter)\{(?P<counter>enumi{1,3}v?|question|partno|(?:sub)+part)\}\{(?P<value>-?\d{1,3})\}"
)
_TEMPLATE = re.compile(
    r"\\(?P<style>alph|Alph|roman|Roman|arabic)\*?(?:\{(?P<of>[^{}]*)\})?"
    r"|\\the(?P<the>enumi{1,3}v?|chapter|(?:sub){0,2}section|question)(?![A-Za-z])(?:\{\})?"
)
_SHORT = re.compile(r"(?<![A-Za-z\\])(?P<style>[aAiI1])(?![A-Za-z])")
_STYLES = {
    "alph": "LowerAlpha",
    "Alph": "UpperAlpha",
    "roman": "LowerRoman",
    "Roman": "UpperRoman",
    "arabic": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
    "1": "Decimal",
}
_DEFAULTS = (
    (r"\arabic*.", "Decimal"),
    (r"(\alph*)", "LowerAlpha"),
    (r"\roman*.", "LowerRoman"),
    (r"\Alph*.", "UpperAlpha"),
)
_EXAM = {"questions": r"\arabic*.", "parts": r"(\alph*)", "subparts": r"\roman*.", "subsubparts": r"(\Alph*)"}
"""Lists of the exam class, whose items carry points where others carry labels."""
_OF_LIST = {"task": "tasks", "question": "questions", "part": "parts", "subpart": "subparts"}
"""The list that an item of another name than ``\\item`` belongs to."""
_NUMBERED = frozenset({"enumerate", "compactenum", "inparaenum", "tasks", *_EXAM})
_LEVEL_COUNTERS = ("enumi", "enumii", "enumiii", "enumiv")
_DRESS = re.compile(r"\\(?:textbf|textit|emph|bfseries|itshape|textup|text|mathrm|bf|it|protect)\b|[{}]")


@dataclass
class _Level:
    name: str
    template: str
    count: int = 0


@dataclass
class Lists:
    """The lists that are open while a document is read from top to bottom."""

    levels: list[_Level] = field(default_factory=list)
    last_counts: dict[int, int] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)
    """Labels by depth that the document sets for all its lists."""

    def rewrite(self, line: str, line_mark: str) -> str:
        """A line with every item's label and place as marks, and lists in the form that all parsers know."""
        return _EVENT.sub(lambda match: self._event(match, line_mark), line)

    def _event(self, match: re.Match[str], line_mark: str) -> str:
        if match["open"]:
            return self._opened(match["open"], match["options"] or "")
        if match["close"]:
            return self._closed(match["close"])
        if match["level"]:
            return self._relabelled(len(match["level"]) if match["level"] != "iv" else 4, match["form"])
        if match["counter"]:
            if self.levels:
                added = self.levels[-1].count if match["change"] == "addtocounter" else 0
                self.levels[-1].count = added + int(match["value"])
            return ""
        if not self.levels or _OF_LIST.get(match["item"], self.levels[-1].name) != self.levels[-1].name:
            return match[0]
        label = self._label(match["label"])
        title = match["title"] or ""
        return f"\\item {marks.label_mark(label) if label else ''}{line_mark} {title} "

    def _opened(self, name: str, options: str) -> str:
        numbered = [level for level in self.levels if level.name in _NUMBERED]
        template = self._template(name, options, len(numbered)) if name in _NUMBERED else ""
        level = _Level(name, template)
        if start := re.search(r"start\s*=\s*(\d{1,3})", options):
            level.count = int(start[1]) - 1
        elif "resume" in options:
            level.count = self.last_counts.get(len(numbered), 0)
        self.levels.append(level)
        return "\\begin{itemize}"

    def _relabelled(self, depth: int, form: str) -> str:
        """``\\labelenumi`` given anew: for the list that is open at that depth, and for those to come."""
        self.forms[depth - 1] = form
        numbered = [level for level in self.levels if level.name in _NUMBERED]
        if len(numbered) >= depth:
            numbered[depth - 1].template = form
        return ""

    def _template(self, name: str, options: str, depth: int) -> str:
        inner = options[1:-1]
        label = re.search(r"label\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^,\]]+)", inner)
        if label:
            return label[1]
        if inner and "=" not in inner and _SHORT.search(inner):
            return _SHORT.sub(lambda match: "\\" + _word(match["style"]) + "*", inner, count=1)
        if name in _EXAM or name == "tasks":
            return _EXAM.get(name, r"(\alph*)")
        return self.forms.get(depth, _DEFAULTS[min(depth, len(_DEFAULTS) - 1)][0])

    def _closed(self, name: str) -> str:
        if self.levels:
            level = self.levels.pop()
            depth = sum(each.name in _NUMBERED for each in self.levels)
            self.last_counts[depth] = level.count
        return "\\end{itemize}"

    def _label(self, written: str | None) -> str:
        level = self.levels[-1]
        if written is not None and level.name not in _EXAM:
            return _plain(written[1:-1])
        if not level.template:
            return ""
        level.count += 1
        return _plain(_TEMPLATE.sub(self._number, level.template))

    def _number(self, match: re.Match[str]) -> str:
        """A counter in a label's form: this list's own, an outer list's, or a heading's."""
        style, name = _STYLES[match["style"] or "arabic"], match["of"] or match["the"] or ""
        numbered = [level for level in self.levels if level.name in _NUMBERED]
        if name in _LEVEL_COUNTERS:
            depth = _LEVEL_COUNTERS.index(name)
            return numeral(numbered[depth].count, style) if depth < len(numbered) else ""
        if name == "question":
            return str(next((level.count for level in self.levels if level.name == "questions"), ""))
        if name in SECTIONS:
            return marks.counter_mark("show", name)
        return numeral(self.levels[-1].count, style)


def _word(style: str) -> str:
    return {"a": "alph", "A": "Alph", "i": "roman", "I": "Roman", "1": "arabic"}[style]


def _plain(label: str) -> str:
    return _DRESS.sub("", label).strip().strip("$").strip()
