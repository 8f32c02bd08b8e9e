"""Compare a stated order of growth with the expected one, for `grader compare`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from grader.maths.equality.decide import Verdict, undecided
from grader.maths.growth.exponents import judge_class
from grader.maths.growth.mention import Mention
from grader.maths.growth.mentions import definition_of, find_mentions, in_words, unknown_letters
from grader.maths.growth.orders import Growth, add, is_dominated, read_conditions, read_growth, same_class
from grader.maths.growth.statements import Labels, Statement, find_statements
from grader.maths.notation.letter_times import with_times_signs
from grader.maths.notation.mathematica import from_mathematica
from grader.maths.notation.spoken import write_out
from grader.maths.reasons import Reason, Unread

_MAX_CHARACTERS = 4_000
_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|not sure|unsure|no idea|guess|might be|could be|either|"
    r"one of (?:these|those|them|the following|the above)|"
    r"i think|or so|more or less|don'?t know|depending|depends|peut-être|pas sûre?|je ne sais)\b|\?",
    re.IGNORECASE,
)
_OR = re.compile(r"\b(?:or|ou)\b(?!\s+(?:rather|equivalently|simply|even))", re.IGNORECASE)
_FORMULA = re.compile(r"[\s\x02$]*(?:[A-Z\d\\(]|[a-z](?![a-z]))")
_STOP = re.compile(r"[.;\n]|$")


def _is_hedged(text: str, starts: list[int]) -> bool:
    """Whether words of doubt stand there, or *or* between two orders, or where there are none."""
    if _HEDGE.search(text):
        return True
    for found in _OR.finditer(text):
        stop = _STOP.search(text, found.end())
        end = stop.start() if stop else len(text)
        follows = any(found.end() <= start < end for start in starts) or _FORMULA.match(text, found.end())
        if not starts or (min(starts) < found.start() and follows):
            return True
    return False


_OTHERS = Labels(
    {},
    others=(
        r"\bbrute[- ]force\b",
        r"\bna[iï]ve(?:ly)?\b",
        r"\bexhausti\w+",
        r"\benumerat\w+",
        r"\bforce brute\b",
        r"\bénumér\w+",
        r"\bwould (?:cost|take|need|require|be)\b",
        r"\binstead\b",
    ),
)
"""What an order of growth is said of where it is no answer."""


_UNSURE = {
    "degrees": "degrees told in words",  # of several variables, which words may mean one by one
    "parts": "the costs of parts and no total",
}
"""Readings that only the expected class confirms."""


def compare_growth(
    student: str, reference: str, symbols: Mapping[str, str], given: tuple[str, ...] = ()
) -> Verdict:
    """Whether an answer states the reference's class; `given` may hold conditions such as ``B <= N``."""
    if not student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    if len(student) > _MAX_CHARACTERS:
        return undecided(Reason.LIMIT, f"more than {_MAX_CHARACTERS} characters")
    names = tuple(symbols)
    expected = _single(reference, names)
    if not isinstance(expected, tuple):
        return undecided(expected.reason, f"the reference: {expected.detail}")
    found = _stated(student, names)
    if isinstance(found, Unread):
        return undecided(found.reason, found.detail)
    symbol, growth = found
    if symbol in _UNSURE:
        verdict = judge_class(growth, expected[1], _conditions(given, names))
        return verdict if verdict.is_equal else undecided(Reason.AMBIGUOUS, _UNSURE[symbol])
    if symbol != expected[0] and {symbol, expected[0]} != {"O", "order"}:
        said = {"": "no O at all", "o": "o and not O"}.get(
            symbol, f"{symbol} and not {expected[0] or 'a formula'}"
        )
        if not (symbol and expected[0] == ""):
            return _doubtful(growth, expected[1], said, _conditions(given, names))
    return judge_class(growth, expected[1], _conditions(given, names))


def _doubtful(
    growth: Growth, expected: Growth, said: str, conditions: tuple[tuple[str, str], ...]
) -> Verdict:
    """Another symbol: a different class is different all the same, an equal one for a person."""
    verdict = judge_class(growth, expected, conditions)
    return undecided(Reason.AMBIGUOUS, said) if verdict.is_equal else verdict


