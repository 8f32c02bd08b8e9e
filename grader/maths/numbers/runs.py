"""Calculations in a text: ``-1.5 - 3.4 = -4.9``, where each stands and what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.maths.notation.number_words import in_digits
from grader.maths.numbers.written import Numeral, plain_numbers, read_numeral, uses_decimal_comma

_MAX_RUNS = 60


@dataclass(frozen=True)
class Run:
    """A calculation in a text, ``-1.5 - 3.4 = -4.9``, and what it comes to."""

    start: int
    end: int
    value: Numeral | None
    open: bool = False
    """Whether it goes on with something that is no number: ``-8.2 + c``, ``> 3``."""


_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?"
_RUN = re.compile(
    rf"(?:(?<![\w.])(?:{_NUMBER}|\d+\.(?!\w))|(?<=[)}}^*/+=-]){_NUMBER}|[-+*/·×^=≈~()%{{}}!√]|\s|"
    r"\\(?:[dt]?frac|sqrt|cdot|times|approx|simeq|ln|log|exp|binom|pi|%)(?![A-Za-z])|"
    r"(?<![A-Za-z])(?:ln|log|exp|sqrt|pi|π|e|x)(?=\s*[\d({^]))+"
)
_GAP = re.compile(r"(?<=[\d)%}])\s+(?=[\d(√\\])(?!\\(?:cdot|times|approx|simeq|%))")
_SCRIPTS = re.compile(r"(?<=[A-Za-z)])_(?:\{[^{}]*\}|\w)|(?<=[A-Za-z*])\^\{[^{}]*\}")
EQUALS = re.compile(r"=|≈|~|\\approx|\\simeq")
_OF_SYMBOL = re.compile(r"\s*(?:of|de)\s+(?:\\[a-z]{2,}|[B-HJ-Zb-z](?![A-Za-z']))")
_SYMBOL_AFTER = re.compile(r"\s*(?:\\[a-z]{2,}|[A-Za-zα-ω](?![A-Za-z']))")
_SYMBOL_BEFORE = re.compile(r"(?:(?<![A-Za-z'])[B-HJ-Zb-zα-ω]|\\[a-z]{2,}|[)\]}])\s*$")
_UNITS = frozenset("msghVAWJNKCF")


_MIXED = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=[¼-¾⅐-⅞])")
"""The blank within ``3 ¾``."""


def cleaned(text: str) -> str:
    """The text with numbers in one notation; those in words as digits, where it has no others."""
    plain = plain_numbers(_MIXED.sub("", text))
    plain = plain if re.search(r"\d", plain) else in_digits(plain)
    plain = re.sub(r"(?<=[\d)])\s*\*\*\s*(?=[-\d({])", "^", plain)
    plain = re.sub(r"=>|\\(?:Rightarrow|implies)(?![A-Za-z])|⇒|⟹", " → ", plain)
    plain = plain.replace("$", " ").replace("\\%", "%").replace("**", " ")
    plain = re.sub(r"(?<=\d)\s?(?:percent|per cent|pour cent)\b", "%", plain)
    plain = re.sub(r"\\times(?![A-Za-z])", "×", re.sub(r"\\cdot(?![A-Za-z])", "·", plain))
    boxed = re.search(r"\\(?:boxed|fbox)\s*\{((?:[^{}]|\{[^{}]*\})*)\}", plain)
    plain = boxed[1] if boxed else plain
    plain = re.sub(r"\\(?:text|mathrm|mbox|textbf|mathbf)\s*\{([^{}]*)\}", r" \1", plain)
    if uses_decimal_comma(plain):
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    plain = re.sub(r"(?<![\d.])(\d{1,3})((?:[ ,'_]\d{3})+)(?![\d])", _joined, plain)
    plain = POINTED_THOUSANDS.sub(_joined, plain)
    plain = re.sub(r"(?<![\d./^*·×+-])\b(\d{1,3}) (\d{1,3}/\d{1,3})(?![\d/.])", r"(\1+\2)", plain)
    plain = _SCALED.sub(_in_digits, plain)
    plain = re.sub(r"(?<=\d)\s*(?:‰|\\permil)", "·10^{-3}", plain)
    return _SCRIPTS.sub(lambda found: " " * len(found.group()), plain)


_POWERS = {
    **dict.fromkeys(("thousand", "mille", "tausend", "mil"), 3),
    **dict.fromkeys(("million", "millionen", "mio", "millones", "milioni"), 6),
    **dict.fromkeys(("billion", "milliard", "milliarden", "mrd", "miliardi"), 9),
}
_SCALED = re.compile(rf"(?<=\d)\s*({'|'.join(_POWERS)})(?:s\b|\b\.?(?=\s|$)|\b)", re.IGNORECASE)
POINTED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.]*\d)")
"""``1.048.576``: more than one point is none of decimals."""


def _in_digits(found: re.Match[str]) -> str:
    return f"·10^{_POWERS[found[1].lower()]}"


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"[ ,'_.]", "", found.group())


def find_runs(text: str) -> Iterator[Run]:
    """The calculations of a cleaned text, in order."""
    for count, match in enumerate(_RUN.finditer(text)):
        if count > _MAX_RUNS * 8:
            return
        start = match.start()
        for gap in [*_GAP.finditer(match.group()), None]:
            end = match.end() if gap is None else match.start() + gap.start()
            run = _run(text, start, end)
            if run is not None:
                yield run
            start = end


def _run(text: str, start: int, end: int) -> Run | None:
    written = text[start:end]
    if not re.search(r"\d", written):
        return None
    *before, last = EQUALS.split(written)
    is_named_after = bool(before) and not last.strip() and bool(re.match(r"\\?[A-Za-zα-ω]", text[end:]))
    value = _value(before[-1] if is_named_after else last)  # 81 = N^T
    opened = value is not None and not is_named_after and _is_open(text, start, end)
    return Run(_beginning(text, start, written), end, value, opened)


_LEAD = re.compile(r"\s*\(\s*|\s*")


def _beginning(text: str, start: int, written: str) -> int:
    """Where the calculation begins: behind the bracket of a remark; at one that it closes."""
    first, *links = EQUALS.split(written)
    if links and first.count(")") > first.count("("):
        return max(text.rfind("(", 0, start), 0)  # d (d+1) = 6
    remark = _LEAD.match(written) if written.count("(") > written.count(")") else None
    return start + (remark.end() if remark else len(written) - len(written.lstrip()))


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether the end of the calculation goes on with a symbol, or began with one."""
    written, before = text[start:end], text[:start]
    inner = written.strip()
    if (
        _OF_SYMBOL.match(text[end:])
        or (inner[-1] in "-+*/^·×=" and _SYMBOL_AFTER.match(text[end:]))
        or (
            re.match(r"[A-Za-z](?![A-Za-z/^])", text[end:])
            and text[end] not in _UNITS
            and not written[-1:].isspace()
        )
        or re.search(r"[<>≤≥±]\s*$|\\pm\s*$|\\(?:leq?|geq?|lt|gt)\s*$", before)
    ):
        return True
    begins_within = inner[0] in "+-*/^·×" and not EQUALS.search(written)  # else a later link is the value
    return begins_within and bool(_SYMBOL_BEFORE.search(before))


def _value(text: str) -> Numeral | None:
    """A number with what clings to it: brackets of the sentence, a dash before it."""
    text = text.strip().rstrip("-+*/^·× ")
    while text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1].rstrip()
    while text.count("(") > text.count(")") and text.startswith("("):
        text = text[1:].lstrip()
    return read_numeral(text.lstrip("*/^·× ").rstrip("({ "))
