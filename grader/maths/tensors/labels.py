"""Labels in a text of statistics: groups, statistics with their scripts, indices along axes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

MEAN, VARIANCE, DEVIATION = "mean", "variance", "deviation"
ALL, LAST = -1, -2
"""Indices that stand for every place along an axis (``both channels``), and for its last."""


@dataclass(frozen=True)
class Words:
    """Words for groups and for axes."""

    groups: Mapping[str, tuple[str, ...]]
    axes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Label:
    """One label: its kind, what it names, where it stands.

    The kinds are ``group``, ``statistic``, ``index``, and ``range`` for several indices at once.
    """

    kind: str
    value: str
    start: int
    end: int
    indices: tuple[int, ...] = ()
    group: str = ""


_SYMBOL = re.compile(
    r"(?P<name>\\?(?<![A-Za-z])(?:mu|MU)(?![a-z])|μ|\\?(?<![A-Za-z])(?:sig(?:ma)?|SIGMA)(?![a-z])|σ|"
    r"(?<![A-Za-z])(?:Var|VAR)(?![a-z]))(?P<squared>2(?=[_\s]|$)|_?sq(?:uared)?(?![a-z]))?"
    r"(?P<scripts>(?:\s*[_^]\s*(?:\{[^{}\n]{0,60}\}|\\?[A-Za-z]+|\(\d+\)|"
    r"\d{1,2}(?![\d.])))*)\s*(?:\[(?P<index>\d)\](?=\s*[=:≈]))?"
)
_OPERAND = re.compile(r"[\w})\]]\s*[-+*/]\s*$")
"""What stands before a symbol that is part of a formula (``x_i - \\mu``) and labels nothing."""
_STATISTICS = (
    (
        DEVIATION,
        r"std(?:ev|s)?|standard[\s_-]+deviations?|écarts?[\s-]types?|ecarts?[\s-]types?|deviations?|"
        r"standardabweichung(?:en)?|desviaci(?:ón|ones)|deviazion[ei]",
    ),
    (VARIANCE, r"variances?|varian(?:z(?:en|as?|e)?|ti[ei]?)|vars?|sigma2|σ2|(?-i:V)(?=\s*[=:≈])"),
    (
        MEAN,
        r"means?|moyennes?|averages?|avg|(?:mittelwert|durchschnitt)(?:e|en|s)?|mittel|medi[ae]s?|promedios?|x\u0304|\\(?:bar|overline)\s*\{?\s*x\s*\}?|x_?bar|(?-i:E)(?=\s*[=:≈])",
    ),
)
_AND_MORE = r"\s*(?:--?|–|—|\.\.+|to|à|and|et|und|&)\s*\d{1,2}(?![\d.,/])"
_LISTED = r",\s*(?:and\s+)?\d{1,2}(?![\d./])"
"""What follows the index of a range or a list: ``samples 1-4``, ``channels 1 and 2``."""
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2,
             "3rd": 3, "4th": 4,
             "last": LAST, "final": LAST, "dernier": LAST, "dernière": LAST,
             "erste": 1, "ersten": 1, "erstes": 1, "zweite": 2, "zweiten": 2, "zweites": 2, "dritte": 3,
             "dritten": 3, "drittes": 3, "vierte": 4, "vierten": 4, "viertes": 4, 
             "letzte": LAST, "letzten": LAST,
             "primera": 1, "primer": 1, "segunda": 2, "segundo": 2, "tercera": 3, "tercer": 3, "cuarta": 4,
             "cuarto": 4, "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4,
             "premier": 1, "première": 1, "deuxième": 2, "troisième": 3, "quatrième": 4}  # fmt: skip


_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4, "un": 1, "deux": 2, "trois": 3, "quatre": 4}


def _either(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longer first; of none, one that matches nothing."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or r"(?!)"


_NORM_ENDS = "ali[sz]ation|ali[sz]ed|alisierung|ali[zs]azione|alización|s"
_NORM_OF = r"(?:par|por|per|de|di|d'|over|by)"
_ALL_OF = r"(?:both|all|beiden?|allen?|les\s+deux|ambos|tous\s+les)\s+(?:(?:the|two|three|four|its)\s+)?"
_NO_SUM = r"(?<![A-Za-z\\])(?<!\\sum )(?<![∑Σ] )(?<![∑Σ])"


def label_patterns(words: Words) -> list[tuple[str, str, re.Pattern[str]]]:
    """Kind, name and pattern of every label in words."""
    found = []
    for group, names in words.groups.items():
        named = _spelt(names)
        norm = rf"(?P<norm>[\s_-]*(?i:\(?\s*norm(?:{_NORM_ENDS})?(?:[123]d)?\s*\)?))?"
        before = rf"(?P<de>(?i:norm(?:{_NORM_ENDS})\s+{_NORM_OF}\s*(?:la\s+|l')?|norme?\s+))?"
        found.append(("group", group, re.compile(rf"(?<![A-Za-z]){before}(?:{named}){norm}(?![a-z])")))
    for axis, names in words.axes.items():
        named = _either(names)
        letters, spelt = ([name for name in names if (len(name) == 1) is alone] for alone in (True, False))
        counted = rf"(?:(?:{_either(spelt)})(?P<plural>s)?|(?:{_either(letters)}))"
        ordinals, cardinals = "|".join(_ORDINALS), "|".join(_CARDINALS)
        found.append(
            (
                "index",
                axis,
                re.compile(
                    rf"{_NO_SUM}{counted}\s*[:#_=.({{-]*\s*(?:n[°o]\.?\s*)?"
                    rf"(?:(?P<number>\d{{1,2}})(?!\d|\.\d|,\d|\s*/\s*\d)(?P<more>(?:{_AND_MORE})+|(?(plural)(?:{_LISTED})+))?"
                    rf"|(?P<word>{cardinals})(?![a-z]))|"
                    rf"(?<![A-Za-z])(?P<ordinal>{ordinals})\s+(?:{named})(?![a-z])"
                    rf"|(?<![A-Za-z])(?P<every>{_ALL_OF})(?:{named})(?:s|n|e|en|es)?(?![a-z]|\s*\d)",
                    re.IGNORECASE,
                ),
            )
        )
    for statistic, named in _STATISTICS:
        found.append(
            (
                "statistic",
                statistic,
                re.compile(
                    rf"(?<![A-Za-z])(?:{named})(?![A-Za-z])(?:\s*_\{{?(?P<index>\d)\}}?(?=\s*[=:]))?",
                    re.IGNORECASE,
                ),
            )
        )
    return found


_NO_GROUP_BEFORE = re.compile(
    r"(?:\b(?:each|per|every|over|across|along|chaque|par|sur|within|both|all|dans)|\b(?:in|of|for|over|"
    r"across|sur|dans) (?:the|a|each|la|le|l'))\s*(?:the\s+|of\s+)?$",
    re.IGNORECASE,
)
_NO_GROUP_AFTER = re.compile(
    r"^(?:es|s)?\s*(?:size|dimensions?|ax[ie]s(?!\s*=)|element|item|index|indices|and feature|and channel|"
    r",\s*(?:channel|feature)(?!\s*\d)|#|=\s*\d(?!\.\d)|members?|images?)|^\s*×|^\s*x\s",
    re.IGNORECASE,
)


def _spelt(names: tuple[str, ...]) -> str:
    """A pattern of words in either case; abbreviations in capitals (IN is no *in*) as they are."""
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})" for name in ordered)


def find_labels(line: str, patterns: list[tuple[str, str, re.Pattern[str]]], words: Words) -> list[Label]:
    """The labels of a line in order, the longer where two overlap."""
    found: list[Label] = []
    for match in _SYMBOL.finditer(line):
        if _OPERAND.search(line, max(0, match.start() - 20), match.start()):
            continue
        found.append(_symbol_label(match, words))
    for kind, value, pattern in patterns:
        for match in pattern.finditer(line):
            if (
                kind == "group"
                and not (match["norm"] or match["de"] or match[0].isupper())
                and _is_axis(line, match)
            ):
                continue
            indices: tuple[int, ...] = ()
            if kind == "index" and match["plural"] and re.search(r"[:=]", match[0]):
                continue  # of the four examples: 2, 3, ...
            if kind == "index":
                spelt = match["ordinal"] or match["word"]
                numbers = {**_ORDINALS, **_CARDINALS}
                index = ALL if match["every"] else numbers[spelt.lower()] if spelt else int(match["number"])
                indices = (index,)
            if kind == "statistic" and match["index"]:
                indices = (int(match["index"]),)
            shown = "range" if kind == "index" and match["more"] else kind
            found.append(Label(shown, value, match.start(), match.end(), indices))
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Label] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            longer = each.end - each.start > kept[-1].end - kept[-1].start
            if each.kind in ("index", "range") and kept[-1].kind == "group" and longer:
                kept[-1] = each
            continue
        kept.append(each)
    return _with_lists_as_ranges(line, _without_both_statistics(line, kept))


_BOTH_SIGN = re.compile(r"[\s\\]*(?:,|/|&|;|\||\band\b|\bet\b|\bund\b)[\s\\]*")


def _without_both_statistics(line: str, labels: list[Label]) -> list[Label]:
    """``mu_batch, sigma^2_batch mean``: the row is of its group, and its column tells which statistic."""
    for place, (one, other, own) in enumerate(zip(labels, labels[1:], labels[2:], strict=False)):
        if (
            one.kind == other.kind == own.kind == "statistic"
            and one.group
            and one.group == other.group
            and one.value != other.value
            and not own.group
            and _BOTH_SIGN.fullmatch(line, one.end, other.start)
            and not line[other.end : own.start].strip(" \\$}")
        ):
            group = Label("group", one.group, one.start, other.end)
            return [*labels[:place], group, *_without_both_statistics(line, labels[place + 2 :])]
    return labels


_LIST_SIGN = re.compile(r"\s*(?:,|/|&|;|\||\band\b|\bet\b|\bund\b)\s*")


def _with_lists_as_ranges(line: str, labels: list[Label]) -> list[Label]:
    """``[channel 1, channel 2]`` names several places at once."""
    listed = {
        place
        for place, (one, other) in enumerate(pairwise(labels))
        if one.kind == other.kind == "index"
        and one.value == other.value
        and _LIST_SIGN.fullmatch(line, one.end, other.start)
    }
    return [
        replace(each, kind="range") if {place, place - 1} & listed else each
        for place, each in enumerate(labels)
    ]


_TRAILING = re.compile(
    r"\b(?:these|those|this|that|they|above|ce sont|voilà|c'était|c'est)\s+"
    r"(?:(?:are|is|was|were|give|gives)\s+)?"
    r"(?:the\s+|our\s+|les\s+|la\s+)?$",
    re.IGNORECASE,
)
"""What stands before the name of a group that was spoken of until there."""


def with_headings_first(text: str, patterns: list[tuple[str, str, re.Pattern[str]]]) -> str:
    """The text in which ``... These are the batch norm statistics.`` has the group's name before it, too."""
    if not re.search(
        r"\b(?:these|those|this|that|they|above|ce sont|voilà|c'était|c'est)\b", text, re.IGNORECASE
    ):
        return text
    groups = [match for kind, _, pattern in patterns if kind == "group" for match in pattern.finditer(text)]
    pieces: list[str] = []
    start = 0
    for match in sorted(groups, key=lambda each: each.start()):
        if not _TRAILING.search(text, max(0, match.start() - 40), match.start()):
            continue
        named = any(start <= other.start() < match.start() for other in groups)
        pieces.append(
            text[start : match.end()] if named else f"{match.group()}:\n{text[start : match.end()]}"
        )
        start = match.end()
    return "".join([*pieces, text[start:]])


