"""Choose, among the orders of growth that an answer states for one quantity, the one it concludes with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from grader.maths.expressions.expression import ONE, Expression
from grader.maths.growth.mention import MATH_MARK
from grader.maths.growth.mentions import definition_of, in_words, unknown_letters
from grader.maths.growth.orders import (
    Growth,
    add,
    is_dominated,
    multiply,
    read_conditions,
    read_growth,
    same_class,
)
from grader.maths.growth.statements import Statement
from grader.maths.notation.spoken import write_out
from grader.maths.reasons import Unread

_OR = re.compile(r"\b(?:or|ou|oder|either)\b|/", re.IGNORECASE)
_AND = re.compile(
    r"\b(?:and|plus|et|und|sowie|y|also|as well as|additionally|another|further)\b|\+", re.IGNORECASE
)
_CASE = re.compile(
    r"\b(?:if|with|using|use|case|when|sort\w*|heap\w*|select\w*|implement\w*|avec|si|cas|en utilisant|"
    r"tri\w*|tas)\b",
    re.IGNORECASE,
)
_CHAIN = re.compile(rf"[\s{MATH_MARK}&]*(?:=|\\approx|≈|\\subseteq|⊆|∈|\\in|\\equiv|→)[\s{MATH_MARK}&]*")
_TIMES = re.compile(rf"[\s{MATH_MARK}]*(?:\\times|\\cdot|×|·|\*)[\s{MATH_MARK}]*")
_LISTED = re.compile(rf"[\s{MATH_MARK},;/]*(?:or|ou|oder)?[\s{MATH_MARK}]*", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
_LISTED_PARTS = re.compile(
    r"^\W*(?:\w+\s+)?(?:for|to store|to keep|pour|für)\s[^.;:]{1,40}[,;][^.;:]{0,40}$", re.IGNORECASE
)
"""Between two orders: what the first is for, and what the next is of."""


_IN_WORDS = (
    (re.compile(r"(?<![\\A-Za-z])(?:times|fois|multiplied by|multiplié par)\b"), r"\\cdot "),
    (re.compile(r"\s+(?:squared|au carré)\b"), "^2"),
    (re.compile(r"\s+(?:cubed|au cube)\b"), "^3"),
    (re.compile(r"\s+(?:to the power (?:of )?|to the (?=[A-Z]\b)|puissance )\s*(\w)"), r"^{\1}"),
)


_DOTTED = re.compile(r"(?<=[A-Za-z0-9)}])\.(?=[A-Za-z(\\])")  # T.N^2


class Rules(Protocol):
    """What a choice needs to know of the rubric."""

    @property
    def variables(self) -> Mapping[str, tuple[str, ...]]:
        """The variables with their words."""
        ...

    @property
    def conditions(self) -> tuple[str, ...]:
        """What holds between them."""
        ...

    @property
    def quantity(self) -> str:
        """What is asked for."""
        ...

    @property
    def words(self) -> tuple[str, ...]:
        """Words for it."""
        ...


@dataclass(frozen=True)
class Choice:
    """What an answer says of one quantity: one class, or several cases that all have to be right."""

    growths: tuple[Growth, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    unread: str = ""
    """Why it could not be read."""
    doubt: str = ""
    """Why a person has to look."""
    absent: bool = False
    partial: bool = False
    """Whether it may be the cost of a part only."""
    is_list: bool = False
    """Whether it is a mere list of classes, none of them chosen."""
    others: tuple[Growth, ...] = ()
    """What else is stated of the quantity, on the way or afterwards."""


def choose(text: str, statements: Sequence[Statement], rules: Rules, *, field: bool) -> Choice:
    """The answer among `statements` of `text`; in a field the whole text may be a bare formula."""
    usable = [each for each in statements if not each.aside]
    if not usable:
        return _without_mentions(text, rules, field=field, spoken=not statements)
    chosen = _conclusions(usable)
    spans = tuple((each.mention.start, each.mention.end) for each in chosen)
    growths: list[Growth] = []
    for each in chosen:
        read = _read(each, text, rules)
        if isinstance(read, Unread):
            return Choice(spans=spans, unread=str(read))
        growths.append(read)
    if any(each.mention.symbol in ("o", "Omega") for each in chosen):
        return Choice(tuple(growths), spans, doubt="ambiguous: another symbol than O")
    doubt = "hedged: the answer is not put as certain" if any(each.hedged for each in chosen) else ""
    partial = all(each.step for each in chosen) and not any(_counts_steps(each, rules) for each in growths)
    others = tuple(
        other
        for each in usable
        if each not in chosen and isinstance(other := _read(each, text, rules), Growth)
    )
    if len(growths) == 1 or doubt:
        return Choice(tuple(growths), spans, doubt=doubt, partial=partial, others=others)
    return replace(_of_several(chosen, growths, spans, rules), others=others)


def _counts_steps(growth: Growth, rules: Rules) -> bool:
    """Whether the number of steps is in it already: then it is of all of them."""
    return any("steps" in rules.variables[name] for name in growth.names & rules.variables.keys())


def _conclusions(statements: list[Statement]) -> list[Statement]:
    final = [place for place, each in enumerate(statements) if each.final and not each.step]
    if final:
        # what follows the conclusion within its sentence may be a second case or a chain's end
        last = statements[final[-1] :]
        return [last[0], *(each for each in last[1:] if each.link and not each.step)]
    whole = [each for each in statements if not each.step]
    return whole or statements


def _of_several(
    chosen: list[Statement], growths: list[Growth], spans: tuple[tuple[int, int], ...], rules: Rules
) -> Choice:
    """Several statements: a chain's end, alternatives, a sum of parts, or one that dominates the others."""
    links: list[str] = []
    merged = [(growths[0], spans[0])]
    for statement, growth, span in zip(chosen[1:], growths[1:], spans[1:], strict=True):
        if _CHAIN.fullmatch(statement.link):
            merged[-1] = (growth, span)
        elif _TIMES.fullmatch(statement.link):
            merged[-1] = (multiply((merged[-1][0], growth)), span)
        else:
            merged.append((growth, span))
            links.append(statement.link)
    growths, spans = [growth for growth, _ in merged], tuple(span for _, span in merged)
    conditions = read_conditions(rules.conditions, tuple(rules.variables))
    if len(growths) > 2 and same_class(growths[-1], add(tuple(growths[:-1])), conditions).is_equal:
        return Choice((growths[-1],), (spans[-1],))  # the parts, then the total
    if all(same_class(growths[0], each, conditions).is_equal for each in growths[1:]):
        return Choice((growths[-1],), (spans[-1],))
    if any(_CASE.search(link.replace(MATH_MARK, " ")) for link in links):
        return Choice(tuple(growths), spans)
    if len(growths) > 2 and all(_LISTED.fullmatch(link) for link in links):
        return Choice(tuple(growths), spans, is_list=True)
    if any(_OR.search(link) for link in links):
        return Choice(tuple(growths), spans, doubt="ambiguous: several orders of growth and none chosen")
    if all(link and _AND.search(link) for link in links):
        return Choice((add(tuple(growths)),), spans)
    if all(_LISTED_PARTS.search(link.replace(MATH_MARK, " ")) for link in links):
        return Choice((add(tuple(growths)),), spans)  # O(BN) for the scores, sequences O(BT)
    worded = all(not link or _WORDS.search(link.replace(MATH_MARK, " ")) for link in links)
    for place in (len(growths) - 1, 0):
        others = [each for index, each in enumerate(growths) if index != place]
        if worded and all(is_dominated(each, growths[place], conditions) for each in others):
            return Choice((growths[place],), (spans[place],))
    return Choice(tuple(growths), spans, doubt="ambiguous: several orders of growth and none chosen")


