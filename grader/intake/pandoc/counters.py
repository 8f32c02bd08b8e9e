"""Count headings as the program that shows the document would: LaTeX's counters, Word's numbered styles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grader.intake.labels.numerals import numeral
from grader.intake.pandoc.inlines import Run
from grader.intake.text.marks import COUNTER

_FORM = re.compile(
    r"\\(?P<style>arabic|alph|Alph|roman|Roman)\s*\{?(?P<of>[A-Za-z]+)\}?|\\the(?P<the>[A-Za-z]+)"
)
_STYLES = {"alph": "LowerAlpha", "Alph": "UpperAlpha", "roman": "LowerRoman", "Roman": "UpperRoman"}
_DRESS = re.compile(r"\\[A-Za-z]+\*?|[{}]")
_MAX_NESTING = 6
_MAX_NUMBER = 999
SECTIONS = ("chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
"""LaTeX's headings, the topmost first."""


@dataclass
class Counters:
    """The counters of a document while it is read from top to bottom."""

    forms: dict[str, str] = field(default_factory=dict)
    r"""How a counter is shown (``\thesection.\alph{subsection}``); else after its outer one."""
    within: dict[str, str] = field(default_factory=dict)
    """The counter whose steps set another one back."""
    numbered: frozenset[str] = frozenset()
    """The headings that show a number."""
    values: dict[str, int] = field(default_factory=dict)

    def resolve(self, runs: Sequence[Run]) -> tuple[list[Run], int]:
        """The runs with every counter that is shown as text, and the number of a heading (or 0)."""
        number = 0
        resolved: list[Run] = []
        for run in runs:
            if run.kind == "label":
                run = Run("label", COUNTER.sub(self._shown_mark, run.text))
            if run.kind != "counter":
                resolved.append(run)
                continue
            action, name, value = (*run.text.split(":"), "", "")[:3]
            if action == "show":
                resolved.append(Run("text", self.shown(name)))
            elif action == "number":
                number = _integer(name)
            elif action == "star":
                self._unnumbered()
            elif action == "step":
                self.step(name)
                number = self.values[name] if name in self.numbered else number
            elif action in ("set", "add"):
                self.values[name] = _integer(value) + (self.values.get(name, 0) if action == "add" else 0)
        return resolved, number

    def _shown_mark(self, match: re.Match[str]) -> str:
        return self.shown(match[1].split(":")[1])

    def step(self, name: str) -> None:
        """Count one more, and set back what is counted within."""
        self.values[name] = self.values.get(name, 0) + 1
        self._set_back(name, 0)

    def shown(self, name: str, nesting: int = 0) -> str:
        """The counter as it is printed."""
        if nesting > _MAX_NESTING:
            return ""
        number = str(self.values.get(name, 0))
        form = self.forms.get(name)
        if form is None:
            outer = self.within.get(name)
            return f"{self.shown(outer, nesting + 1)}.{number}" if outer else number

        def piece(match: re.Match[str]) -> str:
            if match["the"]:
                return self.shown(match["the"], nesting + 1)
            return numeral(self.values.get(match["of"], 0), _STYLES.get(match["style"], "Decimal"))

        return _DRESS.sub("", _FORM.sub(piece, form)[:200]).strip()

    def _set_back(self, name: str, nesting: int) -> None:
        for inner, outer in self.within.items():
            if outer == name and nesting <= _MAX_NESTING:
                self.values[inner] = 0
                self._set_back(inner, nesting + 1)

    def _unnumbered(self) -> None:
        """A heading without number: where none has one, it begins the count anew all the same."""
        if not self.values.get("section") and not self.values.get("chapter"):
            self._set_back("section", 0)


def _integer(text: str) -> int:
    text = text.strip()
    number = int(text) if re.fullmatch(r"-?\d{1,4}", text) else 0
    return max(-_MAX_NUMBER, min(number, _MAX_NUMBER))