def with_groups_first(text: str, patterns: list[tuple[str, str, re.Pattern[str]]]) -> str:
    """The text in which each line that ends in ``(batch)`` or ``→ batch`` begins with that name, too."""
    return "\n".join(_with_group_first(line, patterns) for line in text.split("\n"))


def _with_group_first(line: str, patterns: list[tuple[str, str, re.Pattern[str]]]) -> str:
    """A line that names its group at its end only, between brackets, with the group's name before it, too."""
    last = re.search(
        r"(?:\(|→|⇒|=>|->|⟶|\\(?:to|rightarrow|Rightarrow)\b)\s*([^()\d]{2,40}?)\)?[\s.,;]*$", line[:4_000]
    )
    if last is None:
        return line
    groups = [pattern for kind, _, pattern in patterns if kind == "group"]
    own = next((match for pattern in groups if (match := pattern.search(last[1]))), None)
    if own is None or any(pattern.search(line[: last.start()]) for pattern in groups):
        return line
    return f"{own.group()}: {line[: last.start()]}"


def _is_axis(line: str, match: re.Match[str]) -> bool:
    """Whether a group's word means an axis here: ``over the batch``, ``batch size``."""
    return bool(_NO_GROUP_BEFORE.search(line[: match.start()]) or _NO_GROUP_AFTER.match(line[match.end() :]))


def _symbol_label(match: re.Match[str], words: Words) -> Label:
    scripts = match["scripts"] or ""
    squared = bool(match["squared"]) or match["name"].endswith("2")
    group, indices = "", []
    for mark, content in re.findall(r"([_^])\s*(\{[^{}]*\}|\\?[A-Za-z]+|\(\d+\)|\d+)", scripts):
        inner = content.strip("{}() ")
        if mark == "^" and re.match(r"\{?\s*2(?!\d)", content) and not squared:
            squared = True
            inner = inner[1:]
        for name, spelt in words.groups.items():
            if (
                re.search(rf"(?<![A-Za-z])(?:{_spelt(spelt)})", inner, re.IGNORECASE)
                or inner == name[0].upper()
            ):
                group = name
        numbers = re.findall(r"\d", inner)
        indices += [int(number) for number in numbers]
    if match["index"]:
        indices.append(int(match["index"]))
    name = match["name"].lstrip("\\").lower()
    statistic = MEAN if name in ("mu", "μ") else VARIANCE if squared or name == "var" else DEVIATION
    return Label("statistic", statistic, match.start(), match.end(), tuple(indices), group)