def _without_mentions(text: str, rules: Rules, *, field: bool, spoken: bool) -> Choice:
    if field:
        read = read_stated(text.replace(MATH_MARK, " ").strip(" .\n"), text, rules)
        if isinstance(read, Growth):
            return Choice((read,), ((0, len(text)),))
    if spoken or field:
        for start, sentence in _sentences(text):
            named = field or any(
                re.search(rf"\b{re.escape(word)}\b", sentence, re.IGNORECASE) for word in rules.words
            )
            formula = _degrees_of(sentence, rules) if named else ""
            spoken_formula = _spoken(sentence) if named and not formula else ""
            if spoken_formula:
                read = read_stated(spoken_formula, text, rules)
                if isinstance(read, Growth):
                    return Choice((read,), ((start, start + len(sentence)),))
            if formula.count("^") > 1 or (formula and field):
                read = read_growth(formula, tuple(rules.variables))
                if isinstance(read, Growth):
                    return Choice((read,), ((start, start + len(sentence)),))
    if field and text.strip():
        return Choice(spans=((0, len(text)),), unread="unparsed: no order of growth was found")
    return Choice(absent=True)


def _degrees_of(sentence: str, rules: Rules) -> str:
    """The degrees told in a sentence: those of the clause that names the quantity, where it tells of all."""
    words = "|".join(map(re.escape, rules.words))
    for piece in re.split(r"[,;]", sentence):
        told = in_words(piece, rules.variables)
        if told.count("^") > 1 and re.search(rf"\b(?:{words})\b", piece, re.IGNORECASE):
            return told
    return in_words(sentence, rules.variables)


def _spoken(sentence: str) -> str:
    """``T times N squared`` as a formula; empty where nothing is said so."""
    written = write_out(write_out(sentence.replace(MATH_MARK, "$")))
    formulas: list[str] = re.findall(r"\$([^$]+)\$", written)
    return " ".join(formulas) if written.count("$") > sentence.count(MATH_MARK) else ""


def _sentences(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for boundary in re.finditer(r"(?<=[.;!?])\s+|\n+", text):
        found.append((start, text[start : boundary.start()]))
        start = boundary.end()
    found.append((start, text[start:]))
    return found


def _read(statement: Statement, text: str, rules: Rules) -> Growth | Unread:
    words = in_words(statement.mention.inner, rules.variables)
    if words:
        return read_growth(words, tuple(rules.variables))
    return read_stated(statement.mention.inner, text, rules)


def read_stated(inner: str, text: str, rules: Rules) -> Growth | Unread:
    """What stands inside O(.), with letters that the text defines, or that differ in case only."""
    names = tuple(rules.variables)
    inner = _DOTTED.sub(r"\\cdot ", inner)
    for pattern, written in _IN_WORDS:
        inner = pattern.sub(written, inner)
    definitions: dict[str, Expression] = {}
    for letter in unknown_letters(inner, names):
        meaning = definition_of(letter, text, rules.variables)
        if not meaning and letter.upper() in names and letter.upper() not in inner:
            meaning = letter.upper()
        if meaning == "1":
            definitions[letter] = ONE
        elif meaning:
            read = read_growth(meaning, names)
            if isinstance(read, Growth):
                definitions[letter] = read.expression
    return read_growth(inner, names, definitions)