def _conditions(given: tuple[str, ...], names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for text in given:
        try:
            found += read_conditions((text,), names)
        except ValueError:
            continue
    return tuple(found)


def _single(text: str, names: tuple[str, ...]) -> tuple[str, Growth] | Unread:
    mentions = find_mentions(text)
    mention = mentions[0] if len(mentions) == 1 else Mention("", text.replace("$", " ").strip(), 0, len(text))
    read = read_growth(mention.inner, names)
    return read if isinstance(read, Unread) else (mention.symbol, read)


def _stated(text: str, names: tuple[str, ...]) -> tuple[str, Growth] | Unread:
    text = with_times_signs(from_mathematica(text), names)
    marked = write_out(text.replace("$$", "$")).replace("$", "\x02")
    letters = "".join(name for name in names if len(name) == 1 and name.islower())
    others = replace(_OTHERS, letters=letters)
    statements = [each for each in find_statements(marked, others) if not each.aside]
    if not statements:  # perhaps the other algorithm is what is asked about
        statements = [each for each in find_statements(marked, Labels({}, letters=letters)) if not each.aside]
    if not statements:
        if find_mentions(marked):
            return Unread(Reason.AMBIGUOUS, "every order of growth is denied or of something else")
        if _is_hedged(text, []):
            return Unread(Reason.HEDGED, "the answer is not put as certain")
        return _without_symbol(text, names)
    if _is_hedged(marked, [each.mention.start for each in statements]):
        return Unread(Reason.HEDGED, "the answer is not put as certain")
    return _concluded(statements, marked, names)


_LINEAR_IN_SUM = re.compile(
    r"\blin(?:ear|éaire)(?:ly|ment)?\s+(?:in|en|dans)\s+(\w+(?:\s*\+\s*\w+)+)", re.IGNORECASE
)


_DEGREE_ALONE = re.compile(
    r"\W*(?:(?:it|this|the\s+\w+|c'est|il)\s*(?:is|'s|grows|runs|takes|est)?\s+)?(?:in\s+|en\s+)?(?:temps\s+)?"
    r"(?P<degree>linear|quadratic|cubic|linéaire|quadratique|cubique)(?:ly)?(?:\s+(?:time|complexity|cost|growth))?\W*",
    re.IGNORECASE,
)
"""The whole answer in one word."""
_POWERS = {"l": 1, "q": 2, "c": 3}


def _without_symbol(text: str, names: tuple[str, ...]) -> tuple[str, Growth] | Unread:
    """A formula alone, or the degree in every variable in words; an exponential may have any base."""
    read = read_growth(_bare(text), names)
    if isinstance(read, Growth):
        return "", read
    plain = text.replace("$", " ")
    alone = _DEGREE_ALONE.fullmatch(plain) if len(names) == 1 else None
    if alone:
        power = read_growth(f"{names[0]}^{_POWERS[alone['degree'][0].lower()]}", names)
        return power if isinstance(power, Unread) else ("order", power)
    summed = _LINEAR_IN_SUM.search(plain)
    told = summed[1] if summed else in_words(plain, {name: () for name in names})
    if told and "2^" not in told:
        spoken = read_growth(told, names)
        if isinstance(spoken, Growth) and spoken.names == frozenset(names):
            return "order" if len(names) == 1 or summed else "degrees", spoken
    return read


def _bare(text: str) -> str:
    formulas: list[str] = re.findall(r"\$+([^$]+)\$+|\\\((.+?)\\\)", text)
    parts = ["".join(each) for each in formulas]
    return parts[0] if len(parts) == 1 else text.replace("$", " ").strip(" .")


def _concluded(statements: list[Statement], text: str, names: tuple[str, ...]) -> tuple[str, Growth] | Unread:
    final = [each for each in statements if each.final and not each.step]
    kept = final[-1:] or [each for each in statements if not each.step] or statements
    # a formula without O, beside one with it, is a step on the way
    kept = [each for each in kept if each.mention.symbol] or kept
    growths: list[Growth] = []
    for place, each in enumerate(kept):
        read = _read(each.mention, text, names)
        if isinstance(read, Unread):
            if place + 1 < len(kept) and re.search(r"=[\s\x02]*$", kept[place + 1].link):
                continue  # a link of a chain, which goes on in other words
            return read
        growths.append(read)
    if len({each.mention.symbol for each in kept}) > 1 or not all(
        same_class(growths[0], each).is_equal for each in growths[1:]
    ):
        if len(growths) == len(kept) and _are_parts(growths, text, kept):
            return "parts", add(tuple(growths))
        chain = all(re.fullmatch(r"[\s\x02&]*(?:=|\\approx|≈)[\s\x02&]*", each.link) for each in kept[1:])
        reason = "an equality of different classes" if chain else "several classes and none chosen"
        return Unread(Reason.AMBIGUOUS, reason)
    if not final and all(each.step for each in kept) and len(statements) == len(kept):
        return "parts", growths[-1]  # so much a step: whether that is asked for is not told
    if not final and (total := _total_of_parts(statements, growths[-1], text, names)):
        return "parts", total
    return kept[-1].mention.symbol, growths[-1]


_QUANTITY = re.compile(r"\b(?:time|temps|zeit|laufzeit)\b", re.IGNORECASE)


def _are_parts(growths: list[Growth], text: str, kept: list[Statement]) -> bool:
    """Whether several orders are of several things, none of which outweighs another: all count together."""
    worded = all(
        re.search(r"[^\W\d_]{3,}", text[one.mention.end : other.mention.start])
        for one, other in pairwise(kept)
    )
    return (
        worded
        and not (_OR.search(text) or _QUANTITY.search(text))
        and not any(is_dominated(one, other) for one in growths for other in growths if one is not other)
    )


def _total_of_parts(
    statements: list[Statement], stated: Growth, text: str, names: tuple[str, ...]
) -> Growth | None:
    """All parts together, where what seemed to be the whole does not cover one of them; else None."""
    read = [_read(each.mention, text, names) for each in statements if each.step]
    parts = [each for each in read if isinstance(each, Growth)]
    larger = any(not is_dominated(part, stated) for part in parts)
    return add((stated, *parts)) if larger else None


def _read(mention: Mention, text: str, names: tuple[str, ...]) -> Growth | Unread:
    if re.match(r"[\s\x02]*\+\s*[A-Za-z](?![A-Za-z])", text[mention.end : mention.end + 20]):
        return Unread(Reason.AMBIGUOUS, "something is added to the order of growth")
    definitions = {}
    for letter in unknown_letters(mention.inner, names):
        meaning = definition_of(letter, text, {name: () for name in names})
        read = read_growth(meaning, names) if meaning else None
        if isinstance(read, Growth):
            definitions[letter] = read.expression
    return read_growth(mention.inner, names, definitions)
